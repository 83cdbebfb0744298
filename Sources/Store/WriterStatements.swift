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
    client = try insert("client", "code")
    assessment = try insert(
      "assessment",
      """
      client, instrument, version, filled_on, entered_at, operator, organisation, low, high,
      absence_low, absence_high, word_low, word_high, applicable, answered, answers, notes,
      notes_key, mark, part, kept, identity, identity_key, number_code, id
      """)
    status = try insert("status", "assessment, client, observed_on, answers")
    referral = try insert("referral", "assessment, client, registered_on, answers")
    action = try insert(
      "action",
      "assessment, client, organisation, action, starts, planned_end, \(KeptAction.columns)")
  }

  /// Says what the columns of own items are. Codes of earlier versions keep their place in the
  /// list, for answers may have them.
  ///
  /// - Throws: ``StoreError`` when an item of another type has the same name already.
  static func describe(_ layout: RegistrationLayout, _ database: Database) throws {
    for slot in layout.slots.flatMap({ [$0] + $0.columns }) {
      guard let own = slot.own else { continue }
      var codes = own.codes
      if let row = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT type, codes FROM item WHERE name = ?"),
        arguments: [slot.id])
      {
        guard row[0] == own.type else { throw StoreError(.otherType(item: slot.name)) }
        let new = Set(codes.split(separator: " "))
        let old = (row[1] as String).split(separator: " ").filter { !new.contains($0) }
        codes = ([codes] + old.map(String.init)).filter { !$0.isEmpty }.joined(separator: " ")
        if codes == row[1] { continue }
        // Columns have the places of codes in the list as it was.
        try ColumnPoint.forget(database)
      }
      try database.execute(
        sql: "INSERT OR REPLACE INTO item (name, type, codes) VALUES (?, ?, ?)",
        arguments: [slot.id, own.type, codes])
    }
  }
}
