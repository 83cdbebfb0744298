import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

extension Store {
  /// Keeps a permission or an objection; when this returns it is on disk.
  ///
  /// - Parameters:
  ///   - purpose: whatever somebody typed: sealed.
  ///   - recorded: the day of reference.
  /// - Throws: ``StoreError`` when there is no such client, or it was forgotten.
  package func keep(
    _ consent: Consent, purpose: String?, recorded: Day, actor: Actor
  ) throws {
    try changing { database in
      let client = try Store.open(consent.client, database)
      try Store.comeBack(client, database)
      let names = try NameTable(database, keys.marks)
      let words = [
        consent.kind.rawValue, consent.organisation, consent.data.joined(separator: " "),
        consent.ground, actor.name, actor.organisation,
      ].map(names.id)
      try names.flush(database)
      let sealed = try purpose.map {
        try keys.sealer.seal(Array($0.utf8), client: consent.client, kind: .purpose)
      }
      try database.execute(
        sql: """
          INSERT INTO consent (id, client, kind, recipient, data, ground, operator, organisation,
            starts, ends, withdrawn_on, recorded_on, entered_at, purpose, purpose_key, mark)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: StatementArguments([try EntryNumbers.next(database), client] + words)
          + [
            consent.from.number, consent.until?.number, consent.withdrawnOn?.number,
            recorded.number, clock.now(), sealed.map { Data($0.box) },
            sealed.map { Data($0.wrappedKey) }, Data(keys.marks.mark(of: consent.content)),
          ])
      try Store.comeBack(client, database)
      return ((), Store.entry(consent.client, consent.kind, consent.organisation, actor))
    }
  }

  /// Ends what stands of a client's permissions or objections to an organisation.
  ///
  /// - Returns: how many there were.
  /// - Throws: ``StoreError`` when there are none, or there is no such client.
  package func withdraw(
    _ kind: Consent.Kind, of client: String, to organisation: String, on day: Day, actor: Actor
  ) throws -> Int {
    try changing { database in
      let standing = try Store.standing(kind, client, organisation, day, database)
      for row in standing {
        try database.execute(
          sql: "UPDATE consent SET withdrawn_on = ?, mark = ? WHERE id = ?",
          arguments: [
            day.number, Data(keys.marks.mark(of: row.consent.withdrawn(on: day).content)), row.id,
          ])
      }
      return (standing.count, Store.entry(client, kind, organisation, actor))
    }
  }

  /// How many withdrawing would end; nothing is changed.
  ///
  /// - Throws: ``StoreError`` where withdrawing does.
  package func standing(
    _ kind: Consent.Kind, of client: String, to organisation: String, on day: Day
  ) throws -> Int {
    try reading { try Store.standing(kind, client, organisation, day, $0).count }
  }

  /// All permissions and objections of a client, in the order in which they came.
  package func consents(of client: String) throws -> [Consent] {
    try reading { try Store.consents($0, of: client).map(\.consent) }
  }

  /// The purposes of some rows, opened and logged in one go; nil where there is none.
  package func purposes(of rows: [Int32], clients: [String], actor: Actor) throws -> [String?] {
    let found = try reading { database in
      try rows.map { id -> String? in
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT purpose, purpose_key, c.code FROM consent s JOIN client c ON c.id = s.client
            WHERE s.id = ?
            """, arguments: [id])
        guard let row, let box = row[0] as Data?, let key = row[1] as Data? else { return nil }
        let words = try keys.sealer.open(
          SealedBox(wrappedKey: Array(key), box: Array(box)), client: row[2], kind: .purpose)
        return String(decoding: words, as: UTF8.self)
      }
    }
    let about = Set(clients).sorted()
    try log(
      TrailEntry(
        verb: "notes", actor: actor, about: about, fields: ["consents.purpose"],
        count: about.count))
    return found
  }

  private static func entry(
    _ client: String, _ kind: Consent.Kind, _ organisation: String, _ actor: Actor
  ) -> TrailEntry {
    TrailEntry(
      verb: "consent", actor: actor, about: [client], fields: [kind.rawValue, organisation],
      count: 1)
  }

  private static func standing(
    _ kind: Consent.Kind, _ client: String, _ organisation: String, _ day: Day,
    _ database: Database
  ) throws -> [StoredConsent] {
    _ = try Store.open(client, database)
    let standing = try consents(database, of: client).filter { row in
      let state = row.consent.state(on: day)
      return row.consent.kind == kind && row.consent.organisation == organisation
        && (state == .valid || state == .future)
    }
    if standing.isEmpty { throw StoreError(.nothingToWithdraw) }
    return standing
  }
}

