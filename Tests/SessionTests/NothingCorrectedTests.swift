import InstrumentKit
import Language
import Store
import Testing

@testable import Session

/// Whoever says of an entry what it says already is told so, and nothing is written.
@Suite struct NothingCorrectedTests {
  private let desk: TrialSession

  init() throws {
    desk = try TrialSession(clients: 0)
    try desk.folder.write(
      "in.csv",
      """
      client,filled-on,mobility,first-name,national-number
      P1,2012-03-01,1,Jan,
      P2,2012-03-01,3,Els,

      """.utf8)
    _ = try desk.session.importing(desk.folder.file("in.csv"), as: "intake")
    try desk.folder.write(
      "esf.csv", "client,operation,entered-on,rural\nP1,OP1,2012-04-10,yes\n".utf8)
    _ = try desk.session.importing(desk.folder.file("esf.csv"), as: "participations")
    for sentence in [
      "record P1 childcare = blocking on 2012-06-01",
      "decide P1 with icf = specialised-rehabilitation on 2012-06-02 because \"x\"",
      "consent P1 to vdab for \"guidance\" of health from 2012-06-03 until 2013-01-01",
    ] {
      let answer = desk.run(sentence)
      try #require(answer.code == 0, "\(answer.told)")
    }
  }

  private static let empty = [
    "correct #1 mobility = none", "correct #1 on 2012-03-01",
    "correct #1 mobility = none, first-name = \"Jan\"", "correct #1 last-name = \"\"",
    "correct #3 entered-on = 2012-04-10", "correct #3 on 2012-04-10",
    "correct #4 childcare = blocking", "correct #4 on 2012-06-01",
    "correct #5 decided = specialised-rehabilitation", "correct #5 on 2012-06-02",
    "correct #6 until = 2013-01-01", "correct #6 from = 2012-06-03",
    "move #1 to P1", "move #4 to P1", "move #6 to P1",
  ]

  @Test(arguments: empty) func whatIsSaidAlreadyIsToldAndNothingIsWritten(_ deed: String) throws {
    let store = try #require(desk.session.store)
    let before = try store.trail().count
    let versions = try store.versions(of: "P1", opens: true).count
    for (tongue, words) in [(Tongue.en, "unchanged"), (.nl, "ongewijzigd")] {
      desk.session.tongue = tongue
      for dry in ["dry ", ""] {
        let answer = desk.run("\(dry)\(deed) because \"x\"")
        #expect(answer.code == 0, "\(answer.told)")
        #expect(answer.out.contains(words), "\(dry)\(deed): \(answer.out)")
      }
    }
    #expect(try store.versions(of: "P1", opens: true).count == versions)
    #expect(try store.trail().filter { $0.verb == "correct" || $0.verb == "move-entry" }.isEmpty)
    #expect(try store.trail().count - before <= 8)
  }

  @Test func whatSaysSomethingElseIsStillWritten() throws {
    let store = try #require(desk.session.store)
    for (deed, count) in [
      ("correct #1 mobility = supported", 1), ("correct #1 first-name = \"Jann\"", 2),
      ("correct #4 childcare = none", 1), ("correct #6 until = \"\"", 1),
      ("correct #3 on 2012-04-11", 1), ("move #4 to P2", 2),
    ] {
      let dry = desk.run("dry \(deed) because \"x\"")
      #expect(dry.out.contains("Nothing was changed"), "\(dry)")
      let answer = desk.run("\(deed) because \"x\"")
      #expect(answer.code == 0 && !answer.out.contains("already"), "\(answer)")
      let number = Int64(deed.split(separator: "#")[1].prefix { $0.isNumber })
      let code = deed.contains("to P2") ? "P2" : "P1"
      let done = try store.versions(of: code, opens: true)
        .filter { $0.number == number && $0.deed != nil }
      #expect(done.count == count, "\(deed)")
    }
  }

  @Test func aDryCorrectionIsRefusedAsTheCorrectionIs() throws {
    _ = desk.run("correct #2 on 2012-03-02 because \"x\"")
    for deed in ["correct #1 mobility = none", "move #2 to P1"] {
      let dry = desk.run("dry \(deed) because \"x\"")
      let done = desk.run("\(deed) because \"x\"")
      #expect(dry.code == done.code && dry.told == done.told, "\(dry) \(done)")
      _ = desk.run("correct #2 on 2012-03-01 because \"x\"")
    }
  }

  @Test func anInterviewThatSaysTheSameWritesNoVersion() throws {
    let store = try #require(desk.session.store)
    for _ in 1...2 {
      let answer = desk.run("assess P1 with intake only mobility on 2012-03-01\n> 1\n")
      #expect(answer.code == 0 && answer.out.contains("unchanged"), "\(answer)")
    }
    #expect(try store.versions(of: "P1", opens: true).filter { $0.deed != nil }.isEmpty)
  }
}
