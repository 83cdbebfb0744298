import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Seal
import Store

/// A sentence of a script that could not be done, and where it stands.
struct FailedSentence: Error {
  let place: String
  /// What it was about, in words of the language.
  let subjects: [String]
  let error: any Error
}

extension Session {
  /// Checks a whole program and then runs it, sentence by sentence.
  ///
  /// - Returns: the exit code; every message has been given to `tell`.
  package func run(
    _ source: SourceText, given: [String: String] = [:], failsWhenEmpty: Bool = false,
    tell: (String) -> Void
  ) -> Int32 {
    let code = ran(source, given, failsWhenEmpty, tell)
    do {
      try store?.vouch()
    } catch {
      tell(Message(error).text(tongue) + "\n")
      return max(code, Session.exitCode(of: error))
    }
    // What was answered is perhaps not so: no script goes on as if it were.
    return code == 0 && store?.doubts.isEmpty == false ? 1 : code
  }

  private func ran(
    _ source: SourceText, _ given: [String: String], _ failsWhenEmpty: Bool,
    _ tell: (String) -> Void
  ) -> Int32 {
    let (program, schema, diagnostics) = Checker.check(source, against: schema, given: given)
    guard let program else {
      tell(diagnostics.map { $0.text(source, self.schema, tongue, width: excerptWidth) }.joined())
      logRefusals(diagnostics)
      return Session.exitCode(diagnostics)
    }
    let inUse = filesInUse
    defer { filesInUse = inUse }
    pipedScripts = [:]
    if let name = source.name { filesInUse.append(name) }
    let code = checkFiles(program, depth: 0, tell)
    if code != 0 { return code }
    self.schema = schema
    done = []
    unmade = []
    var isEmpty = false
    var told = 0
    for (sentence, span) in program.sentences {
      do {
        if echoes { try echo(source, from: told, sentence, span) }
        told = span.end
        let start = ContinuousClock.now
        isEmpty = try run([(sentence, span)], of: source, tell)
        try out.flush()
        if showsTiming { tell("\(Session.milliseconds(since: start)) ms\n") }
      } catch {
        let failed = error as? FailedSentence
        let error = failed?.error ?? error
        if let error = error as? ExchangeError, error.kind == .closedPipe {
          return sentence.exportsToOutput ? 1 : 0
        }
        let isLocked = (error as? StoreError)?.code == .locked
        let isStopped = error is CancellationError || (isLocked && isCancelled())
        let place = failed.flatMap { isStopped || source.name == nil ? nil : "\($0.place): " }
        let message = Message(isStopped ? CancellationError() : error)
        tell((place ?? "") + message.text(tongue) + "\n" + doneBefore)
        if error is any Refusal { logRefusal(message.code, failed?.subjects ?? []) }
        return isStopped ? 130 : Session.exitCode(of: error)
      }
    }
    return (isEmpty && failsWhenEmpty) || !unmade.isEmpty ? Session.nothingThere : 0
  }

  /// Runs sentences one after the other; true when the last gave no rows.
  ///
  /// - Throws: ``FailedSentence``, about the innermost sentence that failed.
  func run(
    _ sentences: [(sentence: Program.Sentence, span: Span)], of source: SourceText,
    _ tell: (String) -> Void
  ) throws -> Bool {
    var isEmpty = false
    for (sentence, span) in sentences {
      let line = source.position(of: span.start).line
      let place = source.name.map { "\($0):\(line)" } ?? "\(line)"
      begins(at: place)
      do {
        isEmpty = try run(sentence, of: source, tell)
      } catch let failed as FailedSentence {
        throw failed
      } catch {
        throw FailedSentence(place: place, subjects: sentence.subjects, error: error)
      }
    }
    return isEmpty
  }

