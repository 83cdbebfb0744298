import InstrumentKit
import Profile

/// A fact as it stood at the end of a day, by all that is known now: what a count needs "at the
/// start" or "on entering".
package struct Moment: Hashable, Sendable {
  /// How it is known.
  package enum Ground: Hashable, Sendable {
    /// It stood on that day.
    case stood
    /// Said later, of a time that reaches back to that day.
    case sinceDate
    /// The first answer of the days after.
    case firstAnswer(Day)
  }

  package let answer: Answer
  package let ground: Ground

  /// A fact that says since when another holds.
  package struct Since: Hashable, Sendable {
    package let fact: Int
    /// The option of the other that it is about; nil for all that it says.
    package let option: Int32?

    package init(fact: Int, option: Int32? = nil) {
      self.fact = fact
      self.option = option
    }

    /// What of an answer reaches back to a day by this; nil for nothing.
    fileprivate func reaching(_ answer: Answer, _ statement: Statement, to day: Day) -> Answer? {
      guard case .one(let start)? = statement.answers[fact], start <= day.number else {
        return nil
      }
      switch (answer, option) {
      case (_, nil): return answer
      case (.one(let said), let option?): return said == option ? answer : nil
      case (.many(let bits), let option?):
        let left = bits & (1 << option)
        return left == 0 ? nil : .many(left)
      case (.words, _?), (.absent, _?), (.noLongerKnown, _?): return nil
      }
    }
  }

  /// - Parameters:
  ///   - then: what stood by the end of the day.
  ///   - later: what was said of later days, in the order of the law.
  ///   - days: how many days after it a first answer still tells of that day.
  package static func of(
    _ fact: Int, on day: Day, _ then: Known, later: [(on: Day, statement: Statement)],
    since: [Since] = [], within days: Int
  ) -> Moment? {
    if let answer = then.value(of: fact) { return Moment(answer: answer, ground: .stood) }
    // Who said that it does not apply, said something.
    switch then.facts[fact]?.state {
    case .fallen?, .notApplicable?: return nil
    case .stands?, .unanswered?, .noLongerKnown?, nil: break
    }
    var first: (answer: Answer, on: Day)?
    for (on, statement) in later {
      guard let answer = statement.answers[fact], answer.isValue else { continue }
      // Another answer in between tells against a date that would reach past it.
      if let first, !first.answer.agrees(with: answer) { break }
      let reaching = since.compactMap { $0.reaching(answer, statement, to: day) }
      if let reached = reaching.reduce(nil, Moment.joined) {
        return Moment(answer: reached, ground: .sinceDate)
      }
      if first == nil { first = (answer, on) }
    }
    guard let first, Int(first.on.number) - Int(day.number) <= days else { return nil }
    return Moment(answer: first.answer, ground: .firstAnswer(first.on))
  }

  private static func joined(_ one: Answer?, _ other: Answer) -> Answer? {
    if case .many(let mine)? = one, case .many(let theirs) = other { return .many(mine | theirs) }
    return one ?? other
  }
}

extension FactBook {
  /// The facts that say since when another holds, and the option of it that they are about.
  private static let sinceDates: [String: [(fact: String, option: String?)]] = [
    "benefit": [
      ("living-wage-since", "living-wage"), ("equivalent-since", "equivalent-living-wage"),
    ],
    "employed": [("unemployed-since", "no")],
    "vdab-registered": [("vdab-since", "yes")], "vdab-as": [("vdab-since", nil)],
    "vdab-category": [("vdab-since", nil)], "vdab-since": [("vdab-since", nil)],
    "unemployed-since": [("unemployed-since", nil)],
    "living-wage-since": [("living-wage-since", nil)],
    "equivalent-since": [("equivalent-since", nil)],
  ]

  /// What says since when a fact holds.
  package func since(of fact: String) -> [Moment.Since] {
    (FactBook.sinceDates[fact] ?? []).compactMap { since in
      guard let place = place(of: since.fact) else { return nil }
      guard let option = since.option else { return Moment.Since(fact: place) }
      let type = FieldCatalog.standard.field(fact)?.type
      let number = type == .flag ? (option == "yes" ? 1 : 0) : type?.list?.place(of: option)
      return number.map { Moment.Since(fact: place, option: Int32($0)) }
    }
  }
}

extension Record {
  /// - Parameters:
  ///   - since: what says since when the fact holds.
  ///   - days: how many days after it a first answer still tells of that day.
  ///   - without: entries whose own doing is left out, such as the work that a life itself is.
  package func moment(
    of fact: Int, for code: String, on day: Day, by book: FactBook, since: [Moment.Since] = [],
    within days: Int, at link: Int? = nil, sees: Sees = { _ in true },
    without: Set<Int> = []
  ) -> Moment? {
    let sees: Sees = { sees($0) && !without.contains($0.number) }
    let then = known(of: code, by: book, on: day, at: link, sees: sees)
    let later = standing(of: code, at: link, sees: sees).compactMap { _, version in
      version.on > day ? version.statement.map { (version.on, $0) } : nil
    }
    return Moment.of(fact, on: day, then, later: later, since: since, within: days)
  }
}
