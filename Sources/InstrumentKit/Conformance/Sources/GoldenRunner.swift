import InstrumentKit

/// Runs the cases that an instrument brings along, whenever it, the host or the kit is new.
struct GoldenRunner {
  private let conformance: Conformance
  private let form: FormPlan
  let columns: [InputColumn]

  init(_ conformance: Conformance, _ form: FormPlan) {
    self.conformance = conformance
    self.form = form
    columns = conformance.inputs.map { InputColumn($0, conformance, form) }
  }

  /// Everything in which a case does not come out; empty when the instrument keeps its word.
  func run() throws -> [Problem] {
    let cases = conformance.instrument.goldenCases
    // Where nothing is scored there is nothing that a case could expect.
    if cases.isEmpty { return conformance.measures.isEmpty ? [] : [.noCases] }
    return try cases.flatMap { golden in
      try mismatches(of: golden).map { .golden(caseName: golden.name, $0) }
    }
  }

  private func mismatches(of golden: GoldenCase) throws -> [Problem.Mismatch] {
    guard let today = Day(iso: golden.today) else { return [.badDay(golden.today)] }
    if hangsOnProfile(golden) { return [] }
    conformance.watch?.begin(.golden(golden.name))
    var found: [Problem.Mismatch] = []
    var subject = SubjectColumns(today: today, columns)
    subject.append(row(of: golden, &found))
    let measures = conformance.measures
    // Two different grounds: where one shows through, nothing was written.
    let other = Results.otherGround
    let first = try subject.results(measures.count, conformance.scored)
    if let breach = first.breach {
      found.append(.outside(.breach(breach)))
    } else if first.isOverwritten {
      found.append(.outside(.memory))
    }
    let second = try subject.results(measures.count, ground: other, conformance.scored)
    let third = try subject.results(measures.count, ground: other, conformance.scored)
    for (place, measure) in measures.enumerated() {
      if first[place, 0] == Cell.unknown.raw, second[place, 0] == other {
        found.append(.notWritten(measure.id))
      } else if first[place, 0] != second[place, 0] || second[place, 0] != third[place, 0] {
        found.append(.notTheSame(measure.id))
      }
    }
    return found + compared(golden, first)
  }

  /// Whether it gives a value that only the profile can read, where that is not at hand.
  func hangsOnProfile(_ golden: GoldenCase) -> Bool {
    columns.contains { $0.isUntyped && golden.inputs[$0.name] != nil }
  }

  private func compared(_ golden: GoldenCase, _ results: Results) -> [Problem.Mismatch] {
    golden.expects.sorted { $0.key < $1.key }.compactMap { id, expected in
      guard let place = conformance.measures.firstIndex(where: { $0.id == id }) else {
        return .unknownMeasure(id)
      }
      let found = GoldenText.text(
        Cell(raw: results[place, 0]), of: conformance.measures[place].kind)
      return found == expected ? nil : .measure(id, expected: expected, found: found)
    }
  }

  /// The subject of a case, unknown where the case says nothing.
  func row(of golden: GoldenCase) -> SubjectColumns.Row {
    var ignored: [Problem.Mismatch] = []
    return row(of: golden, &ignored)
  }

  private func row(
    of golden: GoldenCase, _ found: inout [Problem.Mismatch]
  ) -> SubjectColumns.Row {
    var row = SubjectColumns.Row(
      levels: GoldenRunner.record(golden.levels),
      accepted: GoldenRunner.record(golden.accepted ?? golden.levels),
      cells: columns.map { _ in Cell.unknown.raw })
    for (name, value) in golden.inputs.sorted(by: { $0.key < $1.key }) {
      guard let place = columns.firstIndex(where: { $0.name == name }) else {
        found.append(.unknownInput(name))
        continue
      }
      if columns[place].hasEntries, let entries = entries(value, of: columns[place]) {
        row.entries[place] = entries
      } else if let cell = columns[place].type.flatMap({ GoldenText.cell(value, as: $0) }) {
        row.cells[place] = cell.raw
      } else {
        found.append(.badValue(input: name, value: value))
      }
    }
    return row
  }

  private func entries(_ text: String, of column: InputColumn) -> [Int32]? {
    switch column.kind {
    case .history(let type): GoldenText.history(text, as: type)
    case .rows(let columns): GoldenText.rows(text, columns)
    default: nil
    }
  }

  private static func record(_ levels: [Threshold: Level]) -> ThresholdRecord {
    var record = ThresholdRecord()
    for (threshold, level) in levels { record[threshold] = level }
    return record
  }
}
