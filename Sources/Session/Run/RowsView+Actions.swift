import Cohort
import InstrumentKit
import Profile
import Store

extension RowsView {
  /// Open words of actions, of all rows, in their order.
  func actionWords(_ column: ActionColumn) throws -> Column {
    var words = WordPool()
    var cells = [Int32](repeating: Cell.unknown.raw, count: total)
    if let places = try source.column("\(column.rawValue)-at", of: .actions) {
      let clients = try source.column("client-row", of: .actions)?.cells ?? []
      let pool = try source.column("client", of: .clients)?.pool
      // Only the rows that are still in are opened, and logged.
      let kept = (rows ?? (0..<Int32(total)).map { $0 }).filter { places[Int($0)].isKnown }
      let opened = try openActionWords(
        column, kept.map { places.cells[Int($0)] },
        kept.map { pool?[Int(clients[Int($0)])] ?? "" })
      for (row, word) in zip(kept, opened) {
        if let word { cells[Int(row)] = words.place(of: word) }
      }
    }
    return Column(column.rawValue, .text, cells, pool: words.pool)
  }
}
