/// A value of a resource; members stand in the order in which they were given.
package indirect enum FHIRValue: Hashable, Sendable {
  case text(String)
  case flag(Bool)
  case number(Int)
  case list([FHIRValue])
  case object([Member])
  /// JSON that was read elsewhere, with its content unchanged.
  case verbatim(String)

  package struct Member: Hashable, Sendable {
    let name: String
    let value: FHIRValue
  }

  /// An object without the members that would be empty, which the standard forbids.
  package static func members(_ members: [(String, FHIRValue?)]) -> FHIRValue {
    .object(
      members.compactMap { name, value in
        value.flatMap { $0.isEmpty ? nil : Member(name: name, value: $0) }
      })
  }

  var isEmpty: Bool {
    switch self {
    case .text(let text): FHIRValue.readable(text).isEmpty
    case .list(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .flag, .number, .verbatim: false
    }
  }

  /// The members' names and values, none for all else.
  package var members: [(name: String, value: FHIRValue)] {
    if case .object(let members) = self { members.map { ($0.name, $0.value) } } else { [] }
  }

  package func appendJSON(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): TextEscape.appendJSON(FHIRValue.readable(text).utf8, to: &bytes)
    case .flag(let flag): bytes += Array((flag ? "true" : "false").utf8)
    case .number(let number): bytes += Array("\(number)".utf8)
    case .verbatim(let json): bytes += Array(json.utf8)
    case .list(let values):
      FHIRValue.append(values, "[", "]", to: &bytes) { $0.appendJSON(to: &$1) }
    case .object(let members):
      FHIRValue.append(members, "{", "}", to: &bytes) { member, bytes in
        TextEscape.appendJSON(member.name.utf8, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.appendJSON(to: &bytes)
      }
    }
  }

  private static func append<Part>(
    _ parts: [Part], _ open: String, _ close: String, to bytes: inout [UInt8],
    _ append: (Part, inout [UInt8]) -> Void
  ) {
    bytes += Array(open.utf8)
    for (place, part) in parts.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      append(part, &bytes)
    }
    bytes += Array(close.utf8)
  }

  /// The standard knows no control characters but tab and line ends, and no text of spaces only.
  static func readable(_ text: String) -> String {
    var isPlain = true
    var isBlank = true
    for scalar in text.unicodeScalars {
      if isControl(scalar) { isPlain = false }
      if !scalar.properties.isWhitespace { isBlank = false }
    }
    if isBlank { return "" }
    if isPlain { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(plain)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n", "\r": false
    default: scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
  }
}
