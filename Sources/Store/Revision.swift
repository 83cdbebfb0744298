import Foundation
import GRDB
import Seal

/// Something that was done to an entry after it was made, as it is kept.
struct Revision {
  let entry: Int64
  let kind: EntryKind
  let deed: Deed
  /// Under which client it stands since, and stood before.
  let client: Int64
  let was: Int64
  /// The place in the trail of the change.
  let link: Int64
  let at: Int64
  let who: (operator: Int64, organisation: Int64)
  /// Why, sealed with the client.
  var because: SealedBox?

  func write(_ database: Database, _ keys: Store.StoreKeys) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO revision (entry, kind, deed, client, was, link, at, operator, organisation,
          because, because_key, mark, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        entry, kind.rawValue, deed.rawValue, client, was, link, at, who.operator,
        who.organisation, because.map { Data($0.box) }, because.map { Data($0.wrappedKey) },
        Data(keys.marks.mark(of: content)), client,
      ])
  }

  /// What its mark is made of.
  var content: [UInt8] {
    let numbers = [
      entry, kind.rawValue, deed.rawValue, client, was, link, at, who.operator, who.organisation,
    ]
    return Array(numbers.map(String.init).joined(separator: " ").utf8)
  }

  static let columns = """
    entry, kind, deed, client, was, link, at, operator, organisation, because, because_key, mark
    """

  /// Nil for a row that no program wrote.
  init?(_ row: Row) {
    guard let kind = EntryKind(rawValue: row[1]), let deed = Deed(rawValue: row[2]) else {
      return nil
    }
    entry = row[0]
    (self.kind, self.deed) = (kind, deed)
    (client, was, link, at) = (row[3], row[4], row[5], row[6])
    who = (row[7], row[8])
    if let box = row[9] as Data?, let key = row[10] as Data? {
      because = SealedBox(wrappedKey: Array(key), box: Array(box))
    }
  }

  init(
    entry: Int64, kind: EntryKind, deed: Deed, client: Int64, was: Int64, link: Int64, at: Int64,
    who: (operator: Int64, organisation: Int64), because: SealedBox? = nil
  ) {
    (self.entry, self.kind, self.deed) = (entry, kind, deed)
    (self.client, self.was, self.link, self.at) = (client, was, link, at)
    (self.who, self.because) = (who, because)
  }
}

extension Store {
  /// The place that the entry of the change that is being made will have in the trail.
  func comingLink(_ database: Database) throws -> Int64 {
    let (count, _) = try TrailHead.read(database, keys.chain)
    return count + (login == nil ? 1 : 2)
  }

  /// What was done to entries, by rows that nobody else wrote.
  func checkRevisions(_ database: Database, _ findings: inout [StoreFinding]) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT \(Revision.columns), id FROM revision")
    while let row = try rows.next() {
      let mark: Data = row[11]
      if Revision(row).map({ keys.marks.mark(of: $0.content) }) != Array(mark) {
        findings.append(StoreFinding(kind: .changed(table: "revision", row: row[12])))
      }
    }
  }
}
