import Dispatch
import InstrumentKit

extension LoadedPlugin {
  /// Scores some rows on this thread; a crash is laid at this plugin's door.
  ///
  /// - Parameter columns: a column per measure, with a cell for every row of the batch.
  package func score(
    _ batch: Batch, rows: Range<Int>, into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) {
    Quarantine.guarded(id, digest) {
      LoadedPlugin.score(with: instrument, batch, rows, columns)
    }
  }

  /// Scores the first rows of a batch on several threads.
  ///
  /// - Parameters:
  ///   - columns: a column per measure, with at least as many cells as rows.
  ///   - threads: the most that work at once.
  package func score(
    _ batch: Batch, rows: Int, into columns: UnsafePointer<UnsafeMutablePointer<Int32>>,
    threads: Int = 2
  ) {
    // Below this a second thread costs more than it gives.
    let parts = max(1, min(threads, rows / 10_000))
    // Each part writes rows of its own, and the memory outlives the call.
    nonisolated(unsafe) let shared = (batch, columns)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      score(shared.0, rows: rows * part / parts..<rows * (part + 1) / parts, into: shared.1)
    }
  }

  /// Scores one row and gives the reasons by place of the measure.
  package func explain(
    _ batch: Batch, row: Int, into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) -> [(measure: Int, reason: Reason)] {
    Quarantine.guarded(id, digest) {
      let explanation = Explanation()
      var result = Result(measures: columns, row: row, explanation: explanation)
      instrument.score(Subject(batch, row: row), into: &result)
      return explanation.reasons
    }
  }

  /// Opens the box of the instrument once instead of at each row.
  private static func score(
    with instrument: some Instrument, _ batch: Batch, _ rows: Range<Int>,
    _ columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) {
    for row in rows {
      var result = Result(measures: columns, row: row)
      instrument.score(Subject(batch, row: row), into: &result)
    }
  }
}
