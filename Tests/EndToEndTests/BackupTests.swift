import Foundation
import Testing

/// Backups, restores and migrations, as a clerk's script makes them.
@Suite struct BackupTests {
  @Test func aBackupIsAskedLikeTheStoreAndNamedInTheTrail() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let backup = program.folder + "/backup"
    let made = try program.run([
      "--purpose", "nightly", "store", "backup", program.folder + "/store", "backup",
      "--expires", "2030-01-31",
    ])
    #expect(made.code == 0, "\(made.err)")
    let words = made.out.trimmingCharacters(in: .newlines).split(separator: " ")
    let head = String(try #require(words.last))
    #expect(made.out == "\(backup): 63 clients, to be kept until 2030-01-31, trail up to \(head)\n")
    #expect(try program.run(["audit", "verify", "--head", head]).code == 0)
    #expect(try program.run(["--store", backup, "audit", "verify", "--head", head]).code == 0)
    #expect(
      try program.csv("audit where verb = backup | show purpose, file, until, count")
        == ["nightly,\(backup),2030-01-31,63"])
    var question = ["--mode", "csv", "-c", "clients | show client, last-name, mobility"]
    let rows = try program.run(question).out
    question = ["--store", backup] + question
    #expect(try program.run(question).out == rows)
    let again = try program.run(["store", "backup", "backup"])
    #expect(again.code == 1 && again.err.hasPrefix("E316"))
    #expect(try program.run(["--read-only", "store", "backup", "other"]).code == 3)
    #expect(try program.run(["store", "backup", "a", "b", "c"]).code == 2)
    #expect(try program.run(["store", "backup", "a", "--expires", "soon"]).code == 2)
    #expect(try program.run(["store", "backup", "a", "--days", "0"]).code == 2)
  }

  @Test func aRestoreForgetsAgainAndRefusesAnotherKey() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    _ = try program.run(["store", "backup", "backup"])
    _ = try program.run(["-c", "forget T014"])
    let restored = try program.run(["--lang", "nl", "store", "restore", "backup", "restored"])
    #expect(restored.code == 0, "\(restored.err)")
    #expect(restored.out == "\(program.folder)/restored: 63 cliënten\nopnieuw vergeten: 1\n")
    func names(_ store: String) throws -> String {
      try program.run([
        "--store", store, "--mode", "csv", "-c",
        "clients where client in (T014, T015) | show client, first-name",
      ]).out
    }
    #expect(try names("restored").hasPrefix("client,first-name\r\nT014,\r\nT015,"))
    #expect(try !names("backup").contains("T014,\r\n"))
    #expect(try program.run(["store", "check", "restored"]).code == 0)
    let keys = program.folder + "/config/drempel/keys"
    let key = try #require(
      try FileManager.default.contentsOfDirectory(atPath: keys).first { $0.hasSuffix(".key") })
    // The key file of another store, then none.
    _ = try program.run(["store", "new", "other", "--key-file", "other.key"])
    let other = try program.run([
      "store", "restore", "backup", "second", "--key-file", "other.key",
    ])
    #expect(other.code == 1 && other.err.hasPrefix("E307"))
    try FileManager.default.removeItem(atPath: "\(keys)/\(key)")
    let none = try program.run(["store", "restore", "backup", "second"])
    #expect(none.code == 1 && none.err.hasPrefix("E323"))
    let left = try FileManager.default.contentsOfDirectory(atPath: program.folder)
      .filter { $0.hasPrefix("second") }
    #expect(left.isEmpty)
  }

  @Test func aBackupMadeWhileAnotherProgramWritesIsWhole() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let script = program.folder + "/many.drempel"
    try (1...28).map { "record T033 mobility = none on 2012-12-\($0 < 10 ? "0" : "")\($0)" }
      .joined(separator: "\n").write(toFile: script, atomically: true, encoding: .utf8)
    let writer = program.process(["run", script])
    writer.standardOutput = FileHandle.nullDevice
    try writer.run()
    for number in 0..<3 {
      let made = try program.run(["store", "backup", "backup-\(number)"])
      #expect(made.code == 0, "\(made.err)")
      #expect(try program.run(["store", "check", "backup-\(number)"]).code == 0)
    }
    writer.waitUntilExit()
    #expect(writer.terminationStatus == 0)
    #expect(try program.csv("observations where source = record | count") == ["28"])
    #expect(try program.run(["store", "check"]).code == 0)
  }

  @Test func anOlderStoreIsBroughtToThisVersionOnceAndThatIsLogged() throws {
    var program = try Program()
    let folder = program.folder
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let frozen = Program.root + "/Tests/StoreTests/Frozen/v1"
    let store = program.folder + "/store"
    try FileManager.default.createDirectory(
      atPath: store + "/drafts", withIntermediateDirectories: true)
    for name in ["store.db", "store.key"] {
      try FileManager.default.copyItem(atPath: "\(frozen)/\(name)", toPath: "\(store)/\(name)")
      chmod("\(store)/\(name)", 0o600)
    }
    program.environment["DREMPEL_KEY_FILE"] = store + "/store.key"
    let answer = try program.run(["store", "migrate"])
    #expect(answer.code == 0, "\(answer.err)")
    #expect(
      answer.out.contains(/^brought from version 1 to [0-9]+; as it was: .*\/store-v1\.db\n$/))
    let again = try program.run(["store", "migrate"])
    #expect(again.out.hasSuffix("already; nothing was changed\n"))
    #expect(try program.csv("audit where verb = migrate | count") == ["1"])
    #expect(try program.csv("clients | count") == ["3"])
    // Who is forgotten is not left in the copy of before.
    #expect(FileManager.default.fileExists(atPath: store + "/store-v1.db"))
    #expect(try program.run(["-c", "forget T001"]).code == 0)
    #expect(!FileManager.default.fileExists(atPath: store + "/store-v1.db"))
    #expect(FileManager.default.fileExists(atPath: store + "/store.forgotten"))
  }
}
