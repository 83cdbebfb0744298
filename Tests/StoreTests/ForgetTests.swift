import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal
import TestSupport
import Testing

@testable import Store

/// What forgetting a client leaves on the disk, and what it leaves to be counted.
@Suite struct ForgetTests {
  private let actor = FrozenStore.actor

  @Test func noByteOfWhatWasSealedIsLeftInAnyFile() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    var generator = SplitMix64(seed: 11)
    try frozen.fill(store, clients: 120, using: &generator)
    let forgotten = (0..<12).map { "F\($0 * 9)" }
    for code in forgotten {
      try store.keep(
        Store.Decision(
          client: code, instrument: "icf", version: "1", advised: nil, decided: "mediation",
          override: "unadvised", on: Day(number: 15_000), because: "omdat \(code)"), actor: actor)
      try store.keep(
        Consent(
          client: code, kind: .permission, organisation: "vdab", data: ["health"],
          ground: "consent", from: Day(number: 15_000), until: nil),
        purpose: "doel van \(code)", recorded: Day(number: 15_000), actor: actor)
      try store.saveDraft(Data("ontwerp \(code)".utf8), client: code, instrument: "icf")
    }
    _ = try store.columns()
    #expect(try store.check().isEmpty)
    let secrets = try forgotten.flatMap { try frozen.secrets(of: $0, in: store) }
    let drafts = forgotten.compactMap {
      FileManager.default.contents(atPath: "\(frozen.folder)/drafts/\($0)--icf")
    }
    let kept = try (100..<110).flatMap { try frozen.secrets(of: "F\($0)", in: store) }
    #expect(drafts.count == 12 && secrets.count > 12 * 9)
    let columns = try #require(FileManager.default.contents(atPath: frozen.folder + "/columns"))
    let before = try frozen.bytes()
    #expect(FrozenStore.count(secrets, in: before) == secrets.count)
    for code in forgotten {
      let (found, isFinished) = try store.forget(code, list: frozen.list, actor: actor)
      #expect(isFinished && found.hasIdentity && found.notes > 0 && found.drafts == 1)
    }
    let after = try frozen.bytes()
    #expect(FrozenStore.count(secrets + drafts, in: after) == 0)
    #expect(FrozenStore.count(kept, in: after) == kept.count, "others are as they were")
    #expect(FileManager.default.contents(atPath: frozen.folder + "/columns") != columns)
    #expect(try store.check().isEmpty)
  }

  @Test(arguments: 1...2) func pagesThatWereSplitAndMergedHoldNothingEither(_ seed: UInt64) throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    var generator = SplitMix64(seed: seed)
    try frozen.fill(store, clients: 500, using: &generator)
    let forgotten = (0..<120).map { "F\($0 * 4)" }
    var secrets = try forgotten.flatMap { try frozen.secrets(of: $0, in: store) }
    // Identities are sealed anew with every newer registration, and pages are split by that.
    for _ in 0..<400 {
      let code = "F\(Int.random(in: 0..<500, using: &generator))"
      let content = [UInt8](repeating: 65, count: Int.random(in: 1...3_000, using: &generator))
      let sealed = try store.keys.sealer.seal(content, client: code, kind: .identity)
      try store.queue.write { database in
        let rows = try Row.fetchAll(
          database,
          sql: """
            SELECT id, mark FROM assessment
            WHERE client = (SELECT id FROM client WHERE code = ?)
            """, arguments: [code])
        for row in rows {
          let mark = Array((row[1] as Data).prefix(16)) + store.keys.marks.mark(of: content)
          try database.execute(
            sql: "UPDATE assessment SET identity = ?, identity_key = ?, mark = ? WHERE id = ?",
            arguments: [
              Data(sealed.box), Data(sealed.wrappedKey), Data(mark), row[0] as Int64,
            ])
        }
      }
    }
    secrets += try forgotten.flatMap { try frozen.secrets(of: $0, in: store) }
    #expect(FrozenStore.count(secrets, in: try frozen.bytes()) > 360)
    // What is deleted only would be there still: pages keep what was moved.
    try store.queue.write { database in
      for code in forgotten.dropLast() {
        let id = try #require(try Store.id(of: code, database))
        try store.destroy(id, { [] }, database)
      }
    }
    _ = try store.forget(forgotten[119], list: frozen.list, actor: actor)
    #expect(FrozenStore.count(secrets, in: try frozen.bytes()) == 0)
    let findings = try store.check()
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test func whoWasForgottenStillCountsAndShowsNothing() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    let name = try #require(FieldCatalog.standard.field("last-name"))
    #expect(try store.words(of: ["T001"], field: name, actor: actor) == ["Peeters"])
    func levels() throws -> [ThresholdRecord] {
      let planes = try store.columns().planes(.levels)
      return (0..<3).map { planes[$0] }
    }
    let before = try levels()
    let births = try #require(try store.columns().column("birth-date", of: .clients))
    #expect(births[0].isKnown)
    let (found, _) = try store.forget("T001", list: frozen.list, actor: actor)
    #expect(found.registrations == 1 && !found.isDone)
    #expect(try store.clientCount() == 3)
    #expect(try levels() == before)
    let after = try #require(try store.columns().column("birth-date", of: .clients))
    #expect(!after[0].isKnown && after[1] == births[1])
    #expect(try store.words(of: ["T001"], field: name, actor: actor) == [nil])
    #expect(try store.check().isEmpty)
    #expect(try store.trail().contains { $0.verb == "forget" && $0.about == ["T001"] })
    // Once more changes nothing.
    let count = try store.trail().count
    #expect(try store.forget("T001", list: frozen.list, actor: actor).0.isDone)
    #expect(try store.trail().count == count)
    #expect(throws: StoreError(.unknownClient, path: nil)) {
      try store.forget("T999", list: frozen.list, actor: actor)
    }
  }

  @Test func nothingMoreIsRecordedOfWhoWasForgotten() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    _ = try store.forget("T002", list: frozen.list, actor: actor)
    let day = Day(number: 15_000)
    let forgotten = StoreError(.forgotten)
    #expect(throws: forgotten) {
      try store.record(
        Store.Observation(
          client: "T002", threshold: .mobility, finding: .level(.supported), on: day, because: "x"),
        actor: actor)
    }
    #expect(throws: forgotten) {
      try store.keep(
        Consent(
          client: "T002", kind: .objection, organisation: "vdab", data: ["health"],
          ground: "consent", from: day, until: nil), purpose: nil, recorded: day, actor: actor)
    }
    #expect(throws: forgotten) { try store.mustBeOpen("T002") }
    try store.mustBeOpen("T001")
    try store.mustBeOpen("NEW")
    #expect(try store.check().isEmpty)
  }

  @Test func aCheckSeesAnIdentityThatCameBack() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    _ = try store.forget("T002", list: frozen.list, actor: actor)
    try store.changing { database in
      try database.execute(
        sql: "UPDATE assessment SET number_code = x'00' WHERE client = 2")
      return ((), nil)
    }
    #expect(try store.check().map(\.kind).contains(.changed(table: "client", row: 2)))
  }

  @Test func whatACrashLeftUndoneTheNextStartDoes() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    do {
      let store = try frozen.open()
      _ = try store.columns()
      try store.saveDraft(Data("x".utf8), client: "T001", instrument: "icf")
      // The list cannot be written: as if the program had died after its transaction.
      try FileManager.default.createDirectory(
        atPath: frozen.list, withIntermediateDirectories: false)
      #expect(throws: SealError.self) {
        try store.forget("T001", list: frozen.list, actor: actor)
      }
      try FileManager.default.removeItem(atPath: frozen.list)
      try store.saveDraft(Data("y".utf8), client: "T001", instrument: "mpsa")
    }
    let store = try frozen.open()
    #expect(try store.finishForgetting(frozen.list))
    #expect(try store.drafts().isEmpty)
    #expect(store.migrationCopies.isEmpty)
    #expect(try store.forgottenList(frozen.list).read()?.count == 1)
    #expect(try store.finishForgetting(frozen.list), "nothing is left to do")
  }

  @Test func whileAnotherProgramReadsItIsSaidAndDoneLater() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    let secrets = try frozen.secrets(of: "T001", in: store)
    let other = try DatabaseQueue(path: frozen.folder + "/store.db")
    try other.inDatabase { database in
      try database.execute(sql: "BEGIN")
      _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM client")
      #expect(try !store.forget("T001", list: frozen.list, actor: actor).isFinished)
      #expect(throws: StoreError(.locked)) {
        try store.backUp(
          to: frozen.root + "/backup", until: Day(number: 25_000), actor: actor)
      }
      try database.execute(sql: "ROLLBACK")
    }
    #expect(try store.finishForgetting(frozen.list))
    #expect(FrozenStore.count(secrets, in: try frozen.bytes()) == 0)
    _ = try store.backUp(to: frozen.root + "/backup", until: Day(number: 25_000), actor: actor)
    #expect(try store.check().isEmpty)
  }
}
