import InstrumentKit

extension Document {
  /// The same with nothing in it that cannot be drawn: it may come from another process.
  var sound: Document { Document(blocks.map(\.sound)) }
}

extension Document.Block {
  fileprivate var sound: Document.Block {
    switch self {
    case .table(let table):
      let width = table.columns.count
      let rows = table.rows.map { row in
        Array((row + Array(repeating: "", count: max(0, width - row.count))).prefix(width))
      }
      return .table(
        .init(
          columns: table.columns, numeric: table.numeric.filter { (0..<width).contains($0) },
          rows: rows))
    case .bars(let bars):
      return .bars(bars.map { .init($0.name, min(max(0, $0.count), 1_000_000_000)) })
    case .strips(let strips, let scale):
      let steps = scale.steps.indices
      return .strips(
        strips.map { strip in
          .init(
            strip.name,
            strip.marks.map { .init($0.name, $0.step.flatMap { steps.contains($0) ? $0 : nil }) })
        }, scale)
    case .movement(let movement):
      let steps = movement.scale.steps.indices
      let lines = movement.lines.map { line in
        Document.Movement.Line(
          line.name,
          line.points.map { .init($0.on, $0.step.flatMap { steps.contains($0) ? $0 : nil }) })
      }
      return .movement(
        .init(
          from: min(movement.from, movement.to), to: max(movement.from, movement.to),
          scale: movement.scale, lines: lines))
    default: return self
    }
  }
}
