import InstrumentKit

/// Why an older answer stands no longer.
package enum FallReason: Hashable, Sendable {
  /// What its question hangs on, a fact or a threshold, says that it does not apply.
  case leading(String)
  /// What it belonged to was said anew as another thing, by its head.
  case group(String)
}

extension Fold {
  /// Why the entry that was taken last felled an answer; nil when it did not.
  package func reason(for fact: Int, by entry: Int, _ statement: Statement) -> FallReason? {
    guard case .fallen(by: entry)? = known.facts[fact]?.state else { return nil }
    return leading(fact, statement)
      ?? book.felled.indices.first {
        book.felled[$0].contains(fact) && statement.gives($0)
      }.map { .group(book.names[$0]) }
  }

  /// What says that an answer, or the option chosen, does not apply now.
  package func leading(_ fact: Int, _ statement: Statement) -> FallReason? {
    for clause in book.hangs[fact].flatMap(\.leads).map(\.clause) where clause.holds(known) == false
    {
      let parts = clause.refusing(known)
      if let fact = parts.facts.first(where: statement.gives) ?? parts.facts.first {
        return .leading(book.names[fact])
      }
      if let threshold = parts.thresholds.first { return .leading(threshold.code) }
    }
    return nil
  }
}

extension Clause {
  /// The facts and thresholds that make it false.
  fileprivate func refusing(_ known: Known) -> (facts: [Int], thresholds: [Threshold]) {
    guard holds(known) == false else { return ([], []) }
    switch self {
    case .all(let parts), .any(let parts):
      let refusing = parts.map { $0.refusing(known) }
      return (refusing.flatMap(\.facts), refusing.flatMap(\.thresholds))
    default: return (facts, thresholds)
    }
  }
}
