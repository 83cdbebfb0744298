import CSystem
import Foundation
import Seal

/// Plugins that crashed: set aside, by content, until an operator lets them back.
package struct Quarantine: Sendable {
  /// What is written to standard error when a plugin crashes: its id stands between the two.
  package struct Notice: Hashable, Sendable {
    package let before: String
    package let after: String

    /// Each at most 255 bytes.
    package init(
      before: String = "E605 plugin ",
      after: String = " crashed and is set aside until: drempel plugin release"
    ) {
      self.before = before
      self.after = after
    }
  }

  package let path: String
  private var list: ListFile { ListFile(path: path, separator: " ") }

  package init(path: String) { self.path = path }

  /// What is set aside now.
  ///
  /// - Throws: ``PluginFault`` when the file is there but cannot be read or believed.
  package func marks() throws(PluginFault) -> [(id: String, digest: Digest)] {
    try list.read(.owner).compactMap { words in
      Digest(hex: words[1]).map { (words[0], $0) }
    }
  }

  /// Lets a plugin back; false when it was not set aside.
  ///
  /// - Throws: ``PluginFault`` when the file cannot be read or written.
  package func release(id: String) throws(PluginFault) -> Bool {
    let lines = try list.read(.owner)
    let rest = lines.filter { $0[0] != id }
    guard rest.count < lines.count else { return false }
    try list.replace(rest)
    return true
  }

  /// From now on whoever crashes this process during a plugin call is set aside.
  ///
  /// - Throws: ``PluginFault`` when crashes could not be laid at anybody's door.
  package func watch(_ notice: Notice = Notice()) throws(PluginFault) {
    do {
      try list.makeFolder()
    } catch {
      throw PluginFault(path: path, id: nil, kind: .whileWriting(error))
    }
    guard drempel_guard_install(path, notice.before, notice.after) == 0 else {
      throw PluginFault(path: path, id: nil, kind: .unreadable(ENAMETOOLONG))
    }
  }

  /// Runs a plugin's code on this thread, so that a crash in it is its own.
  static func guarded<Answer>(
    _ id: String, _ digest: Digest, _ work: () throws -> Answer
  ) rethrows -> Answer {
    let entered = drempel_guard_enter("\(id) \(digest.hex)\n") == 0
    defer { if entered { drempel_guard_leave() } }
    return try work()
  }
}
