import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Testing

@testable import Store

/// Permissions and objections as the store keeps them.
@Suite struct ConsentTests {
  private let actor = FrozenStore.actor
  private let day = Day(number: 15_000)

  private func consent(
    _ client: String, _ kind: Consent.Kind = .permission, to organisation: String = "vdab",
    from: Int32 = 15_000, until: Int32? = nil
  ) -> Consent {
    Consent(
      client: client, kind: kind, organisation: organisation, data: ["health", "justice"],
      ground: "consent", from: Day(number: from), until: until.map(Day.init(number:)))
  }

  @Test func theyComeBackAsTheyWereGiven() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    let given = [
      consent("T002", until: 16_000), consent("T001", .objection, to: "ocmw"), consent("T002"),
    ]
    for one in given {
      try store.keep(one, purpose: "geheim doel", recorded: day, actor: actor)
    }
    #expect(try store.consents(of: "T002") == [given[0], given[2]])
    #expect(try store.consents(of: "T001") == [given[1]])
    let columns = try store.columns()
    let rows = try #require(try columns.column("client-row", of: .consents))
    #expect(rows.cells == [0, 1, 1], "in the order of codes")
    #expect(try columns.column("until", of: .consents)?[1].value == 16_000)
    let numbers = try #require(try columns.column("row", of: .consents)).cells
    #expect(
      try store.purposes(of: numbers, clients: ["T001", "T002", "T002"], actor: actor)
        == [String?](repeating: "geheim doel", count: 3))
    let last = try #require(try store.trail().last)
    #expect(last.verb == "notes" && last.about == ["T001", "T002"] && last.count == 2)
    #expect(try frozen.bytes().range(of: Data("geheim doel".utf8)) == nil)
    #expect(try store.check().isEmpty)
  }

  @Test func withdrawingEndsWhatStandsOfThatKindAndOrganisationOnly() throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    for one in [
      consent("T001"), consent("T001", .objection), consent("T001", to: "gtb"),
      consent("T001", until: 14_999), consent("T001", from: 15_100), consent("T002"),
    ] { try store.keep(one, purpose: nil, recorded: day, actor: actor) }
    #expect(try store.standing(.permission, of: "T001", to: "vdab", on: day) == 2)
    #expect(
      try store.withdraw(.permission, of: "T001", to: "vdab", on: day, actor: actor) == 2)
    let states = try store.consents(of: "T001").map { $0.state(on: day) }
    #expect(states == [.withdrawn, .valid, .valid, .expired, .withdrawn])
    #expect(try store.consents(of: "T002").map { $0.state(on: day) } == [.valid])
    #expect(throws: StoreError(.nothingToWithdraw)) {
      try store.withdraw(.permission, of: "T001", to: "vdab", on: day, actor: actor)
    }
    #expect(throws: StoreError(.unknownClient)) {
      try store.withdraw(.permission, of: "T999", to: "vdab", on: day, actor: actor)
    }
    #expect(try store.check().isEmpty)
  }

  @Test(arguments: [
    "ends = 99999", "starts = 1", "withdrawn_on = NULL", "kind = recipient", "client = 2",
    "data = ground", "purpose = x'00'",
  ])
  func aCheckSeesWhatWasChanged(_ change: String) throws {
    let frozen = try FrozenStore()
    defer { frozen.remove() }
    let store = try frozen.open()
    try store.keep(consent("T001"), purpose: "doel", recorded: day, actor: actor)
    _ = try store.withdraw(.permission, of: "T001", to: "vdab", on: day, actor: actor)
    #expect(try store.check().isEmpty)
    try store.changing { database in
      try database.execute(sql: "UPDATE consent SET \(change)")
      return ((), nil)
    }
    #expect(try !store.check().isEmpty)
  }
}
