import Cohort
import Exchange
import Foundation
import InstrumentKit
import Profile
import Testing

/// Everything a file gives: the header, and per row its line and fields or its fault.
struct Reading: Equatable {
  var header: [String] = []
  var rows: [[String]] = []
  var lines: [Int] = []
  var faults: [CSVFault] = []

  init(_ bytes: [UInt8], limits: CSVLimits = CSVLimits(), blockSize: Int = 1 << 20) throws {
    let blocks = try CSVBlocks(bytes: bytes, limits: limits, blockSize: blockSize)
    header = blocks.header.names
    var reader = try CSVReader(blocks)
    while let outcome = try reader.next() {
      switch outcome {
      case .success(let row):
        rows.append((0..<row.count).map(row.text))
        lines.append(row.line)
      case .failure(let fault): faults.append(fault)
      }
    }
  }

  init(_ text: String, limits: CSVLimits = CSVLimits(), blockSize: Int = 1 << 20) throws {
    try self.init(Array(text.utf8), limits: limits, blockSize: blockSize)
  }
}

@Suite struct CSVTests {
  @Test func readsQuotesLineEndsAndSeparators() throws {
    let reading = try Reading(
      "\u{FEFF}a;b\r\n1;\"x;\"\"y\"\"\r\nz\"\r\n\r\n;\n\"\";\"\"\"\"\r\n'=1;'a")
    #expect(reading.header == ["a", "b"])
    #expect(reading.rows == [["1", "x;\"y\"\r\nz"], ["", ""], ["", "\""], ["=1", "'a"]])
    #expect(reading.lines == [2, 5, 6, 7])
    #expect(reading.faults.isEmpty)
  }

  @Test func takesExactlyOneMarkBeforeAFormula() throws {
    let reading = try Reading("a,b,c,d\n'=x,''=x,'x,'\n\"'\tq\",\"'\nq\",'-1,-1\n")
    #expect(reading.rows == [["=x", "'=x", "'x", "'"], ["\tq", "\nq", "-1", "-1"]])
  }

  @Test func namesEachFaultAndReadsOn() throws {
    let bytes =
      Array("a,b\n1\n1,2,3\nx\"y\nz\",2\n4,".utf8) + [0xE9] + Array("\n5,\0\nok,1\n".utf8)
    let reading = try Reading(bytes)
    #expect(reading.rows == [["ok", "1"]])
    #expect(reading.lines == [8])
    let faults = [
      CSVFault(line: 2, column: nil, kind: .fieldCount(expected: 2, found: 1)),
      CSVFault(line: 3, column: nil, kind: .fieldCount(expected: 2, found: 3)),
      CSVFault(line: 4, column: 1, kind: .strayQuote, lines: 2),
      CSVFault(line: 6, column: 2, kind: .invalidUTF8(offset: 2)),
      CSVFault(line: 7, column: 2, kind: .nul),
    ]
    #expect(reading.faults == faults)
  }

  @Test(arguments: [
    ("\"p\"q,2\n", 1, CSVFault.Kind.strayQuote), ("1,\"p\" \n", 2, .strayQuote),
    ("1,x\"y\"\n", 2, .strayQuote), ("5,\0\n", 2, .nul),
    ("\"open,2\nok,1\n", 1, .unclosedQuote), ("1,\"a\"\"\n", 2, .unclosedQuote),
  ])
  func placesAFault(_ row: String, _ column: Int, _ kind: CSVFault.Kind) throws {
    let reading = try Reading("a,b\nx,y\n" + row)
    let lines = row.count { $0 == "\n" }
    #expect(reading.faults == [CSVFault(line: 3, column: column, kind: kind, lines: lines)])
    #expect(reading.rows == [["x", "y"]])
  }

  @Test(
    arguments: [
      [0xE9], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xFF],
    ] as [[UInt8]])
  func refusesWhatIsNoUnicode(_ bad: [UInt8]) throws {
    let reading = try Reading(Array("a,b\n1,\"é".utf8) + bad + Array("\"\nok,日本\n".utf8))
    let fault = CSVFault(line: 2, column: 2, kind: .invalidUTF8(offset: 5))
    #expect(reading.faults == [fault])
    #expect(reading.rows == [["ok", "日本"]])
  }

  @Test func refusesWhatIsTooLargeAndReadsOn() throws {
    var limits = CSVLimits()
    limits.field = 100
    limits.row = 300
    let long = String(repeating: "x", count: 101)
    let huge = String(repeating: "y", count: 2000)
    for blockSize in [16, 64, 1 << 20] {
      let reading = try Reading(
        "a,b\n1,\(long)\n2,2\n\"\n\(huge)\",3\n4,4\n", limits: limits, blockSize: blockSize)
      #expect(reading.rows == [["2", "2"], ["4", "4"]])
      #expect(reading.lines == [3, 6])
      #expect(
        reading.faults == [
          CSVFault(line: 2, column: 2, kind: .fieldTooLong(limit: 100)),
          CSVFault(line: 4, column: nil, kind: .rowTooLong(limit: 300), lines: 2),
        ])
    }
  }

  @Test func aQuoteThatNeverClosesIsNamedHoweverFarTheFileGoes() throws {
    var limits = CSVLimits()
    limits.row = 300
    let text = "a,b\n1,2\n\"x,3\n" + String(repeating: "1,2\n", count: 500)
    let reading = try Reading(text, limits: limits, blockSize: 64)
    #expect(reading.rows == [["1", "2"]])
    #expect(reading.faults.map(\.line) == [3])
    #expect(reading.faults.map(\.kind) == [.unclosedQuote])
  }

  @Test func aHeaderIsNeeded() {
    for text in ["", "\n\r\n", "\u{FEFF}"] {
      #expect(throws: CSVFault(line: 1, column: nil, kind: .empty)) { try Reading(text) }
    }
    #expect(throws: CSVFault(line: 1, column: 1, kind: .unclosedQuote)) { try Reading("\"a,b\n") }
    let many = String(repeating: ",", count: 5000)
    #expect(throws: CSVFault.self) { try Reading(many) }
  }

  @Test func aFileThatIsNotThereIsAFact() {
    #expect(throws: ExchangeError(.notFound, path: "/nowhere/x.csv", number: 2)) {
      try CSVBlocks(path: "/nowhere/x.csv")
    }
  }
}
