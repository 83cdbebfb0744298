import Foundation
import GRDB
import InstrumentKit
import Seal

/// Why an entry stays as it is.
package enum RevisionRefusal: Hashable, Sendable {
  case unknownEntry
  /// It is restored before it is corrected, moved or struck again.
  case isStruck
  case isNotStruck
  /// Another organisation made it.
  case isAnothers
  /// Another entry has its place: same client, instrument, day, speaker and organisation.
  case isTaken(by: Int64)
  case isOnePerson
  case isNotMerged
}

extension Store {
  /// Says that an entry was never so.
  ///
  /// - Throws: ``StoreError`` when there is no such entry, or it may not be.
  package func strike(_ number: Int64, because: String, actor: Actor) throws {
    try revise(number, .strike, because, actor) { entry, _, superseding in
      try superseding.supersede(entry.kind, number)
      return entry.client
    }
  }

  /// Says that a struck entry was so after all.
  package func restore(
    _ number: Int64, because: String?, actor: Actor, isDry: Bool = false
  ) throws {
    try revise(
      number, .restore, because, actor, isDry: isDry,
      judge: { entry, database in
        try mustBeFree(entry, under: entry.client, database)
        return true
      },
      change: { entry, _, superseding in
        try superseding.bringBack(entry.kind, number)
        return entry.client
      })
  }

  /// Says that an entry was made for another client; all that it ever said goes along.
  ///
  /// - Returns: false when it is that client's already.
  package func move(
    _ number: Int64, to code: String, because: String, actor: Actor, isDry: Bool = false
  ) throws -> Bool {
    try revise(
      number, .move, because, actor, isDry: isDry,
      judge: { entry, database in
        let client = try Store.open(code, database)
        if client == entry.client { return false }
        try mustBeFree(entry, under: client, database)
        return true
      },
      change: { entry, database, superseding in
        let client = try Store.open(code, database)
        try superseding.supersede(entry.kind, number)
        try superseding.bringBack(entry.kind, number)
        try ResealedEntry(entry, from: entry.code, to: (client, code), keys, database).write()
        try remark(entry.kind, number, database)
        return client
      })
  }

  /// Says some columns of an entry anew.
  ///
  /// - Returns: false when they say that already.
  func correct(
    _ number: Int64, _ columns: [CorrectedColumn], because: String?, actor: Actor, isDry: Bool
  ) throws -> Bool {
    try revise(
      number, .correct, because, actor, isDry: isDry,
      judge: { entry, database in
        let changed = try CorrectedColumn.changed(columns, entry, database)
        try mustBeFree(entry, under: entry.client, changed: changed, database)
        return !changed.isEmpty
      },
      change: { entry, database, superseding in
        try superseding.supersede(entry.kind, number)
        try superseding.bringBack(entry.kind, number)
        let names = try NameTable(database, keys.marks)
        try CorrectedColumn.write(columns, entry, names, database)
        try remark(entry.kind, number, database)
        return entry.client
      })
  }

  /// One deed on one entry, its place in the history and in the trail.
  ///
  /// - Parameters:
  ///   - isDry: whether it is only judged.
  ///   - judge: whether there is anything to be done; throws why it may not be.
  ///   - change: gives the client under which it then stands.
  /// - Returns: what was judged.
  @discardableResult
  private func revise(
    _ number: Int64, _ deed: Deed, _ because: String?, _ actor: Actor, isDry: Bool = false,
    judge: (EntryHead, Database) throws -> Bool = { _, _ in true },
    change: (EntryHead, Database, Superseding) throws -> Int64
  ) throws -> Bool {
    func judged(_ database: Database) throws -> EntryHead? {
      let entry = try EntryHead.revisable(number, deed, by: actor.organisation, database)
      return try judge(entry, database) ? entry : nil
    }
    if isDry { return try reading { try judged($0) != nil } }
    return try changing { database in
      guard let entry = try judged(database) else { return (false, nil) }
      let superseding = Superseding(database: database, link: try comingLink(database))
      let client = try change(entry, database, superseding)
      let names = try NameTable(database, keys.marks)
      let who = (names.id(actor.name), names.id(actor.organisation))
      try names.flush(database)
      guard let code = try Store.code(of: client, database) else {
        throw StoreError(.damaged(what: "client"))
      }
      try Revision(
        entry: number, kind: entry.kind, deed: deed, client: client, was: entry.client,
        link: superseding.link, at: clock.now(), who: who,
        because: try because.map {
          try keys.sealer.seal(Array($0.utf8), client: code, kind: .because)
        }
      ).write(database, keys)
      for client in Set([client, entry.client]) { try Store.markGone(client, database) }
      return (
        true,
        TrailEntry(
          verb: deed.trailVerb, actor: actor, about: Set([code, entry.code]).sorted(),
          fields: ["#\(number)"], count: code == entry.code ? 1 : 2)
      )
    }
  }

