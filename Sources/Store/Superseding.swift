import GRDB

/// Puts what an entry says now beside, where it stays as a former version.
struct Superseding {
  let database: Database
  /// The place in the trail of the change that is made.
  let link: Int64

  /// Takes the rows of an entry out of the tables of what is said now.
  func supersede(_ kind: EntryKind, _ number: Int64) throws {
    let since = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT max(link) FROM revision WHERE entry = ?"),
      arguments: [number])
    for table in kind.tables.reversed() {
      let columns = try Superseding.columns(of: table.name, database)
      try database.execute(
        sql: """
          INSERT INTO past_\(table.name) (\(columns), owner, since, until)
            SELECT \(columns), client, ?, ? FROM \(table.name) WHERE \(table.key) = ?
            ORDER BY rowid
          """, arguments: [since ?? 0, link, number])
      try database.execute(
        sql: "DELETE FROM \(table.name) WHERE \(table.key) = ?", arguments: [number])
    }
  }

  /// Brings back what an entry said last.
  func bringBack(_ kind: EntryKind, _ number: Int64) throws {
    for table in kind.tables {
      let columns = try Superseding.columns(of: table.name, database)
      try database.execute(
        sql: """
          INSERT INTO \(table.name) (\(columns)) SELECT \(columns) FROM past_\(table.name)
          WHERE \(table.key) = ?1 AND until =
            (SELECT max(until) FROM past_\(kind.table) WHERE id = ?1) ORDER BY rowid
          """, arguments: [number])
    }
  }

  /// The columns of a table as a list of SQL. Ids of rows that only hang on an entry are of no table
  /// but their own, and are made anew.
  static func columns(of table: String, _ database: Database) throws -> String {
    try database.columns(in: table).map(\.name)
      .filter { table != "action" || $0 != "id" }.joined(separator: ", ")
  }
}
