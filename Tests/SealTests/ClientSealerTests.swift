import TestSupport
import Testing

@testable import Seal

struct ClientSealerTests {
  private let master = MasterKey.random()
  private var sealer: ClientSealer { ClientSealer(master, store: "store-a") }

  @Test func opensWhatItSealed() throws {
    var random = SplitMix64(seed: 1)
    for length in [0, 1, 15, 16, 17, 120, 5000] {
      let content = random.bytes(length)
      let kind = SealKind.allCases.randomElement(using: &random) ?? .identity
      let version = Int.random(in: 0...1_000_000, using: &random)
      let sealed = try sealer.seal(content, client: "T014", kind: kind, version: version)
      #expect(sealed.wrappedKey.count == 40)
      #expect(sealed.box.count == length + 28)
      #expect(
        try sealer.open(sealed, client: "T014", kind: kind, version: version) == content)
    }
  }

  @Test func refusesAnyFlippedByte() throws {
    let sealed = try sealer.seal(Array("some words".utf8), client: "T014", kind: .notes)
    for place in sealed.box.indices {
      var box = sealed.box
      box[place] ^= 1
      refuses(SealedBox(wrappedKey: sealed.wrappedKey, box: box))
    }
    for place in sealed.wrappedKey.indices {
      var key = sealed.wrappedKey
      key[place] ^= 0x80
      refuses(SealedBox(wrappedKey: key, box: sealed.box))
    }
  }

  @Test func refusesAnyOtherLength() throws {
    let sealed = try sealer.seal(Array("some words".utf8), client: "T014", kind: .notes)
    for length in sealed.box.indices {
      refuses(SealedBox(wrappedKey: sealed.wrappedKey, box: Array(sealed.box[..<length])))
    }
    for length in sealed.wrappedKey.indices {
      refuses(SealedBox(wrappedKey: Array(sealed.wrappedKey[..<length]), box: sealed.box))
    }
  }

  @Test func refusesAnotherClientKindVersionStoreOrMaster() throws {
    let sealed = try sealer.seal([1, 2, 3], client: "T014", kind: .notes, version: 2)
    let fault = SealError(.notAuthentic)
    #expect(throws: fault) { try sealer.open(sealed, client: "T015", kind: .notes, version: 2) }
    #expect(throws: fault) { try sealer.open(sealed, client: "T014", kind: .identity, version: 2) }
    #expect(throws: fault) { try sealer.open(sealed, client: "T014", kind: .notes, version: 258) }
    for other in [
      ClientSealer(master, store: "store-b"), ClientSealer(.random(), store: "store-a"),
    ] {
      #expect(throws: fault) { try other.open(sealed, client: "T014", kind: .notes, version: 2) }
    }
    #expect(try sealer.open(sealed, client: "T014", kind: .notes, version: 2) == [1, 2, 3])
  }

  @Test func refusesTheKeyOfAnotherBox() throws {
    let first = try sealer.seal([1], client: "T014", kind: .notes)
    let second = try sealer.seal([1], client: "T014", kind: .notes)
    refuses(SealedBox(wrappedKey: second.wrappedKey, box: first.box))
    #expect(first.wrappedKey != second.wrappedKey)
    #expect(first.box != second.box)
  }

  @Test func partsOfTheContextDoNotRunIntoEachOther() throws {
    let first = ClientSealer(master, store: "ab")
    let second = ClientSealer(master, store: "a")
    let sealed = try first.seal([1], client: "c", kind: .notes)
    #expect(throws: SealError(.notAuthentic)) {
      try second.open(sealed, client: "bc", kind: .notes)
    }
    let long = String(repeating: "a", count: 256)
    let sealedLong = try ClientSealer(master, store: long).seal([1], client: "c", kind: .notes)
    #expect(throws: SealError(.notAuthentic)) {
      try ClientSealer(master, store: "").open(sealedLong, client: long + "c", kind: .notes)
    }
  }

  @Test func keepsTheBoxesWhenTheMasterChanges() throws {
    let sealed = try sealer.seal([4, 5], client: "T014", kind: .notes)
    let next = ClientSealer(.random(), store: "store-a")
    let moved = SealedBox(
      wrappedKey: try next.rewrap(sealed.wrappedKey, from: sealer), box: sealed.box)
    #expect(try next.open(moved, client: "T014", kind: .notes) == [4, 5])
    refuses(moved)
    #expect(throws: SealError(.notAuthentic)) {
      try next.rewrap(moved.wrappedKey, from: sealer)
    }
  }

  @Test func sealsOnSeveralThreadsAtOnce() async throws {
    let sealer = sealer
    let keys = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
      for task in 0..<4 {
        group.addTask {
          try (0..<500).map { place in
            let sealed = try sealer.seal([UInt8(task)], client: "T\(place)", kind: .notes)
            let content = try sealer.open(sealed, client: "T\(place)", kind: .notes)
            return content == [UInt8(task)] ? sealed.wrappedKey : []
          }
        }
      }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.formUnion($1) }
    }
    #expect(keys.count == 2000)
    #expect(!keys.contains([]))
  }

  private func refuses(_ sealed: SealedBox, _ place: SourceLocation = #_sourceLocation) {
    #expect(throws: SealError(.notAuthentic), sourceLocation: place) {
      try sealer.open(sealed, client: "T014", kind: .notes)
    }
  }
}
