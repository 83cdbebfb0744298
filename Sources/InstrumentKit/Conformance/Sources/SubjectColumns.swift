import InstrumentKit

/// The one subject of a golden case, as columns of one row.
struct GoldenRow {
  private let today: Day
  private let levels: ThresholdRecord
  private let accepted: ThresholdRecord
  /// One column per input: a cell, or where entries start and end, and the entries.
  private let inputs: [[Int32]]
  private let measures: Int

  /// - Parameters:
  ///   - inputs: a column of one row per input of the instrument.
  ///   - measures: how many the instrument writes.
  init(_ golden: GoldenCase, today: Day, inputs: [[Int32]], measures: Int) {
    self.today = today
    self.inputs = inputs
    self.measures = measures
    levels = GoldenRow.record(golden.levels)
    accepted = GoldenRow.record(golden.accepted ?? golden.levels)
  }

  /// What every measure is after scoring, when all of them were the ground before.
  func scored(by plugin: LoadedPlugin, ground: Int32) -> [Int32] {
    var planes = [levels.low, levels.high, accepted.low, accepted.high]
    var cells = inputs.flatMap(\.self) + [0]
    var starts: [Int] = []
    var start = 0
    for input in inputs {
      starts.append(start)
      start += input.count
    }
    var answers = [Int32](repeating: ground, count: measures + 1)
    planes.withUnsafeMutableBufferPointer { planes in
      cells.withUnsafeMutableBufferPointer { cells in
        answers.withUnsafeMutableBufferPointer { answers in
          guard let plane = planes.baseAddress, let cell = cells.baseAddress,
            let answer = answers.baseAddress
          else { return }
          let columns: [UnsafePointer<Int32>?] =
            starts.map { UnsafePointer(cell + $0) } + [nil]
          let targets = (0...measures).map { answer + $0 }
          columns.withUnsafeBufferPointer { columns in
            targets.withUnsafeBufferPointer { targets in
              guard let inputs = columns.baseAddress, let target = targets.baseAddress
              else { return }
              let batch = Batch(
                today: today, low: plane, high: plane + 1, acceptedLow: plane + 2,
                acceptedHigh: plane + 3, inputs: inputs)
              plugin.score(batch, rows: 0..<1, into: target)
            }
          }
        }
      }
    }
    return Array(answers.prefix(measures))
  }

  private static func record(_ levels: [Threshold: Level]) -> ThresholdRecord {
    var record = ThresholdRecord()
    for (threshold, level) in levels { record[threshold] = level }
    return record
  }
}
