import GRDB

/// The insertions of an import, prepared once: a million rows leave no time for boxed arguments.
final class WriterStatements {
  let client: RawStatement
  let assessment: RawStatement
  let status: RawStatement
  let referral: RawStatement
  let action: RawStatement

  init(_ database: Database) throws {
    func insert(_ table: String, _ columns: String) throws -> RawStatement {
      let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
      return try RawStatement(
        database, "INSERT INTO \(table) (\(columns)) VALUES (\(marks))")
    }
    client = try insert("client", "code, identity, identity_key, number_code")
    assessment = try insert(
      "assessment",
      """
      client, instrument, version, filled_on, entered_at, operator, organisation, low, high,
      absence_low, absence_high, word_low, word_high, applicable, answered, answers, notes,
      notes_key, mark, part, kept
      """)
    status = try insert("status", "assessment, client, observed_on, answers")
    referral = try insert("referral", "assessment, client, registered_on, answers")
    action = try insert("action", "assessment, client, organisation, action")
  }
}
