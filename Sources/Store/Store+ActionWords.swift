import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

extension Store {
  /// Open words of some actions, opened and logged in one go; nil where there are none.
  ///
  /// - Parameters:
  ///   - rows: the ids of the rows that told them last; nil where nobody did.
  ///   - clients: whose each is.
  package func words(
    _ column: ActionColumn, ofActions rows: [Int32?], clients: [String], actor: Actor
  ) throws -> [String?] {
    let found = try reading { database in
      let names = try Store.names(database)
      return try rows.map { id -> String? in
        guard let id,
          let row = try Row.fetchOne(
            database.cachedStatement(
              sql: """
                SELECT a.notes, a.notes_key, t.organisation,
                  (SELECT count(*) FROM action b WHERE b.assessment = t.assessment
                    AND b.organisation = t.organisation AND b.id < t.id),
                  \(EntryKind.sealedUnder("a", "c.code"))
                FROM action t JOIN assessment a ON a.id = t.assessment
                JOIN client c ON c.id = a.client WHERE t.id = ?
                """), arguments: [id]),
          let box = row[0] as Data?, let key = row[1] as Data?
        else { return nil }
        let content = try keys.sealer.open(
          SealedBox(wrappedKey: Array(key), box: Array(box)), client: row[4], kind: .notes)
        guard let fields = SealedFields.read(content) else {
          throw StoreError(.damaged(what: "notes"))
        }
        let place: Int = row[3]
        let table = "\(names[row[2]] ?? "").actions"
        return fields.first { field in
          guard let cell = TableName.parts(field.name) else { return false }
          return cell.table.hasSuffix(".\(table)") && cell.row == place
            && cell.column == column.rawValue
        }?.value
      }
    }
    let about = Set(clients).sorted()
    try log(
      TrailEntry(
        verb: "notes", actor: actor, about: about, fields: ["actions.\(column.rawValue)"],
        count: about.count))
    return found
  }
}
