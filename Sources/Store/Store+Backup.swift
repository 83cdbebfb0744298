import Foundation
import GRDB
import InstrumentKit
import Records
import Seal

/// A copy of a store that its trail knows of.
package struct Backup: Hashable, Sendable {
  package let path: String
  /// The last day on which it should exist; what was forgotten since is gone with it.
  package let until: Day
}

extension Store {
  /// Copies the store while others use it, into a folder that is a store of its own: whole and
  /// checked, or not there at all. Its key stays where it is, and drafts are not taken along.
  ///
  /// - Parameter until: the day by which somebody promises to throw it away.
  /// - Returns: how many clients it holds, and where its trail stands.
  /// - Throws: ``StoreError``.
  package func backUp(
    to path: String, until: Day, actor: Actor
  ) throws -> (clients: Int, head: String) {
    // Pages of who was forgotten just now must not get into a copy.
    guard try reading(Store.pendingForgets).isEmpty else { throw StoreError(.locked) }
    let beside = try BesideFolder(for: path)
    var entry = TrailEntry(
      verb: "backup", actor: actor, count: try clientCount(), file: path, until: until)
    do {
      // It is written before there is anything: no backup without a log.
      try log(entry)
      try copyDatabase(to: beside.path + "/store.db")
      let copy = try Store.open(at: beside.path, clock: clock) { _ in keys.master }
      let found = (clients: try copy.clientCount(), head: try copy.head())
      try copy.mustBeWhole()
      try copy.close()
      try beside.publish()
      return found
    } catch {
      beside.remove()
      entry.verb = "backup-undone"
      entry.at = clock.now()
      try? log(entry)
      throw error
    }
  }

  /// Backups that may still exist: those of which the last day has not passed, and others that are
  /// still where they were made.
  package func backups(on day: Day) throws -> [Backup] {
    var made: [Backup] = []
    for entry in try trail() {
      guard let file = entry.file, let until = entry.until else { continue }
      let backup = Backup(path: file, until: Day(number: until))
      if entry.verb == "backup" { made.append(backup) }
      if entry.verb == "backup-undone", let last = made.lastIndex(of: backup) {
        made.remove(at: last)
      }
    }
    return made.filter { backup in
      backup.until >= day || FileManager.default.fileExists(atPath: backup.path + "/store.db")
    }
  }

  /// Makes a store from a backup, in a folder that is not there yet; who was forgotten since is
  /// forgotten again.
  ///
  /// - Parameters:
  ///   - list: where the forgotten are kept outside backups.
  ///   - keyFile: beside it stands how far the operator knows that the trail went.
  ///   - ageBorders: as in ``forget(_:list:ageBorders:actor:)``.
  ///   - rehearsal: sees first what would read differently in one from before there were entries.
  ///   - unlock: gives the key for the store's id.
  /// - Returns: how many clients were forgotten again, nil when there is no list.
  /// - Throws: ``StoreError``, or what `unlock` throws.
  package static func restore(
    _ backup: String, to path: String, list: (String) -> String,
    keyFile: ((String) -> String)? = nil,
    ageBorders: () throws -> [Int] = { [] }, actor: Actor, clock: WallClock = .system,
    rehearsal: Rehearsal? = nil, unlock: (String) throws -> MasterKey
  ) throws -> (clients: Int, forgotten: Int?, migratedFrom: Int?) {
    guard FileManager.default.fileExists(atPath: backup + "/store.db") else {
      throw StoreError(.notAStore, path: backup)
    }
    let beside = try BesideFolder(for: path)
    do {
      try copyFiles(backup, to: beside.path)
      let store = try openRestored(beside.path, clock, rehearsal, unlock)
      try store.mustBeSound()
      let forgotten = try store.forgetAgain(list(store.id), ageBorders)
      let clients = try store.clientCount()
      var witness = keyFile.map {
        Witness(store.keys, store: store.id, folder: path, beside: $0(store.id))
      }
      var entry = TrailEntry(verb: "restore", actor: actor, count: clients, file: backup)
      entry.left = witness?.read().map { "\($0.number):\($0.link)" }
      try store.log(entry)
      let head = try store.standing()
      guard try store.rewrite() else { throw StoreError(.diskFull, path: path) }
      let from = store.migratedFrom
      // The backup itself is the copy of what was before.
      for copy in store.migrationCopies { unlink("\(beside.path)/\(copy)") }
      try store.close()
      try beside.publish()
      witness?.isPast = true
      witness?.write(head)
      return (clients, forgotten, from)
    } catch {
      beside.remove()
      throw error
    }
  }

