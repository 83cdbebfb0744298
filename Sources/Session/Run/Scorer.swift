import Cohort
import InstrumentKit
import Language
import PluginHost
import Profile

/// Gives an instrument the columns it reads, and takes the measures it writes.
struct Scorer {
  let plugin: LoadedPlugin
  let acceptedOnly: Bool
  /// Items that the operator may not read: the instrument sees that they were answered, no more.
  let hidden: Set<String>

  /// The measures of all rows, named `instrument.measure`, and last `instrument.unaccepted`.
  func columns(_ view: RowsView) throws -> [Column] {
    let measures = plugin.instrument.measures
    let cells = try naming(view) {
      try withBatch(view) { batch in
        try Scorer.writing(measures.count, rows: view.count) { columns in
          try plugin.score(batch, rows: view.count, into: columns)
        }
      }
    }
    let accepted = try view.planes(.accepted(instrument: plugin.id))
    let named = zip(measures, cells).map { measure, cells in
      Column("\(plugin.id).\(measure.id)", FieldType(measure, of: plugin.id), cells)
    }
    return named + [unaccepted(try view.planes(), accepted)]
  }

  /// Why each row's measures are what they are: reasons by row, with the measure's place.
  func reasons(_ view: RowsView) throws -> (
    cells: [[Int32]], reasons: [[(measure: Int, reason: Reason)]]
  ) {
    var reasons: [[(measure: Int, reason: Reason)]] = []
    let cells = try naming(view) {
      try withBatch(view) { batch in
        try Scorer.writing(plugin.instrument.measures.count, rows: view.count) { columns in
          reasons = try (0..<view.count).map { try plugin.explain(batch, row: $0, into: columns) }
        }
      }
    }
    return (cells, reasons)
  }

  /// Whatever goes wrong with one row is told with the code of its client.
  private func naming<Value>(_ view: RowsView, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let fault as PluginFault {
      let clients = try? view.named("client", .text)
      throw fault.naming { row in
        guard let clients, clients.cells.indices.contains(row) else { return nil }
        return clients[row].value.flatMap { clients.pool?[$0] }
      }
    }
  }

  /// Keeps the columns that the instrument reads in place while it does.
  private func withBatch(_ view: RowsView, _ body: (Batch) throws -> [[Int32]]) throws -> [[Int32]]
  {
    let accepted = try view.planes(.accepted(instrument: plugin.id))
    let levels = acceptedOnly ? accepted : try view.planes()
    let inputs = try plugin.instrument.inputs.map { try column($0, view) }
    let measures = plugin.instrument.measures
    return try levels.low.withUnsafeBufferPointer { low in
      try levels.high.withUnsafeBufferPointer { high in
        try accepted.low.withUnsafeBufferPointer { acceptedLow in
          try accepted.high.withUnsafeBufferPointer { acceptedHigh in
            guard let low = low.baseAddress, let high = high.baseAddress,
              let acceptedLow = acceptedLow.baseAddress,
              let acceptedHigh = acceptedHigh.baseAddress, view.count > 0
            else { return [[Int32]](repeating: [], count: measures.count) }
            return try Scorer.reading(inputs.map { $0?.cells }[...], []) { pointers in
              let table = ColumnTable(inputs: pointers, entries: plugin.inputs.map(\.hasEntries))
              return try withExtendedLifetime(table) {
                try body(
                  Batch(
                    today: view.today, low: low, high: high, acceptedLow: acceptedLow,
                    acceptedHigh: acceptedHigh, inputs: table.columns))
              }
            }
          }
        }
      }
    }
  }

  /// How many of the instrument's thresholds have a level that was not given or accepted in it.
  private func unaccepted(_ levels: LevelPlanes, _ accepted: LevelPlanes) -> Column {
    let asked = ThresholdSet(
      plugin.form.items.compactMap { item in
        if case .threshold(let threshold, _)? = item.link { threshold } else { nil }
      })
    let cells = levels.low.indices.map { row -> Int32 in
      let open = levels[row].assessed.subtracting(accepted[row].assessed)
      return Int32(open.intersection(asked).count)
    }
    return Column("\(plugin.id).unaccepted", .count, cells)
  }

  /// Keeps every column in place while the instrument reads it.
  private static func reading<Value>(
    _ columns: ArraySlice<[Int32]?>, _ pointers: [UnsafePointer<Int32>?],
    _ body: ([UnsafePointer<Int32>?]) throws -> Value
  ) rethrows -> Value {
    guard let first = columns.first else { return try body(pointers) }
    guard let cells = first else {
      return try reading(columns.dropFirst(), pointers + [nil], body)
    }
    return try cells.withUnsafeBufferPointer {
      try reading(columns.dropFirst(), pointers + [$0.baseAddress], body)
    }
  }

  /// Makes columns that the instrument fills where they are, without a copy.
  private static func writing(
    _ count: Int, rows: Int, _ pointers: [UnsafeMutablePointer<Int32>] = [],
    _ body: (UnsafePointer<UnsafeMutablePointer<Int32>>) throws -> Void
  ) rethrows -> [[Int32]] {
    guard pointers.count < count else {
      let table = ColumnTable(measures: pointers)
      try withExtendedLifetime(table) { try body(table.columns) }
      return []
    }
    var rest: [[Int32]] = []
    let cells = try [Int32](unsafeUninitializedCapacity: rows) { memory, filled in
      guard let base = memory.baseAddress else { return }
      // A measure that an instrument forgets to set is unknown.
      memory.initialize(repeating: Cell.unknown.raw)
      rest = try writing(count, rows: rows, pointers + [base], body)
      filled = rows
    }
    return [cells] + rest
  }
}

extension FieldType {
  /// The type of a measure's column; its codes take their Dutch form from their labels.
  package init(_ measure: Measure, of instrument: String) {
    func list(_ options: [Option]) -> CodeList {
      CodeList(
        "\(instrument).\(measure.id)",
        options.map { option in
          .init(en: option.code, nl: FieldType.kebab(option.label.nl))
        })
    }
    switch measure.kind {
    case .code(let options): self = .code(list(options))
    case .codes(let options): self = .codes(list(options))
    case .count: self = .count
    case .percent: self = .percent
    case .flag: self = .flag
    case .day: self = .day
    @unknown default: self = .count
    }
  }

  package static func kebab(_ label: String) -> String {
    String(label.lowercased().map { $0 == " " ? "-" : $0 }.filter { $0 != "," })
  }
}