  /// Answers a sentence of the program's own, in the middle of one that somebody typed.
  func answer(_ sentence: String, _ tell: (String) -> Void) {
    let source = SourceText(sentence)
    let (program, _, diagnostics) = Checker.check(source, against: schema)
    tell(diagnostics.map { $0.text(source, schema, tongue) }.joined())
    do {
      for (sentence, span) in program?.sentences ?? [] {
        if echoes { try echo(source, from: 0, sentence, span) }
        _ = try run(sentence, of: source, tell)
        try out.flush()
      }
    } catch {
      tell(Message(error).text(tongue) + "\n")
    }
  }

  /// What stays of a script that ended early; nothing when there was nothing.
  private var doneBefore: String {
    if done.isEmpty { return "" }
    // A sentence of a loop may have been done often.
    var often: [(words: String, count: Int)] = []
    for (place, verb) in done {
      let words = "\(place) \(verb.word(tongue))"
      if let known = often.firstIndex(where: { $0.words == words }) {
        often[known].count += 1
      } else {
        often.append((words, 1))
      }
    }
    let shown = often.prefix(20).map { $0.words + ($0.count > 1 ? " (\($0.count)×)" : "") }
      .joined(separator: ", ")
    let more = often.count > 20 ? ", … (\(done.count))" : ""
    return tongue == .nl
      ? "     wat ervoor gedaan is, blijft: \(shown)\(more)\n"
      : "     what was done before it stays: \(shown)\(more)\n"
  }

  /// A sentence as it stands in its script, with the comments before it; its answers come later.
  private func echo(
    _ source: SourceText, from start: Int, _ sentence: Program.Sentence, _ span: Span
  ) throws {
    var lines = source.text(Span(start, span.end)).split(separator: "\n").map(String.init)
    if case .change(.assess, _) = sentence { lines.removeAll { $0.hasPrefix(">") } }
    lines = lines.filter { !$0.allSatisfy(\.isWhitespace) && $0 != ";" }
    if start > 0 { try out.write("\n") }
    for line in lines {
      try out.write(line.hasPrefix("#") ? "\(line)\n" : "\(promptText)\(line)\n")
    }
  }

  /// Checks a program without running it.
  package func check(_ source: SourceText, tell: (String) -> Void) -> Int32 {
    let (_, _, diagnostics) = Checker.check(source, against: schema)
    tell(diagnostics.map { $0.text(source, schema, tongue, width: excerptWidth) }.joined())
    return Session.exitCode(diagnostics)
  }

  /// Nothing failed, and what was asked for is not there: no rows, or a file that was not made.
  package static let nothingThere: Int32 = 4

  /// A refusal outranks a wrong program, and that a missing plugin.
  private static func exitCode(_ diagnostics: [Diagnostic]) -> Int32 {
    diagnostics.map(\.exitCode).max() ?? 0
  }

  /// 3 for what is not allowed, 1 for every other failure.
  package static func exitCode(of error: any Error) -> Int32 {
    // What is no text is a wrong program, as in a script.
    error is any Refusal ? 3 : error is UnreadableInput ? 2 : 1
  }

  static func milliseconds(since start: ContinuousClock.Instant) -> String {
    let duration = ContinuousClock.now - start
    let micros =
      duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
    return "\(micros / 1000).\(micros % 1000 / 100)"
  }

  /// Runs one sentence; true when it gave no rows.
  private func run(
    _ sentence: Program.Sentence, of source: SourceText, _ tell: (String) -> Void
  ) throws -> Bool {
    if sentence.opensStore { try store?.logIn() }
    switch sentence {
    case .assign, .parameter: return false
    case .loop(let loop): return try run(loop, of: source, tell)
    case .runFile(let path): return try runFile(path, tell)
    case .change(let verb, let isDry):
      try change(verb, isDry: isDry, tell)
      return false
    case .resume:
      try resume(tell)
      return false
    case .query(let query):
      return try asking(query) { try answer(limited(query), tell) }
    }
  }

