/// How the cells of tables are named among the answers: `spb.plan#2.done`.
enum TableName {
  /// - Parameter column: the column's whole name, `spb.plan.done`.
  static func cell(of table: String, row: Int, column: String) -> String {
    "\(table)#\(row)\(column.dropFirst(table.count))"
  }

  static func isCell(_ name: String) -> Bool { name.utf8.contains(UInt8(ascii: "#")) }

  /// The table, row and column that a name means, nil when it is no cell's.
  static func parts(_ name: String) -> (table: String, row: Int, column: String)? {
    guard let mark = name.firstIndex(of: "#"),
      let dot = name[mark...].firstIndex(of: "."),
      let row = Int(name[name.index(after: mark)..<dot])
    else { return nil }
    return (String(name[..<mark]), row, String(name[name.index(after: dot)...]))
  }

  /// `spb.plan.done`, under which the column's type is known.
  static func column(_ name: String) -> String {
    parts(name).map { "\($0.table).\($0.column)" } ?? name
  }
}
