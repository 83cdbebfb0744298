import Foundation
import InstrumentKit

/// The days of a store: those of one time zone, fixed when the store was made.
package struct LocalDay: Sendable {
  /// That of stores which were not told another.
  package static let usualZone = "Europe/Brussels"
  private let calendar: Calendar

  /// Nil for a zone that nobody knows.
  package init?(zone: String = usualZone) {
    guard let zone = TimeZone(identifier: zone) else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    self.calendar = calendar
  }

  /// The names of the zones that there are.
  package static var zones: [String] { TimeZone.knownTimeZoneIdentifiers }

  /// The day on which a moment falls, seconds since 1970-01-01 00:00 UTC.
  package func day(of moment: Int64) -> Day {
    let offset = calendar.timeZone.secondsFromGMT(
      for: Date(timeIntervalSince1970: Double(moment)))
    let local = moment + Int64(offset)
    return Day(number: Int32(clamping: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
  }

  /// The moment at which a day ends: the first that is no longer of it, also where clocks change at
  /// midnight or a zone leaves a day out.
  package func end(of day: Day) -> Int64 {
    let midnight = Int64(day.number + 1) * 86_400
    // No zone is further than 15 hours from the meridian.
    var (before, after) = (midnight - 54_000, midnight + 54_000)
    while after - before > 1 {
      let middle = (before + after) / 2
      if self.day(of: middle) > day { after = middle } else { before = middle }
    }
    return after
  }
}
