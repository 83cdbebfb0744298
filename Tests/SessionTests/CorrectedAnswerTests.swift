import Language
import Store
import Testing

@testable import Session

/// What a correction may say, of every kind of entry.
@Suite struct CorrectedAnswerTests {
  private let desk: TrialSession

  init() throws {
    desk = try TrialSession(clients: 0)
    try desk.folder.write(
      "in.csv",
      "client,filled-on,mobility,employed,diploma\nP1,2012-03-01,1,yes,master\n".utf8)
    _ = try desk.session.importing(desk.folder.file("in.csv"), as: "intake")
    try desk.folder.write(
      "esf.csv", "client,operation,entered-on,rural\nP1,OP1,2012-04-10,yes\n".utf8)
    _ = try desk.session.importing(desk.folder.file("esf.csv"), as: "participations")
    for sentence in [
      "record P1 childcare = blocking on 2012-06-01",
      "consent P1 to vdab for \"guidance\" of health from 2012-06-03 until 2013-01-01",
    ] { _ = desk.run(sentence) }
  }

  @Test(arguments: [
    ("#1 mobility = blockng", "blocking"), ("#1 diploma = mastr", "master"),
    ("#1 employed = yess", "yes"), ("#3 childcare = blockng", "blocking"),
    ("#1 mobilty = none", "mobility"), ("#2 oepration = OP2", "operation"),
    ("#2 rural = perhaps", "yes"), ("#2 labour-status = unemployd", "unemployed"),
    ("#4 untl = 2012-12-01", "until"), ("#4 data = helth", "health"),
    ("#2 left-on = soon", "2012-06-30"),
  ])
  func aWrongAnswerIsToldWithTheNearestAndTheWayOn(_ wrong: String, _ near: String) {
    let answer = desk.run("correct \(wrong) because \"x\"")
    #expect(answer.code == 1, "\(answer)")
    #expect(answer.told.contains("E38") && answer.told.contains(near), "\(answer.told)")
    let hasWay = ["describe ", "what is", "such as"].contains { answer.told.contains($0) }
    #expect(hasWay, "\(answer.told)")
    #expect(desk.run("dry correct \(wrong) because \"x\"").told == answer.told)
  }

  @Test func aDutchScreenHintsInDutch() {
    desk.session.tongue = .nl
    let answer = desk.run("verbeter #3 kinderopvang = blockng omdat \"x\"")
    #expect(answer.told.contains("niet-mogelijk"), "\(answer.told)")
  }

  @Test func aParticipationIsCorrectedInAllThatIsToldOfIt() throws {
    let shown = "participations | show operation, entered-on, left-on, labour-status, rural"
    func told(_ correction: String) -> String {
      let answer = desk.run("correct #2 \(correction) because \"x\"")
      #expect(answer.code == 0, "\(correction): \(answer)")
      return desk.run(shown).out.split(separator: "\n").last.map(String.init) ?? ""
    }
    #expect(
      told("operation = \"OP2\", left-on = 2012-09-01") == "OP2,2012-04-10,2012-09-01,,yes")
    #expect(
      told("labour-status = inactive, rural = no") == "OP2,2012-04-10,2012-09-01,inactive,no")
    #expect(told("left-on = \"\"") == "OP2,2012-04-10,,inactive,no")
    #expect(told("ingestapt-op = 2012-04-12, landelijk = ja").contains("2012-04-12"))
    for wrong in [
      "left-on = 2012-04-01", "entered-on = 2099-01-01", "operation = \"\"",
      "unemployed-since = 2012-08-01",
    ] {
      let answer = desk.run("correct #2 \(wrong) because \"x\"")
      #expect(answer.code == 1 && answer.told.contains("E386"), "\(wrong): \(answer)")
    }
    let history = desk.run("client P1 | history | show entry, change").out
    #expect(history.contains("operation OP1 → OP2"), "\(history)")
    #expect(try desk.session.store?.check().isEmpty == true)
  }

  @Test func aParticipationTakesNoOthersPlace() throws {
    try desk.folder.write(
      "more.csv", "client,operation,entered-on\nP1,OP2,2012-04-10\n".utf8)
    _ = try desk.session.importing(desk.folder.file("more.csv"), as: "participations")
    let answer = desk.run("correct #2 operation = \"OP2\" because \"x\"")
    #expect(answer.code == 1 && answer.told.contains("E380"), "\(answer)")
  }

  @Test func aCorrectedDecisionIsJudgedAsADecisionIs() throws {
    let other = try TrialSession(clients: 6)
    let advised = other.run(
      """
      clients | score intake | where intake.eligible | show client | first 1
      """)
    let client = try #require(advised.out.split(separator: "\n").dropFirst().first)
    let first = other.run("decide \(client) with intake = yes")
    try #require(first.code == 0, "\(first)")
    let entry = try #require(
      try other.session.store?.versions(of: String(client), opens: false).last {
        $0.kind == .decision && $0.says?["decided"] == "yes"
      })
    // Only more than was advised may be decided.
    let decided = other.run("decide \(client) with intake = no because \"x\"")
    for dry in ["dry ", ""] {
      let corrected = other.run(
        "\(dry)correct #\(entry.number) decided = no because \"x\"")
      #expect(corrected.code == 3 && corrected.told == decided.told, "\(corrected)")
      #expect(corrected.told.contains("E403"))
    }
    let wrong = other.run("correct #\(entry.number) decided = perhaps because \"x\"")
    #expect(wrong.code == 1 && wrong.told.contains("E386"), "\(wrong)")
  }
}
