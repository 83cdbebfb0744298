import Exchange
import InstrumentKit
import Seal
import Store
import TestSupport
import Testing

@testable import Session

/// A transcript leaves the store, so the trail says that it did, for whom and why.
@Suite struct TranscriptLogTests {
  private func shell(_ folder: TemporaryFolder, isReadOnly: Bool = false) throws -> Shell {
    var settings = Session.Settings(
      places: Places(
        environment: ["XDG_CONFIG_HOME": folder.file("config")], executableFolder: "/nonexistent",
        pluginFolders: []))
    settings.operatorName = "anna"
    settings.purpose = "intake"
    settings.isReadOnly = isReadOnly
    if try !folder.names.contains("store") {
      _ = try Session.newStore(folder.file("store"), name: nil, passphrase: nil, settings)
    }
    settings.store = folder.file("store")
    return Shell(try Session(settings, out: MemorySink()), tell: { _ in })
  }

  @Test func beginAndEndAreLoggedWithPurposeAndDigest() throws {
    let folder = try TemporaryFolder()
    let shell = try shell(folder)
    let path = folder.file("t.drempel")
    #expect(shell.enter("transcript \"\(path)\" for \"handing over\"") == .goesOn(0))
    #expect(shell.enter("clients | count") == .goesOn(0))
    try shell.endTranscript()
    #expect(shell.enter("verslag \(folder.file("u.drempel"))") == .goesOn(0))
    #expect(shell.enter("stop") == .quits)
    try shell.endTranscript()
    let store = try #require(shell.session.store)
    let entries = try store.trail().filter { $0.verb.hasPrefix("transcript") }
    #expect(
      entries.map(\.verb) == [
        "transcript", "transcript-done", "transcript", "transcript-done",
      ])
    #expect(entries.map(\.purpose) == ["handing over", "handing over", "intake", "intake"])
    #expect(entries.allSatisfy { $0.who == "anna" })
    #expect(entries.map(\.count) == [nil, 1, nil, 0])
    #expect(entries[1].file == path)
    let digest = "\(Digest(of: try folder.bytes("t.drempel")))"
    #expect(entries[1].digest == digest)
    #expect(try folder.mode("t.drempel") == 0o600)
  }

  @Test func noFileAppearsWithoutAnEntry() throws {
    let folder = try TemporaryFolder()
    let shell = try shell(folder)
    #expect(shell.enter("safe") == .goesOn(0))
    #expect(shell.enter("transcript \(folder.file("t"))") == .goesOn(3))
    #expect(shell.enter("transcript \(folder.file("none/t"))") == .goesOn(3))
    let reading = try self.shell(folder, isReadOnly: true)
    #expect(reading.enter("transcript \(folder.file("t"))") == .goesOn(3))
    #expect(try folder.names == ["config", "store"])
    let store = try #require(shell.session.store)
    #expect(try store.trail().allSatisfy { !$0.verb.hasPrefix("transcript") })
  }
}
