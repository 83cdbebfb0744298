import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Seal
import Store

/// A file of an export before it is written.
struct ExportFile {
  let path: String
  /// What the log says of its columns.
  let fields: [String]
  let count: Int
  /// The clients whom the log names.
  var about: [String] = []
  /// Totals that the log keeps, without people.
  var cells: [String]?
  let write: (AtomicFile) throws -> Void
}

extension Session {
  /// Writes an outcome as a file that appears whole or not at all, and logs it before and after.
  func export(
    _ outcome: QueryRunner.Outcome, _ ref: ExportRef, _ query: Query, _ tell: (String) -> Void
  ) throws {
    var ref = ref
    ref.path = settings.places.expanded(ref.path)
    if let forms = outcome.forms { return try export(forms, ref, query, tell) }
    // An export is logged, which a session that only reads cannot do.
    if query.source.isOfStore { try policy.mustWrite() }
    if ref.format == .esf { return try exportESF(outcome, ref, query, tell) }
    if ref.isRequired, outcome.frame.rowCount == 0 {
      return try nothingMade(
        ref, [ref.path], Label(nl: "er zijn geen rijen", en: "there are no rows"), tell)
    }
    if ref.format == .fhir { return try exportBundle(outcome, ref, query, tell) }
    let deIdentified = outcome.deIdentified
    let isTable = outcome.documents.isEmpty
    let file = ExportFile(
      path: ref.path,
      fields: isTable ? outcome.frame.columns.map(\.name) : query.columns.map(\.name),
      count: outcome.frame.rowCount
    ) { [ref] in try self.write(outcome, ref, query, to: $0) }
    try appear(
      [file], ref, query, smallestGroup: deIdentified?.smallestGroup, tell)
    if let words = misnamed(ref) { tell(words) }
    if let deIdentified { tell(deIdentified.words.text(tongue) + "\n") }
    if ref.path != "-" { tell(written(outcome, ref.path, ref.format) + "\n") }
  }

  /// Makes files appear, each whole or not at all: all are written before the first appears, and
  /// logged before and after.
  func appear(
    _ files: [ExportFile], _ ref: ExportRef, _ query: Query, smallestGroup: Int? = nil,
    _ tell: (String) -> Void
  ) throws {
    let isLogged = query.source.isOfStore
    let isPrivate = Session.holdsIdentity(ref, query)
    let actor = policy.actor(purpose: ref.purpose)
    var made: [AtomicFile] = []
    var entries: [TrailEntry] = []
    for file in files {
      try mustBeNobodys(file.path)
      try turns.write(file.path)
      let digest = BackgroundDigest()
      let atomic = try AtomicFile(
        file.path, overwrite: ref.overwrites, mode: Session.mode(isPrivate: isPrivate)
      ) { digest.add($0) }
      try file.write(atomic)
      try atomic.finish()
      var entry = TrailEntry(
        verb: "export-intended", actor: actor, about: file.about, fields: file.fields,
        count: file.count,
        digest: "\(digest.finished())",
        file: atomic.isStandardOutput ? "-" : Session.absolute(file.path))
      entry.smallestGroup = smallestGroup
      entry.cells = file.cells
      made.append(atomic)
      entries.append(entry)
    }
    if isLogged { try store?.intend(entries) }
    for file in made {
      try file.publish()
      stays(.export)
    }
    for place in entries.indices { entries[place].verb = "export-done" }
    if isLogged { try store?.fulfil(entries) }
    for file in made { if let words = rights(of: file, isPrivate: isPrivate) { tell(words) } }
  }

  private func written(
    _ outcome: QueryRunner.Outcome, _ path: String, _ format: ExportRef.Format
  ) -> String {
    let rows = outcome.frame.rowCount
    var counted = Counted.row.text(rows, tongue)
    if outcome.frame.columns.isEmpty, !outcome.documents.isEmpty {
      counted = Session.of(.document, outcome.documents.count, tongue)
    } else if format == .xlsx, outcome.sheets.count > 1 {
      let rows = outcome.sheets.reduce(0) { $0 + $1.frame.rowCount }
      counted =
        "\(Counted.sheet.text(outcome.sheets.count, tongue)), \(Counted.row.text(rows, tongue))"
    }
    return tongue == .nl ? "\(path) geschreven (\(counted))" : "wrote \(path) (\(counted))"
  }

