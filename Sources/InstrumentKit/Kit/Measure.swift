/// Something that an instrument computes for each subject; the host knows its type beforehand.
public struct Measure: Codable, Sendable {
  /// What its value may be.
  public enum Kind: Codable, Sendable {
    /// One of these codes, as its place.
    case code([Option])
    /// Several of these codes, at most 30, as a mask of their places.
    case codes([Option])
    /// A whole number.
    case count
    /// A whole number from 0 to 100.
    case percent
    /// Yes or no.
    case flag
    /// A day.
    case day
  }

  /// Kebab-case, without the instrument's name: `open-items`.
  public let id: String
  /// Its name in both languages, in kebab-case, for sentences name it: `open-items`.
  public let label: Label
  /// What its value may be.
  public let kind: Kind
  /// The roles that may read it; nil for everybody who may read the instrument's.
  public let readers: Set<String>?
  /// Whether it is a part of another measure, told in few words where it is not zero.
  public let isDetail: Bool

  /// A measure of a kind.
  public init(
    _ id: String, _ label: Label, _ kind: Kind, readers: Set<String>? = nil,
    isDetail: Bool = false
  ) {
    self.isDetail = isDetail
    self.id = id
    self.label = label
    self.kind = kind
    self.readers = readers
  }
}

/// Something that an instrument reads of each subject besides the thresholds.
public enum Input: Hashable, Codable, Sendable {
  /// A field of the profile, by its English name; years of age are `age`.
  case field(String)
  /// One of the instrument's own items: the newest accepted answer that still applies.
  case item(String)
  /// How many times the instrument was filled in whole for this person, be it in several visits.
  case measurements
  /// The day of the first visit in which the instrument was filled in, whole or in part.
  case firstMeasured
  /// The day of the last visit in which the instrument was filled in, whole or in part.
  case lastMeasured
  /// How many core items applied when the instrument was last filled in.
  case applicable
  /// How many of those were answered.
  case answered
  /// The day on which the newest level of a threshold was observed, by any instrument.
  case observed(Threshold)
  /// Whether an open item was answered; what was answered stays sealed.
  case has(String)
  /// The item's answers in all assessments, as ``Entries`` of two cells: day and answer, unknown
  /// where it was not answered. All histories of an instrument have the same days.
  case history(String)
  /// The rows of a table as last filled in, as ``Entries`` of a cell per column.
  case rows(String)
}

extension Measure.Kind {
  /// The codes that a measure may have, empty for all else. Since 1.2.
  public var options: [Option] {
    switch self {
    case .code(let options), .codes(let options): options
    default: []
    }
  }

  /// What a known value may be: a place in the list, a mask, a number, or a day of the years 1 to
  /// 9999. Since 1.2.
  public var possible: Range<Int> {
    switch self {
    case .code(let options): 0..<options.count
    case .codes(let options): 0..<1 << min(options.count, 30)
    case .count: 0..<Int(Int32.max) + 1
    case .percent: 0..<101
    case .flag: 0..<2
    case .day: Int(Day.first.number)..<Int(Day.last.number) + 1
    }
  }
}

extension Input {
  /// Whether a subject has several entries of it; its column begins with where they start. Since 1.2.
  public var hasEntries: Bool {
    switch self {
    case .history, .rows: true
    default: false
    }
  }
}
