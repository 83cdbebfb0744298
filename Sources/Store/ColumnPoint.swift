import Foundation
import GRDB
import Seal

/// A moment of a store, from which can be told of whom something was changed since.
///
/// Numbers of entries and of what was done to them rise, and none comes back; the link tells whether
/// the store has the same past still.
struct ColumnPoint: Codable, Hashable {
  let generation: Int64
  /// The number of the newest entry, and of what was last done to one.
  let entry: Int64
  let revision: Int64
  /// The place of the newest link of the trail, and the link.
  let trail: Int64
  let link: String

  init(_ database: Database) throws {
    generation = try Store.generation(database)
    entry = try EntryNumbers.last(database)
    revision = try Int64.fetchOne(database, sql: "SELECT max(id) FROM revision") ?? 0
    let row = try Row.fetchOne(
      database, sql: "SELECT number, link FROM trail ORDER BY number DESC LIMIT 1")
    trail = row?[0] ?? 0
    link = row.map { Hex.text(Array($0[1] as Data)) } ?? ""
  }

  /// Whether all that was changed since can be told.
  func isKnown(to database: Database) throws -> Bool {
    let now = try Store.generation(database)
    let from = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT value FROM meta WHERE key = 'columns-from'"))
    guard (from ?? 0)...max(now, from ?? 0) ~= generation else { return false }
    let known = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT link FROM trail WHERE number = ?"),
      arguments: [trail])
    return known.map { Hex.text(Array($0)) } ?? "" == link
  }

  /// The ids of the clients of whom something was changed since; nil for more than some.
  func touched(_ database: Database, atMost limit: Int) throws -> Set<Int64>? {
    // Of whom no registration stands another entry may have brought back.
    let beside = [EntryKind.decision, .consent, .participation].map { kind in
      """
      UNION SELECT e.client FROM \(kind.table) e WHERE id > ?1
        AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.client = e.client)

      """
    }
    let now = try ColumnPoint(database)
    if now.entry - entry > Int64(limit) * 64 { return nil }
    var touched: Set<Int64> = []
    let rows = try Int64.fetchCursor(
      database,
      sql: """
        SELECT client FROM assessment WHERE id > ?1
        UNION SELECT client FROM observation WHERE id > ?1
        UNION SELECT client FROM revision WHERE id > ?2
        UNION SELECT was FROM revision WHERE id > ?2
        UNION SELECT client FROM merge WHERE since > ?3 OR until > ?3
        UNION SELECT person FROM merge WHERE since > ?3 OR until > ?3
        \(beside.joined())
        """, arguments: [entry, revision, trail])
    while let client = try rows.next() {
      touched.insert(client)
      if touched.count > limit { return nil }
    }
    return touched
  }

  /// Columns that were made before what is changed now are of no use: whom it is about cannot be told.
  static func forget(_ database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO meta (key, value)
          SELECT 'columns-from', value + 1 FROM meta WHERE key = 'generation'
        """)
  }
}
