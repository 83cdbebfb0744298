import Cohort
import GRDB
import InstrumentKit
import Profile

extension Store {
  /// What was ever answered in one instrument that reads it, clients in the order of their codes.
  func history(
    _ instrument: String, _ clients: TextPool?, until: Day? = nil
  ) throws -> History? {
    guard let clients else { return nil }
    return try reading { database in
      let id = try Int64.fetchOne(
        database, sql: "SELECT id FROM name WHERE text = ?", arguments: [instrument])
      guard let id else { return nil }
      let places = try Store.places(clients, .all, database)
      let row = try RawStatement(
        database,
        """
        SELECT client, filled_on, answers, version FROM assessment
        WHERE instrument = \(id) AND kept = 1 AND filled_on <= \(until?.number ?? Int32.max)
        ORDER BY client, filled_on, id
        """)
      var found: [(client: Int32, day: Int32, answers: [UInt8], version: Int64)] = []
      while try row.next() {
        let client = places[row.number(0)]
        if client < 0 { continue }
        found.append(
          (
            client, Int32(truncatingIfNeeded: row.number(1)),
            Array(row.bytes(2)), row.number(3)
          ))
      }
      if found.isEmpty { return nil }
      // Ids follow the order of arrival, codes another.
      let order = found.indices.sorted {
        (found[$0].client, $0) < (found[$1].client, $1)
      }
      var names = try words(database)
      let moves = try AcceptedMoves(database, &names)
      var columns = PackColumns(
        rows: found.count, names: names, types: try ItemTypes(database),
        takesTables: true)
      for (place, index) in order.enumerated() {
        let isWhole = found[index].answers.withUnsafeBufferPointer {
          columns.add($0, to: place, moves: moves.of(id, found[index].version))
        }
        if !isWhole { throw StoreError(.damaged(what: "answers")) }
      }
      return History(
        clientRows: order.map { found[$0].client }, days: order.map { found[$0].day },
        columns: columns.finished())
    }
  }

  static func names(_ database: Database) throws -> [Int64: String] {
    var names: [Int64: String] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT id, text FROM name")
    while let row = try rows.next() { names[row[0]] = row[1] }
    return names
  }
}
