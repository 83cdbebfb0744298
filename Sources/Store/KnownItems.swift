import GRDB
import Seal

/// What the ledger knows of one thing, oldest first.
struct KnownItem {
  let number: Int64
  var client: Int64?
  var versions: [(link: Int64, state: Ledger.State, mark: [UInt8])] = []
}

/// All that the ledger knows, by kind and number.
final class KnownItems {
  private let row: RawStatement
  private var waiting: (kind: Int64, item: KnownItem)?
  private var isRow: Bool

  /// - Parameters:
  ///   - kind: nil for all.
  ///   - number: nil for all of the kind.
  init(_ database: Database, _ kind: LedgerKind? = nil, _ number: Int64? = nil) throws {
    let conditions = [
      kind.map { "kind = \($0.number)" }, number.map { "number = \($0)" },
    ].compactMap(\.self).joined(separator: " AND ")
    row = try RawStatement(
      database,
      """
      SELECT kind, number, link, client, state, mark FROM main.ledger
      \(conditions.isEmpty ? "" : "WHERE \(conditions)") ORDER BY kind, number, link
      """)
    isRow = try row.next()
    try advance()
  }

  private func advance() throws {
    waiting = nil
    guard isRow else { return }
    let kind = row.number(0)
    var item = KnownItem(number: row.number(1))
    while isRow, row.number(0) == kind, row.number(1) == item.number {
      item.client = row.knownNumber(3) ?? item.client
      item.versions.append(
        (row.number(2), Ledger.State(rawValue: row.number(4)) ?? .stands, Array(row.bytes(5))))
      isRow = try row.next()
    }
    waiting = (kind, item)
  }

  /// The next of a kind, nil when it is not before a number.
  func next(_ kind: LedgerKind, before number: Int64?) throws -> KnownItem? {
    try pass(kind)
    guard let waiting, waiting.kind == kind.number, waiting.item.number < number ?? .max else {
      return nil
    }
    try advance()
    return waiting.item
  }

  /// The one of a number.
  func next(_ kind: LedgerKind, at number: Int64) throws -> KnownItem? {
    try pass(kind)
    guard let waiting, waiting.kind == kind.number, waiting.item.number == number else {
      return nil
    }
    try advance()
    return waiting.item
  }

  /// Kinds that nobody knows are passed over; the trail tells of their rows.
  private func pass(_ kind: LedgerKind) throws {
    while let waiting, waiting.kind < kind.number { try advance() }
  }
}

/// The versions that entries had before, each of which was once what the ledger says it was.
final class FormerVersions {
  private let kind: EntryKind
  private let database: Database
  private let ends: [Int64: [Int64]]
  private var known: [Int64: KnownItem] = [:]

  /// Nil for what has none.
  init?(_ kind: LedgerKind, _ database: Database) throws {
    guard case .entry(let kind) = kind else { return nil }
    self.kind = kind
    self.database = database
    // What went to another client was sealed anew, also what it said before.
    let row = try RawStatement(
      database,
      """
      SELECT id, until FROM main.past_\(kind.table) p
      WHERE since <> until AND NOT EXISTS
        (SELECT 1 FROM main.revision r WHERE r.entry = p.id AND r.was <> r.client)
      """)
    var ends: [Int64: [Int64]] = [:]
    while try row.next() { ends[row.number(0), default: []].append(row.number(1)) }
    self.ends = ends
  }

  func keep(_ item: KnownItem) {
    if ends[item.number] != nil { known[item.number] = item }
  }

  /// Entries of which a former version is not what it was while it stood.
  func changed(_ marks: ContentMark) throws -> [(number: Int64, client: Int64?)] {
    var changed: [(Int64, Int64?)] = []
    var expected: [UInt8] = []
    let contents = LedgerContents(marks) { item, mark in
      if Array(mark) != expected { changed.append((item.number, item.client)) }
    }
    let reader = try LedgerReader(.entry(kind), database, formerly: true)
    for (number, item) in known.sorted(by: { $0.key < $1.key }) {
      for end in ends[number] ?? [] {
        guard let then = item.versions.last(where: { $0.link < end }) else { continue }
        expected = then.mark
        try reader.read(number, until: end, into: contents)
        try contents.finish()
      }
    }
    return changed
  }
}
