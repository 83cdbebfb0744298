import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal
import TestSupport
import Testing

@testable import Session
@testable import Store

/// The ledger knows all that is stored: whatever is done to the file by hand, a check names.
@Suite struct LedgerTests {
  /// A store with entries of every kind, corrected, struck, restored, moved, merged and forgotten.
  private final class Kept {
    let here: TrialSession
    let store: Store
    let actor: Actor
    private(set) var foundByClient: [StoreFinding.Kind] = []

    init() throws {
      here = try TrialSession(clients: 8)
      store = try #require(here.session.store)
      actor = here.session.policy.actor
      for kind in EntryKind.allCases {
        let numbers = try store.reading { database in
          try Int64.fetchAll(
            database,
            sql: """
              SELECT e.id FROM \(kind.table) e WHERE organisation =
                (SELECT id FROM name WHERE text = ?) ORDER BY e.id LIMIT 4
              """, arguments: [actor.organisation])
        }
        try #require(numbers.count == 4, "\(kind)")
        try clean { try store.strike(numbers[0], because: "niet waar", actor: actor) }
        try clean { try store.strike(numbers[1], because: "toch niet", actor: actor) }
        try clean { try store.restore(numbers[1], because: "toch wel", actor: actor) }
        try clean { try correct(kind, numbers[2]) }
        try clean { try correct(kind, numbers[1]) }
        try clean {
          _ = try store.move(numbers[3], to: here.code(7), because: "een ander", actor: actor)
        }
      }
      try clean { try store.merge(here.code(5), into: here.code(6), because: "een", actor: actor) }
      try clean { try store.merge(here.code(4), into: here.code(6), because: "een", actor: actor) }
      try clean { _ = try store.unmerge(here.code(4), because: "twee", actor: actor) }
      try clean {
        try store.changing { database in
          let trace = ResponseTrace(
            name: "a", version: 1, changed: "", authored: "", isAmended: false)
          for place in 1...2 as ClosedRange<Int64> {
            try KeptResponse(client: place, filledOn: 15_000, part: 0, trace: trace).write(
              KeptResponse.key("r\(place)", of: 1, store.keys.marks), database)
          }
          return ((), TrailEntry(verb: "words", actor: actor))
        }
      }
      try clean {
        _ = try store.forget(here.code(3), list: here.folder.file("forgotten"), actor: actor)
      }
      try clean { here.run("record \(here.code(1)) finances = none on 2012-06-02") }
    }

    private func correct(_ kind: EntryKind, _ number: Int64) throws {
      let day = Day(number: 15_400 + Int32(number % 100))
      let columns = [CorrectedColumn(kind.day, .number(Int64(day.number)))]
      _ = try store.correct(number, columns, because: "anders", actor: actor, isDry: false)
    }

    /// Does something after which nothing is to be found.
    func clean(_ change: () throws -> Void) throws {
      try change()
      let found = try store.reading { try store.foundInLedger($0) }
      #expect(found == [])
      #expect(try store.reading(entries) == [])
    }

    /// What is found by whoever reads all clients one by one.
    func entries(_ database: Database) throws -> [StoreFinding] {
      let clients = try Int64.fetchAll(database, sql: "SELECT id FROM main.client")
      return try clients.flatMap { try Vouching(database, store.keys).clients([$0]) }
    }

    /// What is found when the file was changed from outside; it is as it was afterwards. Nil where
    /// the database itself refuses.
    func found(after edit: String, _ outside: DatabaseQueue) throws -> [StoreFinding.Kind]? {
      try outside.inDatabase { database in
        try database.execute(sql: "BEGIN IMMEDIATE")
        defer { try? database.execute(sql: "ROLLBACK") }
        do {
          try database.execute(sql: edit)
        } catch let error as DatabaseError
          where [.SQLITE_CONSTRAINT, .SQLITE_MISMATCH].contains(error.resultCode)
        {
          return nil
        }
        // An edit that does nothing proves nothing.
        try #require(database.changesCount > 0, "\(edit)")
        foundByClient = try entries(database).map(\.kind)
        return try store.foundInLedger(database).map(\.kind)
      }
    }

    /// A connection such as anybody makes who has the file.
    func outside() throws -> DatabaseQueue {
      var plain = Configuration()
      plain.foreignKeysEnabled = false
      return try DatabaseQueue(path: store.folder + "/store.db", configuration: plain)
    }
  }

  /// What may be changed unseen, and why.
  private static let harmless = [
    "action.id": "made anew whenever an entry is brought back; nothing refers to it",
    "past_action.id": "",
  ]

  private static func name(_ kind: LedgerKind) -> Set<String> {
    switch kind {
    case .entry(let kind): Set(kind.tables.map(\.name))
    case .former(let kind): Set(kind.tables.map { "past_\($0.name)" })
    case .moves: ["move"]
    case .meta, .response: ["meta"]
    default: ["\(kind)"]
    }
  }

