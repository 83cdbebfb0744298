import Cohort
import Foundation
import InstrumentKit
import Profile
import TestSupport
import Testing

@testable import Exchange

/// Hostile texts through every format, each read back by a reader of its own.
@Suite struct HostileTextTests {
  private static let texts = HostileText.all.map(\.kept)

  private var frame: Frame {
    Frame(columns: [Sample.texts("remark", Self.texts)], rowCount: Self.texts.count)
  }

  private func written(_ format: TableFormat, _ frame: Frame) throws -> MemorySink {
    let sink = MemorySink()
    try format.write(frame, to: sink)
    return sink
  }

  @Test(arguments: [false, true])
  func csvIsReadBackByTheReaderOfImports(_ excel: Bool) throws {
    let texts = Self.texts.filter { !$0.contains("\0") }
    let frame = Frame(columns: [Sample.texts("remark", texts)], rowCount: texts.count)
    let bytes = try written(.csv(excel: excel), frame).bytes
    var reader = try CSVReader(CSVBlocks(bytes: bytes))
    var read: [String] = []
    while let row = try reader.next() { read.append(try row.get().text(0)) }
    #expect(read == texts)
  }

  @Test func tabsAreReadBack() throws {
    let rows = TabbedRows.read(try written(.tsv, frame).bytes)
    #expect(rows.dropFirst().map { String(decoding: $0[0], as: UTF8.self) } == Self.texts)
    #expect(rows.allSatisfy { $0.count == 1 })
  }

  @Test func pythonReadsTheSame() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else { return }
    let folder = try TemporaryFolder()
    let texts = Self.texts.filter { !$0.contains("\0") }
    let frame = Frame(
      columns: [Sample.texts("a", texts), Sample.texts("b", texts)], rowCount: texts.count)
    try folder.write("x.csv", try written(.csv(excel: false), frame).bytes)
    try folder.write("x.tsv", try written(.tsv, frame).bytes)
    let script = """
      import csv, json, re
      a = list(csv.reader(open("x.csv", newline="", encoding="utf-8"), strict=True))
      signs = {"t": "\\t", "n": "\\n", "r": "\\r", "\\\\": "\\\\"}
      b = [[re.sub(r"\\\\(.)", lambda m: signs[m[1]], f) for f in l.split("\\t")]
           for l in open("x.tsv", newline="", encoding="utf-8").read().split("\\n")[:-1]]
      print(json.dumps([a, b]))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(filePath: folder.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let tables = try #require(try JSONSerialization.jsonObject(with: data) as? [[[String]]])
    let marked = texts.map { text in
      Array(text.utf8).withUnsafeBufferPointer(FormulaGuard.needsMark) ? "'\(text)" : text
    }
    for table in tables { #expect(table.dropFirst().map { $0[1] } == marked) }
  }

  @Test func jsonIsReadBackByAnotherReader() throws {
    let whole = try JSONSerialization.jsonObject(with: Data(try written(.json, frame).bytes))
    #expect((whole as? [[String: String]])?.map { $0["remark"] } == Self.texts)
    let lines = try written(.ndjson, frame).bytes.split(separator: 10)
    #expect(lines.count == Self.texts.count)
    let read = try lines.map { line in
      try (JSONSerialization.jsonObject(with: Data(line)) as? [String: String])?["remark"]
    }
    #expect(read == Self.texts)
  }

  @Test func aWorkbookIsReadBack() throws {
    let folder = try TemporaryFolder()
    let file = try AtomicFile(folder.file("x.xlsx"))
    try Workbook([.init("x", frame)], title: "x", day: Day(number: 15_000)).write(to: file)
    try file.publish()
    let bytes = try folder.bytes("x.xlsx")
    let xml = try bytes.withUnsafeBytes {
      try WorkbookCheck(path: "x").text("xl/worksheets/sheet1.xml", of: $0)
    }
    #expect(XMLText.isWellFormed(xml) && !xml.contains("<f"))
    let cells = xml.matches(of: /<t(?: xml:space="preserve")?>([^<]*)<\/t>/).map { match in
      Self.unescaped(String(match.1)).replacing(/_x([0-9A-F]{4})_/) { code in
        UInt32(code.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? "?"
      }
    }
    #expect(cells.dropFirst() == Self.texts.map { $0.replacing("\0", with: "␀") }[...])
  }

  private static func unescaped(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  @Test func aPageHasTheTextAndNoMarkupOfItsOwn() throws {
    let page = try written(.htmlRows(.en), frame).text
    #expect(page.matches(of: /</).count == Self.texts.count * 3)
    let cells = page.components(separatedBy: "</tr>\n").dropLast().map { row in
      Self.unescaped(row.replacing("<tr><th scope=\"row\">", with: ""))
    }
    #expect(cells == Self.texts.map { ValueText.shown($0, breaks: "\n") })
    #expect(HostileText.isHarmless(page))
  }

  @Test func markdownHasALineForEach() throws {
    let text = try written(.markdown(.en), frame).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == Self.texts.count + 2)
    let cells = lines.dropFirst(2).map { line in
      Self.unescaped(String(line.dropFirst(2).dropLast(2)).replacing(/\\(.)/) { String($0.1) })
    }
    #expect(cells == Self.texts.map { ValueText.shown($0, breaks: " ") })
    #expect(HostileText.isHarmless(text))
  }

  @Test func nothingOfItSteersATerminal() throws {
    #expect(HostileText.isHarmless(TerminalTable(width: 80).text(frame)))
    let blocks = Self.texts.flatMap { text in
      [
        Document.Block.heading(text), .paragraph(text), .facts([.init(text, text)]),
        .table(.init(columns: [text], rows: [[text]])), .bars([.init(text, 1)]),
      ]
    }
    let document = Document(blocks)
    #expect(HostileText.isHarmless(DocumentRenderer(width: 60).terminal(document)))
    #expect(HostileText.isHarmless(DocumentRenderer().markdown(document)))
    for format in [TableFormat.csv(excel: false), .tsv, .json, .ndjson, .markdown(.nl)] {
      let shown = TerminalBorder.shown(try written(format, frame).text)
      #expect(HostileText.isHarmless(shown), "\(format)")
    }
    print("hostile texts: \(Self.texts.count) through 10 formats")
    #expect(Self.texts.count >= 60)
  }
}
