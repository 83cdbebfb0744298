/// The questions of an instrument, in sections.
public struct Form: Codable, Sendable {
  /// The sections in the order in which they are asked.
  public let sections: [Section]
  /// The item of closed answers that says who speaks. Answers of one day by several of them stand
  /// beside each other; without such an item there is one set of answers a day.
  public let contributor: String?

  /// A form of these sections, with the item that says who speaks if there is one.
  public init(_ sections: [Section], contributor: String? = nil) {
    self.sections = sections
    self.contributor = contributor
  }

  /// All items in the order in which they are asked.
  public var items: [Item] { sections.flatMap(\.items) }
}

/// A group of items that are asked together, or not at all when its condition fails.
public struct Section: Codable, Sendable {
  /// Kebab-case, unique in the form.
  public let id: String
  /// The heading that people see.
  public let label: Label
  /// When its items are asked; nil for always.
  public let condition: Condition?
  /// The roles that may read its answers; nil for everybody who may read the instrument's.
  public let readers: Set<String>?
  /// Its questions in the order in which they are asked.
  public let items: [Item]

  /// A section of these items.
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
  /// Kebab-case, unique in the form: the column of a file, and the end of `item:minutes`.
  public let id: String
  /// The question as people see it.
  public let label: Label
  /// What an answer may be.
  public let type: AnswerType
  /// How readily it is asked.
  public let asking: Asking
  /// When it is asked; nil for whenever its section is.
  public let condition: Condition?
  /// What else the answer is; nil for an answer of this instrument alone.
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

  /// A question with what may be answered.
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
    if case .specifications? = link {
      return answer.split(separator: ";").map { code in
        Specification.all.first { $0.code == code }?.label.text(tongue) ?? String(code)
      }.joined(separator: ", ")
    }
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
    case .country:
      let dutch = ["none": "geen", "stateless": "staatloos", "other": "andere"]
      return answer.split(separator: ";").map { code in
        (tongue == .nl ? dutch[String(code)] : nil) ?? String(code)
      }.joined(separator: ", ")
    default: return answer
    }
  }
}

/// What an answer may be.
public enum AnswerType: Codable, Sendable {
  /// An open text, shown to everybody who may read the instrument's answers.
  case text
  /// Open and sensitive: kept sealed, like everything that tells who somebody is.
  case note
  /// A day of the calendar.
  case day
  /// A whole number from zero.
  case count
  /// A whole number from 0 to 100.
  case percent
  /// A whole number within bounds.
  case number(ClosedRange<Int>)
  /// Yes or no.
  case flag
  /// One of these options.
  case one([Option])
  /// Several options, at most 30.
  case many([Option])
  /// A Belgian commune, by its code.
  case commune
  /// A country, by its code in ``Country/codes``.
  case country
  /// A score of a scale.
  case level(LevelScale)
  /// Repeating rows with these columns.
  case table([Item])
  /// Whatever the profile field is that the item is linked to; the host fills it in.
  case shared
}

/// One answer of a closed list.
public struct Option: Codable, Sendable {
  /// The answer as files have it, in kebab-case.
  public let code: String
  /// The answer as people see it.
  public let label: Label
  /// When it can be chosen; nil for always.
  public let condition: Condition?
  /// Whether an open text stands beside it.
  public let opensText: Bool

  /// An option, with an open text beside it when asked.
  public init(_ code: String, _ label: Label, when condition: Condition? = nil, text: Bool = false)
  {
    self.code = code
    self.label = label
    self.condition = condition
    opensText = text
  }
}

extension Option {
  /// `single=ongehuwd married=gehuwd …`: English code and Dutch word, whose hyphens are
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
  /// One score of the scale.
  public struct Step: Codable, Sendable {
    /// The score as files have it.
    public let code: String
    /// What the score says on the scale that all instruments share.
    public let finding: Finding
    /// The score as people see it.
    public let label: Label

    /// A score with its meaning.
    public init(_ code: String, _ finding: Finding, _ label: Label) {
      self.code = code
      self.finding = finding
      self.label = label
    }
  }

  /// All scores, in the order in which they are offered.
  public let steps: [Step]
  /// What may be answered, on one line, where there are too many scores to list.
  public let legend: Label?

  /// A scale of these scores.
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
