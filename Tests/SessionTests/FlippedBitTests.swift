import Exchange
import Foundation
import InstrumentKit
import Language
import Synchronization
import TestSupport
import Testing

@testable import Session
@testable import Store

/// One bit of a store's files is another: that is told, or it changes no answer. DREMPEL_FLIPS says
/// how many are tried.
@Suite struct FlippedBitTests {
  private static let count =
    ProcessInfo.processInfo.environment["DREMPEL_FLIPS"].flatMap(Int.init) ?? 60

  private static let asked = [
    "clients | sort client | show client, mobility, finances, employed, benefit, birth-date",
    "clients | count by childcare", "clients | score mpsa | count by mpsa.activation",
    "referrals | count by direction", "actions | count by action",
    "observations | count by threshold",
    "decisions | count", "consents | count by organisation", "participations | count by operation",
    "clients as of 2012-06-30 | count by mobility",
  ]

  private struct Answers: Equatable {
    var texts: [String]
    var isWell: Bool
  }

  /// What a program answers that opens these files and is given all sentences in one script.
  private func answers(_ folder: String, _ here: TrialSession) -> Answers {
    let told = Mutex("")
    var settings = here.session.settings
    settings.store = folder
    settings.mode = .csv
    settings.isReadOnly = false
    settings.tell = { text in told.withLock { $0 += text } }
    let sink = MemorySink()
    guard let session = try? Session(settings, out: sink, like: here.session) else {
      return Answers(texts: [], isWell: false)
    }
    let code = session.run(SourceText(Self.asked.joined(separator: "\n"))) { _ in }
    try? session.out.flush()
    return Answers(texts: [sink.text], isWell: code == 0)
  }

  private func copied(_ here: TrialSession, without: [String] = []) throws -> TemporaryFolder {
    let place = try TemporaryFolder()
    let from = try #require(here.session.store).folder
    try FileManager.default.createDirectory(
      atPath: place.file("s"), withIntermediateDirectories: false)
    for name in ["store.db", "columns", "columns-changed"] where !without.contains(name) {
      let path = "\(from)/\(name)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      try FileManager.default.copyItem(atPath: path, toPath: place.file("s/\(name)"))
    }
    return place
  }

  @Test func anotherBitIsToldOrChangesNoAnswer() throws {
    let here = try TrialSession(clients: 20)
    let store = try #require(here.session.store)
    // What lies in the log goes into the file.
    try store.queue.writeWithoutTransaction { try _ = $0.checkpoint(.truncate) }
    let whole = try copied(here)
    let right = answers(whole.file("s"), here)
    #expect(right.isWell)
    #expect(right.texts[0].count > 1000)
    var random = SplitMix64(seed: 11)
    var told = 0
    for turn in 0..<Self.count {
      let columns = ["columns", "columns-changed"]
      let name = turn % 5 == 4 ? "columns" : "store.db"
      let place = try copied(here, without: name == "store.db" ? columns : [])
      let path = place.file("s/\(name)")
      let file = try FileHandle(forUpdating: URL(filePath: path))
      let size = try file.seekToEnd()
      let offset = UInt64(random.next() % size)
      try file.seek(toOffset: offset)
      let byte = try #require(try file.read(upToCount: 1)?.first)
      try file.seek(toOffset: offset)
      try file.write(contentsOf: [byte ^ (1 << UInt8(random.next() % 8))])
      try file.close()
      let found = answers(place.file("s"), here)
      if found.isWell {
        #expect(found.texts == right.texts, "\(name) at \(offset)")
      } else {
        told += 1
      }
    }
    #expect(told > 0)
  }
}
