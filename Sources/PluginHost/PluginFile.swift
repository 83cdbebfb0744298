import CSystem
import Foundation
import Seal

/// The bytes of a plugin, taken once and never changed after: what is hashed is what is loaded.
package final class PluginFile: Sendable {
  package let path: String
  package let digest: Digest
  package let manifest: Swift.Result<PluginManifest, PluginManifest.FaultKind>
  /// The anonymous file that nobody can change.
  private let memory: Descriptor

  /// - Throws: ``PluginFault`` when the file cannot be taken.
  package init(_ path: String) throws(PluginFault) {
    self.path = path
    do {
      let source = try PluginFile.opened(path)
      memory = try Descriptor(drempel_memory_file("plugin"))
      let size: Int
      (digest, size) = try PluginFile.copy(source, to: memory)
      guard drempel_freeze(memory.number) == 0 else {
        throw PluginManifest.FaultKind(.unreadable(errno))
      }
      manifest = try PluginFile.manifest(of: memory, size: size)
    } catch let fault as PluginManifest.FaultKind {
      throw PluginFault(path: path, id: nil, kind: fault.kind)
    } catch {
      throw PluginFault(path: path, id: nil, kind: .unreadable(EIO))
    }
  }

  /// The most that a plugin may hold, in bytes.
  package static let limit = 256 << 20

  /// The id, where the manifest can be read.
  package var id: String? { try? manifest.get().id }

  /// The name under which the loader finds these bytes.
  ///
  /// The loader knows what it has loaded by name, and gives the old library for a name that it
  /// has seen. So the number in this name may never stand for another file: it stays open.
  func nameForLoader() -> String {
    memory.keepOpen()
    return "/proc/self/fd/\(memory.number)"
  }

  private static func opened(_ path: String) throws -> Descriptor {
    let file = try Descriptor(drempel_open(path))
    var status = stat()
    guard fstat(file.number, &status) == 0 else {
      throw PluginManifest.FaultKind(.unreadable(errno))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw PluginManifest.FaultKind(.notALibrary(.notAFile))
    }
    guard status.st_size <= limit else { throw PluginManifest.FaultKind(.notALibrary(.tooLarge)) }
    return file
  }

  private static func copy(_ source: Descriptor, to memory: Descriptor) throws -> (Digest, Int) {
    var running = Digest.Running()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var size = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { read(source.number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw PluginManifest.FaultKind(.unreadable(errno)) }
      if count == 0 { return (running.finished(), size) }
      size += count
      // It may have grown since it was opened.
      guard size <= limit else { throw PluginManifest.FaultKind(.notALibrary(.tooLarge)) }
      try buffer.withUnsafeBytes { bytes in
        let taken = UnsafeRawBufferPointer(rebasing: bytes[..<count])
        running.add(taken)
        try memory.write(taken)
      }
    }
  }

  private static func manifest(of memory: Descriptor, size: Int) throws
    -> Swift.Result<PluginManifest, PluginManifest.FaultKind>
  {
    guard size > 0 else { return .failure(.init(.notALibrary(.notELF))) }
    guard let bytes = mmap(nil, size, PROT_READ, MAP_PRIVATE, memory.number, 0),
      bytes != MAP_FAILED
    else { throw PluginManifest.FaultKind(.unreadable(errno)) }
    defer { munmap(bytes, size) }
    return PluginManifest.read(UnsafeRawBufferPointer(start: bytes, count: size))
  }
}
