import Crypto
import Foundation

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
    content.withUnsafeBytes { keyed.code($0, length: ContentMark.length) }
  }

  package static let length = 16

  /// The marks of contents that lie one after another, made by all processors.
  ///
  /// - Parameter ends: where each content ends.
  package func marks(of contents: [UInt8], ends: [Int]) -> [UInt8] {
    let parts = ends.count < 256 ? 1 : min(ProcessInfo.processInfo.activeProcessorCount, 8)
    return [UInt8](unsafeUninitializedCapacity: ends.count * ContentMark.length) { made, count in
      count = ends.count * ContentMark.length
      contents.withUnsafeBytes { contents in
        // Each part writes places of its own.
        nonisolated(unsafe) let (from, to) = (contents, UnsafeMutableRawBufferPointer(made))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
          for place in ends.count * part / parts..<ends.count * (part + 1) / parts {
            var keyed = keyed
            let start = place == 0 ? 0 : ends[place - 1]
            keyed.update(data: UnsafeRawBufferPointer(rebasing: from[start..<ends[place]]))
            keyed.finalize().withUnsafeBytes {
              UnsafeMutableRawBufferPointer(rebasing: to[(place * ContentMark.length)...])
                .copyBytes(from: $0.prefix(ContentMark.length))
            }
          }
        }
      }
    }
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
