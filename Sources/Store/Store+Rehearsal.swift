import Foundation
import GRDB
import Records
import Seal

/// Who looks at what would read differently before an older store is changed.
package struct Rehearsal {
  let law: Store.Law
  let judge: (MigrationReport) throws -> Void

  /// - Parameter judge: throws to leave the store as it is.
  package init(law: Store.Law, judge: @escaping (MigrationReport) throws -> Void) {
    self.law = law
    self.judge = judge
  }
}

extension Store {
  /// What would read differently of a store when it is migrated, or read differently since it was,
  /// as long as what it was is kept beside it; nothing is changed.
  ///
  /// - Parameter unlock: gives the key for the store's id.
  /// - Returns: nil for a store that had entries always, as far as can be told.
  /// - Throws: ``StoreError``, or what `unlock` throws.
  package static func rehearse(
    at folder: String, law: Law, unlock: (String) throws -> MasterKey
  ) throws -> MigrationReport? {
    guard FileManager.default.fileExists(atPath: folder + "/store.db") else {
      throw StoreError(.notAStore, path: folder)
    }
    let busy = BusyHandler(BusyWait(), folder: folder)
    var queue = try openQueue(
      folder, StoreMedium(folder, readOnly: true), readOnly: true, busy)
    return try StoreError.translating(folder) {
      var found = try queue.read(Schema.version)
      if found >= Schema.firstOfEntries {
        guard let (copy, version) = copyBeforeEntries(folder) else { return nil }
        // Nobody writes to it: it is read without files beside it.
        let path = StoreMedium.still.path(of: copy)
        (queue, found) = (try DatabaseQueue(path: path), version)
      }
      guard let meta = try queue.read(StoreMeta.read) else {
        throw StoreError(.damaged(what: "meta"), path: folder)
      }
      let keys = try StoreKeys(
        try unlock(meta.id), store: meta.id, wrappedNumberKey: meta.numberKey)
      return try rehearse(queue, folder, meta, keys, law: law)
    }
  }

  /// The oldest copy of a store from before there were entries.
  private static func copyBeforeEntries(_ folder: String) -> (path: String, version: Int)? {
    for version in 1..<Schema.firstOfEntries {
      let path = copy(of: version, in: folder)
      if FileManager.default.fileExists(atPath: path) { return (path, version) }
    }
    return nil
  }

  /// Migrates a copy that is nowhere but in memory, and compares what is read.
  static func rehearse(
    _ queue: DatabaseQueue, _ folder: String, _ meta: StoreMeta, _ keys: StoreKeys, law: Law
  ) throws -> MigrationReport {
    let copy = try DatabaseQueue()
    try queue.backup(to: copy)
    let from = try copy.read(Schema.version)
    try copy.write { try $0.execute(sql: FormerReader.notes) }
    try Schema.migrate(copy)
    let store = try Store(rehearsed: copy, folder, meta, keys)
    store.law = law
    return try store.reading { try MigrationReader(store, $0, from: from).report() }
  }
}
