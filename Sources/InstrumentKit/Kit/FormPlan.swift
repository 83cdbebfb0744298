/// A form made ready: items by place, conditions resolved and proved free of cycles.
public struct FormPlan: Sendable {
  /// All items of the form, in its order: a place is a place in this list.
  public let items: [Item]
  let places: [String: Int]
  let conditions: [CompiledCondition?]
  /// The items that have a condition, each after those it hangs on.
  public let conditional: [Int]
  /// The options that apply only sometimes.
  let options: [ConditionalOption]
  /// The items that judge a threshold.
  let judged: [JudgedItem]
  /// What each score of those items says, one after another.
  let findings: [UInt8]
  /// The thresholds that more than one item judges.
  let doubled: ThresholdSet
  /// The place of the item that says who speaks.
  public let contributor: Int?

  /// - Parameters:
  ///   - form: the form as its instrument gives it.
  ///   - shared: the answers of profile fields by name, for items of type shared.
  /// - Throws: ``FormFault`` naming the item, when an id is taken twice, a condition looks at
  ///   something that is not there, a list is too long, or conditions go round in a circle.
  public init(_ form: Form, shared: (String) -> AnswerType? = { _ in nil }) throws {
    let items = try form.items.map { try FormPlan.typed($0, shared) }
    self.items = items
    var places: [String: Int] = [:]
    for (place, item) in items.enumerated() {
      guard places.updateValue(place, forKey: item.id) == nil else {
        throw FormFault(item: item.id, problem: .takenTwice)
      }
      if case .threshold(let threshold, _)? = item.link,
        Threshold(index: Int(threshold.index)) == nil
      {
        throw FormFault(item: item.id, problem: .unknownThreshold)
      }
      if case .many(let options) = item.type, options.count > 30 {
        throw FormFault(item: item.id, problem: .tooManyOptions)
      }
    }
    self.places = places
    var conditions: [CompiledCondition?] = []
    for section in form.sections {
      for item in section.items {
        let parts = [section.condition, item.condition].compactMap(\.self)
        let whole = parts.count > 1 ? Condition.all(parts) : parts.first
        conditions.append(
          try whole.map { try CompiledCondition($0, of: item.id, items: items, places) })
      }
    }
    self.conditions = conditions
    options = try ConditionalOption.all(items, places)
    conditional = try FormPlan.settled(conditions, items: items).filter { conditions[$0] != nil }
    (judged, findings) = FormPlan.judged(items)
    doubled = FormPlan.doubled(judged)
    contributor = try form.contributor.map { id in
      guard let place = places[id] else { throw FormFault(item: id, problem: .unknownItem(id)) }
      guard case .one = items[place].type else {
        throw FormFault(item: id, problem: .typeMismatch)
      }
      return place
    }
  }

  private static func judged(_ items: [Item]) -> ([JudgedItem], [UInt8]) {
    var judged: [JudgedItem] = []
    var findings: [UInt8] = []
    for (place, item) in items.enumerated() {
      guard case .threshold(let threshold, _)? = item.link, case .level(let scale) = item.type
      else { continue }
      judged.append(JudgedItem(place: place, threshold: threshold, start: findings.count))
      findings += scale.steps.map(\.finding.code)
    }
    return (judged, findings)
  }

  private static func doubled(_ judged: [JudgedItem]) -> ThresholdSet {
    var seen = ThresholdSet(bits: 0)
    var doubled = seen
    for item in judged {
      let one = ThresholdSet(item.threshold)
      doubled.bits |= seen.intersection(one).bits
      seen.bits |= one.bits
    }
    return doubled
  }

  /// The place of an item, nil when there is none of this id.
  public func place(of item: String) -> Int? { places[item] }

  /// The item of this id, with its answers known.
  public func item(_ id: String) -> Item? { places[id].map { items[$0] } }

