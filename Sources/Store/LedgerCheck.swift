import Foundation
import GRDB
import Seal

/// What is wrong with something of which the ledger has a mark.
package enum LedgerFault: Hashable, Sendable {
  case missing, changed
  /// It says again what it said before.
  case older
  /// No program wrote it.
  case unknown
}

/// Compares all that is stored with the ledger, and the ledger with the trail.
struct LedgerCheck {
  private let database: Database
  private let keys: Store.StoreKeys
  private var findings: [StoreFinding] = []
  /// The link at which the ledger begins.
  private var start: Int64 = .max

  init(_ database: Database, _ keys: Store.StoreKeys) {
    (self.database, self.keys) = (database, keys)
  }

  mutating func found() throws -> [StoreFinding] {
    try followTrail()
    // Of a store that no program of today wrote to nothing is vouched for.
    if start == .max, findings.isEmpty { return [] }
    let known = try KnownItems(database)
    for kind in LedgerKind.all { try compare(kind, known) }
    let strangers = try Int64.fetchAll(
      database,
      sql: """
        SELECT id FROM main.client WHERE (\(LedgerKind.isNowhere)) AND NOT EXISTS
          (SELECT 1 FROM main.ledger WHERE kind = \(LedgerKind.client.number)
            AND number = client.id)
        """)
    for client in strangers { add(.unknown, .client, client, client) }
    return findings
  }

  /// All things of some kinds, without the trail.
  mutating func found(_ kinds: [LedgerKind]) throws -> [StoreFinding] {
    for kind in kinds { try compare(kind, try KnownItems(database, kind)) }
    return findings
  }

  /// Some things, each looked for among all that the ledger knows.
  mutating func found(_ numbers: [LedgerKind: Set<Int64>]) throws -> [StoreFinding] {
    for (kind, numbers) in numbers {
      for number in numbers.sorted() {
        try compare(kind, try KnownItems(database, kind, number), number...number)
      }
    }
    return findings
  }

  /// The rows that came with each entry of the trail are those of which it has the digest.
  private mutating func followTrail() throws {
    var expected: [Int64: String] = [:]
    let entries = try RawStatement(
      database, "SELECT number, entry FROM main.trail ORDER BY number")
    while try entries.next() {
      let number = entries.number(0)
      // What is no entry breaks the trail, which is told elsewhere.
      guard
        let entry = try? TrailEntry(
          Data(entries.bytes(1)), keys.entries, "trail", Int(number))
      else { continue }
      if entry.ledger != nil { start = min(start, number) }
      expected[number] = entry.ledger ?? "0"
    }
    var (link, sum) = (Int64.min, Ledger.Sum())
    func close(_ findings: inout [StoreFinding]) {
      if sum.count > 0, expected.removeValue(forKey: link) != sum.text() {
        findings.append(StoreFinding(kind: .ledger(link: link)))
      }
      sum = Ledger.Sum()
    }
    let row = try RawStatement(
      database,
      """
      SELECT link, kind, number, client, state, mark FROM main.ledger
      ORDER BY link, kind, number
      """)
    while try row.next() {
      if row.number(0) != link { close(&findings) }
      link = row.number(0)
      sum.add(row.number(1), row.number(2), row.knownNumber(3), row.number(4), row.bytes(5))
    }
    close(&findings)
    findings += expected.filter { $0.value != "0" }.keys.sorted()
      .map { StoreFinding(kind: .ledger(link: $0)) }
  }

  /// - Parameter some: the numbers that are compared; nil for all, with what they said before.
  private mutating func compare(
    _ kind: LedgerKind, _ known: KnownItems, _ some: ClosedRange<Int64>? = nil
  ) throws {
    var found: [(LedgerFault, Int64, Int64?)] = []
    let formers = some == nil ? try FormerVersions(kind, database) : nil
    func missing(_ item: KnownItem) {
      if item.versions.last?.state != .aside { found.append((.missing, item.number, item.client)) }
      formers?.keep(item)
    }
    let contents = LedgerContents(keys.marks) { item, mark in
      while let next = try known.next(kind, before: item.number) { missing(next) }
      guard let next = try known.next(kind, at: item.number) else {
        // A client of whom nothing was ever done is vouched for by what is kept of it.
        if kind != .client { found.append((.unknown, item.number, item.client)) }
        return
      }
      formers?.keep(next)
      let mark = Array(mark)
      if next.versions.last?.mark == mark { return }
      let isOlder = next.versions.contains { $0.mark == mark }
      let wasAside = next.versions.last?.state == .aside
      found.append(
        (isOlder ? .older : wasAside ? .unknown : .changed, item.number, next.client ?? item.client)
      )
    }
    if kind == .response {
      try LedgerResponses(database, keys.marks).read(nil, contents)
    } else {
      try LedgerReader(kind, database).read(some ?? .min ... .max, into: contents)
    }
    try contents.finish()
    while let next = try known.next(kind, before: nil) { missing(next) }
    if kind == .client, some == nil { found += try marked() }
    for (fault, number, client) in found { add(fault, kind, number, client) }
    if some != nil { return }
    for part in kind.parts where try isLoose(part) { add(.unknown, kind, 0, nil) }
    if let formers, case .entry(let entry) = kind {
      for (number, client) in try formers.changed(keys.marks) {
        add(.changed, .former(entry), number, client)
      }
    }
  }

  /// Whether a table has rows that are of no entry at all.
  private func isLoose(_ part: LedgerKind.Part) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM main.\(part.table) WHERE typeof(\(part.key)) <> 'integer')
        """) ?? false
  }

  /// Clients of whom something is told that no program wrote.
  private func marked() throws -> [(LedgerFault, Int64, Int64?)] {
    let ids = try Int64.fetchAll(
      database,
      sql: """
        SELECT id FROM main.client WHERE coalesce(forgotten, gone, merged) IS NOT NULL
          AND id NOT IN (SELECT number FROM main.ledger WHERE kind = \(LedgerKind.client.number))
        """)
    return ids.map { (.changed, $0, $0) }
  }

  private mutating func add(
    _ fault: LedgerFault, _ kind: LedgerKind, _ number: Int64, _ client: Int64?
  ) {
    let code = client.flatMap { client in try? Store.code(of: client, database) }
    let finding = StoreFinding(kind: .kept(fault, kind, number: number, client: code))
    findings.append(finding)
  }
}
