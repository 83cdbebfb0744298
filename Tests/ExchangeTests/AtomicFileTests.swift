import Exchange
import Foundation
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  private func kind(_ body: () throws -> Void) -> ExchangeError.Kind? {
    do {
      try body()
      return nil
    } catch {
      return (error as? ExchangeError)?.kind
    }
  }

  private func content(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func appearsOnlyWhenPublished() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.file("a.csv")
    let file = try AtomicFile(path)
    try file.sink.write("all of it")
    try file.finish()
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try content(#require(file.partPath)) == "all of it")
    try file.publish()
    #expect(try content(path) == "all of it")
    #expect(try scratch.names == ["a.csv"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func leavesNothingWhenDropped() throws {
    let scratch = try TemporaryFolder()
    do {
      let file = try AtomicFile(scratch.file("a.csv"))
      try file.sink.write("half")
      try file.sink.flush()
      #expect(try scratch.names.count == 1)
    }
    #expect(try scratch.names.isEmpty)
  }

  @Test func whatAKilledWriterLeftIsTakenAwayByTheNext() throws {
    let scratch = try TemporaryFolder()
    let living = try AtomicFile(scratch.file("living.csv"))
    try living.sink.write("in work")
    try living.sink.flush()
    for (name, age) in [(".drempel-old.part", 120.0), (".drempel-new.part", 1), ("b.part", 120)] {
      let path = scratch.file(name)
      try "half".write(toFile: path, atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: path)
    }
    let part = try #require(living.partPath)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -120)], ofItemAtPath: part)
    let file = try AtomicFile(scratch.file("a.csv"))
    let names = try scratch.names
    #expect(!names.contains(".drempel-old.part"))
    #expect(names.contains(".drempel-new.part") && names.contains("b.part"))
    #expect(FileManager.default.fileExists(atPath: part))
    file.discard()
    living.discard()
  }

  @Test func anExistingFileStaysUnlessOverwritten() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.file("a.csv")
    try "old".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(kind { _ = try AtomicFile(path) } == .exists)
    #expect(try content(path) == "old")
    let file = try AtomicFile(path, overwrite: true)
    try file.sink.write("new")
    try file.publish()
    #expect(try content(path) == "new")
    #expect(try scratch.names == ["a.csv"])
  }

  @Test func aFileThatCameMeanwhileIsNotLost() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.file("a.csv")
    let file = try AtomicFile(path)
    try file.sink.write("mine")
    try file.finish()
    try "theirs".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(kind { try file.publish() } == .exists)
    #expect(try content(path) == "theirs")
    #expect(try scratch.names == ["a.csv"])
  }

  @Test func ofManyWhoWantOneNameExactlyOneGetsIt() async throws {
    let scratch = try TemporaryFolder()
    let path = scratch.file("a.csv")
    let won = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<16 {
        group.addTask {
          guard let file = try? AtomicFile(path) else { return false }
          try? file.sink.write("\(number)")
          return (try? file.publish()) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(won == 1)
    #expect(try scratch.names == ["a.csv"])
  }

  @Test func pathProblemsAreFacts() throws {
    let scratch = try TemporaryFolder()
    try "x".write(toFile: scratch.file("plain"), atomically: false, encoding: .utf8)
    let long = scratch.file(String(repeating: "x", count: 256))
    #expect(kind { _ = try AtomicFile(scratch.file("no/a.csv")) } == .folderNotFound)
    #expect(kind { _ = try AtomicFile(scratch.file("plain/a.csv")) } == .notAFolder)
    #expect(kind { _ = try AtomicFile(scratch.path, overwrite: true) } == .isFolder)
    #expect(kind { _ = try AtomicFile(scratch.file("")) } == .isFolder)
    #expect(kind { _ = try AtomicFile(long) } == .nameTooLong)
    #expect(kind { _ = try AtomicFile("/dev/null", overwrite: true) } == .notAFile)
    #expect(kind { _ = try AtomicFile("") } == .badPath)
    #expect(kind { _ = try AtomicFile("a\0b") } == .badPath)
  }

  @Test(.enabled(if: geteuid() != 0)) func aReadOnlyFolderIsAFact() throws {
    let scratch = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: scratch.path)
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: scratch.path)
    }
    #expect(kind { _ = try AtomicFile(scratch.file("a.csv")) } == .noPermission)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/sys/kernel")))
  func aFolderThatTakesNoFilesIsAFact() {
    let found = kind { _ = try AtomicFile("/sys/kernel/a.csv") }
    #expect(found == .noPermission || found == .readOnly)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDiskIsAFact() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let sink = FileSink(descriptor: descriptor, path: "full.csv")
    try sink.write("x")
    #expect(kind { try sink.flush() } == .diskFull)
  }

  @Test func aClosedPipeHasItsOwnKind() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let sink = FileSink(descriptor: ends[1], path: "-")
    try sink.write("x")
    #expect(kind { try sink.flush() } == .closedPipe)
  }

  @Test func theTapIsGivenEveryByteInOrder() throws {
    let scratch = try TemporaryFolder()
    var seen: [UInt8] = []
    let file = try AtomicFile(scratch.file("a")) { seen += $0 }
    var expected = ""
    for number in 0..<100_000 {
      try file.sink.write("\(number)\n")
      expected += "\(number)\n"
    }
    try file.publish()
    #expect(seen == Array(expected.utf8))
    #expect(try content(scratch.file("a")) == expected)
  }
}
