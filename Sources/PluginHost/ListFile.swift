import CSystem
import Foundation
import Profile

/// A small file of lines of two words or more, written whole or not at all, for its owner alone.
struct ListFile: Sendable {
  let path: String
  /// What stands between the words.
  let separator: String

  /// Who may have written the file.
  enum Trust {
    /// Only whoever runs this program.
    case owner
    /// Whoever put the program there; nobody else may have a hand in it.
    case installer
  }

  /// The words of each line; lines of one word are passed over. Empty when there is no file.
  ///
  /// - Throws: ``PluginFault`` when the file is a link, is too large or others may write it.
  func read(_ trust: Trust) throws(PluginFault) -> [[String]] {
    do {
      return try content(trust).split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        return words.count >= 2 ? words : nil
      }
    } catch let fault as PluginManifest.FaultKind {
      if fault.kind == .unreadable(ENOENT) { return [] }
      throw PluginFault(path: path, id: nil, kind: fault.kind)
    } catch {
      throw PluginFault(path: path, id: nil, kind: .unreadable(EIO))
    }
  }

  /// Writes beside the file and renames.
  ///
  /// - Throws: ``PluginFault`` with the system's number.
  func replace(_ lines: [[String]]) throws(PluginFault) {
    let beside = path + ".new-" + String(UInt64.random(in: 0 ... .max), radix: 16)
    do {
      try makeFolder()
      let text = lines.map { $0.joined(separator: separator) + "\n" }.joined()
      let file = try Descriptor(
        open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600))
      try Array(text.utf8).withUnsafeBytes { try file.write($0) }
      guard fsync(file.number) == 0, rename(beside, path) == 0 else {
        throw PluginManifest.FaultKind(.unreadable(errno))
      }
    } catch {
      unlink(beside)
      throw PluginFault(path: path, id: nil, kind: .whileWriting(error))
    }
  }

  /// Makes the folder of the file when it is missing.
  func makeFolder() throws {
    try FileManager.default.createDirectory(
      atPath: FolderPath.of(path), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  private func content(_ trust: Trust) throws -> String {
    let file = try Descriptor(drempel_open(path))
    var status = stat()
    guard fstat(file.number, &status) == 0 else {
      throw PluginManifest.FaultKind(.unreadable(errno))
    }
    let others: mode_t = trust == .owner ? 0o022 : 0o002
    guard status.st_mode & S_IFMT == S_IFREG,
      trust == .installer || status.st_uid == geteuid(),
      status.st_mode & others == 0
    else { throw PluginManifest.FaultKind(.unreadable(EPERM)) }
    guard status.st_size <= ListFile.limit else {
      throw PluginManifest.FaultKind(.unreadable(EFBIG))
    }
    var bytes = [UInt8](repeating: 0, count: ListFile.limit)
    let count = bytes.withUnsafeMutableBytes {
      Glibc.read(file.number, $0.baseAddress, $0.count)
    }
    guard count >= 0 else { throw PluginManifest.FaultKind(.unreadable(errno)) }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// In bytes.
  private static let limit = 1 << 20
}
