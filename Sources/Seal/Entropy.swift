import Crypto
import Glibc

/// Randomness from the kernel in one call; the library asks eight bytes at a time.
enum Entropy {
  /// A key of 32 bytes and a nonce, for one seal.
  static func keyAndNonce() throws -> (SymmetricKey, AES.GCM.Nonce) {
    try withUnsafeTemporaryAllocation(byteCount: 44, alignment: 8) { memory in
      guard let start = memory.baseAddress, getentropy(start, memory.count) == 0 else {
        throw SealError(.system(errno))
      }
      defer { explicit_bzero(start, memory.count) }
      let bytes = UnsafeRawBufferPointer(memory)
      return (
        SymmetricKey(data: UnsafeRawBufferPointer(rebasing: bytes[..<32])),
        try AES.GCM.Nonce(data: UnsafeRawBufferPointer(rebasing: bytes[32...]))
      )
    }
  }
}
