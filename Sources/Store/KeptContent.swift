import Foundation
import GRDB
import InstrumentKit
import Seal

/// What an entry says or said, for a row of a file to be laid over it.
package struct KeptContent: Sendable {
  package let registration: Registration
  /// What it gives of the identity, by the names of the fields.
  package let identity: [String: String]
}

/// A row of a file laid over what an entry of its key says.
package struct LaidOver {
  package let registration: PreparedRegistration
  /// Whether the entry says all of that already.
  package let isSame: Bool

  package init(registration: PreparedRegistration, isSame: Bool) {
    self.registration = registration
    self.isSame = isSame
  }
}

/// Reads what entries say and said, inside the transaction of a writer.
struct KeptContents {
  private let reader: RegistrationReader
  private let sealer: ClientSealer

  init(_ database: Database, _ keys: Store.StoreKeys) throws {
    reader = try RegistrationReader(database)
    sealer = keys.sealer
  }

  /// What stands of an entry; of one that was struck what it said last.
  func latest(_ number: Int64) throws -> KeptContent? {
    try content(number, until: nil) ?? versions("a.id = ?", [number]).first
  }

  /// Former versions, the newest first.
  ///
  /// - Parameter condition: on `a`, in SQL.
  func versions(
    _ condition: String, _ arguments: StatementArguments
  ) throws -> [KeptContent] {
    let places = try Row.fetchAll(
      reader.database,
      sql: "SELECT a.id, a.until FROM past_assessment a WHERE \(condition) ORDER BY a.until DESC",
      arguments: arguments)
    return try places.compactMap { try content($0[0], until: $0[1]) }
  }

  private func content(_ number: Int64, until: Int64?) throws -> KeptContent? {
    let past = until == nil ? "" : "past_"
    func same(_ table: String) -> String {
      "\(table).assessment = a.id" + (until == nil ? "" : " AND \(table).until = a.until")
    }
    let row = try Row.fetchOne(
      reader.database.cachedStatement(
        sql: """
          SELECT \(RegistrationReader.columns), a.identity, a.identity_key, c.code
          FROM \(past)assessment a
          JOIN client c ON c.id = a.\(until == nil ? "client" : "owner")
          LEFT JOIN \(past)status s ON \(same("s")) LEFT JOIN \(past)referral r ON \(same("r"))
          WHERE a.id = ? \(until == nil ? "" : "AND a.until = ?")
          """), arguments: StatementArguments([number, until].compactMap(\.self)))
    guard let row else { return nil }
    let code: String = row["code"]
    var identity: [String: String] = [:]
    if let box = row["identity"] as Data?, let key = row["identity_key"] as Data? {
      let content = try sealer.open(
        SealedBox(wrappedKey: Array(key), box: Array(box)), client: code, kind: .identity)
      for field in SealedFields.read(content) ?? [] { identity[field.name] = field.value }
    }
    let registration = try reader.registration(row, until: until) { box, moves in
      try box.map { try sealer.notes($0, code, moves) } ?? [:]
    }
    return KeptContent(registration: registration, identity: identity)
  }
}
