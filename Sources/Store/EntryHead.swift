import GRDB
import InstrumentKit

/// What an entry is, without what it says.
package struct EntryHead: Sendable {
  package let number: Int64
  package let kind: EntryKind
  let client: Int64
  /// The code under which it was typed, or to which it was moved.
  package let code: String
  package let on: Day
  /// Nil where an older store did not keep it.
  package let organisation: String?
  package let instrument: String?
  package let contributor: String?
  package let isStruck: Bool

  static func read(_ number: Int64, _ database: Database) throws -> EntryHead? {
    for isStruck in [false, true] {
      for kind in EntryKind.allCases {
        let table = (isStruck ? "past_" : "") + kind.table
        let isForm = kind == .registration
        let isOfInstrument = isForm || kind == .decision
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT t.client, c.code, t.\(kind.day), o.text,
              \(isOfInstrument ? "i.text" : "NULL"), \(isForm ? "p.text" : "NULL")
            FROM \(table) t JOIN client c ON c.id = t.client
            LEFT JOIN name o ON o.id = t.organisation
            \(isOfInstrument ? "JOIN name i ON i.id = t.instrument" : "")
            \(isForm ? "LEFT JOIN name p ON p.id = t.part" : "")
            WHERE t.id = ? \(isStruck ? "ORDER BY until DESC LIMIT 1" : "")
            """, arguments: [number])
        guard let row else { continue }
        return EntryHead(
          number: number, kind: kind, client: row[0], code: row[1], on: Day(number: row[2]),
          organisation: row[3], instrument: row[4], contributor: row[5], isStruck: isStruck)
      }
    }
    return nil
  }

  /// An entry on which something may be done.
  ///
  /// - Throws: ``StoreError`` when there is none, it was struck or not, its client was forgotten, or
  ///   another organisation made it.
  static func revisable(
    _ number: Int64, _ deed: Deed, by organisation: String, _ database: Database
  ) throws -> EntryHead {
    guard let entry = try read(number, database) else {
      throw StoreError(.notRevised(.unknownEntry))
    }
    _ = try Store.open(entry.code, database)
    if let maker = entry.organisation, maker != organisation {
      throw StoreError(.notRevised(.isAnothers))
    }
    if entry.isStruck, deed != .restore { throw StoreError(.notRevised(.isStruck)) }
    if !entry.isStruck, deed == .restore { throw StoreError(.notRevised(.isNotStruck)) }
    return entry
  }
}

extension Store {
  /// What an entry is, also when it was struck; nil where there is none.
  package func entry(_ number: Int64) throws -> EntryHead? {
    try reading { try EntryHead.read(number, $0) }
  }

  /// The same, where something may be done on it.
  ///
  /// - Throws: ``StoreError`` where it may not.
  package func entry(_ number: Int64, for deed: Deed, actor: Actor) throws -> EntryHead {
    try reading {
      try EntryHead.revisable(number, deed, by: actor.organisation, $0)
    }
  }
}
