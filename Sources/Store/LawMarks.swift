import InstrumentKit
import Records

/// Tells, while columns are filled, for whom what an entry says may fell what another said. For
/// everybody else the newest answer is what stands, and nobody needs to be folded.
final class LawMarks {
  let book: FactBook
  private let rules: [Rule<Int>]
  /// The same rules by places of columns, for as many columns as there were.
  private var placed: [Rule<Int>] = []
  private var columnCount = -1

  /// A fact, and on what it hangs.
  private struct Rule<Place> {
    let fact: Place
    let leads: [Place]
    let levels: UInt64
    /// Whether it hangs on sealed words, of which no column tells whether they were said.
    let hangsOnWords: Bool
    /// Whether it has options that apply only sometimes.
    let hasOptions: Bool
  }

  init(_ book: FactBook) {
    self.book = book
    var leads: [Int: Set<Int>] = [:]
    var levels: [Int: UInt64] = [:]
    for (lead, facts) in book.hanging.enumerated() {
      for fact in facts { leads[fact, default: []].insert(lead) }
    }
    for (threshold, facts) in book.hangingOnLevels {
      for fact in facts { levels[fact, default: 0] |= 1 << UInt64(threshold) }
    }
    rules = Set(leads.keys).union(levels.keys).sorted().map { fact in
      let all = (leads[fact] ?? []).sorted()
      return Rule(
        fact: fact, leads: all, levels: levels[fact] ?? 0,
        hangsOnWords: all.contains { FactBook.isSealed(book.names[$0]) },
        hasOptions: book.hasOptions(fact))
    }
  }

  private func place(_ columns: PackColumns) {
    if columns.count == columnCount { return }
    columnCount = columns.count
    placed = rules.compactMap { rule in
      guard let place = columns.place(of: book.names[rule.fact]) else { return nil }
      return Rule(
        fact: place, leads: rule.leads.compactMap { columns.place(of: book.names[$0]) },
        levels: rule.levels, hangsOnWords: rule.hangsOnWords, hasOptions: rule.hasOptions)
    }
  }

  /// Looks at the entry that was just taken. A first one fells nothing; only options that do not
  /// apply by its own answers fall.
  ///
  /// - Parameters:
  ///   - said: the thresholds that it speaks of.
  ///   - hasNotes: whether it has sealed words.
  func mayFell(
    _ columns: PackColumns, _ client: Int, levels: ThresholdRecord, _ said: UInt64,
    hasNotes: Bool, isFirst: Bool
  ) -> Bool {
    place(columns)
    if isFirst { return placed.contains { $0.hasOptions && columns.isSaid($0.fact) } }
    let known = levels.assessed.bits
    return placed.contains { rule in
      let isSaid = columns.isSaid(rule.fact)
      if !isSaid, !columns.isAnswered(rule.fact, client) { return false }
      if hasNotes, rule.hangsOnWords { return true }
      // Said now over what hangs on it, or said before what now hangs on it.
      if isSaid ? rule.levels & known & ~said != 0 : rule.levels & said != 0 { return true }
      return rule.leads.contains { lead in
        let leadIsSaid = columns.isSaid(lead)
        return isSaid ? !leadIsSaid && columns.isAnswered(lead, client) : leadIsSaid
      }
    }
  }
}
