/// One option of an item that applies only when a condition holds.
struct ConditionalOption: Sendable {
  let place: Int
  /// Its place among the item's options.
  let option: Int
  let isOneOfMany: Bool
  let condition: CompiledCondition

  static func all(_ items: [Item], _ places: [String: Int]) throws -> [ConditionalOption] {
    try items.enumerated().flatMap { place, item in
      let (options, isMany): ([Option], Bool) =
        switch item.type {
        case .one(let options): (options, false)
        case .many(let options): (options, true)
        default: ([], false)
        }
      return try options.enumerated().compactMap { number, option in
        try option.condition.map {
          ConditionalOption(
            place: place, option: number, isOneOfMany: isMany,
            condition: try CompiledCondition($0, of: item.id, items: items, places))
        }
      }
    }
  }

  func isChosen(_ answers: UnsafeBufferPointer<Int32>) -> Bool {
    let raw = answers[place]
    guard Cell(raw: raw).isKnown else { return false }
    return isOneOfMany ? raw & (1 << Int32(option)) != 0 : raw == Int32(option)
  }
}

extension FormPlan {
  /// The items of which an option was chosen that does not apply, by place.
  public func strayOptions(
    _ answers: UnsafeBufferPointer<Int32>, applicable: [Bool]
  ) -> [Int] {
    var places: [Int] = []
    for option in options where applicable[option.place] && option.isChosen(answers) {
      if !option.condition.holds(answers, applicable), places.last != option.place {
        places.append(option.place)
      }
    }
    return places
  }

  /// The options of an item that do not apply now, by their places.
  public func hiddenOptions(
    of place: Int, _ answers: UnsafeBufferPointer<Int32>, applicable: [Bool]
  ) -> Set<Int> {
    Set(
      options.filter { $0.place == place && !$0.condition.holds(answers, applicable) }
        .map(\.option))
  }
}
