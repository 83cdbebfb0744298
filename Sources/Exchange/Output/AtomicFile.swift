#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that appears whole under its name, or not at all.
///
/// Write to ``sink``, ``finish()``, log what is about to appear, ``publish()``. Dropping it before
/// that takes away what was written. A part left by a killed process is called `.drempel-….part`;
/// the next file in that folder takes it away. Links are followed, and what is replaced leaves its
/// rights to what comes; devices, pipes and sockets are never replaced.
package final class AtomicFile {
  package let path: String
  package let sink: FileSink
  private let overwrite: Bool
  private let mode: mode_t
  private let folder: Int32
  private let parent: String
  private let name: String
  private let partName: String
  private var isOpen = true
  private var isFinished = false
  /// Whether others than its owner may read the file that comes, for it has the rights of another.
  package private(set) var isOpenToOthers = false
  /// Whether it took the place of another, and has its rights.
  package private(set) var hasReplaced = false

  /// Opens the part beside the target; `-` is standard output.
  ///
  /// - Parameters:
  ///   - mode: the rights of a new file; one that is replaced leaves its own.
  ///   - tap: is given all bytes in their order, for a digest.
  /// - Throws: ``ExchangeError``, also when the target exists and may not be overwritten.
  package init(
    _ path: String, overwrite: Bool = false, mode: mode_t = 0o600,
    tap: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) throws {
    self.path = path
    self.overwrite = overwrite
    self.mode = mode
    if path == "-" {
      (folder, name, parent, partName) = (-1, "", "", "")
      sink = FileSink.standardOutput(tap: tap)
      return
    }
    if !overwrite { try AtomicFile.mustBeFree(path) }
    let place = try FilePlace(path)
    name = place.name
    parent = place.folder
    folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder < 0 { throw ExchangeError(number: errno, path: path, absent: .folderNotFound) }
    partName = ".drempel-\(String(UInt64.random(in: .min ... .max), radix: 36)).part"
    do {
      try AtomicFile.checkTarget(name, in: folder, overwrite: overwrite, path: path)
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
    isStandardOutput ? nil : "\(parent)/\(partName)"
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
      if !isStandardOutput { giveRights() }
      if !isStandardOutput, fsync(sink.descriptor) != 0 {
        throw ExchangeError(number: errno, path: path)
      }
      isFinished = true
    } catch {
      discard()
      throw error
    }
  }

  /// While it is written it is its owner's alone.
  private func giveRights() {
    if overwrite, let rights = FileRights(of: name, in: folder) {
      rights.give(to: sink.descriptor)
      isOpenToOthers = rights.areWide
      hasReplaced = true
    } else if mode != 0o600 {
      fchmod(sink.descriptor, mode)
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
  /// Says before anything is followed that something has the name already: of a link that leads
  /// nowhere nobody said that it may be filled.
  ///
  /// - Parameter taken: what is thrown then; `nameTaken` where nothing can be overwritten.
  /// - Throws: ``ExchangeError``.
  package static func mustBeFree(
    _ path: String, taken: ExchangeError.Kind = .exists
  ) throws {
    var facts = stat()
    if path.utf8.contains(0) || lstat(path, &facts) != 0 { return }
    if facts.st_mode & S_IFMT == S_IFLNK, stat(path, &facts) != 0 {
      throw ExchangeError(taken, path: path)
    }
    try check(facts, overwrite: false, path: path, taken: taken)
  }

  /// Whether two paths lead to one file, or will.
  package static func isSame(_ path: String, _ other: String) -> Bool {
    var (left, right) = (stat(), stat())
    guard stat(path, &left) == 0, stat(other, &right) == 0 else { return false }
    return left.st_dev == right.st_dev && left.st_ino == right.st_ino
  }

  /// The folder in which a file would come, links followed; nil when there is none.
  package static func folder(of path: String) -> String? {
    (try? FilePlace(path)).flatMap { FilePlace.real($0.folder) }
  }

  /// The file itself that a path leads to, links followed; nil when there is no such folder.
  package static func place(of path: String) -> String? {
    guard let place = try? FilePlace(path), let folder = FilePlace.real(place.folder) else {
      return nil
    }
    return "\(folder)/\(place.name)"
  }

  private static func checkTarget(
    _ name: String, in folder: Int32, overwrite: Bool, path: String
  ) throws {
    var facts = stat()
    guard fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return }
      throw ExchangeError(number: errno, path: path)
    }
    try check(facts, overwrite: overwrite, path: path)
  }

  private static func check(
    _ facts: stat, overwrite: Bool, path: String, taken: ExchangeError.Kind = .exists
  ) throws {
    switch facts.st_mode & S_IFMT {
    case S_IFREG: if !overwrite { throw ExchangeError(taken, path: path) }
    case S_IFDIR: throw ExchangeError(.isFolder, path: path)
    // One that came meanwhile.
    case S_IFLNK: throw ExchangeError(.badPath, path: path)
    default: throw ExchangeError(.notAFile, path: path)
    }
  }
}
