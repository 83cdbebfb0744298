import InstrumentKit
import TestSupport
import Testing

@Suite struct RecordTests {
  @Test func aRecordGivesBackWhatWasPutIn() {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<200 {
      var expected: [Threshold: Level] = [:]
      var record = ThresholdRecord()
      for _ in 0..<60 {
        guard let threshold = Threshold.all.randomElement(using: &generator) else { continue }
        let level = Level(rawValue: UInt8.random(in: 0...3, using: &generator))
        expected[threshold] = level
        record[threshold] = level
      }
      for threshold in Threshold.all { #expect(record[threshold] == expected[threshold]) }
      for level in Level.allCases {
        let wanted = Threshold.all.filter { expected[$0] == level }
        #expect(record.thresholds(at: level).members == wanted)
      }
      #expect(record.assessed.count == expected.count)
    }
  }

  @Test func aNewerRecordDoesNotHideWhatItDoesNotKnow() {
    var old = ThresholdRecord()
    old[.mobility] = .blocking
    old[.finances] = .supported
    var newer = ThresholdRecord()
    newer[.mobility] = .noBarrier
    let merged = old.updated(by: newer)
    #expect(merged[.mobility] == .noBarrier)
    #expect(merged[.finances] == .supported)
    #expect(merged[.illness] == nil)
  }

  @Test func aMissingCellIsNeverZero() {
    for absence in Absence.allCases {
      #expect(Cell(absence).value == nil)
      #expect(Cell(absence).absence == absence)
    }
    #expect(Cell(0).value == 0)
    #expect(Cell.unknown.absence == .notAsked)
    #expect(Cell.mask(30) == nil)
  }

  @Test func everySpecificationHasItsOwnBit() {
    var set = SpecificationSet()
    for specification in Specification.all {
      #expect(!set.contains(specification))
      set.insert(specification)
      #expect(set.contains(specification))
    }
  }
}
