/// A form made ready: items by place, conditions resolved and proved free of cycles.
public struct FormPlan: Sendable {
  public let items: [Item]
  let places: [String: Int]
  let conditions: [CompiledCondition?]
  /// The items that have a condition, each after those it hangs on.
  public let conditional: [Int]
  /// The items that judge a threshold, with their scales in a word.
  let judged: [JudgedItem]

  /// - Parameter shared: the answers of profile fields by name, for items of type shared.
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
    conditional = try FormPlan.settled(conditions, items: items).filter { conditions[$0] != nil }
    judged = items.indices.compactMap { JudgedItem(items[$0], place: $0) }
  }

  public func place(of item: String) -> Int? { places[item] }

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
    func visit(_ place: Int) throws {
      if state[place] == 2 { return }
      guard state[place] == 0 else {
        throw FormFault(item: items[place].id, problem: .cyclicCondition)
      }
      state[place] = 1
      for needed in conditions[place]?.places ?? [] { try visit(needed) }
      state[place] = 2
      order.append(place)
    }
    for place in items.indices { try visit(place) }
    return order
  }
}

/// Why a form cannot be used.
public struct FormFault: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case takenTwice, tooManyOptions, cyclicCondition, typeMismatch, unlinked
    /// The profile has no field of this name.
    case unknownField(String)
    /// The field of this name has other codes, or has them in another order.
    case otherOptions(String)
    case unknownItem(String)
    case unknownOption(String)
  }

  public let item: String
  public let problem: Problem

  public init(item: String, problem: Problem) {
    self.item = item
    self.problem = problem
  }
}

/// An item that judges a threshold, in two words: plans are read a million times.
struct JudgedItem: Sendable {
  let place: Int
  let threshold: Threshold
  /// Four bits a score: a level's bits, or 4 and an absence's.
  private let findings: UInt64

  /// Nil for other items, and for scales of more than sixteen scores.
  init?(_ item: Item, place: Int) {
    guard case .threshold(let threshold, _)? = item.link, case .level(let scale) = item.type,
      scale.steps.count <= 16
    else { return nil }
    self.place = place
    self.threshold = threshold
    findings = scale.steps.enumerated().reduce(0) { word, step in
      let code: UInt64 =
        switch step.element.finding {
        case .level(let level): UInt64(level.rawValue)
        case .absent(let absence): 4 | UInt64(absence.rawValue)
        }
      return word | code << UInt64(step.offset * 4)
    }
  }

  func finding(_ score: Int) -> Finding {
    let code = UInt8(findings >> UInt64(min(score, 15) * 4) & 15)
    if let level = Level(rawValue: code) { return .level(level) }
    return .absent(Absence(rawValue: code & 3) ?? .notAsked)
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

/// A condition whose items and options are places.
indirect enum CompiledCondition: Sendable {
  case equals(Int, Int32)
  case contains(Int, Int32)
  case lacks(Int, Int32)
  case differs(Int, Int32)
  case among(Int, Set<Int32>)
  case all([CompiledCondition])
  case any([CompiledCondition])

  init(_ condition: Condition, of owner: String, items: [Item], _ places: [String: Int]) throws {
    func find(_ id: String) throws -> Int {
      guard let place = places[id] else {
        throw FormFault(item: owner, problem: .unknownItem(id))
      }
      return place
    }
    func option(_ id: String, _ code: String) throws -> (Int, Int, many: Bool) {
      let place = try find(id)
      switch items[place].type {
      case .one(let options), .many(let options):
        guard let index = options.firstIndex(where: { $0.code == code }) else {
          throw FormFault(item: owner, problem: .unknownOption("\(id) = \(code)"))
        }
        if case .many = items[place].type { return (place, index, true) }
        return (place, index, false)
      case .country:
        guard let index = Country.place(of: code) else {
          throw FormFault(item: owner, problem: .unknownOption("\(id) = \(code)"))
        }
        return (place, index, false)
      default: throw FormFault(item: owner, problem: .typeMismatch)
      }
    }
    switch condition {
    case .yes(let id): self = .equals(try find(id), 1)
    case .no(let id): self = .equals(try find(id), 0)
    case .has(let id, let code):
      let (place, index, many) = try option(id, code)
      self = many ? .contains(place, 1 << Int32(index)) : .equals(place, Int32(index))
    case .lacks(let id, let code):
      let (place, index, many) = try option(id, code)
      self = many ? .lacks(place, 1 << Int32(index)) : .differs(place, Int32(index))
    case .level(let id, let level):
      let place = try find(id)
      guard case .level(let scale) = items[place].type else {
        throw FormFault(item: owner, problem: .typeMismatch)
      }
      self = .among(place, Set(scale.places(for: level).map(Int32.init)))
    case .all(let parts):
      self = .all(try parts.map { try CompiledCondition($0, of: owner, items: items, places) })
    case .any(let parts):
      self = .any(try parts.map { try CompiledCondition($0, of: owner, items: items, places) })
    }
  }

  var places: [Int] {
    switch self {
    case .equals(let place, _), .contains(let place, _), .lacks(let place, _),
      .differs(let place, _), .among(let place, _):
      [place]
    case .all(let parts), .any(let parts): parts.flatMap(\.places)
    }
  }

  /// An answer that does not apply counts as none, and no answer fulfils nothing.
  func holds(_ answers: UnsafeBufferPointer<Int32>, _ applies: [Bool]) -> Bool {
    func known(_ place: Int) -> Int32? {
      let raw = answers[place]
      return applies[place] && Cell(raw: raw).isKnown ? raw : nil
    }
    switch self {
    case .equals(let place, let raw): return known(place) == raw
    case .contains(let place, let mask): return (known(place) ?? 0) & mask != 0
    case .lacks(let place, let mask): return known(place).map { $0 & mask == 0 } ?? false
    case .differs(let place, let raw): return known(place).map { $0 != raw } ?? false
    case .among(let place, let set): return known(place).map(set.contains) ?? false
    case .all(let parts): return parts.allSatisfy { $0.holds(answers, applies) }
    case .any(let parts): return parts.contains { $0.holds(answers, applies) }
    }
  }
}
