import InstrumentKit

/// Reads the conditions of one form into clauses over facts.
struct ClauseReader {
  private(set) var conditions: [Int: Clause] = [:]
  private(set) var options: [Int: [FactBook.OptionRule]] = [:]
  private let items: [String: (item: Item, fact: Int)]

  /// - Parameter place: the fact that an item answers, nil for what is told of a life.
  init(_ source: FactBook.Source, place: (Item) -> Int?) {
    var items: [String: (item: Item, fact: Int)] = [:]
    for item in source.plan.items {
      if let fact = place(item) { items[item.id] = (item, fact) }
    }
    self.items = items
    for section in source.form.sections {
      for item in section.items {
        guard let fact = items[item.id]?.fact else { continue }
        let parts = [section.condition, item.condition].compactMap(\.self).compactMap(clause)
        if !parts.isEmpty { conditions[fact] = parts.count > 1 ? .all(parts) : parts[0] }
        readOptions(of: items[item.id]?.item ?? item, fact)
      }
    }
  }

  private mutating func readOptions(of item: Item, _ fact: Int) {
    let (list, isMany): ([Option], Bool) =
      switch item.type {
      case .one(let options): (options, false)
      case .many(let options): (options, true)
      default: ([], false)
      }
    for (place, option) in list.enumerated() {
      guard let clause = option.condition.flatMap(clause) else { continue }
      options[fact, default: []].append(
        FactBook.OptionRule(option: Int32(place), isOneOfMany: isMany, lead: FactBook.Lead(clause)))
    }
  }

  /// Nil for what looks at an item that the form does not have: forms are proved before.
  private func clause(_ condition: Condition) -> Clause? {
    switch condition {
    case .yes(let id): items[id].map { .equals($0.fact, 1) }
    case .no(let id): items[id].map { .equals($0.fact, 0) }
    case .has(let id, let code): option(id, code) { $1 ? .contains($0, 1 << $2) : .equals($0, $2) }
    case .lacks(let id, let code): option(id, code) { $1 ? .lacks($0, 1 << $2) : .differs($0, $2) }
    case .level(let id, let level):
      if case .threshold(let threshold, _)? = items[id]?.item.link {
        .level(threshold, level)
      } else {
        nil
      }
    case .answered(let id): items[id].map { .answered($0.fact) }
    case .unanswered(let id): items[id].map { .unanswered($0.fact) }
    case .number(let id, let range):
      items[id].map {
        .within($0.fact, Int32(clamping: range.lowerBound)...Int32(clamping: range.upperBound))
      }
    case .all(let parts): .all(parts.compactMap(clause))
    case .any(let parts): .any(parts.compactMap(clause))
    // A kit that has grown: its host reads it.
    @unknown default: nil
    }
  }

  private func option(
    _ id: String, _ code: String, _ make: (Int, Bool, Int32) -> Clause
  ) -> Clause? {
    guard let (item, fact) = items[id] else { return nil }
    let isMany = if case .many = item.type { true } else { false }
    let index: Int? =
      switch item.type {
      case .one(let options), .many(let options): options.firstIndex { $0.code == code }
      case .level(let scale): scale.place(of: code)
      case .country: Country.place(of: code)
      case .text, .note, .day, .count, .percent, .number, .flag, .commune, .table, .shared: nil
      @unknown default: nil
      }
    return index.map { make(fact, isMany, Int32($0)) }
  }
}
