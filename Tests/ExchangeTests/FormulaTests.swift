import Cohort
import Testing

@testable import Exchange

@Suite struct FormulaTests {
  private static let texts = [
    "=1+1", "+32 2 123", "-rest", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''-1",
  ]

  private func fields(_ format: TableFormat, _ texts: [String]) throws -> String {
    let sink = MemorySink()
    try format.write(
      Frame(columns: [Sample.texts("remark", texts)], rowCount: texts.count), to: sink)
    return sink.text
  }

  @Test(arguments: [TableFormat.csv(excel: false), .csv(excel: true), .tsv])
  func whatASpreadsheetWouldRunGetsExactlyOneQuoteMore(format: TableFormat) throws {
    for text in Self.texts {
      let written = try fields(format, [text])
      if format == .tsv {
        let row = try #require(TabbedRows.read(Array(written.utf8)).last)
        #expect(row == [Array(text.utf8)] && written.contains("\n'"), "\(text.debugDescription)")
        continue
      }
      let plain = written.contains("\"") ? "\"'\(text)\"" : "'\(text)"
      #expect(written.hasSuffix("\r\n\(plain)\r\n"), "\(text.debugDescription)")
    }
    for text in ["a=1", "'a", "1-2", "", "é"] {
      #expect(try !fields(format, [text]).contains("'\(text)"), "\(text)")
    }
  }

  @Test(arguments: [TableFormat.csv(excel: false), .csv(excel: true), .tsv])
  func numbersKeepTheirSign(format: TableFormat) throws {
    let sink = MemorySink()
    try format.write(
      Frame(columns: [Column("n", .count, [-3])], rowCount: 1), to: sink)
    let end = format == .tsv ? "\n" : "\r\n"
    #expect(sink.text.hasSuffix("n\(end)-3\(end)"))
  }
}
