import Foundation

/// A small file for its owner alone.
enum PrivateFile {
  static func create(_ path: String, _ bytes: [UInt8]) throws {
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch {
        throw SealError(.system(errno), path: folder)
      }
    }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw SealError(errno == EEXIST ? .keyFileExists : .system(errno), path: path)
    }
    defer { close(file) }
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard written == bytes.count, fsync(file) == 0 else {
      let code = errno
      unlink(path)
      throw SealError(.system(code), path: path)
    }
    let parent = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if parent >= 0 {
      fsync(parent)
      close(parent)
    }
  }

  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else {
      switch errno {
      case ENOENT: throw SealError(.keyFileMissing, path: path)
      case ELOOP: throw SealError(.keyFileIsLink, path: path)
      default: throw SealError(.system(errno), path: path)
      }
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw SealError(.system(errno), path: path) }
    guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
      throw SealError(.keyFileOpenToOthers, path: path)
    }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = bytes.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, limit) }
    guard count >= 0, count < limit else { throw SealError(.keyFileMalformed, path: path) }
    return Array(bytes.prefix(count))
  }
}
