import InstrumentKit

/// A condition of a form over facts instead of items, told from what stands.
indirect enum Clause: Hashable, Sendable {
  case equals(Int, Int32)
  case differs(Int, Int32)
  case contains(Int, Int32)
  case lacks(Int, Int32)
  case level(Threshold, Level)
  case within(Int, ClosedRange<Int32>)
  case answered(Int)
  case unanswered(Int)
  case all([Clause])
  case any([Clause])

  /// The facts that it looks at.
  var facts: [Int] {
    switch self {
    case .equals(let fact, _), .differs(let fact, _), .contains(let fact, _), .lacks(let fact, _),
      .within(let fact, _), .answered(let fact), .unanswered(let fact):
      [fact]
    case .level: []
    case .all(let parts), .any(let parts): parts.flatMap(\.facts)
    }
  }

  /// The thresholds that it looks at.
  var thresholds: [Threshold] {
    switch self {
    case .level(let threshold, _): [threshold]
    case .all(let parts), .any(let parts): parts.flatMap(\.thresholds)
    default: []
    }
  }

  /// True or false where the answers that stand say so, nil where a leading answer was never given.
  ///
  /// What does not apply fulfils nothing, so that conditions chain.
  func holds(_ known: Known) -> Bool? {
    switch self {
    case .equals(let fact, let raw): known.test(fact) { $0 == .one(raw) }
    case .differs(let fact, let raw): known.test(fact) { $0 != .one(raw) }
    case .contains(let fact, let mask): known.test(fact) { ($0.bits ?? 0) & mask != 0 }
    case .lacks(let fact, let mask): known.test(fact) { ($0.bits ?? 0) & mask == 0 }
    case .within(let fact, let range):
      known.test(fact) { if case .one(let raw) = $0 { range.contains(raw) } else { false } }
    case .answered(let fact): known.test(fact) { _ in true }
    case .unanswered(let fact): known.test(fact) { _ in true }.map { !$0 }
    case .level(let threshold, let level): known.levels[threshold]?.level.map { $0 == level }
    case .all(let parts): Clause.joined(parts, known, deciding: false)
    case .any(let parts): Clause.joined(parts, known, deciding: true)
    }
  }

  /// One part can decide; else one that is open leaves all open.
  private static func joined(_ parts: [Clause], _ known: Known, deciding: Bool) -> Bool? {
    var isOpen = false
    for part in parts {
      guard let holds = part.holds(known) else {
        isOpen = true
        continue
      }
      if holds == deciding { return deciding }
    }
    return isOpen ? nil : !deciding
  }
}

extension Answer {
  /// The bits of an answer of several codes.
  var bits: Int32? { if case .many(let bits) = self { bits } else { nil } }
}
