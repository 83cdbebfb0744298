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
      let ids = try read(client, database)
      let words = try words(database)
      let entries = try EntryLevels.read(ClientChoice(ids: ids), database) { _ in 0 }
      return entries.reversed().flatMap { entry in
        Threshold.all.filter(ThresholdSet(bits: entry.said).contains).map { threshold in
          Observed(
            threshold: threshold,
            finding: entry.levels[threshold].map(Finding.level)
              ?? .absent(entry.absences[threshold]),
            on: Day(number: entry.on), source: words[entry.instrument], number: entry.number,
            organisation: words[entry.organisation])
        }
      }
    }
  }
}
