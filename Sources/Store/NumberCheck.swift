import Foundation
import GRDB

/// A client for whom a national number stands.
package struct NumberHolder: Sendable {
  package let client: String
  /// The line of the file that gave it; nil where it was there before.
  package let line: Int?
}

/// Whether a national number stands for another client. A number that stood before, and in the place
/// of which another came, blocks nobody.
struct NumberCheck {
  /// When it is looked.
  enum Moment: Sendable {
    case never, eachRow
    /// Over the index, once all are written.
    case atTheEnd
  }

  struct Holder {
    let client: String
    let entry: Int64
  }

  private let database: Database
  private let moment: Moment
  private let others: RawStatement

  init(_ database: Database, _ moment: Moment) throws {
    (self.database, self.moment) = (database, moment)
    others = try RawStatement(
      database, "SELECT client FROM assessment WHERE number_code = ? AND client <> ?")
  }

  /// Random keys cost least when their index is made once, at the end.
  func makeIndex() throws {
    let isThere = try Bool.fetchOne(
      database,
      sql: "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'assessment_number')")
    if isThere != true { try database.execute(sql: Schema.numberIndex) }
  }

  /// Who else the number of a registration stands for.
  ///
  /// - Parameters:
  ///   - client: whose registration it is; nil for one who is not there yet.
  ///   - entry: what it is said anew of: a number that this had already is not asked about again.
  func holder(
    of registration: PreparedRegistration, _ client: Int64?, over entry: Int64? = nil
  ) throws -> Holder? {
    guard moment == .eachRow, let code = registration.numberCode else { return nil }
    others.bind(1, code)
    others.bind(2, client ?? 0)
    var clients: Set<Int64> = []
    while try others.next() { clients.insert(others.number(0)) }
    if clients.isEmpty { return nil }
    if let entry, try hadBefore(entry, code) { return nil }
    let own = try client.map(person)
    for person in try Set(clients.map(person)).sorted() where person != own {
      if let holder = try standing(code, for: person) { return holder }
    }
    return nil
  }

  /// The entries whose number stands for another client too, each with the first that gave it.
  func twice() throws -> [(entry: Int64, first: Int64)] {
    guard moment == .atTheEnd else { return [] }
    let codes = try Row.fetchCursor(
      database,
      sql: """
        SELECT number_code FROM assessment WHERE number_code IS NOT NULL
        GROUP BY number_code HAVING min(client) <> max(client)
        """)
    var found: [(Int64, Int64)] = []
    while let row = try codes.next() {
      let code: [UInt8] = Array(row[0] as Data)
      let clients = try Int64.fetchAll(
        database, sql: "SELECT DISTINCT client FROM assessment WHERE number_code = ?",
        arguments: [row[0] as Data])
      let holders = try Set(clients.map(person)).compactMap { try standing(code, for: $0) }
        .sorted { $0.entry < $1.entry }
      if let first = holders.first {
        found += holders.dropFirst().map { ($0.entry, first.entry) }
      }
    }
    return found
  }

  private func hadBefore(_ entry: Int64, _ code: [UInt8]) throws -> Bool {
    try Data.fetchOne(
      database.cachedStatement(sql: "SELECT number_code FROM assessment WHERE id = ?"),
      arguments: [entry]) == Data(code)
  }

  private func person(_ client: Int64) throws -> Int64 {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT coalesce(merged, id) FROM client WHERE id = ?"),
      arguments: [client]) ?? client
  }

  /// The newest entry of a person that gave a number, where it gave this one.
  private func standing(_ code: [UInt8], for person: Int64) throws -> Holder? {
    guard let newest = try NumberCheck.newest(of: person, database), newest.code == code else {
      return nil
    }
    return newest.holder
  }

  /// The newest number that a person gave, and where.
  static func newest(
    of person: Int64, _ database: Database
  ) throws -> (code: [UInt8], holder: Holder)? {
    try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT a.number_code, a.id, (SELECT code FROM client WHERE id = ?1)
          FROM assessment a
          WHERE a.client IN (SELECT ?1 UNION SELECT id FROM client WHERE merged = ?1)
            AND a.number_code IS NOT NULL ORDER BY a.filled_on DESC, a.id DESC LIMIT 1
          """), arguments: [person]
    ).map { (Array($0[0] as Data), Holder(client: $0[2], entry: $0[1])) }
  }
}
