import InstrumentKit

/// Makes up whole subjects, which keep what hosts promise of them: answers that do not apply are
/// unknown, no more is answered than applies, and all histories have the same days.
struct RowGenerator {
  enum Style: Hashable {
    case usual
    /// This is why everything is missing.
    case absent(Absence)
    case lowest, highest
    /// One end or the other, cell by cell.
    case extreme
    /// As extreme, with thousands of entries.
    case crowded
    /// Entries of which nothing is known.
    case blank
  }

  private let form: FormPlan
  private let inputs: [InputColumn]
  private let readsItems: Bool
  private let coreItems: Int
  private var cells: CellGenerator
  private var applicable: [Bool] = []

  init(_ form: FormPlan, _ inputs: [InputColumn], today: Day, seed: UInt64) {
    self.form = form
    self.inputs = inputs
    readsItems = inputs.contains { if case .item = $0.kind { true } else { false } }
    coreItems = form.items.count { $0.asking == .core }
    cells = CellGenerator(dice: SeededGenerator(seed: seed), today: today)
  }

  mutating func row(_ style: Style) -> SubjectColumns.Row {
    var row = SubjectColumns.Row(cells: [])
    (row.levels, row.accepted) = levels(style)
    // How many of ten answers are known of this person.
    let known = style == .usual ? [10, 9, 6, 3][cells.dice.below(4)] : 10
    let answers = readsItems ? answers(style, known) : []
    let times = times(style)
    row.cells = inputs.map { input in
      cell(input, style, known, answers: answers, times: times, levels: row.levels)
    }
    for (place, input) in inputs.enumerated() where input.hasEntries {
      row.entries[place] = entries(input, style, times)
    }
    return row
  }

  private mutating func levels(_ style: Style) -> (ThresholdRecord, ThresholdRecord) {
    let all = ThresholdSet(Threshold.all).bits
    var levels = ThresholdRecord()
    switch style {
    case .absent, .blank: return (levels, levels)
    case .lowest: levels.low = all
    case .highest: levels = ThresholdRecord(low: all, high: all)
    case .usual, .extreme, .crowded:
      let dice = (cells.dice.next(), cells.dice.next(), cells.dice.next())
      switch cells.dice.below(6) {
      case 0: levels.low = all
      case 1: levels = ThresholdRecord(low: all, high: dice.0 & dice.1 & dice.2 & all)
      case 2: levels = ThresholdRecord(low: dice.0 & dice.2 & all, high: dice.1 & dice.2 & all)
      case 3: levels = ThresholdRecord(low: all & ~(dice.0 & dice.1), high: dice.0 & dice.1 & all)
      default: levels = ThresholdRecord(low: dice.0 & all, high: dice.1 & all)
      }
    }
    if style == .lowest || style == .highest || cells.dice.once(in: 2) { return (levels, levels) }
    let own = cells.dice.once(in: 4) ? 0 : cells.dice.next()
    return (levels, levels.limited(to: ThresholdSet(bits: own)))
  }

  /// An answer to every item of the form, unknown where the item or the option does not apply.
  private mutating func answers(_ style: Style, _ known: Int) -> [Int32] {
    var answers = form.items.map { cell($0.type, style, known) }
    answers.withUnsafeBufferPointer { form.applicable($0, into: &applicable) }
    for place in answers.indices where place < applicable.count && !applicable[place] {
      answers[place] = CellGenerator.unknown
    }
    let stray = answers.withUnsafeBufferPointer {
      form.strayOptions($0, applicable: applicable)
    }
    for place in stray { answers[place] = CellGenerator.unknown }
    return answers
  }

  private mutating func cell(_ type: AnswerType, _ style: Style, _ known: Int) -> Int32 {
    switch style {
    case .usual:
      if cells.dice.below(10) < known { return cells.usual(type) }
      return cells.dice.once(in: 4)
        ? Cell(Absence.allCases[cells.dice.below(4)]).raw : CellGenerator.unknown
    case .absent(let absence): return Cell(absence).raw
    case .lowest: return CellGenerator.extremes(type).low
    case .highest: return CellGenerator.extremes(type).high
    case .extreme, .crowded: return cells.extreme(type)
    case .blank: return CellGenerator.unknown
    }
  }

  /// The days on which the instrument was filled in, oldest first.
  private mutating func times(_ style: Style) -> [Int32] {
    let ends = [CellGenerator.firstDay, cells.today.number, CellGenerator.lastDay]
    switch style {
    case .usual:
      let count = cells.dice.once(in: 8) ? 4 + cells.dice.below(9) : cells.dice.below(5)
      return (0..<count).map { _ in cells.day() }.sorted()
    case .absent, .blank: return []
    case .lowest: return [CellGenerator.firstDay]
    case .highest: return [CellGenerator.lastDay]
    case .extreme: return (0..<cells.dice.below(4)).map { _ in ends[cells.dice.below(3)] }.sorted()
    case .crowded: return (0..<3_000).map { CellGenerator.firstDay + $0 * 1_200 }
    }
  }

  private mutating func cell(
    _ input: InputColumn, _ style: Style, _ known: Int, answers: [Int32], times: [Int32],
    levels: ThresholdRecord
  ) -> Int32 {
    if case .absent(let absence) = style { return Cell(absence).raw }
    let unknown = CellGenerator.unknown
    if style == .blank { return unknown }
    let isLarge = style == .highest || (style != .usual && style != .lowest && times.count > 1)
    switch input.kind {
    case .item(let place, _): return answers[place]
    case .field(let type): return cell(type, style, known)
    case .none: return cell(.text, style, known)
    case .has: return cell(.flag, style, known)
    case .age:
      // The oldest that a calendar of four digits allows.
      if style != .usual { return style == .lowest || cells.dice.once(in: 3) ? 0 : 9_998 }
      return cells.dice.below(10) < known ? Int32(14 + cells.dice.below(60)) : unknown
    case .observed(let threshold):
      guard levels[threshold] != nil else { return unknown }
      return style == .usual && cells.dice.once(in: 20) ? unknown : cell(.day, style, 10)
    case .measurements:
      if times.isEmpty { return cells.dice.once(in: 2) ? 0 : unknown }
      return isLarge ? .max : Int32(times.count)
    case .firstMeasured: return times.first ?? unknown
    case .lastMeasured: return times.last ?? unknown
    case .applicable, .answered:
      guard let last = times.last else { return unknown }
      if isLarge { return .max }
      // Both follow from the same number, so that no more is answered than applies.
      let applies = coreItems > 0 ? Int(last.magnitude) % coreItems + 1 : 0
      if case .applicable = input.kind { return Int32(applies) }
      return Int32(style == .lowest ? 0 : cells.dice.below(applies + 1))
    case .history, .rows: return 0
    }
  }

  private mutating func entries(
    _ input: InputColumn, _ style: Style, _ times: [Int32]
  ) -> [Int32] {
    switch input.kind {
    case .history(let type):
      switch style {
      case .absent(let absence):
        return [cells.today.number - 40, cells.today.number].flatMap { [$0, Cell(absence).raw] }
      case .blank: return [Int32](repeating: CellGenerator.unknown, count: 6)
      default: return times.flatMap { [$0, cell(type, style, 9)] }
      }
    case .rows(let columns):
      let rows =
        switch style {
        case .usual: cells.dice.below(6)
        case .crowded: 3_000
        case .extreme: cells.dice.below(4)
        default: 2
        }
      return (0..<rows).flatMap { _ in columns.map { cell($0.type, style, 8) } }
    default: return []
    }
  }
}