/// A row of consents and what it says.
struct StoredConsent {
  let id: Int64
  let consent: Consent
  let recorded: Int32
  let mark: [UInt8]
}

extension Store {
  static func consents(
    _ database: Database, of client: String? = nil
  ) throws -> [StoredConsent] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT s.id, c.code, k.text, r.text, d.text, g.text, s.starts, s.ends, s.withdrawn_on,
          s.recorded_on, s.mark
        FROM consent s JOIN client c ON c.id = s.client JOIN name k ON k.id = s.kind
        JOIN name r ON r.id = s.recipient JOIN name d ON d.id = s.data
        JOIN name g ON g.id = s.ground
        \(client == nil ? "" : "WHERE s.client \(Persons.clients)") ORDER BY c.code, s.id
        """, arguments: client.map { StatementArguments([$0]) } ?? StatementArguments())
    var found: [StoredConsent] = []
    while let row = try rows.next() {
      guard let kind = Consent.Kind(rawValue: row[2]) else {
        throw StoreError(.damaged(what: "consent"))
      }
      func day(_ place: Int) -> Day? {
        let number: Int32? = row[place]
        return number.map(Day.init(number:))
      }
      let data: String = row[4]
      let consent = Consent(
        client: row[1], kind: kind, organisation: row[3],
        data: data.split(separator: " ").map(String.init), ground: row[5],
        from: Day(number: row[6]), until: day(7), withdrawnOn: day(8))
      let mark: Data = row[10]
      found.append(
        StoredConsent(id: row[0], consent: consent, recorded: row[9], mark: Array(mark)))
    }
    return found
  }

  func consents(_ clients: TextPool, _ database: Database) throws -> [String: Column] {
    let persons = try Persons(database)
    // Rights are always today's; of an earlier moment only those who were there are told of.
    let all = try narrowed(Store.consents(database), database).filter {
      persons.place(of: $0.consent.client, in: clients) >= 0
    }
    func code(_ list: CodeList, _ word: String) -> Int32 {
      list.place(of: word).map(Int32.init) ?? Cell.unknown.raw
    }
    func column(
      _ name: String, _ type: FieldType, _ value: (StoredConsent) -> Int32?
    ) -> (String, Column) {
      (name, Column(name, type, all.map { value($0) ?? Cell.unknown.raw }))
    }
    return Dictionary(uniqueKeysWithValues: [
      column("client-row", .count) { row in
        persons.place(of: row.consent.client, in: clients)
      },
      column("row", .count) { Int32(truncatingIfNeeded: $0.id) },
      column("kind", .code(Names.consentKind)) {
        code(Names.consentKind, $0.consent.kind.rawValue)
      },
      column("organisation", .code(Names.recipient)) {
        code(Names.recipient, $0.consent.organisation)
      },
      column("data", .codes(Names.sharedData)) { row in
        row.consent.data.reduce(0) { mask, word in
          Names.sharedData.place(of: word).map { mask | 1 << Int32($0) } ?? mask
        }
      },
      column("ground", .code(Names.legalGround)) { code(Names.legalGround, $0.consent.ground) },
      column("from", .day) { $0.consent.from.number },
      column("until", .day) { $0.consent.until?.number },
      column("withdrawn-on", .day) { $0.consent.withdrawnOn?.number },
      column("on", .day) { $0.recorded },
    ])
  }

  /// Consents whose content is not what was recorded.
  func checkConsents(_ database: Database, _ findings: inout [StoreFinding]) throws {
    for row in try Store.consents(database)
    where keys.marks.mark(of: row.consent.content) != row.mark {
      findings.append(StoreFinding(kind: .changed(table: "consent", row: row.id)))
    }
  }
}

extension Consent {
  /// What its mark is made of.
  var content: [UInt8] {
    let days = [from.number, until?.number ?? Int32.max, withdrawnOn?.number ?? Int32.max]
    return Array(
      ([client, kind.rawValue, organisation, data.joined(separator: ","), ground]
        + days.map(String.init)).joined(separator: " ").utf8)
  }

  fileprivate func withdrawn(on day: Day) -> Consent {
    Consent(
      client: client, kind: kind, organisation: organisation, data: data, ground: ground,
      from: from, until: until, withdrawnOn: day)
  }
}
