import Cohort
import InstrumentKit
import Language
import Profile

/// Named tables of counts: the same numbers for a screen, a page, a workbook and a program.
struct Report {
  /// A number of a table; what is not known is not zero.
  enum Count: Hashable {
    case known(Int)
    case unknown
    /// Hidden when published: under 5, or what would give such a one away.
    case small, hidden

    var number: Int? { if case .known(let number) = self { number } else { nil } }
  }

  /// The name of a row or column: in files, and for people.
  struct Entry: Hashable {
    let code: String
    let label: Label

    init(_ code: String, _ label: Label) {
      self.code = code
      self.label = label
    }

    static let total = Entry("total", Label(nl: "totaal", en: "total"))
    static let unknown = Entry("unknown", Label(nl: "onbekend", en: "unknown"))
  }

  struct Row {
    let entry: Entry
    var counts: [Count]
    /// Rows of one group may give each other away; nil stands alone.
    let group: Int?

    init(_ entry: Entry, _ counts: [Count], in group: Int? = 0) {
      self.entry = entry
      self.counts = counts
      self.group = group
    }
  }

  struct Table {
    let name: String
    let title: Label
    /// Whom it is about, when a report has several parts.
    var part: String?
    /// Empty when there is one number a row.
    var columns: [Entry] = []
    var rows: [Row]
    /// The sum of all rows in each column, where that means people.
    var totals: [Count]?
    var note: Label?
    /// Whether its numbers are drawn, too.
    var isDrawn = false

    var allRows: [Row] { rows + (totals.map { [Row(.total, $0, in: nil)] } ?? []) }
  }

  let kind: ReportKind
  let part: ReportRef.Part
  let from: Day?
  let to: Day?
  let today: Day
  let commune: String?
  var tables: [Table]
  var notes: [Label] = []
  private(set) var isPublished = false

  init(_ ref: ReportRef, today: Day, tables: [Table], notes: [Label] = []) {
    kind = ref.kind
    part = ref.part
    (from, to) = (ref.from, ref.to)
    commune = ref.commune
    self.today = today
    self.tables = tables
    self.notes = notes
  }

  /// The same with small counts hidden, and those that would give them away.
  func published() -> Report {
    var report = self
    report.isPublished = true
    report.tables = tables.map { $0.published() }
    return report
  }
}

extension Report.Table {
  func published() -> Report.Table {
    var table = self
    let width = max(1, columns.count)
    for group in Set(rows.compactMap(\.group)) {
      let places = rows.indices.filter { rows[$0].group == group }
      let values = places.flatMap { place in rows[place].counts.map { $0.number ?? 0 } }
      guard values.count == places.count * width else { continue }
      let small = SmallCells(rows: places.count, columns: width, values: values)
      for (number, mark) in small.marks.enumerated() {
        let (row, column) = (places[number / width], number % width)
        if mark == .small { table.rows[row].counts[column] = .small }
        if mark == .withOthers { table.rows[row].counts[column] = .hidden }
      }
      if totals != nil {
        for column in 0..<width {
          // Of a list the sum of the one column is the sum of all.
          let hides =
            small.totals.contains(places.count + column)
            || (width == 1 && small.totals.contains(places.count + width))
          if hides { table.totals?[column] = .hidden }
          // A single row is its own total.
          if places.count == 1 { table.totals?[column] = table.rows[places[0]].counts[column] }
        }
      }
    }
    for place in rows.indices where rows[place].group == nil {
      table.rows[place].counts = rows[place].counts.map(Report.Table.alone)
    }
    table.totals = table.totals?.map(Report.Table.alone)
    return table
  }

  private static func alone(_ count: Report.Count) -> Report.Count {
    guard let number = count.number, (1..<SmallCells.limit).contains(number) else { return count }
    return .small
  }
}
