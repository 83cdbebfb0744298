import Dispatch
import InstrumentKit

/// Scores many made-up subjects and looks at what comes out.
struct Behaviour {
  struct Outcome {
    var problems: [Problem] = []
    /// The measures that are not written, not steady or impossible.
    var told: Set<String> = []
    /// Whether it reads or writes outside its columns.
    var isOutside = false
    var subjects = 0
    var nanoseconds = 0
    var fingerprint: UInt64 = 0

    var remarks: [Remark] { problems.map(\.remark) }
  }

  private let conformance: Conformance
  private let form: FormPlan
  private let inputs: [InputColumn]
  /// What a known result may be, by place of the measure.
  private let possible: [Range<Int>]
  /// The measures of which something was told: one thing is enough.
  private var told: Set<Int> = []
  private var isOutside = false
  private var problems: [Problem] = []
  /// The codes and flags that came out, by place of the measure.
  private var reached: [Int: Set<Int32>] = [:]

  private var measures: [Measure] { conformance.measures }

  init(_ conformance: Conformance, _ form: FormPlan) {
    self.conformance = conformance
    self.form = form
    inputs = conformance.inputs.map { InputColumn($0, conformance, form) }
    possible = conformance.measures.map(\.kind.possible)
  }

  func run() throws -> Outcome {
    var copy = self
    return try copy.ran()
  }

  private mutating func ran() throws -> Outcome {
    let bare = EdgeSubjects.withoutAnswers(form, inputs, conformance.seed)
    for (number, subjects) in bare.enumerated() {
      conformance.watch?.begin(.withoutAnswers(number))
      _ = try examine(subjects)
    }
    let blocks = conformance.blocks(form)
    var fingerprint = Fingerprint()
    var sums = Sums(conformance.measures, inputs)
    var rules = ReachedRules(conformance)
    for (number, block) in blocks.enumerated() {
      conformance.watch?.begin(.generated(number))
      let results = try examine(block.columns)
      fingerprint.add(results)
      try compareOrders(block.columns, results)
      collect(results)
      sums.collect(results, block.columns)
      rules.collect(block.columns)
    }
    let extreme = EdgeSubjects.extreme(form, inputs, conformance.seed)
    for (number, subjects) in extreme.enumerated() {
      conformance.watch?.begin(.extreme(number))
      _ = try examine(subjects)
    }
    conformance.watch?.begin(.generated(blocks.count))
    var outcome = Outcome(
      subjects: blocks.reduce(0) { $0 + $1.count },
      nanoseconds: try nanoseconds(blocks.map(\.columns)), fingerprint: fingerprint.value)
    let coverage = Coverage(conformance, form)
    problems += try coverage.uncoveredCutOffs()
    problems += coverage.unexpected(reached.filter { !told.contains($0.key) })
    problems += try coverage.uncovered(sums)
    problems += coverage.unreached(rules)
    problems += CrosswalkLaws.broken(conformance, form)
    if let slowness = Problem.Slowness(outcome.nanoseconds) {
      problems.append(.scored(.slow(nanoseconds: outcome.nanoseconds, slowness)))
    }
    outcome.problems = problems
    outcome.isOutside = isOutside
    outcome.told = Set(told.map { measures[$0].id })
    return outcome
  }

  /// Scores twice, on two grounds: where one shows through, nothing was written.
  private mutating func examine(_ subjects: SubjectColumns) throws -> Results {
    let first = try subjects.results(measures.count, conformance.scored)
    let second = try subjects.results(
      measures.count, ground: Results.otherGround, conformance.scored)
    tellOutside(first, subjects)
    for measure in measures.indices where !told.contains(measure) {
      let range = possible[measure]
      for row in 0..<subjects.count {
        let (one, other) = (first[measure, row], second[measure, row])
        if one == other, range.contains(Int(one)) || !Cell(raw: one).isKnown { continue }
        let id = measures[measure].id
        let witness = Witness(subjects.row(row), on: subjects.today, inputs)
        if one == Cell.unknown.raw, other == Results.otherGround {
          tell(measure, .scored(.unwritten(measure: id, witness)))
        } else if one != other {
          tell(measure, .scored(.unsteady(measure: id, .again, witness)))
        } else {
          tell(measure, .scored(.impossible(measure: id, value: Int(one), witness)))
        }
        break
      }
    }
    return first
  }

