import Crypto
import Foundation

/// The key of a store, from which or under which every other key is made.
package struct MasterKey: Sendable, CustomStringConvertible {
  let key: SymmetricKey

  /// What a key is for; each has its own.
  package enum Purpose: String, Sendable {
    case wrapping, trail, head, columns, contents
  }

  package static func random() -> MasterKey { MasterKey(key: SymmetricKey(size: .bits256)) }

  init(key: SymmetricKey) { self.key = key }

  func subkey(_ purpose: Purpose) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key, info: Array("drempel \(purpose.rawValue) 1".utf8),
      outputByteCount: 32)
  }

  /// A new random key, wrapped for keeping in the store.
  package func newWrappedKey() throws -> [UInt8] {
    Array(try AES.KeyWrap.wrap(SymmetricKey(size: .bits256), using: subkey(.wrapping)))
  }

  /// - Throws: ``SealError`` when the wrapped key was changed.
  func unwrap(_ wrapped: [UInt8]) throws -> SymmetricKey {
    do {
      return try AES.KeyWrap.unwrap(wrapped, using: subkey(.wrapping))
    } catch {
      throw SealError(.notAuthentic)
    }
  }

  package var description: String { "MasterKey(‹sealed›)" }
}