  /// The one place that says how each format is written.
  private func write(
    _ outcome: QueryRunner.Outcome, _ ref: ExportRef, _ query: Query, to file: AtomicFile
  ) throws {
    let sink = StoppableSink(file.sink, isStopped: isCancelled)
    let frame = outcome.frame
    switch ref.format {
    case .spb, .referral: break
    case .csv: try TableFormat.csv(excel: ref.forExcel).write(frame.withHiddenWords(.en), to: sink)
    case .tsv: try TableFormat.tsv.write(frame.withHiddenWords(.en), to: sink)
    case .json: try TableFormat.json.write(frame, to: sink)
    case .ndjson: try TableFormat.ndjson.write(frame, to: sink)
    // Files of their own, which are not made of the table.
    case .esf, .fhir: break
    case .xlsx:
      let name = query.source.rawValue
      let sheets = outcome.sheets.isEmpty ? [(name: name, frame: frame)] : outcome.sheets
      try Workbook(
        sheets.map { .init($0.name, $0.frame) }, title: name, day: query.asOf ?? today,
        isStopped: isCancelled
      ).write(to: file)
    case .markdown:
      if outcome.documents.isEmpty {
        let shown = headed(frame.withHiddenWords(tongue))
        return try TableFormat.markdown(tongue).write(shown, to: sink)
      }
      let renderer = DocumentRenderer()
      for (number, document) in outcome.documents.enumerated() {
        try sink.write((number > 0 ? "\n" : "") + renderer.markdown(document))
      }
    case .html:
      let page = page(outcome, ref, query)
      if outcome.documents.isEmpty {
        let shown = frame.withHiddenWords(tongue)
        let headings = shown.columns.map { schema.heading($0.name, tongue) }
        try page.write(shown, headings: headings, to: sink)
      } else {
        try page.write(outcome.documents, to: sink)
      }
    }
  }

  /// The table with the names of columns that people read.
  func headed(_ frame: Frame) -> Frame {
    Frame(
      columns: frame.columns.map { $0.renamed(schema.heading($0.name, tongue)) },
      rowCount: frame.rowCount)
  }

  /// What a page says of itself; never the time of day, so that the same answer is the same file.
  private func page(
    _ outcome: QueryRunner.Outcome, _ ref: ExportRef, _ query: Query
  ) -> HTMLPage {
    let isDutch = tongue == .nl
    let rows = outcome.frame.rowCount
    let isAboutClients = outcome.frame.columns.isEmpty && !outcome.documents.isEmpty
    var facts = [(isDutch ? "Peildag" : "Reference date", "\(query.asOf ?? today)")]
    if query.source.isOfStore {
      if let store { facts.append((isDutch ? "Opslag" : "Store", store.name)) }
      let purpose = policy.actor(purpose: ref.purpose).purpose
      let unstated = isDutch ? "niet vermeld" : "not stated"
      facts.append((isDutch ? "Doel" : "Purpose", purpose == "unstated" ? unstated : purpose))
    }
    let counted = isAboutClients ? (isDutch ? "Cliënten" : "Clients") : (isDutch ? "Rijen" : "Rows")
    // A report says itself of which day it is, and its rows are no people.
    if query.report == nil { facts.append((counted, "\(rows)")) } else { facts.removeFirst() }
    if outcome.frame.leftOut > 0 {
      let name = isDutch ? "Weggelaten: onbekend" : "Left out: unknown"
      facts.append((name, "\(outcome.frame.leftOut)"))
    }
    for note in outcome.notes { facts.append((isDutch ? "Opmerking" : "Note", note.text(tongue))) }
    var title = Keyword(word: query.source.rawValue)?.word(tongue) ?? query.source.rawValue
    title = title.prefix(1).uppercased() + title.dropFirst()
    if outcome.documents.count == 1, case .heading(let own)? = outcome.documents[0].blocks.first {
      title = own
    }
    return HTMLPage(tongue, title: title, facts: facts)
  }

  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
