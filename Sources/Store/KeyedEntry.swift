import Foundation
import GRDB

/// What a registration that comes is to do where its key was used before.
package struct Replacing: Sendable {
  /// Whether what is there is corrected by what comes.
  package let isAllowed: Bool
  /// Whether that also undoes what somebody corrected, moved or struck since.
  package let isOverCorrections: Bool
  /// What it is called in the history of the entry.
  let deed: Deed
  /// The one entry that is said anew, whatever its key.
  var entry: Int64?
  /// Why, in somebody's words.
  var because: String?

  package static let no = Replacing(isAllowed: false, isOverCorrections: false, deed: .replace)
  package static func byFile(overCorrections: Bool) -> Replacing {
    Replacing(isAllowed: true, isOverCorrections: overCorrections, deed: .replace)
  }
  /// What a person says anew of the same day.
  package static let byPerson = Replacing(
    isAllowed: true, isOverCorrections: true, deed: .correct)
  /// What a person says anew of one entry.
  package static func entry(_ number: Int64, because: String?) -> Replacing {
    Replacing(
      isAllowed: true, isOverCorrections: true, deed: .correct, entry: number, because: because)
  }
}

/// A registration as it is found by its key: client, instrument, day, speaker and organisation.
struct KeyedEntry {
  let number: Int64
  /// Of what stands under the key now; empty where that is elsewhere or struck.
  let mark: [UInt8]
  /// Whether it stands under this key.
  let stands: Bool
  /// What somebody did to it last, other than by a file.
  let revised: Deed?
  /// When it was first entered, and by whom.
  let entered: (at: Int64, by: Int64)
  /// The client under which it stands or stood last.
  let client: Int64

  func isHere(_ client: Int64) -> Bool { self.client == client }

  private static let key =
    "client = ? AND instrument = ? AND filled_on = ? AND part = ? AND organisation = ?"

  /// - Parameter hasPast: whether anything was ever superseded.
  static func read(
    _ key: StatementArguments, hasPast: Bool, _ database: Database
  ) throws -> KeyedEntry? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql:
          "SELECT id, mark, client, entered_at, operator FROM assessment WHERE \(self.key)"),
      arguments: key)
    if let row {
      let revised = hasPast ? try lastDeed(row[0], database)?.deed : nil
      return KeyedEntry(
        number: row[0], mark: Array(row[1] as Data), stands: true, revised: revised,
        entered: (row[3], row[4]), client: row[2])
    }
    guard hasPast else { return nil }
    let former = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT id, entered_at, operator FROM past_assessment
          WHERE \(self.key) ORDER BY until DESC LIMIT 1
          """), arguments: key)
    guard let former, let last = try lastDeed(former[0], database) else { return nil }
    return KeyedEntry(
      number: former[0], mark: [], stands: false, revised: last.deed ?? .correct,
      entered: (former[1], former[2]), client: last.client)
  }

  /// An entry that stands, by its number.
  static func read(number: Int64, _ database: Database) throws -> KeyedEntry? {
    try Row.fetchOne(
      database, sql: "SELECT mark, client, entered_at, operator FROM assessment WHERE id = ?",
      arguments: [number]
    ).map {
      KeyedEntry(
        number: number, mark: Array($0[0] as Data), stands: true, revised: nil,
        entered: ($0[2], $0[3]), client: $0[1])
    }
  }

  private static func lastDeed(
    _ number: Int64, _ database: Database
  ) throws -> (deed: Deed?, client: Int64)? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT deed, client FROM revision WHERE entry = ? ORDER BY id DESC LIMIT 1"),
      arguments: [number])
    guard let row else { return nil }
    let deed = Deed(rawValue: row[0])
    return (deed == .replace ? nil : deed, row[1])
  }

  /// Whether some former version said this.
  func wasBefore(_ mark: [UInt8], _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM past_assessment WHERE id = ? AND mark = ?)"),
      arguments: [number, Data(mark)]) ?? false
  }
}
