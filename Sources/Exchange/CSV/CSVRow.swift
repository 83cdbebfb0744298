/// One row of a csv file as slices of its bytes.
///
/// Valid until the scanner or reader that gave it moves on; copy what must stay.
package struct CSVRow {
  /// The physical line where the row starts, from 1.
  package let line: Int
  /// How many physical lines it takes: texts may have line ends in them.
  package let lines: Int
  @usableFromInline let fields: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>

  init(
    line: Int, lines: Int = 1, fields: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>
  ) {
    self.line = line
    self.lines = lines
    self.fields = fields
  }

  @inlinable package var count: Int { fields.count }

  /// The bytes of a field, unquoted, and without the quote that kept it from being a formula.
  @inlinable package subscript(_ place: Int) -> UnsafeBufferPointer<UInt8> {
    let bytes = fields[place]
    guard bytes.count > 1, bytes[0] == FormulaGuard.mark, FormulaGuard.isGuarded(bytes) else {
      return bytes
    }
    return UnsafeBufferPointer(rebasing: bytes[1...])
  }

  /// Whether nothing stands in it, as spreadsheets write rows that were emptied.
  package var isBlank: Bool {
    fields[0].allSatisfy { $0 == 32 } && fields.allSatisfy { $0.allSatisfy { $0 == 32 } }
  }

  package func text(_ place: Int) -> String { String(decoding: self[place], as: UTF8.self) }
}

/// The quote put before texts that a spreadsheet would run as a formula.
///
/// A text that itself is such a quote before a formula gets one too, so that taking exactly one
/// away always gives the text back.
package enum FormulaGuard {
  /// An apostrophe.
  @inlinable package static var mark: UInt8 { 0x27 }

  /// True for `=`, `+`, `-`, `@`, tab, CR and LF.
  @inlinable package static func starts(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A: true
    default: false
    }
  }

  /// Whether a text must get the mark.
  @inlinable package static func needsMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes where byte != mark { return starts(byte) }
    return false
  }

  /// Whether a text begins with the mark that ``needsMark(_:)`` asked for.
  @inlinable package static func isGuarded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.first == mark && needsMark(bytes)
  }
}
