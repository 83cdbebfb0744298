import CSystem
import Dispatch
import InstrumentKit

extension LoadedPlugin {
  /// Scores some rows into a column per measure; a crash is laid at this plugin's door.
  ///
  /// - Parameters:
  ///   - measures: one column of at least as many cells as there are rows, per measure.
  package func score(
    _ batch: Batch, rows: Int, into measures: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) {
    let line = Quarantine.line(id: id, digest: digest)
    drempel_guard_enter(line)
    defer { drempel_guard_leave() }
    let halves = rows > 20_000 ? 2 : 1
    nonisolated(unsafe) let shared = (batch, measures)
    DispatchQueue.concurrentPerform(iterations: halves) { half in
      for row in rows * half / halves..<rows * (half + 1) / halves {
        var result = Result(measures: shared.1, row: row)
        instrument.score(Subject(shared.0, row: row), into: &result)
      }
    }
  }
}
