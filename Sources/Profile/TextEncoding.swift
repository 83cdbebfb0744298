/// How the characters of a file stand in its bytes.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  /// In the order that its mark says; little end first where there is none, as Windows writes it.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"
  case latin9 = "iso-8859-15"
  /// What `CSV (MS-DOS)` is in Western Europe.
  case dos850 = "cp850"
  case macintosh

  /// Takes the names that people and programs use, with or without capitals and dashes.
  package init?(name: String) {
    let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch plain {
    case "utf8": self = .utf8
    case "utf16", "unicode": self = .utf16
    case "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    // What calls itself Latin 1 nearly always holds the signs that Windows added.
    case "windows1252", "cp1252", "ansi", "iso88591", "latin1": self = .windows1252
    case "iso885915", "latin9": self = .latin9
    case "cp850", "ibm850", "dos", "msdos": self = .dos850
    case "macintosh", "macroman": self = .macintosh
    default: return nil
    }
  }

  package var isWide: Bool { [.utf16, .utf16LittleEndian, .utf16BigEndian].contains(self) }

  /// The characters of the bytes from 128 on; U+FFFF for a byte that means none. Nil where a
  /// character takes more than a byte.
  package var upperHalf: [Unicode.Scalar]? {
    switch self {
    case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian: nil
    case .windows1252:
      Self.scalars(Self.windows) + (0xA0...0xFF).map { Unicode.Scalar(UInt8($0)) }
    case .latin9:
      (0x80...0xFF).map { Self.latin9Changes[$0] ?? Unicode.Scalar(UInt8($0)) }
    case .dos850: Self.scalars(Self.dos)
    case .macintosh: Self.scalars(Self.mac)
    }
  }

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { $0 == "_" ? "\u{FFFF}" : $0 }
  }

  private static let windows = "€_‚ƒ„…†‡ˆ‰Š‹Œ_Ž__‘’“”•–—˜™š›œ_žŸ"
  private static let latin9Changes: [Int: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]
  private static let dos = """
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}
    """
  private static let mac = """
    ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
    ¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ
    """
}
