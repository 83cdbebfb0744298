import Cohort
import Exchange
import Foundation
import Profile
import TestSupport
import Testing

/// What a terminal, a pipe and a file are given.
@Suite struct TerminalBorderTests {
  static let hostile = "a\u{1B}[31mb\u{7}\r\nc\td\u{9B}2J\u{202E}e\rf\u{7F}é日👩‍👩‍👧\0\n"

  private func written(_ pieces: [[UInt8]], isSeen: Bool) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let file = open(folder.file("x"), O_RDWR | O_CREAT, 0o600)
    defer { close(file) }
    var tapped: [UInt8] = []
    let sink = FileSink(descriptor: file, path: "x", isSeen: isSeen) { tapped += $0 }
    for piece in pieces {
      try piece.withUnsafeBytes { try sink.write($0) }
      try sink.flush()
    }
    #expect(tapped == pieces.flatMap { $0 }, "a digest is of the bytes that were meant")
    return try folder.bytes("x")
  }

  @Test func aTerminalGetsNoSignThatSteersIt() throws {
    let shown = "a␛[31mb␇\nc\td<U+009B>2J<U+202E>e␍f␡é日👩‍👩‍👧␀\n"
    #expect(TerminalBorder.shown(Self.hostile) == shown)
    #expect(try written([Array(Self.hostile.utf8)], isSeen: true) == Array(shown.utf8))
  }

  @Test func aFileAndAPipeGetTheBytes() throws {
    let bytes = Array(Self.hostile.utf8)
    #expect(try written([bytes], isSeen: false) == bytes)
  }

  @Test func aSignMayComeInPieces() throws {
    let folder = try TemporaryFolder()
    let file = open(folder.file("x"), O_RDWR | O_CREAT, 0o600)
    defer { close(file) }
    let sink = FileSink(descriptor: file, path: "x", isSeen: true)
    // Larger than what is held back, so that it is put in pieces that cut signs anywhere.
    let line = Array("é\u{202E}日\r\n".utf8)
    for round in 0..<60_000 {
      let cut = round % line.count
      try line[..<cut].withUnsafeBytes { try sink.write($0) }
      try line[cut...].withUnsafeBytes { try sink.write($0) }
    }
    try sink.flush()
    let expected = Array(String(repeating: "é<U+202E>日\n", count: 60_000).utf8)
    #expect(try folder.bytes("x") == expected)
  }

  @Test func bytesThatAreNoTextDoNotSteerIt() throws {
    let bytes: [UInt8] = [0x9B, 0x32, 0x4A, 0xC2, 0x0A, 0xE2, 0x80]
    let shown = String(decoding: try written([bytes], isSeen: true), as: UTF8.self)
    #expect(shown.unicodeScalars.allSatisfy { ValueText.picture(of: $0) == nil || $0 == "\n" })
  }

  @Test func whatStandsBetweenTabsIsReadBack() throws {
    let texts = [
      "a\tb", "c\nd", "e\r\nf", "g\\h", "\\t", "\\", "'", "=1+1", "'=1", "-onbekend-", "\"q\"", "",
      "\tx", "é日", "a\\\\tb",
    ]
    let sink = MemorySink()
    let frame = Frame(
      columns: [Sample.texts("a\tb", texts), Sample.texts("c", texts.reversed())],
      rowCount: texts.count)
    try TableFormat.tsv.write(frame, to: sink)
    #expect(!sink.bytes.contains(13))
    let rows = TabbedRows.read(sink.bytes)
    #expect(rows.first == [Array("a\tb".utf8), Array("c".utf8)])
    #expect(rows.dropFirst().map { String(decoding: $0.first ?? [], as: UTF8.self) } == texts)
    #expect(
      rows.dropFirst().map { String(decoding: $0.last ?? [], as: UTF8.self) } == texts.reversed())
  }
}
