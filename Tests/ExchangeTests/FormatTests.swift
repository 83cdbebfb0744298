import Cohort
import Exchange
import Foundation
import InstrumentKit
import Profile
import TestSupport
import Testing

@Suite struct FormatTests {
  private func written(_ format: TableFormat, _ frame: Frame) throws -> MemorySink {
    let sink = MemorySink()
    try format.write(frame, to: sink)
    return sink
  }

  @Test(arguments: [
    ("csv", TableFormat.csv(excel: false)), ("csv-excel", .csv(excel: true)), ("tsv", .tsv),
    ("json", .json), ("ndjson", .ndjson), ("markdown-en", .markdown(.en)),
    ("markdown-nl", .markdown(.nl)),
  ])
  func writesEveryTypeAsExpected(_ name: String, _ format: TableFormat) throws {
    #expect(try Golden.matches(written(format, Sample.everything).text, name))
  }

  @Test func onlyExcelGetsAByteOrderMark() throws {
    #expect(
      try written(.csv(excel: true), Sample.everything).bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(try written(.csv(excel: false), Sample.everything).bytes.first == UInt8(ascii: "c"))
  }

  @Test func jsonIsReadBackByAnotherReader() throws {
    let sink = try written(.json, Sample.everything)
    let rows = try JSONSerialization.jsonObject(with: Data(sink.bytes)) as? [[String: Any]]
    #expect(rows?.count == 4)
    #expect(rows?[1]["remark"] as? String == "a \"b\"; c,\nd")
    #expect(rows?[0]["colours"] as? [String] == ["red", "green"])
    #expect(rows?[1]["colours"] as? [String] == [])
    #expect(rows?[3]["colours"] is NSNull)
    #expect(rows?[3]["mobility"] as? String == "not-assessed")
    #expect(rows?[0]["mean"] as? Double == 2.25)
    #expect(rows?[1]["age"] as? Int == -3)
  }

  @Test func anEmptyTableIsStillWellFormed() throws {
    let empty = Sample.everything.first(0)
    #expect(try written(.json, empty).text == "[]\n")
    #expect(try written(.ndjson, empty).text == "")
    #expect(try written(.csv(excel: false), empty).text.hasSuffix("filled-on,quarter\r\n"))
  }

  @Test func rowsOneByOneGiveTheSameAsAllAtOnce() throws {
    for format in [TableFormat.csv(excel: false), .json, .markdown(.en)] {
      let sink = MemorySink()
      let writer = FrameWriter(format, Sample.everything, to: sink)
      try writer.begin()
      for row in 0..<4 { try writer.row(row) }
      try writer.end()
      #expect(try sink.bytes == written(format, Sample.everything).bytes)
    }
  }

  @Test func valuesTooManyToPrepareAreWrittenAllTheSame() throws {
    let frame = Frame(
      columns: [Column("n", .count, [Int32.max, 7, -2_000_000_000, Sample.unknown])], rowCount: 4)
    #expect(
      try written(.csv(excel: false), frame).text
        == "n\r\n2147483647\r\n7\r\n-2000000000\r\n\"\"\r\n")
  }

  @Test func aTextLargerThanEveryBufferArrivesWhole() throws {
    let long = String(repeating: "ë", count: 300_000)
    let frame = Frame(columns: [Sample.texts("a", ["x", long, "y"])], rowCount: 3)
    #expect(try written(.csv(excel: false), frame).text == "a\r\nx\r\n\(long)\r\ny\r\n")
  }
}
