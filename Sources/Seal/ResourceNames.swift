import Crypto

/// Universal identifiers for what stands in a file: the same in every file of one store, and
/// without its key neither to be guessed nor found again in a file of another.
package struct ResourceNames: Sendable {
  private let keyed: HMAC<SHA256>

  /// - Parameter wrappedKey: the store's own key of its index, which outlives a change of master.
  /// - Throws: ``SealError`` when the wrapped key was changed.
  package init(_ master: MasterKey, wrappedKey: [UInt8]) throws {
    keyed = HMAC<SHA256>(
      key: HKDF<SHA256>.deriveKey(
        inputKeyMaterial: try master.unwrap(wrappedKey), info: Array("drempel resources 1".utf8),
        outputByteCount: 32))
  }

  /// A UUID in the form of version 5, of a keyed hash.
  ///
  /// - Parameter parts: what tells this thing from all others of its kind.
  package func uuid(_ kind: String, _ parts: [String]) -> String {
    var context = Context(kind)
    for part in parts { context.add(part) }
    var bytes = context.bytes.withUnsafeBytes { keyed.code($0, length: 16) }
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (place, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(place) { text += "-" }
      text += Hex.text([byte])
    }
    return text
  }
}
