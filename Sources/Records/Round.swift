import InstrumentKit

/// A visit with one instrument: what was asked then and what was answered.
package struct Visit: Hashable, Sendable {
  package let on: Day
  package let entry: Int
  /// The core questions that apply, as the version of the instrument has them.
  package let core: Set<Int>
  /// Those with an answer, or with one that was accepted; "cannot tell" is none.
  package let answered: Set<Int>

  package init(on: Day, entry: Int, core: Set<Int>, answered: Set<Int>) {
    self.on = on
    self.entry = entry
    self.core = core
    self.answered = answered
  }
}

/// A measurement: visits until every core question that applies was answered.
package struct Round: Hashable, Sendable {
  package private(set) var visits: [Visit]
  /// What the first visit's version says is core.
  package let core: Set<Int>
  package private(set) var answered: Set<Int>

  init(_ visit: Visit) {
    visits = [visit]
    core = visit.core
    answered = visit.answered
  }

  package var isWhole: Bool { core.isSubset(of: answered) && !core.isEmpty }
  package var firstDay: Day { visits[0].on }
  /// The day of its last visit, where it is whole.
  package var day: Day? { isWhole ? visits.last?.on : nil }

  mutating func add(_ visit: Visit) {
    visits.append(visit)
    answered.formUnion(visit.answered)
  }

  /// Divides visits, in their order, into rounds.
  ///
  /// - Parameter limit: days after which an unfinished round is closed; nil for none.
  package static func rounds(_ visits: [Visit], limit: Int? = nil) -> [Round] {
    var rounds: [Round] = []
    for visit in visits {
      let answersAll = !visit.core.isEmpty && visit.core.isSubset(of: visit.answered)
      if var open = rounds.last, !open.isWhole, !answersAll,
        limit.map({ Int(visit.on.number - open.firstDay.number) <= $0 }) ?? true
      {
        open.add(visit)
        rounds[rounds.count - 1] = open
      } else {
        rounds.append(Round(visit))
      }
    }
    return rounds
  }
}
