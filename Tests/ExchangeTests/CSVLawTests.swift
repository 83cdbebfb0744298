import Cohort
import Exchange
import Foundation
import InstrumentKit
import Profile
import TestSupport
import Testing

@Suite struct CSVLawTests {
  private static let pieces = [
    "\"", "\n", "\r", "\r\n", ",", ";", "\t", "=", "+", "-", "@", "'", " ", "a", "é", "日", "👩‍👧",
    "\u{FEFF}", "\"\"", "word",
  ]

  private func nasty(_ random: inout SplitMix64) -> String? {
    if random.next() % 8 == 0 { return nil }
    let count = Int(random.next() % 7)
    return (0..<count).map { _ in
      CSVLawTests.pieces[Int(random.next() % UInt64(CSVLawTests.pieces.count))]
    }.joined()
  }

  private func frame(_ random: inout SplitMix64) -> (frame: Frame, rows: [[String]]) {
    let width = Int(random.next() % 4) + 1
    let height = Int(random.next() % 12)
    let columns = (0..<width).map { _ in (0..<height).map { _ in nasty(&random) } }
    let frame = Frame(
      columns: columns.enumerated().map { Sample.texts("c\($0.offset)", $0.element) },
      rowCount: height)
    return (frame, (0..<height).map { row in columns.map { $0[row] ?? "" } })
  }

  @Test(arguments: [TableFormat.csv(excel: false), .csv(excel: true)])
  func whatIsWrittenIsReadBack(_ format: TableFormat) throws {
    var random = SplitMix64(seed: 2012)
    for _ in 0..<400 {
      let (frame, rows) = frame(&random)
      let sink = MemorySink()
      try format.write(frame, to: sink)
      let reading = try Reading(sink.bytes)
      #expect(reading.header == frame.columns.map(\.name))
      #expect(reading.rows == rows)
      #expect(reading.faults.isEmpty)
    }
  }

  @Test func blocksOfAnySizeGiveTheSameRowsLinesAndFaults() throws {
    var random = SplitMix64(seed: 7)
    let bytes: [[UInt8]] = [
      Array("\"".utf8), Array(",".utf8), Array("\n".utf8), Array("\r\n".utf8), Array("x".utf8),
      Array("\"a\nb\",".utf8), Array("1,2\n".utf8), [0xE9], [0],
    ]
    for _ in 0..<600 {
      var file = Array("a,b\n".utf8)
      for _ in 0..<Int(random.next() % 60) {
        file += bytes[Int(random.next() % UInt64(bytes.count))]
      }
      let whole = try Reading(file)
      for size in [16, 17, 31, 64] {
        #expect(try Reading(file, blockSize: size) == whole)
      }
    }
  }

  @Test func twoThreadsReadAllRowsBetweenThem() async throws {
    let rows = 20_000
    let text = "a,b\n" + (0..<rows).map { "\($0),\"x\n\($0)\"\n" }.joined()
    let blocks = try CSVBlocks(bytes: Array(text.utf8), blockSize: 4096)
    let found = try await withThrowingTaskGroup(of: [Int: Int].self) { group in
      for _ in 0..<2 {
        group.addTask {
          var lines: [Int: Int] = [:]
          while let block = try blocks.next() {
            var scanner = blocks.scanner(block)
            while let outcome = scanner.next() {
              let row = try outcome.get()
              if let number = Int(row.text(0)) { lines[number] = row.line }
            }
          }
          return lines
        }
      }
      return try await group.reduce(into: [:]) { all, part in
        all.merge(part) { first, _ in first }
      }
    }
    #expect(found.count == rows)
    #expect(found.allSatisfy { $0.value == 2 + 2 * $0.key })
  }

  /// Another reader must find the same texts, but for the mark before formulas.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
  func pythonReadsTheSame() throws {
    let scratch = try TemporaryFolder()
    var random = SplitMix64(seed: 99)
    for _ in 0..<5 {
      let (frame, rows) = frame(&random)
      let file = try AtomicFile(scratch.file("x.csv"), overwrite: true)
      try TableFormat.csv(excel: false).write(frame, to: file.sink)
      try file.publish()
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/python3")
      let code = """
        import csv, json, sys
        print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8')))))
        """
      process.arguments = ["-c", code, scratch.file("x.csv")]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let output = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let found = try JSONDecoder().decode([[String]].self, from: output)
      let texts = found.dropFirst().map { $0.map { unmarked($0) } }
      #expect(texts == rows)
    }
  }

  private func unmarked(_ text: String) -> String {
    guard text.unicodeScalars.first == "'",
      let next = text.unicodeScalars.first(where: { $0 != "'" }),
      "=+-@\t\r\n".unicodeScalars.contains(next)
    else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.dropFirst()))
  }
}
