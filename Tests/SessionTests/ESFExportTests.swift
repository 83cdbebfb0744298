import Exchange
import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Store
import TestSupport
import Testing

@testable import Session

/// What an export for ESF+ tells beside its files, and what it refuses.
@Suite struct ESFExportTests {
  private static let people = """
    client,filled-on,sex,birth-date,diploma,diploma-belgian,employed,vdab-registered,unemployed-since
    P1,2012-01-01,f,1982-01-01,master,yes,no,yes,2011-12-01
    P2,2012-01-01,m,1970-01-01,primary,yes,no,no,
    P3,2012-01-01,x,1990-01-01,primary,yes,yes,no,

    """

  private func store(_ participations: String = "") throws -> ESFStore {
    let store = try ESFStore()
    try store.takePeople(Self.people)
    if !participations.isEmpty { try store.take(participations) }
    return store
  }

  private func export(_ store: ESFStore, _ period: String, _ options: String = "") throws -> (
    code: Int32, out: String, told: String
  ) {
    try store.run(
      "clients | export esf \"\(store.path("esf.csv"))\" period \(period) overwrite \(options)")
  }

  private static let simple = """
    client,operation,entered-on,left-on,events
    P1,OP1,2012-02-01,2012-03-01,"2012-03-05,training"
    P2,OP1,2012-02-01,2012-02-01,"2012-02-03,searching"
    P3,OP1,2012-02-01,2012-12-20,

    """

  @Test func whatDoesNotCountAsItSeemsIsTold() throws {
    let store = try store(
      Self.simple + "P3,OP2,2012-02-01,2012-03-01,\nP3,OP2,2012-04-01,,\n")
    let answer = try export(store, "2012")
    #expect(answer.code == 0)
    for words in [
      "by the rules esf-plus 2021-1", "1 not counted in EECR02: in training on leaving",
      "(in-education): P1 (OP1)", "1 left and entered again, and have not left: P3 (OP2)",
      "1 lasted 1 day at most: counted as the others",
      "1 left less than 28 days ago: the results on leaving may still change",
    ] { #expect(answer.told.contains(words), "\(words)\n\(answer.told)") }
  }

  @Test func aResultAboveTheOutputsOfItsPeriodIsToldWithTheReason() throws {
    let store = try store(
      """
      client,operation,entered-on,left-on,events
      P2,OP1,2012-02-01,2012-05-01,"2012-05-03,searching"

      """)
    let answer = try export(store, "2012Q2")
    #expect(answer.told.contains("EECR01: more than entered in this period"), "\(answer.told)")
    #expect(try !export(store, "2012").told.contains("EECR01"))
  }

  @Test func aSiteReadsTheGuidanceInItsOwnWay() throws {
    let store = try store(Self.simple)
    let mine = ESFRules.shipped.replacing("name: esf-plus", with: "name: ours")
      .replacing("days: 1, count: as-others", with: "days: 1, count: total-only")
    try store.follow(mine)
    let answer = try export(store, "2012")
    #expect(answer.told.contains("by the rules ours 2021-1"))
    #expect(answer.told.contains("1 lasted 1 day at most: counted in EECO01 only"))
    let rows = try ESFStore.rows(store.path("esf.indicators.csv"))
    #expect(rows[0]["total"] == "3" && rows[0]["rules"] == "ours 2021-1")
    // Inactive people: P2, whose stay is short, is not among them.
    #expect(rows[3]["total"] == "0")
    try store.follow(mine.replacing("total-only", with: "not"))
    _ = try export(store, "2012")
    #expect(try ESFStore.rows(store.path("esf.indicators.csv"))[0]["total"] == "2")
  }

  @Test(arguments: [
    ("days: 28", "days: many", "28:18: expected a number from 0 to 366"),
    ("master: 7", "", "master is missing"),
    ("improved: better", "improved: best", "expected one of seeking, working"),
    ("union: [AT", "union: [A1", "expected one of AD, AE"),
    ("home: BE", "home: BE\n  hom: NL", "hom means nothing here"),
    ("searching: [inactive]", "searching: []", "the list is empty"),
  ])
  func aFaultInTheRulesHasItsLineAndColumn(old: String, new: String, said: String) throws {
    let store = try store(Self.simple)
    try store.follow(ESFRules.shipped.replacing(old, with: new))
    let answer = try export(store, "2012")
    #expect(answer.code == 1 && answer.told.contains("E616"), "\(answer.told)")
    #expect(answer.told.contains(said), "\(answer.told)")
    #expect(answer.told.contains(#/esf\.yaml:[0-9]+:[0-9]+: /#))
    #expect(!FileManager.default.fileExists(atPath: store.path("esf.csv")))
  }

  @Test func aTotalThatCannotBeIsRefusedAndNamesWhoBreaksIt() throws {
    let store = try store(
      """
      client,operation,entered-on,left-on,events
      P1,OP1,2012-02-01,2012-03-01,"2012-03-05,searching"

      """)
    // Rules under which somebody who was unemployed already has become a searcher.
    try store.follow(
      ESFRules.shipped.replacing("searching: [inactive]", with: "searching: [inactive, unemployed]")
    )
    let answer = try export(store, "2012")
    #expect(answer.code == 1)
    #expect(
      answer.told.contains("E383 EECR01 > EECO04: nothing was written. This comes of P1 (OP1)"),
      "\(answer.told)")
    #expect(!FileManager.default.fileExists(atPath: store.path("esf.csv")))
    #expect(!FileManager.default.fileExists(atPath: store.path("esf.indicators.csv")))
  }

