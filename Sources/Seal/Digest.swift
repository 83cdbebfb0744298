import Crypto
import Foundation

/// A SHA-256 of some bytes.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  package init(of bytes: some Sequence<UInt8>) {
    self.bytes = Array(SHA256.hash(data: Array(bytes)))
  }

  private init(finished: SHA256Digest) { bytes = Array(finished) }

  /// Sixty-four lower-case hexadecimal digits.
  package var description: String { Hex.text(bytes) }

  /// Takes bytes piece by piece.
  package struct Running {
    private var hash = SHA256()

    package init() {}

    package mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }
    package func finished() -> Digest { Digest(finished: hash.finalize()) }
  }
}

/// Bytes as hexadecimal digits.
package enum Hex {
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of an even number of digits, nil for anything else.
  package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let values = text.utf8.map { byte -> UInt8? in
      switch byte {
      case 48...57: byte - 48
      case 97...102: byte - 87
      default: nil
      }
    }
    let known = values.compactMap(\.self)
    guard known.count == values.count, known.count % 2 == 0 else { return nil }
    return stride(from: 0, to: known.count, by: 2).map { known[$0] << 4 | known[$0 + 1] }
  }
}
