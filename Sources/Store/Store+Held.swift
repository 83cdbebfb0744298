import GRDB

/// What the store held at an earlier entry of the trail.
extension Store {
  /// The last entry of the trail before a moment; 0 where there is none.
  package func link(before moment: Int64) throws -> Int64 {
    try reading { database in
      // Moments rise with the numbers, so that half of them need not be looked at.
      var (low, high) = (Int64(0), try TrailHead.read(database, keys.chain).count)
      while low < high {
        let middle = (low + high + 1) / 2
        guard let entry = try entry(middle, database) else {
          throw StoreError(.damaged(what: "trail"))
        }
        if entry.at < moment { low = middle } else { high = middle - 1 }
      }
      return low
    }
  }

  /// When an entry of the trail was written; nil where there is none of that number.
  package func moment(of link: Int64) throws -> Int64? {
    try reading { try entry(link, $0)?.at }
  }

  package func linkCount() throws -> Int {
    try reading { Int(try TrailHead.read($0, keys.chain).count) }
  }

  private func entry(_ number: Int64, _ database: Database) throws -> TrailEntry? {
    try Row.fetchOne(
      database, sql: "SELECT entry FROM trail WHERE number = ?", arguments: [number]
    ).map { try TrailEntry($0[0], keys.entries, "trail", Int(number)) }
  }

  /// Lets everything that reads see what was held at an entry of the trail: what came later is not
  /// there, and what was said anew since says what it said then. Rights and objections are today's.
  package func asHeld<Value>(at link: Int64, _ read: () throws -> Value) throws -> Value {
    let last = try reading { try lastNumber(at: link, $0) }
    held = HeldMoment(link: link, last: last, today: try columnsOfNow().profiles)
    defer { held = nil }
    try shadowing { database in
      try database.execute(sql: Shadow.gone)
      try database.execute(sql: try Shadow(link: link, last: last, database).made)
    }
    let answer = Result { try read() }
    // What is read next must not see the past: this may not fail in silence.
    try shadowing { try $0.execute(sql: Shadow.gone) }
    return try answer.get()
  }

  private func shadowing(_ change: (Database) throws -> Void) throws {
    try StoreError.translating(folder) { try queue.writeWithoutTransaction(change) }
  }

  /// The newest entry that was there at a link.
  private func lastNumber(at link: Int64, _ database: Database) throws -> Int64 {
    if link == 0 { return 0 }
    guard let entry = try entry(link, database) else {
      throw StoreError(.damaged(what: "trail"))
    }
    if let entries = entry.entries { return entries }
    // Older links do not say; numbers rise with the time.
    let parts = EntryKind.allCases.map {
      "SELECT max(id) AS id FROM \($0.table) WHERE entered_at <= \(entry.at)"
    }
    return try Int64.fetchOne(
      database, sql: "SELECT max(id) FROM (\(parts.joined(separator: " UNION ALL ")))") ?? 0
  }
}

extension EntryKind {
  /// The code with which an entry is sealed: of an earlier moment that may be another than it was
  /// told of, for what moves is sealed anew.
  ///
  /// - Parameters:
  ///   - entry: the table or its other name.
  ///   - code: the code under which it stands.
  static func sealedUnder(_ entry: String, _ code: String) -> String {
    """
    coalesce((SELECT sealing.code FROM main.revision
      JOIN main.client sealing ON sealing.id = revision.owner
      WHERE revision.entry = \(entry).id LIMIT 1), \(code))
    """
  }
}

/// Views that stand before the tables of entries and show what they held.
private struct Shadow {
  let made: String
  static let names =
    EntryKind.allCases.filter { $0 != .consent }.flatMap { $0.tables.map(\.name) }
  static let gone =
    names.map { "DROP VIEW IF EXISTS temp.\($0);" }.joined()
    + ["client", "later"].map { "DROP TABLE IF EXISTS temp.\($0);" }.joined()

  init(link: Int64, last: Int64, _ database: Database) throws {
    var sql = """
      CREATE TEMP TABLE later AS
        SELECT DISTINCT entry FROM main.revision WHERE link > \(link);
      CREATE UNIQUE INDEX temp.later_entry ON later(entry);

      """
    for kind in EntryKind.allCases where kind != .consent {
      for table in kind.tables {
        let columns = try database.columns(in: table.name).map(\.name).joined(separator: ", ")
        sql += """
          CREATE TEMP VIEW \(table.name) AS
            SELECT \(columns) FROM main.\(table.name)
              WHERE \(table.key) <= \(last) AND \(table.key) NOT IN (SELECT entry FROM temp.later)
            UNION ALL SELECT \(columns) FROM main.past_\(table.name)
              WHERE since <= \(link) AND until > \(link) AND \(table.key) <= \(last);

          """
      }
    }
    // Rights are always today's; that somebody told of them is of then.
    let consents = """
      SELECT client FROM main.consent
        WHERE id <= \(last) AND id NOT IN (SELECT entry FROM temp.later)
      UNION ALL SELECT client FROM main.past_consent
        WHERE since <= \(link) AND until > \(link) AND id <= \(last)
      """
    // Who went on under another code then, and of whom something stood: looked at once, for codes
    // of one person are looked for again and again.
    let parent = """
      WITH RECURSIVE up(id, steps) AS (
        SELECT c.id, 0 UNION ALL
        SELECT m.person, steps + 1 FROM main.merge m JOIN up ON m.client = up.id
          WHERE m.since <= \(link) AND (m.until IS NULL OR m.until > \(link)))
      SELECT id FROM up WHERE steps > 0 ORDER BY steps DESC LIMIT 1
      """
    let then = EntryKind.allCases.map { kind in
      kind == .consent ? "(\(consents))" : "temp.\(kind.table)"
    }
    let any = then.map { "EXISTS (SELECT 1 FROM \($0) e WHERE e.client = c.id)" }
      .joined(separator: " OR ")
    sql += """
      CREATE TEMP TABLE client AS
        SELECT c.id, c.code, c.forgotten, CASE WHEN \(any) THEN NULL ELSE 1 END AS gone,
          (\(parent)) AS merged
        FROM main.client c;
      CREATE UNIQUE INDEX temp.client_id ON client(id);
      CREATE UNIQUE INDEX temp.client_code ON client(code);
      CREATE INDEX temp.client_merged ON client(merged) WHERE merged IS NOT NULL;
      """
    made = sql
  }
}
