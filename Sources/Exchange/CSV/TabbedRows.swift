/// Reads back what is written between tabs.
///
/// A field has no quotes; `\t`, `\n`, `\r` and `\\` stand for tab, line ends and backslash, and
/// the mark that keeps a text from being a formula is taken away.
package enum TabbedRows {
  /// The letter that stands after a backslash for a byte; nil for one that stands for itself.
  static func sign(for byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    case UInt8(ascii: "\\"): UInt8(ascii: "\\")
    default: nil
    }
  }

  private static func byte(for sign: UInt8) -> UInt8? {
    switch sign {
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "\\"): UInt8(ascii: "\\")
    default: nil
    }
  }

  /// The rows with their fields, the first with the names of the columns.
  package static func read(_ bytes: some Collection<UInt8>) -> [[[UInt8]]] {
    var rows = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      line in
      // A file that went through another program may have line ends of two bytes.
      let whole = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      return whole.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map(field)
    }
    if rows.last?.allSatisfy(\.isEmpty) == true { rows.removeLast() }
    return rows
  }

  /// The value of one field.
  static func field(_ written: some Collection<UInt8>) -> [UInt8] {
    var value: [UInt8] = []
    var isEscaped = false
    for byte in written {
      if isEscaped {
        isEscaped = false
        // A backslash before any other letter stands for itself.
        if let meant = Self.byte(for: byte) {
          value.append(meant)
        } else {
          value += [UInt8(ascii: "\\"), byte]
        }
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        value.append(byte)
      }
    }
    if isEscaped { value.append(UInt8(ascii: "\\")) }
    return value.withUnsafeBufferPointer(FormulaGuard.isGuarded) ? Array(value.dropFirst()) : value
  }
}
