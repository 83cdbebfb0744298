import InstrumentKit

/// A stretch of time as people say it: `13 weeks`, `3 months`.
package struct CalendarSpan: Hashable, Sendable, CustomStringConvertible {
  package enum Unit: String, CaseIterable, Sendable {
    case days, weeks, months, years

    /// The words of a unit, Dutch and English, one and several.
    var words: [String] {
      switch self {
      case .days: ["day", "days", "dag", "dagen"]
      case .weeks: ["week", "weeks", "weken"]
      case .months: ["month", "months", "maand", "maanden"]
      case .years: ["year", "years", "jaar", "jaren"]
      }
    }

    package init?(word: String) {
      let folded = Names.folded(word)
      guard let unit = Unit.allCases.first(where: { $0.words.contains(folded) }) else { return nil }
      self = unit
    }
  }

  package let count: Int
  package let unit: Unit

  /// Nil when it is longer than anybody's life.
  package init?(_ count: Int, _ unit: Unit) {
    guard (0...50_000).contains(count) else { return nil }
    self.count = count
    self.unit = unit
  }

  package var description: String { "\(count) \(unit.rawValue)" }

  /// The day so much later, or earlier for a negative sign; a month that is too short ends it.
  package func day(after day: Day, sign: Int = 1) -> Day {
    let count = sign < 0 ? -self.count : self.count
    return switch unit {
    case .days: day.adding(days: count)
    case .weeks: day.adding(days: 7 * count)
    case .months: day.adding(months: count)
    case .years: day.adding(months: 12 * count)
    }
  }
}
