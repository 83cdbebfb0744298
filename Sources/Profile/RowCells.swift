/// Rows that stand in one field of a file: cells between commas, rows between semicolons. A cell that
/// holds one of these stands in quotes, with its own quotes doubled.
package enum RowCells {
  /// One row, without the empty cells at its end.
  package static func joined(_ cells: [String]) -> String {
    var cells = cells[...]
    while cells.last == "" { cells.removeLast() }
    return cells.map(quoted).joined(separator: ",")
  }

  private static func quoted(_ cell: String) -> String {
    let isPlain = !cell.contains { ",;\"".contains($0) }
    return isPlain ? cell : "\"\(cell.replacing("\"", with: "\"\""))\""
  }

  /// The rows of a field, their cells without blanks around them.
  package static func rows(_ bytes: some Sequence<UInt8>) -> [[[UInt8]]] {
    var rows: [[[UInt8]]] = [[]]
    var cell: [UInt8] = []
    var isQuoted = false
    var wasQuote = false
    func end(_ cell: inout [UInt8]) {
      rows[rows.count - 1].append(trimmed(cell))
      cell.removeAll()
    }
    for byte in bytes {
      if isQuoted, byte == quote {
        isQuoted = false
        wasQuote = true
        continue
      }
      defer { wasQuote = false }
      if !isQuoted, byte == quote, wasQuote || cell.allSatisfy({ $0 == 32 }) {
        // Two quotes in a row are one of the cell's own.
        if wasQuote { cell.append(quote) } else { cell.removeAll() }
        isQuoted = true
      } else if !isQuoted, byte == UInt8(ascii: ",") {
        end(&cell)
      } else if !isQuoted, byte == UInt8(ascii: ";") {
        end(&cell)
        rows.append([])
      } else {
        cell.append(byte)
      }
    }
    end(&cell)
    return rows
  }

  private static let quote = UInt8(ascii: "\"")

  private static func trimmed(_ cell: [UInt8]) -> [UInt8] {
    var cell = cell[...]
    while cell.first == 32 { cell = cell.dropFirst() }
    while cell.last == 32 { cell = cell.dropLast() }
    return Array(cell)
  }
}
