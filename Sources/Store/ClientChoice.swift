import GRDB

/// Which clients are read: all of them, or some, through the indexes of their ids.
struct ClientChoice {
  /// Nil for all.
  let ids: [Int64]?

  /// Stands before the names of tables: `main.` for what is held now whatever moment is shown, which
  /// columns of now ask that are read later.
  var schema = ""

  static let all = ClientChoice(ids: nil)
  static let allOfNow = ClientChoice(ids: nil, schema: "main.")

  /// Stands before the table of a query, which is then asked for each of the clients.
  var chosen: String { ids == nil ? "" : "json_each(?1) AS chosen CROSS JOIN" }

  /// The conditions of a query.
  ///
  /// - Parameters:
  ///   - client: the column with the id of the client.
  ///   - conditions: others that must hold.
  func condition(_ client: String, _ conditions: String?...) -> String {
    let own = ids == nil ? nil : "\(client) = chosen.value"
    let all = [own] + conditions
    let parts = all.compactMap { $0 }
    return parts.isEmpty ? "" : "WHERE \(parts.joined(separator: " AND "))"
  }

  /// - Parameter sql: a query that was made of ``chosen`` and ``condition(_:_:)``.
  func statement(_ database: Database, _ sql: String) throws -> RawStatement {
    let row = try RawStatement(database, sql)
    if let ids { row.bind(1, "[\(ids.map(String.init).joined(separator: ","))]") }
    return row
  }
}

/// The place of each client in the order of codes, by id.
struct ClientPlaces {
  private var all: [Int32] = []
  private var some: [Int64: Int32] = [:]

  /// - Parameter greatest: the greatest id, nil where few ids have a place.
  init(greatest: Int?) {
    if let greatest { all = [Int32](repeating: -1, count: greatest + 1) }
  }

  /// -1 for a client that is in no table.
  subscript(id: Int64) -> Int32 {
    get {
      if all.isEmpty { return some[id] ?? -1 }
      return all.indices.contains(Int(id)) ? all[Int(id)] : -1
    }
    set { if all.isEmpty { some[id] = newValue } else { all[Int(id)] = newValue } }
  }

  /// Codes that are one person have the place of the one under which it goes on.
  mutating func add(_ persons: Persons) {
    for (client, person) in persons.merged where self[person] >= 0 { self[client] = self[person] }
  }
}
