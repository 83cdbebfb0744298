import Crypto
import Foundation

/// Chains the entries of the trail: each link depends on all before it.
package struct TrailChain: Sendable {
  private let keyed: HMAC<SHA256>
  private let headKey: SymmetricKey
  private let start: Context
  private let headContext: [UInt8]

  package init(_ master: MasterKey, store: String) {
    keyed = HMAC<SHA256>(key: master.subkey(.trail))
    headKey = master.subkey(.head)
    var start = Context("link")
    start.add(store)
    self.start = start
    var head = Context("head")
    head.add(store)
    headContext = head.bytes
  }

  /// What the first entry follows on.
  package static let start = [UInt8](repeating: 0, count: 32)

  /// Thirty-two bytes over the store, the link before and the entry.
  package func link(after previous: [UInt8], entry: [UInt8]) -> [UInt8] {
    code(previous, entry).withUnsafeBytes { Array($0) }
  }

  /// Whether an entry stands where it was written; takes as long whichever byte differs.
  package func isLink(_ link: [UInt8], after previous: [UInt8], entry: [UInt8]) -> Bool {
    code(previous, entry) == link
  }

  /// Seals how many entries there are and the last link, so that cutting the tail off shows.
  ///
  /// - Throws: ``SealError`` when the link has not 32 bytes.
  package func sealHead(count: Int64, link: [UInt8]) throws -> [UInt8] {
    guard link.count == 32 else { throw SealError(.wrongSize) }
    let count = withUnsafeBytes(of: count.littleEndian) { Array($0) }
    guard
      let sealed = try? AES.GCM.seal(count + link, using: headKey, authenticating: headContext),
      let combined = sealed.combined
    else { throw SealError(.cannotSeal) }
    return Array(combined)
  }

  /// - Throws: ``SealError`` when the head was changed or is another store's.
  package func openHead(_ sealed: [UInt8]) throws -> (count: Int64, link: [UInt8]) {
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let plain = try? AES.GCM.open(box, using: headKey, authenticating: headContext),
      plain.count == 40
    else { throw SealError(.notAuthentic) }
    return plain.withUnsafeBytes {
      (Int64(littleEndian: $0.loadUnaligned(as: Int64.self)), Array($0.dropFirst(8)))
    }
  }

  private func code(_ previous: [UInt8], _ entry: [UInt8]) -> HashedAuthenticationCode<SHA256> {
    var context = start
    context.add(Int64(previous.count))
    var keyed = keyed
    keyed.update(data: context.bytes)
    keyed.update(data: previous)
    keyed.update(data: entry)
    return keyed.finalize()
  }
}
