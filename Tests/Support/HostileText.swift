import Foundation

/// Texts that have hurt programs: each as somebody gives it, and as it should be kept.
package enum HostileText {
  package struct Sample: Sendable {
    package let given: String
    package let kept: String

    /// Whether it can stand in a sentence or be typed as an answer, which are lines.
    package var isLine: Bool { !given.contains(where: \.isNewline) && !given.contains("\0") }
    /// Whether a csv file and a short field of the profile can hold it.
    package var isShort: Bool { kept.utf8.count <= 100 && !given.contains("\0") }
  }

  /// Those that stay as they are.
  private static let plain = [
    "Leuven, centrum", "-onbekend-", "{n}", "{{x}}", "}{", "a{b", "say \"so\"", "\"", "''", "'=1",
    "'s Gravenbrakel", "=1+1", "+32 2", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "a;b", "a|b",
    "a\tb", "a\nb", "a\r\nc", "a\rd", "a\\nb", "\\t", "\\", "C:\\x\\", "../stolen", "/etc/passwd",
    "a/b", "..", ".hidden", "~/x", "$(id)", "`id`", "%s%n%d", "<script>alert(1)</script>",
    "&amp;", "]]>", "*x* _y_ [l](u)", "# kop", "> citaat", "\u{1B}[31mrood\u{1B}[0m",
    "\u{1B}]0;titel\u{7}", "\u{9B}2J", "x\u{7F}", "\u{202E}omgekeerd", "\u{2066}x\u{2069}y",
    "مرحبا", "日本語", "👩‍👩‍👧", "a\u{200D}b", "null", "007", "_x0041_", "‹text›", "a\0b",
    "x\u{2028}y",
  ]

  /// All of them, sixty and some.
  package static let all: [Sample] =
    plain.map { Sample(given: $0, kept: $0) } + [
      Sample(given: "  Tielt\u{A0}", kept: "Tielt"),
      Sample(given: "Lie\u{300}ge", kept: "Li\u{E8}ge"),
      Sample(given: "\u{FEFF}bom\r\n", kept: "bom"),
      Sample(given: "\u{5E9}\u{5BC}\u{5C1}", kept: "\u{5E9}\u{5BC}\u{5C1}"),
      Sample(
        given: String(repeating: "é{,\"", count: 2_500),
        kept: String(repeating: "é{,\"", count: 2_500)),
    ]

  /// Whether a terminal may be given this: no sign in it steers, turns or hides anything.
  package static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 9, 10: true
      case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
        false
      default: true
      }
    }
  }
}
