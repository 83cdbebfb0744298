import GRDB

/// Numbers of entries rise with their arrival, over all kinds; none comes back.
enum EntryNumbers {
  /// Of what is held now, also while an earlier moment is shown.
  private static let tables =
    EntryKind.allCases.map { "SELECT max(id) AS number FROM main.\($0.table)" }
    + ["SELECT max(entry) FROM main.revision"]

  private static let newest = "SELECT max(number) FROM (\(tables.joined(separator: " UNION ALL ")))"

  /// The number of the newest entry, 0 where there is none.
  static func last(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database.cachedStatement(sql: newest)) ?? 0
  }

  static func next(_ database: Database) throws -> Int64 { try last(database) + 1 }
}
