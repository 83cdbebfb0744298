import GRDB

extension Schema {
  /// Brings stores whose tables were made before a migration had its last form: who corrected
  /// nothing until then only lacks what was added since.
  static func mend(_ database: Database) throws {
    let columns = try database.columns(in: "revision")
    if !columns.contains(where: { $0.name == "owner" }) {
      let names = columns.map(\.name).joined(separator: ", ")
      // Reasons were sealed with the client under whom the entry stands.
      try database.execute(
        sql: """
          ALTER TABLE revision RENAME TO former_revision;
          \(revisionTable)
          INSERT INTO revision (\(names), owner) SELECT \(names), client FROM former_revision;
          DROP TABLE former_revision;
          \(revisionIndexes)
          """)
    }
    let numbers = try database.indexes(on: "assessment").first { $0.name == "assessment_number" }
    if numbers?.columns.count == 1 {
      try database.execute(sql: "DROP INDEX assessment_number; \(numberIndex)")
    }
    try database.execute(sql: personView)
  }
}
