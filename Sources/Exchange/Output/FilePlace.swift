#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where a file comes once links are followed: its folder, and its name there.
struct FilePlace {
  let folder: String
  let name: String

  /// - Throws: ``ExchangeError`` when the path cannot be that of a file, or leads to what is open
  ///   rather than to a name.
  init(_ path: String) throws {
    var next = path
    for _ in 0..<40 {
      let (folder, name) = try FilePlace.parts(next, of: path)
      guard let target = FilePlace.link(next) else {
        (self.folder, self.name) = (folder, name)
        return
      }
      try FilePlace.mustBeFollowed(next, in: folder, path)
      next = target.hasPrefix("/") ? target : "\(folder)/\(target)"
    }
    throw ExchangeError(.badPath, path: path)
  }

  /// Where a link leads; nil when there is none.
  private static func link(_ path: String) -> String? {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = bytes.withUnsafeMutableBytes { link(path, into: $0) }
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  private static func link(_ path: String, into bytes: UnsafeMutableRawBufferPointer) -> Int {
    guard let base = bytes.bindMemory(to: CChar.self).baseAddress else { return 0 }
    return readlink(path, base, bytes.count)
  }

  /// The kernel's own rule: in a folder where all may write, links of others are not followed.
  private static func mustBeFollowed(_ link: String, in folder: String, _ path: String) throws {
    if real(folder)?.hasPrefix("/proc/") == true {
      throw ExchangeError(.notAFile, path: path)
    }
    var (own, around) = (stat(), stat())
    guard lstat(link, &own) == 0, stat(folder, &around) == 0 else {
      throw ExchangeError(number: errno, path: path)
    }
    let isShared = around.st_mode & S_ISVTX != 0 && around.st_mode & S_IWOTH != 0
    if isShared, own.st_uid != geteuid(), own.st_uid != around.st_uid {
      throw ExchangeError(.noPermission, path: path)
    }
  }

  /// A path without links.
  static func real(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  private static func parts(
    _ path: String, of given: String
  ) throws -> (folder: String, name: String) {
    if path.isEmpty || path.utf8.contains(0) { throw ExchangeError(.badPath, path: given) }
    let pieces = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = pieces.last.map(String.init) ?? ""
    if name.isEmpty || name == "." || name == ".." { throw ExchangeError(.isFolder, path: given) }
    if name.utf8.count > 255 { throw ExchangeError(.nameTooLong, path: given) }
    let folder = pieces.dropLast().joined(separator: "/")
    if pieces.count == 1 { return (".", name) }
    return (folder.isEmpty ? "/" : folder, name)
  }
}

/// The rights of a file that another takes the place of.
struct FileRights {
  private let owner: uid_t
  private let group: gid_t
  private let mode: mode_t

  /// Nil when there is no such file.
  init?(of name: String, in folder: Int32) {
    var facts = stat()
    guard fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0,
      facts.st_mode & S_IFMT == S_IFREG
    else { return nil }
    (owner, group, mode) = (facts.st_uid, facts.st_gid, facts.st_mode & 0o777)
  }

  /// Whether others than its owner may read it.
  var areWide: Bool { mode & 0o044 != 0 }

  /// Gives them to an open file; only who may give it away leaves it to its owner.
  func give(to file: Int32) {
    let isOfGroup =
      fchown(file, owner, group) == 0 || fchown(file, uid_t.max, group) == 0
    var facts = stat()
    let isSame = isOfGroup || (fstat(file, &facts) == 0 && facts.st_gid == group)
    // What its group was allowed was not meant for another.
    fchmod(file, isSame ? mode : mode & ~0o070)
  }
}