  /// One place outside is enough: it is where somebody counted wrongly.
  private mutating func tellOutside(_ results: Results, _ subjects: SubjectColumns) {
    guard !isOutside, results.breach != nil || results.isOverwritten else { return }
    isOutside = true
    let row = results.breach?.row ?? 0
    let place = (0..<subjects.count).contains(row) ? row : 0
    problems.note(
      .scored(
        .outside(
          results.breach.map { .breach($0) } ?? .memory, inputs: inputs.count,
          measures: measures.count, Witness(subjects.row(place), on: subjects.today, inputs))))
  }

  /// The same subjects one by one from the last to the first, and on two threads at once.
  private mutating func compareOrders(_ subjects: SubjectColumns, _ results: Results) throws {
    // Where scoring is done elsewhere each call costs much, and threads are not ours to start.
    let isElsewhere = conformance.scoring != nil
    let last = isElsewhere ? max(0, subjects.count - 64) : 0
    let scored = conformance.scored
    let reversed = try subjects.withBatch { batch in
      try Results.of(measures.count, subjects.count) { columns in
        for row in (last..<subjects.count).reversed() { try scored(batch, row..<row + 1, columns) }
      }
    }
    compare(reversed, results, last..<subjects.count, .otherOrder, subjects)
    if isElsewhere { return }
    for result in together(subjects) {
      compare(result, results, 0..<subjects.count, .twoThreads, subjects)
    }
  }

  private func together(_ subjects: SubjectColumns) -> [Results] {
    // Of two at once no one row can be told.
    conformance.watch?.row?.pointee = -1
    let (instrument, count) = (conformance.instrument, subjects.count)
    return subjects.withBatch { batch in
      var results: [Results] = []
      let first = Results.of(measures.count, count) { one in
        results.append(
          Results.of(measures.count, count) { two in
            // Each thread writes columns of its own, and the memory outlives the call.
            nonisolated(unsafe) let shared = (batch, two)
            let (begun, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            DispatchQueue(label: "conformance").async {
              begun.signal()
              Conformance.score(with: instrument, shared.0, 0..<count, shared.1)
              done.signal()
            }
            begun.wait()
            Conformance.score(with: instrument, batch, 0..<count, one)
            done.wait()
          })
      }
      return [first] + results
    }
  }

  private mutating func compare(
    _ found: Results, _ expected: Results, _ rows: Range<Int>, _ how: Problem.Unsteadiness,
    _ subjects: SubjectColumns
  ) {
    for measure in measures.indices where !told.contains(measure) {
      guard let row = rows.first(where: { found[measure, $0] != expected[measure, $0] }) else {
        continue
      }
      let witness = Witness(subjects.row(row), on: subjects.today, inputs)
      tell(measure, .scored(.unsteady(measure: measures[measure].id, how, witness)))
    }
  }

  private mutating func tell(_ measure: Int, _ problem: Problem) {
    told.insert(measure)
    problems.note(problem)
  }

  private mutating func collect(_ results: Results) {
    for (place, measure) in measures.enumerated() {
      switch measure.kind {
      case .code, .flag:
        for row in 0..<results.count where results[place, row] >= 0 {
          reached[place, default: []].insert(results[place, row])
        }
      default: continue
      }
    }
  }

  /// The time for one subject, of the quickest of some rounds: others use the machine too.
  private func nanoseconds(_ blocks: [SubjectColumns]) throws -> Int {
    let subjects = blocks.reduce(0) { $0 + $1.count }
    let clock = ContinuousClock()
    var quickest = Duration.seconds(3_600)
    var spent = Duration.zero
    for _ in 0..<max(2, 20_000 / max(1, subjects)) {
      var round = Duration.zero
      for block in blocks {
        let scored = conformance.scored
        try block.withBatch { batch in
          _ = try Results.of(measures.count, block.count) { columns in
            let start = clock.now
            try scored(batch, 0..<block.count, columns)
            round += clock.now - start
          }
        }
      }
      quickest = min(quickest, round)
      spent += round
      // Who is slow has been measured well enough by then.
      if spent > .seconds(1) { break }
    }
    let (seconds, attoseconds) = quickest.components
    return (Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)) / max(1, subjects)
  }
}

extension Problem.Slowness {
  /// A million subjects take twenty seconds at the first border, a quarter of an hour at the second.
  init?(_ nanoseconds: Int) {
    if nanoseconds > 1_000_000 {
      self = .unbearable
    } else if nanoseconds > 20_000 {
      self = .noticeable
    } else {
      return nil
    }
  }
}
