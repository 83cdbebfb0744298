import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Store
import Testing

@testable import Session

/// What the second half of a registration tells of actions, from a file or a conversation to every
/// place where it is read.
@Suite struct FollowUpTests {
  private static let whole = """
    client,filled-on,vdab.actions,ocmw.actions
    T1,2011-03-01,"guidance.other,2011-02-01,2011-12-31,40,yes,vzw De Stap,""to work, slowly; surely"",,,,coaching",screening

    """

  private func desk(_ files: String...) throws -> FormDesk {
    let desk = try FormDesk()
    desk.session.mode = .csv
    for file in files { try desk.take("intake", file) }
    return desk
  }

  private func rows(_ desk: FormDesk, _ sentence: String) throws -> [String] {
    try desk.run(sentence).split(whereSeparator: \.isNewline).dropFirst().map(String.init)
  }

  @Test func allThatIsToldOfAnActionIsKeptAndShown() throws {
    let desk = try desk(Self.whole)
    let shown = try rows(
      desk,
      """
      actions where client = T1 | show action, partner, days, own-management, stopped-early, ended, aims, \
      other
      """)
    #expect(
      shown == [
        "guidance.other,vzw De Stap,40,yes,,,\"to work, slowly; surely\",coaching",
        "screening,,,,,,,",
      ])
    let dutch = try rows(
      desk, "acties waar partner is bekend | toon dagen, eigen-beheer, doelen, andere-actie")
    #expect(dutch == ["40,yes,\"to work, slowly; surely\",coaching"])
    #expect(try rows(desk, "actions where days > 30 and own-management | count") == ["1"])
    #expect(try desk.here.store.check().isEmpty)
  }

  @Test func theSameFileAgainIsKnownAndOtherWordsAreOther() throws {
    let desk = try desk(Self.whole)
    let plugin = try #require(desk.plugins.first { $0.id == "intake" })
    let again = try desk.here.take(Self.whole, "again.csv", as: plugin)
    #expect(again.same == 1 && again.written == 0)
    for (old, new) in [("slowly", "soon"), (",40,", ",41,"), ("De Stap", "Stap"), ("yes", "no")] {
      let other = try desk.here.take(
        Self.whole.replacing(old, with: new), "other.csv", as: plugin, partial: true)
      #expect(other.badRows == 1, "\(old)")
    }
  }

  @Test func aLaterRegistrationTellsMoreOfTheSame() throws {
    let desk = try desk(
      """
      client,filled-on,vdab.actions
      T1,2011-03-01,"guidance.other,,,,,,,,,,coaching;training.dutch,,,,,CVO"
      T1,2011-06-01,"guidance.other,2011-02-01,,60,,De Stap,first aim"
      T1,2011-09-01,"guidance.other,,,,,De Stap,,yes,ill,2011-08-15;training.dutch,,,,,CBE"
      T1,2011-10-01,"guidance.other,,,,,,,yes,,2011-08-15"
      """)
    let told = try rows(
      desk,
      "actions | sort told-on, action, partner desc | show action, starts, partner, days, aims, other, ended, stop-reason"
    )
    #expect(
      told == [
        "guidance.other,2011-02-01,De Stap,60,first aim,coaching,2011-08-15,ill",
        "training.dutch,,CVO,,,,,", "training.dutch,,CBE,,,,,",
      ])
    // It has ended, so it is another that is told of now.
    try desk.take("intake", "client,filled-on,vdab.actions\nT1,2011-11-01,guidance.other\n")
    #expect(try rows(desk, "actions where action = guidance.other | count") == ["2"])
  }

  /// Worked example 10.
  @Test func aStartThatIsToldLaterIsThatOfTheSameAndTwoOfOneDayAreTwo() throws {
    let desk = try desk(
      """
      client,filled-on,ocmw.actions,vdab.actions
      T1,2011-10-05,guidance.activation-guidance,"training.vocational;training.vocational"
      T1,2011-12-04,"guidance.activation-guidance,2011-09-01","training.vocational;training.vocational"
      """)
    let shown = try rows(desk, "actions | sort organisation | show action, starts")
    #expect(
      shown == [
        "training.vocational,", "training.vocational,", "guidance.activation-guidance,2011-09-01",
      ])
  }

  @Test func theirOpenWordsAreSealedAndReadingThemIsLogged() throws {
    let desk = try desk(Self.whole)
    let folder = desk.here.folder.file("s")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
      for word in ["surely", "coaching"] {
        #expect(bytes.range(of: Data(word.utf8)) == nil, "\(name): \(word)")
      }
    }
    _ = try desk.run("actions | show action, starts")
    let before = try rows(desk, "audit where verb = notes | count")
    _ = try desk.run("actions | show action, aims")
    let after = try rows(desk, "audit where verb = notes | count")
    #expect(after != before)
    let reader = try FormDesk(beside: desk)
    var told = ""
    #expect(reader.session.run(SourceText("actions | show aims")) { told += $0 } == 3, "\(told)")
  }

  @Test func whoIsForgottenTakesTheWordsAlong() throws {
    let desk = try desk(Self.whole)
    _ = try desk.run("forget T1")
    let left = try rows(desk, "actions | show aims, other")
    #expect(left.allSatisfy { $0 == "," }, "\(left)")
    #expect(try desk.here.store.check().isEmpty)
  }

  @Test func whatDoesNotGoTogetherIsToldAndNotTaken() throws {
    let desk = try desk()
    let plugin = try #require(desk.plugins.first { $0.id == "intake" })
    func take(_ actions: String) throws -> ImportReport {
      try desk.here.take(
        "client,filled-on,vdab.actions\nT1,2011-03-01,\"\(actions)\"\n", "one.csv", as: plugin,
        partial: true, replaces: true)
    }
    #expect(try take("screening,,,,,,,no,ill,2011-02-01").warnings.count == 1)
    #expect(try rows(desk, "actions | show stopped-early, ended, stop-reason") == ["no,,"])
    #expect(try take("screening,,,,,,,,,,words").warnings.count == 1)
    #expect(try rows(desk, "actions | show other") == ["\"\""])
    for wrong in [
      "screening,2011-02-01,,,,,,yes,,2011-01-01", "screening,,,many", "screening,,,,perhaps",
      "screening,,,,,,,,,,,more", "no-action",
    ] {
      #expect(try take(wrong).badRows == 1, "\(wrong)")
    }
    // Who says when it stopped, says that it did; a Dutch name is a name.
    #expect(try take("wonen.andere,,,,,,,,,2011-02-01,tent").badRows == 0)
    #expect(
      try rows(desk, "actions | show action, stopped-early, ended, other") == [
        "housing.other,yes,2011-02-01,tent"
      ])
  }

  @Test func aConversationAsksThemAndTakesUpWhatWasToldThatDay() throws {
    let desk = try desk(Self.whole)
    let first = try desk.run(
      """
      assess T1 with intake only vdab.actions on 2011-06-01
      > guidance.other,2011-02-01,,,,"De Stap, Gent","a, b",yes,"moved; away",2011-05-01
      >
      """)
    #expect(
      first.contains("known: guidance.other (2011-02-01 – 2011-12-31; 40 days; with vzw De Stap"))
    let shown = "actions where action = guidance.other | show partner, aims, stop-reason, ended"
    #expect(
      try rows(desk, shown) == [
        "vzw De Stap,\"to work, slowly; surely\",,",
        "\"De Stap, Gent\",\"a, b\",moved; away,2011-05-01",
      ])
    // The same day again: nothing of it is lost.
    _ = try desk.run("assess T1 with intake only vdab.actions on 2011-06-01\n> screening\n>\n")
    #expect(
      try rows(desk, "actions where action = screening and organisation = vdab | count") == ["1"])
    #expect(try rows(desk, shown).count == 2)
  }

  @Test func theDocumentShowsThemAndTheFormThatLeavesTheHouseNoOpenWords() throws {
    let desk = try desk(Self.whole)
    desk.session.mode = .markdown
    let document = try desk.run("client T1 | document intake")
    let told =
      "guidance.other “coaching” (2011-02-01 – 2011-12-31; 40 days; with vzw De Stap; own management; "
      + "aim: to work, slowly; surely)"
    #expect(document.contains(told), "\(document)")
    let path = desk.here.folder.file("form.html")
    _ = try desk.run("client T1 | export referral \"\(path)\" for \"x\"")
    let form = try String(contentsOfFile: path, encoding: .utf8)
    #expect(form.contains("with vzw De Stap"))
    #expect(!form.contains("slowly") && !form.contains("coaching"))
  }

  @Test func aLaterNoEndsNoReferralAndIsTold() throws {
    let desk = try desk(
      """
      client,filled-on,followed-up,direction,stream
      T1,2011-03-01,yes,ocmw-to-vdab,mandatory-registration

      """)
    let plugin = try #require(desk.plugins.first { $0.id == "intake" })
    let report = try desk.here.take(
      "client,filled-on,followed-up\nT1,2011-09-01,no\nT2,2011-09-01,no\nT1,2011-02-01,no\n",
      "later.csv", as: plugin)
    let kind = RowWarning(kind: .referralStands, item: "")
    #expect(report.warnings[kind]?.count == 1 && report.warnings[kind]?.line == 2)
    #expect(try rows(desk, "referrals where stream is known | count") == ["1"])
    #expect(
      try rows(desk, "clients | sort client | show client, followed-up.at-start") == [
        "T1,yes", "T2,no",
      ])
    var told = ""
    let code = desk.session.run(
      SourceText("assess T1 with intake only followed-up on 2011-10-01\n> no\n")
    ) { told += $0 }
    #expect(code == 0 && told.contains("that of 2011-03-01 stands"), "\(told)")
  }

  /// Worked example 8 with its neighbours: of two referrals the second alone, on every road.
  @Test func theSecondOfTwoReferralsShowsNothingOfTheFirst() throws {
    let desk = try desk(
      """
      client,filled-on,followed-up,direction,stream,reason-status,transfer,decision
      T1,2011-03-01,yes,ocmw-to-vdab,mandatory-registration,art60-ended,definitive,joint
      T1,2011-06-15,yes,vdab-to-ocmw,,,,
      T2,2011-03-01,yes,ocmw-to-vdab,mandatory-registration,,,
      T2,2011-10-01,yes,ocmw-to-vdab,art60-ending,,,
      T2,2011-12-01,yes,ocmw-to-vdab,art60-ending,,,
      """)
    let path = desk.here.folder.file("form.html")
    _ = try desk.run("client T1 | export referral \"\(path)\" for \"x\"")
    let form = try String(contentsOfFile: path, encoding: .utf8)
    #expect(form.contains("2011-06-15"))
    for word in ["2011-03-01", "mandatory", "art60-ended", "definitive", "joint"] {
      #expect(!form.contains(word), "\(word)")
    }
    #expect(
      try rows(desk, "referrals | sort client, filled-on | show client, filled-on, direction, turn")
        == [
          "T1,2011-03-01,ocmw-to-vdab,1", "T1,2011-06-15,vdab-to-ocmw,1",
          "T2,2011-03-01,ocmw-to-vdab,1", "T2,2011-10-01,ocmw-to-vdab,2",
        ])
    let report = "report trial where table in (\"table-4.1\", \"followed-up\", \"directions\")"
    let counts = try rows(desk, "\(report) and count > 0 | show table, row, column, count")
    #expect(
      counts == [
        "followed-up,yes,,2", "followed-up,total,,2", "table-4.1,unknown,mandatory-registration,2",
        "table-4.1,unknown,art60-ending,1", "table-4.1,total,mandatory-registration,2",
        "table-4.1,total,art60-ending,1", "directions,ocmw-to-vdab,,3",
        "directions,vdab-to-ocmw,,1", "directions,total,,4",
      ])
  }
}
