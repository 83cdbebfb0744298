import InstrumentKit

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
}

extension Record {
  /// - Parameters:
  ///   - since: the fact that says since when, where there is one.
  ///   - days: how many days after it a first answer still tells of that day.
  ///   - without: entries whose own doing is left out, such as the work that a life itself is.
  package func moment(
    of fact: Int, for code: String, on day: Day, by book: FactBook, since: Int? = nil,
    within days: Int = 28, at link: Int? = nil, sees: Sees = { _ in true },
    without: Set<Int> = []
  ) -> Moment? {
    let sees: Sees = { sees($0) && !without.contains($0.number) }
    let then = known(of: code, by: book, on: day, at: link, sees: sees)
    if let answer = then.value(of: fact) { return Moment(answer: answer, ground: .stood) }
    // Who said that it does not apply, said something.
    switch then.facts[fact]?.state {
    case .fallen?, .notApplicable?: return nil
    case .stands?, .unanswered?, .noLongerKnown?, nil: break
    }
    let later = standing(of: code, at: link, sees: sees).filter { $0.version.on > day }
    for (_, version) in later {
      guard let statement = version.statement, let answer = statement.answers[fact],
        answer.isValue
      else { continue }
      if let since, case .one(let start)? = statement.answers[since], start <= day.number {
        return Moment(answer: answer, ground: .sinceDate)
      }
      let isSoon = Int(version.on.number) - Int(day.number) <= days
      return isSoon ? Moment(answer: answer, ground: .firstAnswer(version.on)) : nil
    }
    return nil
  }
}
