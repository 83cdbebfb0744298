import Foundation
import GRDB
import Seal

extension Store {
  /// What two persons say otherwise, before they are made one.
  package struct AtOdds: Sendable {
    /// The fields of the identity that both have and that differ.
    package let fields: [String]
    /// How many permissions and objections each has.
    package let consents: (mine: Int, theirs: Int)
    /// How many entries the merged one has.
    package let entries: Int
  }

  /// Says that two codes are one person: their entries are read together; nothing is sealed anew.
  ///
  /// - Throws: ``StoreError`` when they are one already, or one is not there or was forgotten.
  package func merge(_ code: String, into other: String, because: String, actor: Actor) throws {
    try changing { database in
      let (client, person) = try pair(code, other, database)
      let merge = try Merge(
        client: client, person: person, since: comingLink(database), until: nil, at: clock.now(),
        by: actor, self, database)
      try write(merge, because: because, database)
      try Store.settlePersons(database)
      return ((), TrailEntry(verb: "merge", actor: actor, about: [code, other], count: 2))
    }
  }

  private func write(_ merge: Merge, because: String, _ database: Database) throws {
    guard let owner = try Store.code(of: merge.client, database) else {
      throw StoreError(.unknownClient)
    }
    let sealed = try keys.sealer.seal(Array(because.utf8), client: owner, kind: .because)
    try database.execute(
      sql: """
        INSERT INTO merge (client, person, since, until, at, operator, organisation, because,
          because_key, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        merge.client, merge.person, merge.since, merge.until, merge.at, merge.operator,
        merge.organisation, Data(sealed.box), Data(sealed.wrappedKey),
        Data(keys.marks.mark(of: merge.content)),
      ])
  }

  /// Makes a merged code a person of its own again, with all that hung on it.
  ///
  /// That it was divided is a row of its own, which stands for no link.
  ///
  /// - Returns: the entries under that code that came since, to be looked at.
  /// - Throws: ``StoreError`` when it was not merged.
  package func unmerge(_ code: String, because: String, actor: Actor) throws -> [Int64] {
    try changing { database in
      let client = try Store.open(code, database)
      guard let row = try Merge.standing(of: client, database) else {
        throw StoreError(.notRevised(.isNotMerged))
      }
      var ended = row.merge
      let link = try comingLink(database)
      ended.until = link
      let divided = try Merge(
        client: client, person: ended.person, since: link, until: link, at: clock.now(),
        by: actor, self, database)
      try write(divided, because: because, database)
      try database.execute(
        sql: "UPDATE merge SET until = ?, mark = ? WHERE id = ?",
        arguments: [ended.until, Data(keys.marks.mark(of: ended.content)), row.id])
      try Store.settlePersons(database)
      let since = try entries(of: client, after: ended.at, database)
      return (
        since,
        TrailEntry(
          verb: "unmerge", actor: actor,
          about: [code, try Store.code(of: ended.person, database) ?? code], count: 2)
      )
    }
  }

  /// Whether a code was merged into another, and so can be divided from it.
  package func isMerged(_ code: String) throws -> Bool {
    try reading { database in
      try Merge.standing(of: try Store.open(code, database), database) != nil
    }
  }

  private func entries(
    of client: Int64, after at: Int64, _ database: Database
  ) throws -> [Int64] {
    let parts = EntryKind.allCases.map {
      "SELECT id FROM \($0.table) WHERE client = ?1 AND entered_at > ?2"
    }
    return try Int64.fetchAll(
      database, sql: "\(parts.joined(separator: " UNION ALL ")) ORDER BY 1",
      arguments: [client, at])
  }

  /// What merging would bring together; nothing is changed.
  ///
  /// - Parameter reader: who has the identities compared, which is logged; nil where they stay shut.
  package func atOdds(
    _ code: String, with other: String, reader actor: Actor?
  ) throws -> AtOdds {
    let odds = try reading { database in
      let (client, _) = try pair(code, other, database)
      let reader = try WordReader(self, database)
      let fields =
        try actor == nil
        ? []
        : WordReader.fields.filter { name in
          let (mine, theirs) = (try reader.word(name, of: code), try reader.word(name, of: other))
          return mine != nil && theirs != nil && mine != theirs
        }
      let kept = try Store.consents(database, of: code).count
      let theirs = try Store.consents(database, of: other).count
      return AtOdds(
        fields: fields, consents: (kept, theirs),
        entries: try entries(of: client, after: -1, database).count)
    }
    if let actor {
      try log(
        TrailEntry(
          verb: "identity", actor: actor, about: [code, other].sorted(), fields: ["merge"],
          count: 2))
    }
    return odds
  }

  private func pair(
    _ code: String, _ other: String, _ database: Database
  ) throws -> (client: Int64, person: Int64) {
    let persons = try Persons(database)
    let client = persons.person(of: try Store.open(code, database))
    let person = persons.person(of: try Store.open(other, database))
    if client == person { throw StoreError(.notRevised(.isOnePerson)) }
    return (client, person)
  }

  /// Writes beside each merged client the person under whom it goes on in the end.
  static func settlePersons(_ database: Database) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT client, person FROM merge WHERE until IS NULL")
    let before = try Persons(database).merged
    let next = Dictionary(rows.map { ($0[0] as Int64, $0[1] as Int64) }) { _, last in last }
    for client in Set(next.keys).union(before.keys) {
      var person = client
      while let further = next[person] { person = further }
      let merged = person == client ? nil : person
      if merged == before[client] { continue }
      try database.execute(
        sql: "UPDATE client SET merged = ? WHERE id = ?", arguments: [merged, client])
    }
    for person in Set(next.values).union(next.keys).union(before.keys) {
      try markGone(person, database)
    }
  }

  /// Merges that nobody else wrote.
  func checkMerges(_ database: Database, _ findings: inout [StoreFinding]) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT \(Merge.columns), id, mark FROM merge")
    for row in rows where keys.marks.mark(of: Merge(row).content) != Array(row[8] as Data) {
      findings.append(StoreFinding(kind: .changed(table: "merge", row: row[7])))
    }
  }
}

/// That a client goes on under another's code, from one link of the trail to another.
struct Merge {
  let client: Int64
  let person: Int64
  let since: Int64
  var until: Int64?
  let at: Int64
  let `operator`: Int64
  let organisation: Int64

  static let columns = "client, person, since, until, at, operator, organisation"

  /// Whether it tells that the client was divided from the person again.
  var isDivision: Bool { since == until }

  init(
    client: Int64, person: Int64, since: Int64, until: Int64?, at: Int64, by actor: Actor,
    _ store: Store, _ database: Database
  ) throws {
    let names = try NameTable(database, store.keys.marks)
    (self.client, self.person, self.since, self.until) = (client, person, since, until)
    (self.at, `operator`, organisation) = (at, names.id(actor.name), names.id(actor.organisation))
    try names.flush(database)
  }

  init(_ row: Row) {
    (client, person, since, until) = (row[0], row[1], row[2], row[3])
    (at, `operator`, organisation) = (row[4], row[5], row[6])
  }

  /// What its mark is made of.
  var content: [UInt8] {
    let numbers = [client, person, since, until ?? 0, at, `operator`, organisation]
    return Array(numbers.map(String.init).joined(separator: " ").utf8)
  }

  static func standing(
    of client: Int64, _ database: Database
  ) throws -> (id: Int64, merge: Merge)? {
    try Row.fetchOne(
      database, sql: "SELECT \(columns), id FROM merge WHERE client = ? AND until IS NULL",
      arguments: [client]
    ).map { (id: $0[7], merge: Merge($0)) }
  }
}
