import Cohort
import Foundation
import InstrumentKit
import Profile
import TestSupport
import Testing

@testable import Exchange

@Suite struct WorkbookTests {
  private let day = Day(number: 15_705)

  private func written(_ sheets: [Workbook.Sheet], _ folder: TemporaryFolder) throws -> Data {
    let path = folder.file("\(UUID().uuidString).xlsx")
    let file = try AtomicFile(path)
    try Workbook(sheets, title: "test", day: day).write(to: file)
    try file.publish()
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private func part(_ name: String, _ data: Data) throws -> String {
    try data.withUnsafeBytes { try WorkbookCheck(path: "x").text(name, of: $0) }
  }

  private func sheet(_ frame: Frame) throws -> String {
    let folder = try TemporaryFolder()
    return try part("xl/worksheets/sheet1.xml", written([.init("people", frame)], folder))
  }

  @Test func eachTypeIsACellOfItsOwn() throws {
    let xml = try sheet(Sample.everything)
    #expect(xml.contains("<c r=\"G2\"><v>41</v></c>"))
    #expect(xml.contains("<c r=\"F2\" t=\"b\"><v>1</v></c>"))
    #expect(xml.contains("<c r=\"I2\"><v>2.25</v></c>"))
    // The fifteen thousandth day since 1970, with the format of days.
    #expect(xml.contains("<v>\(15_683 + 25_569)</v>"))
    #expect(xml.firstMatch(of: /<c r="J2" s="[1-9]"><v>41252<\/v><\/c>/) != nil)
    #expect(xml.contains(">blocking<") && xml.contains(">not-assessed<"))
    #expect(xml.contains("<autoFilter ref=\"A1:K5\"/>"))
    #expect(xml.contains("topLeftCell=\"A2\"") && xml.contains("state=\"frozen\""))
    // What is not known is no cell at all, and never a zero.
    #expect(!xml.contains("r=\"G5\"") && !xml.contains("r=\"J5\""))
  }

  @Test func noTextIsEverAFormula() throws {
    let texts = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "{=1}"]
    let xml = try sheet(
      Frame(columns: [Sample.texts("remark", texts)], rowCount: texts.count))
    #expect(!xml.contains("<f>") && !xml.contains("<f "))
    #expect(xml.matches(of: /t="inlineStr"/).count == texts.count + 1)
  }

  @Test func strangeTextsStayWellFormedAndMeanWhatTheyDid() throws {
    let texts = [
      "a\0b", "\u{FFFE}\u{FFFF}", "_x0041_", "<c r=\"A1\">&]]>", " edges ", "\u{1}", "é日🙂",
    ]
    let xml = try sheet(Frame(columns: [Sample.texts("remark", texts)], rowCount: texts.count))
    #expect(xml.contains("a\u{2400}b") && xml.contains("\u{FFFD}\u{FFFD}"))
    #expect(xml.contains("_x005F_x0041_"))
    #expect(xml.contains("&lt;c r=\"A1\"&gt;&amp;]]&gt;"))
    #expect(xml.contains("xml:space=\"preserve\"> edges <"))
    #expect(xml.contains("_x0001_") && xml.contains("é日🙂"))
    #expect(XMLText.isWellFormed(xml))
  }

  @Test func daysThatProgramsDoNotAgreeOnStayTexts() throws {
    let early = Int32(-25_569 + 60)
    let xml = try sheet(
      Frame(columns: [Column("on", .day, [early, early + 1])], rowCount: 2))
    #expect(xml.contains("<t>\(Day(number: early))</t>"))
    #expect(xml.contains("<v>61</v>"))
  }

