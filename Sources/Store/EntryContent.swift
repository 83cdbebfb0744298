import GRDB
import Profile

extension Store {
  /// What the mark of an entry is made of, as it stands now; nil where there is none.
  func content(
    of kind: EntryKind, _ number: Int64, _ database: Database
  ) throws -> [UInt8]? {
    switch kind {
    case .registration:
      var found: [UInt8]?
      try eachRegistration(database, .entry(number)) { found = $0.content.bytes }
      return found
    case .level: return try Observation.content(of: number, database)
    case .decision: return try Decision.content(of: number, database)
    case .consent:
      return try Store.consents(database).first { $0.id == number }.map(\.consent.content)
    case .participation:
      return try Store.participations(database, of: nil).first { $0.id == number }
        .map(\.participation.content)
    }
  }
}
