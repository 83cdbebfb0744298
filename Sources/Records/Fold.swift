import InstrumentKit
import Profile

/// The law of what is known: takes a client's entries in their order, each as a whole, and tells what
/// stands. Nothing else decides that.
package struct Fold: Sendable {
  let book: FactBook
  package private(set) var known = Known()

  package init(_ book: FactBook) { self.book = book }

  /// Takes the next entry. Entries come by day, and within one day by number.
  ///
  /// Leading answers come first, but a group can fell what came before, and forms can go round in a
  /// circle together: again until nothing more falls. Only what hangs on something that was touched
  /// is looked at.
  package mutating func take(_ statement: Statement, on day: Day, entry: Int) {
    var step = Step(statement: statement, day: day, entry: entry)
    takeLevels(&step)
    step.waiting.formUnion(statement.answers.places)
    var isFirst = true
    while !step.waiting.isEmpty {
      var next = 0
      while let fact = step.waiting.first(from: next) {
        step.waiting.remove(fact)
        next = fact + 1
        if isFirst, let answer = statement.answers[fact] { take(answer, of: fact, &step) }
        refell(fact, &step)
      }
      isFirst = false
    }
  }

  /// One entry while it is taken.
  private struct Step {
    let statement: Statement
    let day: Day
    let entry: Int
    /// The facts that this entry says or fells.
    var touched = PlaceSet()
    var touchedLevels = ThresholdSet(bits: 0)
    /// The facts that are still to be looked at.
    var waiting = PlaceSet()

    func said(_ answer: Answer) -> Standing.Said {
      Standing.Said(answer: answer, on: day, entry: entry)
    }
  }

  private func touch(_ fact: Int, _ step: inout Step) {
    step.touched.insert(fact)
    step.waiting.formUnion(book.hanging[fact])
  }

  private mutating func take(_ answer: Answer, of fact: Int, _ step: inout Step) {
    var standing = known.facts[fact] ?? Standing()
    switch answer {
    case .absent(.notAsked): return
    case .absent(.cannotTell), .absent(.declined):
      standing.absence = step.said(answer)
      known.facts[fact] = standing
      return
    case .absent(.notApplicable):
      standing.fall(by: step.entry)
      standing.state = .notApplicable(step.said(answer))
    case .noLongerKnown:
      standing.fall(by: step.entry)
      standing.state = .noLongerKnown(step.said(answer))
    case .one, .many, .words:
      guard let kept = applying(answer, of: fact, step.statement.form) else {
        standing.fall(by: step.entry, offering: step.said(answer))
        break
      }
      fellGroup(of: fact, standing.value, answer, &step)
      standing.state = .stands(step.said(kept))
      standing.absence = nil
      standing.offered = nil
    }
    known.facts[fact] = standing
    touch(fact, &step)
  }

  /// What the asking form lets stand of an answer, nil when its question does not apply. A form that
  /// asks without a condition knows what it asks: then an earlier answer fells nothing.
  private func applying(_ answer: Answer, of fact: Int, _ form: Int?) -> Answer? {
    guard let form else { return answer }
    guard let hang = book.hangs[fact].first(where: { $0.form == form }) else { return answer }
    if hang.condition?.clause.holds(known) == false { return nil }
    return left(of: answer, hang.options)
  }

  /// An answer without the options that do not apply, nil when none is left.
  private func left(of answer: Answer, _ rules: [FactBook.OptionRule]) -> Answer? {
    var answer = answer
    for rule in rules where rule.lead.clause.holds(known) == false {
      switch answer {
      case .one(rule.option) where !rule.isOneOfMany: return nil
      case .many(let bits) where rule.isOneOfMany && bits & (1 << rule.option) != 0:
        let left = bits & ~(1 << rule.option)
        if left == 0 { return nil }
        answer = .many(left)
      case .one, .many, .words, .absent, .noLongerKnown: continue
      }
    }
    return answer
  }

  /// Another thing under the same name: what was said of the former one falls.
  private mutating func fellGroup(
    of fact: Int, _ before: Answer?, _ now: Answer, _ step: inout Step
  ) {
    guard let before, !before.agrees(with: now) else { return }
    for member in book.felled[fact] where !step.statement.gives(member) {
      guard known.facts[member]?.value != nil else { continue }
      known.facts[member]?.fall(by: step.entry)
      touch(member, &step)
    }
  }

  /// Fells an older answer that hangs on what this entry touched. What the entry itself says was
  /// tested by its own form.
  private mutating func refell(_ fact: Int, _ step: inout Step) {
    if book.hangs[fact].isEmpty || step.statement.gives(fact) { return }
    guard case .stands(let said)? = known.facts[fact]?.state else { return }
    let left = stillApplying(said.answer, of: fact, step)
    if left == said.answer { return }
    if let left {
      known.facts[fact]?.state = .stands(
        Standing.Said(answer: left, on: said.on, entry: said.entry))
      known.facts[fact]?.offered = said
    } else {
      known.facts[fact]?.fall(by: step.entry)
    }
    touch(fact, &step)
  }

  /// What stands of an older answer, by every form that asks for it.
  private func stillApplying(_ answer: Answer, of fact: Int, _ step: Step) -> Answer? {
    var answer = answer
    for hang in book.hangs[fact] {
      if let lead = hang.condition, isTouched(lead, step), lead.clause.holds(known) == false {
        return nil
      }
      for rule in hang.options where isTouched(rule.lead, step) {
        guard let left = left(of: answer, [rule]) else { return nil }
        answer = left
      }
    }
    return answer
  }

  private func isTouched(_ lead: FactBook.Lead, _ step: Step) -> Bool {
    !lead.facts.isDisjoint(with: step.touched)
      || lead.thresholds.bits & step.touchedLevels.bits != 0
  }
}

extension Fold {
  /// Levels, and what each consists of.
  private mutating func takeLevels(_ step: inout Step) {
    let statement = step.statement
    var left = statement.said.bits
    while left != 0 {
      let place = left.trailingZeroBitCount
      left &= left - 1
      guard let threshold = Threshold(index: place) else { continue }
      let finding = statement.finding(of: threshold)
      var standing = known.levels[threshold] ?? LevelStanding()
      switch finding {
      case .level, .absent(.notApplicable):
        standing.finding = finding
        (standing.on, standing.entry) = (step.day, step.entry)
        standing.absence = nil
        step.touchedLevels.bits |= ThresholdSet(threshold).bits
        step.waiting.formUnion(book.hangingOnLevels[threshold] ?? PlaceSet())
      case .absent(let absence):
        standing.absence = step.said(.absent(absence))
      case .silent: break
      }
      standing.specified = specified(threshold, finding, statement, standing.specified)
      known.levels[threshold] = standing
    }
  }

  /// Without a barrier nothing of it applies, whatever the same entry names; a barrier that comes
  /// after such a no leaves open what it consists of until somebody answers.
  private func specified(
    _ threshold: Threshold, _ finding: Finding, _ statement: Statement,
    _ before: LevelStanding.Specified
  ) -> LevelStanding.Specified {
    switch finding {
    case .level(.noBarrier), .absent(.notApplicable): return .noBarrier
    case .level, .absent, .silent:
      if statement.specified.contains(threshold) {
        return .known(
          SpecificationMasks.standard.limited(statement.specifications, to: threshold))
      }
      if case .level = finding, before == .noBarrier { return .unknown }
      return before
    }
  }
}
