import InstrumentKit

/// Makes up what one cell may hold.
struct CellGenerator {
  var dice: SeededGenerator
  let today: Day

  static let unknown = Cell.unknown.raw
  static let firstDay = Day.first.number
  static let lastDay = Day.last.number

  /// An answer as people give it, most near the values where rules turn.
  mutating func usual(_ type: AnswerType) -> Int32 {
    switch type {
    case .flag: return Int32(dice.below(2))
    case .count: return Int32(dice.below([4, 13, 101, 1_001][dice.below(4)]))
    case .percent: return Int32(dice.once(in: 6) ? dice.below(2) * 100 : dice.below(101))
    case .number(let range): return number(in: range)
    case .day: return day()
    case .one(let options): return place(options.count)
    case .many(let options):
      let all = CellGenerator.mask(options.count)
      if all == 0 || dice.once(in: 10) { return 0 }
      if dice.once(in: 2) { return 1 << Int32(dice.below(min(options.count, 30))) }
      return Int32(truncatingIfNeeded: dice.next()) & all
    case .country: return place(Country.codes.count)
    case .commune: return place(581)
    case .level(let scale): return place(scale.steps.count)
    case .text, .note: return place(1_000)
    default: return CellGenerator.unknown
    }
  }

  /// The lowest and the highest that a column of this type can hold.
  static func extremes(_ type: AnswerType) -> (low: Int32, high: Int32) {
    switch type {
    case .flag: (0, 1)
    case .count, .text, .note: (0, .max)
    case .percent: (0, 100)
    case .number(let range): (cell(range.lowerBound), cell(range.upperBound))
    case .day: (firstDay, lastDay)
    case .one(let options): ends(options.count)
    case .many(let options): (0, mask(options.count))
    case .country: ends(Country.codes.count)
    case .commune: ends(581)
    case .level(let scale): ends(scale.steps.count)
    default: (unknown, unknown)
    }
  }

  /// One end of the type, today where it is a day, or an absence.
  mutating func extreme(_ type: AnswerType) -> Int32 {
    let ends = CellGenerator.extremes(type)
    switch dice.below(8) {
    case 0: return Cell(Absence.allCases[dice.below(Absence.allCases.count)]).raw
    case 1:
      if case .day = type { return today.number }
      return usual(type)
    case 2...4: return ends.low
    default: return ends.high
    }
  }

  /// A day of the last years, or of the next.
  mutating func day() -> Int32 {
    let back =
      switch dice.below(5) {
      case 0: dice.below(32)
      case 1: dice.below(400)
      case 2: dice.below(1_500)
      case 3: dice.below(7_500)
      default: -dice.below(400)
      }
    return min(max(today.number &- Int32(back), CellGenerator.firstDay), CellGenerator.lastDay)
  }

  private mutating func number(in range: ClosedRange<Int>) -> Int32 {
    switch dice.below(6) {
    case 0: CellGenerator.cell(range.lowerBound)
    case 1: CellGenerator.cell(range.upperBound)
    default: CellGenerator.cell(dice.number(in: range))
    }
  }

  private mutating func place(_ count: Int) -> Int32 {
    count > 0 ? Int32(dice.below(count)) : CellGenerator.unknown
  }

  private static func ends(_ count: Int) -> (low: Int32, high: Int32) {
    count > 0 ? (0, Int32(count - 1)) : (unknown, unknown)
  }

  /// All options of a list.
  private static func mask(_ count: Int) -> Int32 { Int32((1 << min(count, 30)) - 1) }

  /// The nearest number that a cell can hold beside the absences.
  private static func cell(_ number: Int) -> Int32 { max(Int32(clamping: number), .min + 4) }
}
