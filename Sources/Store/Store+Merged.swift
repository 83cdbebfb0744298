import Foundation
import GRDB
import Seal

/// That a code went on under another's, or was divided from it again.
package struct MergeEvent: Sendable {
  /// The code, and under which it goes on from then.
  package let client: String
  package let from: String
  package let to: String
  package let isDivision: Bool
  /// Seconds since 1970.
  package let at: Int64
  package let who: String
  package let organisation: String
  package let because: String?
}

extension Store {
  /// What was merged with a client and divided from it, oldest first; both codes have it.
  ///
  /// - Parameter opens: whether reasons are opened; who does logs it first.
  package func merges(of code: String, opens: Bool) throws -> [MergeEvent] {
    try reading { database in
      let names = try Store.names(database)
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT \(Merge.columns), because, because_key,
            (SELECT code FROM client WHERE id = m.client),
            (SELECT code FROM client WHERE id = m.person)
          FROM merge m WHERE client \(Persons.clients) OR person \(Persons.clients) ORDER BY m.id
          """, arguments: [code])
      return try rows.map { row in
        let (merge, client, person) = (Merge(row), row[9] as String, row[10] as String)
        var because: String?
        if opens, let box = row[7] as Data?, let key = row[8] as Data? {
          let words = try keys.sealer.open(
            SealedBox(wrappedKey: Array(key), box: Array(box)), client: client, kind: .because)
          because = String(decoding: words, as: UTF8.self)
        }
        return MergeEvent(
          client: client, from: merge.isDivision ? person : client,
          to: merge.isDivision ? client : person, isDivision: merge.isDivision, at: merge.at,
          who: names[merge.operator] ?? "", organisation: names[merge.organisation] ?? "",
          because: because)
      }
    }
  }
}
