import Cohort
import InstrumentKit
import Profile

/// What the host keeps for one instrument about each client.
final class InstrumentColumns {
  private(set) var accepted: LevelPlanes
  private var first: [Int32]
  private var last: [Int32]
  private var applicable: [Int32]
  private var answered: [Int32]

  init(rows: Int) {
    let empty = [UInt64](repeating: 0, count: rows)
    accepted = LevelPlanes(low: empty, high: empty)
    let unknown = [Int32](repeating: Cell.unknown.raw, count: rows)
    (first, last, applicable, answered) = (unknown, unknown, unknown, unknown)
  }

  /// Takes one assessment; they come in order of time.
  func add(
    _ record: ThresholdRecord, _ absence: AbsenceRecord, _ day: Int32, applicable: Int32,
    answered: Int32, to row: Int
  ) {
    let none = absence.low & absence.high
    let merged = accepted[row].updated(by: record)
    accepted.low[row] = merged.low & ~none
    accepted.high[row] = merged.high & ~none
    if first[row] == Cell.unknown.raw || day < first[row] { first[row] = day }
    last[row] = max(last[row], day)
    // A visit of a few questions says nothing on how complete the whole is.
    if applicable == 0 { return }
    self.applicable[row] = applicable
    self.answered[row] = answered
  }

  /// What a column has of clients who answered nothing in the instrument, while others did.
  static func unsaid(_ name: String) -> Int32 {
    day(besideCount: name) == nil ? Cell.unknown.raw : 0
  }

  /// The column that tells of whom there is anything to be counted.
  static func day(besideCount name: String) -> String? {
    let ending = ".measurements"
    return name.hasSuffix(ending) ? name.dropLast(ending.count) + ".first-measured" : nil
  }

  /// - Parameter measurements: how many rounds of each client are whole.
  func columns(named instrument: String, _ measurements: [Int32]) -> [Column] {
    [
      Column("\(instrument).measurements", .count, measurements),
      Column("\(instrument).first-measured", .day, first),
      Column("\(instrument).last-measured", .day, last),
      Column("\(instrument).applicable", .count, applicable),
      Column("\(instrument).answered", .count, answered),
    ]
  }
}
