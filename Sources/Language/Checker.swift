import InstrumentKit
import Profile

/// Resolves names and types of a whole program; every error of it is listed at once.
package struct Checker {
  private(set) var schema: Schema
  var diagnostics: [Diagnostic] = []
  /// What whoever runs the script gives for its parameters, by name, and not used yet.
  var given: [String: String] = [:]
  /// The parameters of the program.
  var declared: [String] = []
  /// Names of sentences that were wrong: what was wrong is told once.
  var broken: Set<String> = []

  /// - Returns: the program when there is nothing wrong with it, and the schema with what it
  ///   names added.
  /// - Parameter given: values for the parameters that the program declares.
  package static func check(
    _ source: SourceText, against schema: Schema, given: [String: String] = [:]
  ) -> (program: Program?, schema: Schema, diagnostics: [Diagnostic]) {
    let (syntax, found) = Parser.parse(source)
    var checker = Checker(schema: schema, diagnostics: found)
    checker.given = given
    let sentences = checker.checked(syntax.sentences)
    for name in checker.given.keys.sorted() {
      checker.note(.noParameter(name, known: checker.declared), Span(0, 0))
    }
    let diagnostics = checker.diagnostics.sorted { $0.span.start < $1.span.start }
    guard diagnostics.isEmpty else { return (nil, schema, diagnostics) }
    return (Program(sentences: sentences), checker.schema, [])
  }

  mutating func replaceSchema(_ schema: Schema) { self.schema = schema }

  mutating func note(_ kind: Diagnostic.Kind, _ span: Span) {
    diagnostics.append(Diagnostic(kind, span))
  }

  mutating func checked(_ sentences: [SyntaxSentence]) -> [(sentence: Program.Sentence, span: Span)]
  {
    sentences.compactMap { sentence in
      checked(sentence).map { (sentence: $0, span: sentence.span) }
    }
  }

  private mutating func checked(_ sentence: SyntaxSentence) -> Program.Sentence? {
    switch sentence.kind {
    case .query(let query): return checked(query).map { .query($0.query) }
    case .change(let verb, let isDry): return checked(verb).map { .change($0, isDry: isDry) }
    case .resume: return .resume
    case .parameter(let name, let value): return declare(name, value)
    case .loop(let loop): return checked(loop).map { .loop($0) }
    case .runFile(let path, let span): return .runFile(interpolated(path: path, span).path)
    case .assign(let name, let query):
      let isTaken = isTaken(name)
      guard let (checked, scope) = checked(query), !isTaken else {
        broken.insert(Names.folded(name.text))
        return nil
      }
      if checked.exports { note(.afterExport, query.source.span) }
      schema.variables[Names.folded(name.text)] = Schema.Variable(query: checked, scope: scope)
      return .assign(name.text, checked)
    }
  }

  mutating func checked(_ query: SyntaxQuery) -> (query: Query, scope: Scope)? {
    let before = diagnostics.count
    guard var (checked, scope) = begun(query) else { return nil }
    checked.stages += stages(of: query, after: checked.stages, &scope)
    guard diagnostics.count == before, !query.isBroken else { return nil }
    checked.columns = Checker.result(scope, schema)
    if let export = checked.export, export.isDeIdentified {
      let closed = Lineage(checked).closed(schema.catalog)
      for name in closed { note(.notDeIdentified(name), query.source.span) }
      if !closed.isEmpty { return nil }
      mustBeAskedBefore(checked, query.source.span)
      guard diagnostics.count == before else { return nil }
    }
    return (checked, scope)
  }

  /// What names mean where a query ends, as far as it could be read; nil without a source.
  mutating func scope(after query: SyntaxQuery) -> Scope? {
    guard case (let begun, var scope)? = begun(query) else { return nil }
    _ = stages(of: query, after: begun.stages, &scope)
    return scope
  }

  /// A query without its own stages yet.
  private mutating func begun(_ query: SyntaxQuery) -> (query: Query, scope: Scope)? {
    var scope: Scope
    var checked: Query
    if let variable = schema.variables[Names.folded(query.source.text)] {
      (checked, scope) = (variable.query, variable.scope)
    } else if let keyword = Keyword(word: query.source.text), let kind = SourceKind(keyword) {
      if schema.forbiddenSources.contains(kind) {
        note(.forbidden(kind.rawValue), query.source.span)
      }
      (checked, scope) = (Query(source: kind), Scope(source: kind))
    } else {
      if !broken.contains(Names.folded(query.source.text)) {
        note(.unknownSource(query.source.text), query.source.span)
      }
      return nil
    }
    if scope.source == .report {
      guard let syntax = query.report, let report = report(syntax) else { return nil }
      checked.report = report
      scope.columns = SourceKind.report.own.map {
        ColumnRef(name: $0.name, type: $0.type, origin: .column)
      }
      scope.isWholeReport = true
      scope.isByCounsellor = report.part == .counsellor
    }
    if let word = query.client { checked.client = self.checked(client: word) }
    if let day = query.asOf {
      if !scope.source.hasClients, scope.source != .report {
        note(.noClients, query.source.span)
      }
      checked.asOf = self.day(day)
    }
    if let known = query.known {
      if !scope.source.hasClients, scope.source != .report {
        note(.noClients, query.source.span)
      }
      checked.known = self.known(known)
    }
    if !query.instruments.isEmpty {
      checked.instruments = query.instruments.compactMap { known($0, &scope)?.id }
    }
    return (checked, scope)
  }

  private mutating func known(_ known: SyntaxKnown) -> KnownThen? {
    switch known {
    case .day(let day, _): self.day(day).map { .day($0) }
    case .link(let number, _): .link(number)
    }
  }

  /// - Parameter earlier: the stages of a named query that it begins with.
  private mutating func stages(
    of query: SyntaxQuery, after earlier: [Stage], _ scope: inout Scope
  ) -> [Stage] {
    var stages: [Stage] = []
    for stage in query.stages {
      if scope.isExported { note(.afterExport, stage.span) }
      if case .list(let name, let horizon) = stage.kind {
        stages += listed(name, horizon, &scope)
      } else if case .publish = stage.kind {
        if let made = publish(stage.span, after: earlier + stages, &scope) { stages.append(made) }
      } else if let checked = checked(stage, &scope) {
        stages.append(checked)
      }
      switch stage.kind {
      case .publish, .export: break
      default: scope.isWholeReport = false
      }
    }
    return stages
  }

  /// The columns that come out: those that stages fixed, or what the source shows by itself.
  private static func result(_ scope: Scope, _ schema: Schema) -> [ResultColumn] {
    if let columns = scope.columns {
      return columns.map { ResultColumn(name: $0.name, type: $0.type) }
    }
    let shown = scope.source.shown.compactMap { name -> ResultColumn? in
      guard case .column(let ref) = scope.resolve(Word(text: name, span: Span(0, 0)), schema) else {
        return nil
      }
      return ResultColumn(name: ref.name, type: ref.type)
    }
    return shown
      + scope.scored.compactMap(schema.instrument).flatMap { instrument in
        instrument.measures.filter { !$0.isForbidden }.map {
          ResultColumn(name: "\(instrument.id).\($0.name)", type: $0.type)
        }
      }
  }

  mutating func resolve(_ word: Word, _ scope: Scope) -> ColumnRef? {
    switch scope.resolve(word, schema) {
    case .column(let ref): return ref
    case .fault(let kind):
      note(kind, word.span)
      return nil
    case .told: return nil
    }
  }
}
