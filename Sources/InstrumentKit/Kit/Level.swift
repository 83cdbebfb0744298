/// How far a threshold stands between a person and work.
///
/// Ordinal: levels are compared and counted, never averaged. The raw values are the two bits
/// that a ``ThresholdRecord`` keeps; 0 is kept for "not assessed", which is no level.
@frozen public enum Level: UInt8, CaseIterable, Comparable, Codable, Sendable {
  /// No barrier.
  case noBarrier = 1
  /// A barrier, with which work or training is possible with support.
  case supported = 2
  /// A barrier that by itself rules out work or training now.
  case blocking = 3

  /// Whether it is less of a barrier than another.
  @inlinable public static func < (lhs: Level, rhs: Level) -> Bool { lhs.rawValue < rhs.rawValue }

  /// The code in files and in the language: `none`, `supported`, `blocking`.
  public var code: String {
    switch self {
    case .noBarrier: "none"
    case .supported: "supported"
    case .blocking: "blocking"
    }
  }

  /// The level with this code, nil for any other text (`not-assessed` included).
  public init?(code: String) {
    guard let level = Level.allCases.first(where: { $0.code == code }) else { return nil }
    self = level
  }
}

/// Why there is no level or no answer.
@frozen public enum Absence: UInt8, CaseIterable, Codable, Sendable {
  /// Nobody asked.
  case notAsked = 0
  /// Somebody asked, and it could not be told.
  case cannotTell = 1
  /// The person did not want to say.
  case declined = 2
  /// It has no meaning for this person.
  case notApplicable = 3

  /// The code in files and in the language, for instance `cannot-tell`.
  public var code: String {
    switch self {
    case .notAsked: "not-asked"
    case .cannotTell: "cannot-tell"
    case .declined: "declined"
    case .notApplicable: "not-applicable"
    }
  }

  /// The absence with this code, nil for any other text.
  public init?(code: String) {
    guard let absence = Absence.allCases.first(where: { $0.code == code }) else { return nil }
    self = absence
  }
}

/// What a score says about a threshold: a level, why there is none, or nothing at all.
@frozen public enum Finding: Hashable, Codable, Sendable {
  /// The threshold has this level.
  case level(Level)
  /// The threshold has no level, for this reason.
  case absent(Absence)
  /// The score is about something else than a barrier: a facilitator, for instance.
  case silent

  /// The level, nil when the score says none.
  @inlinable public var level: Level? {
    if case .level(let level) = self { level } else { nil }
  }
}
