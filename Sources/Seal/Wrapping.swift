import Crypto

/// AES key wrap (RFC 3394) with the faults of this room.
enum Wrapping {
  static func wrap(_ key: SymmetricKey, under outer: SymmetricKey) throws -> [UInt8] {
    do {
      return try AES.KeyWrap.wrap(key, using: outer).withUnsafeBytes { Array($0) }
    } catch {
      throw SealError(.cannotSeal)
    }
  }

  /// - Throws: ``SealError`` when it was changed, or wrapped under another key.
  static func unwrap(_ wrapped: [UInt8], under outer: SymmetricKey) throws -> SymmetricKey {
    do {
      return try AES.KeyWrap.unwrap(wrapped, using: outer)
    } catch {
      throw SealError(.notAuthentic)
    }
  }
}
