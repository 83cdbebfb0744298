import TestSupport
import Testing

@testable import Seal

struct KeyedHashTests {
  private let master = MasterKey.random()

  @Test func findsANumberUnderItsOwnKeyOnly() throws {
    let wrapped = try master.newWrappedKey()
    #expect(wrapped.count == 40)
    let index = try NumberIndex(master, wrappedKey: wrapped)
    let again = try NumberIndex(master, wrappedKey: wrapped)
    let other = try NumberIndex(master, wrappedKey: try master.newWrappedKey())
    var random = SplitMix64(seed: 2)
    var codes: Set<[UInt8]> = []
    for _ in 0..<1000 {
      let digits = String(Int.random(in: 10_000_000_000...99_999_999_999, using: &random))
      let code = index.code(of: digits)
      #expect(code.count == NumberIndex.length)
      #expect(code == again.code(of: digits))
      #expect(code != other.code(of: digits))
      codes.insert(code)
    }
    #expect(codes.count == 1000)
  }

  @Test func refusesAWrappedNumberKeyThatWasChanged() throws {
    let wrapped = try master.newWrappedKey()
    for place in wrapped.indices {
      var changed = wrapped
      changed[place] ^= 4
      #expect(throws: SealError(.notAuthentic)) { try NumberIndex(master, wrappedKey: changed) }
    }
    let foreign = MasterKey.random()
    #expect(throws: SealError(.notAuthentic)) { try NumberIndex(foreign, wrappedKey: wrapped) }
  }

  @Test func doesNotTakeTheKeyOfAClientForTheNumberKey() throws {
    let sealed = try ClientSealer(master, store: "s").seal([1], client: "T1", kind: .identity)
    #expect(throws: SealError(.notAuthentic)) {
      try NumberIndex(master, wrappedKey: sealed.wrappedKey)
    }
  }

  @Test func keepsTheNumbersWhenTheMasterChanges() throws {
    let wrapped = try master.newWrappedKey()
    let next = MasterKey.random()
    let moved = try next.rewrap(wrapped, from: master)
    let before = try NumberIndex(master, wrappedKey: wrapped)
    let after = try NumberIndex(next, wrappedKey: moved)
    #expect(before.code(of: "85073003328") == after.code(of: "85073003328"))
  }

  @Test func marksEqualContentsAlike() {
    let marks = ContentMark(master)
    #expect(marks.mark(of: [1, 2]) == marks.mark(of: [1, 2]))
    #expect(marks.mark(of: [1, 2]) != marks.mark(of: [2, 1]))
    #expect(marks.mark(of: [1, 2]) != ContentMark(.random()).mark(of: [1, 2]))
    #expect(marks.mark(of: []).count == 16)
  }

  @Test func subkeysDiffer() {
    let keys = MasterKey.Purpose.allCases.map { purpose in
      master.subkey(purpose).withUnsafeBytes { Array($0) }
    }
    #expect(Set(keys).count == MasterKey.Purpose.allCases.count)
    #expect(!keys.contains(master.key.withUnsafeBytes { Array($0) }))
  }

  @Test func showsNoKeyWhenPrinted() {
    var dumped = ""
    dump(master, to: &dumped)
    #expect("\(master)" == "MasterKey(sealed)")
    #expect(String(reflecting: master) == "MasterKey(sealed)")
    #expect(dumped == "- MasterKey(sealed)\n")
  }
}
