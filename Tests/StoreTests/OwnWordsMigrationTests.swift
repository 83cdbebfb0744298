import Testing

@testable import Store

/// A store of the first version in which somebody said more beside an answer than one thing.
@Suite struct OwnWordsMigrationTests {
  @Test func wordsBesideAnAnswerAreThereInAnOlderStoreAllOfThem() throws {
    let frozen = try FrozenStore("v1-words")
    defer { frozen.remove() }
    let store = try frozen.open()
    #expect(try store.check().isEmpty)
    let kept = try #require(try store.registrations(of: "T001", notes: true).last)
    let notes = try #require(kept.notes)
    #expect(notes["benefit.other"] == "het fonds\neen gift; van oma")
    #expect(notes["training-provider.other"] == "de harmonie")
    #expect(notes["nationality.other"] == "Kosovaarse")
    #expect(notes["intake.vdab.phone"] == "016 12 34 56")
    let closed = try #require(try store.registrations(of: "T001", notes: false).last)
    #expect(closed.notes == nil && closed.hasNotes)
  }
}
