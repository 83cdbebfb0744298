import Foundation
import GRDB
import InstrumentKit
import Seal
import Synchronization
import TestSupport
import Testing

@testable import Store

/// Stores where nothing can be written, that are busy, or whose disk is full.
@Suite struct MediumTests {
  private let actor = Actor(name: "test", organisation: "test", role: "admin", purpose: "test")
  private let folder: TemporaryFolder
  private let place: String
  private let key: String

  init() throws {
    folder = try TemporaryFolder()
    (place, key) = (folder.file("store"), folder.file("key"))
    let key = key
    let store = try Store.create(
      at: place, keyFile: { _ in key }, passphrase: nil, name: "test", fixedDate: nil, actor: actor)
    try store.log(TrailEntry(verb: "export-done", actor: actor, count: 7))
    try store.queue.close()
  }

  private func open(readOnly: Bool = false, _ waiting: BusyWait = BusyWait()) throws -> Store {
    try Store.open(at: place, readOnly: readOnly, waiting: waiting) { _ in
      try KeyFile.read(at: key).unlock(passphrase: nil)
    }
  }

  private func code(_ run: () throws -> Void) -> StoreError.Code? {
    do {
      try run()
      return nil
    } catch { return (error as? StoreError)?.code }
  }

  /// Opens the file in a way of its own, as a folder that cannot be written would make it.
  private func verbs(_ medium: StoreMedium) throws -> Int {
    let queue = try Store.openQueue(
      place, medium, readOnly: true, BusyHandler(BusyWait(), folder: place))
    let count = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM trail") ?? 0 }
    try queue.close()
    return count
  }

  @Test func withoutAFileForSharingAllIsReadAndNothingIsMade() throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
    #expect(try verbs(.still) == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).sorted() == before)
  }

  /// A copy of a store that was open: what stands in its log only must not be left out.
  @Test func whatStandsInTheLogOnlyIsReadToo() throws {
    let store = try open()
    try store.log(TrailEntry(verb: "export-done", actor: actor, count: 8))
    let log = try folder.bytes("store/store.db-wal")
    let database = try folder.bytes("store/store.db")
    try store.queue.close()
    try folder.write("store/store.db", database)
    try folder.write("store/store.db-wal", log)
    #expect(!log.isEmpty)
    #expect(try verbs(.stillWithLog) == 3)
  }

  @Test func aPathWithSignsOfAnAddressIsStillAPath() throws {
    let other = folder.file("a?b#c%20 d")
    try FileManager.default.moveItem(atPath: place, toPath: other)
    let queue = try Store.openQueue(
      other, .still, readOnly: true, BusyHandler(BusyWait(), folder: other))
    #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM trail") } == 2)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func aFolderThatMayNotBeWrittenOpensForReading() throws {
    chmod(place, 0o500)
    defer { chmod(place, 0o700) }
    #expect(code { _ = try open() } == .readOnly)
    let store = try open(readOnly: true)
    #expect(try store.trail().count == 2)
    chmod(place, 0o700)
    let writer = try open()
    try writer.log(TrailEntry(verb: "export-done", actor: actor, count: 9))
    #expect(code { _ = try store.trail() } == .changedMeanwhile)
  }

  @Test func whoWaitsIsToldForWhomAndMayStop() throws {
    let told = Mutex<[Int]>([])
    let stops = Mutex(false)
    var waiting = BusyWait()
    waiting.limit = 600
    waiting.tell = { _, seconds in told.withLock { $0.append(seconds) } }
    waiting.isStopped = { stops.withLock { $0 } }
    let store = try open(waiting)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: place + "/store.db", configuration: configuration)
    try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let entry = TrailEntry(verb: "export-done", actor: actor, count: 9)
    let clock = ContinuousClock()
    let waited = clock.measure { #expect(code { try store.log(entry) } == .locked) }
    #expect(waited >= .milliseconds(500) && told.withLock { $0.count } == 1)
    stops.withLock { $0 = true }
    let stopped = clock.measure { #expect(code { try store.log(entry) } == .locked) }
    #expect(stopped < .milliseconds(400))
    stops.withLock { $0 = false }
    // Who only asks does not wait, and hears nothing.
    store.login = entry
    try store.logIn()
    #expect(told.withLock { $0.count } == 1)
    try other.inDatabase { try $0.execute(sql: "COMMIT") }
    try store.log(entry)
  }

  @Test func theProgramThatHoldsTheStoreIsNamed() throws {
    let store = try open()
    // A lock of one's own is nobody else's.
    let holder = try store.queue.write { database in
      try database.execute(sql: "UPDATE meta SET value = value WHERE key = 'generation'")
      return BusyHolder(of: place)
    }
    #expect(holder == nil)
    #expect(BusyHolder(of: folder.path) == nil)
  }

  @Test func aFullDiskIsOneThingWhateverTheSystemCallsIt() {
    #expect(StoreError.of(ENOSPC).code == .diskFull)
    #expect(StoreError.of(EDQUOT).code == .diskFull)
    #expect(StoreError.of(EFBIG).code == .diskFull)
    #expect(StoreError.of(EROFS).code == .readOnly)
    #expect(StoreError.of(EIO).code == .system(EIO))
    for result in [ResultCode.SQLITE_IOERR_SHMSIZE, .SQLITE_FULL] {
      #expect(
        code { try StoreError.translating(folder.path) { throw DatabaseError(resultCode: result) } }
          == .diskFull)
    }
  }
}
