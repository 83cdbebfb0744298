import InstrumentKit

/// The rules by which an instrument says that it decided, by measure.
struct ReachedRules {
  private let conformance: Conformance
  private(set) var rules: [Int: Set<String>] = [:]
  /// More names than this are no names of rules, but of people's answers.
  private static let most = 100

  init(_ conformance: Conformance) { self.conformance = conformance }

  /// Scores all subjects once more and asks why; where that is done elsewhere reasons stay there.
  mutating func collect(_ subjects: SubjectColumns, only measures: Set<Int>? = nil) {
    guard conformance.scoring == nil else { return }
    let (instrument, count) = (conformance.instrument, conformance.measures.count)
    let explanations = (0..<subjects.count).map { _ in Explanation() }
    subjects.withBatch { batch in
      _ = Results.of(count, subjects.count) { columns in
        for row in 0..<subjects.count {
          conformance.watch?.row?.pointee = row
          var result = Result(measures: columns, row: row, explanation: explanations[row])
          instrument.score(Subject(batch, row: row), into: &result)
        }
      }
    }
    for (measure, reason) in explanations.flatMap(\.reasons)
    where measures?.contains(measure) ?? true {
      rules[measure, default: []].insert(reason.rule)
    }
  }

  /// What is in these and not in others, by measure.
  func missing(in others: ReachedRules) -> [(measure: Int, rules: [String])] {
    rules.keys.sorted().compactMap { measure in
      guard let all = rules[measure], all.count <= ReachedRules.most,
        conformance.measures.indices.contains(measure)
      else { return nil }
      let missing = all.subtracting(others.rules[measure] ?? []).sorted()
      return missing.isEmpty ? nil : (measure, missing)
    }
  }
}
