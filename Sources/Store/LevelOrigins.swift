import Cohort
import InstrumentKit
import Profile

/// When the newest level of each threshold was observed: most of a client's on one day, which is
/// kept beside the client, and the others as exceptions.
struct LevelOrigins {
  private(set) var days: [Int32]
  /// Days that differ, by client's place and threshold's index.
  private var older: [Int32: [UInt8: Int32]] = [:]

  init(rows: Int) { days = [Int32](repeating: Cell.unknown.raw, count: rows) }

  /// Takes one assessment; they come in order of time.
  mutating func add(
    _ record: ThresholdRecord, over known: ThresholdRecord, on day: Int32, to row: Int
  ) {
    let new = record.assessed
    if new.isEmpty { return }
    let stays = known.assessed.subtracting(new)
    if !stays.isEmpty || older[Int32(row)] != nil {
      var exceptions = older[Int32(row)] ?? [:]
      for threshold in stays.members where exceptions[threshold.index] == nil {
        exceptions[threshold.index] = days[row]
      }
      for threshold in new.members { exceptions[threshold.index] = nil }
      older[Int32(row)] = exceptions.isEmpty ? nil : exceptions
    }
    days[row] = day
  }

  /// Puts the days of one client in the place of what was added before.
  mutating func set(_ all: [Threshold: Int32], of row: Int) {
    days[row] = all.values.max() ?? Cell.unknown.raw
    let exceptions = all.filter { $0.value != days[row] }
    older[Int32(row)] =
      exceptions.isEmpty
      ? nil
      : Dictionary(uniqueKeysWithValues: exceptions.map { ($0.key.index, $0.value) })
  }

  /// The exceptions as columns.
  var columns: [String: Column] {
    var rows: [Int32] = []
    var thresholds: [Int32] = []
    var on: [Int32] = []
    for (row, exceptions) in older.sorted(by: { $0.key < $1.key }) {
      for (threshold, day) in exceptions.sorted(by: { $0.key < $1.key }) {
        rows.append(row)
        thresholds.append(Int32(threshold))
        on.append(day)
      }
    }
    return [
      "client-row": Column("client-row", .count, rows),
      "threshold": Column("threshold", .code(Names.thresholds), thresholds),
      "on": Column("on", .day, on),
    ]
  }
}
