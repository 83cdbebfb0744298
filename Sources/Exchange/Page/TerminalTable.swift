import Cohort
import InstrumentKit
import Profile

/// A table for people to read at a terminal; what is not known is a dash.
package struct TerminalTable {
  /// In places; nil when lines may be as long as they like.
  package var width: Int?
  /// The language of codes, levels, yes and no.
  package var tongue: Tongue
  /// Words above the columns, in place of their names.
  package var headings: [String]?

  package init(width: Int? = 80, tongue: Tongue = .en, headings: [String]? = nil) {
    self.width = width
    self.tongue = tongue
    self.headings = headings
  }

  package func text(_ frame: Frame) -> String {
    let sink = MemorySink()
    // A sink in memory takes everything.
    try? write(frame, to: sink)
    return sink.text
  }

  /// Writes the headings and the rows, a line each.
  ///
  /// - Throws: what the sink throws.
  package func write(_ frame: Frame, to sink: any ByteSink) throws {
    if frame.columns.isEmpty { return }
    let cells = frame.columns.map { PageCells($0, .terminal(tongue)) }
    let names = frame.columns.map(\.name)
    let titles = headings.flatMap { $0.count == names.count ? $0 : nil } ?? names
    let kinds = frame.columns.map(\.type.layout)
    let blocks = TableLayout.blocks(
      headings: titles, kinds: kinds, contents: cells.map(\.widest), width: width)
    for (number, block) in blocks.enumerated() {
      if number > 0 { try sink.write("\n") }
      let layout = TableLayout(
        headings: block.map { titles[$0] }, kinds: block.map { kinds[$0] },
        contents: block.map { cells[$0].widest }, width: width)
      try write(frame.rowCount, block.map { cells[$0] }, layout, to: sink)
    }
    try sink.flush()
  }

  private func write(
    _ rows: Int, _ columns: [PageCells], _ layout: TableLayout, to sink: any ByteSink
  ) throws {
    var lines: [UInt8] = []
    layout.appendHeading(to: &lines)
    for row in 0..<rows {
      for (place, cells) in columns.enumerated() {
        let (bytes, size) = cells[row]
        layout.append(bytes, size, place, to: &lines)
      }
      layout.end(&lines)
      if lines.count > 48 << 10 {
        try lines.withUnsafeBytes { try sink.write($0) }
        lines.removeAll(keepingCapacity: true)
      }
    }
    try lines.withUnsafeBytes { try sink.write($0) }
  }
}

/// The distinct values of a column as they are shown, with the places they take.
private struct PageCells {
  private let cells: [Int32]
  private var entries: [Int32: Int] = [:]
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  private var sizes: [Int] = []
  private(set) var widest = 0

  init(_ column: Column, _ style: CellStyle) {
    cells = column.cells
    let text = CellText(column, style)
    for raw in column.cells where entries[raw] == nil {
      entries[raw] = sizes.count
      if Cell(raw: raw).isKnown { text.append(raw, to: &bytes) } else { bytes += text.missing }
      let start = starts[sizes.count]
      let size = DisplayWidth.of(String(decoding: bytes[start...], as: UTF8.self))
      sizes.append(size)
      starts.append(bytes.count)
      widest = max(widest, size)
    }
  }

  subscript(_ row: Int) -> (bytes: ArraySlice<UInt8>, size: Int) {
    let entry = entries[cells[row]] ?? 0
    return (bytes[starts[entry]..<starts[entry + 1]], sizes[entry])
  }
}

extension FieldType {
  fileprivate var layout: TableLayout.Kind {
    switch self {
    case .count, .percent, .decimal: .number
    case .day, .quarter: .day
    case .code, .level, .flag: .word
    case .text, .note, .words, .codes: .text
    }
  }
}
