import Profile

/// Texts made safe for a format.
enum TextEscape {
  static func append(_ text: some Collection<UInt8>, _ style: CellStyle, to bytes: inout [UInt8]) {
    switch style {
    case .separated(let separator): appendField(text, separator, to: &bytes)
    case .tabbed: appendTabbed(text, to: &bytes)
    case .json: appendJSON(text, to: &bytes)
    case .markdown: appendMarkdown(text, to: &bytes)
    case .plain, .words: bytes.append(contentsOf: text)
    case .html: appendHTML(text, to: &bytes)
    case .terminal:
      let plain = ValueText.shown(String(decoding: text, as: UTF8.self))
      bytes.append(contentsOf: plain.utf8)
    }
  }

  /// RFC 4180, with a mark before what a spreadsheet would run.
  static func appendField(
    _ text: some Collection<UInt8>, _ separator: UInt8, to bytes: inout [UInt8]
  ) {
    let quote = UInt8(ascii: "\"")
    let first = text.first { $0 != FormulaGuard.mark }
    let isFormula = first.map(FormulaGuard.starts) ?? false
    // Who reads a single column sees no separator in its header and takes a comma for one.
    let needsQuotes = text.contains { byte in
      byte == separator || byte == UInt8(ascii: ",") || byte == quote || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    if needsQuotes { bytes.append(quote) }
    if isFormula { bytes.append(FormulaGuard.mark) }
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    if needsQuotes { bytes.append(quote) }
  }

  /// No quotes: tab, line ends and backslash have signs of their own, and the mark stands before
  /// what a spreadsheet would run.
  static func appendTabbed(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    if text.first(where: { $0 != FormulaGuard.mark }).map(FormulaGuard.starts) ?? false {
      bytes.append(FormulaGuard.mark)
    }
    for byte in text {
      if let sign = TabbedRows.sign(for: byte) {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(sign)
      } else {
        bytes.append(byte)
      }
    }
  }

  static func appendJSON(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
      case UInt8(ascii: "\r"): bytes += Array("\\r".utf8)
      case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
      case 0..<0x20, 0x7F:
        let hex = String(byte, radix: 16)
        bytes += Array("\\u00\(hex.count < 2 ? "0" : "")\(hex)".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// One line of plain text, whatever signs of markdown it holds.
  static func appendMarkdown(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    let plain = ValueText.shown(String(decoding: text, as: UTF8.self), breaks: " ")
    for byte in plain.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
      case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
      default:
        if markdownSigns.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      }
    }
  }

  /// Plain text on a page; line ends stay, for the page keeps them.
  static func appendHTML(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    let plain = ValueText.shown(String(decoding: text, as: UTF8.self), breaks: "\n")
    for byte in plain.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
      case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
      case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
      case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
      case UInt8(ascii: "'"): bytes += Array("&#39;".utf8)
      default: bytes.append(byte)
      }
    }
  }

  private static let markdownSigns: [UInt8] = Array("\\`*_[]|~".utf8)
}
