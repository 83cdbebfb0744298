import InstrumentKit

/// Which measures follow from a number that is itself a measure, as a band does from a score: found
/// among many subjects, for no one input shows such a border.
struct Sums {
  struct Border: Hashable {
    /// The place of the number.
    let sum: Int
    /// The place of what changes with it.
    let measure: Int
  }

  /// Numbers that take more values than this say nothing of borders.
  private static let mostValues = 1_000
  /// More borders than a scale has are none.
  private static let mostBorders = 12
  /// So many subjects on average for each value of the number: of fewer, that the rest follows is
  /// chance.
  private static let subjectsPerValue = 4
  /// So many on either side of a border.
  private static let subjectsBeside = 2

  /// A value of the number, and the answer by which borders differ, as those of men and women do.
  private struct Key: Hashable {
    let value: Int32
    let answer: Int32
  }

  /// What a measure becomes at each value of a number, and for how many.
  private typealias Seen = [Key: (said: Int32, count: Int)]

  /// What a measure is held against: nothing but the number, or an answer beside it as well.
  private let besides: [Int?]
  /// Nil once a measure became two things where all else was the same.
  private var seen: [Border: [Seen?]]

  init(_ measures: [Measure], _ inputs: [InputColumn]) {
    besides =
      [nil]
      + inputs.indices.filter { place in
        switch inputs[place].type {
        case .one, .flag: true
        default: false
        }
      }
    seen = [:]
    for (sum, number) in measures.enumerated() {
      switch number.kind {
      case .count, .percent: break
      default: continue
      }
      for (place, measure) in measures.enumerated() {
        switch measure.kind {
        case .code, .flag: seen[Border(sum: sum, measure: place)] = besides.map { _ in [:] }
        default: continue
        }
      }
    }
  }

  mutating func collect(_ results: Results, _ subjects: SubjectColumns) {
    for border in Array(seen.keys) {
      for (place, beside) in besides.enumerated() {
        guard let found = seen[border]?[place] else { continue }
        // Given up while it grows, so that it is not copied.
        seen[border]?[place] = nil
        seen[border]?[place] = Sums.grown(found, border, beside, results, subjects)
      }
    }
  }

  private static func grown(
    _ found: Seen, _ border: Border, _ beside: Int?, _ results: Results, _ subjects: SubjectColumns
  ) -> Seen? {
    var found = found
    for row in 0..<results.count {
      let (value, said) = (results[border.sum, row], results[border.measure, row])
      // Where nothing is said, something else than the number is not known.
      if value < 0 || said < 0 { continue }
      let key = Key(value: value, answer: beside.map { subjects.cell($0, row) } ?? 0)
      let before = found[key]
      if let before, before.said != said { return nil }
      found[key] = (said, (before?.count ?? 0) + 1)
      if found.count > mostValues { return nil }
    }
    return found
  }

  /// The values above which a measure changes, for each number that it follows.
  var borders: [(border: Border, below: [Int])] {
    seen.keys.sorted { ($0.sum, $0.measure) < ($1.sum, $1.measure) }.compactMap { border in
      for case .some(let found) in seen[border] ?? [] {
        let below = Sums.below(found)
        if !below.isEmpty { return (border, below) }
      }
      return nil
    }
  }

  private static func below(_ found: Seen) -> [Int] {
    let subjects = found.values.reduce(0) { $0 + $1.count }
    guard subjects >= found.count * subjectsPerValue else { return [] }
    var borders: Set<Int> = []
    for keys in Dictionary(grouping: found.keys, by: \.answer).values {
      var left: Set<Int32> = []
      var last: (value: Int32, said: Int32, count: Int)?
      for key in keys.sorted(by: { $0.value < $1.value }) {
        guard let (said, count) = found[key] else { continue }
        if let last, last.said != said {
          // A scale goes one way: what it left does not come back.
          left.insert(last.said)
          if left.contains(said) { return [] }
          if key.value == last.value + 1, min(count, last.count) >= subjectsBeside {
            borders.insert(Int(last.value))
          }
        }
        last = (key.value, said, count)
      }
    }
    return borders.count > mostBorders ? [] : borders.sorted()
  }
}
