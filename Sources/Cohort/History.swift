import InstrumentKit

/// What was answered in one instrument, one row per time, clients in order and each in time.
package final class History {
  /// The client's place.
  package let clientRows: [Int32]
  package let days: [Int32]
  /// Answers by `instrument.item`; cells of tables as `instrument.table#ROW.COLUMN`.
  package let columns: [String: Column]
  /// Entries of all clients that some sentence asked for; the next one finds them ready.
  private var made: [String: [Int32]] = [:]

  package init(clientRows: [Int32], days: [Int32], columns: [String: Column]) {
    self.clientRows = clientRows
    self.days = days
    self.columns = columns
  }

  /// Entries as `Subject` reads them: where each client's start, one more, and then the entries.
  ///
  /// - Parameters:
  ///   - name: under which they are kept.
  ///   - append: gives the cells of the times in a range.
  package func entries(
    _ name: String, clients: Int, _ append: (Range<Int>, inout [Int32]) -> Void
  ) -> [Int32] {
    if let known = made[name] { return known }
    var column = [Int32](repeating: 0, count: clients + 1)
    column.reserveCapacity(clients + 1 + clientRows.count * 2)
    var place = 0
    for client in 0..<clients {
      column[client] = Int32(column.count)
      let start = place
      while place < clientRows.count, clientRows[place] == Int32(client) { place += 1 }
      if start < place { append(start..<place, &column) }
    }
    column[clients] = Int32(column.count)
    made[name] = column
    return column
  }

  /// The entries of some clients only, in the order of the rows.
  package static func gathered(_ entries: [Int32], _ rows: [Int32]) -> [Int32] {
    var column = [Int32](repeating: 0, count: rows.count + 1)
    for (row, client) in rows.enumerated() {
      column[row] = Int32(column.count)
      let start = Int(entries[Int(client)])
      column += entries[start..<Int(entries[Int(client) + 1])]
    }
    column[rows.count] = Int32(column.count)
    return column
  }
}
