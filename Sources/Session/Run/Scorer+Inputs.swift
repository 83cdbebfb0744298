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
      let column = try known("\(plugin.id).\(id)", view)
      // Of what the operator may not read the instrument sees that it is there, no more.
      guard hidden.contains(id), let column else { return column }
      return Column(
        "has", .flag, column.cells.map { Cell(raw: $0).isKnown ? 1 : Cell.unknown.raw })
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
    try known("\(threshold.code).observed", view)
  }

  /// Day and answer of each time, for every row of the view.
  private func history(_ id: String, _ view: RowsView) throws -> Column? {
    guard let item = plugin.form.item(id), !hidden.contains(id),
      let history = try view.source.history(plugin.id)
    else { return nil }
    let answers = history.columns["\(plugin.id).\(id)"].map { aligned($0, item.type).cells }
    let entries = history.entries(id, clients: try view.source.rowCount(.clients)) { times, cells in
      for time in times {
        cells.append(history.days[time])
        cells.append(answers?[time] ?? Cell.unknown.raw)
      }
    }
    return try column(entries, view)
  }

  /// The cells of a table's rows, as last filled in.
  private func rows(_ id: String, _ view: RowsView) throws -> Column? {
    guard !hidden.contains(id), let history = try view.source.history(plugin.id) else {
      return nil
    }
    let columns = plugin.form.columns(of: id)
    var table: [[[Int32]?]] = []
    while true {
      let row = columns.map { column in
        history.columns["\(plugin.id).\(id)#\(table.count).\(column.id)"].map {
          aligned($0, column.type).cells
        }
      }
      if row.allSatisfy({ $0 == nil }) { break }
      table.append(row)
    }
    let unknown = Cell.unknown.raw
    let entries = history.entries(id, clients: try view.source.rowCount(.clients)) { times, cells in
      for time in times.reversed() {
        let start = cells.count
        for row in table where row.contains(where: { ($0?[time] ?? unknown) != unknown }) {
          for column in row { cells.append(column?[time] ?? unknown) }
        }
        if cells.count > start { return }
      }
    }
    return try column(entries, view)
  }

  private func column(_ entries: [Int32], _ view: RowsView) throws -> Column {
    let cells = try view.clientPlaces().map { History.gathered(entries, $0) } ?? entries
    return Column("entries", .count, cells)
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
