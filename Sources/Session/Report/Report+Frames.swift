import Cohort
import InstrumentKit
import Language
import Profile

extension Report {
  /// All tables as one: a row per number, for programs and further stages.
  var frame: Frame { frame(of: tables, isLong: true) }

  /// A table each, for workbooks; what is published has a row per number, too.
  var sheets: [(name: String, frame: Frame)] {
    var names: [String] = []
    for table in tables where !names.contains(table.name) { names.append(table.name) }
    return names.map { name in
      let own = tables.filter { $0.name == name }
      return (name, isPublished ? frame(of: own, isLong: false) : wide(own))
    }
  }

  private func frame(of tables: [Table], isLong: Bool) -> Frame {
    var words = WordPool()
    var cells = [[Int32]](repeating: [], count: 6)
    for table in tables {
      for row in table.allRows {
        for (place, count) in row.counts.enumerated() {
          let column = table.columns.indices.contains(place) ? table.columns[place].code : nil
          let texts = [table.name, table.part, row.entry.code, column]
          for (number, text) in texts.enumerated() {
            cells[number].append(text.map { words.place(of: $0) } ?? Cell.unknown.raw)
          }
          cells[4].append(count.number.map { Int32(clamping: $0) } ?? Cell.unknown.raw)
          cells[5].append(count == .small ? 0 : count == .hidden ? 1 : Cell.unknown.raw)
        }
      }
    }
    let names = ["table", "part", "row", "column"]
    var columns = names.enumerated().map {
      Column($1, .text, cells[$0], pool: words.pool)
    }
    columns.append(Column("count", .count, cells[4]))
    if isPublished { columns.append(Column("hidden", .code(Names.hidden), cells[5])) }
    let rowCount = cells[4].count
    return Frame(columns: isLong ? columns : Array(columns.dropFirst()), rowCount: rowCount)
  }

  /// The tables of one name under each other, a column per column.
  private func wide(_ tables: [Table]) -> Frame {
    let rows = tables.flatMap { table in table.allRows.map { (table.part, $0) } }
    let headings = tables.first?.columns.map(\.code) ?? []
    var columns: [Column] = []
    if tables.contains(where: { $0.part != nil }) {
      columns.append(Reference.texts("part", rows.map(\.0)))
    }
    columns.append(Reference.texts("row", rows.map { $0.1.entry.code }))
    for (place, heading) in (headings.isEmpty ? ["count"] : headings).enumerated() {
      columns.append(
        Column(
          heading, .count,
          rows.map { row in
            guard row.1.counts.indices.contains(place) else { return Cell.unknown.raw }
            return row.1.counts[place].number.map { Int32(clamping: $0) } ?? Cell.unknown.raw
          }))
    }
    return Frame(columns: columns, rowCount: rows.count)
  }
}

extension Report {
  /// To read: a heading and a table each, and what is said of the whole before them.
  func document(_ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    let title = kind.title.text(tongue)
    var blocks: [Document.Block] = [
      .heading(commune.map { "\(title) · \($0)" } ?? title), .facts(facts(tongue)),
    ]
    blocks += notes.map { .paragraph($0.text(tongue)) }
    if isPublished {
      let hidden = Names.hidden.codes[1]
      blocks.append(
        .paragraph(
          isDutch
            ? "Aantallen onder 5 staan er als <5; \(hidden.nl) is wat ze zou verraden."
            : "Counts under 5 stand as <5; \(hidden.en) is what would give them away."))
    }
    for table in tables {
      let title = table.title.text(tongue)
      blocks.append(.heading(table.part.map { "\(title) · \($0)" } ?? title))
      if let note = table.note { blocks.append(.paragraph(note.text(tongue))) }
      blocks.append(.table(self.table(table, tongue)))
      if let bars = bars(table, tongue) { blocks.append(.bars(bars)) }
    }
    return Document(blocks)
  }

  private func facts(_ tongue: Tongue) -> [Document.Fact] {
    let isDutch = tongue == .nl
    var facts: [Document.Fact] = []
    if let from, let to {
      facts.append(.init(isDutch ? "Periode" : "Period", "\(from) \(isDutch ? "tot" : "to") \(to)"))
    }
    if kind == .mpsa {
      let code = ReportRef.parts.codes.first { $0.en == part.rawValue }
      let word = isDutch ? code?.nl : code?.en
      facts.append(.init(isDutch ? "Per" : "By", word ?? part.rawValue))
    }
    facts.append(.init(isDutch ? "Peildag" : "Reference date", "\(today)"))
    return facts
  }

  private func table(_ table: Table, _ tongue: Tongue) -> Document.Table {
    let isDutch = tongue == .nl
    let single = [isDutch ? "aantal" : "count"]
    let headings = table.columns.isEmpty ? single : table.columns.map { $0.label.text(tongue) }
    let names = table.allRows.map { $0.entry.label.text(tongue) }
    var rows = table.allRows.map { row in row.counts.map { Report.word($0, tongue) } }
    var (first, across) = (names, headings)
    // A screen has more room for lines than for columns.
    if Report.width(headings) > Report.mostAcross, Report.width(names) < Report.width(headings) {
      rows = headings.indices.map { place in
        rows.map { $0.indices.contains(place) ? $0[place] : "" }
      }
      (first, across) = (headings, names)
    }
    return Document.Table(
      columns: [""] + across, numeric: Set(1..<(across.count + 1)),
      rows: zip(first, rows).map { [$0] + $1 })
  }

  private static let mostAcross = 60

  private static func width(_ words: [String]) -> Int { words.reduce(0) { $0 + $1.count + 2 } }

  static func word(_ count: Count, _ tongue: Tongue) -> String {
    let hidden = Names.hidden.codes
    return switch count {
    case .known(let number): "\(number)"
    case .unknown: Entry.unknown.label.text(tongue)
    case .small: tongue == .nl ? hidden[0].nl : hidden[0].en
    case .hidden: tongue == .nl ? hidden[1].nl : hidden[1].en
    }
  }

  /// A bar per row with one number; none where a number is missing.
  private func bars(_ table: Table, _ tongue: Tongue) -> [Document.Bar]? {
    guard table.isDrawn, table.columns.isEmpty else { return nil }
    let bars = table.rows.compactMap { row in
      row.counts.first?.number.map { Document.Bar(row.entry.label.text(tongue), $0) }
    }
    return bars.count == table.rows.count && bars.contains { $0.count > 0 } ? bars : nil
  }
}
