import Cohort
import InstrumentKit
import Language
import PluginHost
import Profile

extension ReportMaker {
  /// What MPSA measured in a period, as it stood at the end of it.
  func mpsa() throws -> Report {
    guard let plugin = try plugin("mpsa") else { return Report(ref, today: today, tables: []) }
    let end = min(ref.to ?? today, today)
    let columns = try source(end < today ? end : nil)
    let view = try RowsView(.clients, columns, today: end) { codes, _ in codes.map { _ in nil } }
    let measured = try Measured(columns, count: view.count, from: ref.from, to: end)
    let scored = Dictionary(
      try Scorer(
        plugin: plugin, acceptedOnly: true, hidden: policy.hidden(plugin)
      ).columns(view).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let state = State(
      scored: scored, levels: try view.planes(.accepted(instrument: "mpsa")),
      thresholds: MPSAParts.thresholds(plugin), benefit: try view.named("benefit", benefits))
    let parts = try self.parts(view, measured, state)
    var tables: [Report.Table] = []
    for (part, rows) in parts {
      try checkCancelled()
      tables += state.tables(rows, measured).map { table in
        var table = table
        table.part = part
        return table
      }
      if let months = months(rows, measured, end) {
        tables.append(months)
        tables[tables.count - 1].part = part
      }
    }
    var notes = [MPSAParts.note]
    if let to = ref.to, to > today { notes.append(MPSAParts.notOver) }
    if measured.people.isEmpty { notes.append(MPSAParts.nobody) }
    return Report(ref, today: end, tables: tables, notes: notes)
  }

  private var benefits: FieldType {
    FieldCatalog.standard.field("benefit")?.type ?? .codes(Names.hidden)
  }

  /// The clients of each part: whom somebody measured by the end, or is past the day for it.
  private func parts(_ view: RowsView, _ measured: Measured, _ state: MPSAParts) throws
    -> [(String?, [Int])]
  {
    let rows = (0..<view.count).filter { measured.last[$0] != nil || state.isOverdue($0) }
    if ref.part == .all { return [(nil, rows)] }
    let places = try view.named("location", .text).spelledOnce
    var parts: [String: [Int]] = [:]
    for row in rows {
      let name =
        ref.part == .counsellor
        ? measured.operatorOf(row)
        : places[row].value.flatMap { places.pool?[$0] }
      parts[name ?? "unknown", default: []].append(row)
    }
    return parts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private typealias State = MPSAParts

  /// Measurements per month; only of a period of at most two years.
  private func months(_ rows: [Int], _ measured: Measured, _ end: Day) -> Report.Table? {
    guard let from = ref.from, from <= end, end.number - from.number < 740 else { return nil }
    let own = Set(rows)
    var counts: [(month: String, count: Int)] = []
    var first = Day(year: from.civil.year, month: from.civil.month, day: 1) ?? from
    while first <= end {
      let next = first.adding(months: 1)
      let count = measured.entries.count {
        $0.isWhole && own.contains($0.row) && $0.on >= max(first, from) && $0.on < next
      }
      counts.append(("\(first)".prefix(7).description, count))
      // The calendar ends with the year 9999.
      if next <= first { break }
      first = next
    }
    return Report.Table(
      name: "months", title: Label(nl: "Metingen per maand", en: "Measurements by month"),
      rows: counts.map { month, count in
        .init(.init(month, Label(nl: month, en: month)), [.known(count)])
      }, isDrawn: true)
  }
}

/// Who was visited with MPSA when, and by whom; a measurement is of the day of the visit that made
/// it whole.
struct Measured {
  struct Entry {
    let row: Int
    let on: Day
    let place: Int
    /// Whether it made a measurement whole.
    let isWhole: Bool
  }

  /// In the period.
  private(set) var entries: [Entry] = []
  /// The last visit of each client by the end.
  private(set) var last: [Entry?]
  private let operators: Column?

  init(_ source: any ColumnSource, count: Int, from: Day?, to: Day) throws {
    last = [Entry?](repeating: nil, count: count)
    operators = try source.column("operator", of: .assessments)
    let whole = try source.column("whole", of: .assessments)
    guard let instruments = try source.column("instrument", of: .assessments),
      let days = try source.column("on", of: .assessments),
      let clients = try source.column("client-row", of: .assessments)
    else { return }
    for place in instruments.cells.indices {
      guard let word = instruments[place].value, instruments.pool?[word] == "mpsa",
        let number = days[place].value, let row = clients[place].value, last.indices.contains(row)
      else { continue }
      let entry = Entry(
        row: row, on: Day(number: Int32(number)), place: place,
        isWhole: whole?[place].value == 1)
      if entry.on > to { continue }
      if last[row].map({ $0.on <= entry.on }) ?? true { last[row] = entry }
      if from.map({ $0 <= entry.on }) ?? true { entries.append(entry) }
    }
  }

  /// Clients with whom it was filled in, whole or in part, in the period.
  var people: Set<Int> { Set(entries.map(\.row)) }

  /// Who filled it in last with a client; nil when nobody did.
  func operatorOf(_ row: Int) -> String? {
    guard let entry = last[row], let word = operators?[entry.place].value else { return nil }
    return operators?.pool?[word]
  }
}
