import TestSupport
import Testing

@testable import Seal

struct TrailChainTests {
  private let master = MasterKey.random()
  private var chain: TrailChain { TrailChain(master, store: "store-a") }

  @Test func aLinkDependsOnAllBefore() {
    var random = SplitMix64(seed: 3)
    let entries = (0..<40).map { _ in random.bytes(30) }
    let links = links(entries)
    #expect(links == self.links(entries))
    for place in entries.indices {
      var changed = entries
      changed[place][7] ^= 1
      let other = self.links(changed)
      #expect(links[..<place] == other[..<place])
      #expect(zip(links[place...], other[place...]).allSatisfy { $0 != $1 })
    }
  }

  @Test func knowsItsOwnLinks() {
    let link = chain.link(after: TrailChain.start, entry: [1, 2])
    #expect(link.count == 32)
    #expect(chain.isLink(link, after: TrailChain.start, entry: [1, 2]))
    for place in link.indices {
      var changed = link
      changed[place] ^= 1
      #expect(!chain.isLink(changed, after: TrailChain.start, entry: [1, 2]))
    }
    #expect(!chain.isLink(Array(link.dropLast()), after: TrailChain.start, entry: [1, 2]))
    #expect(!chain.isLink([], after: TrailChain.start, entry: [1, 2]))
    let elsewhere = TrailChain(master, store: "store-b")
    #expect(!elsewhere.isLink(link, after: TrailChain.start, entry: [1, 2]))
    #expect(
      !TrailChain(.random(), store: "store-a").isLink(link, after: TrailChain.start, entry: [1, 2]))
  }

  @Test func previousLinkAndEntryDoNotRunIntoEachOther() {
    #expect(chain.link(after: [1, 2], entry: [3]) != chain.link(after: [1], entry: [2, 3]))
  }

  @Test func opensTheHeadThatItSealed() throws {
    var random = SplitMix64(seed: 4)
    for count in [0, 1, 255, 1_000_000, Int64.max] {
      let link = random.bytes(32)
      let head = try chain.openHead(try chain.sealHead(count: count, link: link))
      #expect(head.count == count)
      #expect(head.link == link)
    }
  }

  @Test func refusesAHeadThatWasChangedOrIsAnothers() throws {
    let sealed = try chain.sealHead(count: 7, link: TrailChain.start)
    for place in sealed.indices {
      var changed = sealed
      changed[place] ^= 1
      #expect(throws: SealError(.notAuthentic)) { try chain.openHead(changed) }
      #expect(throws: SealError(.notAuthentic)) { try chain.openHead(Array(sealed[..<place])) }
    }
    for other in [TrailChain(master, store: "store-b"), TrailChain(.random(), store: "store-a")] {
      #expect(throws: SealError(.notAuthentic)) { try other.openHead(sealed) }
    }
    #expect(throws: SealError(.wrongSize)) { try chain.sealHead(count: 1, link: [1]) }
  }

  private func links(_ entries: [[UInt8]]) -> [[UInt8]] {
    var last = TrailChain.start
    return entries.map { entry in
      last = chain.link(after: last, entry: entry)
      return last
    }
  }
}
