import Crypto

/// Finds a national number without keeping it: the numbers can all be tried, a keyed hash cannot.
package struct NumberIndex: Sendable {
  private let keyed: HMAC<SHA256>

  /// Half of the HMAC: two of ten million numbers coincide with a chance of 1 in 10^24, and the
  /// index is half as large.
  package static let length = 16

  /// - Parameter wrappedKey: from ``MasterKey/newWrappedKey()``, kept in the store.
  /// - Throws: ``SealError`` when the wrapped key was changed.
  package init(_ master: MasterKey, wrappedKey: [UInt8]) throws {
    keyed = HMAC<SHA256>(key: try master.unwrap(wrappedKey))
  }

  /// - Parameter digits: eleven, without signs; the caller has checked them.
  package func code(of digits: String) -> [UInt8] {
    var digits = digits
    return digits.withUTF8 { keyed.code(UnsafeRawBufferPointer($0), length: NumberIndex.length) }
  }
}

/// Tells whether two contents are the same without showing either: 16 bytes are plenty for that.
package struct ContentMark: Sendable {
  private let keyed: HMAC<SHA256>

  package init(_ master: MasterKey) { keyed = HMAC<SHA256>(key: master.subkey(.contents)) }

  package func mark(of content: [UInt8]) -> [UInt8] {
    content.withUnsafeBytes { keyed.code($0, length: 16) }
  }
}

extension HMAC<SHA256> {
  /// The first bytes of the code; the key is prepared once, each call works on a copy.
  func code(_ content: UnsafeRawBufferPointer, length: Int) -> [UInt8] {
    var keyed = self
    keyed.update(data: content)
    return keyed.finalize().withUnsafeBytes { Array($0.prefix(length)) }
  }
}
