import Foundation
import TestSupport
import Testing

@testable import Exchange

/// What stands where a file should come is followed, kept or left alone, and never lost.
@Suite struct FilePlaceTests {
  private func kind(_ run: () throws -> Void) -> ExchangeError.Kind? {
    do {
      try run()
      return nil
    } catch { return (error as? ExchangeError)?.kind }
  }

  private func put(_ path: String, mode: mode_t = 0o600) throws {
    let file = try AtomicFile(path, overwrite: true, mode: mode)
    try file.sink.write("new")
    try file.publish()
  }

  @Test func aLinkIsFollowedAndStays() throws {
    let scratch = try TemporaryFolder()
    _ = try scratch.folder("there")
    try scratch.write("there/file", "old", mode: 0o640)
    #expect(symlink("there/file", scratch.file("one")) == 0)
    #expect(symlink(scratch.file("one"), scratch.file("two")) == 0)
    #expect(kind { _ = try AtomicFile(scratch.file("two")) } == .exists)
    try put(scratch.file("two"))
    #expect(try scratch.bytes("there/file") == Array("new".utf8))
    #expect(try scratch.mode("there/file") == 0o640)
    #expect(readlink(scratch.file("two")) == scratch.file("one"))
    #expect(readlink(scratch.file("one")) == "there/file")
    #expect(try scratch.names == ["one", "there", "two"])
  }

  private func readlink(_ path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }

  @Test func aLinkThatLeadsNowhereIsFilledOnlyWhenSomebodySaysSo() throws {
    let scratch = try TemporaryFolder()
    #expect(symlink("later", scratch.file("link")) == 0)
    #expect(kind { _ = try AtomicFile(scratch.file("link")) } == .exists)
    try put(scratch.file("link"))
    #expect(try scratch.bytes("later") == Array("new".utf8))
    #expect(symlink("round", scratch.file("round")) == 0)
    #expect(kind { try put(scratch.file("round")) } == .badPath)
  }

  @Test func devicesPipesAndSocketsAreNeverReplacedNorCalledExisting() throws {
    let scratch = try TemporaryFolder()
    #expect(mkfifo(scratch.file("pipe"), 0o600) == 0)
    #expect(symlink("pipe", scratch.file("link")) == 0)
    for path in [
      scratch.file("pipe"), scratch.file("link"), "/dev/null", "/dev/stdout", "/dev/fd/1",
      "/proc/self/fd/1",
    ] {
      #expect(kind { _ = try AtomicFile(path, overwrite: true) } == .notAFile, "\(path)")
      #expect(kind { _ = try AtomicFile(path) } == .notAFile, "\(path)")
      #expect(kind { try AtomicFile.mustBeFree(path, taken: .nameTaken) } == .notAFile)
    }
    #expect(try scratch.names == ["link", "pipe"])
  }

  /// Standard output led into a file: to replace that file would lose what comes after.
  @Test func whatIsOpenIsNoNameToReplace() throws {
    let scratch = try TemporaryFolder()
    let open = Foundation.open(try scratch.write("out", "x"), O_WRONLY)
    defer { close(open) }
    #expect(kind { try put("/dev/fd/\(open)") } == .notAFile)
    #expect(try scratch.bytes("out") == Array("x".utf8))
  }

  @Test(arguments: [mode_t(0o644), 0o660, 0o604, 0o600])
  func modeAndGroupOfWhatIsReplacedStay(_ mode: mode_t) throws {
    let scratch = try TemporaryFolder()
    let path = try scratch.write("file", "old", mode: mode)
    var before = stat()
    if geteuid() == 0 { #expect(chown(path, 1, 1) == 0) }
    #expect(stat(path, &before) == 0)
    try put(path, mode: 0o600)
    var after = stat()
    #expect(stat(path, &after) == 0)
    #expect(after.st_mode & 0o7777 == mode)
    #expect((after.st_uid, after.st_gid) == (before.st_uid, before.st_gid))
  }

  @Test func aNewFileHasTheRightsItWasGiven() throws {
    let scratch = try TemporaryFolder()
    try put(scratch.file("open"), mode: 0o664)
    try put(scratch.file("closed"))
    #expect(try scratch.mode("open") == 0o664)
    #expect(try scratch.mode("closed") == 0o600)
  }

  /// As the kernel does: who may write in a common folder could lay a link for others.
  @Test(.enabled(if: geteuid() == 0, "only root can make links of others"))
  func aLinkOfAnotherInACommonFolderIsNotFollowed() throws {
    let scratch = try TemporaryFolder()
    try scratch.write("mine", "old")
    _ = try scratch.folder("common")
    chmod(scratch.file("common"), 0o1777)
    #expect(symlink(scratch.file("mine"), scratch.file("common/link")) == 0)
    #expect(lchown(scratch.file("common/link"), 1, 1) == 0)
    #expect(kind { try put(scratch.file("common/link")) } == .noPermission)
    #expect(try scratch.bytes("mine") == Array("old".utf8))
  }
}

@Suite struct InputTests {
  @Test func aPipeIsReadToItsEndAndWaitsForWhoWritesToIt() async throws {
    let scratch = try TemporaryFolder()
    let path = scratch.file("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    Thread.detachNewThread {
      usleep(50_000)
      let file = open(path, O_WRONLY)
      _ = write(file, "abc", 3)
      close(file)
    }
    #expect(try WholeFile.read(path, limit: 10) == Array("abc".utf8))
    #expect(!WholeFile.canBeReadAgain(path))
  }

  @Test func aPipeWithoutANameIsReadByItsNumber() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    _ = write(ends[1], "abc", 3)
    close(ends[1])
    defer { close(ends[0]) }
    #expect(try WholeFile.read("/dev/fd/\(ends[0])", limit: 10) == Array("abc".utf8))
  }

  @Test func whatHasNoEndIsCutOffAndTold() {
    func kind(_ path: String) -> ExchangeError.Kind? {
      do {
        _ = try WholeFile.read(path, limit: 1 << 20)
        return nil
      } catch { return (error as? ExchangeError)?.kind }
    }
    #expect(kind("/dev/zero") == .tooLong)
    #expect(kind("/") == .isFolder)
    #expect(kind("/nowhere/at-all") == .notFound)
    #expect((try? WholeFile.read("/dev/zero", limit: 100, isCut: true))?.count ?? 0 > 100)
  }
}
