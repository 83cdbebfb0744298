/// A calendar day (proleptic Gregorian), without a clock or a time zone.
@frozen public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let number: Int32

  /// The day so many days after 1970-01-01.
  @inlinable public init(number: Int32) { self.number = number }

  /// The first day of the year 1. Since 1.2.
  public static var first: Day { Day(number: -719_162) }

  /// The last day of the year 9999. Since 1.2.
  public static var last: Day { Day(number: 2_932_896) }

  /// The day of a year 1 to 9999, nil when the calendar has no such day.
  @inlinable public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    // Count from 1 March, so that the leap day is the last of its year.
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `2026-09-30`, and nothing else.
  public init?(iso text: String) {
    var copy = text
    let parsed: Day? = copy.withUTF8 { Day(ascii: UnsafeRawBufferPointer($0)) }
    guard let parsed else { return nil }
    self = parsed
  }

  /// Reads the ten bytes of `2026-09-30`, and nothing else.
  @inlinable public init?(ascii bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
    var parts = (0, 0, 0)
    for place in 0..<10 where place != 4 && place != 7 {
      let digit = Int(bytes[place]) - 48
      guard digit >= 0, digit <= 9 else { return nil }
      if place < 4 {
        parts.0 = parts.0 * 10 + digit
      } else if place < 7 {
        parts.1 = parts.1 * 10 + digit
      } else {
        parts.2 = parts.2 * 10 + digit
      }
    }
    self.init(year: parts.0, month: parts.1, day: parts.2)
  }

  @inlinable static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month and day of the month.
  @inlinable public var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1
    )
  }

  /// The same day some months on, or the last of that month when it is shorter; what would lie
  /// outside the years 1 to 9999 is their first or last day.
  @inlinable public func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let (total, isTooFar) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !isTooFar, total >= 12, total < 120_000 else { return months < 0 ? .first : .last }
    let newYear = total / 12
    let newMonth = total - newYear * 12 + 1
    let last = Day.length(ofMonth: newMonth, year: newYear)
    return Day(year: newYear, month: newMonth, day: min(day, last)) ?? self
  }

  /// The day so many days later, or earlier when they are less than none; what would lie outside
  /// the years 1 to 9999 is their first or last day.
  @inlinable public func adding(days: Int) -> Day {
    let (total, isTooFar) = Int(number).addingReportingOverflow(days)
    guard !isTooFar, let number = Int32(exactly: total) else { return days < 0 ? .first : .last }
    return min(max(Day(number: number), .first), .last)
  }

  /// Whole years from this day of birth to another day, nil when that day is earlier.
  @inlinable public func age(on day: Day) -> Int? {
    guard day >= self else { return nil }
    let born = civil
    let now = day.civil
    let birthdayCame = (now.month, now.day) >= (born.month, born.day)
    return now.year - born.year - (birthdayCame ? 0 : 1)
  }

  /// Whether it comes before another day.
  @inlinable public static func < (lhs: Day, rhs: Day) -> Bool { lhs.number < rhs.number }

  /// ISO 8601, as `2026-09-30`.
  public var description: String {
    let (year, month, day) = civil
    return "\(Day.padded(year, 4))-\(Day.padded(month, 2))-\(Day.padded(day, 2))"
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A quarter of a year, for instance 2026Q3.
@frozen public struct Quarter: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Quarters since 0000Q1.
  public let number: Int32

  /// The quarter so many quarters after 0000Q1.
  @inlinable public init(number: Int32) { self.number = number }

  /// A quarter 1 to 4 of a year 1 to 9999, nil for any other.
  public init?(year: Int, quarter: Int) {
    guard (1...9999).contains(year), (1...4).contains(quarter) else { return nil }
    number = Int32(year * 4 + quarter - 1)
  }

  /// The quarter in which a day lies.
  public init(containing day: Day) {
    let (year, month, _) = day.civil
    number = Int32(year * 4 + (month - 1) / 3)
  }

  /// Its first day.
  public var first: Day {
    Day(year: Int(number) / 4, month: Int(number) % 4 * 3 + 1, day: 1) ?? Day(number: 0)
  }

  /// Its last day.
  public var last: Day {
    let month = first.adding(months: 2)
    return Day(
      year: month.civil.year, month: month.civil.month,
      day: Day.length(ofMonth: month.civil.month, year: month.civil.year)) ?? month
  }

  /// Whether it comes before another quarter.
  @inlinable public static func < (lhs: Quarter, rhs: Quarter) -> Bool { lhs.number < rhs.number }

  /// As people write it, `2026Q3`.
  public var description: String { "\(Day.padded(Int(number) / 4, 4))Q\(number % 4 + 1)" }
}