  @Test func daysThatCannotBeAreRefusedAtTheDoor() throws {
    let store = try store()
    let file = """
      client,operation,entered-on,left-on,unemployed-since,events
      P1,OP1,1981-12-31,,,
      P1,OP2,2012-02-01,,1981-01-01,
      P1,OP3,2012-02-01,,2012-03-01,
      P1,OP4,2012-02-01,2012-03-01,,"2012-01-31,employment"
      P1,OP5,2012-02-01,2012-03-01,,"2012-03-05,employment;2013-01-01,unemployment"
      P1,OP6,2099-02-01,,,
      P1,OP7,2012-02-01,2013-02-01,,
      P1,OP8,2012-02-01,,,"2012-02-01,employment"

      """
    let report = try store.take(file, partial: true)
    #expect(report.added == 2)
    let listing = report.text(.en)
    for words in [
      "line 2: entered-on: before the client was born",
      "line 3: unemployed-since: before the client was born",
      "line 4: unemployed-since: after the day of entering",
      "line 5: events: before the day of entering", "line 6: events: later than the reference date",
      "line 7: entered-on: later than the reference date",
      "left-on: later than the reference date; counts from that day",
    ] { #expect(listing.contains(words), "\(words)\n\(listing)") }
    #expect(try store.run("participations | count").out.contains("2"))
  }

  @Test func ofOneDayTheLastEventIsShown() throws {
    let store = try store(
      """
      client,operation,entered-on,in-education,events
      P1,OP1,2012-02-01,no,"2012-03-05,employment;2012-03-05,unemployment"

      """)
    let answer = try store.run("participations | show last-event, in-education")
    #expect(answer.out.contains("unemployment,no"), "\(answer.out)")
  }

  private func figures(_ store: ESFStore) throws -> [[String: String]] {
    try ESFStore.rows(store.path("esf.indicators.csv"))
  }

  @Test func forgettingSomebodyChangesNoFigure() throws {
    let store = try store(
      Self.simple + "P1,OP3,2012-01-17,,\n")
    func reported(_ period: String) throws -> [[String: String]] {
      let answer = try export(store, period)
      #expect(!answer.told.contains("not as reported"), "\(answer.told)")
      #expect(!answer.told.contains("incomplete"), "\(answer.told)")
      return try figures(store)
    }
    let before = try ["2012", "2012Q1"].map(reported)
    for person in ["P1", "P2", "P3"] {
      #expect(try store.run("forget \(person) because \"asked\"").code == 0)
    }
    #expect(try ["2012", "2012Q1"].map(reported) == before)
    let answer = try export(store, "2012")
    #expect(
      answer.told.contains("4 of people who were forgotten: of their age only the group is kept"),
      "\(answer.told)")
    #expect(try store.base.store.check().isEmpty)
    // Of whom it is only a group of ages is left, and no age.
    let rows = try ESFStore.rows(store.path("esf.csv"))
    #expect(rows.count == 4 && rows.allSatisfy { $0["age"] == "" && $0["complete"] == "yes" })
  }

