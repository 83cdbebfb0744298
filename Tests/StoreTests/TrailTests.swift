import Foundation
import InstrumentKit
import Seal
import GRDB
import Testing

@testable import Store

@Suite struct TrailTests {
  private let actor = Actor(name: "test", organisation: "test", role: "admin", purpose: "test")

  /// A new store with a few entries; its folder goes with it.
  private func withStore(_ body: (Store) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "drempel-store-\(UUID().uuidString)"
    defer {
      try? FileManager.default.removeItem(atPath: folder)
      try? FileManager.default.removeItem(atPath: folder + ".key")
    }
    let store = try Store.create(
      at: folder, keyFile: { _ in folder + ".key" }, passphrase: nil, name: "test",
      fixedDate: nil, actor: actor)
    for number in 0..<5 {
      try store.log(TrailEntry(verb: "export-done", actor: actor, count: number))
    }
    try body(store)
  }

  /// Changes the database as somebody with the file, but without the key, could.
  private func tamper(_ store: Store, _ sql: String) throws {
    try store.queue.write { database in
      try database.execute(sql: "DROP TRIGGER trail_is_append_only_1")
      try database.execute(sql: "DROP TRIGGER trail_is_append_only_2")
      try database.execute(sql: sql)
    }
  }

  @Test func anUntouchedTrailIsUnbroken() throws {
    try withStore { store in
      guard case .unbroken(let count, _) = try store.verifyTrail() else {
        Issue.record("broken")
        return
      }
      #expect(count == 6)
    }
  }

  @Test func aChangedEntryIsNamed() throws {
    try withStore { store in
      try tamper(
        store,
        "UPDATE trail SET entry = (SELECT entry FROM trail WHERE number = 2) WHERE number = 3")
      #expect(try store.verifyTrail() == .broken(at: 3))
    }
  }

  @Test func theSmallestGroupOfAnExportIsLogged() throws {
    try withStore { store in
      let actor = Actor(name: "test", organisation: "test", role: "admin", purpose: "research")
      var entry = TrailEntry(verb: "export-done", actor: actor, file: "/tmp/a.csv")
      entry.smallestGroup = 3
      try store.log(entry)
      #expect(try store.trail().last?.smallestGroup == 3)
    }
  }

  @Test func whatSomebodyTypedAsPurposeIsNotInClear() throws {
    try withStore { store in
      let typed = Actor(
        name: "test", organisation: "test", role: "admin", purpose: "dossier Klara Geheim")
      try store.log(TrailEntry(verb: "export-done", actor: typed, file: "/tmp/geheim-klara.csv"))
      #expect(try store.trail().last?.purpose == "dossier Klara Geheim")
      let bytes =
        try Data(contentsOf: URL(fileURLWithPath: store.folder + "/store.db"))
        + (try Data(contentsOf: URL(fileURLWithPath: store.folder + "/store.db-wal")))
      for word in ["Klara", "geheim-klara"] { #expect(bytes.range(of: Data(word.utf8)) == nil) }
    }
  }

  @Test func everyEntryIsReadBackWhateverItsSealedBytesAre() throws {
    try withStore { store in
      for number in 0..<1_000 {
        let entry = TrailEntry(verb: "record", actor: actor, count: number)
        let sealed = try entry.sealed(store.keys.entries, "trail", number)
        #expect(try TrailEntry(sealed, store.keys.entries, "trail", number) == entry)
      }
    }
  }

  @Test func anEntryThatIsLeftOutShows() throws {
    try withStore { store in
      try tamper(store, "DELETE FROM trail WHERE number = 4")
      #expect(try store.verifyTrail() == .broken(at: 4))
    }
  }

  @Test func aTailThatIsCutOffShows() throws {
    try withStore { store in
      try tamper(store, "DELETE FROM trail WHERE number > 4")
      #expect(try store.verifyTrail() == .broken(at: 5))
    }
  }

  @Test func aForgedHeadShows() throws {
    try withStore { store in
      try tamper(store, "UPDATE meta SET value = zeroblob(68) WHERE key = 'trail-head'")
      #expect(try store.verifyTrail() == .headNotAuthentic)
    }
  }

  @Test func theTrailTakesNoChange() throws {
    try withStore { store in
      #expect(throws: (any Error).self) {
        try store.queue.write { try $0.execute(sql: "DELETE FROM trail") }
      }
    }
  }

