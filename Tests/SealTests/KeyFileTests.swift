import Foundation
import TestSupport
import Testing

@testable import Seal

struct KeyFileTests {
  private let folder: TemporaryFolder
  private let cheap = ScryptCost(rounds: 1 << 14, blockSize: 8, parallelism: 1)

  init() throws { folder = try TemporaryFolder() }

  @Test func keepsAKeyInAFileOfItsOwnerAlone() throws {
    let path = folder.file("deep/keys/a.key")
    let (_, master) = try KeyFile.create(at: path, store: "store-a", passphrase: nil)
    #expect(try folder.mode("deep/keys/a.key") == 0o600)
    #expect(try folder.mode("deep/keys") == 0o700)
    #expect(try folder.mode("deep") == 0o700)
    let file = try KeyFile.read(at: path)
    #expect(file.store == "store-a")
    #expect(!file.needsPassphrase)
    #expect(try file.unlock(passphrase: nil).key == master.key)
  }

  @Test func wrapsTheKeyAtTheStandardCost() throws {
    let path = folder.file("a.key")
    let (_, master) = try KeyFile.create(at: path, store: "store-a", passphrase: "wéér één")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\nscrypt 131072 8 1\n"))
    #expect(!text.contains(master.key.withUnsafeBytes { Hex.text($0) }))
    let file = try KeyFile.read(at: path)
    #expect(file.needsPassphrase)
    #expect(try file.unlock(passphrase: "wéér één").key == master.key)
    expect(.wrongPassphrase) { try file.unlock(passphrase: "weer een") }
    expect(.passphraseNeeded) { try file.unlock(passphrase: nil) }
    expect(.passphraseEmpty) { try file.unlock(passphrase: "") }
  }

  @Test func changesThePassphraseAndKeepsTheKey() throws {
    let path = folder.file("a.key")
    let (made, master) = try KeyFile.create(
      at: path, store: "store-a", passphrase: "one", cost: cheap)
    expect(.wrongPassphrase) { try made.changePassphrase(from: "two", to: "x", cost: cheap) }
    expect(.passphraseEmpty) { try made.changePassphrase(from: "one", to: "", cost: cheap) }
    #expect(try KeyFile.read(at: path).unlock(passphrase: "one").key == master.key)
    _ = try made.changePassphrase(from: "one", to: "two", cost: cheap)
    let file = try KeyFile.read(at: path)
    expect(.wrongPassphrase) { try file.unlock(passphrase: "one") }
    #expect(try file.unlock(passphrase: "two").key == master.key)
    _ = try file.changePassphrase(from: "two", to: nil)
    #expect(try KeyFile.read(at: path).unlock(passphrase: nil).key == master.key)
    #expect(try folder.mode("a.key") == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.key"])
  }

  @Test func putsTheNextKeyInThePlaceOfTheOld() throws {
    let path = folder.file("a.key")
    _ = try KeyFile.create(at: path, store: "store-a", passphrase: nil)
    let (next, master) = try KeyFile.create(
      at: path + ".next", store: "store-a", passphrase: nil)
    #expect(try next.move(onto: path).path == path)
    #expect(try KeyFile.read(at: path).unlock(passphrase: nil).key == master.key)
    expect(.keyFileMissing) { try KeyFile.read(at: path + ".next") }
  }

  @Test func neverWritesOverAFileOrThroughALink() throws {
    let path = try folder.write("a.key", "mine")
    expect(.keyFileExists) { try KeyFile.create(at: path, store: "s", passphrase: nil) }
    let link = folder.file("b.key")
    #expect(symlink(folder.file("nowhere"), link) == 0)
    expect(.keyFileExists) { try KeyFile.create(at: link, store: "s", passphrase: nil) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    #expect(!FileManager.default.fileExists(atPath: folder.file("nowhere")))
  }

  @Test(arguments: ["", "a b", "a/b", "a\nkey", String(repeating: "a", count: 65)])
  func refusesANameThatIsNoStores(name: String) {
    let path = folder.file("a.key")
    expect(.storeName) { try KeyFile.create(at: path, store: name, passphrase: nil) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func refusesAMissingFileALinkAndWhatIsNoFile() throws {
    expect(.keyFileMissing) { try KeyFile.read(at: folder.file("none")) }
    _ = try KeyFile.create(at: folder.file("a.key"), store: "s", passphrase: nil)
    #expect(symlink(folder.file("a.key"), folder.file("link")) == 0)
    expect(.keyFileIsLink) { try KeyFile.read(at: folder.file("link")) }
    expect(.keyFileNotRegular) { try KeyFile.read(at: folder.path) }
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    expect(.keyFileNotRegular) { try KeyFile.read(at: folder.file("pipe")) }
  }

  @Test(arguments: [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o777] as [mode_t])
  func refusesAFileThatIsOpenToOthers(mode: mode_t) throws {
    let path = folder.file("a.key")
    _ = try KeyFile.create(at: path, store: "s", passphrase: nil)
    chmod(path, mode)
    expect(.keyFileOpenToOthers) { try KeyFile.read(at: path) }
    chmod(path, 0o400)
    #expect(throws: Never.self) { try KeyFile.read(at: path) }
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
  func refusesAFileOfSomebodyElse() throws {
    let path = folder.file("a.key")
    _ = try KeyFile.create(at: path, store: "s", passphrase: nil)
    #expect(chown(path, 65534, 65534) == 0)
    expect(.keyFileOfOther) { try KeyFile.read(at: path) }
  }

  @Test func showsNoKeyWhenPrinted() throws {
    let (file, master) = try KeyFile.create(
      at: folder.file("a.key"), store: "s", passphrase: nil)
    let digits = master.key.withUnsafeBytes { Hex.text($0) }
    var shown = "\(file) \(String(reflecting: file))"
    dump(file, to: &shown)
    #expect(!shown.contains(digits))
    let bytes = master.key.withUnsafeBytes { Array($0.prefix(4)) }
    #expect(!shown.contains(bytes.map(String.init).joined(separator: ", ")))
  }

  private func expect<Result>(
    _ code: SealError.Code, _ place: SourceLocation = #_sourceLocation,
    _ body: () throws -> Result
  ) {
    let error = #expect(throws: SealError.self, sourceLocation: place) { _ = try body() }
    #expect(error?.code == code, sourceLocation: place)
  }
}
