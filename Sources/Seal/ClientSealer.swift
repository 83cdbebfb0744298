import Crypto
import Foundation

/// What a box holds.
package enum SealKind: String, Sendable {
  case identity, notes, because
}

/// A content under a key of its own, and that key under the store's.
package struct SealedBox: Hashable, Sendable {
  package let wrappedKey: [UInt8]
  /// Nonce, content and tag.
  package let box: [UInt8]

  package init(wrappedKey: [UInt8], box: [UInt8]) {
    self.wrappedKey = wrappedKey
    self.box = box
  }
}

/// Seals what belongs to one client; throwing away the wrapped key makes it unreadable for good.
package struct ClientSealer: Sendable {
  private let wrapping: SymmetricKey
  private let store: [UInt8]

  package init(_ master: MasterKey, store: String) {
    wrapping = master.subkey(.wrapping)
    self.store = Array(store.utf8)
  }

  /// Seals under a new key.
  package func seal(
    _ content: [UInt8], client: String, kind: SealKind, version: UInt8 = 1
  ) throws -> SealedBox {
    let key = SymmetricKey(size: .bits256)
    let sealed = try AES.GCM.seal(
      content, using: key, authenticating: context(client, kind, version))
    guard let combined = sealed.combined else { throw SealError(.notAuthentic) }
    return SealedBox(
      wrappedKey: Array(try AES.KeyWrap.wrap(key, using: wrapping)), box: Array(combined))
  }

  /// - Throws: ``SealError`` when box, key, client, kind or version are not those of the sealing.
  package func open(
    _ sealed: SealedBox, client: String, kind: SealKind, version: UInt8 = 1
  ) throws -> [UInt8] {
    do {
      let key = try AES.KeyWrap.unwrap(sealed.wrappedKey, using: wrapping)
      let box = try AES.GCM.SealedBox(combined: sealed.box)
      return Array(
        try AES.GCM.open(box, using: key, authenticating: context(client, kind, version)))
    } catch {
      throw SealError(.notAuthentic)
    }
  }

  /// Store, client, kind and version, each after its length, so that none runs into the next.
  private func context(_ client: String, _ kind: SealKind, _ version: UInt8) -> [UInt8] {
    var context: [UInt8] = []
    context.reserveCapacity(80)
    context.append(UInt8(truncatingIfNeeded: store.count))
    context += store
    context.append(UInt8(truncatingIfNeeded: client.utf8.count))
    context += client.utf8
    context.append(UInt8(kind.rawValue.utf8.count))
    context += kind.rawValue.utf8
    context.append(version)
    return context
  }
}