  @Test func anIntentThatACrashLeftOpenIsClosedByTheFile() throws {
    try withStore { store in
      let file = store.folder + "/../\(UUID().uuidString).csv"
      defer { try? FileManager.default.removeItem(atPath: file) }
      let bytes = Array("client\r\nT001\r\n".utf8)
      let digest = "\(Digest(of: bytes))"
      func intend() throws {
        try store.intend([
          TrailEntry(verb: "export-intended", actor: actor, digest: digest, file: file)
        ])
        try store.closeOpenIntents(actor: actor)
      }
      try intend()
      #expect(try store.trail().last?.verb == "export-undone")
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      try intend()
      #expect(try store.trail().last?.verb == "export-done")
      let count = try store.trail().count
      try store.closeOpenIntents(actor: actor)
      #expect(try store.trail().count == count)
    }
  }

  @Test func everyChangeIsFullySynchronous() throws {
    try withStore { store in
      let mode = try store.queue.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
      #expect(mode == 2)
    }
  }

  @Test func whoOnlyAsksDoesNotWaitForWhoWritesAndIsWrittenWithWhatComesNext() throws {
    try withStore { store in
      let other = try DatabaseQueue(path: store.folder + "/store.db")
      store.login = TrailEntry(verb: "login", actor: actor)
      let start = ContinuousClock.now
      try other.inDatabase { database in
        try database.execute(sql: "BEGIN IMMEDIATE")
        try store.logIn()
        try database.execute(sql: "ROLLBACK")
      }
      #expect(ContinuousClock.now - start < .seconds(5))
      #expect(try store.trail().count == 6)
      try store.log(TrailEntry(verb: "identity", actor: actor, about: ["A1"], count: 1))
      try store.log(TrailEntry(verb: "identity", actor: actor, about: ["A2"], count: 1))
      #expect(try store.trail().dropFirst(6).map(\.verb) == ["login", "identity", "identity"])
      // Whoever comes next waits as long as always.
      #expect(store.busy.change(limit: 1) == 30_000)
    }
  }

  @Test func everyHeadThatOnceStoodIsKnownAndNoOther() throws {
    try withStore { store in
      var heads: [String] = []
      for number in 0..<4 {
        heads.append(try store.head())
        try store.log(TrailEntry(verb: "backup", actor: actor, count: number))
      }
      #expect(try store.trail().suffix(4).map(\.head) == heads)
      for head in heads { #expect(try store.hasStood(at: head) == true) }
      #expect(try store.hasStood(at: "0:" + String(repeating: "0", count: 64)) == true)
      #expect(try store.hasStood(at: "3" + heads[0].dropFirst()) == false)
      #expect(try store.hasStood(at: "99" + heads[0].dropFirst()) == false)
      for text in ["", "6", ":", "6:12", "-1" + heads[0].dropFirst(), heads[0] + "0"] {
        #expect(try store.hasStood(at: text) == nil, "\(text)")
      }
    }
  }

  @Test func anEntryKnowsWhetherItIsAboutSomebodyOrCannotTell() {
    func entry(_ verb: String, _ about: [String], _ count: Int?) -> Bool? {
      TrailEntry(verb: verb, actor: actor, about: about, count: count).isAbout("A1")
    }
    #expect(entry("identity", ["A1", "A2"], 2) == true)
    #expect(entry("identity", ["A2"], 1) == false)
    #expect(entry("identity", ["A2"], 2) == nil)
    #expect(entry("login", [], nil) == false)
    #expect(entry("move", [], 12) == nil)
    for verb in ["import", "export-done", "backup"] { #expect(entry(verb, [], 3) == nil) }
    let many = (0..<2_000).map { "B\($0)" }
    #expect(entry("notes", many, many.count) == nil)
  }
}
