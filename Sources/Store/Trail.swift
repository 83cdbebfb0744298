import Foundation
import GRDB
import InstrumentKit
import Records
import Seal

/// One line of the trail: who did what, to whom, why and how much; never the content.
package struct TrailEntry: Hashable, Sendable, Codable {
  /// Seconds since 1970-01-01 00:00 UTC; 0 until it is written, unless it tells of another moment.
  package var at: Int64 = 0
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
  /// The last day of what was made, such as a backup.
  package var until: Int32?
  /// Where the trail stood before this entry, for exports and backups: see ``Store/head()``.
  package var head: String?

  /// So many clients an entry names; of more it says only how many they were.
  package static let mostNamed = 1_000
  /// Of a store made from a backup: where its own operator knew that the trail of the one before it
  /// stood.
  package var left: String?
  /// The number of the newest entry that the store then held.
  package var entries: Int64?
  /// Of an export that is de-identified: how many people share sex, age band and region at least.
  package var smallestGroup: Int?
  /// Of an export of totals: what they were, so that they stay when people are forgotten.
  package var cells: [String]?
  /// How many rows of the ledger came with it, a colon, and their digest; nil of a time without.
  package var ledger: String?

  package init(
    verb: String, actor: Actor, about: [String] = [], fields: [String] = [], count: Int? = nil,
    digest: String? = nil, file: String? = nil, until: Day? = nil
  ) {
    self.until = until?.number
    self.verb = verb
    who = actor.name
    organisation = actor.organisation
    role = actor.role
    purpose = actor.purpose
    self.about = Array(about.prefix(TrailEntry.mostNamed))
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
  var changesProfiles: Bool {
    [
      "import", "record", "assess", "move", "forget", "restore", "correct", "strike",
      "restore-entry", "move-entry", "merge", "unmerge",
    ].contains(verb)
  }

  /// Whether rows beside profiles that were read before it are out of date.
  var changesBeside: Bool { ["decide", "consent"].contains(verb) }

  /// Whether rows tell of whom something changed.
  var namesWhom: Bool { !["move", "forget", "restore"].contains(verb) }

  /// Whether what was made leaves the store and should tell where the trail stood.
  private var leaves: Bool { verb.hasPrefix("export") || verb == "backup" }

  /// The same with where the trail stands, when it is of the kind that tells.
  func following(_ count: Int64, _ link: [UInt8]) -> TrailEntry {
    guard leaves else { return self }
    var entry = self
    entry.head = "\(count):\(Hex.text(link))"
    return entry
  }

  /// Whether it is about a client; nil when it does not name everybody whom it is about.
  package func isAbout(_ client: String) -> Bool? {
    if about.contains(client) { return true }
    return namesEverybody ? false : nil
  }

  /// Whether it names everybody whom it is about.
  package var namesEverybody: Bool {
    !leaves && verb != "import" && count ?? 0 <= about.count
  }
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

  static func read(
    _ number: Int64, _ database: Database, _ keys: Store.StoreKeys
  ) throws -> TrailEntry? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT entry FROM trail WHERE number = ?"),
      arguments: [number]
    ).map { try TrailEntry($0[0], keys.entries, "trail", Int(number)) }
  }

  /// - Parameter since: where the store stood before the change that this entry tells of; nil where
  ///   it tells of none.
  @discardableResult static func append(
    _ entry: TrailEntry, since: LedgerPoint?, _ database: Database, _ keys: Store.StoreKeys,
    _ clock: WallClock
  ) throws -> (count: Int64, link: [UInt8]) {
    let chain = keys.chain
    var entry = entry
    if entry.at == 0 { entry.at = clock.now() }
    let (count, last) = try read(database, chain)
    // A clock that ran back does not turn the order of what was done.
    if let before = try read(count, database, keys) { entry.at = max(entry.at, before.at) }
    entry.entries = try EntryNumbers.last(database)
    entry.ledger = try Ledger(database, keys, link: count + 1).take(since)
    let text = try entry.following(count, last).sealed(keys.entries, "trail", Int(count + 1))
    let link = chain.link(after: last, entry: Array(text))
    try database.execute(
      sql: "INSERT INTO trail (number, entry, link) VALUES (?, ?, ?)",
      arguments: [count + 1, text, Data(link)])
    let head = try chain.sealHead(count: count + 1, link: link)
    try database.execute(
      sql: "UPDATE meta SET value = ? WHERE key = 'trail-head'", arguments: [Data(head)])
    return (count + 1, link)
  }
}
