import Foundation
import InstrumentKit
import Records
import TestSupport
import Testing

/// The laws over generated histories; DREMPEL_LAWS says how many where more than usual are wanted.
@Suite struct LawTests {
  private static let count =
    ProcessInfo.processInfo.environment["DREMPEL_LAWS"].flatMap(Int.init) ?? 10_000
  private static let clients = ["P1", "P2", "P3"]

  private func all(_ record: Record, _ book: FactBook, at link: Int? = nil) -> [Known] {
    LawTests.clients.map { record.known(of: $0, by: book, at: link) }
  }

  @Test func whatWasAnsweredAfterALinkIsWhatIsKnownAtThatLinkLater() throws {
    let book = try SmallHouse.book()
    for seed in 0..<LawTests.count / 4 {
      var random = SplitMix64(seed: UInt64(seed))
      var answered: [Int: [Known]] = [:]
      let record = try SmallHouse.history(book, &random) { answered[$1] = all($0, book) }
      for (link, known) in answered {
        #expect(all(record, book, at: link) == known, "seed \(seed), link \(link)")
      }
    }
  }

  @Test func theOrderOfEnteringChangesNothingThatKeepsTheOrderWithinADay() throws {
    let book = try SmallHouse.book()
    for seed in 0..<LawTests.count / 4 {
      var random = SplitMix64(seed: UInt64(seed))
      let record = try SmallHouse.history(book, &random)
      // Entered day by day instead, each with a number in that order.
      var other = Record()
      let entries = record.entries.values.compactMap { entry in
        entry.version().map { (entry, $0) }
      }.sorted { ($0.1.on, $0.0.number) < ($1.1.on, $1.0.number) }
      for (number, (entry, version)) in entries.enumerated() {
        other.add(
          Entry(
            number: number, kind: entry.kind, organisation: entry.organisation, first: version))
      }
      for client in LawTests.clients {
        let mine = record.known(of: client, by: book).values(book)
        #expect(other.known(of: client, by: book).values(book) == mine, "seed \(seed)")
      }
    }
  }

  @Test func whatIsWithheldIsAsIfItWereNotThere() throws {
    let book = try SmallHouse.book()
    for seed in 0..<LawTests.count / 4 {
      var random = SplitMix64(seed: UInt64(seed))
      let record = try SmallHouse.history(book, &random)
      var seen = Record()
      for entry in record.entries.values where entry.organisation == "ocmw" { seen.add(entry) }
      for client in LawTests.clients {
        let withheld = record.known(of: client, by: book) { $0.organisation == "ocmw" }
        #expect(withheld == seen.known(of: client, by: book), "seed \(seed)")
      }
    }
  }

  @Test func strikingIsNeverHavingSaidAndRestoringIsHavingSaid() throws {
    let book = try SmallHouse.book()
    for seed in 0..<LawTests.count / 4 {
      var random = SplitMix64(seed: UInt64(seed))
      var record = try SmallHouse.history(book, &random)
      let before = all(record, book)
      let standing = record.entries.values.filter { $0.version()?.isStruck == false }
      guard let entry = standing.min(by: { $0.number < $1.number }) else { continue }
      let act = Record.Act(link: 100, by: "an", organisation: entry.organisation, because: "slip")
      try record.strike(entry.number, act)
      var without = Record()
      for other in record.entries.values where other.number != entry.number { without.add(other) }
      #expect(all(record, book) == all(without, book), "seed \(seed)")
      try record.restore(entry.number, act)
      #expect(all(record, book) == before, "seed \(seed)")
    }
  }

  @Test func mergedCodesFoldTogetherAndComeApartAgain() throws {
    let book = try SmallHouse.book()
    for seed in 0..<LawTests.count / 10 {
      var random = SplitMix64(seed: UInt64(seed))
      var record = try SmallHouse.history(book, &random)
      let before = all(record, book)
      var one = Record()
      for entry in record.entries.values {
        guard let version = entry.version(), let statement = version.statement else { continue }
        one.add(
          Entry(
            number: entry.number, kind: entry.kind, organisation: entry.organisation,
            first: Entry.Version(
              link: 1, by: "an", client: version.client == "P3" ? "P3" : "P1", on: version.on,
              statement: statement)))
      }
      try record.merge("P2", into: "P1")
      #expect(throws: Refusal.isOnePerson) { try record.merge("P1", into: "P2") }
      #expect(record.known(of: "P2", by: book) == one.known(of: "P1", by: book), "seed \(seed)")
      try record.merge("P1", into: "P3")
      #expect(record.codes(with: "P2") == ["P1", "P2", "P3"])
      try record.unmerge("P1")
      try record.unmerge("P2")
      #expect(all(record, book) == before, "seed \(seed)")
    }
  }
}

extension Known {
  /// What stands, apart from the numbers of the entries that say so.
  func values(_ book: FactBook) -> [String: String] {
    var values: [String: String] = [:]
    for (fact, standing) in facts {
      let state =
        switch standing.state {
        case .unanswered: "unanswered"
        case .stands(let said): "\(said.answer) \(said.on)"
        case .fallen: "fallen"
        case .notApplicable(let said): "not-applicable \(said.on)"
        case .noLongerKnown(let said): "no-longer-known \(said.on)"
        }
      values[book.names[fact]] =
        "\(state), \(standing.absence.map { "\($0.answer)" } ?? "-"), "
        + (standing.offered.map { "\($0.answer)" } ?? "-")
    }
    for (place, standing) in levels {
      values[Threshold(index: place)?.code ?? "?"] =
        "\(standing.finding.map { "\($0)" } ?? "-") \(standing.on?.description ?? "-") "
        + "\(standing.specified)"
    }
    return values
  }
}