  /// Answers one query; true when it gave no rows.
  private func answer(_ query: Query, _ tell: (String) -> Void) throws -> Bool {
    let outcome = try runner(of: query).run(query)
    if isCancelled() { throw CancellationError() }
    if let export = outcome.export {
      try self.export(outcome, export, query, tell)
      if export.isMended { tell("\(Session.mended.text(tongue))\n") }
      if outcome.frame.leftOut > 0 { tell("\(leftOut(outcome))\n") }
    } else {
      last = outcome
      try show(outcome)
    }
    for note in outcome.notes { tell(note.text(tongue) + "\n") }
    if mode == .table, outcome.export == nil, outcome.documents.isEmpty { tell(footer(outcome)) }
    return outcome.matchedNothing
  }

  /// What a period limits is answered as it was at the end of the period.
  private func limited(_ query: Query) -> Query {
    guard query.export?.format == .spb, let end = query.export?.period?.upperBound else {
      return query
    }
    return query.asOf(end < today ? min(query.asOf ?? end, end) : query.asOf)
  }

  /// With who is behind the rows where that matters.
  func runner(of query: Query) throws -> QueryRunner {
    var runner = try runner(asOf: query.asOf, for: query.export)
    if query.comparesPeople { try store?.logDuplicates(actor: policy.actor) }
    let tellsOfPeople = query.source.hasClients || query.source == .audit
    if tellsOfPeople, query.export?.isDeIdentified == true, let store {
      runner.deIdentifier = DeIdentifier(store.pseudonyms)
      runner.followsPeople = true
    }
    runner.isForFile = query.exports
    runner.mostAtOnce = mostAtOnce
    if tellsOfPeople, query.publishes { runner.followsPeople = true }
    return runner
  }

  /// - Parameter export: what is written of it, which says whether it is a document or a table.
  func runner(asOf day: Day?, for export: ExportRef? = nil) throws -> QueryRunner {
    let isForReading = mode == .table || mode == .markdown
    return QueryRunner(
      source: store == nil ? EmptySource() : try source(asOf: day), plugins: plugins,
      ready: ready, today: day ?? today,
      sealed: { [self] clients, field in
        guard let store else { throw StoreError(.notAStore) }
        return try store.words(
          of: clients, field: field, until: day, actor: policy.actor, isStopped: isCancelled)
      },
      purposes: { [self] rows, clients in
        guard let store else { throw StoreError(.notAStore) }
        return try store.purposes(of: rows, clients: clients, actor: policy.actor)
      },
      actionWords: { [self] column, rows, clients in
        guard let store else { throw StoreError(.notAStore) }
        return try store.words(
          column, ofActions: rows, clients: clients, actor: policy.actor)
      },
      tongue: tongue, policy: policy,
      registrations: { [self] clients, plugin, mayReadNotes in
        // Narrative goes into a file only where the export names it.
        let withNotes = mayReadNotes && export?.withNotes ?? true
        guard let store else { throw StoreError(.notAStore) }
        if withNotes, let plugin {
          try store.logNotes(of: clients, through: plugin.id, actor: policy.actor)
        }
        return try clients.map {
          if isCancelled() { throw CancellationError() }
          return try store.registrations(
            of: $0, through: plugin?.id, notes: withNotes && plugin != nil
          ).filter { kept in day.map { kept.on <= $0 } ?? true }
        }
      },
      observations: { [store] client in
        try (store?.observations(of: client) ?? []).filter { observed in
          day.map { observed.on <= $0 } ?? true
        }
      },
      numbered: { [self] in try numbered($0) },
      person: { [store] in try store?.person(of: $0) ?? $0 },
      stories: { [self] clients in
        guard let store else { throw StoreError(.notAStore) }
        // Nobody's name goes into a file inside a text.
        let opens = policy.forbidden.isEmpty && export == nil
        if opens { try store.logHistory(of: clients, actor: policy.actor) }
        return try clients.map {
          HistoryTable.Story(
            versions: try store.versions(of: $0, opens: opens),
            merges: try store.merges(of: $0, opens: opens))
        }
      },
      trail: { [store] in
        guard let store else { throw StoreError(.notAStore) }
        return try store.trail()
      },
      report: { [self] ref in try report(ref) },
      makesDocuments: export.map { $0.format.isForReading && !$0.isDeIdentified } ?? isForReading,
      isCancelled: isCancelled)
  }

