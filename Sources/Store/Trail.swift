import Foundation
import GRDB
import InstrumentKit
import Seal

/// One line of the trail: who did what, to whom, why and how much; never the content.
package struct TrailEntry: Hashable, Sendable, Codable {
  package var at: Int64
  package var verb: String
  package var who: String
  package var organisation: String
  package var role: String
  package var purpose: String
  /// Client codes, at most a handful; more are counted only.
  package var about: [String]
  package var fields: [String]
  package var count: Int?
  package var digest: String?
  package var file: String?

  package init(
    verb: String, actor: Actor, about: [String] = [], fields: [String] = [], count: Int? = nil,
    digest: String? = nil, file: String? = nil
  ) {
    at = Int64(time(nil))
    self.verb = verb
    who = actor.name
    organisation = actor.organisation
    role = actor.role
    purpose = actor.purpose
    self.about = about
    self.fields = fields
    self.count = count
    self.digest = digest
    self.file = file
  }

  /// Stands before what is sealed; an entry in clear begins with a brace.
  private static let isSealed: UInt8 = 1

  /// Sealed, because a purpose and the name of a file are whatever somebody typed.
  func sealed(_ sealer: ChunkSealer, _ place: String, _ number: Int) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = try encoder.encode(self)
    return Data([TrailEntry.isSealed])
      + (try text.withUnsafeBytes { try sealer.seal($0, column: place, index: number) })
  }

  /// - Throws: `SealError` when it is not authentic. Entries of older stores are plain.
  init(_ data: Data, _ sealer: ChunkSealer, _ place: String, _ number: Int) throws {
    var text = data
    if data.first == TrailEntry.isSealed {
      let box = Array(data.dropFirst())
      var plain = [UInt8](repeating: 0, count: max(0, box.count - ChunkSealer.overhead))
      try box.withUnsafeBytes { box in
        try plain.withUnsafeMutableBytes {
          try sealer.open(box, column: place, index: number, into: $0)
        }
      }
      text = Data(plain)
    }
    self = try JSONDecoder().decode(TrailEntry.self, from: text)
  }

  /// Whether columns built before it are out of date.
  var changesProfiles: Bool { ["import", "record", "assess", "move"].contains(verb) }
}

/// The end of the trail: sealed, and written together with each entry.
enum TrailHead {
  static func start(_ database: Database, _ chain: TrailChain) throws {
    let head = try chain.sealHead(count: 0, link: TrailChain.start)
    try database.execute(
      sql: "INSERT INTO meta (key, value) VALUES ('trail-head', ?)", arguments: [Data(head)])
  }

  static func read(_ database: Database, _ chain: TrailChain) throws -> (
    count: Int64, link: [UInt8]
  ) {
    guard
      let sealed = try Data.fetchOne(
        database, sql: "SELECT value FROM meta WHERE key = 'trail-head'")
    else { throw StoreError(.damaged(what: "trail head")) }
    return try chain.openHead(Array(sealed))
  }

  static func append(_ entry: TrailEntry, _ database: Database, _ keys: Store.StoreKeys) throws {
    let chain = keys.chain
    let (count, last) = try read(database, chain)
    let text = try entry.sealed(keys.entries, "trail", Int(count + 1))
    let link = chain.link(after: last, entry: Array(text))
    try database.execute(
      sql: "INSERT INTO trail (number, entry, link) VALUES (?, ?, ?)",
      arguments: [count + 1, text, Data(link)])
    let head = try chain.sealHead(count: count + 1, link: link)
    try database.execute(
      sql: "UPDATE meta SET value = ? WHERE key = 'trail-head'", arguments: [Data(head)])
  }
}

/// What a check of the trail found.
package enum TrailState: Hashable, Sendable {
  case unbroken(count: Int64, head: String)
  /// The first entry whose link is wrong or that is missing.
  case broken(at: Int64)
  case headNotAuthentic
}

extension Store {
  /// Follows every link; anything changed, left out or cut off shows.
  package func verifyTrail() throws -> TrailState {
    try reading { database in
      guard let head = try? TrailHead.read(database, keys.chain) else { return .headNotAuthentic }
      var expected: Int64 = 1
      var link = TrailChain.start
      let rows = try Row.fetchCursor(
        database, sql: "SELECT number, entry, link FROM trail ORDER BY number")
      while let row = try rows.next() {
        let entry: Data = row["entry"]
        let kept: Data = row["link"]
        guard row["number"] == expected,
          keys.chain.isLink(Array(kept), after: link, entry: Array(entry))
        else { return .broken(at: expected) }
        link = Array(kept)
        expected += 1
      }
      guard head.count == expected - 1, head.link == link else { return .broken(at: expected) }
      return .unbroken(count: head.count, head: Hex.text(head.link))
    }
  }

  /// The entries, oldest first.
  package func trail() throws -> [TrailEntry] {
    try reading { database in
      try Row.fetchAll(database, sql: "SELECT number, entry FROM trail ORDER BY number")
        .map { try TrailEntry($0[1], keys.entries, "trail", $0[0]) }
    }
  }

  /// Writes an entry that comes with no change, such as an export or a reading of identity.
  package func log(_ entry: TrailEntry) throws {
    try changing { _ in ((), entry) }
  }
}
