import CSystem
import Foundation
import Seal

/// The bytes of a plugin, taken once and never changed after: what is hashed is what is loaded.
package final class PluginFile: Sendable {
  package let path: String
  package let digest: Digest
  package let manifest: Swift.Result<PluginManifest, PluginManifest.FaultKind>
  /// Nil for a library.
  package let questionnaire: QuestionnaireReading?
  /// The anonymous file that nobody can change.
  private let memory: Descriptor
  /// The same of the link file of a questionnaire.
  private let links: Descriptor?
  /// Its number, to hand it to another process.
  var number: Int32 { memory.number }

  /// - Throws: ``PluginFault`` when the file cannot be taken.
  package init(_ path: String) throws(PluginFault) {
    self.path = path
    do {
      let source = try PluginFile.opened(path)
      memory = try Descriptor(drempel_memory_file("plugin"))
      let (own, size) = try PluginFile.copy(source, to: memory)
      guard drempel_freeze(memory.number) == 0 else {
        throw PluginManifest.FaultKind(.unreadable(errno))
      }
      guard path.lowercased().hasSuffix(".json") else {
        (digest, links, questionnaire) = (own, nil, nil)
        manifest = try PluginFile.manifest(of: memory, size: size)
        return
      }
      let beside = try PluginFile.links(of: path)
      links = beside?.memory
      // Who approves a questionnaire approves what its answers are linked to.
      digest = Digest(of: (own.hex + (beside?.digest.hex ?? "")).utf8)
      let reading = QuestionnaireReading(
        try PluginFile.bytes(of: memory, size),
        try beside.map { try PluginFile.bytes(of: $0.memory, $0.size) },
        name: (PluginFile.linksPath(of: path) as NSString).lastPathComponent)
      questionnaire = reading
      manifest = reading.manifest
    } catch let fault as PluginFault {
      throw fault
    } catch let fault as PluginManifest.FaultKind {
      throw PluginFault(path: path, id: nil, kind: fault.kind)
    } catch {
      throw PluginFault(path: path, id: nil, kind: .unreadable(EIO))
    }
  }

  package var name: String { (path as NSString).lastPathComponent }

  /// The name by which it is found from now on.
  var nameToKeep: String {
    if PluginSearch.isInstrument(name) { return name }
    return questionnaire == nil
      ? "lib\(id ?? "")Instrument.so" : "\(id ?? "").questionnaire.json"
  }

  /// Whether it comes in the place of what lies there, so that both are the same instrument.
  func isNewVersion(of other: String) -> Bool {
    guard (other as NSString).lastPathComponent == nameToKeep else { return false }
    guard let questionnaire else { return true }
    // Questionnaires are kept by their id; that two have one word in common says little.
    let known = try? PluginFile(other).questionnaire?.instrument
    return known.map { $0.url == questionnaire.instrument?.url } ?? true
  }

  /// Puts these very bytes into a folder for the owner alone, whole or not at all.
  ///
  /// - Returns: the path, with a name by which plugins are found.
  /// - Throws: ``PluginFault`` with the system's number.
  package func copy(into folder: String) throws(PluginFault) -> String {
    let target = "\(folder)/\(nameToKeep)"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      if questionnaire != nil {
        // Without the other each of the two is another content than the approved one.
        let beside = PluginFile.linksPath(of: target)
        if let links { try PluginFile.put(links, at: beside) } else { unlink(beside) }
      }
      try PluginFile.put(memory, at: target)
      return target
    } catch {
      throw PluginFault(path: target, id: id, kind: .whileWriting(error))
    }
  }

  private static func put(_ memory: Descriptor, at target: String) throws {
    let beside = target + ".new-" + String(UInt64.random(in: 0 ... .max), radix: 16)
    do {
      let file = try Descriptor(open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
      guard lseek(memory.number, 0, SEEK_SET) == 0 else {
        throw PluginManifest.FaultKind(.unreadable(errno))
      }
      _ = try PluginFile.copy(memory, to: file)
      guard fsync(file.number) == 0, rename(beside, target) == 0 else {
        throw PluginManifest.FaultKind(.unreadable(errno))
      }
    } catch {
      unlink(beside)
      throw error
    }
  }

  /// Takes a plugin out of a folder; nothing happens when it is not there.
  package static func remove(_ name: String, from folder: String) {
    guard PluginSearch.isInstrument(name) else { return }
    unlink("\(folder)/\(name)")
    if name.hasSuffix(".json") { unlink(linksPath(of: "\(folder)/\(name)")) }
  }

  /// The link file of a questionnaire lies beside it, with another ending.
  static func linksPath(of path: String) -> String {
    (path as NSString).deletingPathExtension + ".yaml"
  }

  private static func links(of path: String) throws
    -> (memory: Descriptor, digest: Digest, size: Int)?
  {
    let beside = linksPath(of: path)
    var status = stat()
    // A link that leads nowhere is there too: somebody meant it.
    guard lstat(beside, &status) == 0 else { return nil }
    do {
      let memory = try Descriptor(drempel_memory_file("links"))
      let (digest, size) = try copy(try opened(beside), to: memory)
      return (memory, digest, size)
    } catch let fault as PluginManifest.FaultKind {
      throw PluginFault(path: beside, id: nil, kind: fault.kind)
    }
  }

  private static func bytes(of memory: Descriptor, _ size: Int) throws -> Data {
    var data = Data(count: size)
    let got = data.withUnsafeMutableBytes { pread(memory.number, $0.baseAddress, size, 0) }
    guard got == size else { throw PluginManifest.FaultKind(.unreadable(errno)) }
    return data
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