  private static let mended = Label(
    nl: "let op: in de bestandsnaam staat _ voor wat er niet in kan",
    en: "note: in the file name _ stands for what cannot be in one")

  /// A ready-made report on what is known today.
  private func report(_ ref: ReportRef) throws -> Report {
    try ReportMaker(
      ref: ref, today: today, run: { [self] in try runner(asOf: nil).run($0).frame },
      source: { [self] in try source(asOf: $0) },
      plugin: { [self] id in
        guard let plugin = plugin(id) else { return nil }
        try ready(plugin)
        return plugin
      }, policy: policy, rulesFile: settings.places.rules, isCancelled: isCancelled
    ).report()
  }

  /// - Throws: ``UnmovedAnswers``.
  func ready(_ plugin: LoadedPlugin) throws {
    if let store { try Migrator(store, plugin).mustBeAccepted() }
  }

  private func show(_ outcome: QueryRunner.Outcome) throws {
    let isForReading = mode == .table || mode == .markdown
    if outcome.documents.isEmpty || (!isForReading && !outcome.frame.columns.isEmpty) {
      try show(outcome.frame)
    } else {
      try show(outcome.documents)
    }
  }

  /// The last result again, in another mode where one is given; false when there is none.
  func showLast(in other: OutputMode?) throws -> Bool {
    guard let last else { return false }
    let usual = mode
    defer { mode = usual }
    mode = other ?? usual
    try show(last)
    return true
  }

  private func show(_ documents: [Document]) throws {
    let renderer = DocumentRenderer(width: width() ?? 100)
    for (number, document) in documents.enumerated() {
      if number > 0 { try out.write("\n") }
      try out.write(
        mode == .markdown ? renderer.markdown(document) : renderer.terminal(document))
    }
  }

  private func show(_ frame: Frame) throws {
    let sink = StoppableSink(out, isStopped: isCancelled)
    let typed = mode == .json || mode == .ndjson
    let frame = typed ? frame : frame.withHiddenWords(mode == .csv ? .en : tongue)
    let headings = frame.columns.map { schema.heading($0.name, tongue) }
    switch mode {
    case .table:
      try TerminalTable(width: width(), tongue: tongue, headings: headings).write(frame, to: sink)
    case .csv: try TableFormat.csv(excel: false).write(frame, to: sink)
    case .json: try TableFormat.json.write(frame, to: sink)
    case .ndjson: try TableFormat.ndjson.write(frame, to: sink)
    case .markdown:
      try TableFormat.markdown(tongue).write(headed(frame), to: sink)
    }
  }

  private func leftOut(_ outcome: QueryRunner.Outcome) -> String {
    let count = outcome.frame.leftOut
    return tongue == .nl ? "\(count) weggelaten: onbekend" : "\(count) left out: unknown"
  }

  /// How many rows, what was left out as unknown, and the day when only the clock knew it.
  private func footer(_ outcome: QueryRunner.Outcome) -> String {
    let rows = outcome.frame.rowCount
    var parts: [String] = []
    if rows != 1 { parts.append(Counted.row.text(rows, tongue)) }
    if let answers = outcome.answers { parts.append(Counted.answer.text(answers, tongue)) }
    if outcome.frame.leftOut > 0 { parts.append(leftOut(outcome)) }
    if store?.fixedDate != today { parts.append(tongue == .nl ? "op \(today)" : "on \(today)") }
    return parts.isEmpty ? "" : parts.joined(separator: " · ") + "\n"
  }
}

/// A source for sentences about the program itself, when no store is open.
private final class EmptySource: ColumnSource {
  func rowCount(_ kind: RowKind) throws -> Int { throw StoreError(.notAStore) }
  func column(_ name: String, of kind: RowKind) throws -> Column? { throw StoreError(.notAStore) }
  func planes(_ name: PlaneName) throws -> LevelPlanes { throw StoreError(.notAStore) }
  func history(_ instrument: String) throws -> History? { throw StoreError(.notAStore) }
}
