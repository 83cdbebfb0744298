import Cohort
import InstrumentKit
import PluginHost
import Profile

extension Scorer {
  /// What an instrument reads, for the rows of a view; nil when nothing of it was ever recorded.
  ///
  /// Entries come as ``Subject/entries(_:width:)`` reads them: starts first.
  func column(_ input: Input, _ view: RowsView) throws -> Column? {
    switch input {
    case .field(let name):
      // An instrument never sees what is sealed; of a birth date it sees the day's number.
      guard let field = FieldCatalog.standard.field(name),
        field.home != .sealed || name == "birth-date"
      else { return nil }
      return try view.named(name, field.type)
    case .item(let id):
      guard let item = plugin.form.item(id) else { return nil }
      if case .note = item.type { return nil }
      if hidden.contains(id) { return nil }
      if case .field(let name)? = item.link { return try known(name, view) }
      return try known("\(plugin.id).\(id)", view).map { aligned($0, item.type) }
    case .has(let id):
      return try known("\(plugin.id).\(id)", view).map { column in
        Column(
          "has", .flag, column.cells.map { Cell(raw: $0).isKnown ? 1 : Cell.unknown.raw })
      }
    case .measurements: return try known("\(plugin.id).measurements", view)
    case .firstMeasured: return try known("\(plugin.id).first-measured", view)
    case .lastMeasured: return try known("\(plugin.id).last-measured", view)
    case .applicable: return try known("\(plugin.id).applicable", view)
    case .answered: return try known("\(plugin.id).answered", view)
    case .observed(let threshold): return try observed(threshold, view)
    case .history(let id): return try history(id, view)
    case .rows(let id): return try rows(id, view)
    @unknown default: return nil
    }
  }

  private func known(_ name: String, _ view: RowsView) throws -> Column? {
    guard try view.source.column(name, of: .clients) != nil else { return nil }
    return try view.named(name, .count)
  }

  /// The day of the newest level, unknown where there is none.
  private func observed(_ threshold: Threshold, _ view: RowsView) throws -> Column? {
    guard let days = try known("levels-on", view) else { return nil }
    let levels = try view.planes()
    var cells = days.cells
    let bit = UInt64(1) << UInt64(threshold.index)
    for row in cells.indices where (levels.low[row] | levels.high[row]) & bit == 0 {
      cells[row] = Cell.unknown.raw
    }
    let rows = try view.source.column("client-row", of: .origins)?.cells ?? []
    if rows.isEmpty { return Column("observed", .day, cells) }
    let thresholds = try view.source.column("threshold", of: .origins)?.cells ?? []
    let on = try view.source.column("on", of: .origins)?.cells ?? []
    let places = try view.placesOfClients()
    for place in rows.indices where thresholds[place] == Int32(threshold.index) {
      for row in places(rows[place]) { cells[row] = on[place] }
    }
    return Column("observed", .day, cells)
  }

  /// Day and answer of each time, for every row of the view.
  private func history(_ id: String, _ view: RowsView) throws -> Column? {
    guard let item = plugin.form.item(id), !hidden.contains(id),
      let history = try view.source.history(plugin.id)
    else {
      return nil
    }
    let answers = history.columns["\(plugin.id).\(id)"].map { aligned($0, item.type) }
    return try entries(history, view) { places in
      places.flatMap { [history.days[$0], answers?.cells[$0] ?? Cell.unknown.raw] }
    }
  }

  /// The cells of a table's rows, as last filled in.
  private func rows(_ id: String, _ view: RowsView) throws -> Column? {
    guard !hidden.contains(id), let history = try view.source.history(plugin.id) else {
      return nil
    }
    let columns = plugin.form.columns(of: id)
    var cells: [[Column?]] = []
    while true {
      let row = columns.map { column in
        history.columns["\(plugin.id).\(id)#\(cells.count).\(column.id)"].map {
          aligned($0, column.type)
        }
      }
      if row.allSatisfy({ $0 == nil }) { break }
      cells.append(row)
    }
    return try entries(history, view) { places in
      func rows(of place: Int) -> [Int32] {
        cells.flatMap { row in
          let values = row.map { $0?.cells[place] ?? Cell.unknown.raw }
          return values.contains { Cell(raw: $0).isKnown } ? values : []
        }
      }
      return places.reversed().lazy.map(rows).first { !$0.isEmpty } ?? []
    }
  }

  /// Starts of all rows, and behind them what each row's client has.
  private func entries(
    _ history: History, _ view: RowsView, _ cells: (Range<Int>) -> [Int32]
  ) throws -> Column {
    var ranges: [Int32: Range<Int>] = [:]
    var start = 0
    for place in history.clientRows.indices
    where place + 1 == history.clientRows.count
      || history.clientRows[place + 1] != history.clientRows[place]
    {
      ranges[history.clientRows[place]] = start..<place + 1
      start = place + 1
    }
    let clients = try view.clientPlaces()
    var column = [Int32](repeating: 0, count: view.count + 1)
    for row in 0..<view.count {
      column[row] = Int32(column.count)
      if let range = ranges[clients?[row] ?? Int32(row)] { column += cells(range) }
    }
    column[view.count] = Int32(column.count)
    return Column("entries", .count, column)
  }

  /// Codes as this version of the instrument numbers them: the store's order may be another's.
  func aligned(_ column: Column, _ type: AnswerType) -> Column {
    guard let list = column.type.list, let codes = type.codes, list.codes.map(\.en) != codes else {
      return column
    }
    let places = list.codes.map { code in codes.firstIndex(of: code.en) }
    let isMask: Bool = if case .codes = column.type { true } else { false }
    let cells = column.cells.map { raw -> Int32 in
      guard Cell(raw: raw).isKnown else { return raw }
      guard isMask else { return places[Int(raw)].map(Int32.init) ?? Cell.unknown.raw }
      return places.enumerated().reduce(0) { mask, pair in
        raw >> Int32(pair.offset) & 1 != 0 ? mask | (pair.element.map { 1 << $0 } ?? 0) : mask
      }
    }
    return Column(column.name, column.type, cells)
  }
}
