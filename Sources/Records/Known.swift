import InstrumentKit

/// What stands of one fact.
package struct Standing: Hashable, Sendable {
  /// Where an answer was said.
  package struct Said: Hashable, Sendable {
    package let answer: Answer
    package let on: Day
    /// The number of the entry.
    package let entry: Int
  }

  /// How it stands now.
  package enum State: Hashable, Sendable {
    /// Nobody gave a value; a refusal may stand beside.
    case unanswered
    /// What was said holds.
    case stands(Said)
    /// The question does not apply, by what another entry said.
    case fallen(by: Int)
    /// A person said that it does not apply.
    case notApplicable(Said)
    /// A person said that it is known no longer.
    case noLongerKnown(Said)
  }

  package internal(set) var state = State.unanswered
  /// The newest "cannot tell" or refusal since: it hides nothing and is shown beside the answer.
  package internal(set) var absence: Said?
  /// What was said last and stands no longer: offered, never filled in.
  package internal(set) var offered: Said?

  /// The value that counts, nil when there is none.
  package var value: Answer? { if case .stands(let said) = state { said.answer } else { nil } }

  /// Whether a count that knows refusals takes it for one.
  package var isDeclined: Bool { absence?.answer == .absent(.declined) }

  mutating func fall(by entry: Int, offering said: Said? = nil) {
    if let said {
      offered = said
    } else if case .stands(let stood) = state {
      offered = stood
    }
    state = .fallen(by: entry)
    absence = nil
  }
}

/// What stands of the level of one threshold, and of what it consists.
package struct LevelStanding: Hashable, Sendable {
  /// Whether it is known which of its specifications apply.
  package enum Specified: Hashable, Sendable {
    /// Nobody answered, or a later barrier left it open.
    case unknown
    /// These do, the others do not; of the words of this threshold only.
    case known(SpecificationSet)
    /// None, for there is no barrier.
    case noBarrier
  }

  package internal(set) var finding: Finding?
  package internal(set) var on: Day?
  package internal(set) var entry: Int?
  /// The newest "cannot tell" or refusal since.
  package internal(set) var absence: Standing.Said?
  package internal(set) var specified = Specified.unknown

  package init() {}

  /// The level that counts, nil when there is none.
  package var level: Level? { finding?.level }

  /// Whether it counts as judged for completeness.
  package var isJudged: Bool { finding != nil }
}

/// All that is known of one client on a day, to somebody.
package struct Known: Hashable, Sendable {
  package internal(set) var facts = PlaceTable<Standing>()
  package internal(set) var levels = PlaceTable<LevelStanding>()

  package init() {}

  /// The value of a fact, nil when none stands.
  package func value(of fact: Int) -> Answer? { facts[fact]?.value }

  /// Tells of a leading fact: nil when it was never answered or is open.
  func test(_ fact: Int, _ isSo: (Answer) -> Bool) -> Bool? {
    switch facts[fact]?.state {
    case .stands(let said)?: isSo(said.answer)
    case .fallen?, .notApplicable?: false
    case .unanswered?, .noLongerKnown?, nil: nil
    }
  }
}
