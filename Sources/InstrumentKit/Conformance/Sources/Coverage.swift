import InstrumentKit

/// Which borders and outcomes the golden cases leave out, found from outside.
struct Coverage {
  let conformance: Conformance
  let golden: GoldenRunner
  let cases: [GoldenCase]

  init(_ conformance: Conformance, _ form: FormPlan) {
    self.conformance = conformance
    golden = GoldenRunner(conformance, form)
    cases = conformance.instrument.goldenCases
  }

  var measures: [Measure] { conformance.measures }

  /// The measures that are decided rather than counted.
  private var decided: [Int] {
    measures.indices.filter { place in
      switch measures[place].kind {
      case .code, .flag: true
      default: false
      }
    }
  }

  /// Each golden case with one number at a time changed over all that people have: where a code or
  /// a flag changes there is a cut-off, and a case should stand on either side of it.
  func uncoveredCutOffs() throws -> [Problem] {
    var found: [Border: Set<Int>] = [:]
    for golden in cases where !self.golden.hangsOnProfile(golden) {
      guard let today = Day(iso: golden.today) else { continue }
      let base = self.golden.row(of: golden)
      for (place, input) in self.golden.columns.enumerated() {
        guard let range = input.sensibleRange else { continue }
        conformance.watch?.begin(.cutOffs(of: golden.name, input: input.name))
        var subjects = SubjectColumns(today: today, self.golden.columns)
        for value in range {
          var row = base
          row.cells[place] = Int32(clamping: value)
          subjects.append(row)
        }
        let results = try subjects.results(measures.count, conformance.scored)
        for measure in decided {
          for step in 1..<max(1, subjects.count)
          where results[measure, step] != results[measure, step - 1] {
            found[Border(input: place, measure: measure), default: []]
              .insert(range.lowerBound + step - 1)
          }
        }
      }
    }
    let borders = found.keys.sorted { ($0.input, $0.measure) < ($1.input, $1.measure) }
    return borders.compactMap { border in
      let name = golden.columns[border.input].name
      let measure = measures[border.measure].id
      let values = Set(
        cases.filter { $0.expects[measure] != nil }.compactMap {
          $0.inputs[name].flatMap { Int($0) }
        })
      let missing = (found[border] ?? []).sorted().compactMap { below -> Problem.CutOff? in
        let missing = [below, below + 1].filter { !values.contains($0) }
        return missing.isEmpty ? nil : Problem.CutOff(below: below, missing: missing)
      }
      return missing.isEmpty
        ? nil : .scored(.uncoveredCutOff(input: name, measure: measure, missing))
    }
  }

  private struct Border: Hashable {
    let input: Int
    let measure: Int
  }

  /// What came out of subjects, and no golden case expects.
  func unexpected(_ reached: [Int: Set<Int32>]) -> [Problem] {
    decided.compactMap { place in
      let measure = measures[place]
      let expected = Set(cases.compactMap { $0.expects[measure.id] })
      let missing = (reached[place] ?? []).sorted()
        .map { GoldenText.text(Cell(raw: $0), of: measure.kind) }
        .filter { !expected.contains($0) }
      return missing.isEmpty
        ? nil : .scored(.unexpectedOutcomes(measure: measure.id, missing))
    }
  }
}
