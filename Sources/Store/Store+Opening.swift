import CSystem
import Foundation
import GRDB

extension Store {
  static func openQueue(
    _ folder: String, _ medium: StoreMedium, readOnly: Bool, _ busy: BusyHandler
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.journalMode = .wal
    configuration.busyMode = .callback { busy.goesOn(after: $0) }
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          \(medium.pragma) PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
          PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536;
          """)
    }
    return try StoreError.translating(folder) {
      // Opening writes too: the library sets up its log.
      try unstopped { try DatabaseQueue(path: medium.path(folder), configuration: configuration) }
    }
  }

  /// Does what holds a lock; a stop (Ctrl-Z) meanwhile comes after it.
  ///
  /// Who is stopped while writing would keep everybody else waiting.
  static func unstopped<Value>(_ work: () throws -> Value) rethrows -> Value {
    drempel_hold_stops()
    defer { drempel_release_stops() }
    return try work()
  }

  /// The library puts `synchronous` back to NORMAL when it sets WAL mode, so this comes after.
  static func makeFullySynchronous(_ queue: DatabaseQueue, _ folder: String) throws {
    let isFull = try unstopped {
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        return try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2
          && String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal"
      }
    }
    guard isFull else { throw StoreError(.notFullySynchronous, path: folder) }
  }
}
