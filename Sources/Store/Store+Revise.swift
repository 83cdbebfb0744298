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
  case isThere
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
  package func restore(_ number: Int64, because: String?, actor: Actor) throws {
    try revise(number, .restore, because, actor) { entry, database, superseding in
      try mustBeFree(entry, under: entry.client, database)
      try superseding.bringBack(entry.kind, number)
      return entry.client
    }
  }

  /// Says that an entry was made for another client; all that it ever said goes along.
  package func move(_ number: Int64, to code: String, because: String, actor: Actor) throws {
    try revise(number, .move, because, actor) { entry, database, superseding in
      let client = try Store.open(code, database)
      if client == entry.client { throw StoreError(.notRevised(.isThere)) }
      try mustBeFree(entry, under: client, database)
      try superseding.supersede(entry.kind, number)
      try superseding.bringBack(entry.kind, number)
      try ResealedEntry(entry, from: entry.code, to: (client, code), keys, database).write()
      try remark(entry.kind, number, database)
      return client
    }
  }

  /// Says some columns of an entry anew.
  ///
  /// - Parameter columns: numbers and days by the names of columns, or words.
  func correct(
    _ number: Int64, _ columns: [(name: String, value: Corrected)], because: String?,
    actor: Actor
  ) throws {
    try revise(number, .correct, because, actor) { entry, database, superseding in
      try superseding.supersede(entry.kind, number)
      try superseding.bringBack(entry.kind, number)
      let names = try NameTable(database, keys.marks)
      for (column, value) in columns {
        let number: Int64? =
          switch value {
          case .number(let number): number
          case .word(let word): names.id(word)
          }
        try names.flush(database)
        try database.execute(
          sql: "UPDATE \(entry.kind.table) SET \(column) = ? WHERE id = ?",
          arguments: [number, entry.number])
      }
      try remark(entry.kind, number, database)
      return entry.client
    }
  }

  /// A value of a column that is said anew.
  enum Corrected {
    case number(Int64?)
    case word(String)
  }

  /// One deed on one entry, its place in the history and in the trail.
  ///
  /// - Parameter change: gives the client under which it then stands.
  private func revise(
    _ number: Int64, _ deed: Deed, _ because: String?, _ actor: Actor,
    _ change: (EntryHead, Database, Superseding) throws -> Int64
  ) throws {
    try changing { database in
      let entry = try EntryHead.revisable(number, deed, by: actor.organisation, database)
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
        (),
        TrailEntry(
          verb: deed.trailVerb, actor: actor, about: Set([code, entry.code]).sorted(),
          fields: ["#\(number)"], count: code == entry.code ? 1 : 2)
      )
    }
  }

  /// - Throws: ``StoreError`` when another entry has the place.
  private func mustBeFree(_ entry: EntryHead, under client: Int64, _ database: Database) throws {
    guard !entry.kind.uniqueKey.isEmpty else { return }
    let table = entry.kind.table
    let source = entry.isStruck ? "past_\(table)" : table
    let same = entry.kind.uniqueKey.map { "t.\($0) = o.\($0)" }.joined(separator: " AND ")
    let other = try Int64.fetchOne(
      database,
      sql: """
        SELECT t.id FROM \(table) t JOIN \(source) o ON \(same)
        WHERE t.client = ? AND o.id = ? AND t.id <> o.id
        """, arguments: [client, entry.number])
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
