import GRDB
import TestSupport
import Testing

@testable import Session
@testable import Store

/// What is done to one client looks at no table from end to end, however many others there are.
@Suite struct IndexTests {
  private final class Asked {
    var sentences: [String] = []
  }

  /// What is small whatever the number of clients, or of which one row is taken.
  private static let small = [
    "CONSTANT", "sqlite_master", "name", "n", "item", "move", "merge", "meta", "chosen",
    "temp.touched", "touched",
    "trail",
  ]
  /// How many there are is counted, and whether there is any.
  private static let counting = [
    "SELECT count(*) FROM client", "SELECT EXISTS (SELECT 1 FROM revision)",
    "SELECT EXISTS (SELECT 1 FROM main.ledger)",
  ]

  @Test func whatIsDoneToOneClientIsFoundThroughIndexes() throws {
    let trial = try TrialSession(clients: 12)
    let store = try #require(trial.session.store)
    #expect(trial.run("clients | count").code == 0)
    let codes = try store.reading {
      try String.fetchAll($0, sql: "SELECT code FROM client ORDER BY code LIMIT 3")
    }
    let asked = Asked()
    try store.reading { database in
      database.trace { event in
        if case .statement(let statement) = event { asked.sentences.append(statement.sql) }
      }
    }
    for sentence in [
      "record \(codes[0]) mobility = blocking on 2012-12-01",
      "correct #13 mobility = none because \"x\"",
      "strike #13 because \"x\"", "restore #13", "move #13 to \(codes[1]) because \"x\"",
      "consent \(codes[0]) to vdab for \"guidance\" of health until 2027-01-01",
      "merge \(codes[0]) into \(codes[2]) because \"x\"", "unmerge \(codes[0]) because \"x\"",
    ] {
      let answer = trial.run(sentence)
      #expect(answer.code == 0, "\(sentence): \(answer.told)")
    }
    let sentences = Set(asked.sentences)
    #expect(sentences.count > 40)
    try store.reading { database in
      database.trace(nil)
      for sql in sentences
      where sql.uppercased().hasPrefix("SELECT") && !Self.counting.contains(where: sql.hasPrefix) {
        let plan = try RawStatement(database, "EXPLAIN QUERY PLAN \(sql)")
        while try plan.next() {
          let step = String(decoding: plan.bytes(3), as: UTF8.self)
          guard step.hasPrefix("SCAN ") else { continue }
          let table = String(step.dropFirst(5).prefix { $0 != " " })
          #expect(Self.small.contains(table), "\(step): \(sql)")
        }
      }
    }
  }
}
