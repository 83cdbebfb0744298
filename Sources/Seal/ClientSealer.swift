import Crypto
import Foundation

/// What a box holds.
package enum SealKind: String, Sendable, CaseIterable {
  case identity, notes, because, purpose
}

/// A content under a key of its own, and that key under the store's.
package struct SealedBox: Hashable, Sendable {
  /// Forty bytes; without it the box is unreadable for good.
  package let wrappedKey: [UInt8]
  /// Nonce (12 bytes), content and tag (16 bytes).
  package let box: [UInt8]

  package init(wrappedKey: [UInt8], box: [UInt8]) {
    self.wrappedKey = wrappedKey
    self.box = box
  }
}

/// Seals what belongs to one client; throwing away the wrapped key makes it unreadable for good.
package struct ClientSealer: Sendable {
  private let wrapping: SymmetricKey
  private let start: Context

  package init(_ master: MasterKey, store: String) {
    wrapping = master.subkey(.wrapping)
    var start = Context("client")
    start.add(store)
    self.start = start
  }

  /// Seals under a new key.
  ///
  /// - Throws: ``SealError`` when the content is beyond the limits of the cipher.
  package func seal(
    _ content: [UInt8], client: String, kind: SealKind, version: Int = 1
  ) throws -> SealedBox {
    try content.withUnsafeBytes {
      try seal($0, client: client, kind: kind, version: version)
    }
  }

  /// The same for bytes that are not in an array.
  ///
  /// - Throws: ``SealError`` when the content is beyond the limits of the cipher.
  package func seal(
    _ content: UnsafeRawBufferPointer, client: String, kind: SealKind, version: Int = 1
  ) throws -> SealedBox {
    let (key, nonce) = try Entropy.keyAndNonce()
    guard
      let sealed = try? AES.GCM.seal(
        content, using: key, nonce: nonce, authenticating: context(client, kind, version)),
      let combined = sealed.combined
    else { throw SealError(.cannotSeal) }
    return SealedBox(
      wrappedKey: try Wrapping.wrap(key, under: wrapping),
      box: combined.withUnsafeBytes { Array($0) })
  }

  /// - Throws: ``SealError`` when box, key, store, client, kind or version are not those of the
  ///   sealing.
  package func open(
    _ sealed: SealedBox, client: String, kind: SealKind, version: Int = 1
  ) throws -> [UInt8] {
    let key = try Wrapping.unwrap(sealed.wrappedKey, under: wrapping)
    guard let box = try? AES.GCM.SealedBox(combined: sealed.box),
      let content = try? AES.GCM.open(
        box, using: key, authenticating: context(client, kind, version))
    else { throw SealError(.notAuthentic) }
    return content.withUnsafeBytes { Array($0) }
  }

  /// A client's key under this sealer's master, for a change of master: the boxes stay.
  ///
  /// - Throws: ``SealError`` when the wrapped key was changed.
  package func rewrap(_ wrappedKey: [UInt8], from old: ClientSealer) throws -> [UInt8] {
    try Wrapping.wrap(Wrapping.unwrap(wrappedKey, under: old.wrapping), under: wrapping)
  }

  private func context(_ client: String, _ kind: SealKind, _ version: Int) -> [UInt8] {
    var context = start
    context.add(client)
    context.add(kind.rawValue)
    context.add(Int64(version))
    return context.bytes
  }
}