  /// The columns of a table, empty for all else.
  public func columns(of table: String) -> [Item] {
    if case .table(let columns)? = item(table)?.type { columns } else { [] }
  }

  /// Which items apply, given the answers by place; an item hangs only on answers that apply.
  public func applicable(_ answers: UnsafeBufferPointer<Int32>, into result: inout [Bool]) {
    if result.count != items.count { result = Array(repeating: true, count: items.count) }
    for place in conditional {
      result[place] = conditions[place]?.holds(answers, result) ?? true
    }
  }

  /// The item with the answers of the field it is linked to, which must agree with its own.
  private static func typed(_ item: Item, _ shared: (String) -> AnswerType?) throws -> Item {
    if case .specifications? = item.link { return item.typed(.text) }
    guard case .field(let name)? = item.link else {
      if case .shared = item.type { throw FormFault(item: item.id, problem: .unlinked) }
      return item
    }
    let type = shared(name)
    if case .shared = item.type {
      guard let type else { throw FormFault(item: item.id, problem: .unknownField(name)) }
      return item.typed(type)
    }
    if let type, type.codes != item.type.codes {
      throw FormFault(item: item.id, problem: .otherOptions(name))
    }
    return item
  }

  /// Every item after those it depends on.
  private static func settled(_ conditions: [CompiledCondition?], items: [Item]) throws -> [Int] {
    var state = Array(repeating: 0, count: items.count)
    var order: [Int] = []
    let needed = conditions.map { $0?.places ?? [] }
    // Without recursion, for a chain of conditions may be as long as the form.
    for start in items.indices where state[start] == 0 {
      var stack: [(place: Int, next: Int)] = [(start, 0)]
      state[start] = 1
      while let (place, next) = stack.last {
        guard next < needed[place].count else {
          state[place] = 2
          order.append(place)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let other = needed[place][next]
        guard state[other] != 1 else {
          throw FormFault(item: items[other].id, problem: .cyclicCondition)
        }
        if state[other] == 0 {
          state[other] = 1
          stack.append((other, 0))
        }
      }
    }
    return order
  }
}

/// Why a form cannot be used.
public struct FormFault: Error, Hashable, Codable, Sendable {
  /// What is wrong with it.
  public enum Problem: Hashable, Codable, Sendable {
    /// An id twice, too long a list, a circle, another type, or no field named.
    case takenTwice, tooManyOptions, cyclicCondition, typeMismatch, unlinked
    /// The profile has no field of this name.
    case unknownField(String)
    /// The field of this name has other codes, or has them in another order.
    case otherOptions(String)
    /// The form has no item of this id.
    case unknownItem(String)
    /// The item has no option of this code.
    case unknownOption(String)
    /// The vocabulary has no threshold of the number that it is linked to. Since 1.2.
    case unknownThreshold
  }

  /// The item where it is wrong.
  public let item: String
  /// What is wrong there.
  public let problem: Problem

  /// A fault at an item.
  public init(item: String, problem: Problem) {
    self.item = item
    self.problem = problem
  }
}

/// An item that judges a threshold, in few words: plans are read a million times.
struct JudgedItem: Sendable {
  let place: Int
  let threshold: Threshold
  /// Where its scores begin in ``FormPlan/findings``.
  let start: Int
}

extension Finding {
  /// A level's bits, 4 and an absence's, or 0.
  var code: UInt8 {
    switch self {
    case .level(let level): level.rawValue
    case .absent(let absence): 4 | absence.rawValue
    case .silent: 0
    }
  }

  init(code: UInt8) {
    if let level = Level(rawValue: code) {
      self = .level(level)
    } else if code & 4 != 0, let absence = Absence(rawValue: code & 3) {
      self = .absent(absence)
    } else {
      self = .silent
    }
  }
}

extension AnswerType {
  /// The codes of a closed list, nil for all else.
  public var codes: [String]? {
    switch self {
    case .one(let options), .many(let options): options.map(\.code)
    default: nil
    }
  }
}
