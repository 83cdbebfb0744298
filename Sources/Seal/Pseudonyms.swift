import Crypto

/// Other names for clients, the same in every file of one store and unlike those of another.
///
/// Nobody without the store's key can tell whose they are, not by trying all codes either.
package struct Pseudonyms: Sendable {
  private let names: HMAC<SHA256>
  private let days: HMAC<SHA256>

  /// - Parameter wrappedKey: the store's own key of its index, which outlives a change of master.
  /// - Throws: ``SealError`` when the wrapped key was changed.
  package init(_ master: MasterKey, wrappedKey: [UInt8]) throws {
    let key = try master.unwrap(wrappedKey)
    func made(_ purpose: String) -> HMAC<SHA256> {
      HMAC<SHA256>(
        key: HKDF<SHA256>.deriveKey(
          inputKeyMaterial: key, info: Array("drempel pseudonym \(purpose) 1".utf8),
          outputByteCount: 32))
    }
    names = made("names")
    days = made("days")
  }

  /// `p` and sixteen hexadecimal digits: two of a million coincide once in forty million stores.
  package func name(of client: some Sequence<UInt8>) -> String {
    "p" + Hex.text(Array(client).withUnsafeBytes { names.code($0, length: 8) })
  }

  /// By how many days everything about a client is moved: 1 to 180 back or ahead.
  package func shift(of client: some Sequence<UInt8>) -> Int32 {
    let code = Array(client).withUnsafeBytes { days.code($0, length: 8) }
    let number = code.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 360
    return number < 180 ? Int32(number) - 180 : Int32(number) - 179
  }
}
