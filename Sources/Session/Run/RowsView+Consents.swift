import Cohort
import InstrumentKit
import Profile

extension RowsView {
  /// Columns of consents that the store does not keep as such: how they stand on the day of
  /// reference, and what was typed as purpose. Of all rows, in their order.
  func consents(_ name: String) throws -> Column? {
    func all(_ name: String) throws -> [Int32] {
      try source.column(name, of: .consents)?.cells ?? []
    }
    switch name {
    case "state":
      let (from, until, withdrawn) = (
        try all("from"), try all("until"), try all("withdrawn-on")
      )
      func day(_ raw: Int32) -> Day? { Cell(raw: raw).value.map { Day(number: Int32($0)) } }
      let cells = from.indices.map { row -> Int32 in
        let state = Consent.state(
          from: Day(number: from[row]), until: day(until[row]), withdrawnOn: day(withdrawn[row]),
          on: today)
        return Names.consentState.place(of: state.rawValue).map(Int32.init) ?? Cell.unknown.raw
      }
      return Column(name, .code(Names.consentState), cells)
    case "purpose":
      // Only the rows that are still in are opened, and logged.
      let kept = rows ?? (0..<Int32(total)).map { $0 }
      let (numbers, clients) = (try all("row"), try all("client-row"))
      let pool = try source.column("client", of: .clients)?.pool
      let opened = try openPurposes(
        kept.map { numbers[Int($0)] }, kept.map { pool?[Int(clients[Int($0)])] ?? "" })
      var words = WordPool()
      var cells = [Int32](repeating: Cell.unknown.raw, count: total)
      for (row, word) in zip(kept, opened) {
        if let word { cells[Int(row)] = words.place(of: word) }
      }
      return Column(name, .text, cells, pool: words.pool)
    default: return nil
    }
  }
}
