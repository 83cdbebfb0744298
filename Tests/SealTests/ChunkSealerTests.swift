import TestSupport
import Testing

@testable import Seal

struct ChunkSealerTests {
  private let master = MasterKey.random()
  private var sealer: ChunkSealer { ChunkSealer(master, file: "file", generation: 7) }

  @Test func opensWhatItSealed() throws {
    var random = SplitMix64(seed: 8)
    for length in [0, 1, 4095, 1 << 20] {
      let content = random.bytes(length)
      let sealed = try seal(content)
      #expect(sealed.count == length + ChunkSealer.overhead)
      #expect(try open(sealed, length, sealer) == content)
      let handed = try content.withUnsafeBytes {
        try sealer.withSealed($0, column: "age", index: 3) { Array($0) }
      }
      #expect(try open(handed, length, sealer) == content)
    }
  }

  @Test func refusesAnyFlippedByteAndLeavesTheMemoryAlone() throws {
    let sealed = try seal([1, 2, 3, 4, 5])
    for place in sealed.indices {
      var changed = sealed
      changed[place] ^= 1
      var memory: [UInt8] = [9, 9, 9, 9, 9]
      #expect(throws: SealError(.notAuthentic)) {
        try changed.withUnsafeBytes { sealed in
          try memory.withUnsafeMutableBytes {
            try sealer.open(sealed, column: "age", index: 3, into: $0)
          }
        }
      }
      #expect(memory == [9, 9, 9, 9, 9])
    }
  }

  @Test func refusesAnotherPlace() throws {
    let sealed = try seal([1, 2, 3])
    let fault = SealError(.notAuthentic)
    #expect(throws: fault) { try open(sealed, 3, sealer, column: "agd") }
    #expect(throws: fault) { try open(sealed, 3, sealer, index: 4) }
    for other in [
      ChunkSealer(master, file: "file", generation: 8),
      ChunkSealer(master, file: "other", generation: 7),
      ChunkSealer(.random(), file: "file", generation: 7),
    ] {
      #expect(throws: fault) { try open(sealed, 3, other) }
    }
  }

  @Test func refusesMemoryOfAnotherSize() throws {
    let sealed = try seal([1, 2, 3])
    #expect(throws: SealError(.wrongSize)) { try open(sealed, 2, sealer) }
    #expect(throws: SealError(.wrongSize)) { try open(sealed, 4, sealer) }
    #expect(throws: SealError(.wrongSize)) { try open([1, 2, 3], 0, sealer) }
  }

  private func seal(_ content: [UInt8]) throws -> [UInt8] {
    try content.withUnsafeBytes { try sealer.seal($0, column: "age", index: 3) }
  }

  private func open(
    _ sealed: [UInt8], _ length: Int, _ sealer: ChunkSealer, column: String = "age",
    index: Int = 3
  ) throws -> [UInt8] {
    var memory = [UInt8](repeating: 0, count: length)
    try sealed.withUnsafeBytes { sealed in
      try memory.withUnsafeMutableBytes {
        try sealer.open(sealed, column: column, index: index, into: $0)
      }
    }
    return memory
  }
}
