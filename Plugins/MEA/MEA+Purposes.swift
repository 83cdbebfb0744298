import InstrumentKit

extension MEA {
  static let purposeOptions = Option.list(
    """
    btom-request=BTOM-aanvraag specialised-screening=gespecialiseerde-screening
    care-report=zorgverslag intake=intake health-insurer=ziekenfonds
    """)

  /// The sections that each purpose requires, by number, in the order of ``purposeOptions``.
  static let required: [[Int]] = [
    [1, 2, 3, 4, 5, 6, 7, 8, 14, 16],
    [1, 2, 3, 4, 6, 7, 9, 10, 11, 12],
    [1, 2, 3, 13, 15],
    [1, 2, 3, 4, 6, 7, 9],
    [1, 2, 3, 7, 8, 10, 15],
  ]

  /// The same as masks.
  static let requiredMasks: [Int32] = required.map { sections in
    sections.reduce(0) { $0 | 1 << Int32($1 - 1) }
  }

  /// One answered question that belongs to a section.
  struct Asked {
    let section: Int
    /// The place of its input; nil for a threshold.
    let input: Int?
    let threshold: Threshold?
  }

  /// What is read before the questions of the sections.
  static let fixed: [Input] = [
    .item("purpose"), .item("work-disability"), .history("gaf"), .lastMeasured,
  ]

  private static let questions: [(section: Int, item: Item)] =
    sections.sections.prefix(16).enumerated().flatMap { number, section in
      section.items.filter { $0.asking == .core }.map { (number + 1, $0) }
    }

  /// Of each question the input that tells whether it was answered; levels need none.
  private static let asking: [(section: Int, input: Input?, threshold: Threshold?)] =
    questions.map { section, item in
      if case .threshold(let threshold, _)? = item.link { return (section, nil, threshold) }
      if case .note = item.type { return (section, .has(item.id), nil) }
      return (section, .item(item.id), nil)
    }

  /// Each once, for an answer has one place.
  static let allInputs: [Input] = asking.compactMap(\.input).reduce(into: fixed) { all, input in
    if !all.contains(input) { all.append(input) }
  }

  static let asked: [Asked] = asking.map { section, input, threshold in
    Asked(
      section: section, input: input.flatMap { allInputs.firstIndex(of: $0) },
      threshold: threshold)
  }
}
