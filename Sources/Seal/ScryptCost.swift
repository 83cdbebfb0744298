import Crypto
import CryptoExtras

/// What trying one passphrase costs: memory is 128 · rounds · blockSize bytes.
package struct ScryptCost: Hashable, Sendable {
  package let rounds: Int
  package let blockSize: Int
  package let parallelism: Int

  /// About 130 MB and a third of a second.
  package static let standard = ScryptCost(rounds: 1 << 17, blockSize: 8, parallelism: 1)

  package init(rounds: Int, blockSize: Int, parallelism: Int) {
    self.rounds = rounds
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// A file from elsewhere may not ask for so little that guessing is cheap, nor for so much that
  /// the machine stands still: at most 1 GB.
  var isBearable: Bool {
    (1 << 14...1 << 20).contains(rounds) && rounds.nonzeroBitCount == 1 && blockSize == 8
      && (1...4).contains(parallelism)
  }

  /// The key that wraps a store's master; also depends on the store's name.
  ///
  /// - Throws: ``SealError`` for an empty passphrase, or costs that are not bearable.
  func key(_ passphrase: String, salt: [UInt8], store: String) throws -> SymmetricKey {
    guard !passphrase.isEmpty else { throw SealError(.passphraseEmpty) }
    guard isBearable,
      let stretched = try? KDF.Scrypt.deriveKey(
        from: Array(passphrase.utf8), salt: salt, outputByteCount: 32, rounds: rounds,
        blockSize: blockSize, parallelism: parallelism)
    else { throw SealError(.scryptRefused) }
    var use = Context("key file")
    use.add(store)
    return HKDF<SHA256>.deriveKey(
      inputKeyMaterial: stretched, info: use.bytes, outputByteCount: 32)
  }
}
