import InstrumentKit
import TestSupport
import Testing

@testable import Session
@testable import Store

/// Columns follow what is changed, cell for cell.
@Suite struct ChangedColumnsTests {
  @Test(arguments: 0..<8)
  func afterEachChangeTheyAreWhatAllRowsSay(_ seed: UInt64) throws {
    var limits = ColumnLimits()
    limits.read = [1, 2, 50][Int(seed % 3)]
    limits.changes = [1, 3, 32][Int(seed / 3 % 3)]
    limits.part = seed % 2 == 0 ? 2 : 100
    var changed = try ChangedColumns(seed: seed, limits)
    var told: [String] = []
    for step in 0..<30 {
      told.append(try changed.change())
      // Often several changes come before a question.
      if step % 3 == seed % 3 || step > 24 {
        let found = try changed.differences()
        try #require(found.isEmpty, "\(seed): \(told.suffix(6)) \(found.prefix(4))")
        // Reading all rows of then takes long.
        guard step == 13 || step == 29 else { continue }
        let past = try changed.pastDifferences()
        try #require(past.isEmpty, "\(seed): \(told) \(past.prefix(4))")
      }
    }
  }
}
