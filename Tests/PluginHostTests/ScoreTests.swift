import InstrumentKit
import TestSupport
import Testing

@testable import PluginHost

@Suite struct ScoreTests {
  private func plugin() throws -> (Place, LoadedPlugin) {
    let place = try Place()
    try ToyPlugin.registering("first").build("A", in: place.plugins)
    try place.approveAll()
    return (place, try #require(place.host().load().plugins.first))
  }

  @Test func severalThreadsGiveWhatOneGives() throws {
    let (_, plugin) = try plugin()
    let rows = 50_001
    var generator = SplitMix64(seed: 3)
    let population = Population(rows: rows, inputs: 5, using: &generator)
    let alone = try population.columns(measures: 5) { batch, columns in
      try plugin.score(batch, rows: 0..<rows, into: columns)
    }
    let together = try population.columns(measures: 5) { batch, columns in
      try plugin.score(batch, rows: rows, into: columns, threads: 3)
    }
    #expect(alone == together)
    #expect(alone[0] == population.blocking)
  }

  @Test func onlyTheRowsThatAreAskedForAreScored() throws {
    let (_, plugin) = try plugin()
    var generator = SplitMix64(seed: 4)
    let population = Population(rows: 10, inputs: 5, using: &generator)
    let columns = try population.columns(measures: 5) { batch, columns in
      try plugin.score(batch, rows: 3..<5, into: columns)
    }
    #expect(columns[0][3..<5] == population.blocking[3..<5])
    #expect(columns[0][..<3] == [-1, -1, -1] && columns[0][5...].allSatisfy { $0 == -1 })
  }

  /// In process nothing is written outside, and what it computed is worth nothing.
  @Test func aPlaceOutsideIsAFaultWithItsRow() throws {
    let place = try Place()
    try ToyPlugin.registering("strays").build("A", in: place.plugins)
    try place.approveAll()
    let plugin = try #require(place.host().load().plugins.first)
    var generator = SplitMix64(seed: 6)
    let population = Population(rows: 100, inputs: 5, using: &generator)
    let first = try #require(population.ages.firstIndex(of: 1))
    func fault(_ work: (Batch, UnsafePointer<UnsafeMutablePointer<Int32>>) throws -> Void)
      -> PluginFault?
    {
      do {
        _ = try population.columns(measures: 5, work)
        return nil
      } catch { return error as? PluginFault }
    }
    let breach = Breach(isInput: false, place: 5, row: first)
    for found in [
      fault { try plugin.score($0, rows: 0..<100, into: $1) },
      fault { try plugin.score($0, rows: 100, into: $1) },
      fault { _ = try plugin.explain($0, row: first, into: $1) },
    ] {
      #expect(found?.kind == .outside(breach, of: 5) && found?.moment.row == first)
      #expect(found?.naming { "T\($0)" }.moment.client == "T\(first)")
    }
  }

  @Test func reasonsAreGivenWhenAskedFor() throws {
    let (_, plugin) = try plugin()
    var generator = SplitMix64(seed: 5)
    let population = Population(rows: 3, inputs: 5, using: &generator)
    var reasons: [(measure: Int, reason: Reason)] = []
    let columns = try population.columns(measures: 5) { batch, columns in
      reasons = try plugin.explain(batch, row: 1, into: columns)
    }
    #expect(reasons.map(\.measure) == [1])
    #expect(reasons.map(\.reason.rule) == ["pets"])
    #expect(columns[0][1] == population.blocking[1])
  }
}

/// Columns of invented subjects.
struct Population {
  private let low: [UInt64]
  private let high: [UInt64]
  private let inputs: [[Int32]]

  init(rows: Int, inputs: Int, using generator: inout SplitMix64) {
    low = (0..<rows).map { _ in generator.next() >> 24 }
    high = (0..<rows).map { _ in generator.next() >> 24 }
    self.inputs = (0..<inputs).map { _ in
      (0..<rows).map { _ in Int32.random(in: 0...1, using: &generator) }
    }
  }

  /// The first input.
  var ages: [Int32] { inputs.first ?? [] }

  /// How many thresholds block each, counted one by one.
  var blocking: [Int32] {
    zip(low, high).map { low, high in
      let record = ThresholdRecord(low: low, high: high)
      return Int32(Threshold.all.count { record[$0] == .blocking })
    }
  }

  /// The columns that a piece of work writes; cells that it leaves are -1.
  func columns(
    measures: Int, _ work: (Batch, UnsafePointer<UnsafeMutablePointer<Int32>>) throws -> Void
  ) rethrows -> [[Int32]] {
    let rows = low.count
    let cells = UnsafeMutableBufferPointer<Int32>.allocate(capacity: rows * measures)
    cells.initialize(repeating: -1)
    let pool = inputs.map { column in
      let copy = UnsafeMutableBufferPointer<Int32>.allocate(capacity: rows)
      _ = copy.initialize(from: column)
      return copy
    }
    defer {
      cells.deallocate()
      for copy in pool { copy.deallocate() }
    }
    let columns = ColumnTable(
      inputs: pool.map { UnsafePointer($0.baseAddress) }, entries: pool.map { _ in false })
    let targets = ColumnTable(
      measures: (0..<measures).compactMap { place in cells.baseAddress.map { $0 + place * rows } })
    try low.withUnsafeBufferPointer { low in
      try high.withUnsafeBufferPointer { high in
        try withExtendedLifetime((columns, targets)) {
          guard let low = low.baseAddress, let high = high.baseAddress,
            let today = Day(iso: "2012-12-31")
          else { return }
          try work(
            Batch(
              today: today, low: low, high: high, acceptedLow: low, acceptedHigh: high,
              inputs: columns.columns), targets.columns)
        }
      }
    }
    return (0..<measures).map { Array(cells[$0 * rows..<($0 + 1) * rows]) }
  }
}
