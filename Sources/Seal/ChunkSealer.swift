import Crypto
import Foundation

/// Seals the pieces of a column file; each piece is bound to its file, column and place.
package struct ChunkSealer: Sendable {
  private let key: SymmetricKey
  private let file: [UInt8]

  /// - Parameter file: what makes this file unlike any other: store, generation, random part.
  package init(_ master: MasterKey, file: String) {
    key = master.subkey(.columns)
    self.file = Array(file.utf8)
  }

  /// How much longer a sealed piece is than its content.
  package static let overhead = 28

  package func seal(_ content: UnsafeRawBufferPointer, column: String, index: Int) throws -> [UInt8]
  {
    let sealed = try AES.GCM.seal(content, using: key, authenticating: context(column, index))
    guard let combined = sealed.combined else { throw SealError(.notAuthentic) }
    return Array(combined)
  }

  /// Opens a piece into memory of the content's size.
  ///
  /// - Throws: ``SealError`` when it was changed, moved or is of another size.
  package func open(
    _ sealed: UnsafeRawBufferPointer, column: String, index: Int,
    into memory: UnsafeMutableRawBufferPointer
  ) throws {
    guard sealed.count == memory.count + ChunkSealer.overhead else {
      throw SealError(.notAuthentic)
    }
    do {
      let nonce = try AES.GCM.Nonce(data: sealed[0..<12])
      let box = try AES.GCM.SealedBox(
        nonce: nonce, ciphertext: UnsafeRawBufferPointer(rebasing: sealed[12..<(sealed.count - 16)]),
        tag: UnsafeRawBufferPointer(rebasing: sealed[(sealed.count - 16)...]))
      let plain = try AES.GCM.open(box, using: key, authenticating: context(column, index))
      plain.withUnsafeBytes { memory.copyMemory(from: $0) }
    } catch {
      throw SealError(.notAuthentic)
    }
  }

  private func context(_ column: String, _ index: Int) -> [UInt8] {
    Array("\(file.count):".utf8) + file + Array(":\(column):\(index)".utf8)
  }
}
