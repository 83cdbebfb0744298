import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

extension Store {
  /// What a person decided upon an instrument's advice.
  package struct Decision: Sendable {
    package let client: String
    package let instrument: String
    package let version: String
    /// What the instrument advised when this was entered; nil when it could not tell.
    package let advised: String?
    package let decided: String
    /// A code of `Names.override`.
    package let override: String
    package let on: Day
    /// In the counsellor's words: sealed.
    package let because: String?

    package init(
      client: String, instrument: String, version: String, advised: String?, decided: String,
      override: String, on: Day, because: String?
    ) {
      self.client = client
      self.instrument = instrument
      self.version = version
      self.advised = advised
      self.decided = decided
      self.override = override
      self.on = on
      self.because = because
    }

    /// What its mark is made of.
    static func content(
      client: String, instrument: String, version: String, advised: String, decided: String,
      override: String, on: Int32
    ) -> [UInt8] {
      Array(
        [client, instrument, version, advised, decided, override, "\(on)"]
          .joined(separator: " ").utf8)
    }
  }

  /// Keeps a decision beside what was advised; when this returns it is on disk.
  ///
  /// - Throws: ``StoreError`` when there is no such client.
  package func keep(_ decision: Decision, actor: Actor) throws {
    try changing { database in
      let client = try Store.open(decision.client, database)
      try Store.comeBack(client, database)
      let names = try NameTable(database, keys.marks)
      let advised = decision.advised ?? "unknown"
      let words = [
        decision.instrument, decision.version, advised, decision.decided, decision.override,
        actor.name, actor.organisation,
      ].map(names.id)
      try names.flush(database)
      let because = try decision.because.map {
        try keys.sealer.seal(Array($0.utf8), client: decision.client, kind: .because)
      }
      let mark = keys.marks.mark(
        of: Decision.content(
          client: decision.client, instrument: decision.instrument, version: decision.version,
          advised: advised, decided: decision.decided, override: decision.override,
          on: decision.on.number))
      try database.execute(
        sql: """
          INSERT INTO decision (id, client, instrument, version, advised, decided, direction,
            operator, organisation, decided_on, entered_at, because, because_key, mark)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: StatementArguments([try EntryNumbers.next(database), client] + words)
          + [
            decision.on.number, clock.now(), because.map { Data($0.box) },
            because.map { Data($0.wrappedKey) }, Data(mark),
          ])
      try Store.comeBack(client, database)
      let entry = TrailEntry(
        verb: "decide", actor: actor, about: [decision.client], fields: [decision.instrument],
        count: 1)
      return ((), entry)
    }
  }

  static func decisions(_ clients: TextPool, _ database: Database) throws -> [String: Column] {
    var cells: [String: [Int32]] = [:]
    var words = WordPool()
    let persons = try Persons(database)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT c.code, i.text, v.text, a.text, d.text, o.text, r.decided_on FROM decision r
        JOIN client c ON c.id = r.client JOIN name i ON i.id = r.instrument
        JOIN name v ON v.id = r.version JOIN name a ON a.id = r.advised
        JOIN name d ON d.id = r.decided JOIN name o ON o.id = r.direction
        ORDER BY c.code, r.decided_on, r.id
        """)
    while let row = try rows.next() {
      let advised: String = row[3]
      let on: Int32 = row[6]
      let override = Names.override.place(of: row[5]).map(Int32.init) ?? Cell.unknown.raw
      for (name, value) in [
        ("client-row", persons.place(of: row[0], in: clients)),
        ("instrument", words.place(of: row[1])), ("version", words.place(of: row[2])),
        ("advised", advised == "unknown" ? Cell.unknown.raw : words.place(of: advised)),
        ("decided", words.place(of: row[4])), ("override", override), ("on", on),
      ] { cells[name, default: []].append(value) }
    }
    func column(_ name: String, _ type: FieldType) -> (String, Column) {
      (name, Column(name, type, cells[name] ?? [], pool: type == .text ? words.pool : nil))
    }
    return Dictionary(uniqueKeysWithValues: [
      column("client-row", .count), column("instrument", .text), column("version", .text),
      column("advised", .text), column("decided", .text),
      column("override", .code(Names.override)), column("on", .day),
    ])
  }

  /// Decisions whose content is not what was decided.
  func checkDecisions(_ database: Database, _ findings: inout [StoreFinding]) throws {
    for row in try Row.fetchAll(database, sql: "SELECT id, mark FROM decision") {
      let content = try Decision.content(of: row[0], database)
      if content.map({ keys.marks.mark(of: $0) }) != Array(row[1] as Data) {
        findings.append(StoreFinding(kind: .changed(table: "decision", row: row[0])))
      }
    }
  }
}

extension Store.Decision {
  /// What the mark of a decision that is kept is made of.
  static func content(of number: Int64, _ database: Database) throws -> [UInt8]? {
    try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT c.code, i.text, v.text, a.text, d.text, o.text, r.decided_on FROM decision r
          JOIN client c ON c.id = r.client JOIN name i ON i.id = r.instrument
          JOIN name v ON v.id = r.version JOIN name a ON a.id = r.advised
          JOIN name d ON d.id = r.decided JOIN name o ON o.id = r.direction WHERE r.id = ?
          """), arguments: [number]
    ).map { row in
      content(
        client: row[0], instrument: row[1], version: row[2], advised: row[3], decided: row[4],
        override: row[5], on: row[6])
    }
  }
}
