import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal
import Testing

@testable import Store

/// Stores that earlier versions made, kept as they were.
@Suite struct MigrationTests {
  static let frozen = (#filePath as NSString).deletingLastPathComponent + "/Frozen"

  private func copy(_ version: String) throws -> String {
    let folder = NSTemporaryDirectory() + "drempel-frozen-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: "\(Self.frozen)/\(version)", toPath: folder)
    chmod(folder + "/store.key", 0o600)
    return folder
  }

  private func open(_ folder: String, readOnly: Bool = false) throws -> Store {
    try Store.open(at: folder, readOnly: readOnly) { id in
      let file = try KeyFile.read(at: folder + "/store.key")
      #expect(file.store == id)
      return try file.unlock(passphrase: nil)
    }
  }

  @Test func aStoreOfTheFirstVersionIsMigratedAfterACopy() throws {
    let folder = try copy("v1")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try open(folder)
    #expect(FileManager.default.fileExists(atPath: folder + "/store-v1.db"))
    #expect(try store.clientCount() == 3)
    #expect(try store.check().isEmpty)
    let columns = try store.columns()
    let client = try #require(try columns.column("client", of: .clients))
    #expect((0..<3).map { client.pool?[$0] } == ["T001", "T002", "T003"])
    #expect(try columns.planes(.levels)[1][.mobility] == .blocking)
    #expect(try columns.planes(.levels)[0][.mobility] == .blocking)
    #expect(try columns.planes(.levels)[1][.finances] == .supported)
    let actor = Actor(name: "test", organisation: "test", role: "admin", purpose: "test")
    let field = try #require(FieldCatalog.standard.field("last-name"))
    #expect(try store.words(of: ["T001", "T000"], field: field, actor: actor) == ["Peeters", nil])
  }

  @Test func anOlderStoreThatCannotBeWrittenIsRefused() throws {
    let folder = try copy("v1")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: StoreError(.readOnly, path: folder)) { try open(folder, readOnly: true) }
  }

  @Test func aNewerStoreIsRefused() throws {
    let folder = try copy("v1")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      let store = try open(folder)
      try store.changing { database in
        try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('v99')")
        return ((), nil)
      }
    }
    #expect(throws: StoreError.self) { try open(folder) }
  }

  @Test(arguments: ["v1", "v1-words"])
  func theLedgerOfAnOlderStoreBeginsWithAllThatIsThere(_ version: String) throws {
    let folder = try copy(version)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first: [TrailEntry]
    do {
      let store = try open(folder)
      first = try store.trail()
      #expect(first.last?.verb == "ledger" && first.dropLast().allSatisfy { $0.ledger == nil })
      #expect(try store.ledgerStart() == Int64(first.count))
      #expect(try store.check() == [])
      try store.log(TrailEntry(verb: "export-done", actor: FrozenStore.actor))
    }
    let store = try open(folder)
    #expect(try store.trail().map(\.verb) == first.map(\.verb) + ["export-done"])
    #expect(try store.trail().last?.ledger == "0")
    let plain = try DatabaseQueue(path: folder + "/store.db")
    try plain.write { try $0.execute(sql: "UPDATE assessment SET entered_at = 1 WHERE id = 1") }
    #expect(
      try store.check().map(\.kind) == [
        .kept(.changed, .entry(.registration), number: 1, client: try store.entry(1)?.code)
      ])
  }
}
