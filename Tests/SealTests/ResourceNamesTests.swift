import TestSupport
import Testing

@testable import Seal

/// Identifiers of resources.
@Suite struct ResourceNamesTests {
  @Test func areTheSameUnderOneKeyAndUnlikeThoseOfAnother() throws {
    let master = MasterKey.random()
    let wrapped = try master.newWrappedKey()
    let names = try ResourceNames(master, wrappedKey: wrapped)
    let other = try ResourceNames(master, wrappedKey: try master.newWrappedKey())
    var seen: Set<String> = []
    for number in 0..<1000 {
      let name = names.uuid("response", ["T\(number)", "mpsa"])
      #expect(
        name.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
          != nil, "\(name)")
      #expect(names.uuid("response", ["T\(number)", "mpsa"]) == name)
      #expect(other.uuid("response", ["T\(number)", "mpsa"]) != name)
      seen.insert(name)
    }
    // Parts do not run into each other, and kinds are apart.
    seen.insert(names.uuid("response", ["T1m", "psa"]))
    seen.insert(names.uuid("consent", ["T1", "mpsa"]))
    #expect(seen.count == 1002)
  }

  @Test func outliveAChangeOfTheMasterKey() throws {
    let (old, new) = (MasterKey.random(), MasterKey.random())
    let wrapped = try old.newWrappedKey()
    let before = try ResourceNames(old, wrappedKey: wrapped)
    let after = try ResourceNames(new, wrappedKey: try new.rewrap(wrapped, from: old))
    #expect(before.uuid("a", ["b"]) == after.uuid("a", ["b"]))
    #expect(throws: SealError(.notAuthentic)) { try ResourceNames(new, wrappedKey: wrapped) }
  }
}
