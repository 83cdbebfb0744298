import Exchange
import Foundation
import InstrumentKit
import Language
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
  /// How the file is to be read, and what is to become of its rows.
  package var form = ImportForm()
  /// Whether all is undone at the end, so that only the report stays.
  package var isDry = false
  /// What the program writes beside what an instrument asks, and works out anew.
  package var computed: Set<String> = []
  /// The language of the reasons beside rejected rows.
  package var tongue = Tongue.en

  /// The exact birth day of a client that is there already; nil where it must be opened.
  package var birthDay: ((String) -> Day?)?
  /// The items of which a screen shows no answer.
  package var hidden: Set<String> = []
  /// Whether all clients are told of whom an entry changes, not only the first.
  package var tellsAll = false

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
    var prepared: [Prepared] = []
    var bad: [BadRow] = []
    var warnings: [(RowWarning, Int)] = []
    /// Lines of good rows beyond their first, and lines with nothing on them.
    var (continued, blank) = (0, 0)
    var guess: EncodingGuess?
    /// What its rows are cut from, to be read again where they come over an entry.
    var block: CSVBlock?
  }

  struct Prepared: Sendable {
    let line: Int
    let registration: PreparedRegistration
    /// As they stand in the file; only where rejected rows are kept.
    var fields: [[UInt8]]?
  }

  /// - Parameter progress: is told now and then how many rows were judged.
  /// - Throws: ``ImportRefused``, ``ImportPlan/HeaderFault``, `CSVFault`, `EncodingFault`,
  ///   `ExchangeError` or `StoreError`; nothing is then taken.
  package func run(_ path: String, progress: (Int) -> Void = { _ in }) throws -> ImportReport {
    let digest = BackgroundDigest()
    guard ResponseFile.isOne(path) else {
      let blocks = try CSVBlocks(path: path, encoding: form.encoding) { digest.add($0) }
      return try run(blocks, progress) { "\(digest.finished())" }
    }
    let file = try ResponseFile(path: path)
    if form.encoding ?? .utf8 != .utf8 { throw NotForJSON(option: .encoding) }
    guard let table = JSONTable(file.bytes) else {
      if form.rejected != nil { throw NotForJSON(option: .rejected) }
      return try runResponses(file, progress: progress)
    }
    let blocks = try CSVBlocks(bytes: table.csv, firstLine: table.firstLine)
    return try run(blocks, progress) { "\(Digest(of: file.bytes))" }
  }

  private func run(
    _ blocks: CSVBlocks, _ progress: (Int) -> Void, _ digest: () -> String
  ) throws -> ImportReport {
    let plan = try ImportPlan(
      plugin, header: blocks.header.names, reference: reference, dates: form.dates,
      computed: computed)
    var report = ImportReport()
    report.missing = plan.missing
    report.passedOver = plan.passedOver
    report.headerLines = blocks.header.lines
    report.hidden = hidden
    let rejected = try RejectedRows(form, blocks.header, tongue)
    let keepsFields = rejected != nil
    var beside: [(client: String, number: Int64)] = []
    try taking {
      try store.importing(job) { writer in
        let sealer = writer.sealer
        let overlay = try EntryOverlay(plugin, plan, sealer, RowsAgain(blocks, plan))
        let pipeline = OrderedPipeline<CSVBlock, Batch>(
          take: { try blocks.next() },
          work: { block in
            var batch = try Importer.judge(
              blocks.scanner(block), plan, sealer, keepsFields: keepsFields)
            batch.block = block
            return batch
          })
        try pipeline.run(threads: 2) { batch in
          try write(batch, writer, &report, rejected, overlay)
          progress(report.judged)
        }
        if form.encoding == nil, let encoding = report.guess.encoding {
          throw EncodingFault(.looksLike(encoding))
        }
        try lookForTwins(writer, &report)
        report.rejected = try rejected?.published()
        if report.badRows > 0, !form.isPartial { throw ImportRefused(report: report) }
        beside = isDry ? [] : writer.besideOthers
        return try ended(report, digest())
      }
    }
    report.otherwise = try store.otherwise(beside)
    return report
  }

  var job: Store.ImportJob {
    var job = Store.ImportJob(
      instrument: plugin.id, version: plugin.version, form: plugin.form,
      replacing: form.replaces ? .byFile(overCorrections: form.isOverCorrections) : .no,
      actor: actor, keepsHistory: plugin.readsHistory, birthDay: birthDay)
    job.acceptsDuplicates = form.acceptsDuplicates
    job.judgesRows = form.isPartial || form.rejected != nil
    return job
  }

  /// Runs an import; a dry one ends in undoing it, and the report tells what would have come of it.
  func taking(_ take: () throws -> Void) throws {
    do { try take() } catch is OnlyTried {}
  }

  /// Rows of one file that give two clients one number, and codes that are nearly another's.
  func lookForTwins(_ writer: RegistrationWriter, _ report: inout ImportReport) throws {
    let near = try writer.nearCodes()
    if near > 0 { report.add(RowWarning(kind: .nearCodes(near), item: ""), line: 1) }
    for (line, first) in try writer.numbersTwice() {
      let column = plugin.form.items.first { $0.keptName(in: plugin.id) == "national-number" }?.id
      report.add([
        RowFault(
          line: line, column: column, valueClass: .number, problem: .numberRepeated(line: first))
      ])
    }
  }

  /// What the trail says of a finished import.
  func ended(_ report: ImportReport, _ digest: String) throws -> (Int, String?) {
    if isDry { throw OnlyTried() }
    return (report.written, digest)
  }

  /// - Parameter path: of a response in its file, nil for a row.
  func write(
    _ batch: Batch, _ writer: RegistrationWriter, _ report: inout ImportReport,
    _ rejected: RejectedRows? = nil, _ overlay: EntryOverlay? = nil, path: String? = nil
  ) throws {
    report.add(batch)
    for bad in batch.bad { try rejected?.add(bad) }
    for (warning, line) in batch.warnings { report.add(warning, line: line) }
    // Once a row is bad the rest is only judged, so that all faults are told at once.
    if report.badRows > 0, !form.isPartial, rejected == nil { return }
    for row in batch.prepared {
      let fault: RowFault
      do {
        let outcome = try writer.write(
          row.registration, line: row.line, lay: overlay?.laying(row.line, of: batch.block))
        if writer.standingReferral != nil {
          report.add(RowWarning(kind: .referralStands, item: ""), line: row.line)
        }
        if case .replaced = outcome, let change = overlay?.change {
          report.changed(change, all: tellsAll)
        }
        guard let problem = report.take(outcome, line: row.line) else { continue }
        fault = RowFault(line: row.line, column: path, valueClass: .text, problem: problem)
      } catch let unread as EntryOverlay.Unread {
        fault = unread.fault
      }
      report.add([fault])
      try rejected?.add(BadRow(faults: [fault], rows: row.fields.map { [(row.line, $0)] } ?? []))
    }
  }

  private static func judge(
    _ rows: consuming CSVScanner, _ plan: ImportPlan, _ sealer: RegistrationSealer,
    keepsFields: Bool
  ) throws -> Batch {
    var batch = Batch()
    var judge = RowJudge(plan)
    while let outcome = rows.next() {
      switch outcome {
      case .failure(let fault):
        if case .invalidUTF8 = fault.kind, batch.guess == nil { batch.guess = rows.guess() }
        batch.bad.append(
          BadRow(fault, header: plan.header, keepsFields ? rows.copyOfLines() : []))
      case .success(let row):
        if row.isBlank {
          batch.blank += row.lines
          continue
        }
        batch.continued += row.lines - 1
        let faults = judge.judge(line: row.line, lines: row.lines) { row[$0] }
        let fields = keepsFields ? row.copies : nil
        if !faults.isEmpty {
          batch.bad.append(BadRow(faults: faults, rows: fields.map { [(row.line, $0)] } ?? []))
          continue
        }
        batch.prepared.append(
          Prepared(
            line: row.line, registration: try sealer.prepare(judge.row), fields: fields))
        batch.warnings += judge.warnings.map { ($0, row.line) }
      }
    }
    batch.blank += rows.emptyLines
    return batch
  }
}

extension RowFault {
  /// A row that is not even a row of the file's columns.
  init(_ fault: CSVFault, header: [String]) {
    let problem: Problem =
      switch fault.kind {
      case .unclosedQuote, .strayQuote: .unclosedQuote
      case .invalidUTF8: .invalidText
      case .nul: .nul
      case .fieldCount(let expected, let found):
        .wrongFieldCount(expected: expected, found: found)
      case .fieldTooLong(let limit), .rowTooLong(let limit), .tooManyColumns(let limit):
        .tooLong(limit: limit)
      case .empty: .missing
      }
    let name = fault.column.flatMap { column in
      header.indices.contains(column - 1) ? header[column - 1] : nil
    }
    self.init(
      line: fault.line, column: name, valueClass: .text, problem: problem, lines: fault.lines)
  }
}
