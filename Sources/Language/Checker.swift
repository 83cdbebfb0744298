import InstrumentKit
import Profile

/// Resolves names and types of a whole program; every error of it is listed at once.
package struct Checker {
  private(set) var schema: Schema
  var diagnostics: [Diagnostic] = []

  /// - Returns: the program when there is nothing wrong with it, and the schema with what it
  ///   names added.
  package static func check(
    _ source: SourceText, against schema: Schema
  ) -> (program: Program?, schema: Schema, diagnostics: [Diagnostic]) {
    let (syntax, found) = Parser.parse(source)
    var checker = Checker(schema: schema, diagnostics: found)
    let sentences = syntax.sentences.compactMap { sentence in
      checker.checked(sentence).map { (sentence: $0, span: sentence.span) }
    }
    let diagnostics = checker.diagnostics.sorted { $0.span.start < $1.span.start }
    guard diagnostics.isEmpty else { return (nil, schema, diagnostics) }
    return (Program(sentences: sentences), checker.schema, [])
  }

  mutating func note(_ kind: Diagnostic.Kind, _ span: Span) {
    diagnostics.append(Diagnostic(kind, span))
  }

  private mutating func checked(_ sentence: SyntaxSentence) -> Program.Sentence? {
    switch sentence.kind {
    case .query(let query): return checked(query).map { .query($0.query) }
    case .record(let record): return checked(record).map { .record($0) }
    case .assign(let name, let query):
      let isTaken =
        Keyword(word: name.text) != nil || schema.catalog.field(name.text) != nil
        || schema.instrument(name.text) != nil || Scope.threshold(name.text) != nil
      if isTaken { note(.nameTaken(name.text), name.span) }
      guard let (checked, scope) = checked(query), !isTaken else { return nil }
      if checked.exports { note(.afterExport, query.source.span) }
      schema.variables[Names.folded(name.text)] = Schema.Variable(query: checked, scope: scope)
      return .assign(name.text, checked)
    }
  }

  private mutating func checked(_ record: SyntaxRecord) -> RecordVerb? {
    if !ClientCode.isWellFormed(record.client.text.utf8) {
      note(.badClient(record.client.text), record.client.span)
    }
    let threshold = Scope.threshold(record.threshold.text)
    if threshold == nil { note(.unknownThreshold(record.threshold.text), record.threshold.span) }
    let finding: Finding
    if let place = Checker.place(record.level.text, in: Names.levels),
      let level = Level(rawValue: UInt8(place + 1))
    {
      finding = .level(level)
    } else if let place = Checker.place(record.level.text, in: Names.absences),
      let absence = Absence(rawValue: UInt8(place))
    {
      finding = .absent(absence)
    } else {
      note(
        .wrongCode(
          record.level.text, list: "level",
          codes: Names.levels.codes.map(\.en) + Names.absences.codes.map(\.en), belongsTo: nil),
        record.level.span)
      return nil
    }
    guard let threshold else { return nil }
    return RecordVerb(
      client: record.client.text, threshold: threshold, finding: finding, on: record.on,
      because: record.because, isDry: record.isDry)
  }

  private mutating func checked(_ query: SyntaxQuery) -> (query: Query, scope: Scope)? {
    let before = diagnostics.count
    var scope: Scope
    var stages: [Stage] = []
    var client: String?
    if let variable = schema.variables[Names.folded(query.source.text)] {
      scope = variable.scope
      stages = variable.query.stages
      client = variable.query.client
    } else if let keyword = Keyword(word: query.source.text), let kind = SourceKind(keyword) {
      scope = Scope(source: kind)
    } else {
      note(.unknownSource(query.source.text), query.source.span)
      return nil
    }
    if let word = query.client {
      if !ClientCode.isWellFormed(word.text.utf8) { note(.badClient(word.text), word.span) }
      client = word.text
    }
    for stage in query.stages {
      if scope.isExported { note(.afterExport, stage.span) }
      if let checked = checked(stage, &scope) { stages.append(checked) }
    }
    guard diagnostics.count == before else { return nil }
    let columns = Checker.result(scope, schema)
    return (
      Query(source: scope.source, client: client, stages: stages, columns: columns), scope
    )
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
        instrument.measures.map {
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

  mutating func checked(_ stage: SyntaxStage, _ scope: inout Scope) -> Stage? {
    switch stage.kind {
    case .keep(let condition): return checked(condition, scope).map { .keep($0) }
    case .score(let word, let accepted): return score(word, accepted, stage.span, &scope)
    case .show(let columns):
      return fixed(columns, &scope).map { .show($0) }
    case .distinct(let words):
      if words.isEmpty, scope.columns != nil { return .distinct([]) }
      let named =
        words.isEmpty ? scope.source.shown.map { Word(text: $0, span: stage.span) } : words
      return fixed(named.map { ($0, nil) }, &scope).map { .distinct($0) }
    case .sort(let keys): return sort(keys, scope)
    case .first(let count): return .first(count)
    case .count(let words): return count(words, &scope)
    case .summarise(let summaries, let by): return summarise(summaries, by, &scope)
    case .export(let export): return self.export(export, &scope)
    }
  }

  private mutating func score(
    _ word: Word, _ accepted: Bool, _ span: Span, _ scope: inout Scope
  ) -> Stage? {
    guard let instrument = schema.instrument(word.text) else {
      let near = Nearest.of(word.text, among: schema.instruments.map(\.id))
      note(
        .unknownInstrument(word.text, searched: schema.searched, near: near.map { [$0] } ?? []),
        word.span)
      scope.missing.insert(Names.folded(word.text))
      return nil
    }
    guard scope.columns == nil, scope.source.hasClients else {
      note(.cannotScore, span)
      return nil
    }
    if scope.scored.contains(instrument.id) {
      note(.doubleColumn(instrument.id), word.span)
      return nil
    }
    scope.scored.append(instrument.id)
    return .score(instrument: instrument.id, acceptedOnly: accepted)
  }

  /// Names columns and makes them all that the table has from here on.
  private mutating func fixed(
    _ words: [(name: Word, title: Word?)], _ scope: inout Scope
  ) -> [(column: ColumnRef, title: String)]? {
    var columns: [(column: ColumnRef, title: String)] = []
    var isWhole = true
    for (name, title) in words {
      guard let ref = resolve(name, scope) else {
        isWhole = false
        continue
      }
      let heading = title?.text ?? ref.name
      if columns.contains(where: { $0.title == heading }) {
        note(.doubleColumn(heading), (title ?? name).span)
        isWhole = false
      }
      columns.append((ref, heading))
    }
    guard isWhole else { return nil }
    scope.columns = columns.map { ColumnRef(name: $0.title, type: $0.column.type, origin: .column) }
    return columns
  }

  private mutating func sort(
    _ keys: [(name: Word, descending: Bool)], _ scope: Scope
  ) -> Stage? {
    let refs = keys.compactMap { key -> (column: ColumnRef, descending: Bool)? in
      guard let ref = resolve(key.name, scope) else { return nil }
      if case .codes = ref.type { note(.listSorted(ref.name), key.name.span) }
      return (ref, key.descending)
    }
    return refs.count == keys.count ? .sort(refs) : nil
  }

  private mutating func count(_ words: [Word], _ scope: inout Scope) -> Stage? {
    let columns = grouping(words, scope)
    guard columns.count == words.count else { return nil }
    let count = ColumnRef(name: "count", type: .count, origin: .column)
    scope.columns = columns.map(Checker.element) + [count]
    return .count(columns)
  }

  private mutating func grouping(_ words: [Word], _ scope: Scope) -> [ColumnRef] {
    var columns: [ColumnRef] = []
    for word in words {
      guard let ref = resolve(word, scope) else { continue }
      if columns.contains(ref) || ref.name == "count" { note(.doubleColumn(ref.name), word.span) }
      columns.append(ref)
    }
    return columns
  }

  /// A list is counted by its answers, so what comes out is one answer.
  private static func element(_ ref: ColumnRef) -> ColumnRef {
    guard case .codes(let list) = ref.type else {
      return ColumnRef(name: ref.name, type: ref.type, origin: .column)
    }
    return ColumnRef(name: ref.name, type: .code(list), origin: .column)
  }

  private mutating func summarise(
    _ summaries: [SyntaxSummary], _ by: [Word], _ scope: inout Scope
  ) -> Stage? {
    let before = diagnostics.count
    let groups = grouping(by, scope)
    var columns = groups.map(Checker.element)
    var refs: [SummaryRef] = []
    for summary in summaries {
      guard let ref = resolve(summary.column, scope) else { continue }
      guard let function = SummaryFunction(rawValue: summary.function.text.lowercased()) else {
        note(.unknownFunction(summary.function.text), summary.function.span)
        continue
      }
      guard let type = type(of: function, ref, summary.column.span) else { continue }
      let title = summary.title?.text ?? "\(function.rawValue)-\(ref.name)"
      if columns.contains(where: { $0.name == title }) {
        note(.doubleColumn(title), (summary.title ?? summary.column).span)
      }
      columns.append(ColumnRef(name: title, type: type, origin: .column))
      columns.append(ColumnRef(name: "\(title).known", type: .count, origin: .column))
      refs.append(SummaryRef(function: function, column: ref, title: title))
    }
    guard diagnostics.count == before else { return nil }
    scope.columns = columns
    return .summarise(refs, by: groups)
  }

  /// Levels are ordinal: counted and compared, never averaged.
  private mutating func type(
    of function: SummaryFunction, _ ref: ColumnRef, _ span: Span
  ) -> FieldType? {
    if function == .count { return .count }
    switch (function, ref.type) {
    case (.min, .level), (.max, .level), (.min, .day), (.max, .day): return ref.type
    case (_, .level):
      note(.meanOfLevel(ref.name), span)
      return nil
    case (.min, .count), (.max, .count), (.min, .percent), (.max, .percent): return ref.type
    case (_, .count), (_, .percent): return .decimal
    default:
      note(.notSummable(ref.name), span)
      return nil
    }
  }

  private mutating func export(_ export: SyntaxExport, _ scope: inout Scope) -> Stage? {
    scope.isExported = true
    guard let format = ExportRef.Format(rawValue: export.format.text.lowercased()) else {
      note(.unknownFormat(export.format.text), export.format.span)
      return nil
    }
    return .export(
      ExportRef(
        format: format, path: export.path, overwrites: export.overwrites,
        forExcel: export.forExcel, purpose: export.purpose))
  }
}
