import Foundation
import GRDB
import Seal

/// An export is announced before its file appears and confirmed after: no file without a log.
extension Store {
  /// Logs what is about to appear.
  package func intend(_ entry: TrailEntry) throws {
    try changing { database in
      let text = try entry.sealed(keys.entries, "intent", 0)
      try database.execute(
        sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('intent', ?)", arguments: [text])
      return ((), entry)
    }
  }

  /// Logs that it is there, and closes the intent.
  package func fulfil(_ entry: TrailEntry) throws {
    try changing { database in
      try database.execute(sql: "DELETE FROM meta WHERE key = 'intent'")
      return ((), entry)
    }
  }

  /// Closes an intent that a crash left open: the file's digest tells whether it was done.
  package func closeOpenIntent(actor: Actor) throws {
    if isReadOnly { return }
    let open = try reading { database in
      try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'intent'")
    }
    guard let open else { return }
    var entry = try TrailEntry(open, keys.entries, "intent", 0)
    let isDone = entry.file.map { Store.digest(of: $0) == entry.digest } ?? false
    entry.verb = isDone ? "export-done" : "export-undone"
    entry.at = Int64(time(nil))
    try fulfil(entry)
  }

  private static func digest(of path: String) -> String? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    var running = Digest.Running()
    while let part = try? handle.read(upToCount: 1 << 20), !part.isEmpty {
      part.withUnsafeBytes { running.add($0) }
    }
    return "\(running.finished())"
  }
}
