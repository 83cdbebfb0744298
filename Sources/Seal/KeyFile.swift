import Crypto
import CryptoExtras
import Foundation

/// The file that opens a store: its key, or its key under a passphrase. Kept away from the store.
package struct KeyFile: Sendable {
  package let path: String
  /// The store that it opens.
  package let store: String
  private let content: Content

  private enum Content: Sendable {
    case plain([UInt8])
    case sealed(rounds: Int, blockSize: Int, parallelism: Int, salt: [UInt8], wrapped: [UInt8])
  }

  /// What new passphrases cost: about 130 MB and a third of a second.
  private static let rounds = 1 << 17

  package var needsPassphrase: Bool {
    if case .sealed = content { true } else { false }
  }

  /// Makes a file that nobody else can read, with a new key.
  ///
  /// - Throws: ``SealError`` when there is one already, or the folder cannot be written.
  package static func create(
    at path: String, store: String, passphrase: String?
  ) throws -> (KeyFile, MasterKey) {
    let master = MasterKey.random()
    let file = KeyFile(path: path, store: store, content: try content(master, passphrase))
    try PrivateFile.create(path, Array(file.text.utf8))
    return (file, master)
  }

  /// - Throws: ``SealError`` when the file is a link, open to others, or not a key file.
  package static func read(at path: String) throws -> KeyFile {
    let bytes = try PrivateFile.read(path, limit: 4096)
    guard let file = KeyFile(path: path, text: String(decoding: bytes, as: UTF8.self)) else {
      throw SealError(.keyFileMalformed, path: path)
    }
    return file
  }

  /// - Throws: ``SealError`` when a passphrase is needed or wrong.
  package func unlock(passphrase: String?) throws -> MasterKey {
    switch content {
    case .plain(let key): return MasterKey(key: SymmetricKey(data: key))
    case .sealed(let rounds, let blockSize, let parallelism, let salt, let wrapped):
      guard let passphrase else { throw SealError(.passphraseNeeded, path: path) }
      let outer = try KeyFile.stretched(passphrase, salt, rounds, blockSize, parallelism)
      do {
        return MasterKey(key: try AES.KeyWrap.unwrap(wrapped, using: outer))
      } catch {
        throw SealError(.wrongPassphrase, path: path)
      }
    }
  }

  private static func content(_ master: MasterKey, _ passphrase: String?) throws -> Content {
    guard let passphrase else {
      return .plain(master.key.withUnsafeBytes { Array($0) })
    }
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    let outer = try stretched(passphrase, salt, rounds, 8, 1)
    let wrapped = Array(try AES.KeyWrap.wrap(master.key, using: outer))
    return .sealed(rounds: rounds, blockSize: 8, parallelism: 1, salt: salt, wrapped: wrapped)
  }

  private static func stretched(
    _ passphrase: String, _ salt: [UInt8], _ rounds: Int, _ blockSize: Int, _ parallelism: Int
  ) throws -> SymmetricKey {
    do {
      return try KDF.Scrypt.deriveKey(
        from: Array(passphrase.utf8), salt: salt, outputByteCount: 32, rounds: rounds,
        blockSize: blockSize, parallelism: parallelism)
    } catch {
      throw SealError(.scryptRefused)
    }
  }
}

extension KeyFile {
  private var text: String {
    var lines = ["drempel-key 1", "store \(store)"]
    switch content {
    case .plain(let key): lines.append("key \(Hex.text(key))")
    case .sealed(let rounds, let blockSize, let parallelism, let salt, let wrapped):
      lines.append("scrypt \(rounds) \(blockSize) \(parallelism) \(Hex.text(salt))")
      lines.append("key \(Hex.text(wrapped))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private init?(path: String, text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    guard lines.count >= 3, lines[0] == ["drempel-key", "1"], lines[1].count == 2,
      lines[1][0] == "store", let last = lines.last, last.count == 2, last[0] == "key",
      let key = Hex.bytes(last[1])
    else { return nil }
    self.path = path
    store = String(lines[1][1])
    if lines.count == 3, key.count == 32 {
      content = .plain(key)
      return
    }
    guard lines.count == 4, key.count == 40, lines[2].count == 5, lines[2][0] == "scrypt",
      let rounds = Int(lines[2][1]), let blockSize = Int(lines[2][2]),
      let parallelism = Int(lines[2][3]), let salt = Hex.bytes(lines[2][4]), salt.count == 16,
      (1 << 14...1 << 20).contains(rounds), rounds.nonzeroBitCount == 1, blockSize == 8,
      parallelism == 1
    else { return nil }
    content = .sealed(
      rounds: rounds, blockSize: blockSize, parallelism: parallelism, salt: salt, wrapped: key)
  }
}
