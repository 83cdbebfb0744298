import Foundation
import GRDB
import Records

/// Where a store stood before a change: rows beyond it came with the change. What somebody else
/// slipped in between two changes is not beyond it, and the ledger does not come to know it.
struct LedgerPoint {
  let entry: Int64
  let name: Int64
  let revision: Int64
  let merge: Int64
  /// Whether all that is there is taken as it is.
  var isBeginning = false

  /// Before anything.
  static let nothing = LedgerPoint()

  private init() {
    (entry, name, revision, merge) = (.min, .min, .min, .min)
    isBeginning = true
  }

  init(_ database: Database) throws {
    func last(_ table: String) throws -> Int64 {
      try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT max(id) FROM main.\(table)")) ?? 0
    }
    entry = try EntryNumbers.last(database)
    name = try last("name")
    revision = try last("revision")
    merge = try last("merge")
  }

  /// The numbers that came since; nil for a kind of which rows are made anew under their number.
  func since(_ kind: LedgerKind) -> ClosedRange<Int64>? {
    let last: Int64? =
      switch kind {
      case .entry: entry
      case .name: name
      case .revision: revision
      case .merge: merge
      case .client: nil
      default: isBeginning ? .min : nil
      }
    // A number that no other can follow is none that a program gave.
    return last.map { $0 == .max ? .max ... .max : ($0 == .min ? $0 : $0 + 1) ... .max }
  }

  /// Whether something came that is not noted by its number.
  func isBefore(_ database: Database) throws -> Bool {
    let now = try LedgerPoint(database)
    return now.entry > entry || now.name > name || now.revision > revision || now.merge > merge
  }
}

/// What this connection changes of rows that were there: it is noted by triggers of the connection's
/// own, so that no change can forget to say what it touched and nobody else's is taken for its own.
enum LedgerWatch {
  /// What was touched: its kind, its number, and its key where that is a text.
  static let table = """
    CREATE TEMP TABLE touched (
      kind INTEGER NOT NULL, number INTEGER NOT NULL, word TEXT NOT NULL,
      PRIMARY KEY (kind, number, word)) WITHOUT ROWID;

    """

  /// Columns of a client that change.
  private static let isOther = ["id", "code", "forgotten", "gone", "merged"].map {
    "OLD.\($0) IS NOT NEW.\($0)"
  }.joined(separator: " OR ")

  static let triggers: String = {
    var sql = table
    for kind in LedgerKind.all {
      for part in kind.parts {
        // New entries have numbers beyond the point, and new words, reasons and merges too.
        var events = ["UPDATE", "DELETE"]
        if case .former = kind { events.append("INSERT") }
        if kind == .item { events.append("INSERT") }
        for event in events {
          let when = kind == .client && event == "UPDATE" ? isOther : nil
          sql += trigger(kind, part.table, event, number: part.key, when: when)
        }
      }
    }
    for event in ["INSERT", "UPDATE", "DELETE"] {
      sql += trigger(.moves, "move", event)
      sql += trigger(
        .meta, "meta", event,
        when: sides(event).map { side in
          let key = LedgerKind.passing.replacing("key ", with: "\(side).key ")
          return "(NOT \(key) AND NOT \(side).key GLOB 'response.*')"
        }.joined(separator: " OR "))
      sql += trigger(
        .response, "meta", event, word: "key",
        when: sides(event).map { "\($0).key GLOB 'response.*'" }.joined(separator: " OR "))
    }
    return sql
  }()

  private static func sides(_ event: String) -> [String] {
    event == "INSERT" ? ["NEW"] : event == "DELETE" ? ["OLD"] : ["OLD", "NEW"]
  }

  private static func trigger(
    _ kind: LedgerKind, _ table: String, _ event: String, number: String? = nil,
    word: String? = nil, when: String? = nil
  ) -> String {
    let rows = sides(event).map { side in
      let number = number.map { "\(side).\($0)" } ?? "0"
      let word = word.map { "\(side).\($0)" } ?? "''"
      return "INSERT OR IGNORE INTO touched VALUES (\(kind.number), \(number), \(word));"
    }
    return """
      CREATE TEMP TRIGGER touched_\(kind.number)_\(table)_\(event) AFTER \(event) ON main.\(table)
        \(when.map { "WHEN \($0)" } ?? "") BEGIN \(rows.joined(separator: " ")) END;

      """
  }
}

extension Store {
  /// Notes from now on what this connection changes.
  func watch() throws {
    if isWatching { return }
    try StoreError.translating(folder) {
      try queue.writeWithoutTransaction { try $0.execute(sql: LedgerWatch.triggers) }
    }
    isWatching = true
  }

  /// An entry for what a change left of words and names, though there is nothing else to tell.
  func left(by actor: Actor?, since: LedgerPoint, _ database: Database) throws -> TrailEntry? {
    guard let actor else { return nil }
    let isTouched =
      try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM temp.touched)") ?? false
    guard try isTouched || since.isBefore(database) else { return nil }
    return TrailEntry(verb: "words", actor: actor)
  }

  /// The first entry of the trail that the ledger vouches for, nil where there is none.
  package func ledgerStart() throws -> Int64? {
    try reading { database in
      let entries = try RawStatement(
        database, "SELECT number, entry FROM trail ORDER BY number")
      while try entries.next() {
        let number = entries.number(0)
        let entry = try TrailEntry(Data(entries.bytes(1)), keys.entries, "trail", Int(number))
        if entry.ledger != nil { return number }
      }
      return nil
    }
  }

  /// The ledger of a store that had none begins with all that is there: of what was before nothing is
  /// vouched for.
  func beginLedger() throws {
    let isThere = try reading { database in
      let count = try TrailHead.read(database, keys.chain).count
      return try TrailHead.read(count, database, keys)?.ledger != nil
    }
    if isThere { return }
    try Store.unstopped {
      try StoreError.translating(folder) {
        try queue.write { try Store.beginLedger($0, keys, clock) }
      }
    }
  }

  /// All that is there comes into the ledger.
  static func beginLedger(
    _ database: Database, _ keys: StoreKeys, _ clock: WallClock
  ) throws {
    let program = Actor(name: "drempel", organisation: "", role: "", purpose: "")
    let count = try EntryNumbers.last(database)
    try TrailHead.append(
      TrailEntry(verb: "ledger", actor: program, count: Int(count)), since: .nothing, database,
      keys, clock)
  }
}
