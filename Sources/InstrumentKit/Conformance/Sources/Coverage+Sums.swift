import InstrumentKit

extension Coverage {
  /// The borders over sums at which no golden case stands on both sides.
  func uncovered(_ sums: Sums) throws -> [Problem] {
    let borders = sums.borders
    if borders.isEmpty { return [] }
    let scored = try cases.map { (golden: $0, results: try results(of: $0)) }
    return borders.compactMap { border, below in
      let measure = measures[border.measure].id
      let values = Set(
        scored.filter { $0.golden.expects[measure] != nil }.compactMap {
          $0.results.map { Int($0[border.sum, 0]) }
        })
      let missing = below.compactMap { below -> Problem.CutOff? in
        let missing = [below, below + 1].filter { !values.contains($0) }
        return missing.isEmpty ? nil : Problem.CutOff(below: below, missing: missing)
      }
      return missing.isEmpty
        ? nil
        : .scored(.uncoveredSum(sum: measures[border.sum].id, measure: measure, missing))
    }
  }

  /// The rules by which subjects were decided, and no golden case that says what comes of it.
  func unreached(_ reached: ReachedRules) -> [Problem] {
    var covered = ReachedRules(conformance)
    for one in cases {
      guard let subject = subject(of: one) else { continue }
      conformance.watch?.begin(.golden(one.name))
      covered.collect(
        subject, only: Set(measures.indices.filter { one.expects[measures[$0].id] != nil }))
    }
    return reached.missing(in: covered).map {
      .scored(.unreachedRules(measure: measures[$0.measure].id, $0.rules))
    }
  }

  private func results(of one: GoldenCase) throws -> Results? {
    conformance.watch?.begin(.golden(one.name))
    return try subject(of: one)?.results(measures.count, conformance.scored)
  }

  /// Nil for a case that cannot be scored, which is told of it elsewhere.
  private func subject(of one: GoldenCase) -> SubjectColumns? {
    guard let today = Day(iso: one.today), !golden.hangsOnProfile(one) else { return nil }
    var subject = SubjectColumns(today: today, golden.columns)
    subject.append(golden.row(of: one))
    return subject
  }
}
