import Foundation
import GRDB
import Seal

/// A client who has or had a national number.
package struct NumberOwner: Hashable, Sendable {
  package enum State: Int, Sendable {
    case stands
    /// Another came in its place.
    case former
    /// It was said and corrected, or struck.
    case mistaken
  }

  package let client: String
  package let state: State
}

extension Store {
  /// Whose a national number is or was: whoever has it first.
  package func owners(ofNumber digits: String) throws -> [NumberOwner] {
    let code = keys.numbers.code(of: digits)
    return try reading { database in
      let givers = try Int64.fetchAll(
        database,
        sql: """
          SELECT DISTINCT coalesce(c.merged, c.id) FROM assessment a
          JOIN client c ON c.id = a.client WHERE a.number_code = ?
          """, arguments: [Data(code)])
      var owners: [Int64: NumberOwner.State] = [:]
      for person in givers {
        let newest = try NumberCheck.newest(of: person, database)
        owners[person] = newest?.code == code ? .stands : .former
      }
      let mistaken = try Int64.fetchAll(
        database,
        sql: """
          SELECT DISTINCT coalesce(c.merged, c.id) FROM past_assessment p
          JOIN client c ON c.id = p.owner WHERE p.number_code = ? AND c.forgotten IS NULL
          """, arguments: [Data(code)])
      for client in mistaken where owners[client] == nil { owners[client] = .mistaken }
      return try owners.sorted { ($0.value.rawValue, $0.key) < ($1.value.rawValue, $1.key) }
        .compactMap { client, state in
          try Store.code(of: client, database).map { NumberOwner(client: $0, state: state) }
        }
    }
  }

  /// The names of what a registration gives of the identity; what it says is told nowhere.
  package func identityNames(of number: Int64) throws -> Set<String> {
    try reading { database in
      let content = try KeptContents(database, keys).latest(number)
      return Set((content?.identity ?? [:]).keys)
    }
  }
}
