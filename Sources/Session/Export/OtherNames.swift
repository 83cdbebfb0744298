import Cohort
import InstrumentKit
import Seal

/// The clients of a column by their other names; a cell of the trail may name several.
struct OtherNames {
  private let client: Column
  private var names: [Int32: String] = [:]
  private var shifts: [Int32: Int32] = [:]

  init(_ client: Column, _ pseudonyms: Pseudonyms) {
    self.client = client
    guard let pool = client.pool else { return }
    for raw in Set(client.cells) where Cell(raw: raw).isKnown && pool.count > raw {
      let codes = pool[Int(raw)].split(separator: " ").map { Array($0.utf8) }
      names[raw] = codes.map { pseudonyms.name(of: $0) }.joined(separator: " ")
      if codes.count == 1 { shifts[raw] = pseudonyms.shift(of: codes[0]) }
    }
  }

  var named: Column {
    var words = WordPool()
    let cells = client.cells.map { raw in
      names[raw].map { words.place(of: $0) } ?? Cell.unknown.raw
    }
    return Column(client.name, client.type, cells, pool: words.pool)
  }

  func moved(_ column: Column) -> Column {
    let cells = zip(column.cells, client.cells).map { day, client -> Int32 in
      guard Cell(raw: day).isKnown, let shift = shifts[client] else { return Cell.unknown.raw }
      return day + shift
    }
    return Column(column.name, .day, cells)
  }
}
