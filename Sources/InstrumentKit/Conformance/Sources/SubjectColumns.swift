import InstrumentKit

/// Some subjects on one day as the columns that an instrument reads.
struct SubjectColumns: Sendable {
  /// One subject: levels, a cell per input, and entries where an input has those.
  struct Row {
    var levels = ThresholdRecord()
    var accepted = ThresholdRecord()
    var cells: [Int32]
    /// The cells of entries, by place of the input.
    var entries: [Int: [Int32]] = [:]
  }

  let today: Day
  private(set) var count = 0
  private let hasEntries: [Bool]
  private var planes: [[UInt64]] = [[], [], [], []]
  /// A cell per subject, or where each one's entries start and the last one's end.
  private var cells: [[Int32]]
  private var entries: [[Int32]]
  /// Whether the instrument gets no columns at all, as where nothing was ever recorded.
  var isBare = false

  init(today: Day, _ inputs: [InputColumn]) {
    self.today = today
    hasEntries = inputs.map(\.hasEntries)
    cells = hasEntries.map { $0 ? [0] : [] }
    entries = hasEntries.map { _ in [] }
  }

  mutating func append(_ row: Row) {
    planes[0].append(row.levels.low)
    planes[1].append(row.levels.high)
    planes[2].append(row.accepted.low)
    planes[3].append(row.accepted.high)
    for place in hasEntries.indices {
      if hasEntries[place] {
        entries[place] += row.entries[place] ?? []
        cells[place].append(Int32(entries[place].count))
      } else {
        cells[place].append(row.cells[place])
      }
    }
    count += 1
  }

  /// What stands in the column of an input that has no entries.
  func cell(_ input: Int, _ row: Int) -> Int32 { cells[input][row] }

  /// The subject at a place again, as it was appended.
  func row(_ place: Int) -> Row {
    var row = Row(
      levels: ThresholdRecord(low: planes[0][place], high: planes[1][place]),
      accepted: ThresholdRecord(low: planes[2][place], high: planes[3][place]), cells: [])
    for input in hasEntries.indices {
      row.cells.append(hasEntries[input] ? 0 : cells[input][place])
      if hasEntries[input] {
        row.entries[input] = Array(
          entries[input][Int(cells[input][place])..<Int(cells[input][place + 1])])
      }
    }
    return row
  }

  /// Gives a batch that is valid during the call.
  func withBatch<Value>(_ body: (Batch) throws -> Value) rethrows -> Value {
    let levels = UnsafeMutablePointer<UInt64>.allocate(capacity: count * 4 + 1)
    let width = zip(cells, entries).reduce(1) { $0 + $1.0.count + $1.1.count }
    let pool = UnsafeMutablePointer<Int32>.allocate(capacity: width)
    defer {
      levels.deallocate()
      pool.deallocate()
    }
    for (plane, words) in planes.enumerated() {
      for (row, word) in words.enumerated() { levels[plane * count + row] = word }
    }
    var next = 0
    var columns: [UnsafePointer<Int32>?] = []
    for place in cells.indices {
      columns.append(isBare ? nil : UnsafePointer(pool + next))
      // Starts count from the beginning of the column, where the starts themselves lie.
      let shift = hasEntries[place] ? Int32(cells[place].count) : 0
      for cell in cells[place] {
        pool[next] = cell &+ shift
        next += 1
      }
      for cell in entries[place] {
        pool[next] = cell
        next += 1
      }
    }
    let table = ColumnTable(inputs: columns, entries: hasEntries)
    return try withExtendedLifetime(table) {
      try body(
        Batch(
          today: today, low: levels, high: levels + count, acceptedLow: levels + count * 2,
          acceptedHigh: levels + count * 3, inputs: table.columns))
    }
  }

  /// What every measure is after scoring all subjects, when all of them were the ground before.
  func results(
    _ measures: Int, ground: Int32 = Cell.unknown.raw, _ scoring: Conformance.Scoring
  ) throws -> Results {
    try withBatch { batch in
      var breach: Breach?
      var results = try Results.of(measures, count, ground: ground) {
        try scoring(batch, 0..<count, $0)
        breach = Breach.first(in: batch, $0)
      }
      results.breach = breach
      return results
    }
  }
}

/// What an instrument wrote for some subjects, a column per measure.
struct Results: Equatable {
  /// A value that is no absence and that hardly any measure has.
  static let otherGround: Int32 = 0x5A5A_5A5A

  let measures: Int
  let count: Int
  /// The first place that the kit did not let the instrument read or write.
  var breach: Breach?
  /// Whether memory beside the columns was changed.
  let isOverwritten: Bool
  private let cells: [Int32]

  /// What stands before and behind every column, and in those that are no measure's.
  private static let canary: Int32 = 0x3C96_A5C3
  /// How many cells of that; whole cache lines, so that columns lie as apart as a host's.
  private static let margin = 16

  subscript(_ measure: Int, _ row: Int) -> Int32 { cells[measure * count + row] }

  /// - Parameter work: writes into a column per measure.
  static func of(
    _ measures: Int, _ count: Int, ground: Int32 = Cell.unknown.raw,
    _ work: (UnsafePointer<UnsafeMutablePointer<Int32>>) throws -> Void
  ) rethrows -> Results {
    // One column to spare, for a library that looks at no bounds.
    let width = count + 2 * margin
    let size = (measures + 1) * width
    let memory = UnsafeMutablePointer<Int32>.allocate(capacity: size)
    defer { memory.deallocate() }
    memory.initialize(repeating: canary, count: size)
    let columns = (0...measures).map { memory + $0 * width + margin }
    for column in columns.dropLast() { column.update(repeating: ground, count: count) }
    let table = ColumnTable(measures: columns.dropLast(), spare: columns[measures])
    try withExtendedLifetime(table) { try work(table.columns) }
    var isOverwritten = !columns[measures].holds(canary, count)
    for column in columns {
      isOverwritten =
        isOverwritten || !(column - margin).holds(canary, margin)
        || !(column + count).holds(canary, margin)
    }
    return Results(
      measures: measures, count: count, isOverwritten: isOverwritten,
      cells: columns.dropLast().flatMap { UnsafeBufferPointer(start: $0, count: count) })
  }
}

extension UnsafeMutablePointer<Int32> {
  /// Whether all of some cells are the same.
  fileprivate func holds(_ value: Int32, _ count: Int) -> Bool {
    UnsafeBufferPointer(start: self, count: count).allSatisfy { $0 == value }
  }
}
