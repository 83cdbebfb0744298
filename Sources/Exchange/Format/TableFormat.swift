import Cohort
import InstrumentKit
import Profile

/// The formats of tables in files and for other programs.
package enum TableFormat: Hashable, Sendable {
  /// RFC 4180; for Excel with `;` and a byte order mark.
  case csv(excel: Bool)
  /// Between tabs, without quotes: `\t`, `\n`, `\r` and `\\` stand for what cannot be in a field.
  case tsv
  /// One array of objects.
  case json
  /// An object per line.
  case ndjson
  case markdown(Tongue)
  /// The rows of a table on a page, between what ``HTMLPage`` puts around them.
  case htmlRows(Tongue)

  /// Writes a whole table.
  ///
  /// - Throws: what the sink throws.
  package func write(_ frame: Frame, to sink: any ByteSink) throws {
    let writer = FrameWriter(self, frame, to: sink)
    try writer.begin()
    try writer.rows(0..<frame.rowCount)
    try writer.end()
  }

  var style: CellStyle {
    switch self {
    case .csv(let excel): .separated(UInt8(ascii: excel ? ";" : ","))
    case .tsv: .tabbed
    case .json, .ndjson: .json
    case .markdown(let tongue): .markdown(tongue)
    case .htmlRows(let tongue): .html(tongue)
    }
  }

  /// What stands before the table.
  func head(_ columns: [Column]) -> [UInt8] {
    switch self {
    case .csv, .tsv:
      var bytes: [UInt8] = self == .csv(excel: true) ? [0xEF, 0xBB, 0xBF] : []
      for (place, column) in columns.enumerated() {
        bytes += prefix(place, "")
        TextEscape.append(Array(column.name.utf8), style, to: &bytes)
      }
      return bytes + rowEnd
    case .json: return Array("[".utf8)
    case .ndjson, .htmlRows: return []
    case .markdown:
      if columns.isEmpty { return [] }
      var bytes: [UInt8] = []
      for (place, column) in columns.enumerated() {
        bytes += prefix(place, "")
        TextEscape.append(Array(column.name.utf8), style, to: &bytes)
      }
      bytes += rowEnd
      bytes += Array("|".utf8)
      for column in columns { bytes += Array((column.type.isNumeric ? "--:|" : "---|").utf8) }
      return bytes + Array("\n".utf8)
    }
  }

  /// What stands before the value of a column.
  func prefix(_ place: Int, _ name: String) -> [UInt8] {
    switch self {
    case .csv(let excel):
      return place == 0 ? [] : [UInt8(ascii: excel ? ";" : ",")]
    case .tsv: return place == 0 ? [] : [UInt8(ascii: "\t")]
    case .markdown: return Array((place == 0 ? "| " : " | ").utf8)
    case .htmlRows:
      // The first cell names its row.
      return Array((place == 0 ? "<tr><th scope=\"row\">" : "<td>").utf8)
    case .json, .ndjson:
      var bytes: [UInt8] = [UInt8(ascii: place == 0 ? "{" : ",")]
      TextEscape.appendJSON(Array(name.utf8), to: &bytes)
      return bytes + [UInt8(ascii: ":")]
    }
  }

  /// Between one row and the next.
  var rowStart: (first: [UInt8], later: [UInt8]) {
    self == .json ? (Array("\n".utf8), Array(",\n".utf8)) : ([], [])
  }

  var rowEnd: [UInt8] {
    switch self {
    case .csv: Array("\r\n".utf8)
    case .tsv: Array("\n".utf8)
    case .json: Array("}".utf8)
    case .ndjson: Array("}\n".utf8)
    case .htmlRows: Array("</tr>\n".utf8)
    case .markdown: Array(" |\n".utf8)
    }
  }

  func tail(hasRows: Bool) -> [UInt8] {
    self == .json ? Array((hasRows ? "\n]\n" : "]\n").utf8) : []
  }
}

extension FieldType {
  /// Whether values are shown to the right.
  package var isNumeric: Bool {
    switch self {
    case .count, .percent, .decimal: true
    case .text, .note, .words, .code, .codes, .level, .flag, .day, .quarter: false
    }
  }
}
