import Foundation
import GRDB
import Seal

/// All versions of an entry, sealed anew under another client: who forgets that client takes them.
struct ResealedEntry {
  private let entry: EntryHead
  private let from: String
  private let to: (id: Int64, code: String)
  private let sealer: ClientSealer
  private let database: Database

  init(
    _ entry: EntryHead, from: String, to: (id: Int64, code: String), _ keys: Store.StoreKeys,
    _ database: Database
  ) {
    (self.entry, self.from, self.to, self.database) = (entry, from, to, database)
    sealer = keys.sealer
  }

  /// What stands goes under the other client; former versions stay where they were told, sealed with
  /// it.
  func write() throws {
    for table in entry.kind.tables {
      for isPast in [false, true] {
        let name = (isPast ? "past_" : "") + table.name
        if table.key == "id" { try reseal(name) }
        try database.execute(
          sql: "UPDATE \(name) SET \(isPast ? "owner" : "client") = ? WHERE \(table.key) = ?",
          arguments: [to.id, entry.number])
      }
    }
    try database.execute(
      sql: "UPDATE revision SET owner = ? WHERE entry = ?", arguments: [to.id, entry.number])
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, because, because_key FROM revision WHERE entry = ?",
      arguments: [entry.number])
    for row in rows {
      try reseal(row[1], row[2], .because) { box, key in
        try database.execute(
          sql: "UPDATE revision SET because = ?, because_key = ? WHERE id = ?",
          arguments: [box, key, row[0] as Int64])
      }
    }
  }

  private func reseal(_ table: String) throws {
    for (column, kind) in entry.kind.boxes {
      let rows = try Row.fetchAll(
        database, sql: "SELECT rowid, \(column), \(column)_key FROM \(table) WHERE id = ?",
        arguments: [entry.number])
      for row in rows {
        try reseal(row[1], row[2], kind) { box, key in
          try database.execute(
            sql: "UPDATE \(table) SET \(column) = ?, \(column)_key = ? WHERE rowid = ?",
            arguments: [box, key, row[0] as Int64])
        }
      }
    }
  }

  private func reseal(
    _ box: Data?, _ key: Data?, _ kind: SealKind, _ write: (Data, Data) throws -> Void
  ) throws {
    guard let box, let key else { return }
    let content = try sealer.open(
      SealedBox(wrappedKey: Array(key), box: Array(box)), client: from, kind: kind)
    let sealed = try sealer.seal(content, client: to.code, kind: kind)
    try write(Data(sealed.box), Data(sealed.wrappedKey))
  }
}
