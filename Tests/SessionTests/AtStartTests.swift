import InstrumentKit
import Language
import Profile
import Testing

@testable import Session

/// Facts as they stood when something began.
@Suite struct AtStartTests {
  private func desk(_ files: String...) throws -> FormDesk {
    let desk = try FormDesk()
    desk.session.mode = .csv
    for file in files { try desk.take("intake", file) }
    return desk
  }

  private func rows(_ desk: FormDesk, _ sentence: String) throws -> [String] {
    try desk.run(sentence).split(whereSeparator: \.isNewline).dropFirst().map(String.init)
  }

  @Test func whoWasReferredIsTakenAsOnTheDayOfTheFirstReferral() throws {
    let desk = try desk(
      """
      client,filled-on,birth-date,commune,benefit,followed-up,direction
      T1,2011-03-01,1980-05-05,Kortrijk,unemployment,no,
      T1,2011-05-06,,Gent,living-wage,yes,ocmw-to-vdab
      T1,2011-06-01,,Tielt,none,yes,vdab-to-ocmw
      """)
    #expect(
      try rows(
        desk,
        "clients | show commune.at-start, benefit.at-start, age.at-start, day.at-start, direction.at-start"
      ) == ["Gent,living-wage,31,2011-05-06,ocmw-to-vdab"])
    #expect(
      try rows(desk, "referrals where direction is known | show turn, commune.at-start") == [
        "1,Gent", "1,Tielt",
      ])
    #expect(
      try rows(
        desk, "doorverwijzingen waar beurt = 1 | tel per uitkering.bij-begin"
      ) == ["none,1", "living-wage,1"])
  }

  @Test func whoWasNotReferredIsTakenAsOnTheDayOfTheFirstRegistration() throws {
    let desk = try desk(
      """
      client,filled-on,commune,benefit
      T2,2011-03-01,Kortrijk,unemployment
      T2,2011-05-06,Gent,none
      T3,2011-03-01,Kortrijk,
      T3,2011-03-29,,none
      T4,2011-03-01,Kortrijk,
      T4,2011-03-30,,none
      """)
    #expect(
      try rows(desk, "clients | sort client | show client, benefit.at-start") == [
        "T2,unemployment", "T3,none", "T4,",
      ])
    #expect(try rows(desk, "clients where benefit.at-start is unknown | show client") == ["T4"])
    // As of an earlier day nothing later is told.
    #expect(
      try rows(desk, "clients as of 2011-03-28 | sort client | show client, benefit.at-start") == [
        "T2,unemployment", "T3,", "T4,",
      ])
  }

  @Test func aSiteSaysHowLongAFirstAnswerStillTells() throws {
    let file = """
      client,filled-on,commune,benefit
      T1,2011-03-01,Kortrijk,
      T1,2011-03-08,,none
      T2,2011-03-01,Kortrijk,
      T2,2011-03-09,,none
      """
    let asked = "clients | sort client | show client, benefit.at-start"
    #expect(try rows(try desk(file), asked) == ["T1,none", "T2,none"])
    let mine = AtStartRules.shipped.replacing("days: 28", with: "days: 7")
    let ours = try FormDesk(rules: ["at-start": mine])
    ours.session.mode = .csv
    try ours.take("intake", file)
    #expect(try rows(ours, asked) == ["T1,none", "T2,"])
    let wrong = try FormDesk(rules: ["at-start": mine.replacing("days: 7", with: "days: some")])
    try wrong.take("intake", file)
    var told = ""
    #expect(wrong.session.run(SourceText(asked)) { told += $0 } == 1)
    #expect(told.contains("E616"), "\(told)")
    #expect(told.contains("at-start.yaml:6:23"), "\(told)")
  }

  @Test func anAnswerThatFellBeforeDoesNotCountAtTheStart() throws {
    let desk = try desk(
      """
      client,filled-on,employed,employment,followed-up,direction
      T1,2011-01-01,yes,art60,,
      T1,2011-02-01,no,,yes,ocmw-to-vdab
      T1,2011-03-01,yes,nec,,
      """)
    let found = try rows(desk, "clients | show employed.at-start, employment.at-start")
    #expect(found == ["no,"])
    let unknown = try rows(desk, "clients where employment.at-start is unknown | count")
    #expect(unknown == ["1"])
  }

  /// Worked example 10: guidance that began while on an integration income stays one realised place.
  @Test func anActionIsTakenAsOnTheDayOnWhichItBegan() throws {
    let desk = try desk(
      """
      client,filled-on,commune,benefit,employed,vdab.actions
      T1,2011-01-05,Tielt,living-wage,no,
      T1,2011-02-01,,,,"guidance.other,2011-01-10"
      T1,2011-05-01,Gent,none,yes,
      """)
    #expect(
      try rows(
        desk, "actions | show action, day.at-start, benefit.at-start, employed.at-start"
      ) == ["guidance.other,2011-01-10,living-wage,no"])
  }

  @Test func theWorkThatAnActionItselfIsIsLeftOut() throws {
    let desk = try desk(
      """
      client,filled-on,employed,employment,ocmw.actions
      T1,2011-01-05,no,,
      T1,2011-02-01,yes,art60,"work.art60,2011-02-01"
      T2,2011-02-01,yes,art60,"work.art60,2011-02-01"
      T3,2011-02-01,yes,nec,"work.art60,2011-02-01"
      """)
    let found = try rows(
      desk, "actions | show client, employed.at-start, employment.at-start")
    #expect(found == ["T1,no,", "T2,,", "T3,yes,nec"])
  }

  /// An action belongs to the referral along with which, or after which, it was told.
  @Test func anActionKeepsTheDirectionOfItsReferral() throws {
    let desk = try desk(
      """
      client,filled-on,followed-up,direction,vdab.actions
      T1,2011-01-05,,,group-info
      T1,2011-02-01,yes,ocmw-to-vdab,tender.taz
      T1,2011-03-01,yes,vdab-to-ocmw,screening
      T1,2011-04-01,,,tender.taz
      """)
    #expect(
      try rows(desk, "actions | show action, direction.at-start") == [
        "group-info,", "tender.taz,ocmw-to-vdab", "screening,vdab-to-ocmw",
      ])
  }

  @Test func whatAFactWasIsAsCloseAsTheFact() throws {
    let desk = try desk(
      """
      client,filled-on,commune,disability-grounds
      T1,2011-03-01,Kortrijk,vaph
      """)
    var told = ""
    let named = """
      clients | show client, disability-grounds.at-start | export csv "-" de-identified for "x"
      """
    #expect(desk.session.run(SourceText(named)) { told += $0 } != 0)
    #expect(told.contains("disability-grounds"), "\(told)")
    let away = try desk.run(
      "clients | show client, commune.at-start, day.at-start | export csv \"-\" de-identified for \"x\""
    )
    #expect(!away.contains("Kortrijk") && !away.contains("2011-03-01"), "\(away)")
  }

  @Test func whoIsSomebodyAndWhatIsCountedHasNoStart() throws {
    let desk = try desk("client,filled-on,sex\nT1,2011-03-01,m\n")
    for name in ["sex.at-start", "blocking.at-start", "last-name.at-start", "mobility.at-start"] {
      #expect(desk.session.run(SourceText("clients | show \(name)")) { _ in } == 2, "\(name)")
    }
    #expect(
      desk.session.run(SourceText("assessments | show benefit.at-start")) { _ in } == 2)
  }
}