  @Test func whoIsForgottenAgainAfterABackupKeepsTheSameGroup() throws {
    let store = try store(Self.simple)
    let actor = store.base.actor
    _ = try store.base.store.backUp(to: store.path("copy"), until: store.base.today, actor: actor)
    _ = try export(store, "2012")
    let before = try figures(store)
    #expect(try store.run("forget P2").code == 0)
    var settings = try store.session().session.settings
    settings.store = nil
    _ = try Session.restore(store.path("copy"), to: store.path("again"), settings)
    settings.store = store.path("again")
    let session = try Session(settings, out: MemorySink())
    let code = session.run(
      SourceText("clients | export esf \"\(store.path("esf.csv"))\" period 2012 overwrite")
    ) { _ in }
    #expect(code == 0)
    #expect(try figures(store) == before)
  }

  @Test func theGroupOfAForgottenPersonIsThatOfTheSitesOwnRules() throws {
    let store = try store(Self.simple)
    let mine = ESFRules.shipped.replacing("young: 29", with: "young: 35")
      .replacing("older: 55", with: "older: 60")
    try store.follow(mine)
    _ = try export(store, "2012")
    let before = try figures(store)
    #expect(try store.run("forget P2").code == 0)
    _ = try export(store, "2012")
    #expect(try figures(store) == before)
    // Rules with a border inside the group cannot tell, and say so.
    try store.follow(ESFRules.shipped)
    let answer = try export(store, "2012")
    #expect(answer.told.contains("1 incomplete, counted in the total only: P2 (age)"))
  }

  @Test func whoEnteredIsTakenAsOnThatDayByAllThatIsKnownNow() throws {
    let store = try ESFStore()
    try store.takePeople(
      """
      client,filled-on,sex,birth-date,employed,vdab-registered,vdab-since,unemployed-since,diploma
      E1,2012-03-29,f,1980-05-05,no,no,,,primary
      E2,2012-03-30,f,1980-05-05,no,no,,,primary
      E3,2012-06-01,f,1980-05-05,no,yes,2010-02-01,2010-01-01,
      E4,2012-02-01,f,1980-05-05,no,no,,,primary
      E4,2012-03-02,,,yes,,,,
      E5,2012-02-01,f,1980-05-05,yes,yes,,,primary
      E5,2012-03-01,,,no,,,,

      """)
    try store.take(
      "client,operation,entered-on\n" + (1...5).map { "E\($0),OP,2012-03-01\n" }.joined())
    let answer = try export(store, "2012")
    #expect(answer.code == 0, "\(answer.told)")
    let rows = try ESFStore.rows(store.path("esf.csv"))
    let shown = rows.map { row in
      ["client", "missing", "EECO02", "EECO03", "EECO04", "EECO05"].map { row[$0] ?? "" }
        .joined(separator: " ")
    }
    #expect(
      shown == [
        "E1  no no yes no", "E2 labour-status;education unknown unknown unknown unknown",
        "E3 education yes yes no no", "E4  no no yes no",
        "E5 unemployed-since yes unknown no no",
      ])
  }

  @Test func theFiguresOfAReportAreInTheLogAndNobodyOfWhomTheyAre() throws {
    let store = try store(Self.simple)
    _ = try export(store, "2012")
    try store.take(
      """
      client,operation,entered-on
      P2,OP4,2012-02-01

      """)
    let after = try export(store, "2012")
    #expect(after.told.contains("not as reported on"), "\(after.told)")
    let audit = try store.run(
      "audit where verb = \"export-done\" and figures is known | sort number | show figures"
    ).out
    let lines = audit.split(whereSeparator: \.isNewline).dropFirst()
    #expect(lines.count == 2)
    #expect(lines.first?.contains("EECO04=0,1,0,0,1") == true, "\(audit)")
    #expect(!audit.contains("P1") && !audit.contains("P2"))
  }
}
