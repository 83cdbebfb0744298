import Profile
import Testing

/// What becomes of a value at each border.
@Suite struct ValueTextTests {
  @Test(arguments: [
    ("Tielt", "Tielt"), (" Tielt ", "Tielt"), ("Tielt\r\n", "Tielt"), ("\tTielt\u{A0}", "Tielt"),
    ("\u{FEFF}Tielt\u{2003}", "Tielt"), ("Lie\u{300}ge", "Li\u{E8}ge"), ("   ", ""), ("", ""),
    ("Sint  Niklaas", "Sint  Niklaas"), ("a\u{200D}b", "a\u{200D}b"), ("{n}", "{n}"),
    ("'x", "'x"), ("\u{200B}x", "x"),
  ])
  func isKeptTrimmedAndComposed(_ given: String, _ kept: String) {
    #expect(Array(ValueText.kept(given).unicodeScalars) == Array(kept.unicodeScalars))
    let bytes = Array(given.utf8).withUnsafeBufferPointer { ValueText.kept(utf8: $0) }
    #expect((bytes ?? Array(given.utf8)) == Array(kept.utf8))
    #expect((bytes == nil) == (Array(given.utf8) == Array(kept.utf8)))
  }

  @Test func isComparedWithoutCaseAccentsAndBlanks() {
    for other in ["TIELT", "tielt ", " Tielt", "Ti\u{E9}lt", "tie\u{301}lt"] {
      #expect(Names.folded(other) == "tielt", "\(other.debugDescription)")
    }
    #expect(Names.folded("\u{15E}ahin \u{141}ukasz") == "sahin \u{142}ukasz")
    #expect(Names.folded("Sint Niklaas") != Names.folded("Sint-Niklaas"))
    #expect(ValueText.compared("5", of: "vdab-category") == "05")
    #expect(ValueText.compared("05 ", of: "vdab-category") == "05")
    #expect(ValueText.compared("5", of: "house-number") == "5")
    for written in ["85.07.30-033.28", "85 07 30 033 28", " 85073003328"] {
      #expect(ValueText.compared(written, of: "national-number") == "85073003328")
    }
    #expect(NationalNumber.digits("8507300332") == nil)
    #expect(NationalNumber.digits("85073003328x") == nil)
  }

  @Test func isShownWithoutSignsThatSteer() {
    #expect(
      ValueText.shown("a\u{1B}[2J\0\u{7F}\u{9B}\u{202E}b\n") == "a␛[2J␀␡<U+009B><U+202E>b␊")
    #expect(ValueText.shown("a\r\nb", breaks: " ") == "a b")
    #expect(ValueText.shown("é日👩‍👩‍👧") == "é日👩‍👩‍👧")
  }

  @Test(arguments: [
    ("Tielt", "Tielt"), ("../stolen", "___stolen"), ("/etc/x", "_etc_x"), ("a/b\\c", "a_b_c"),
    (".hidden", "_hidden"), ("..", "__"), ("a.b", "a.b"), ("a\u{1B}\0\nb", "a___b"),
    ("Leuven, centrum", "Leuven, centrum"), ("\u{202E}x", "_x"),
  ])
  func cannotLeaveTheFolderOrHideInIt(_ value: String, _ name: String) {
    #expect(ValueText.inFileName(value) == name)
  }

  @Test func saysOneThingInASentence() {
    #expect(ValueText.inSentence("a \"b\" \\ {c}") == "\"a \\\"b\\\" \\\\ {{c}}\"")
    #expect(ValueText.inSentence("a\nb") == nil)
  }

  @Test func bytesThatAreNoTextAreFoundByTheirPlace() throws {
    #expect(ValueText.firstInvalid(Array("é\n日\n".utf8)) == nil)
    let found = try #require(ValueText.firstInvalid(Array("é\nab".utf8) + [0xE9, 0x20]))
    #expect(found == (2, 3))
  }
}
