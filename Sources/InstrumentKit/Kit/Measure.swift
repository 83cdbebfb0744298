/// Something that an instrument computes for each subject; the host knows its type beforehand.
public struct Measure: Sendable {
  public enum Kind: Sendable {
    case code([Option])
    case codes([Option])
    case count
    case percent
    case flag
    case day
  }

  /// Kebab-case, without the instrument's name: `open-items`.
  public let id: String
  public let label: Label
  public let kind: Kind

  public init(_ id: String, _ label: Label, _ kind: Kind) {
    self.id = id
    self.label = label
    self.kind = kind
  }
}

/// Something that an instrument reads of each subject besides the thresholds.
public enum Input: Hashable, Sendable {
  /// A field of the profile, by its English name; years of age are `age`.
  case field(String)
  /// One of the instrument's own items: the newest accepted answer that still applies.
  case item(String)
  /// How many times the instrument was filled in for this person.
  case measurements
  /// The day on which the instrument was first filled in.
  case firstMeasured
  /// The day on which the instrument was last filled in.
  case lastMeasured
  /// How many core items applied when the instrument was last filled in.
  case applicable
  /// How many of those were answered.
  case answered
}
