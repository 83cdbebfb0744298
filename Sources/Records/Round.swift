import InstrumentKit

/// A visit with one instrument: what was answered then, by the places of its form.
package struct Visit: Sendable {
  package let on: Day
  package let entry: Int
  /// Who speaks, where the form says; nil where it does not.
  package let contributor: String?
  /// Raw cells by item, unknown where there is no answer.
  package var cells: [Int32]
  /// Whether each item has an answer; "cannot tell" is none.
  package var isAnswered: [Bool]
  /// How many questions of which the answers are sealed were answered, as far as somebody counted.
  package var sealedAnswered = 0
  /// Whether all that its own version asks was answered then.
  package var answersAll = false

  package init(on: Day, entry: Int, contributor: String? = nil, items: Int) {
    self.on = on
    self.entry = entry
    self.contributor = contributor
    cells = [Int32](repeating: Cell.unknown.raw, count: items)
    isAnswered = [Bool](repeating: false, count: items)
  }

  /// Takes what another visit answers; what it leaves open stays as it was.
  mutating func add(_ other: Visit) {
    for place in other.isAnswered.indices where other.isAnswered[place] {
      cells[place] = other.cells[place]
      isAnswered[place] = true
    }
    // Which they were nobody can tell, so that they do not add up.
    sealedAnswered = max(sealedAnswered, other.sealedAnswered)
    answersAll = answersAll || other.answersAll
  }
}

/// A measurement: visits until every core question that applies was answered.
package struct Round: Sendable {
  package fileprivate(set) var visits: [Visit]
  /// All that was answered so far.
  fileprivate var sum: Visit
  package fileprivate(set) var isWhole = false

  package var firstDay: Day { visits[0].on }
  /// The day of its last visit, where it is whole.
  package var day: Day? { isWhole ? visits.last?.on : nil }
}

/// What a measurement with one instrument is.
package struct RoundLaw: Sendable {
  /// The questions that it must have: the levels that the form asks at its core, for these are what
  /// is measured; all its core questions where it asks no level there.
  package let core: [Int]
  /// Those of the core whose answers are sealed, so that they can be counted only.
  package let sealed: [Int]
  private let plan: FormPlan
  /// Calendar months within which a round must become whole; nil for ever.
  package let months: Int?

  /// Months by instrument. The one limit that is laid down is MPSA's; once instruments have more to
  /// say of their rounds the kit can let them.
  private static let limits = ["mpsa": 12]

  /// - Parameter isSealed: whether nobody can read what was answered to an item.
  package init(
    of instrument: String, _ plan: FormPlan, isSealed: (Int) -> Bool = { _ in false }
  ) {
    let asked = plan.items.indices.filter { plan.items[$0].asking == .core }
    let levels = asked.filter { if case .level = plan.items[$0].type { true } else { false } }
    core = levels.isEmpty ? asked : levels
    sealed = core.filter(isSealed)
    self.plan = plan
    months = RoundLaw.limits[instrument]
  }

  /// Divides visits, in their order, into rounds.
  package func rounds(_ visits: [Visit]) -> [Round] {
    var rounds: [Round] = []
    for visit in together(visits) {
      let alone = Round(visits: [visit], sum: visit, isWhole: isWhole(visit))
      if let open = rounds.last, !open.isWhole, !alone.isWhole,
        isWithin(from: open.firstDay, visit.on)
      {
        rounds[rounds.count - 1].visits.append(visit)
        rounds[rounds.count - 1].sum.add(visit)
        rounds[rounds.count - 1].isWhole = isWhole(rounds[rounds.count - 1].sum)
      } else {
        rounds.append(alone)
      }
    }
    return rounds
  }

  /// Whether a round that began on one day takes a visit of another.
  package func isWithin(from first: Day, _ day: Day) -> Bool {
    months.map { day <= first.adding(months: $0) } ?? true
  }

  /// What several contributors say on one day is one visit.
  private func together(_ visits: [Visit]) -> [Visit] {
    var joined: [Visit] = []
    var speakers: Set<String?> = []
    for visit in visits {
      if let last = joined.last, last.on == visit.on, !speakers.contains(visit.contributor) {
        joined[joined.count - 1].add(visit)
      } else {
        joined.append(visit)
        speakers = []
      }
      speakers.insert(visit.contributor)
    }
    return joined
  }

  /// A form that asks nothing at its core is whole with each visit.
  private func isWhole(_ visit: Visit) -> Bool {
    if visit.answersAll { return true }
    var applies: [Bool] = []
    visit.cells.withUnsafeBufferPointer { plan.applicable($0, into: &applies) }
    if visit.sealedAnswered < sealed.count(where: { applies[$0] }) { return false }
    return core.allSatisfy { visit.isAnswered[$0] || !applies[$0] || sealed.contains($0) }
  }
}
