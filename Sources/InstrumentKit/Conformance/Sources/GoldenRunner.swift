import InstrumentKit

/// Runs the cases that an instrument brings along, whenever it, the host or the kit is new.
package struct GoldenRunner {
  private let plugin: LoadedPlugin
  private let shared: (String) -> AnswerType?

  /// - Parameter shared: how the profile's fields are answered, by English name.
  package init(_ plugin: LoadedPlugin, shared: @escaping (String) -> AnswerType?) {
    self.plugin = plugin
    self.shared = shared
  }

  /// Everything in which a case does not come out; empty when the instrument keeps its word.
  package func run() -> [GoldenMismatch] {
    let cases = Quarantine.guarded(plugin.id, plugin.digest) { plugin.instrument.goldenCases }
    return cases.flatMap { golden in
      mismatches(of: golden).map {
        GoldenMismatch(
          instrument: plugin.id, version: plugin.version, caseName: golden.name, kind: $0)
      }
    }
  }

  private func mismatches(of golden: GoldenCase) -> [GoldenMismatch.Kind] {
    guard let today = Day(iso: golden.today) else { return [.badDay(golden.today)] }
    var found: [GoldenMismatch.Kind] = []
    let columns = inputs(of: golden, &found)
    let row = GoldenRow(golden, today: today, inputs: columns, measures: plugin.measures.count)
    // Two different grounds: where one shows through, nothing was written.
    let first = row.scored(by: plugin, ground: Cell.unknown.raw)
    let second = row.scored(by: plugin, ground: 0x5A5A_5A5A)
    let third = row.scored(by: plugin, ground: 0x5A5A_5A5A)
    for (place, measure) in plugin.measures.enumerated() {
      if first[place] == Cell.unknown.raw, second[place] == 0x5A5A_5A5A {
        found.append(.notWritten(measure.id))
      } else if first[place] != second[place] || second[place] != third[place] {
        found.append(.notTheSame(measure.id))
      }
    }
    return found + compared(golden, first)
  }

  private func compared(_ golden: GoldenCase, _ cells: [Int32]) -> [GoldenMismatch.Kind] {
    golden.expects.sorted { $0.key < $1.key }.compactMap { id, expected in
      guard let place = plugin.measures.firstIndex(where: { $0.id == id }) else {
        return .unknownMeasure(id)
      }
      let found = GoldenText.text(Cell(raw: cells[place]), of: plugin.measures[place].kind)
      return found == expected ? nil : .measure(id, expected: expected, found: found)
    }
  }

  /// A column per input of the instrument, unknown where the case says nothing.
  private func inputs(of golden: GoldenCase, _ found: inout [GoldenMismatch.Kind]) -> [[Int32]] {
    var columns = plugin.inputs.map { input in
      width(of: input) == nil ? [Cell.unknown.raw] : [2, 2]
    }
    for (name, value) in golden.inputs.sorted(by: { $0.key < $1.key }) {
      guard let place = plugin.inputs.firstIndex(where: { self.name(of: $0) == name }) else {
        found.append(.unknownInput(name))
        continue
      }
      guard let column = column(value, for: plugin.inputs[place]) else {
        found.append(.badValue(input: name, value: value))
        continue
      }
      columns[place] = column
    }
    return columns
  }

  /// How many cells an entry has, nil for an input of one cell.
  private func width(of input: Input) -> Int? {
    switch input {
    case .history: 2
    case .rows(let id): plugin.form.columns(of: id).count
    default: nil
    }
  }

  private func column(_ text: String, for input: Input) -> [Int32]? {
    let entries: [Int32]?
    switch input {
    case .history(let id):
      entries = plugin.form.item(id).flatMap { GoldenText.history(text, as: $0.type) }
    case .rows(let id): entries = GoldenText.rows(text, plugin.form.columns(of: id))
    default:
      return type(of: input).flatMap { GoldenText.cell(text, as: $0) }.map { [$0.raw] }
    }
    return entries.map { [2, 2 + Int32($0.count)] + $0 }
  }

  /// How a golden case calls an input.
  private func name(of input: Input) -> String? {
    switch input {
    case .field(let name): name
    case .item(let id): "item:\(id)"
    case .has(let id): "has:\(id)"
    case .history(let id): "history:\(id)"
    case .rows(let id): "rows:\(id)"
    case .observed(let threshold): "observed:\(threshold.code)"
    case .measurements: "measurements"
    case .firstMeasured: "first-measured"
    case .lastMeasured: "last-measured"
    case .applicable: "applicable"
    case .answered: "answered"
    @unknown default: nil
    }
  }

  private func type(of input: Input) -> AnswerType? {
    switch input {
    case .field("age"): .count
    case .field(let name): shared(name)
    case .item(let id): plugin.form.item(id)?.type
    case .has: .flag
    case .measurements, .applicable, .answered: .count
    case .firstMeasured, .lastMeasured, .observed: .day
    default: nil
    }
  }
}
