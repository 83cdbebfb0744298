import Exchange
import Foundation
import GRDB
import InstrumentKit
import Language
import Synchronization
import Testing

@testable import Session
@testable import Store

/// What answers are made of is compared with the ledger as it is read: a wrong answer is told of, and
/// no program ends as if all were well.
@Suite struct VouchingTests {
  private let here: TrialSession
  private let outside: DatabaseQueue

  init() throws {
    here = try TrialSession(clients: 6)
    let folder = try #require(here.session.store).folder
    var plain = Configuration()
    plain.foreignKeysEnabled = false
    outside = try DatabaseQueue(path: folder + "/store.db", configuration: plain)
  }

  /// What somebody at another desk sees, who opens the store anew.
  private func ask(_ sentence: String) throws -> (told: String, code: Int32) {
    let told = Mutex("")
    let tell: @Sendable (String) -> Void = { text in told.withLock { $0 += text } }
    var settings = here.session.settings
    settings.tell = tell
    let session = try Session(settings, out: MemorySink(), like: here.session)
    let code = session.run(SourceText(sentence), tell: tell)
    return (told.withLock { $0 }, code)
  }

  private func edit(_ sql: String) throws {
    try outside.write { database in
      try database.execute(sql: sql)
      try #require(database.changesCount > 0)
    }
  }

  private func withoutColumns() throws {
    let folder = try #require(here.session.store).folder
    for name in ["columns", "columns-changed"] {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  /// From here on columns of all stand in the file, and no row is read.
  private func settle() throws {
    try withoutColumns()
    #expect(try ask(Self.asked).code == 0)
  }

  private static let asked = "clients where mobility = blocking | count"
  /// A level that nobody entered, in the first intake of the first client.
  private static let flipped = """
    UPDATE assessment SET low = low + 1 - 2 * (low & 1) WHERE id = (SELECT a.id FROM assessment a
      JOIN client c ON c.id = a.client ORDER BY c.code, a.id LIMIT 1)
    """

  @Test func columnsOfRowsThatNobodyWroteAreToldOfEachTimeAndNotKept() throws {
    try settle()
    try edit(Self.flipped)
    // What was kept before is what was entered.
    #expect(try ask(Self.asked).code == 0)
    try withoutColumns()
    for _ in 0..<2 {
      let (told, code) = try ask(Self.asked)
      #expect(code == 1)
      #expect(told.contains("E320") && told.contains("is no longer what was written"), "\(told)")
      #expect(!told.contains("E394"), "\(told)")
    }
    try edit(Self.flipped)
    #expect(try ask(Self.asked).code == 0)
    #expect(try ask(Self.asked).told.isEmpty)
  }

  @Test func anOlderEntryOfSomebodyWhoChangedIsComparedWhenItIsReadAgain() throws {
    let code = here.code(0)
    let old =
      "SELECT min(a.id) FROM assessment a JOIN client c ON c.id = a.client WHERE c.code = '\(code)'"
    for change in [
      "UPDATE assessment SET low = low + 1 - 2 * (low & 1) WHERE id = (\(old))",
      "UPDATE observation SET level = level % 3 + 1 WHERE client = (SELECT id FROM client WHERE code = '\(code)')",
      "DELETE FROM observation WHERE client = (SELECT id FROM client WHERE code = '\(code)')",
    ] {
      let again = try VouchingTests()
      try again.settle()
      try again.edit(change)
      #expect(try again.ask(Self.asked).code == 0, "nobody reads it yet: \(change)")
      again.here.run("record \(code) finances = none on 2012-06-20")
      let (told, code) = try again.ask(Self.asked)
      #expect(code == 1, "\(change)")
      #expect(told.contains("E320"), "\(change): \(told)")
    }
  }

  @Test func whatIsReadWhenItIsNamedIsComparedToo() throws {
    for (table, sentence) in [
      ("decision", "decisions | count"), ("consent", "consents | count"),
      ("participation", "participations | count"), ("observation", "observations | count"),
      ("assessment", "assessments | count"),
    ] {
      let again = try VouchingTests()
      try again.settle()
      #expect(try again.ask(sentence).code == 0, "\(sentence)")
      try again.edit("DELETE FROM \(table) WHERE id = (SELECT min(id) FROM \(table))")
      let (told, code) = try again.ask(sentence)
      #expect(code == 1, "\(sentence)")
      #expect(told.contains("E320"), "\(sentence): \(told)")
    }
  }

  @Test func theDocumentOfOneClientIsComparedAsItIsRead() throws {
    try settle()
    try edit(Self.flipped)
    #expect(try ask("client \(here.code(1)) | document intake").code == 0)
    let mine = try ask("client \(here.code(0)) | document intake")
    #expect(mine.code == 1, "\(mine.told)")
    #expect(mine.told.contains("E320"), "\(mine.told)")
  }

  @Test func whatIsDoneAsItShouldBeIsNeverDoubted() throws {
    #expect(try ask(Self.asked).code == 0)
    let (one, other) = (here.code(0), here.code(1))
    let numbers = try outside.read {
      try Int64.fetchAll(
        $0,
        sql: """
          SELECT o.id FROM observation o JOIN client c ON c.id = o.client WHERE c.code = ?
          """, arguments: [one])
    }
    let number = try #require(numbers.first)
    for sentence in [
      "correct #\(number) mobility = blocking because \"a slip\"",
      "move #\(number) to \(other) because \"another\"", "strike #\(number) because \"never\"",
      "restore #\(number) because \"still\"", "merge \(one) into \(other) because \"one\"",
      "unmerge \(one) because \"two\"",
    ] {
      let done = here.run(sentence)
      #expect(done.code == 0, "\(sentence): \(done.told)")
      let asked = try ask(Self.asked)
      #expect(asked.code == 0, "\(sentence): \(asked.told)")
      #expect(asked.told.isEmpty, "\(sentence): \(asked.told)")
    }
  }
}
