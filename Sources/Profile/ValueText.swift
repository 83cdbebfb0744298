import Foundation

/// A value that somebody gave, and what it becomes at each border.
///
/// Inside the program a value is its text and nothing else. Only where it leaves is it changed, and
/// then for that border alone: for a person's eyes (``shown(_:breaks:)``), for a file name
/// (``inFileName(_:)``), for a file by the writer of its format. Where it comes in it is trimmed and
/// composed (``kept(_:)``), and it is compared by ``Names/folded(_:)``.
package enum ValueText {
  /// The text as it is kept: without blanks around it, letters and their accents composed.
  package static func kept(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.first.map(isBlank) == true || scalars.last.map(isBlank) == true else {
      return composed(text)
    }
    let start = scalars.firstIndex { !isBlank($0) } ?? scalars.endIndex
    let end = scalars.lastIndex { !isBlank($0) }.map(scalars.index(after:)) ?? start
    return composed(String(scalars[start..<max(start, end)]))
  }

  /// The same for the bytes of a field; nil when they are kept as they are.
  package static func kept(utf8 bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let first = bytes.first, let last = bytes.last else { return nil }
    // Below U+0300 nothing combines, and of the blanks there only two are not ASCII.
    let isPlain = bytes.allSatisfy { $0 < 0xCC && $0 != 0xC2 }
    if isPlain, first > 0x20, last > 0x20 { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let kept = Array(ValueText.kept(text).utf8)
    return kept.elementsEqual(bytes) ? nil : kept
  }

  private static func composed(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0xCC }) { return text }
    return text.precomposedStringWithCanonicalMapping
  }

  /// Spaces of every kind, line ends, and the signs of no width that a copied text drags along.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar == " " || (9...13).contains(scalar.value) }
    return scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
  }
}

/// For comparing.
extension ValueText {
  /// The text as a field keeps it: codes whose zeros a spreadsheet dropped get them back.
  package static func kept(_ text: String, of field: String) -> String {
    let kept = kept(text)
    let isBare = kept.utf8.count == 1 && kept.utf8.allSatisfy { (48...57).contains($0) }
    return field == "vdab-category" && isBare ? "0\(kept)" : kept
  }

  /// The form in which a text of a field is compared; a national number by its digits, however it
  /// is written.
  package static func compared(_ text: String, of field: String) -> String {
    if field == "national-number", let digits = NationalNumber.digits(text) { return digits }
    return Names.folded(kept(text, of: field))
  }
}

/// For a person's eyes.
extension ValueText {
  /// The text with every sign that steers a terminal, or turns its direction, made visible.
  ///
  /// - Parameter breaks: what stands for a line end; nil for its picture.
  package static func shown(_ text: String, breaks: String? = nil) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var plain = ""
    for character in text {
      if let breaks, character.isNewline {
        plain += breaks
        continue
      }
      for scalar in character.unicodeScalars {
        if let picture = picture(of: scalar) {
          plain += picture
        } else {
          plain.unicodeScalars.append(scalar)
        }
      }
    }
    return plain
  }

  /// What is shown for a sign that must not reach a terminal; nil for any other.
  package static func picture(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
    case 0x7F: return "\u{2421}"
    case 0x80...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "<U+" + String(repeating: "0", count: 4 - digits.count) + digits + ">"
    default: return nil
    }
  }
}

/// For a sentence of the language.
extension ValueText {
  /// The text in quotes, so that a sentence says it and nothing else; nil when none can, for a text
  /// of the language stands on one line.
  package static func inSentence(_ text: String) -> String? {
    if text.unicodeScalars.contains(where: { picture(of: $0) != nil }) { return nil }
    var quoted = ""
    for sign in text {
      switch sign {
      case "\"", "\\": quoted += "\\\(sign)"
      case "{", "}": quoted += "\(sign)\(sign)"
      default: quoted.append(sign)
      }
    }
    return "\"\(quoted)\""
  }
}

/// For a path and for bytes that are to be a text.
extension ValueText {
  /// The text as part of a file name: it can neither leave the folder nor hide in it.
  package static func inFileName(_ text: String) -> String {
    var name = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isHidden = scalar == "." && name.allSatisfy { $0 == "_" }
      let isUnfit = scalar == "/" || scalar == "\\" || picture(of: scalar) != nil
      name.append(isHidden || isUnfit ? "_" : scalar)
    }
    return String(name)
  }

  /// Line and sign, both from 1, of the first byte that is no UTF-8; nil when all are.
  package static func firstInvalid(_ bytes: some Collection<UInt8>) -> (line: Int, column: Int)? {
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    var (line, column) = (1, 1)
    while true {
      switch decoder.decode(&rest) {
      case .emptyInput: return nil
      case .error: return (line, column)
      case .scalarValue("\n"): (line, column) = (line + 1, 1)
      case .scalarValue: column += 1
      }
    }
  }
}
