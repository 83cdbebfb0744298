import Crypto

/// The key of a store, from which or under which every other key is made.
package struct MasterKey: Sendable, CustomStringConvertible, CustomReflectable {
  let key: SymmetricKey

  /// What a key is for; each has its own.
  package enum Purpose: String, Sendable, CaseIterable {
    /// Wraps the keys of clients.
    case wrapping
    /// Wraps the keys that the store keeps for itself.
    case stored
    case trail, head, columns, contents, forgotten
    /// Shows that a key file was copied without a fault.
    case check
  }

  package static func random() -> MasterKey { MasterKey(key: SymmetricKey(size: .bits256)) }

  init(key: SymmetricKey) { self.key = key }

  func subkey(_ purpose: Purpose) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key, info: Array("drempel \(purpose.rawValue) 1".utf8),
      outputByteCount: 32)
  }

  /// A new random key, wrapped for keeping in the store: 40 bytes.
  ///
  /// - Throws: ``SealError`` when the library refuses.
  package func newWrappedKey() throws -> [UInt8] { try wrap(SymmetricKey(size: .bits256)) }

  /// A kept key under another master, for a change of master: the key itself stays the same.
  ///
  /// - Throws: ``SealError`` when the wrapped key was changed.
  package func rewrap(_ wrapped: [UInt8], from old: MasterKey) throws -> [UInt8] {
    try wrap(old.unwrap(wrapped))
  }

  func wrap(_ key: SymmetricKey) throws -> [UInt8] {
    try Wrapping.wrap(key, under: subkey(.stored))
  }

  /// - Throws: ``SealError`` when the wrapped key was changed.
  func unwrap(_ wrapped: [UInt8]) throws -> SymmetricKey {
    try Wrapping.unwrap(wrapped, under: subkey(.stored))
  }

  package var description: String { "MasterKey(sealed)" }

  /// Nothing, so that no dump shows it.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
