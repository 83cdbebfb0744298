import Foundation

/// The digests of files that may be loaded: those of the same build, and those an operator added.
package struct ApprovedPlugins: Sendable {
  /// Digest to file name.
  private var digests: [String: String] = [:]
  private let operatorsList: String

  /// - Parameters:
  ///   - folders: where a build leaves its list, `approved-plugins`.
  ///   - operatorsList: the operator's own list.
  package init(executableFolder: String, operatorsList: String) {
    self.operatorsList = operatorsList
    for path in [executableFolder + "/approved-plugins", operatorsList] {
      for (digest, name) in ApprovedPlugins.read(path) { digests[digest] = name }
    }
  }

  /// Whether these bytes may run.
  package func contains(_ digest: String) -> Bool { digests[digest] != nil }

  /// Whether another content of this file's name was approved.
  package func knows(name: String) -> Bool { digests.values.contains(name) }

  /// Lines of digest and file name, as `sha256sum` writes them.
  private static func read(_ path: String) -> [(String, String)] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", omittingEmptySubsequences: true)
      guard parts.count == 2, parts[0].utf8.count == 64 else { return nil }
      return (String(parts[0]), String(parts[1].drop { $0 == "*" }))
    }
  }

  /// Adds a file's digest to the operator's list.
  package mutating func add(_ digest: String, name: String) throws {
    digests[digest] = name
    try write(ApprovedPlugins.read(operatorsList).filter { $0.0 != digest } + [(digest, name)])
  }

  /// Takes all contents of a file's name off the operator's list; false when it was not there.
  package mutating func remove(name: String) throws -> Bool {
    let kept = ApprovedPlugins.read(operatorsList)
    let rest = kept.filter { $0.1 != name }
    guard rest.count < kept.count else { return false }
    try write(rest)
    return true
  }

  private func write(_ lines: [(String, String)]) throws {
    let folder = (operatorsList as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let text = lines.map { "\($0.0)  \($0.1)\n" }.joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: operatorsList), options: .atomic)
    chmod(operatorsList, 0o600)
  }
}

/// Plugins that crashed: set aside, by content, until an operator lets them back.
package struct Quarantine: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// The line that the crash handler writes.
  static func line(id: String, digest: String) -> String { "\(id) \(digest)\n" }

  package func contains(_ digest: String) -> Bool { lines.contains { $0.digest == digest } }

  private var lines: [(id: String, digest: String)] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  /// Lets a plugin back; false when it was not set aside.
  package func release(id: String) throws -> Bool {
    let rest = lines.filter { $0.id != id }
    guard rest.count < lines.count else { return false }
    let text = rest.map { Quarantine.line(id: $0.id, digest: $0.digest) }.joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    return true
  }
}
