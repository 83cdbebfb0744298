/// What a terminal shows after it was sent some bytes: enough of xterm for an editor of lines.
package struct TerminalScreen {
  package private(set) var rows: Int
  package private(set) var columns: Int
  /// A character a place; the second place of a wide one is empty.
  private var cells: [[String]]
  private var row = 0
  private var column = 0
  /// Whether the last character stands in the last place: only the next one wraps.
  private var isFull = false
  private var saved = (row: 0, column: 0)
  private var inserts = false
  /// Bytes of a character or a sequence whose end has not come.
  private var pending: [UInt8] = []

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The lines without what is blank at their ends.
  package var lines: [String] { cells.map { TerminalScreen.trimmed($0.joined()) } }

  /// The lines down to the last that is not blank, and the cursor as `▏` where it stands.
  package var text: String {
    var lines = lines
    let before = cells[row][..<column].joined()
    let after = TerminalScreen.trimmed(cells[row][column...].joined())
    lines[row] = isFull ? lines[row] + "▏" : before + "▏" + after
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// Another size; lines are cut or filled up, none is broken anew.
  package mutating func resize(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    cells = cells.map { Array(($0 + Array(repeating: " ", count: columns)).prefix(columns)) }
    let blank = Array(repeating: " ", count: columns)
    while cells.count < rows { cells.append(blank) }
    while cells.count > rows { cells.removeFirst() }
    (row, column, isFull) = (min(row, rows - 1), min(column, columns - 1), false)
  }

  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var place = 0
    while place < pending.count, let length = length(at: place) {
      take(Array(pending[place..<place + length]))
      place += length
    }
    pending.removeFirst(place)
  }

  /// How many bytes the next character or sequence has; nil while its end is missing.
  private func length(at start: Int) -> Int? {
    let left = pending[start...]
    let first = pending[start]
    if first >= 0xC0 {
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      return left.count >= length ? length : nil
    }
    guard first == 0x1B else { return 1 }
    guard left.count > 1 else { return nil }
    switch pending[start + 1] {
    case UInt8(ascii: "["):
      return left.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }.map { $0 - start + 1 }
    case UInt8(ascii: "]"): return left.firstIndex(of: 7).map { $0 - start + 1 }
    case UInt8(ascii: "("), UInt8(ascii: ")"): return left.count > 2 ? 3 : nil
    default: return 2
    }
  }

  private mutating func take(_ bytes: [UInt8]) {
    switch bytes[0] {
    case 0x1B:
      if bytes[1] == UInt8(ascii: "[") {
        sequence(bytes.dropFirst(2))
      } else if bytes[1] == UInt8(ascii: "7") {
        saved = (row, column)
      } else if bytes[1] == UInt8(ascii: "8") {
        (row, column, isFull) = (saved.row, saved.column, false)
      } else if bytes[1] == UInt8(ascii: "M") {
        row = max(0, row - 1)
      }
    case 8: (column, isFull) = (isFull ? column : max(0, column - 1), false)
    case 9: column = min(columns - 1, (column / 8 + 1) * 8)
    case 10: feedLine()
    case 13: (column, isFull) = (0, false)
    case 0..<32, 127: break
    default:
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { put(scalar) }
    }
  }

  private mutating func feedLine() {
    isFull = false
    if row < rows - 1 {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = TerminalScreen.width(scalar)
    if width == 0 {
      let place = isFull ? column : max(0, column - 1)
      cells[row][place].unicodeScalars.append(scalar)
      return
    }
    if isFull || column + width > columns {
      column = 0
      feedLine()
    }
    if inserts {
      cells[row].insert(contentsOf: Array(repeating: " ", count: width), at: column)
      cells[row].removeLast(width)
    }
    cells[row][column] = String(Character(scalar))
    if width == 2 { cells[row][column + 1] = "" }
    column += width
    if column >= columns { (column, isFull) = (columns - 1, true) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  private mutating func sequence(_ bytes: ArraySlice<UInt8>) {
    let numbers = String(decoding: bytes.dropLast(), as: UTF8.self).split(
      separator: ";", omittingEmptySubsequences: false
    ).map { Int($0) }
    let first = numbers.first.flatMap { $0 }
    let count = max(1, first ?? 1)
    let end = Character(Unicode.Scalar(bytes.last ?? 0))
    if !"hlm".contains(end) { isFull = false }
    switch end {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns, count) - 1
    case "d": row = min(rows, count) - 1
    case "H", "f":
      row = min(rows, count) - 1
      column = min(columns, max(1, numbers.dropFirst().first.flatMap { $0 } ?? 1)) - 1
    case "J": erase(first ?? 0, wholeRows: true)
    case "K": erase(first ?? 0, wholeRows: false)
    case "P":
      cells[row].removeSubrange(column..<min(columns, column + count))
      while cells[row].count < columns { cells[row].append(" ") }
    case "@":
      cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
      cells[row].removeLast(count)
    case "X": for place in column..<min(columns, column + count) { cells[row][place] = " " }
    case "h" where first == 4: inserts = true
    case "l" where first == 4: inserts = false
    default: break
    }
  }

  /// From the cursor on (0), up to it (1) or all (2), in the line or on the screen.
  private mutating func erase(_ part: Int, wholeRows: Bool) {
    let columns = part == 0 ? column..<self.columns : part == 1 ? 0..<column + 1 : 0..<self.columns
    for place in columns { cells[row][place] = " " }
    guard wholeRows else { return }
    let others = part == 0 ? row + 1..<rows : part == 1 ? 0..<row : 0..<rows
    for other in others { cells[other] = Array(repeating: " ", count: self.columns) }
  }
}
