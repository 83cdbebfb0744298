/// The questions of an instrument, in sections.
public struct Form: Codable, Sendable {
  public let sections: [Section]
  /// The item of closed answers that says who speaks. Answers of one day by several of them stand
  /// beside each other; without such an item there is one set of answers a day.
  public let contributor: String?

  public init(_ sections: [Section], contributor: String? = nil) {
    self.sections = sections
    self.contributor = contributor
  }

  /// All items in the order in which they are asked.
  public var items: [Item] { sections.flatMap(\.items) }
}

/// A group of items that are asked together, or not at all when its condition fails.
public struct Section: Codable, Sendable {
  public let id: String
  public let label: Label
  public let condition: Condition?
  /// The roles that may read its answers; nil for everybody who may read the instrument's.
  public let readers: Set<String>?
  public let items: [Item]

  public init(
    _ id: String, _ label: Label, when condition: Condition? = nil, readers: Set<String>? = nil,
    _ items: [Item]
  ) {
    self.id = id
    self.label = label
    self.condition = condition
    self.readers = readers
    self.items = items
  }
}

/// How readily an item is asked.
@frozen public enum Asking: String, Codable, Sendable {
  /// Always; only these count for completeness.
  case core
  /// When it comes up in conversation.
  case occasion
  /// Never for its own sake.
  case research
}

/// One question.
public struct Item: Codable, Sendable {
  public let id: String
  public let label: Label
  public let type: AnswerType
  public let asking: Asking
  public let condition: Condition?
  public let link: Link?
  /// An answer that is proposed when nothing else is known, as a file would have it. Since 1.2.
  public private(set) var initial: String?

  /// The same question with its answers known.
  public func typed(_ type: AnswerType) -> Item {
    var item = Item(id, label, type, asking, when: condition, link: link)
    item.initial = initial
    return item
  }

  /// The same question with an answer to propose, as a file would have it. Since 1.2.
  public func proposing(_ initial: String) -> Item {
    var item = self
    item.initial = initial
    return item
  }

  public init(
    _ id: String, _ label: Label, _ type: AnswerType, _ asking: Asking = .core,
    when condition: Condition? = nil, link: Link? = nil
  ) {
    self.id = id
    self.label = label
    self.type = type
    self.asking = asking
    self.condition = condition
    self.link = link
  }
}

extension Item {
  /// An answer, as a file has it, in the words of the question.
  public func words(of answer: String, in tongue: Tongue) -> String {
    switch type {
    case .one(let options), .many(let options):
      return answer.split(separator: ";").map { code in
        options.first { $0.code == code }?.label.text(tongue) ?? String(code)
      }.joined(separator: ", ")
    case .level(let scale):
      return scale.steps.first { $0.code == answer }?.label.text(tongue) ?? answer
    case .flag:
      switch answer {
      case "yes": return tongue == .nl ? "ja" : "yes"
      case "no": return tongue == .nl ? "nee" : "no"
      default: return answer
      }
    default: return answer
    }
  }
}

/// What an answer may be.
public enum AnswerType: Codable, Sendable {
  case text
  /// Open and sensitive: kept sealed, like everything that tells who somebody is.
  case note
  case day
  case count
  case percent
  /// A whole number within bounds.
  case number(ClosedRange<Int>)
  case flag
  case one([Option])
  /// Several options, at most 30.
  case many([Option])
  case commune
  case country
  case level(LevelScale)
  /// Repeating rows with these columns.
  case table([Item])
  /// Whatever the profile field is that the item is linked to; the host fills it in.
  case shared
}

/// One answer of a closed list.
public struct Option: Codable, Sendable {
  public let code: String
  public let label: Label
  public let condition: Condition?
  /// Whether an open text stands beside it.
  public let opensText: Bool

  public init(_ code: String, _ label: Label, when condition: Condition? = nil, text: Bool = false)
  {
    self.code = code
    self.label = label
    self.condition = condition
    opensText = text
  }
}

extension Option {
  /// `single=alleenstaand married=gehuwd …`: English code and Dutch word, whose hyphens are
  /// spaces for people.
  public static func list(_ text: String) -> [Option] {
    text.split { $0 == " " || $0 == "\n" }.map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      func words(_ part: Substring) -> String { String(part.map { $0 == "-" ? " " : $0 }) }
      return Option(
        String(parts[0]), Label(nl: words(parts[parts.count - 1]), en: words(parts[0])))
    }
  }
}

/// An instrument's own scores for a threshold, and what each says on the common scale.
public struct LevelScale: Codable, Sendable {
  public struct Step: Codable, Sendable {
    public let code: String
    public let finding: Finding
    public let label: Label

    public init(_ code: String, _ finding: Finding, _ label: Label) {
      self.code = code
      self.finding = finding
      self.label = label
    }
  }

  public let steps: [Step]
  /// What may be answered, on one line, where there are too many scores to list.
  public let legend: Label?

  public init(_ steps: [Step], legend: Label? = nil) {
    self.steps = steps
    self.legend = legend
  }

  /// The place of a score, nil when the scale has no such code.
  public func place(of code: String) -> Int? { steps.firstIndex { $0.code == code } }

  /// The places of all scores that mean this level: one can be filled in, several only offered.
  public func places(for level: Level) -> [Int] {
    steps.indices.filter { steps[$0].finding.level == level }
  }
}

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
  case equivalent, narrower, broader
}

/// When something is asked.
public indirect enum Condition: Codable, Sendable {
  case yes(String)
  case no(String)
  /// The item's answer is, or contains, this option.
  case has(String, String)
  /// The item has an answer, and it does not contain this option.
  case lacks(String, String)
  /// The item's finding is this level.
  case level(String, Level)
  case all([Condition])
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
