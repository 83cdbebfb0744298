import Cohort
import InstrumentKit
import Profile

/// The values of one column as text, one at a time, and not as any format writes them: that is
/// for whoever takes them out.
package struct ColumnWords {
  private let text: CellText

  /// - Parameter tongue: nil for the words of files.
  package init(_ column: Column, _ tongue: Tongue?) {
    text = CellText(column, tongue.map { .words($0) } ?? .plain)
  }

  /// Nil when the value is not known.
  package subscript(_ row: Int) -> String? {
    let raw = text.column.cells[row]
    guard Cell(raw: raw).isKnown else { return nil }
    var bytes: [UInt8] = []
    text.append(raw, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
