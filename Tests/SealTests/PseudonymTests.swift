import Testing

@testable import Seal

@Suite struct PseudonymTests {
  @Test func aClientHasOneNameInAStoreAndAnotherElsewhere() throws {
    let master = MasterKey.random()
    let wrapped = try master.newWrappedKey()
    let first = try Pseudonyms(master, wrappedKey: wrapped)
    let again = try Pseudonyms(master, wrappedKey: wrapped)
    let other = try Pseudonyms(master, wrappedKey: master.newWrappedKey())
    let name = first.name(of: "T001".utf8)
    #expect(name == again.name(of: "T001".utf8))
    #expect(name != other.name(of: "T001".utf8))
    #expect(name != first.name(of: "T002".utf8))
    #expect(name.count == 17 && name.first == "p")
    #expect(first.shift(of: "T001".utf8) == again.shift(of: "T001".utf8))
  }

  @Test func namesSurviveANewMaster() throws {
    let (old, new) = (MasterKey.random(), MasterKey.random())
    let wrapped = try old.newWrappedKey()
    let before = try Pseudonyms(old, wrappedKey: wrapped)
    let after = try Pseudonyms(new, wrappedKey: new.rewrap(wrapped, from: old))
    #expect(before.name(of: "T001".utf8) == after.name(of: "T001".utf8))
  }

  @Test func daysMoveHalfAYearAtMostAndAlwaysSomewhat() throws {
    let master = MasterKey.random()
    let made = try Pseudonyms(master, wrappedKey: master.newWrappedKey())
    let shifts = (0..<20_000).map { made.shift(of: "client-\($0)".utf8) }
    #expect(shifts.allSatisfy { (-180...180).contains($0) && $0 != 0 })
    #expect(Set(shifts).count == 360)
  }
}
