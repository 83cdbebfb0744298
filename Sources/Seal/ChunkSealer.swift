import Crypto
import Foundation

/// Seals the pieces of a column file; each piece is bound to its file, generation, column and place.
package struct ChunkSealer: Sendable {
  private let key: SymmetricKey
  private let start: Context

  /// - Parameters:
  ///   - file: what makes this file unlike any other: store and random part.
  ///   - generation: the state of the store that the file shows.
  package init(_ master: MasterKey, file: String, generation: Int64 = 0) {
    var start = Context("column")
    start.add(file)
    start.add(generation)
    self.start = start
    // A key for each file: nonces need not be unlike those of other files.
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: master.subkey(.columns), info: start.bytes, outputByteCount: 32)
  }

  /// How much longer a sealed piece is than its content, in bytes.
  package static let overhead = 28

  /// - Throws: ``SealError`` when the content is beyond the limits of the cipher.
  package func seal(_ content: UnsafeRawBufferPointer, column: String, index: Int) throws -> [UInt8]
  {
    try withSealed(content, column: column, index: index) { Array($0) }
  }

  /// Hands over the sealed piece without copying it, for writing it to a file at once.
  ///
  /// - Throws: ``SealError`` when the content is beyond the limits of the cipher, or what `body`
  ///   throws.
  package func withSealed<Result>(
    _ content: UnsafeRawBufferPointer, column: String, index: Int,
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    guard
      let sealed = try? AES.GCM.seal(content, using: key, authenticating: context(column, index)),
      let combined = sealed.combined
    else { throw SealError(.cannotSeal) }
    return try combined.withUnsafeBytes(body)
  }

  /// Opens a piece into memory of the content's size; leaves the memory alone when it throws.
  ///
  /// - Throws: ``SealError`` when it was changed, moved or is of another size.
  package func open(
    _ sealed: UnsafeRawBufferPointer, column: String, index: Int,
    into memory: UnsafeMutableRawBufferPointer
  ) throws {
    guard sealed.count == memory.count + ChunkSealer.overhead else { throw SealError(.wrongSize) }
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let plain = try? AES.GCM.open(box, using: key, authenticating: context(column, index))
    else { throw SealError(.notAuthentic) }
    plain.withUnsafeBytes { memory.copyMemory(from: $0) }
  }

  private func context(_ column: String, _ index: Int) -> [UInt8] {
    var context = start
    context.add(column)
    context.add(Int64(index))
    return context.bytes
  }
}
