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
      try database.execute(sql: try Shadow(link: link, last: last, database).all)
    }
    let answer = Result { try read() }
    // What is read next must not see the past: this may not fail in silence.
    try shadowing { try $0.execute(sql: Shadow.gone) }
    return try answer.get()
  }

  /// Reads some clients alone at the moment that is shown: their rows are taken out of the tables
  /// through the indexes of these, which no view over two of them can be asked by.
  func reading<Value>(
    _ clients: [Int64], at held: HeldMoment, _ read: (Database) throws -> Value
  ) throws -> Value {
    let chosen = "[\(clients.map(String.init).joined(separator: ","))]"
    try shadowing { database in
      let shadow = try Shadow(link: held.link, last: held.last, database)
      try database.execute(sql: Shadow.chosen, arguments: [chosen])
      try database.execute(sql: shadow.some)
    }
    let answer = Result { try reading(read) }
    try shadowing { database in
      try database.execute(sql: Shadow.noneChosen)
      try database.execute(sql: try Shadow(link: held.link, last: held.last, database).entries)
    }
    return try answer.get()
  }

  private func shadowing(_ change: (Database) throws -> Void) throws {
    try StoreError.translating(folder) { try queue.writeWithoutTransaction(change) }
  }

  /// The newest entry that was there at a link.
  func lastNumber(at link: Int64, _ database: Database) throws -> Int64 {
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
