import Cohort
import Exchange
import InstrumentKit
import Profile
import TestSupport
import Testing

@Suite struct PageTests {
  @Test func showsTablesAsExpected() throws {
    let frame = Frame(
      columns: Sample.everything.columns.filter { $0.name != "remark" }, rowCount: 4)
    #expect(try Golden.matches(TerminalTable(width: nil).text(frame), "table-en"))
    #expect(try Golden.matches(TerminalTable(width: nil, tongue: .nl).text(frame), "table-nl"))
    #expect(try Golden.matches(TerminalTable().text(Sample.everything), "table-80"))
  }

  @Test func showsDocumentsAsExpected() throws {
    let renderer = DocumentRenderer(width: 60)
    #expect(try Golden.matches(renderer.terminal(Sample.document), "document-terminal"))
    #expect(try Golden.matches(renderer.markdown(Sample.document), "document-markdown"))
  }

  @Test func noLineIsWiderThanAskedWhenTextsCanGiveWay() {
    let frame = Frame(
      columns: [
        Sample.texts("client", ["T001", "T002"]),
        Sample.texts("words", [String(repeating: "日本", count: 40), "e\u{301}e\u{301}"]),
        Column("n", .count, [12_345, 1]),
      ], rowCount: 2)
    for width in [24, 40, 80] {
      let lines = TerminalTable(width: width).text(frame).split(separator: "\n")
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
      #expect(lines[1].contains("…"))
      #expect(lines[1].hasSuffix("12345"))
      #expect(DisplayWidth.of(lines[1]) == DisplayWidth.of(lines[2]))
    }
  }

  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("👍", 2), ("👍🏽", 2), ("🇧🇪", 2),
    ("👩‍👩‍👧", 2), ("❤️", 2), ("a\u{200B}b", 2), ("ｗ", 2), ("–", 1), ("", 0),
  ])
  func countsPlaces(_ text: String, _ places: Int) {
    #expect(DisplayWidth.of(text) == places)
  }

  @Test func nothingSteersTheTerminal() {
    let frame = Frame(
      columns: [Sample.texts("a", ["x\u{1B}[2J\r\n\u{9B}31m\u{202E}\u{7F}y"])], rowCount: 1)
    let text = TerminalTable().text(frame)
    #expect(text == "a\nx␛[2J␍␊<U+009B>31m<U+202E>␡y\n")
    let document = Document([.heading("a\u{1B}b"), .facts([.init("c\u{7}", "d\u{1B}")])])
    let shown = DocumentRenderer().terminal(document)
    #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
  }

  @Test func markdownCellsStayInTheirCell() throws {
    let sink = MemorySink()
    let frame = Frame(columns: [Sample.texts("a", ["x | y\n# z <script> [l](u)"])], rowCount: 1)
    try TableFormat.markdown(.en).write(frame, to: sink)
    #expect(sink.text == "| a |\n|---|\n| x \\| y # z &lt;script> \\[l\\](u) |\n")
  }
}
