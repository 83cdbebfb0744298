import InstrumentKit
import Profile
import Records

extension ClientFolder {
  /// Facts of a client as they stood at the end of a day, by all that is known now.
  ///
  /// - Parameters:
  ///   - facts: the facts, each with what says since when it holds.
  ///   - days: how many days after it a first answer still tells of that day.
  ///   - leaving: what of the entries of that day and later is left out.
  func moments(
    of facts: [(fact: Int, since: [Moment.Since])], _ client: Int64, on day: Day,
    within days: Int,
    leaving: ((inout Records.Statement) -> Void)? = nil
  ) throws -> [Int: Moment.Told] {
    var entries = try entries(of: client)
    if let leaving {
      for place in entries.indices where entries[place].on >= day {
        leaving(&entries[place].statement)
      }
    }
    var fold = Fold(reader.book)
    let until = entries.firstIndex { $0.on > day } ?? entries.count
    for entry in entries[..<until] {
      fold.take(entry.statement, on: entry.on, entry: entry.number)
    }
    let later = entries[until...].map { (on: $0.on, statement: $0.statement) }
    var found: [Int: Moment.Told] = [:]
    for (fact, since) in facts {
      if let moment = Moment.of(fact, on: day, fold.known, later: later, since: since, within: days)
      {
        found[fact] = .answer(moment.answer)
      } else if let standing = fold.known.facts[fact] {
        found[fact] = .absent(standing)
      }
    }
    return found
  }
}

extension Moment {
  /// What a column tells of a fact.
  enum Told {
    case answer(Answer)
    /// Nothing that counts.
    case absent(Standing)
  }
}
