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
    let cells = inputs(of: golden, &found)
    let row = GoldenRow(golden, today: today, cells: cells, measures: plugin.measures.count)
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

  /// A cell per input of the instrument, unknown where the case says nothing.
  private func inputs(of golden: GoldenCase, _ found: inout [GoldenMismatch.Kind]) -> [Int32] {
    var cells = [Int32](repeating: Cell.unknown.raw, count: plugin.inputs.count)
    for (name, value) in golden.inputs.sorted(by: { $0.key < $1.key }) {
      guard let place = plugin.inputs.firstIndex(where: { self.name(of: $0) == name }) else {
        found.append(.unknownInput(name))
        continue
      }
      guard let type = type(of: plugin.inputs[place]), let cell = GoldenText.cell(value, as: type)
      else {
        found.append(.badValue(input: name, value: value))
        continue
      }
      cells[place] = cell.raw
    }
    return cells
  }

  /// How a golden case calls an input.
  private func name(of input: Input) -> String? {
    switch input {
    case .field(let name): name
    case .item(let id): "item:\(id)"
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
    case .item(let id): plugin.form.place(of: id).map { plugin.form.items[$0].type }
    case .measurements, .applicable, .answered: .count
    case .firstMeasured, .lastMeasured: .day
    @unknown default: nil
    }
  }
}