  /// - Parameter changed: what of it is said anew.
  /// - Throws: ``StoreError`` when another entry has the place.
  private func mustBeFree(
    _ entry: EntryHead, under client: Int64, changed: [CorrectedColumn] = [],
    _ database: Database
  ) throws {
    guard !entry.kind.uniqueKey.isEmpty else { return }
    let table = entry.kind.table
    let source = entry.isStruck ? "past_\(table)" : table
    var arguments: [any DatabaseValueConvertible] = [client, entry.number]
    let same = entry.kind.uniqueKey.map { key -> String in
      guard let column = changed.first(where: { $0.name == key }) else {
        return "t.\(key) = o.\(key)"
      }
      arguments.append(column.value.bound)
      return "t.\(key) = \(column.value.stored(arguments.count))"
    }.joined(separator: " AND ")
    let other = try Int64.fetchOne(
      database,
      sql: """
        SELECT t.id FROM \(table) t JOIN \(source) o ON \(same)
        WHERE t.client = ?1 AND o.id = ?2 AND t.id <> o.id
        """, arguments: StatementArguments(arguments))
    if let other { throw StoreError(.notRevised(.isTaken(by: other))) }
  }

  /// The mark of what stands, of a client under another code.
  private func remark(_ kind: EntryKind, _ number: Int64, _ database: Database) throws {
    guard let content = try content(of: kind, number, database) else {
      throw StoreError(.damaged(what: kind.table))
    }
    var mark = keys.marks.mark(of: content)
    if kind == .registration {
      let whole: Data? = try Data.fetchOne(
        database, sql: "SELECT mark FROM assessment WHERE id = ?", arguments: [number])
      // The second half is that of the identity, in which no code stands.
      mark += Array(whole ?? Data()).dropFirst(16)
    }
    try database.execute(
      sql: "UPDATE \(kind.table) SET mark = ? WHERE id = ?", arguments: [Data(mark), number])
  }

  static func code(of client: Int64, _ database: Database) throws -> String? {
    try String.fetchOne(
      database, sql: "SELECT code FROM client WHERE id = ?", arguments: [client])
  }

  /// A person of whom no entry stands is in no table.
  static func markGone(_ client: Int64, _ database: Database) throws {
    let any = EntryKind.allCases.map {
      "EXISTS (SELECT 1 FROM \($0.table) WHERE client \(Persons.clientsOfId))"
    }.joined(separator: " OR ")
    try database.execute(
      sql: """
        UPDATE client SET gone = CASE WHEN \(any) THEN NULL ELSE 1 END
        WHERE id = (SELECT coalesce(merged, id) FROM client WHERE id = ?1)
        """,
      arguments: [client])
  }

  /// Of a client of whom nothing stood something stands again.
  static func comeBack(_ client: Int64, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE client SET gone = NULL
        WHERE gone IS NOT NULL AND id = (SELECT coalesce(merged, id) FROM client WHERE id = ?)
        """, arguments: [client])
    // Who is in the tables is part of profiles, whatever brings somebody back.
    if database.changesCount > 0 { try Store.raiseGeneration(database) }
  }
}
