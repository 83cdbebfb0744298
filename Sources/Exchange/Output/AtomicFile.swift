#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that appears whole under its name, or not at all.
///
/// Write to ``sink``, ``finish()``, log what is about to appear, ``publish()``. Dropping it before
/// that takes away what was written. A part left by a killed process is called `.drempel-….part`;
/// the next file in that folder takes it away.
package final class AtomicFile {
  package let path: String
  package let sink: FileSink
  private let overwrite: Bool
  private let folder: Int32
  private let name: String
  private let partName: String
  private var isOpen = true
  private var isFinished = false

  /// Opens the part beside the target; `-` is standard output.
  ///
  /// - Parameter tap: is given all bytes in their order, for a digest.
  /// - Throws: ``ExchangeError``, also when the target exists and may not be overwritten.
  package init(
    _ path: String, overwrite: Bool = false, tap: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) throws {
    self.path = path
    self.overwrite = overwrite
    if path == "-" {
      (folder, name, partName) = (-1, "", "")
      sink = FileSink.standardOutput(tap: tap)
      return
    }
    let (parent, last) = try AtomicFile.parts(path)
    name = last
    folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder < 0 { throw ExchangeError(number: errno, path: path, absent: .folderNotFound) }
    partName = ".drempel-\(String(UInt64.random(in: .min ... .max), radix: 36)).part"
    do {
      try AtomicFile.checkTarget(last, in: folder, overwrite: overwrite, path: path)
      let part = openat(
        folder, partName, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if part < 0 { throw ExchangeError(number: errno, path: path, absent: .folderNotFound) }
      flock(part, LOCK_EX | LOCK_NB)
      AbandonedParts.remove(in: folder)
      sink = FileSink(descriptor: part, path: path, tap: tap)
    } catch {
      close(folder)
      throw error
    }
  }

  deinit { discard() }

  package var isStandardOutput: Bool { folder < 0 }

  /// The path of the part, for who must write it by name or read it back; nil for standard output.
  package var partPath: String? {
    if isStandardOutput { return nil }
    let parent = path.utf8.count > name.utf8.count ? path.dropLast(name.count) : ""
    return parent + partName
  }

  /// Lets something write the part that can only write a file by its name.
  ///
  /// - Parameters:
  ///   - body: is given a name of the part and one of its folder, which stay true even when the
  ///     folder is moved; what it returns goes to `verify`.
  ///   - verify: is given all bytes of the part as they are read back.
  /// - Throws: what these throw, ``ExchangeError``, and takes the part away.
  package func fill<Made>(
    _ body: (_ part: String, _ folder: String) throws -> Made,
    verify: (UnsafeRawBufferPointer, Made) throws -> Void
  ) throws {
    if isStandardOutput { throw ExchangeError(.badPath, path: path) }
    do {
      let made = try body("/proc/self/fd/\(sink.descriptor)", "/proc/self/fd/\(folder)")
      try sink.takeIn { try verify($0, made) }
    } catch {
      discard()
      throw error
    }
  }

  /// Puts everything on the disk; the target does not exist yet.
  ///
  /// - Throws: ``ExchangeError``, and takes the part away.
  package func finish() throws {
    do {
      try sink.flush()
      if !isStandardOutput, fsync(sink.descriptor) != 0 {
        throw ExchangeError(number: errno, path: path)
      }
      isFinished = true
    } catch {
      discard()
      throw error
    }
  }

  /// Gives the finished part its name.
  ///
  /// - Throws: ``ExchangeError``, and takes the part away; `exists` when another came first.
  package func publish() throws {
    if !isFinished { try finish() }
    if isStandardOutput { return }
    do {
      try AtomicFile.checkTarget(name, in: folder, overwrite: overwrite, path: path)
      if overwrite {
        if renameat(folder, partName, folder, name) != 0 {
          throw ExchangeError(number: errno, path: path)
        }
      } else {
        try linkAnew()
      }
      // The name itself must outlive a power cut too.
      if fsync(folder) != 0, errno != EINVAL { throw ExchangeError(number: errno, path: path) }
      closeAll()
    } catch {
      discard()
      throw error
    }
  }

  /// Takes the part away; nothing happens once it is published.
  package func discard() {
    if !isOpen || isStandardOutput { return }
    unlinkat(folder, partName, 0)
    closeAll()
  }

  /// A link fails when the name is taken, so that nothing that came meanwhile is lost.
  private func linkAnew() throws {
    if linkat(folder, partName, folder, name, 0) == 0 {
      unlinkat(folder, partName, 0)
      return
    }
    let number = errno
    guard number == EPERM || number == EOPNOTSUPP || number == ENOSYS else {
      throw ExchangeError(number: number, path: path)
    }
    // On a file system without links an empty file takes the name, which only one can make.
    let claim = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if claim < 0 { throw ExchangeError(number: errno, path: path) }
    close(claim)
    if renameat(folder, partName, folder, name) != 0 {
      let number = errno
      unlinkat(folder, name, 0)
      throw ExchangeError(number: number, path: path)
    }
  }

  private func closeAll() {
    isOpen = false
    close(sink.descriptor)
    close(folder)
  }
}

extension AtomicFile {
  private static func parts(_ path: String) throws -> (folder: String, name: String) {
    if path.isEmpty || path.utf8.contains(0) { throw ExchangeError(.badPath, path: path) }
    let pieces = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = pieces.last.map(String.init) ?? ""
    if name.isEmpty || name == "." || name == ".." { throw ExchangeError(.isFolder, path: path) }
    if name.utf8.count > 255 { throw ExchangeError(.nameTooLong, path: path) }
    let parent = pieces.dropLast().joined(separator: "/")
    if pieces.count == 1 { return (".", name) }
    return (parent.isEmpty ? "/" : parent, name)
  }

  private static func checkTarget(
    _ name: String, in folder: Int32, overwrite: Bool, path: String
  ) throws {
    var facts = stat()
    guard fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return }
      throw ExchangeError(number: errno, path: path)
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG, S_IFLNK: if !overwrite { throw ExchangeError(.exists, path: path) }
    case S_IFDIR: throw ExchangeError(.isFolder, path: path)
    default: throw ExchangeError(.notAFile, path: path)
    }
  }
}
