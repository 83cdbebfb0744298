import Glibc

/// A small file for its owner alone.
enum PrivateFile {
  static func create(_ path: String, _ bytes: [UInt8]) throws {
    try makeFolder(folder(of: path))
    try writeNew(path, bytes)
    try syncFolder(of: path)
  }

  /// Writes beside the file and renames, so that the old or the new one stands, never half of one.
  static func replace(_ path: String, _ bytes: [UInt8]) throws {
    let beside = path + ".new-" + String(UInt64.random(in: 0 ... .max), radix: 16)
    try writeNew(beside, bytes)
    do {
      try move(beside, onto: path)
    } catch {
      unlink(beside)
      throw error
    }
  }

  static func move(_ path: String, onto place: String) throws {
    guard rename(path, place) == 0 else { throw SealError(.system(errno), path: place) }
    try syncFolder(of: place)
  }

  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    // Without O_NONBLOCK a pipe in the file's place would hang the program.
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      switch errno {
      case ENOENT: throw SealError(.keyFileMissing, path: path)
      case ELOOP: throw SealError(.keyFileIsLink, path: path)
      default: throw SealError(.system(errno), path: path)
      }
    }
    defer { close(file) }
    try check(file, path)
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    while count < limit {
      let got = bytes.withUnsafeMutableBytes { memory in
        Glibc.read(file, memory.baseAddress?.advanced(by: count), limit - count)
      }
      if got == 0 { return Array(bytes[..<count]) }
      if got > 0 {
        count += got
      } else if errno != EINTR {
        throw SealError(.system(errno), path: path)
      }
    }
    throw SealError(.keyFileMalformed, path: path)
  }

  /// Adds a line at the end, after whatever a crash left of one; it is on disk when this returns.
  static func append(_ path: String, _ line: String) throws {
    let file = open(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw SealError(.system(errno), path: path) }
    defer { close(file) }
    try check(file, path)
    var last: UInt8 = 0
    let end = lseek(file, 0, SEEK_END)
    let isWhole = end > 0 && pread(file, &last, 1, end - 1) == 1 && last == 10
    guard writeAll(file, Array((isWhole ? line : "\n" + line).utf8)), fsync(file) == 0 else {
      throw SealError(.system(errno), path: path)
    }
  }

  private static func check(_ file: Int32, _ path: String) throws {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw SealError(.system(errno), path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SealError(.keyFileNotRegular, path: path)
    }
    guard status.st_uid == geteuid() else { throw SealError(.keyFileOfOther, path: path) }
    guard status.st_mode & 0o077 == 0 else { throw SealError(.keyFileOpenToOthers, path: path) }
  }

  private static func writeNew(_ path: String, _ bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw SealError(errno == EEXIST ? .keyFileExists : .system(errno), path: path)
    }
    defer { close(file) }
    guard fchmod(file, 0o600) == 0, writeAll(file, bytes), fsync(file) == 0 else {
      let code = errno
      unlink(path)
      throw SealError(.system(code), path: path)
    }
  }

  private static func writeAll(_ file: Int32, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { memory in
      var rest = memory[...]
      while !rest.isEmpty {
        let written = write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written >= 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return false }
      }
      return true
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the folders that are missing; those that exist stay as they are.
  private static func makeFolder(_ path: String) throws {
    if access(path, F_OK) == 0 || mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw SealError(.system(errno), path: path) }
    try makeFolder(folder(of: path))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw SealError(.system(errno), path: path)
    }
  }

  private static func syncFolder(of path: String) throws {
    let folder = folder(of: path)
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw SealError(.system(errno), path: folder) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw SealError(.system(errno), path: folder) }
  }
}
