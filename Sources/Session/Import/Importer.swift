import Exchange
import Foundation
import InstrumentKit
import PluginHost
import Profile
import Seal
import Store

/// Takes a file of registrations into the store: all rows or none, unless told to be partial.
package struct Importer {
  package let store: Store
  package let plugin: LoadedPlugin
  package let actor: Actor
  /// Nothing in the file may be later than this day.
  package let reference: Day
  package var isPartial = false
  package var replaces = false
  /// Whether all is undone at the end, so that only the report stays.
  package var isDry = false

  /// Undoes the transaction of a dry import.
  private struct OnlyTried: Error {}

  package init(
    store: Store, plugin: LoadedPlugin, actor: Actor, reference: Day
  ) {
    self.store = store
    self.plugin = plugin
    self.actor = actor
    self.reference = reference
  }

  /// What the rows of one block became.
  struct Batch: Sendable {
    var prepared: [(line: Int, registration: PreparedRegistration)] = []
    var faults: [[RowFault]] = []
    var warnings: [(RowWarning, Int)] = []
  }

  /// - Parameter progress: is told now and then how many rows were judged.
  /// - Throws: ``ImportRefused``, ``ImportPlan/HeaderFault``, `CSVFault`, `ExchangeError` or
  ///   `StoreError`; nothing is then taken.
  package func run(_ path: String, progress: (Int) -> Void = { _ in }) throws -> ImportReport {
    if ResponseFile.isOne(path) { return try runResponses(path, progress: progress) }
    let digest = BackgroundDigest()
    let blocks = try CSVBlocks(path: path) { digest.add($0) }
    let plan = try ImportPlan(
      plugin, header: blocks.header.names, reference: reference)
    var report = ImportReport()
    report.missing = plan.missing
    try taking {
      try store.importing(job) { writer in
        let sealer = writer.sealer
        let pipeline = OrderedPipeline<CSVBlock, Batch>(
          take: { try blocks.next() },
          work: { try Importer.judge(blocks.scanner($0), plan, sealer) })
        try pipeline.run(threads: 2) { batch in
          try write(batch, writer, &report)
          progress(report.judged)
        }
        if report.badRows > 0, !isPartial { throw ImportRefused(report: report) }
        return try ended(report, "\(digest.finished())")
      }
    }
    return report
  }

  var job: Store.ImportJob {
    Store.ImportJob(
      instrument: plugin.id, version: plugin.version, form: plugin.form, replaces: replaces,
      actor: actor, keepsHistory: plugin.readsHistory)
  }

  /// Runs an import; a dry one ends in undoing it, and the report tells what would have come of it.
  func taking(_ take: () throws -> Void) throws {
    do { try take() } catch is OnlyTried {}
  }

  /// What the trail says of a finished import.
  func ended(_ report: ImportReport, _ digest: String) throws -> (Int, String?) {
    if isDry { throw OnlyTried() }
    return (report.written, digest)
  }

  /// - Parameter path: of a response in its file, nil for a row.
  func write(
    _ batch: Batch, _ writer: RegistrationWriter, _ report: inout ImportReport,
    path: String? = nil
  ) throws {
    report.judged += batch.prepared.count + batch.faults.count
    for faults in batch.faults { report.add(faults) }
    for (warning, line) in batch.warnings { report.add(warning, line: line) }
    // Once a row is bad the rest is only judged, so that all faults are told at once.
    if report.badRows > 0, !isPartial { return }
    for (line, registration) in batch.prepared {
      func refused(_ problem: RowFault.Problem) -> RowFault {
        RowFault(line: line, column: path, valueClass: .text, problem: problem)
      }
      switch try writer.write(registration) {
      case .added: report.added += 1
      case .replaced: report.replaced += 1
      case .same: report.same += 1
      case .corrected(let from, let to):
        report.corrected += 1
        report.add(
          RowWarning(kind: .corrected(from: from, to: to), item: ""), line: max(line, 1))
      case .outdated:
        report.same += 1
        report.add(RowWarning(kind: .outdated, item: ""), line: max(line, 1))
      case .conflict: report.add([refused(.conflict)])
      case .forgotten: report.add([refused(.forgotten)])
      case .otherClient: report.add([refused(.response(.otherClient))])
      }
    }
  }

  private static func judge(
    _ rows: consuming CSVScanner, _ plan: ImportPlan, _ sealer: RegistrationSealer
  ) throws -> Batch {
    var batch = Batch()
    var judge = RowJudge(plan)
    while let outcome = rows.next() {
      switch outcome {
      case .failure(let fault): batch.faults.append([RowFault(fault, header: plan.header)])
      case .success(let row):
        let faults = judge.judge(line: row.line) { row[$0] }
        if !faults.isEmpty {
          batch.faults.append(faults)
          continue
        }
        batch.prepared.append((row.line, try sealer.prepare(judge.row)))
        batch.warnings += judge.warnings.map { ($0, row.line) }
      }
    }
    return batch
  }
}

extension RowFault {
  /// A row that is not even a row of the file's columns.
  init(_ fault: CSVFault, header: [String]) {
    let problem: Problem =
      switch fault.kind {
      case .unclosedQuote, .strayQuote: .unclosedQuote
      case .invalidUTF8, .nul: .invalidText
      case .fieldCount(let expected, let found):
        .wrongFieldCount(expected: expected, found: found)
      case .fieldTooLong(let limit), .rowTooLong(let limit), .tooManyColumns(let limit):
        .tooLong(limit: limit)
      case .empty: .missing
      }
    let name = fault.column.flatMap { column in
      header.indices.contains(column - 1) ? header[column - 1] : nil
    }
    self.init(line: fault.line, column: name, valueClass: .text, problem: problem)
  }
}
