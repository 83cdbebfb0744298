import Crypto

/// A SHA-256 of some bytes.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// Thirty-two bytes.
  package let bytes: [UInt8]

  package init(of bytes: some Sequence<UInt8>) {
    var running = Running()
    let direct: Void? = bytes.withContiguousStorageIfAvailable {
      running.add(UnsafeRawBufferPointer($0))
    }
    if direct == nil { Array(bytes).withUnsafeBytes { running.add($0) } }
    self = running.finished()
  }

  /// The digest that was written as 64 hexadecimal digits, nil for anything else.
  package init?(hex: some StringProtocol) {
    guard let bytes = Hex.bytes(hex), bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  private init(finished: SHA256Digest) { bytes = finished.withUnsafeBytes { Array($0) } }

  /// Sixty-four lower-case hexadecimal digits.
  package var hex: String { Hex.text(bytes) }

  package var description: String { hex }

  /// Takes bytes piece by piece.
  package struct Running: Sendable {
    private var hash = SHA256()

    package init() {}

    package mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

    package func finished() -> Digest { Digest(finished: hash.finalize()) }
  }
}
