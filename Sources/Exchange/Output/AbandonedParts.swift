#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Parts of files whose writer was killed: they hold data about people, so they do not stay.
enum AbandonedParts {
  /// Younger parts may belong to a writer that has not locked its part yet.
  private static let leastAge = 60

  /// Takes away all parts in a folder that nobody writes any more.
  static func remove(in folder: Int32) {
    let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let list = fdopendir(copy) else { return }
    defer { closedir(list) }
    while let entry = readdir(list) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".drempel-"), name.hasSuffix(".part") { removeIfAbandoned(name, folder) }
    }
  }

  private static func removeIfAbandoned(_ name: String, _ folder: Int32) {
    let part = openat(folder, name, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard part >= 0 else { return }
    defer { close(part) }
    var facts = stat()
    guard fstat(part, &facts) == 0, time(nil) - facts.st_mtim.tv_sec > leastAge,
      flock(part, LOCK_EX | LOCK_NB) == 0
    else { return }
    unlinkat(folder, name, 0)
  }
}
