import GRDB
import InstrumentKit
import Profile

/// A level, or why there is none, as it was once observed.
package struct Observed: Hashable, Sendable {
  package let threshold: Threshold
  package let finding: Finding
  package let on: Day
  /// The instrument; nil for a level recorded by itself.
  package let source: String?
  /// The number of the entry, and who made it; 0 and nil where that is not asked.
  package var number: Int64 = 0
  package var organisation: String?
}

extension [Observed] {
  /// The observation, of those that come newest first, that tells the level of a threshold on a day;
  /// nil where there is none, or where it was said later that it does not apply.
  package func standing(_ threshold: Threshold, on day: Day? = nil) -> Observed? {
    let newest = first {
      $0.threshold == threshold && (day == nil || $0.on <= day ?? $0.on)
        && ($0.finding.level != nil || $0.finding == .absent(.notApplicable))
    }
    return newest?.finding.level == nil ? nil : newest
  }
}

extension Store {
  /// All that was ever observed of one client, newest first.
  package func observations(of client: String) throws -> [Observed] {
    try reading { database in
      // A join would make the view of all clients first.
      let rows = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT threshold, level, absence, observed_on,
              (SELECT text FROM name WHERE id = instrument), observations.id,
              (SELECT text FROM name WHERE id = organisation)
            FROM observations WHERE client \(Persons.clients)
            ORDER BY observed_on DESC, observations.id DESC, threshold
            """), arguments: [client])
      var found: [Observed] = []
      while let row = try rows.next() {
        guard let threshold = Threshold(index: row[0]) else {
          throw StoreError(.damaged(what: "observation"))
        }
        let finding: Finding
        if let level = Level(rawValue: row[1]) {
          finding = .level(level)
        } else {
          finding = .absent(Absence(rawValue: row[2]) ?? .notAsked)
        }
        found.append(
          Observed(
            threshold: threshold, finding: finding, on: Day(number: row[3]), source: row[4],
            number: row[5], organisation: row[6]))
      }
      return found
    }
  }
}
