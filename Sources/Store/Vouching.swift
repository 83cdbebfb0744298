import GRDB

/// Compares what answers are made of with the ledger: it was written by a program that held the keys,
/// or it is told that it was not.
struct Vouching {
  private let database: Database
  private let keys: Store.StoreKeys

  init(_ database: Database, _ keys: Store.StoreKeys) {
    (self.database, self.keys) = (database, keys)
  }

  /// Everything.
  func all() throws -> [StoreFinding] {
    var check = LedgerCheck(database, keys)
    return try check.found()
  }

  /// All entries of some kinds.
  func all(_ kinds: Set<EntryKind>) throws -> [StoreFinding] {
    var check = LedgerCheck(database, keys)
    return try check.found(
      EntryKind.allCases.filter(kinds.contains).map(LedgerKind.entry))
  }

  /// All that was entered of some clients.
  func clients(_ clients: [Int64]) throws -> [StoreFinding] {
    guard try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM main.ledger)") == true
    else { return [] }
    let known = try known(clients)
    var doubtful: [LedgerKind: Set<Int64>] = [:]
    for kind in EntryKind.allCases {
      var left = known[kind] ?? [:]
      let contents = LedgerContents(keys.marks) { item, mark in
        if left.removeValue(forKey: item.number)?.mark != Array(mark) {
          doubtful[.entry(kind), default: []].insert(item.number)
        }
      }
      let reader = try LedgerReader(.entry(kind), database)
      for number in try numbers(kind, clients) { try reader.read(number...number, into: contents) }
      try contents.finish()
      for (number, item) in left where try !wentOn(kind, number, since: item.link) {
        doubtful[.entry(kind), default: []].insert(number)
      }
    }
    var check = LedgerCheck(database, keys)
    return try check.found(doubtful)
  }

  /// What the ledger has last of an entry under some client.
  private struct Known {
    let link: Int64
    let mark: [UInt8]
  }

  /// The entries that the ledger has under these clients; of what is not there any more nothing.
  private func known(_ clients: [Int64]) throws -> [EntryKind: [Int64: Known]] {
    var known: [EntryKind: [Int64: Known]] = [:]
    let choice = ClientChoice(ids: clients)
    let row = try choice.statement(
      database,
      """
      SELECT kind, number, link, state, mark FROM \(choice.chosen) main.ledger
      \(choice.condition("client")) ORDER BY client, link
      """)
    while try row.next() {
      guard let kind = EntryKind(rawValue: row.number(0)) else { continue }
      known[kind, default: [:]][row.number(1)] =
        row.number(3) == Ledger.State.aside.rawValue
        ? nil : Known(link: row.number(2), mark: Array(row.bytes(4)))
    }
    return known
  }

  /// Whether an entry went to another client, by the ledger too.
  private func wentOn(_ kind: EntryKind, _ number: Int64, since link: Int64) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM main.\(kind.table) e JOIN main.ledger l ON l.client = e.client
          WHERE e.id = ?1 AND l.kind = ?2 AND l.number = ?1 AND l.link > ?3)
        """, arguments: [number, kind.rawValue, link]) ?? false
  }

  private func numbers(_ kind: EntryKind, _ clients: [Int64]) throws -> [Int64] {
    let choice = ClientChoice(ids: clients)
    let row = try choice.statement(
      database,
      """
      SELECT e.id FROM \(choice.chosen) main.\(kind.table) e \(choice.condition("e.client"))
      ORDER BY e.id
      """)
    var numbers: [Int64] = []
    while try row.next() { numbers.append(row.number(0)) }
    return numbers
  }
}

/// What answers were made of since it was last compared with the ledger.
struct Unvouched {
  var isAll = false
  var kinds: Set<EntryKind> = []
  var clients: Set<Int64> = []
}

extension Store {
  /// Compares what answers were made of with the ledger. It is done after somebody has the answer,
  /// and before anybody goes on as if it were right.
  package func vouch() throws {
    let waiting = unvouched
    unvouched = Unvouched()
    let before = doubts.count
    if waiting.isAll {
      doubt(try reading { try Vouching($0, keys).all() })
      vouchedFor.formUnion(EntryKind.allCases)
    } else {
      let kinds = waiting.kinds.subtracting(vouchedFor)
      if !kinds.isEmpty { doubt(try reading { try Vouching($0, keys).all(kinds) }) }
      vouchedFor.formUnion(kinds)
      if !waiting.clients.isEmpty { try reading { try vouch(for: waiting.clients, $0) } }
    }
    // Who opens the store next is told again.
    if doubts.count > before { removeColumns() }
  }

  /// The ids of all codes of one person, of whom something is read.
  func read(_ client: String, _ database: Database) throws -> [Int64] {
    let ids = try Int64.fetchAll(
      database, sql: "SELECT id FROM client WHERE id \(Persons.clients)", arguments: [client])
    unvouched.clients.formUnion(ids)
    return ids
  }

  func vouch(for clients: some Sequence<Int64>, _ database: Database) throws {
    doubt(try Vouching(database, keys).clients(Array(clients)))
  }

  /// Notes what is not as it was written, and tells of it once.
  private func doubt(_ findings: [StoreFinding]) {
    let new = findings.filter { doubts.insert($0).inserted }
    if !new.isEmpty { doubted(new) }
  }
}
