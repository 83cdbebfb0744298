import Foundation
import GRDB
import Seal

/// An export is announced before its file appears and confirmed after: no file without a log.
extension Store {
  /// Logs the files that are about to appear.
  package func intend(_ entries: [TrailEntry]) throws {
    try changing { database in
      try database.execute(sql: "DELETE FROM meta WHERE \(Store.isIntent)")
      for (place, entry) in entries.enumerated() {
        try database.execute(
          sql: "INSERT INTO meta (key, value) VALUES (?, ?)",
          arguments: ["intent\(place)", try entry.sealed(keys.entries, "intent", place)])
      }
      try append(entries.dropLast(), database)
      return ((), entries.last)
    }
  }

  /// Logs that they are there, and closes the intents.
  package func fulfil(_ entries: [TrailEntry]) throws {
    try changing { database in
      try database.execute(sql: "DELETE FROM meta WHERE \(Store.isIntent)")
      try append(entries.dropLast(), database)
      return ((), entries.last)
    }
  }

  /// Closes what a crash left open: each file's digest tells whether it was done.
  package func closeOpenIntents(actor: Actor) throws {
    if isReadOnly { return }
    let open = try reading { database in
      try Row.fetchAll(
        database, sql: "SELECT key, value FROM meta WHERE \(Store.isIntent) ORDER BY key")
    }
    if open.isEmpty { return }
    try fulfil(
      try open.map { row in
        let key: String = row[0]
        var entry = try TrailEntry(row[1], keys.entries, "intent", Int(key.dropFirst(6)) ?? 0)
        let isDone = entry.file.map { Store.digest(of: $0) == entry.digest } ?? false
        entry.verb = isDone ? "export-done" : "export-undone"
        entry.at = clock.now()
        return entry
      })
  }

  /// Older stores have one, without a number.
  private static let isIntent = "key GLOB 'intent*'"

  private func append(_ entries: some Sequence<TrailEntry>, _ database: Database) throws {
    for entry in entries { try TrailHead.append(entry, since: nil, database, keys, clock) }
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
