import Foundation
import TestSupport
import Testing

@testable import Seal

struct KeyFileTextTests {
  private static let salt = "salt " + String(repeating: "ab", count: 16)
  private static let wrapped = "key " + String(repeating: "cd", count: 40)

  @Test func everyChangedDigitOfAPlainKeyShows() throws {
    let bytes = try plain().bytes
    #expect(throws: Never.self) { try KeyFile(path: "p", bytes: bytes) }
    for place in bytes.indices {
      var changed = bytes
      changed[place] = changed[place] == 48 ? 49 : 48
      #expect(throws: SealError.self) { try KeyFile(path: "p", bytes: changed) }
    }
  }

  @Test func everyCutFileIsRefused() throws {
    for file in [try plain(), try sealed("131072 8 1")] {
      for length in file.bytes.indices {
        #expect(throws: SealError.self) {
          try KeyFile(path: "p", bytes: Array(file.bytes[..<length]))
        }
      }
    }
  }

  @Test(arguments: [
    ("", 1), ("\n", 1), ("drempel-key 2\nstore s\n", 1), ("drempel-key 1\n", 2),
    ("drempel-key 1\nstore a b\n", 2), ("drempel-key 1\nstore s\nkey 00\n", 3),
    ("drempel-key 1\nstore s\nscrypt 131072 8\n", 3),
    ("drempel-key 1\nstore s\nscrypt 131072  8 1\n", 3),
    ("drempel-key 1\nstore s\nscrypt 131072 8 1\nsalt 00\n", 4),
    ("drempel-key 1\nstore s\nscrypt 131072 8 1\n\(salt)\n\(wrapped)\nmore\n", 6),
  ])
  func namesTheLineThatIsMalformed(text: String, line: Int) {
    #expect(throws: SealError(.keyFileMalformed, path: "p", line: line)) {
      try KeyFile(path: "p", bytes: Array(text.utf8))
    }
  }

  @Test func refusesAFileThatIsTooLong() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.key", String(repeating: "a", count: 5000))
    #expect(throws: SealError(.keyFileMalformed, path: path)) { try KeyFile.read(at: path) }
  }

  @Test(arguments: ["16384 8 1", "131072 8 1", "1048576 8 1", "16384 8 4"])
  func takesBearableCosts(costs: String) throws {
    #expect(throws: Never.self) { try sealed(costs) }
  }

  @Test(arguments: [
    "8192 8 1", "2097152 8 1", "131073 8 1", "0 8 1", "-131072 8 1", "131072 0 1", "131072 1 1",
    "131072 1024 1", "131072 8 0", "131072 8 5", "131072 8 -1", "9223372036854775807 8 1",
  ])
  func refusesCostsThatAreTooLowOrTooHigh(costs: String) {
    #expect(throws: SealError(.scryptRefused, path: "p", line: 3)) { try sealed(costs) }
  }

  @Test func refusesToMakeAFileAtSuchCosts() throws {
    let folder = try TemporaryFolder()
    let cost = ScryptCost(rounds: 1 << 21, blockSize: 8, parallelism: 1)
    #expect(throws: SealError(.scryptRefused)) {
      try KeyFile.create(at: folder.file("a"), store: "s", passphrase: "p", cost: cost)
    }
  }

  @Test func theKeyOfAnotherStoreDoesNotOpen() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.key")
    let cost = ScryptCost(rounds: 1 << 14, blockSize: 8, parallelism: 1)
    _ = try KeyFile.create(at: path, store: "store-a", passphrase: "p", cost: cost)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let other = try folder.write(
      "b.key", text.replacingOccurrences(of: "store-a", with: "store-b"))
    #expect(throws: SealError(.wrongPassphrase, path: other)) {
      try KeyFile.read(at: other).unlock(passphrase: "p")
    }
  }

  private func plain() throws -> KeyFile {
    KeyFile(path: "p", store: "store-a", content: .plain(.random()))
  }

  private func sealed(_ costs: String) throws -> KeyFile {
    let lines = [
      "drempel-key 1", "store s", "scrypt \(costs)", KeyFileTextTests.salt,
      KeyFileTextTests.wrapped,
    ]
    return try KeyFile(path: "p", bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}
