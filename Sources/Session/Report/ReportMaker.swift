import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// Makes the tables of a report, most of them out of sentences of the language.
struct ReportMaker {
  let ref: ReportRef
  /// The day of reference.
  let today: Day
  /// Runs the sentence of a table.
  let run: (Query) throws -> Frame
  /// The columns as they were by the end of a day; nil for all that is known.
  let source: (Day?) throws -> any ColumnSource
  let plugin: (String) throws -> LoadedPlugin?
  let policy: Policy
  /// A site's own file of rules, where it has one.
  let rulesFile: (String) -> String
  let isCancelled: () -> Bool

  func report() throws -> Report {
    switch ref.kind {
    case .trial, .transfers:
      return Report(ref, today: today, tables: try ref.tables.map(table))
    case .mpsa: return try mpsa()
    case .targets: return try targets()
    case .dashboard: return try dashboard()
    }
  }

  func checkCancelled() throws { if isCancelled() { throw CancellationError() } }

  func table(_ table: ReportRef.Table) throws -> Report.Table {
    try checkCancelled()
    switch table.body {
    case .lines(let lines):
      var rows: [Report.Row] = []
      for line in lines {
        let count = try run(line.query).column("count")?[0].value ?? 0
        if line.isRest, count == 0 { continue }
        rows.append(
          Report.Row(.init(line.name, line.label), [.known(count)], in: line.group))
      }
      return Report.Table(name: table.name, title: table.title, rows: rows)
    case .counts(let query, let total):
      return ReportMaker.counts(try run(query), total, table.name, table.title)
    }
  }

  /// A table of counts by one or two columns; a missing key has a row or column of its own.
  static func counts(
    _ frame: Frame, _ total: ReportRef.Total, _ name: String, _ title: Label
  ) -> Report.Table {
    let keys = Array(frame.columns.dropLast())
    let count = frame.columns.last
    let rows = keys.first.map { Keys($0, all: false) }
    let columns = keys.count > 1 ? Keys(keys[1], all: true) : nil
    let width = columns?.entries.count ?? 1
    var numbers = [[Int]](
      repeating: [Int](repeating: 0, count: width), count: rows?.entries.count ?? 0)
    for row in 0..<frame.rowCount {
      guard let place = rows?.places[row] else { continue }
      numbers[place][columns?.places[row] ?? 0] += count?[row].value ?? 0
    }
    var table = Report.Table(
      name: name, title: title, columns: columns?.entries ?? [],
      rows: zip(rows?.entries ?? [], numbers).map { Report.Row($0, $1.map { .known($0) }) })
    table.isDrawn = columns == nil && numbers.count > 3
    if total != .none {
      table.totals = (0..<width).map { column in
        .known(numbers.reduce(0) { $0 + $1[column] })
      }
    }
    return table
  }

  /// The values of a key in order, and which of them each row has.
  private struct Keys {
    var entries: [Report.Entry] = []
    var places: [Int] = []

    /// - Parameter all: whether codes that nobody has stand there, too.
    init(_ column: Column, all: Bool) {
      let english = ColumnWords(column, nil)
      let dutch = ColumnWords(column, .nl)
      var known: [String: Int] = [:]
      if let list = column.type.list {
        let used = Set(column.cells)
        for (place, code) in list.codes.enumerated()
        where all || used.contains(Int32(place)) {
          known[code.en] = entries.count
          entries.append(.init(code.en, Label(nl: code.nl, en: code.en)))
        }
      }
      places = column.cells.indices.map { row in
        let code = english[row] ?? "unknown"
        if let place = known[code] { return place }
        known[code] = entries.count
        let word = dutch[row]
        entries.append(word.map { .init(code, Label(nl: $0, en: code)) } ?? .unknown)
        return entries.count - 1
      }
    }
  }
}
