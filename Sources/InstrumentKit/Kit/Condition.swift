/// What else an answer is, beyond its own instrument.
public enum Link: Codable, Sendable {
  /// A threshold, and how this item's meaning stands to that of the vocabulary.
  case threshold(Threshold, Relation = .equivalent)
  /// A field of the profile, by its English name.
  case field(String)
  /// The specifications that apply, of all thresholds together.
  case specifications
  /// Nothing: a judgement of this instrument alone, which says no level of any threshold. Since 1.2.
  case own
}

/// How an item's meaning stands to the word it is linked to.
@frozen public enum Relation: String, Codable, Sendable {
  /// The same, less, or more than the word means.
  case equivalent, narrower, broader
}

/// When something is asked.
public indirect enum Condition: Codable, Sendable {
  /// The item's answer is yes.
  case yes(String)
  /// The item's answer is no.
  case no(String)
  /// The item's answer is, or contains, this option.
  case has(String, String)
  /// The item has an answer, and it does not contain this option.
  case lacks(String, String)
  /// The item's finding is this level.
  case level(String, Level)
  /// All of these hold.
  case all([Condition])
  /// One of these holds.
  case any([Condition])
  /// The item has an answer. Since 1.2.
  case answered(String)
  /// The item has no answer, or does not apply. Since 1.2.
  case unanswered(String)
  /// The item's number is within these bounds. Since 1.2.
  case number(String, ClosedRange<Int>)

  /// The items it looks at.
  public var items: [String] {
    switch self {
    case .yes(let item), .no(let item), .has(let item, _), .lacks(let item, _),
      .level(let item, _), .answered(let item), .unanswered(let item), .number(let item, _):
      [item]
    case .all(let parts), .any(let parts): parts.flatMap(\.items)
    }
  }
}
