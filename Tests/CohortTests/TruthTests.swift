import Cohort
import InstrumentKit
import Profile
import TestSupport
import Testing

@Suite struct TruthTests {
  /// Kleene's tables: nil is unknown.
  private func and(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == nil || right == nil ? nil : true
  }

  private func truth(_ answers: [Bool?]) -> Truth {
    Truth(count: answers.count) { answers[$0].map { $0 ? 1 : 0 } ?? 2 }
  }

  private func answer(_ truth: Truth, _ row: Int) -> Bool? {
    if truth.unknown[row / 64] >> UInt64(row % 64) & 1 != 0 { return nil }
    return truth.yes[row / 64] >> UInt64(row % 64) & 1 != 0
  }

  @Test func followsThreeValuedLogicOnEveryRow() {
    var generator = SplitMix64(seed: 3)
    for size in [0, 1, 63, 64, 65, 1000] {
      let values: [Bool?] = [true, false, nil]
      let left = (0..<size).map { _ in values.randomElement(using: &generator) ?? nil }
      let right = (0..<size).map { _ in values.randomElement(using: &generator) ?? nil }
      let both = truth(left).and(truth(right))
      let either = truth(left).or(truth(right))
      let not = truth(left).negated()
      for row in 0..<size {
        #expect(answer(both, row) == and(left[row], right[row]))
        #expect(answer(either, row) == and(left[row].map(!), right[row].map(!)).map(!))
        #expect(answer(not, row) == left[row].map(!))
      }
      #expect(not.yesCount == left.count { $0 == false })
      #expect(truth(left).unknownCount == left.count { $0 == nil })
    }
  }

  @Test func aMissingValueIsUnknownForEveryComparison() {
    let column = Column("x", .count, [1, Cell.unknown.raw, Cell(.declined).raw, 0])
    for comparison in [Comparison.equal, .notEqual, .less, .greaterOrEqual] {
      let truth = column.compare(comparison, 0)
      #expect(truth.unknownCount == 2)
    }
    #expect(column.compare(.equal, 0).rows() == [3])
    #expect(column.isKnown().rows() == [0, 3])
  }

  @Test func levelsCompareAsBitOperations() {
    var generator = SplitMix64(seed: 5)
    var records = (0..<300).map { _ in ThresholdRecord() }
    for row in records.indices {
      for threshold in Threshold.all {
        records[row][threshold] = Level(rawValue: UInt8.random(in: 0...3, using: &generator))
      }
    }
    let planes = LevelPlanes(low: records.map(\.low), high: records.map(\.high))
    for threshold in [Threshold.illness, .mobility, .unemploymentTrap] {
      for level in Level.allCases {
        for comparison in [Comparison.equal, .notEqual, .less, .greaterOrEqual] {
          let truth = planes.compare(comparison, level, of: threshold)
          for row in records.indices {
            let expected = records[row][threshold].map { comparison.holds($0, level) }
            #expect(answer(truth, row) == expected)
          }
        }
      }
    }
  }
}
