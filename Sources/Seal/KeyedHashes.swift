import Crypto
import Foundation

/// Finds a national number without keeping it: the numbers can all be tried, a keyed hash cannot.
package struct NumberIndex: Sendable {
  private let key: SymmetricKey

  /// - Throws: ``SealError`` when the wrapped key was changed.
  package init(_ master: MasterKey, wrappedKey: [UInt8]) throws {
    key = try master.unwrap(wrappedKey)
  }

  package func code(of digits: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(digits.utf8), using: key))
  }
}

/// Tells whether two contents are the same without showing either: 16 bytes are plenty for that.
package struct ContentMark: Sendable {
  private let key: SymmetricKey

  package init(_ master: MasterKey) { key = master.subkey(.contents) }

  package func mark(of content: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: content, using: key).prefix(16))
  }
}

/// Chains the entries of the trail: each link depends on all before it.
package struct TrailChain: Sendable {
  private let key: SymmetricKey
  private let headKey: SymmetricKey
  private let store: [UInt8]

  package init(_ master: MasterKey, store: String) {
    key = master.subkey(.trail)
    headKey = master.subkey(.head)
    self.store = Array(store.utf8)
  }

  /// What the first entry follows on.
  package static let start = [UInt8](repeating: 0, count: 32)

  package func link(after previous: [UInt8], entry: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: previous + entry, using: key))
  }

  /// Seals how many entries there are and the last link, so that cutting the tail off shows.
  package func sealHead(count: Int64, link: [UInt8]) throws -> [UInt8] {
    let count = withUnsafeBytes(of: count.littleEndian) { Array($0) }
    let sealed = try AES.GCM.seal(count + link, using: headKey, authenticating: store)
    guard let combined = sealed.combined else { throw SealError(.notAuthentic) }
    return Array(combined)
  }

  /// - Throws: ``SealError`` when the head was changed or is another store's.
  package func openHead(_ sealed: [UInt8]) throws -> (count: Int64, link: [UInt8]) {
    do {
      let box = try AES.GCM.SealedBox(combined: sealed)
      let plain = Array(try AES.GCM.open(box, using: headKey, authenticating: store))
      guard plain.count == 40 else { throw SealError(.notAuthentic) }
      let count = plain.prefix(8).enumerated().reduce(UInt64(0)) {
        $0 | UInt64($1.element) << UInt64($1.offset * 8)
      }
      return (Int64(bitPattern: count), Array(plain.suffix(32)))
    } catch {
      throw SealError(.notAuthentic)
    }
  }
}
