import Foundation
import InstrumentKit
import TestSupport
import Testing

@testable import PluginHost
@testable import Questionnaires

/// Scores against another way to work them out.
@Suite struct ScoringTests {
  /// Scores subjects whose cells are given by input.
  private func scored(
    _ instrument: QuestionnaireInstrument, _ cells: [[Int32]]
  ) throws -> [[Int32]] {
    let plugin = try LoadedPlugin(linked: instrument) { _ in nil }
    let rows = cells.first?.count ?? 0
    var planes = [UInt64](repeating: 0, count: max(1, rows))
    var flat = cells.flatMap(\.self)
    var results = [Int32](repeating: 0, count: max(1, rows) * instrument.measures.count)
    let today = try #require(Day(iso: "2012-12-31"))
    try planes.withUnsafeMutableBufferPointer { planes in
      try flat.withUnsafeMutableBufferPointer { flat in
        try results.withUnsafeMutableBufferPointer { results in
          let plane = UnsafePointer(try #require(planes.baseAddress))
          let cell = UnsafePointer(try #require(flat.baseAddress))
          let result = try #require(results.baseAddress)
          let columns: [UnsafePointer<Int32>?] = cells.indices.map { cell + $0 * rows }
          let targets = instrument.measures.indices.map { result + $0 * rows }
          try columns.withUnsafeBufferPointer { columns in
            try targets.withUnsafeBufferPointer { targets in
              let batch = Batch(
                today: today, low: plane, high: plane, acceptedLow: plane, acceptedHigh: plane,
                inputs: try #require(columns.baseAddress))
              try plugin.score(batch, rows: rows, into: try #require(targets.baseAddress))
            }
          }
        }
      }
    }
    return instrument.measures.indices.map { Array(results[$0 * rows..<($0 + 1) * rows]) }
  }

  private func random(_ items: Int, _ rows: Int, _ seed: UInt64) -> [[Int32]] {
    var random = SplitMix64(seed: seed)
    return (0..<items).map { _ in
      (0..<rows).map { _ in
        switch Int.random(in: 0..<8, using: &random) {
        case 0: Cell.unknown.raw
        case 1: Cell(Absence.declined).raw
        default: Int32.random(in: 0...3, using: &random)
        }
      }
    }
  }

  @Test func theTotalIsKnownOnlyWhereItCanBeAndLiesWithinItsBounds() throws {
    let instrument = try Published.read("gad-7")
    let cells = random(7, 5_000, 3)
    let measures = try scored(instrument, cells)
    for row in 0..<5_000 {
      let known = cells.map { $0[row] }.filter { $0 >= 0 }
      let open = 7 - known.count
      let sum = Int(known.reduce(0, +))
      #expect(measures[3][row] == Int32(known.count) && measures[4][row] == Int32(open))
      #expect(measures[1][row] == Int32(sum) && measures[2][row] == Int32(sum + 3 * open))
      let total = Cell(raw: measures[0][row]).value
      if open == 0 {
        #expect(total == sum)
      } else if open == 1 {
        let mean = (Double(sum) / 6 * 7).rounded(.toNearestOrAwayFromZero)
        #expect(total == Int(mean), "\(sum)")
        #expect(total.map { $0 >= sum && $0 <= sum + 3 } == true)
      } else {
        #expect(total == nil, "an open item is no zero")
        #expect(Cell(raw: measures[5][row]).value == nil)
      }
    }
  }

  @Test func anotherAnswerThatIsWorseNeverLowersTheTotal() throws {
    let instrument = try Published.read("phq-9")
    let cells = random(9, 2_000, 4)
    let before = try scored(instrument, cells)
    var worse = cells
    for row in 0..<2_000 where worse[4][row] >= 0 && worse[4][row] < 3 { worse[4][row] += 1 }
    let after = try scored(instrument, worse)
    for measure in 0...2 {
      for row in 0..<2_000 where Cell(raw: before[measure][row]).isKnown {
        #expect(after[measure][row] >= before[measure][row])
      }
    }
  }

  @Test func cellsThatNoListHasAreNoAnswers() throws {
    let instrument = try Published.read("gad-7")
    let measures = try scored(instrument, (0..<7).map { _ in [-1, 4, Int32.max, 1 << 30] })
    #expect(measures[4] == [7, 7, 7, 7])
    #expect(measures[0].allSatisfy { !Cell(raw: $0).isKnown })
  }

  @Test func theLargestScoreStaysANumber() {
    let rule = ScoreRule.total
    let one = Tally(sum: .max, answered: 1, open: 0)
    #expect(one.total(rule) == .max)
    #expect(one.bound(.max, rule).raw == .max)
  }

  @Test func reasonsNameTheRule() throws {
    let instrument = try Published.read("phq-9")
    let tally = [
      (9, 0, "sum"), (7, 2, "prorated"), (6, 3, "open"), (0, 9, "open"), (0, 0, "sum"),
    ]
    let rule = try #require(instrument.plan.scores.first?.rule)
    for (answered, open, name) in tally {
      let one = Tally(sum: 3, answered: Int32(answered), open: Int32(open))
      let reason = one.reason(rule, one.total(rule))
      #expect(reason.rule == name, "\(answered) \(open)")
      #expect(reason.words.nl != reason.words.en)
    }
  }

  @Test func twentyThousandSubjectsAreScoredInSeconds() throws {
    for name in ["phq-9", "audit-c", "household"] {
      let instrument = try Published.read(name)
      let cells = random(instrument.inputs.count, 20_000, 9)
      let start = ContinuousClock.now
      _ = try scored(instrument, cells)
      // A generous bound for a build without optimisation on a busy machine.
      #expect(ContinuousClock.now - start < .seconds(20), "\(name)")
    }
  }
}
