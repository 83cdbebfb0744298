import GRDB
import Seal

/// By what a response is known in the system that it came from, so that an amended one is taken for a
/// correction and not for another visit.
package struct ResponseTrace: Hashable, Sendable {
  /// Its identifier with system, or else its id there and the client's code: kept as a keyed mark.
  package let name: String
  /// Its version there, a number where it can be told which is later.
  package let version: Int?
  /// When it was last changed and when it was given, as it says; both sort as texts.
  package let changed: String
  package let authored: String
  /// Whether it says of itself that it was amended.
  package let isAmended: Bool

  package init(
    name: String, version: Int?, changed: String, authored: String, isAmended: Bool
  ) {
    (self.name, self.version, self.changed) = (name, version, changed)
    (self.authored, self.isAmended) = (authored, isAmended)
  }

  enum Age { case earlier, same, later }

  /// How it stands to one that was taken before.
  func age(beside known: ResponseTrace) -> Age {
    if let version, let other = known.version, version != other {
      return version > other ? .later : .earlier
    }
    for (own, other) in [(changed, known.changed), (authored, known.authored)]
    where !own.isEmpty && !other.isEmpty && own != other {
      return own > other ? .later : .earlier
    }
    return isAmended && !known.isAmended ? .later : .same
  }
}

/// A response that was taken: which registration it became, and how old it was.
struct KeptResponse {
  let client: Int64
  let filledOn: Int32
  let part: Int64
  let trace: ResponseTrace

  /// They stand among what the store knows of itself, under the mark of their name.
  static func key(_ name: String, of instrument: Int64, _ marks: ContentMark) -> String {
    "response.\(instrument).\(Hex.text(marks.mark(of: Array(name.utf8))))"
  }

  private static let split: Character = "\t"

  static func read(_ key: String, _ database: Database) throws -> KeptResponse? {
    let text = try String.fetchOne(
      database.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [key])
    let parts = text?.split(separator: split, omittingEmptySubsequences: false).map(String.init)
    guard let parts, parts.count == 7, let client = Int64(parts[0]), let day = Int32(parts[1]),
      let part = Int64(parts[2])
    else { return nil }
    return KeptResponse(
      client: client, filledOn: day, part: part,
      trace: ResponseTrace(
        name: "", version: Int(parts[3]), changed: parts[4], authored: parts[5],
        isAmended: parts[6] == "1"))
  }

  func write(_ key: String, _ database: Database) throws {
    let version = trace.version.map { "\($0)" } ?? ""
    let parts = [
      "\(client)", "\(filledOn)", "\(part)", version, trace.changed, trace.authored,
      trace.isAmended ? "1" : "0",
    ]
    try database.execute(
      sql: "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
      arguments: [key, parts.joined(separator: String(Self.split))])
  }

  /// By what systems call the responses of somebody who is forgotten nobody is found any more.
  static func forget(_ client: Int64, _ database: Database) throws {
    try database.execute(
      sql: "DELETE FROM meta WHERE key GLOB 'response.*' AND value GLOB ?",
      arguments: ["\(client)\(split)*"])
  }
}