  @Test func whateverIsChangedByHandIsNamed() throws {
    let kept = try Kept()
    let outside = try kept.outside()
    var generator = SplitMix64(seed: 3)
    var tried = 0
    let tables = try outside.read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
            AND name NOT IN ('trail', 'ledger', 'grdb_migrations', 'meta')
          """)
    }
    #expect(tables.count > 20)
    for table in tables {
      let columns = try outside.read { try $0.columns(in: table).map(\.name) }
      let row = table == "move" ? "instrument" : "rowid"
      let rows = try outside.read {
        try Int64.fetchAll($0, sql: "SELECT \(row) FROM \(table)")
      }
      if table != "move" { try #require(rows.count > 1, "\(table)") }
      guard let one = rows.randomElement(using: &generator),
        let other = rows.filter({ $0 != one }).randomElement(using: &generator)
      else { continue }
      var edits = [("", "DELETE FROM \(table) WHERE \(row) = \(one)")]
      for column in columns {
        let set = "UPDATE \(table) SET \(column) ="
        edits += [
          (column, "\(set) NULL WHERE \(row) = \(one) AND \(column) IS NOT NULL"),
          (
            column,
            """
            \(set) CASE typeof(\(column)) WHEN 'integer' THEN \(column) + 1
              WHEN 'text' THEN \(column) || 'x' WHEN 'blob' THEN zeroblob(length(\(column)))
              ELSE 1 END WHERE \(row) = \(one)
            """
          ),
        ]
      }
      let others = columns.filter { $0 != "id" || table.hasPrefix("past_") }.joined(separator: ", ")
      edits.append(
        (
          "",
          "UPDATE \(table) SET (\(others)) = (SELECT \(others) FROM \(table) WHERE \(row) = \(other)) WHERE \(row) = \(one)"
        ))
      edits.append(
        (
          "",
          "INSERT INTO \(table) (\(others)) SELECT \(others) FROM \(table) WHERE \(row) = \(one)"
        ))
      for (column, edit) in edits where Self.harmless["\(table).\(column)"] == nil {
        let isNull = edit.contains("= NULL")
        if isNull {
          let isNullAlready = try outside.read {
            try Bool.fetchOne(
              $0, sql: "SELECT \(column) IS NULL FROM \(table) WHERE \(row) = \(one)")
          }
          if isNullAlready ?? true { continue }
        }
        guard let found = try kept.found(after: edit, outside) else { continue }
        tried += 1
        let isNamed = found.contains {
          guard case .kept(_, let kind, _, _) = $0 else { return false }
          return Self.name(kind).contains(table)
            || (table == "client" && Self.name(kind) != ["client"])
        }
        #expect(isNamed, "\(edit): \(found)")
        // Of an entry that stands whoever reads its client is told the same.
        if EntryKind.allCases.contains(where: { $0.tables.contains { $0.name == table } }) {
          #expect(!kept.foundByClient.isEmpty, "\(edit)")
        }
      }
    }
    #expect(tried > 300)
  }

  /// The entries that are named, with the code of their client.
  private func named(_ found: [StoreFinding.Kind]?) -> [String] {
    (found ?? []).compactMap {
      guard case .kept(let fault, .entry, let number, let client) = $0 else { return nil }
      return "\(fault) \(client ?? "-") #\(number)"
    }
  }

  @Test func anOlderVersionThatIsPutBackIsNamedAndSoAreTwoThatChangePlaces() throws {
    let kept = try Kept()
    let outside = try kept.outside()
    for kind in EntryKind.allCases {
      let main = kind.table
      let (row, swap) = try outside.read { database in
        let corrected = try #require(
          try Row.fetchOne(
            database,
            sql: """
              SELECT e.id, c.code, max(p.until) FROM \(main) e JOIN past_\(main) p ON p.id = e.id
              JOIN client c ON c.id = e.client
              WHERE p.owner = e.client AND p.\(kind.day) <> e.\(kind.day) GROUP BY e.id
              """))
        let others = try Row.fetchAll(
          database,
          sql: """
            SELECT e.id, e.client, c.code FROM \(main) e JOIN client c ON c.id = e.client
            GROUP BY e.client LIMIT 2
            """)
        return (corrected, others)
      }
      let number: Int64 = row[0]
      let until: Int64 = row[2]
      let columns = try outside.read { try $0.columns(in: main).map(\.name) }
        .joined(separator: ", ")
      let back = try kept.found(
        after: """
          UPDATE \(main) SET (\(columns)) = (SELECT \(columns) FROM past_\(main)
            WHERE id = \(number) AND until = \(until)) WHERE id = \(number)
          """, outside)
      #expect(named(back) == ["older \(row[1] as String) #\(number)"], "\(main)")
      let (one, other): (Int64, Int64) = (swap[0][0], swap[1][0])
      let (mine, theirs): (Int64, Int64) = (swap[0][1], swap[1][1])
      let swapped = try kept.found(
        after: """
          UPDATE \(main) SET client = \(mine) + \(theirs) - client, \(kind.day) = \(kind.day) + 7000
            WHERE id IN (\(one), \(other))
          """, outside)
      #expect(
        named(swapped)
          == [(one, swap[0]), (other, swap[1])].sorted { $0.0 < $1.0 }.map {
            "changed \($0.1[2] as String) #\($0.0)"
          }, "\(main)")
    }
    // Of two people who change their codes everything is another's.
    let codes = try kept.found(
      after: """
        UPDATE client SET code = CASE id WHEN 1 THEN 'x' ELSE 'y' END WHERE id IN (1, 2)
        """, outside)
    #expect(named(codes).contains { $0.hasPrefix("changed x #") })
    #expect(named(codes).contains { $0.hasPrefix("changed y #") })
  }

  @Test func whatTheStoreKnowsOfItselfAndTheLedgerItselfAreVouchedForToo() throws {
    let kept = try Kept()
    let outside = try kept.outside()
    let keys = try outside.read {
      try String.fetchAll($0, sql: "SELECT key FROM meta WHERE NOT \(LedgerKind.passing)")
    }
    #expect(keys.filter { $0.hasPrefix("response.") }.count == 2)
    #expect(Set(keys).isSuperset(of: ["id", "name", "fixed-date", "number-key", "zone", "mark"]))
    for key in keys {
      for edit in [
        "DELETE FROM meta WHERE key = '\(key)'",
        "UPDATE meta SET value = CAST(value AS BLOB) || 'x' WHERE key = '\(key)'",
        "UPDATE meta SET value = x'00' WHERE key = '\(key)'",
        "UPDATE meta SET key = 'x' WHERE key = '\(key)'",
      ] { #expect(try kept.found(after: edit, outside)?.isEmpty == false, "\(edit)") }
    }
    #expect(
      try kept.found(after: "INSERT INTO meta VALUES ('response.1.00', '1')", outside)?.count == 1)
    let rows = try outside.read {
      try Row.fetchAll($0, sql: "SELECT link, kind, number FROM ledger ORDER BY random() LIMIT 20")
    }
    for row in rows {
      let (link, kind, number): (Int64, Int64, Int64) = (row[0], row[1], row[2])
      let which = "WHERE link = \(link) AND kind = \(kind) AND number = \(number)"
      for edit in [
        "DELETE FROM ledger \(which)", "UPDATE ledger SET mark = zeroblob(16) \(which)",
        "UPDATE ledger SET number = -number \(which)", "UPDATE ledger SET link = 999 \(which)",
        "UPDATE ledger SET client = coalesce(client, 0) + 1 \(which)",
        "UPDATE ledger SET state = state + 1 \(which)",
      ] {
        let found = try kept.found(
          after: """
            DROP TRIGGER ledger_is_append_only_1; DROP TRIGGER ledger_is_append_only_2; \(edit)
            """, outside)
        #expect(found?.contains(.ledger(link: link)) == true, "\(edit)")
      }
    }
    let triggers = try kept.found(after: "DROP TRIGGER ledger_is_append_only_1", outside)
    #expect(triggers == [.kept(.changed, .schema, number: 0, client: nil)])
  }

  @Test func whatIsChangedByHandIsNotTakenForOwnByWhatIsWrittenNext() throws {
    let kept = try Kept()
    let store = kept.store
    let level = try store.reading { database in
      try #require(
        try Int64.fetchOne(
          database,
          sql: """
            SELECT id FROM observation WHERE id NOT IN (SELECT entry FROM revision)
              AND client IN (SELECT id FROM client WHERE forgotten IS NULL AND merged IS NULL)
            """))
    }
    let next = try store.reading { try EntryNumbers.next($0) }
    try kept.outside().write { database in
      try database.execute(
        sql: """
          UPDATE observation SET absence = 3, level = 0 WHERE id = \(level);
          INSERT INTO observation SELECT \(next), client, threshold, 1, 0, observed_on, entered_at,
            operator, organisation, NULL, NULL, NULL FROM observation WHERE id = \(level)
          """)
    }
    kept.here.run("record \(kept.here.code(1)) finances = blocking on 2012-06-03")
    _ = try store.correctLevel(
      level, nil, on: Day(number: 15_500), because: "x", actor: kept.actor)
    let found = try store.check().map(\.kind)
    let code = try store.entry(level)?.code
    #expect(
      found.contains(.kept(.changed, .former(.level), number: level, client: code)), "\(found)")
    #expect(found.contains(.kept(.unknown, .entry(.level), number: next, client: code)))
    let (text, isClean) = try kept.here.session.checkStore()
    #expect(!isClean)
    #expect(
      text.contains("E391 client \(code ?? ""): level #\(next) was written by no program"),
      "\(text)")
  }

  @Test func whatIsReadAsItWasKnownLeavesNothingToBeFound() throws {
    let kept = try Kept()
    try kept.clean {
      try kept.store.asHeld(at: 12) {
        try kept.store.log(TrailEntry(verb: "identity", actor: kept.actor, count: 1))
      }
    }
    #expect(try kept.store.check().isEmpty)
  }
}
