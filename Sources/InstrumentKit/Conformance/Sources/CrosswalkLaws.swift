import InstrumentKit

/// The laws by which two instruments prefill each other, over generated answers to one of them.
struct CrosswalkLaws {
  /// Everything of one set of answers on its way to the other instrument and back.
  struct Journey {
    let given: [Int32]
    let levels: ThresholdRecord
    /// What the other proposes, by place of its items.
    let offers: [Int: Crosswalk.Offer]
    /// The answers that come back, and the levels that these say.
    let back: [Int32]
    let backLevels: ThresholdRecord
  }

  let first: FormPlan
  let second: FormPlan
  /// The thresholds for which a code must go there and back unchanged, by how many scores of the
  /// second instrument say a level.
  private let counts: [Threshold: Int]

  init(_ first: FormPlan, _ second: FormPlan) {
    self.first = first
    self.second = second
    let doubled = first.doubledThresholds.union(second.doubledThresholds)
    counts = second.levelCounts.filter { !doubled.contains($0.key) }
  }

  /// The laws that an instrument breaks with others, there and back, each with its first item.
  static func broken(_ conformance: Conformance, _ form: FormPlan) -> [Problem] {
    var problems: [Problem] = []
    for other in conformance.others where other.description.id != conformance.description.id {
      guard let plan = Conformance.plan(other.form, conformance.fields).0 else { continue }
      var laws: Set<Problem.Law> = []
      for (law, item) in CrosswalkLaws(form, plan).broken(seed: conformance.seed)
        + CrosswalkLaws(plan, form).broken(seed: conformance.seed)
      where laws.insert(law).inserted {
        problems.append(.scored(.brokenLaw(law, other: other.description.id, item: item)))
      }
    }
    return problems
  }

  /// The laws that do not hold, and an item of each, over some sets of answers.
  func broken(seed: UInt64, sets: Int = 200) -> [(Problem.Law, item: String)] {
    var dice = SeededGenerator(seed: seed)
    var found: [(Problem.Law, item: String)] = []
    for _ in 0..<sets {
      for one in broken(journey(answers(&dice))) where !found.contains(where: { $0.0 == one.0 }) {
        found.append(one)
      }
    }
    return found
  }

  /// Answers to all items with levels, some of them missing.
  private func answers(_ dice: inout SeededGenerator) -> [Int32] {
    first.items.map { item in
      guard case .level(let scale) = item.type, !scale.steps.isEmpty, !dice.once(in: 8) else {
        return Cell.unknown.raw
      }
      return Int32(dice.below(scale.steps.count))
    }
  }

  func journey(_ given: [Int32]) -> Journey {
    let levels = CrosswalkLaws.levels(given, first)
    let offers = Crosswalk.offers(levels, for: second)
    let there = CrosswalkLaws.levels(CrosswalkLaws.accepted(offers, second), second)
    let back = CrosswalkLaws.accepted(Crosswalk.offers(there, for: first), first)
    return Journey(
      given: given, levels: levels, offers: offers, back: back,
      backLevels: CrosswalkLaws.levels(back, first))
  }

  func broken(_ journey: Journey) -> [(Problem.Law, item: String)] {
    var found: [(Problem.Law, item: String)] = []
    for (place, item) in first.items.enumerated() {
      guard case .level(let scale) = item.type else { continue }
      let (given, back) = (Cell(raw: journey.given[place]), Cell(raw: journey.back[place]))
      if back.isKnown, back != given { found.append((.sameOrNone, item.id)) }
      guard case .threshold(let threshold, _)? = item.link else { continue }
      if let level = journey.backLevels[threshold], level != journey.levels[threshold] {
        found.append((.sameLevel, item.id))
      }
      if let score = given.value, scale.steps.indices.contains(score),
        scale.steps[score].finding.level != nil, counts[threshold] == scale.levelCount,
        back != given
      {
        found.append((.sameCode, item.id))
      }
    }
    for (place, offer) in journey.offers.sorted(by: { $0.key < $1.key }) {
      let item = second.items[place]
      guard case .threshold(let threshold, _)? = item.link, case .level(let scale) = item.type,
        case .score(let score) = offer
      else { continue }
      if journey.levels[threshold] == nil
        || scale.steps[score].finding.level != journey.levels[threshold]
      {
        found.append((.onlyLevels, item.id))
      }
    }
    return found
  }

  private static func levels(_ answers: [Int32], _ form: FormPlan) -> ThresholdRecord {
    let all = [Bool](repeating: true, count: form.items.count)
    return answers.withUnsafeBufferPointer {
      Crosswalk.levels($0, applicable: all, of: form).levels
    }
  }

  /// What an instrument would hold after somebody accepted every proposal.
  private static func accepted(
    _ offers: [Int: Crosswalk.Offer], _ form: FormPlan
  ) -> [Int32] {
    var cells = [Int32](repeating: Cell.unknown.raw, count: form.items.count)
    for (place, offer) in offers {
      if case .score(let score) = offer { cells[place] = Int32(score) }
    }
    return cells
  }
}

extension LevelScale {
  /// How many scores say a level.
  fileprivate var levelCount: Int { steps.count { $0.finding.level != nil } }
}

extension FormPlan {
  /// How many scores say a level, of each threshold that is judged.
  fileprivate var levelCounts: [Threshold: Int] {
    var counts: [Threshold: Int] = [:]
    for item in items {
      guard case .threshold(let threshold, _)? = item.link, case .level(let scale) = item.type
      else { continue }
      counts[threshold] = scale.levelCount
    }
    return counts
  }

  /// The thresholds that more than one item judges: a level of those may come from any of them.
  fileprivate var doubledThresholds: Set<Threshold> {
    var seen: Set<Threshold> = []
    var doubled: Set<Threshold> = []
    for item in items {
      if case .threshold(let threshold, _)? = item.link, case .level = item.type,
        !seen.insert(threshold).inserted
      {
        doubled.insert(threshold)
      }
    }
    return doubled
  }
}
