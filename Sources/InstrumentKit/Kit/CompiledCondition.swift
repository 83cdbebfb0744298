/// A condition whose items and options are places.
indirect enum CompiledCondition: Sendable {
  case equals(Int, Int32)
  case contains(Int, Int32)
  case lacks(Int, Int32)
  case differs(Int, Int32)
  case among(Int, Set<Int32>)
  case within(Int, ClosedRange<Int32>)
  case answered(Int)
  case unanswered(Int)
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
      case .level(let scale):
        guard let index = scale.place(of: code) else {
          throw FormFault(item: owner, problem: .unknownOption("\(id) = \(code)"))
        }
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
    case .answered(let id): self = .answered(try find(id))
    case .unanswered(let id): self = .unanswered(try find(id))
    case .number(let id, let range):
      let place = try find(id)
      switch items[place].type {
      case .count, .percent, .number: break
      default: throw FormFault(item: owner, problem: .typeMismatch)
      }
      self = .within(place, Int32(clamping: range.lowerBound)...Int32(clamping: range.upperBound))
    case .all(let parts):
      self = .all(try parts.map { try CompiledCondition($0, of: owner, items: items, places) })
    case .any(let parts):
      self = .any(try parts.map { try CompiledCondition($0, of: owner, items: items, places) })
    }
  }

  var places: [Int] {
    switch self {
    case .equals(let place, _), .contains(let place, _), .lacks(let place, _),
      .differs(let place, _), .among(let place, _), .within(let place, _), .answered(let place),
      .unanswered(let place):
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
    case .within(let place, let range): return known(place).map(range.contains) ?? false
    case .answered(let place): return known(place) != nil
    case .unanswered(let place): return known(place) == nil
    case .all(let parts): return parts.allSatisfy { $0.holds(answers, applies) }
    case .any(let parts): return parts.contains { $0.holds(answers, applies) }
    }
  }
}
