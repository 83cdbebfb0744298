/// How many places of a terminal texts take, and what keeps them from doing more than that.
package enum DisplayWidth {
  /// The places of a text that holds no control characters.
  package static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The places of what a reader takes for one character.
  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.count == 1 { return of(first) }
    // Flags, and pictures joined or asked for by a variation selector, are two places wide.
    if scalars.contains(where: { $0 == "\u{FE0F}" || $0 == "\u{200D}" }), first.properties.isEmoji {
      return 2
    }
    if (0x1F1E6...0x1F1FF).contains(first.value) { return 2 }
    if first.properties.isEmojiModifierBase { return of(first) }
    return scalars.reduce(0) { $0 + of($1) }
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if (0x1160...0x11FF).contains(scalar.value) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(scalar) ? 2 : 1
    }
  }

  /// East Asian wide and full-width characters, and those shown as coloured pictures.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
      0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF,
      0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }

  /// The text as it is when it fits, else its beginning and `…`.
  package static func truncated(_ text: String, to width: Int) -> String {
    if of(text) <= width { return text }
    var short = ""
    var room = width - 1
    for character in text {
      room -= of(character)
      if room < 0 { break }
      short.append(character)
    }
    return width > 0 ? short + "…" : ""
  }
}
