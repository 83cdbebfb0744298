import CXlsxWriter
import Cohort
import InstrumentKit
import Profile

/// Writes one table as one sheet, row by row, so that memory does not grow with it.
struct SheetWriter {
  typealias Sheet = UnsafeMutablePointer<lxw_worksheet>
  typealias Format = UnsafeMutablePointer<lxw_format>

  /// How cells look.
  struct Formats {
    let header: Format?
    let day: Format?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
      header = workbook_add_format(book)
      day = workbook_add_format(book)
      if let header {
        format_set_bold(header)
        format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
      }
      if let day { format_set_num_format(day, "yyyy-mm-dd") }
    }
  }

  private let sheet: Sheet
  private let formats: Formats
  private let path: String
  private let isStopped: () -> Bool

  init(_ sheet: Sheet, _ formats: Formats, path: String, isStopped: @escaping () -> Bool) {
    self.sheet = sheet
    self.formats = formats
    self.path = path
    self.isStopped = isStopped
  }

  /// - Throws: ``ExchangeError``, `CancellationError`.
  func write(_ frame: Frame) throws -> WorkbookCheck.Size {
    var cells = frame.columns.count
    let columns = frame.columns.map { SheetColumn($0, sheet, formats.day) }
    for (place, column) in columns.enumerated() {
      let place = lxw_col_t(place)
      try must(worksheet_set_column(sheet, place, place, column.width, nil))
    }
    if !columns.isEmpty {
      let last = (row: lxw_row_t(frame.rowCount), column: lxw_col_t(columns.count - 1))
      try must(worksheet_autofilter(sheet, 0, 0, last.row, last.column))
      worksheet_freeze_panes(sheet, 1, 0)
    }
    for (place, column) in frame.columns.enumerated() {
      let name = SheetText.safe(column.name)
      try must(worksheet_write_string(sheet, 0, lxw_col_t(place), name, formats.header))
    }
    for row in 0..<frame.rowCount {
      if row % 1024 == 0, isStopped() { throw CancellationError() }
      for (place, column) in columns.enumerated() {
        switch column.write(row, lxw_row_t(row + 1), lxw_col_t(place)) {
        case .nothing: break
        case .written: cells += 1
        case .tooLong: throw ExchangeError(.textTooLong, path: path)
        case .failed: throw ExchangeError(.diskFull, path: path)
        }
      }
    }
    return WorkbookCheck.Size(cells: cells)
  }

  private func must(_ result: lxw_error) throws {
    if result != LXW_NO_ERROR { throw ExchangeError(.inputOutput, path: path) }
  }
}

/// One column of a sheet: how its values become cells.
final class SheetColumn {
  enum Outcome { case nothing, written, tooLong, failed }

  private let column: Column
  private let words: CellText
  private let sheet: SheetWriter.Sheet
  private let day: SheetWriter.Format?
  private var text: [UInt8] = []

  init(_ column: Column, _ sheet: SheetWriter.Sheet, _ day: SheetWriter.Format?) {
    self.column = column
    self.sheet = sheet
    self.day = day
    words = CellText(column, .plain)
  }

  /// In characters: wide enough for the heading with its arrow and for what stands first below.
  var width: Double {
    var widest = column.name.count + 3
    if column.type == .day { widest = max(widest, 11) }
    for raw in column.cells.prefix(200) where Cell(raw: raw).isKnown {
      text.removeAll(keepingCapacity: true)
      words.append(raw, to: &text)
      widest = max(widest, DisplayWidth.of(String(decoding: text, as: UTF8.self)) + 1)
    }
    return Double(min(max(widest, 8), 60))
  }

  func write(_ row: Int, _ target: lxw_row_t, _ place: lxw_col_t) -> Outcome {
    let raw = column.cells[row]
    guard Cell(raw: raw).isKnown else {
      return words.missing.isEmpty ? .nothing : put(words.missing[...], target, place)
    }
    switch column.type {
    case .count, .percent: return number(Double(raw), nil, target, place)
    case .decimal:
      guard column.decimals.indices.contains(Int(raw)), column.decimals[Int(raw)].isFinite else {
        return .nothing
      }
      return number(column.decimals[Int(raw)], nil, target, place)
    case .flag:
      let result = worksheet_write_boolean(sheet, target, place, raw == 0 ? 0 : 1, nil)
      return result == LXW_NO_ERROR ? .written : .failed
    case .day where SheetText.days.contains(raw &+ SheetText.epoch):
      return number(Double(raw + SheetText.epoch), day, target, place)
    case .text, .note, .words:
      guard let pool = column.pool, raw >= 0, raw < pool.count else { return .nothing }
      return put(pool.utf8(Int(raw)), target, place)
    case .code, .codes, .level, .day, .quarter:
      text.removeAll(keepingCapacity: true)
      words.append(raw, to: &text)
      return put(text[...], target, place)
    }
  }

  private func number(
    _ value: Double, _ format: SheetWriter.Format?, _ target: lxw_row_t, _ place: lxw_col_t
  ) -> Outcome {
    let result = worksheet_write_number(sheet, target, place, value, format)
    return result == LXW_NO_ERROR ? .written : .failed
  }

  private func put(
    _ bytes: ArraySlice<UInt8>, _ target: lxw_row_t, _ place: lxw_col_t
  ) -> Outcome {
    if bytes.isEmpty { return .nothing }
    // A text of few bytes is never too long, and most need nothing.
    let safe =
      SheetText.isPlain(bytes) ? nil : SheetText.safe(String(decoding: bytes, as: UTF8.self))
    let result: lxw_error
    if let safe {
      if safe.utf16.count > Workbook.longestText { return .tooLong }
      result = worksheet_write_string(sheet, target, place, safe, nil)
    } else {
      if bytes.count > Workbook.longestText { return .tooLong }
      result = withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
        for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
        buffer[bytes.count] = 0
        return worksheet_write_string(sheet, target, place, buffer.baseAddress, nil)
      }
    }
    switch result {
    case LXW_NO_ERROR: return .written
    case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED: return .tooLong
    default: return .failed
    }
  }
}

/// Texts as a workbook can keep them.
enum SheetText {
  /// The day that a workbook calls 1 less than the first of 1900, seen from 1970.
  static let epoch: Int32 = 25_569
  /// Before March 1900 programs do not agree on days; those stay texts.
  static let days: ClosedRange<Int32> = 61...2_958_465

  static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "_") }
  }

  /// Without what XML cannot hold; `_x0041_` stays what it is and does not become `A`.
  static func safe(_ text: String) -> String {
    var safe = ""
    safe.reserveCapacity(text.utf8.count)
    var rest = Substring(text)[...].unicodeScalars
    while let scalar = rest.first {
      if scalar == "_", isEscape(rest) { safe += "_x005F" }
      switch scalar.value {
      case 0: safe += "\u{2400}"
      case 0xFFFE, 0xFFFF: safe += "\u{FFFD}"
      default: safe.unicodeScalars.append(scalar)
      }
      rest.removeFirst()
    }
    return safe
  }

  private static func isEscape(_ rest: Substring.UnicodeScalarView) -> Bool {
    let next = Array(rest.prefix(7))
    return next.count == 7 && next[1] == "x" && next[6] == "_"
      && next[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
  }
}
