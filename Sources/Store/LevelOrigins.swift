import Cohort
import InstrumentKit
import Profile
import Records

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
  mutating func set(_ all: PlaceTable<Int32>, of row: Int) {
    var newest = Cell.unknown.raw
    for (_, day) in all { newest = max(newest, day) }
    days[row] = newest
    var exceptions: [UInt8: Int32] = [:]
    for (threshold, day) in all where day != newest { exceptions[UInt8(threshold)] = day }
    older[Int32(row)] = exceptions.isEmpty ? nil : exceptions
  }

  /// The exceptions as columns, in the order of thresholds and then of clients.
  var columns: [String: Column] {
    var exceptions: [(threshold: UInt8, row: Int32, on: Int32)] = []
    for (row, days) in older {
      for (threshold, day) in days { exceptions.append((threshold, row, day)) }
    }
    exceptions.sort { ($0.threshold, $0.row) < ($1.threshold, $1.row) }
    return [
      "client-row": Column("client-row", .count, exceptions.map(\.row)),
      "threshold": Column(
        "threshold", .code(Names.thresholds), exceptions.map { Int32($0.threshold) }),
      "on": Column("on", .day, exceptions.map(\.on)),
    ]
  }

  /// For each client the day on which the newest level of a threshold was observed, unknown where
  /// there is none; nil when nothing was ever observed.
  static func column(of threshold: Threshold, in source: any ProfileColumns) throws -> Column? {
    guard let days = try source.column("levels-on", of: .clients) else { return nil }
    let levels = try source.planes(.levels)
    let bit = UInt64(1) << UInt64(threshold.index)
    var cells = days.cells
    for row in cells.indices where (levels.low[row] | levels.high[row]) & bit == 0 {
      cells[row] = Cell.unknown.raw
    }
    let wanted = Int32(threshold.index)
    let thresholds = try source.column("threshold", of: .origins)?.cells ?? []
    let rows = try source.column("client-row", of: .origins)?.cells ?? []
    let on = try source.column("on", of: .origins)?.cells ?? []
    var low = 0
    var high = thresholds.count
    while low < high {
      let middle = (low + high) / 2
      if thresholds[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    while low < thresholds.count, thresholds[low] == wanted {
      cells[Int(rows[low])] = on[low]
      low += 1
    }
    return Column("\(threshold.code).observed", .day, cells)
  }
}

extension Threshold {
  /// The threshold of a name such as `mobility.observed`.
  init?(observedIn name: String) {
    guard name.hasSuffix(".observed"), let threshold = Threshold(code: String(name.dropLast(9)))
    else { return nil }
    self = threshold
  }
}
