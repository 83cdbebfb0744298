import Cohort
import InstrumentKit
import Records
import TestSupport
import Testing

@testable import Store

/// When the newest level of each threshold was observed.
@Suite struct LevelOriginsTests {
  @Test func theyAreWhatATableOfEveryObservationSays() {
    for seed in 0..<300 {
      var generator = SplitMix64(seed: UInt64(seed))
      var origins = LevelOrigins(rows: 1)
      var known = ThresholdRecord()
      var expected = PlaceTable<Int32>()
      for day in 1...Int32.random(in: 1...6, using: &generator) {
        var record = ThresholdRecord()
        for threshold in Threshold.all where Bool.random(using: &generator) {
          record[threshold] = Level.allCases.randomElement(using: &generator)
          expected[threshold] = day
        }
        origins.add(record, over: known, on: day, to: 0)
        known = known.updated(by: record)
      }
      for threshold in known.assessed.members {
        #expect(found(origins, threshold) == expected[threshold], "\(seed) \(threshold.code)")
      }
      // Told whole, they are the same.
      var whole = LevelOrigins(rows: 1)
      whole.set(expected, of: 0)
      for threshold in known.assessed.members {
        #expect(found(whole, threshold) == expected[threshold])
      }
    }
  }

  private func found(_ origins: LevelOrigins, _ threshold: Threshold) -> Int32 {
    let columns = origins.columns
    let thresholds = columns["threshold"]?.cells ?? []
    let place = thresholds.firstIndex(of: Int32(threshold.index))
    return place.flatMap { columns["on"]?.cells[$0] } ?? origins.days[0]
  }
}