  @Test func severalTablesAreSheetsWithNamesThatAWorkbookTakes() throws {
    let folder = try TemporaryFolder()
    let frame = Frame(columns: [Column("n", .count, [1])], rowCount: 1)
    let long = String(repeating: "lange naam ", count: 5)
    let names = ["a/b", "A/B", long, long, "'x'", "", "History"]
    let data = try written(names.map { .init($0, frame) }, folder)
    let book = try part("xl/workbook.xml", data)
    let found = book.matches(of: /<sheet name="([^"]*)"/).map { String($0.1) }
    #expect(found.count == names.count)
    #expect(Set(found.map { $0.lowercased() }).count == names.count)
    #expect(found.allSatisfy { $0.utf16.count <= 31 && !$0.isEmpty })
    #expect(found.first == "a-b")
    #expect(try part("xl/worksheets/sheet7.xml", data).contains("<v>1</v>"))
  }

  @Test func theSameTableIsTheSameFile() throws {
    let folder = try TemporaryFolder()
    let sheets = [Workbook.Sheet("people", Sample.everything)]
    let first = try written(sheets, folder)
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try written(sheets, folder) == first)
  }

  @Test func nothingIsLeftBesideTheFile() throws {
    let folder = try TemporaryFolder()
    _ = try written([.init("people", Sample.everything)], folder)
    #expect(try folder.names.count == 1)
  }

  @Test func tooManyRowsAreRefusedBeforeAnythingIsWritten() throws {
    let folder = try TemporaryFolder()
    let rows = Workbook.mostRows + 1
    let frame = Frame(
      columns: [Column("n", .count, [Int32](repeating: 1, count: rows))], rowCount: rows)
    #expect(throws: ExchangeError(.tooLarge, path: folder.file("a.xlsx"))) {
      let file = try AtomicFile(folder.file("a.xlsx"))
      try Workbook([.init("people", frame)], title: "test", day: day).write(to: file)
    }
    #expect(try folder.names.isEmpty)
  }

  @Test func aTextThatIsTooLongIsRefusedAndNotCut() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "x", count: Workbook.longestText + 1)
    let frame = Frame(columns: [Sample.texts("remark", [text])], rowCount: 1)
    #expect(throws: ExchangeError(.textTooLong, path: folder.file("a.xlsx"))) {
      let file = try AtomicFile(folder.file("a.xlsx"))
      try Workbook([.init("people", frame)], title: "test", day: day).write(to: file)
    }
    #expect(try folder.names.isEmpty)
  }

  @Test func stoppingLeavesNothing() throws {
    let folder = try TemporaryFolder()
    #expect(throws: CancellationError.self) {
      let file = try AtomicFile(folder.file("a.xlsx"))
      try Workbook(
        [.init("people", Sample.everything)], title: "test", day: day, isStopped: { true }
      ).write(to: file)
    }
    #expect(try folder.names.isEmpty)
  }

  @Test func aWorkbookThatLacksCellsIsNotPublished() throws {
    let folder = try TemporaryFolder()
    var data = try written([.init("people", Sample.everything)], folder)
    func check(_ cells: Int) throws {
      try data.withUnsafeBytes {
        try WorkbookCheck(path: "x").check($0, [WorkbookCheck.Size(cells: cells)])
      }
    }
    let xml = try part("xl/worksheets/sheet1.xml", data)
    let cells = xml.matches(of: /<c\s/).count
    try check(cells)
    let lost = ExchangeError(.diskFull, path: "x")
    #expect(throws: lost) { try check(cells + 1) }
    data.removeLast(500)
    #expect(throws: lost) { try check(cells) }
    data = Data(count: 10)
    #expect(throws: lost) { try check(cells) }
  }
}

/// Whether a text is well-formed XML, as far as tags and characters go.
enum XMLText {
  static func isWellFormed(_ text: String) -> Bool {
    var depth = 0
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      guard let close = rest[open...].firstIndex(of: ">") else { return false }
      let tag = rest[open...close]
      if tag.hasPrefix("</") {
        depth -= 1
      } else if !tag.hasSuffix("/>"), !tag.hasPrefix("<?") {
        depth += 1
      }
      if depth < 0 { return false }
      rest = rest[close...].dropFirst()
    }
    return depth == 0
      && !text.unicodeScalars.contains { scalar in
        scalar.value < 9 || scalar == "\u{FFFE}" || scalar == "\u{FFFF}"
      }
  }
}
