import Foundation
import GRDB
import Testing

@testable import Store

/// A migration is done as a whole, or not at all.
@Suite struct WholeMigrationTests {
  private struct Stopped: Error {}

  private func all(_ queue: DatabaseQueue) throws -> [String] {
    try queue.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      return try String.fetchAll(
        database, sql: "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name")
        + tables.flatMap {
          try Row.fetchAll(database, sql: "SELECT * FROM \($0)").map(\.description)
        }
    }
  }

  @Test(arguments: ["v1", "v1-words", "v4", "v6", "v8", "v10"])
  func aMigrationThatStopsAtItsEndLeavesTheStoreAsItWas(_ version: String) throws {
    let frozen = try FrozenStore(version)
    defer { frozen.remove() }
    let queue = try DatabaseQueue(path: frozen.folder + "/store.db")
    let before = try all(queue)
    let found = try queue.read(Schema.version)
    #expect(throws: Stopped.self) { try Schema.migrate(queue) { _ in throw Stopped() } }
    #expect(try all(queue) == before)
    #expect(try queue.read(Schema.version) == found && found < Schema.version)
    try Schema.migrate(queue)
    #expect(try queue.read(Schema.version) == Schema.version)
    #expect(try queue.read { try Bool.fetchOne($0, sql: "PRAGMA foreign_keys") } == true)
    // Nothing is done twice.
    try Schema.migrate(queue) { _ in throw Stopped() }
  }

  @Test(arguments: ["v1", "v1-words", "v4", "v6", "v8", "v10"])
  func aMigratedStoreHasTheTablesOfANewOne(_ version: String) throws {
    func tables(_ queue: DatabaseQueue) throws -> [String] {
      try queue.read {
        try String.fetchAll(
          $0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
      }
    }
    let frozen = try FrozenStore(version)
    defer { frozen.remove() }
    let (older, new) = (try DatabaseQueue(path: frozen.folder + "/store.db"), try DatabaseQueue())
    for queue in [older, new] { try Schema.migrate(queue) }
    #expect(try tables(older) == tables(new))
  }

  @Test func theOlderFileIsWholeThoughAnEarlierCopyOfItWasCutShort() throws {
    let frozen = try FrozenStore("v6")
    defer { frozen.remove() }
    let half = try Data(contentsOf: URL(fileURLWithPath: frozen.folder + "/store.db")).prefix(9_000)
    try half.write(to: URL(fileURLWithPath: frozen.folder + "/store-v6.db-part"))
    #expect(try frozen.open().clientCount() == 12)
    let copy = try DatabaseQueue(path: frozen.folder + "/store-v6.db")
    #expect(
      try copy.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
    #expect(try copy.read(Schema.version) == 6)
    #expect(!FileManager.default.fileExists(atPath: frozen.folder + "/store-v6.db-part"))
  }

  @Test func anotherKeyLeavesAnOlderStoreAsItWas() throws {
    let frozen = try FrozenStore("v6")
    defer { frozen.remove() }
    #expect(throws: Stopped.self) {
      try Store.open(at: frozen.folder) { _ in throw Stopped() }
    }
    let queue = try DatabaseQueue(path: frozen.folder + "/store.db")
    #expect(try queue.read(Schema.version) == 6)
    #expect(!FileManager.default.fileExists(atPath: frozen.folder + "/store-v6.db"))
  }
}
