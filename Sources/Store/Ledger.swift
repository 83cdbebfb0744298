import GRDB
import Seal

/// Writes into the ledger what came with an entry of the trail, as it stands in the transaction.
struct Ledger {
  /// How an entry stands.
  enum State: Int64 {
    /// Nothing of it is there: it was struck, or what it said before was forgotten.
    case aside = 0
    case stands
    /// Under a code of which nobody knows whose it was.
    case forgotten
  }

  private let database: Database
  private let keys: Store.StoreKeys
  private let link: Int64

  init(_ database: Database, _ keys: Store.StoreKeys, link: Int64) {
    (self.database, self.keys, self.link) = (database, keys, link)
  }

  /// What the trail keeps of some rows: how many, and their digest.
  struct Sum {
    private(set) var count = 0
    private var running = Digest.Running()
    private var bytes: [UInt8] = []

    mutating func add(
      _ kind: Int64, _ number: Int64, _ client: Int64?, _ state: Int64,
      _ mark: some Collection<UInt8>
    ) {
      count += 1
      for value in [kind, number, client ?? .min, state, Int64(mark.count)] {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
      }
      bytes.append(contentsOf: mark)
      if bytes.count > 1 << 16 { flush() }
    }

    private mutating func flush() {
      bytes.withUnsafeBytes { running.add($0) }
      bytes.removeAll(keepingCapacity: true)
    }

    mutating func text() -> String {
      flush()
      return count == 0 ? "0" : "\(count):\(running.finished())"
    }
  }

  /// - Parameter since: where the store stood before the change; nil where nothing was changed.
  /// - Returns: what the trail keeps of the rows.
  func take(_ since: LedgerPoint?) throws -> String {
    var sum = Sum()
    guard let since else { return sum.text() }
    let (touched, words) = try touched(since)
    if touched.isEmpty, try !since.isBefore(database) { return sum.text() }
    let row = try RawStatement(
      database,
      "INSERT INTO main.ledger (link, kind, number, client, state, mark) VALUES (?, ?, ?, ?, ?, ?)")
    row.bind(1, link)
    func write(_ kind: LedgerKind, _ item: LedgerItem, _ state: State, _ mark: ArraySlice<UInt8>)
      throws
    {
      row.bind(2, kind.number)
      row.bind(3, item.number)
      row.bind(4, item.client)
      row.bind(5, state.rawValue)
      row.bind(6, mark)
      try row.run()
      sum.add(kind.number, item.number, item.client, state.rawValue, mark)
    }
    for kind in LedgerKind.all {
      let range = since.since(kind)
      var waiting = (touched[kind] ?? []).filter { range?.contains($0) != true }.sorted()[...]
      if waiting.isEmpty, range == nil { continue }
      let contents = LedgerContents(keys.marks) { item, mark in
        // Of those that were touched and are not there any more is said that they are not.
        while let first = waiting.first, first < item.number {
          try write(kind, try aside(kind, first), .aside, [])
          waiting.removeFirst()
        }
        if waiting.first == item.number { waiting.removeFirst() }
        try write(kind, item, item.isForgotten ? .forgotten : .stands, mark)
      }
      if kind == .response {
        try LedgerResponses(database, keys.marks).read(since.isBeginning ? nil : words, contents)
      } else {
        let reader = try LedgerReader(kind, database)
        for number in waiting { try reader.read(number...number, into: contents) }
        if let range { try reader.read(range, into: contents) }
      }
      try contents.finish()
      for number in waiting { try write(kind, try aside(kind, number), .aside, []) }
    }
    return sum.text()
  }

  /// What is not there any more, and whose it was where that is kept.
  private func aside(_ kind: LedgerKind, _ number: Int64) throws -> LedgerItem {
    guard case .entry(let entry) = kind else { return LedgerItem(number: number) }
    let client = try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT owner FROM main.past_\(entry.table) WHERE id = ? ORDER BY until DESC LIMIT 1
          """), arguments: [number])
    return LedgerItem(number: number, client: client)
  }

  /// What was changed of rows that were there before.
  private func touched(_ since: LedgerPoint) throws -> (
    [LedgerKind: Set<Int64>], words: [String]
  ) {
    var touched: [LedgerKind: Set<Int64>] = [:]
    var words: [String] = []
    if since.isBeginning {
      touched[.client] = Set(
        try Int64.fetchAll(
          database,
          sql: """
            SELECT id FROM main.client
            WHERE coalesce(forgotten, gone, merged) IS NOT NULL OR (\(LedgerKind.isNowhere))
            """))
      return (touched, [])
    }
    let rows = try Row.fetchCursor(
      database, sql: "SELECT kind, number, word FROM temp.touched")
    while let row = try rows.next() {
      guard let kind = LedgerKind(number: row[0]) else { continue }
      let word: String = row[2]
      if kind == .response { words.append(word) }
      touched[kind, default: []].insert(
        kind == .response ? LedgerResponses.number(word, keys.marks) : row[1])
    }
    if !touched.isEmpty { try database.execute(sql: "DELETE FROM temp.touched") }
    // An entry that is restored comes back under its number.
    let revised = try Row.fetchCursor(
      database.cachedStatement(sql: "SELECT kind, entry FROM main.revision WHERE id > ?"),
      arguments: [since.revision])
    while let row = try revised.next() {
      guard let kind = EntryKind(rawValue: row[0]) else { continue }
      touched[.entry(kind), default: []].insert(row[1])
    }
    return (touched, words)
  }
}
