import CSystem
import Foundation
import Seal

/// The bytes of a plugin, taken once and never changed after: what is hashed is what is loaded.
package final class PluginFile {
  package let path: String
  package let digest: Digest
  package let manifest: Swift.Result<PluginManifest, PluginManifest.FaultKind>
  /// An anonymous file that nobody can change.
  let descriptor: Int32

  /// - Throws: ``PluginFault`` when the file cannot be taken.
  package init(_ path: String) throws {
    self.path = path
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else {
      throw PluginFault(path: path, id: nil, kind: errno == ELOOP ? .isLink : .unreadable(errno))
    }
    defer { close(file) }
    descriptor = drempel_memory_file("plugin")
    guard descriptor >= 0 else {
      throw PluginFault(path: path, id: nil, kind: .unreadable(errno))
    }
    var running = Digest.Running()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var size = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      guard count >= 0, size + count <= PluginFile.limit else {
        close(descriptor)
        throw PluginFault(path: path, id: nil, kind: .unreadable(count < 0 ? errno : EFBIG))
      }
      if count == 0 { break }
      size += count
      buffer.withUnsafeBytes { running.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      let copy = descriptor
      guard buffer.withUnsafeBytes({ write(copy, $0.baseAddress, count) }) == count else {
        close(descriptor)
        throw PluginFault(path: path, id: nil, kind: .unreadable(errno))
      }
    }
    digest = running.finished()
    let frozen = drempel_freeze(descriptor)
    guard frozen == 0, size > 0,
      let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      memory != MAP_FAILED
    else {
      manifest = .failure(.init(.notALibrary))
      return
    }
    manifest = PluginManifest.read(UnsafeRawBufferPointer(start: memory, count: size))
    munmap(memory, size)
  }

  deinit { close(descriptor) }

  private static let limit = 256 << 20

  /// The id, where the manifest can be read.
  package var id: String? { try? manifest.get().id }
}
