import Conformance
import Dispatch
import InstrumentKit
import Synchronization

extension LoadedPlugin {
  /// Scores some rows on this thread; a crash is laid at this plugin's door.
  ///
  /// - Parameter columns: a column per measure, with a cell for every row of the batch.
  /// - Throws: ``PluginFault`` when it runs in another process and that does not answer.
  package func score(
    _ batch: Batch, rows: Range<Int>, into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws(PluginFault) {
    guard let isolated else {
      Quarantine.guarded(id, digest) {
        Conformance.score(with: instrument, batch, rows, columns)
      }
      return try checkBounds(batch, columns)
    }
    let shape = shape
    var start = rows.lowerBound
    while start < rows.upperBound {
      let end = min(start + LoadedPlugin.block, rows.upperBound)
      try isolated.score(batch, rows: start..<end, as: shape, into: columns)
      start = end
    }
  }

  /// The same as a value, for checks.
  var scoring: Conformance.Scoring {
    { batch, rows, columns in try score(batch, rows: rows, into: columns) }
  }

  /// Scores the first rows of a batch on several threads.
  ///
  /// - Parameters:
  ///   - columns: a column per measure, with at least as many cells as rows.
  ///   - threads: the most that work at once.
  package func score(
    _ batch: Batch, rows: Int, into columns: UnsafePointer<UnsafeMutablePointer<Int32>>,
    threads: Int = 2
  ) throws(PluginFault) {
    if let isolated { return try score(batch, rows, columns, isolated) }
    // Below this a second thread costs more than it gives.
    let parts = max(1, min(threads, rows / 10_000))
    // Each part writes rows of its own, and the memory outlives the call.
    nonisolated(unsafe) let shared = (batch, columns)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let rows = rows * part / parts..<rows * (part + 1) / parts
      Quarantine.guarded(id, digest) {
        Conformance.score(with: instrument, shared.0, rows, shared.1)
      }
    }
    try checkBounds(batch, columns)
  }

  /// Where it named a place that it has no column for, what it computed is worth nothing.
  private func checkBounds(
    _ batch: Batch, _ columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws(PluginFault) {
    guard let breach = Breach.first(in: batch, columns) else { return }
    throw PluginFault(
      path: path, id: id,
      kind: .outside(breach, of: breach.isInput ? inputs.count : measures.count),
      moment: .init(row: breach.row))
  }

  /// So many rows that a block stays in the processor's memory while host and child look at it.
  private static let block = 4_096

  /// Each lane takes the next block; after a fault no more are taken.
  private func score(
    _ batch: Batch, _ rows: Int, _ columns: UnsafePointer<UnsafeMutablePointer<Int32>>,
    _ isolated: IsolatedProcess
  ) throws(PluginFault) {
    let blocks = (rows + LoadedPlugin.block - 1) / LoadedPlugin.block
    let next = Atomic(0)
    let fault = Mutex<PluginFault?>(nil)
    let shape = shape
    nonisolated(unsafe) let shared = (batch, columns)
    DispatchQueue.concurrentPerform(iterations: min(IsolatedProcess.lanes, blocks)) { lane in
      while fault.withLock({ $0 == nil }) {
        let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if block >= blocks { return }
        let start = block * LoadedPlugin.block
        do throws(PluginFault) {
          try isolated.score(
            shared.0, rows: start..<min(start + LoadedPlugin.block, rows), as: shape,
            lane: lane, into: shared.1)
        } catch {
          fault.withLock { if $0?.kind.isVague ?? true { $0 = error } }
        }
      }
    }
    if let fault = fault.withLock({ $0 }) { throw fault }
  }

  /// Scores one row and gives the reasons by place of the measure.
  package func explain(
    _ batch: Batch, row: Int, into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws(PluginFault) -> [(measure: Int, reason: Reason)] {
    if let isolated {
      return try isolated.explain(batch, row: row, as: shape, into: columns)
    }
    let reasons = Quarantine.guarded(id, digest) {
      let explanation = Explanation()
      var result = Result(measures: columns, row: row, explanation: explanation)
      instrument.score(Subject(batch, row: row), into: &result)
      return explanation.reasons
    }
    try checkBounds(batch, columns)
    // What was built before the kit knew bounds gives reasons for any place.
    return reasons.filter { measures.indices.contains($0.measure) }
  }

  /// The instrument's own form of what it knows about one person; nil for the host's.
  package func document(_ dossier: Dossier, _ tongue: Tongue) throws(PluginFault) -> Document? {
    guard let isolated else {
      return Quarantine.guarded(id, digest) { instrument.document(dossier, tongue) }
    }
    do throws(PluginFault) {
      guard case .document(let found) = try isolated.ask(.document(dossier, tongue)) else {
        throw PluginFault(path: path, id: id, kind: .wrongReply)
      }
      return found?.sound
    } catch {
      throw error.about(dossier.client)
    }
  }

  private var shape: IsolatedProcess.Shape { IsolatedProcess.Shape(inputs, measures) }
}
