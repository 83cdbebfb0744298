import Exchange
import Foundation
import Profile
import TestSupport
import Testing

/// Files as spreadsheets and other systems write them.
@Suite struct ForeignFileTests {
  private func rows(
    _ bytes: [UInt8], _ encoding: TextEncoding? = nil, blockSize: Int = 1 << 20
  ) throws -> [[String]] {
    var reader = try CSVReader(
      CSVBlocks(bytes: bytes, encoding: encoding, blockSize: blockSize))
    var rows = [reader.header.names]
    while let outcome = try reader.next() { rows.append(try outcome.get().texts) }
    return rows
  }

  private func wide(_ text: String, isBigEnd: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEnd ? [high, low] : [low, high]
    }
  }

  /// `é`, and a sign that each of them puts elsewhere.
  @Test(arguments: [
    (TextEncoding.windows1252, [0xE9, 0x80] as [UInt8], "é€"), (.latin9, [0xE9, 0xA4], "é€"),
    (.dos850, [0x82, 0x89], "éë"), (.macintosh, [0x8E, 0x91], "éë"),
  ])
  func theSignsOfEachEncoding(_ encoding: TextEncoding, _ bytes: [UInt8], _ text: String) throws {
    let file = Array("client;naam\r\nA;".utf8) + bytes + Array("\r\nB;x".utf8)
    #expect(try rows(file, encoding) == [["client", "naam"], ["A", text], ["B", "x"]])
    #expect(try rows(file, encoding, blockSize: 16).count == 3)
  }

  @Test(arguments: [true, false])
  func utf16IsReadByItsMark(_ isBigEnd: Bool) throws {
    let text = "client\tnaam\r\nA\t\"Renée, 😀\"\r\n"
    let found = [["client", "naam"], ["A", "Renée, 😀"]]
    #expect(try rows(wide(text, isBigEnd: isBigEnd)) == found)
    #expect(try rows(wide(text, isBigEnd: isBigEnd), .utf16) == found)
    let said: TextEncoding = isBigEnd ? .utf16BigEndian : .utf16LittleEndian
    #expect(try rows(wide(text, isBigEnd: isBigEnd, mark: false), said) == found)
    #expect(throws: EncodingFault(.looksLike(said))) {
      try rows(wide(text, isBigEnd: isBigEnd, mark: false))
    }
  }

  @Test func halfASignIsAFaultOfItsRow() throws {
    var bytes = wide("a,b\n1,x\n2,y\n", isBigEnd: false)
    // The x becomes the first half of a pair that has no second.
    bytes[bytes.count - 11] = 0xD8
    var reader = try CSVReader(CSVBlocks(bytes: bytes))
    guard case .failure(let fault)? = try reader.next() else { Issue.record("no fault"); return }
    #expect(fault.line == 2)
    #expect(try reader.next()?.get().texts == ["2", "y"])
  }

  /// The names of columns in another encoding end it at once, with what it looks like.
  @Test(arguments: [
    (TextEncoding.windows1252, [0xEB] as [UInt8]), (.dos850, [0x89]), (.macintosh, [0x91]),
  ])
  func whatAFileLooksLikeIsSaid(_ encoding: TextEncoding, _ byte: [UInt8]) throws {
    let file = Array("cli".utf8) + byte + Array("nt,filled-on\nA,2012-01-01\n".utf8)
    #expect(throws: EncodingFault(.looksLike(encoding))) { try rows(file) }
  }

  @Test func aFewDamagedBytesAreNoOtherEncoding() throws {
    let blocks = try CSVBlocks(
      bytes: Array("a,b\n1,".utf8) + [0xE9] + Array("\n2,Renée\n".utf8))
    let block = try #require(try blocks.next())
    var guess = EncodingGuess()
    guess.add(block)
    #expect(guess.encoding == nil)
  }

  @Test func utf8ThatIsSaidToBeSomethingElseIsToldAndNotGarbled() {
    #expect(throws: EncodingFault(.isOther(.utf8, saidToBe: .windows1252))) {
      try rows(Array("a,b\n1,Renée\n".utf8), .windows1252)
    }
    #expect(throws: EncodingFault(.isOther(.utf8, saidToBe: .utf16))) {
      try rows(Array("\u{FEFF}a,b\n1,x\n".utf8), .utf16)
    }
  }

  @Test func linesMayEndInAReturnAlone() throws {
    let blocks = try CSVBlocks(bytes: Array("a,b\r1,\"x\ry\"\r\r2,z".utf8))
    var reader = try CSVReader(blocks)
    let first = try #require(try reader.next()).get()
    #expect(first.texts == ["1", "x\ny"])
    #expect(first.line == 2)
    let second = try #require(try reader.next()).get()
    #expect(second.texts == ["2", "z"])
    #expect(second.line == 5)
  }

  @Test(arguments: ["sep=;\r\n", "SEP=;\n", "\"sep=;\"\n", "\u{FEFF}sep=;\n"])
  func aFirstLineMaySayWhatSeparates(_ line: String) throws {
    let blocks = try CSVBlocks(bytes: Array("\(line)a,b;c\n1,2;3\n".utf8))
    #expect(blocks.header.names == ["a,b", "c"])
    #expect(blocks.header.lines == 2)
    var reader = try CSVReader(blocks)
    let row = try #require(try reader.next()).get()
    #expect(row.texts == ["1,2", "3"])
    #expect(row.line == 3)
  }

  @Test func tabsSeparateWithQuotesOrByTheConventionOfTSV() throws {
    let folder = try TemporaryFolder()
    let text = "a\tb\n\"x\ty\"\tp\\tq\n"
    func second(_ name: String) throws -> [String]? {
      var reader = try CSVReader(path: try folder.write(name, text.utf8))
      return try reader.next().map { try $0.get().texts }
    }
    #expect(try second("x.txt") == ["x\ty", "p\\tq"])
    var reader = try CSVReader(
      path: try folder.write("y.tsv", "a\tb\n\"x\tp\\tq\\n\\\\n\\r\\z\n".utf8))
    #expect(try reader.next()?.get().texts == ["\"x", "p\tq\n\\n\r\\z"])
  }

  @Test func emptyColumnsAndRowsAtTheEdgesAreNothing() throws {
    var reader = try CSVReader(
      CSVBlocks(
        bytes: Array("a;b;;\r\n1;2;;\r\n3;4\r\n;;;\r\n5;6;;7\r\n; ;;;;;\r\n8;9;\"\"\r\n".utf8)))
    #expect(reader.header.names == ["a", "b"])
    #expect(try reader.next()?.get().texts == ["1", "2"])
    #expect(try reader.next()?.get().texts == ["3", "4"])
    #expect(try reader.next()?.get().isBlank == true)
    guard case .failure(let fault)? = try reader.next() else { Issue.record("no fault"); return }
    #expect(fault.kind == .fieldCount(expected: 2, found: 4))
    #expect(try reader.next()?.get().isBlank == true)
    #expect(try reader.next()?.get().texts == ["8", "9"])
  }

  @Test(arguments: ["\n", ""])
  func anOpenQuoteTellsHowManyLinesItTookIn(_ end: String) throws {
    let lines = (2...100).map { "\($0),\($0 == 4 ? "\"" : "")x" }
    var reader = try CSVReader(
      CSVBlocks(
        bytes: Array(("a,b\n" + lines.joined(separator: "\n") + end).utf8), blockSize: 64))
    #expect(try reader.next()?.get().line == 2)
    #expect(try reader.next()?.get().line == 3)
    guard case .failure(let fault)? = try reader.next() else { Issue.record("no fault"); return }
    #expect(fault == CSVFault(line: 4, column: 2, kind: .unclosedQuote, lines: 97))
    #expect(reader.lastLines.count == 97)
    #expect(try reader.next() == nil)
  }

  @Test func tablesInJSONAreReadAsTheyWereExported() throws {
    let list =
      "[\n{\"a\":\"'=1\",\"b\":true,\"c\":[\"x\",\"y\"]},\n{\"a\":null,\"c\":[],\"d\":-3}\n]\n"
    let table = try #require(JSONTable(Array(list.utf8)))
    #expect(
      try rows(table.csv) == [
        ["a", "b", "c", "d"], ["'=1", "yes", "x;y", ""], ["", "", "", "-3"],
      ])
    #expect(JSONTable(Array("{\"a\":\"1\"}\n\n{\"a\":\"2\"}\n".utf8))?.firstLine == 0)
    for text in ["{\"resourceType\":\"Bundle\"}", "[]", "[1]", "", "{\"a\":", "x"] {
      #expect(JSONTable(Array(text.utf8)) == nil, "\(text)")
    }
  }
}

extension CSVRow {
  fileprivate var texts: [String] { (0..<count).map(text) }
}