  /// The version of the schema of a store, which is not changed by asking.
  package static func version(at folder: String) throws -> (found: Int, known: Int) {
    guard FileManager.default.fileExists(atPath: folder + "/store.db") else {
      throw StoreError(.notAStore, path: folder)
    }
    let queue = try openQueue(
      folder, StoreMedium(folder, readOnly: true), readOnly: true,
      BusyHandler(BusyWait(), folder: folder))
    return try StoreError.translating(folder) {
      let found = try queue.read(Schema.version)
      return (found, Schema.version)
    }
  }

  private func copyDatabase(to path: String) throws {
    try StoreError.translating(path) {
      let copy = try DatabaseQueue(path: path)
      try queue.backup(to: copy)
      try copy.close()
    }
    chmod(path, 0o600)
  }

  /// The file and what its log may hold: the backup itself is not written to, so that it may lie on
  /// a medium that cannot be.
  private static func copyFiles(_ backup: String, to folder: String) throws {
    for name in ["store.db", "store.db-wal"] {
      guard FileManager.default.fileExists(atPath: "\(backup)/\(name)") else { continue }
      do {
        try FileManager.default.copyItem(
          atPath: "\(backup)/\(name)", toPath: "\(folder)/\(name)")
      } catch {
        throw (error as NSError).code == NSFileWriteOutOfSpaceError
          ? StoreError(.diskFull, path: folder) : StoreError.of(errno, path: folder)
      }
      chmod("\(folder)/\(name)", 0o600)
    }
  }

  private static func openRestored(
    _ folder: String, _ clock: WallClock, _ rehearsal: Rehearsal?,
    _ unlock: (String) throws -> MasterKey
  ) throws -> Store {
    do {
      let store = try open(at: folder, clock: clock, rehearsal: rehearsal, unlock: unlock)
      _ = try store.head()
      return store
    } catch let error as SealError where error.code == .notAuthentic {
      throw StoreError(.otherKey)
    }
  }

  /// Forgets again who was forgotten after a backup was made.
  private func forgetAgain(
    _ list: String, _ ageBorders: () throws -> [Int]
  ) throws -> Int? {
    let list = forgottenList(list)
    guard let codes = try list.read() else { return nil }
    try watch()
    return try StoreError.translating(folder) {
      try queue.write { database in
        let clients = try Row.fetchAll(
          database, sql: "SELECT id, code FROM client WHERE forgotten IS NULL")
        let found = clients.filter { codes.contains(list.code(of: $0[1])) }
        for client in found { try destroy(client[0], ageBorders, database) }
        return found.count
      }
    }
  }

  /// - Throws: ``StoreError`` when the file or the trail is not whole.
  private func mustBeWhole() throws {
    let lines = try reading { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    guard lines == ["ok"], case .unbroken = try verifyTrail() else {
      throw StoreError(.unsound(max(1, lines.count)), path: folder)
    }
  }

  private func mustBeSound() throws {
    let findings = try check()
    if !findings.isEmpty { throw StoreError(.unsound(findings.count), path: folder) }
  }

  /// Closes the file; nothing may be asked afterwards.
  private func close() throws {
    try StoreError.translating(folder) { try queue.close() }
  }
}
