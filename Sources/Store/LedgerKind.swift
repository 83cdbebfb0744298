import GRDB

/// A kind of thing of which the ledger keeps marks.
package enum LedgerKind: Hashable, Sendable {
  /// What an entry says.
  case entry(EntryKind)
  /// All that an entry said before, together.
  case former(EntryKind)
  case revision, merge, client, name, item
  /// Kept as a whole.
  case moves, meta, schema
  /// By what responses are known elsewhere.
  case response

  /// In the order in which the ledger has them.
  static let all =
    EntryKind.allCases.map(LedgerKind.entry) + EntryKind.allCases.map(LedgerKind.former)
    + [.revision, .merge, .client, .name, .item, .moves, .meta, .schema, .response]

  var number: Int64 {
    switch self {
    case .entry(let kind): kind.rawValue
    case .former(let kind): 10 + kind.rawValue
    case .revision: 21
    case .merge: 22
    case .client: 23
    case .name: 24
    case .item: 25
    case .moves: 26
    case .meta: 27
    case .schema: 28
    case .response: 29
    }
  }

  /// A condition on clients: nothing tells of them, so that their row has to be vouched for by itself.
  static let isNowhere: String = {
    let now = EntryKind.allCases.map {
      "NOT EXISTS (SELECT 1 FROM main.\($0.table) e WHERE e.client = client.id)"
    }
    let before = EntryKind.allCases.map {
      "NOT EXISTS (SELECT 1 FROM main.past_\($0.table) e WHERE e.owner = client.id)"
    }
    let told = [
      "NOT EXISTS (SELECT 1 FROM main.revision e WHERE client.id IN (e.was, e.client, e.owner))",
      "NOT EXISTS (SELECT 1 FROM main.merge e WHERE client.id IN (e.client, e.person))",
    ]
    return (now + before + told).joined(separator: " AND ")
  }()

  private static let byNumber = Dictionary(uniqueKeysWithValues: all.map { ($0.number, $0) })

  init?(number: Int64) {
    guard let kind = LedgerKind.byNumber[number] else { return nil }
    self = kind
  }

  /// A table with rows of it, and how they are read.
  struct Part {
    let table: String
    /// The column of the number.
    let key: String
    var order = ""
    /// The codes of the clients of whom it tells: they may not change places.
    var code = "NULL"
    var client = "NULL"
    var isForgotten = "0"
    var join = ""
    /// Columns that are made anew and tell nothing.
    var without: Set<String> = []
  }

  /// Where its rows are; empty for what is kept as a whole.
  var parts: [Part] {
    switch self {
    case .entry(let kind):
      kind.tables.enumerated().map { place, table in
        var part = place == 0 ? .told(table) : Part(table: table.name, key: table.key)
        if table.name == "action" { (part.order, part.without) = (", t.id", ["id"]) }
        return part
      }
    case .former(let kind):
      kind.tables.enumerated().map { place, table in
        let past = EntryKind.Table(name: "past_\(table.name)", key: table.key)
        var part = place == 0 ? .told(past) : Part(table: past.name, key: past.key)
        part.order = ", t.until, t.rowid"
        return part
      }
    case .revision: [.told("revision", with: ["was", "owner"])]
    case .merge: [.told("merge", with: ["person"])]
    case .client:
      [Part(table: "client", key: "id", client: "t.id", isForgotten: "t.forgotten IS NOT NULL")]
    case .name: [Part(table: "name", key: "id")]
    case .item: [Part(table: "item", key: "name")]
    case .moves, .meta, .schema, .response: []
    }
  }

  /// What is kept of the store itself and changes with every sentence, or says only what is still
  /// to be done; the end of the trail is sealed by itself.
  static let passing = """
    (key IN ('trail-head', 'generation', 'beside', 'columns-from', 'forgetting')
      OR key GLOB 'intent*')
    """

  /// The rows of what is kept as a whole, in their order.
  var whole: String? {
    switch self {
    case .moves:
      "SELECT instrument, version, steps, mark FROM main.move ORDER BY instrument, version"
    case .meta:
      """
      SELECT key, value FROM main.meta
      WHERE NOT \(LedgerKind.passing) AND NOT key GLOB 'response.*' ORDER BY key
      """
    case .schema:
      // Indexes tell nothing, and an import makes one anew.
      """
      SELECT type, name, tbl_name, sql FROM main.sqlite_master
      WHERE type <> 'index' AND name NOT GLOB 'sqlite_*' ORDER BY type, name
      """
    default: nil
    }
  }
}

extension LedgerKind.Part {
  /// Rows that stand under a client.
  fileprivate static func told(_ table: EntryKind.Table) -> Self {
    Self(
      table: table.name, key: table.key, code: "c.code", client: "t.client",
      isForgotten: "c.forgotten IS NOT NULL", join: "LEFT JOIN main.client c ON c.id = t.client")
  }

  fileprivate static func told(_ table: String, with others: [String]) -> Self {
    var part = told(EntryKind.Table(name: table, key: "id"))
    let codes = others.map {
      "coalesce((SELECT code FROM main.client WHERE id = t.\($0)), '')"
    }
    part.code = (["coalesce(c.code, '')"] + codes).joined(separator: " || ' ' || ")
    return part
  }
}
