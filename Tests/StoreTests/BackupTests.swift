import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal
import Synchronization
import TestSupport
import Testing

@testable import Store

/// Copies of a store: whole or not there, and never a way back for who was forgotten.
@Suite struct BackupTests {
  private let actor = FrozenStore.actor
  private let until = Day(number: 25_000)

  private func master(_ frozen: FrozenStore) throws -> MasterKey {
    try KeyFile.read(at: frozen.key).unlock(passphrase: nil)
  }

  private func restore(
    _ frozen: FrozenStore, _ backup: String, to folder: String, key: MasterKey? = nil
  ) throws -> (clients: Int, forgotten: Int?, migratedFrom: Int?) {
    let key = try key ?? master(frozen)
    return try Store.restore(
      backup, to: folder, list: { _ in frozen.list }, actor: actor
    ) { _ in key }
  }

  @Test func aBackupIsAStoreWithTheSameTrail() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    let backup = frozen.root + "/backup"
    let (clients, head) = try store.backUp(to: backup, until: until, actor: actor)
    #expect(clients == 3)
    let names = try FileManager.default.contentsOfDirectory(atPath: backup).sorted()
    #expect(names == ["drafts", "store.db"], "nothing but the database")
    var status = stat()
    #expect(lstat(backup, &status) == 0 && status.st_mode & 0o777 == 0o700)
    #expect(lstat(backup + "/store.db", &status) == 0 && status.st_mode & 0o777 == 0o600)
    let copy = try frozen.open(backup)
    #expect(try copy.check().isEmpty)
    #expect(try copy.head() == head)
    #expect(try store.head() == head)
    #expect(try store.hasStood(at: head) == true)
    #expect(try store.backups(on: until) == [Backup(path: backup, until: until)])
    try FileManager.default.removeItem(atPath: backup)
    let after = Day(number: until.number + 1)
    #expect(try store.backups(on: until).count == 1, "it may have been moved")
    #expect(try store.backups(on: after).isEmpty)
  }

  @Test func nothingIsEverWrittenOver() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    let place = frozen.root + "/place"
    let entries = try store.trail().count
    for make in [
      { try "x".write(toFile: place, atomically: true, encoding: .utf8) },
      { try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true) },
      {
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: "/nowhere")
      },
    ] as [() throws -> Void] {
      try make()
      #expect(throws: StoreError(.taken, path: place)) {
        try store.backUp(to: place, until: until, actor: actor)
      }
      #expect(throws: StoreError(.taken, path: place)) {
        try restore(frozen, frozen.folder, to: place)
      }
      try FileManager.default.removeItem(atPath: place)
    }
    #expect(try store.trail().count == entries)
    #expect(throws: StoreError.self) {
      try store.backUp(to: frozen.root + "/no/where", until: until, actor: actor)
    }
    #expect(try store.backups(on: until).isEmpty)
  }

  @Test func whatACrashLeftBesideThePlaceIsClearedAway() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    // No process has so great a number.
    let left = frozen.root + "/backup.part-99999999"
    let other = frozen.root + "/backup.part-x"
    for folder in [left, other] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }
    _ = try store.backUp(to: frozen.root + "/backup", until: until, actor: actor)
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(FileManager.default.fileExists(atPath: other))
    let names = try FileManager.default.contentsOfDirectory(atPath: frozen.root).sorted()
    #expect(names == ["backup", "backup.part-x", "store", "store.key"])
  }

  @Test func whoWasForgottenSinceIsForgottenAgain() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    let backup = frozen.root + "/backup"
    _ = try store.backUp(to: backup, until: until, actor: actor)
    _ = try store.forget("T001", list: frozen.list, actor: actor)
    let folder = frozen.root + "/restored"
    let found = try restore(frozen, backup, to: folder)
    #expect(found.clients == 3 && found.forgotten == 1 && found.migratedFrom == nil)
    let restored = try frozen.open(folder)
    let name = try #require(FieldCatalog.standard.field("last-name"))
    let words = try restored.words(of: ["T001", "T002"], field: name, actor: actor)
    #expect(words[0] == nil && words[1] != nil)
    #expect(try restored.check().isEmpty)
    #expect(try restored.trail().last { $0.verb == "restore" }?.file == backup)
    // Without the list the identity would have come back: that is what it is for.
    try FileManager.default.removeItem(atPath: frozen.list)
    let again = try restore(frozen, backup, to: folder + "2")
    #expect(again.forgotten == nil)
    let other = try frozen.open(folder + "2")
    #expect(try other.words(of: ["T001"], field: name, actor: actor) == ["Peeters"])
  }

  @Test func noByteOfAForgottenClientIsInARestoredStore() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    var generator = SplitMix64(seed: 5)
    try frozen.fill(store, clients: 40, using: &generator)
    let secrets = try frozen.secrets(of: "F7", in: store)
    let backup = frozen.root + "/backup"
    _ = try store.backUp(to: backup, until: until, actor: actor)
    _ = try store.forget("F7", list: frozen.list, actor: actor)
    _ = try restore(frozen, backup, to: frozen.root + "/restored")
    func held(_ folder: String) -> Int {
      let bytes = FileManager.default.contents(atPath: folder + "/store.db") ?? Data()
      return FrozenStore.count(secrets, in: bytes)
    }
    #expect(held(backup) == secrets.count)
    #expect(held(frozen.root + "/restored") == 0)
  }

  @Test func aBackupOfTheFirstVersionIsRestoredAsOneOfThis() throws {
    let frozen = try FrozenStore("v1")
    defer { frozen.remove() }
    let before = try #require(FileManager.default.contents(atPath: frozen.folder + "/store.db"))
    let folder = frozen.root + "/restored"
    let found = try restore(frozen, frozen.folder, to: folder)
    #expect(found.clients == 3 && found.migratedFrom == 1)
    #expect(FileManager.default.contents(atPath: frozen.folder + "/store.db") == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        == ["drafts", "store.db"])
    let version = try Store.version(at: folder)
    #expect(version.found == version.known)
    #expect(try Store.version(at: frozen.folder).found == 1)
    #expect(try frozen.open(folder).check().isEmpty)
  }

  @Test func anotherKeyAndAChangedBackupAreRefused() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let backup = frozen.root + "/backup"
    _ = try frozen.open().backUp(to: backup, until: until, actor: actor)
    let folder = frozen.root + "/restored"
    #expect(throws: StoreError(.otherKey)) {
      try restore(frozen, backup, to: folder, key: .random())
    }
    let queue = try DatabaseQueue(path: backup + "/store.db")
    try queue.write { database in
      try database.execute(sql: "DROP TRIGGER trail_is_append_only_2")
      try database.execute(sql: "DELETE FROM trail WHERE number = (SELECT max(number) FROM trail)")
    }
    try queue.close()
    #expect(throws: StoreError.self) { try restore(frozen, backup, to: folder) }
    #expect(throws: StoreError(.notAStore, path: frozen.root)) {
      try restore(frozen, frozen.root, to: folder)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: frozen.root).sorted()
    #expect(names == ["backup", "store", "store.key"], "nothing half was left")
  }

  @Test func othersWriteWhileABackupIsMade() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    var generator = SplitMix64(seed: 3)
    try frozen.fill(store, clients: 200, using: &generator)
    let isDone = Mutex(false)
    let writers = DispatchGroup()
    DispatchQueue.global().async(group: writers) {
      let other = try? frozen.open()
      while !isDone.withLock({ $0 }) {
        try? other?.log(TrailEntry(verb: "identity", actor: FrozenStore.actor))
      }
    }
    var seen = 0
    for number in 0..<5 {
      // Each is made after, and while, the other wrote some more.
      while try store.trail().count < seen + 5 { usleep(1_000) }
      seen = try store.trail().count
      let backup = "\(frozen.root)/backup-\(number)"
      let (_, head) = try store.backUp(to: backup, until: until, actor: actor)
      #expect(try frozen.open(backup).head() == head)
      #expect(try store.hasStood(at: head) == true)
    }
    isDone.withLock { $0 = true }
    writers.wait()
    guard case .unbroken(let count, _) = try store.verifyTrail() else {
      Issue.record("broken")
      return
    }
    #expect(count > 20)
  }
}
