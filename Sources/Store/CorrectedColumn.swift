import GRDB

/// A column of an entry that is said anew.
struct CorrectedColumn {
  enum Value {
    case number(Int64?)
    /// Kept as an id among the names.
    case word(String)
    case text(String)
  }

  let name: String
  let value: Value

  init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }

  /// Those that say something else than the entry does.
  static func changed(
    _ columns: [CorrectedColumn], _ entry: EntryHead, _ database: Database
  ) throws -> [CorrectedColumn] {
    try columns.filter { column in
      let isSaid = try Bool.fetchOne(
        database,
        sql: """
          SELECT \(column.name) IS \(column.value.stored(1)) FROM \(entry.kind.table)
          WHERE id = ?2
          """, arguments: [column.value.bound, entry.number])
      return isSaid != true
    }
  }

  static func write(
    _ columns: [CorrectedColumn], _ entry: EntryHead, _ names: NameTable, _ database: Database
  ) throws {
    for case .word(let word) in columns.map(\.value) { _ = names.id(word) }
    try names.flush(database)
    for column in columns {
      try database.execute(
        sql: """
          UPDATE \(entry.kind.table) SET \(column.name) = \(column.value.stored(1)) WHERE id = ?2
          """, arguments: [column.value.bound, entry.number])
    }
  }
}

extension CorrectedColumn.Value {
  var bound: DatabaseValue {
    switch self {
    case .number(let number): number?.databaseValue ?? .null
    case .word(let text), .text(let text): text.databaseValue
    }
  }

  /// As it is kept, as an expression on an argument.
  func stored(_ place: Int) -> String {
    if case .word = self { return "(SELECT id FROM name WHERE text = ?\(place))" }
    return "?\(place)"
  }
}
