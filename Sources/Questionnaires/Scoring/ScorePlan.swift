import InstrumentKit

/// Scores made ready: weights by place in one flat list, so that a million subjects are a matter of
/// additions.
final class ScorePlan: Sendable {
  /// One weighted item of a score.
  struct Part {
    let input: Int
    /// Where the weights of its options begin.
    let start: Int
    let count: Int
    let isMany: Bool
    let least: Int32
    let most: Int32
    /// Its place among the items of ``Applying``; nil for one that always applies.
    let applying: Int?
  }

  struct Score {
    let rule: ScoreRule
    let parts: [Part]
    /// Where its measures begin.
    let measure: Int
    /// The codes of its bands; one list for both sexes.
    let bands: [Option]
    /// The highest score of each band and its place in the list, by sex; one entry where the sexes
    /// have the same.
    let limits: [[(upTo: Int32, place: Int)]]
  }

  /// What is needed to tell whether items apply.
  struct Applying {
    let form: FormPlan
    /// The input of each item.
    let inputs: [Int]
    /// Whether the input only says that there is an answer.
    let isOpen: [Bool]
  }

  let scores: [Score]
  /// By place; negative for an option that counts for nothing.
  let weights: [Int32]
  let applying: Applying?
  /// The input that tells the sex.
  let sex: Int?

  init(scores: [Score], weights: [Int32], applying: Applying?, sex: Int?) {
    self.scores = scores
    self.weights = weights
    self.applying = applying
    self.sex = sex
  }

  func score(_ subject: Subject, into result: inout Result) {
    guard let applying else {
      for score in scores { write(score, subject, nil, &result) }
      return
    }
    let applies = applying.flags(subject)
    for score in scores { write(score, subject, applies, &result) }
  }

  private func write(
    _ score: Score, _ subject: Subject, _ applies: [Bool]?, _ result: inout Result
  ) {
    var tally = Tally()
    weights.withUnsafeBufferPointer { weights in
      for part in score.parts {
        if let place = part.applying, let applies, !applies[place] { continue }
        if let weight = part.weight(subject[part.input], weights) {
          tally.sum += weight
          tally.answered += 1
        } else {
          tally.open += 1
          tally.least += part.least
          tally.most += part.most
        }
      }
    }
    let rule = score.rule
    let total = tally.total(rule)
    let cell = total.map { Cell(Int($0)) } ?? .unknown
    let start = score.measure
    result.set(start, cell, because: tally.reason(rule, total))
    let isAny = tally.answered + tally.open > 0
    result.set(start + 1, isAny ? tally.bound(tally.least, rule) : .unknown)
    result.set(start + 2, isAny ? tally.bound(tally.most, rule) : .unknown)
    result.set(start + 3, Int(tally.answered))
    result.set(start + 4, Int(tally.open))
    if score.limits.isEmpty { return }
    var band: Int?
    if let total { band = place(of: total, score, subject) }
    result.set(
      start + 5, band.map { Cell($0) } ?? .unknown,
      because: score.reason(band: band, total: total))
  }

  /// The band of a total; nil where it hangs on a sex that is not known.
  private func place(of total: Int32, _ score: Score, _ subject: Subject) -> Int? {
    let places = score.limits.map { limits in limits.first { total <= $0.upTo }?.place }
    guard places.count > 1, let sex else { return places[0] }
    if let known = subject[sex].value, places.indices.contains(known) { return places[known] }
    return places.allSatisfy { $0 == places[0] } ? places[0] : nil
  }
}

extension ScorePlan.Part {
  /// What an answer counts for; nil when it is none, or one that has no weight.
  @inline(__always)
  fileprivate func weight(_ cell: Cell, _ weights: UnsafeBufferPointer<Int32>) -> Int32? {
    guard cell.isKnown else { return nil }
    if !isMany {
      let place = Int(cell.raw)
      guard place >= 0, place < count, weights[start + place] >= 0 else { return nil }
      return weights[start + place]
    }
    var sum: Int32 = 0
    for place in 0..<count where cell.raw & (1 << Int32(place)) != 0 {
      if weights[start + place] < 0 { return nil }
      sum += weights[start + place]
    }
    return sum
  }
}

extension ScorePlan.Applying {
  func flags(_ subject: Subject) -> [Bool] {
    var flags: [Bool] = []
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: inputs.count) { cells in
      for place in inputs.indices {
        let cell = subject[inputs[place]]
        // Of an open answer the instrument sees only that it is there.
        cells[place] = isOpen[place] && cell.isKnown ? 0 : cell.raw
      }
      form.applicable(UnsafeBufferPointer(cells), into: &flags)
    }
    return flags
  }
}

/// What is added up for one subject.
struct Tally {
  var sum: Int32 = 0
  var answered: Int32 = 0
  var open: Int32 = 0
  /// What the open items could still add.
  var least: Int32 = 0
  var most: Int32 = 0

  /// The sum with what the open items could add to it.
  func bound(_ added: Int32, _ rule: ScoreRule) -> Cell {
    Cell(raw: Int32(clamping: (Int64(sum) + Int64(added)) * Int64(rule.times)))
  }

  /// The score; nil while too much is open, for an open item is no zero.
  func total(_ rule: ScoreRule) -> Int32? {
    guard answered > 0, open <= rule.missing else { return nil }
    let times = Int64(rule.times)
    guard open > 0, rule.isProrated else { return Int32(clamping: Int64(sum) * times) }
    // The mean of the others for each open item; halves go up.
    let whole = Int64(sum) * times * Int64(answered + open)
    return Int32(clamping: (2 * whole + Int64(answered)) / (2 * Int64(answered)))
  }
}
