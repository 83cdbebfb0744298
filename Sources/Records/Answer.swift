import InstrumentKit
import Profile

/// What somebody said of one fact.
package enum Answer: Hashable, Sendable {
  /// A number, a day, a yes or no, or the place of a code.
  case one(Int32)
  /// Several codes, a bit each.
  case many(Int32)
  /// Words; two texts that a person reads as one are one.
  case words(String)
  /// There is none, for this reason.
  case absent(Absence)
  /// What was known is known no longer: unlike "cannot tell" it hides what was said before.
  case noLongerKnown

  /// Whether it says what the fact is.
  package var isValue: Bool {
    switch self {
    case .one, .many, .words: true
    case .absent, .noLongerKnown: false
    }
  }

  /// Whether two answers say the same thing.
  package func agrees(with other: Answer) -> Bool {
    if case .words(let mine) = self, case .words(let theirs) = other {
      return Names.folded(mine) == Names.folded(theirs)
    }
    return self == other
  }
}

/// All that one entry says, or one version of it.
package struct Statement: Hashable, Sendable {
  /// The form through which it was said, by its place in the ``FactBook``; nil for what was said by
  /// itself.
  package var form: Int?
  /// By fact.
  package var answers = PlaceTable<Answer>()
  package var levels = ThresholdRecord()
  /// Why there is no level; "not asked" is silence.
  package var absences = AbsenceRecord()
  /// The thresholds of which was answered what they consist of, also where none of it applies.
  package var specified = ThresholdSet(bits: 0)
  package var specifications = SpecificationSet()
  /// What it tells of referrals, actions and whatever else has a beginning and an end.
  package var lives: [LifeRow] = []

  package init(form: Int? = nil) { self.form = form }

  /// The thresholds of which it says anything.
  var said: ThresholdSet {
    ThresholdSet(
      bits: levels.low | levels.high | absences.low | absences.high | specified.bits)
  }

  /// What it says of one threshold: silence where nobody asked.
  func finding(of threshold: Threshold) -> Finding {
    if let level = levels[threshold] { return .level(level) }
    let absence = absences[threshold]
    return absence == .notAsked ? .silent : .absent(absence)
  }

  /// Whether it gives a value for a fact.
  package func gives(_ fact: Int) -> Bool { answers[fact]?.isValue ?? false }
}
