import Exchange
import Foundation
import GRDB
import InstrumentKit
import Language
import TestSupport
import Testing

@testable import Session
@testable import Store

/// What was acknowledged is missed when it is gone, and damaged columns hinder nobody.
@Suite struct WitnessTests {
  private final class Told: @unchecked Sendable {
    var text = ""
  }

  /// What opening the store anew tells before anything is answered, and what a program then answers.
  private func open(
    _ here: TrialSession, _ program: String = "clients | count"
  ) throws -> (told: String, out: String, code: Int32) {
    let told = Told()
    var settings = here.session.settings
    settings.tell = { told.text += $0 }
    let sink = MemorySink()
    let session = try Session(settings, out: sink, linked: here.session.plugins)
    session.mode = .csv
    let code = session.run(SourceText(program)) { told.text += $0 }
    return (told.text, sink.text, code)
  }

  private func record(_ here: TrialSession, times: Int) throws {
    for time in 0..<times {
      let sentence = "record \(here.code(1)) mobility = none on 2012-0\(time + 1)-11"
      #expect(try open(here, sentence).code == 0)
    }
  }

  private struct Files {
    let folder: String
    static let names = ["store.db", "store.db-wal"]

    init(_ here: TrialSession) throws { folder = try #require(here.session.store).folder }

    func read() -> [Data?] {
      Files.names.map { FileManager.default.contents(atPath: "\(folder)/\($0)") }
    }

    func put(_ files: [Data?]) throws {
      for (name, data) in zip(Files.names + ["store.db-shm"], files + [nil]) {
        let place = "\(folder)/\(name)"
        try? FileManager.default.removeItem(atPath: place)
        try data?.write(to: URL(fileURLWithPath: place))
      }
    }
  }

  @Test func anOlderCopyThatIsPutBackIsToldOnceBeforeAnythingIsAnswered() throws {
    let here = try TrialSession(clients: 2)
    let files = try Files(here)
    try record(here, times: 1)
    let before = files.read()
    try record(here, times: 3)
    #expect(try open(here).told == "")
    try files.put(before)
    let (told, out, code) = try open(here)
    #expect(told.hasPrefix("E398 at least 7 acknowledged changes are missing"), "\(told)")
    #expect(code == 0 && out.contains("2"))
    #expect(try open(here).told == "")
  }

  @Test(arguments: [true, false])
  func aLogThatIsLostOrDamagedIsTold(_ isLost: Bool) throws {
    let here = try TrialSession(clients: 2)
    let files = try Files(here)
    let store = try #require(here.session.store)
    try store.queue.writeWithoutTransaction {
      _ = try Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    for day in 1...3 { here.run("record \(here.code(1)) mobility = none on 2012-03-0\(day)") }
    var after = files.read()
    let count = try store.trail().count
    if isLost {
      after[1] = nil
    } else {
      let log = try #require(after[1])
      after[1]?[log.count / 2] ^= 4
    }
    // Another folder of the same files, as a crash of the machine leaves them.
    try files.put(after)
    let (told, _, code) = try open(here)
    #expect(told.hasPrefix("E398 at least "), "\(told)")
    #expect(code == 0 && count > 3)
  }

  @Test func aStoreThatIsRestoredNamesTheHeadThatItLeft() throws {
    let here = try TrialSession(clients: 2)
    let place = try #require(here.session.store).folder
    let backup = here.folder.file("backup")
    _ = try here.session.backUp(to: backup, days: 1, expires: nil)
    try record(here, times: 2)
    let head = try here.session.trailHead()
    try FileManager.default.moveItem(atPath: place, toPath: place + ".old")
    _ = try Session.restore(backup, to: place, here.session.settings)
    #expect(try open(here).told == "")
    let session = try Session(
      here.session.settings, out: MemorySink(), linked: here.session.plugins)
    let store = try #require(session.store)
    #expect(try store.trail().last { $0.verb == "restore" }?.left == head)
  }

  @Test(arguments: [true, false])
  func nothingIsAcknowledgedInAFolderThatIsGoneOrAnother(_ isReplaced: Bool) throws {
    let here = try TrialSession(clients: 2)
    let place = try #require(here.session.store).folder
    try FileManager.default.moveItem(atPath: place, toPath: place + ".old")
    if isReplaced { try FileManager.default.copyItem(atPath: place + ".old", toPath: place) }
    let (out, told, code) = here.run("record \(here.code(1)) mobility = none on 2012-03-01")
    #expect(code != 0 && told.contains("E319") && !out.contains("recorded"), "\(told)")
  }

  @Test func damagedColumnsAreMadeAnewAndTheQuestionIsAnswered() throws {
    let here = try TrialSession(clients: 12)
    let folder = try #require(here.session.store).folder
    let question = """
      clients | show client, age, mobility, finances, commune
      clients where mobility = blocking | count
      referrals | count by direction
      """
    let store = try #require(here.session.store)
    // The file of all is of today, so that one of those who change stands beside it.
    store.throwAwayColumns()
    #expect(here.run(question).code == 0)
    store.columnLimits = ColumnLimits(read: 0, part: 1)
    let recorded = here.run("record \(here.code(1)) mobility = blocking on 2012-12-01")
    #expect(recorded.code == 0, "\(recorded.told)")
    let names = ["columns", "columns-changed"]
    let whole = try names.map {
      try #require(FileManager.default.contents(atPath: "\(folder)/\($0)"), "\($0)")
    }
    let expected = try open(here, question)
    #expect(expected.code == 0 && expected.told == "", "\(expected.told)")
    var generator = SplitMix64(seed: 9)
    var told = 0
    for turn in 0..<60 {
      for (name, data) in zip(names, whole) {
        try data.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      var damaged = whole[turn % whole.count]
      let place = Int.random(in: 0..<damaged.count, using: &generator)
      damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try damaged.write(to: URL(fileURLWithPath: "\(folder)/\(names[turn % whole.count])"))
      let answer = try open(here, question)
      #expect(answer.code == 0 && answer.out == expected.out, "\(turn): \(answer.told)")
      let lines = answer.told.split(separator: "\n")
      #expect(lines.isEmpty || lines.count == 1 && lines[0].hasPrefix("E394 "), "\(answer.told)")
      told += lines.count
    }
    #expect(told > 5)
  }
}
