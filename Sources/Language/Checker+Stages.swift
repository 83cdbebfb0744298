import InstrumentKit
import Profile

extension Checker {
  mutating func checked(_ stage: SyntaxStage, _ scope: inout Scope) -> Stage? {
    switch stage.kind {
    case .keep(let condition): return checked(condition, scope).map { .keep($0) }
    case .score(let word, let accepted): return score(word, accepted, stage.span, &scope)
    case .explain(let word):
      guard let id = instrument(word, stage.span, &scope) else { return nil }
      scope.columns = Checker.explained
      return .explain(instrument: id)
    case .document(let word):
      guard let id = instrument(word, stage.span, &scope) else { return nil }
      scope.columns = Checker.documented
      return .document(instrument: id)
    case .suggest(let word):
      guard let id = instrument(word, stage.span, &scope) else { return nil }
      scope.columns = Checker.suggested
      return .suggest(instrument: id)
    case .compare(let from, let to):
      guard scope.columns == nil, scope.source.hasClients else {
        note(.noClients, stage.span)
        return nil
      }
      scope.columns = Checker.compared
      let (first, last) = (day(from), day(to))
      if let first, let last, first > last { note(.turned, stage.span) }
      return .compare(from: first, to: last)
    case .chart:
      if scope.columns == nil, scope.source.hasClients {
        scope.columns = Checker.charted
        return .chart
      }
      guard let columns = scope.columns, columns.last?.type == .count, columns.count > 1 else {
        note(.nothingToDraw, stage.span)
        return nil
      }
      return .chart
    case .history:
      guard scope.columns == nil, scope.source.hasClients else {
        note(.noClients, stage.span)
        return nil
      }
      scope.columns = Checker.versions
      return .history
    case .publish, .list: return nil
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

  /// What `history` makes: a row per version of an entry.
  private static let versions = [
    "client", "entry", "on", "kind", "deed", "change", "at", "operator", "organisation", "because",
  ].map { ColumnRef(name: $0, type: $0 == "on" ? .day : .text, origin: .column) }

  /// What `explain` makes: who, what came out, and why.
  private static let explained = ["client", "measure", "value", "rule", "because"].map {
    ColumnRef(name: $0, type: .text, origin: .column)
  }

  /// What `document` makes: who answered what when; open answers are for reading only.
  private static let documented = [
    ColumnRef(name: "client", type: .text, origin: .column),
    ColumnRef(name: "on", type: .day, origin: .column),
    ColumnRef(name: "contributor", type: .text, origin: .column),
    ColumnRef(name: "item", type: .text, origin: .column),
    ColumnRef(name: "answer", type: .text, origin: .column),
  ]

  /// What `suggest` makes: each open item, and what is known from elsewhere.
  private static let suggested = [
    ColumnRef(name: "client", type: .text, origin: .column),
    ColumnRef(name: "item", type: .text, origin: .column),
    ColumnRef(name: "label", type: .text, origin: .column),
    ColumnRef(name: "threshold", type: .code(Names.thresholds), origin: .column),
    ColumnRef(name: "how", type: .code(Names.suggestion), origin: .column),
    ColumnRef(name: "answer", type: .text, origin: .column),
    ColumnRef(name: "level", type: .level, origin: .column),
    ColumnRef(name: "source", type: .text, origin: .column),
    ColumnRef(name: "on", type: .day, origin: .column),
  ]

  /// What `chart` makes of clients: every level that was ever observed.
  private static let charted = [
    ColumnRef(name: "client", type: .text, origin: .column),
    ColumnRef(name: "threshold", type: .code(Names.thresholds), origin: .column),
    ColumnRef(name: "on", type: .day, origin: .column),
    ColumnRef(name: "level", type: .level, origin: .column),
    ColumnRef(name: "source", type: .text, origin: .column),
  ]

  /// What `compare` makes: the newest levels on two days, and what became of each.
  private static let compared = [
    ColumnRef(name: "client", type: .text, origin: .column),
    ColumnRef(name: "threshold", type: .code(Names.thresholds), origin: .column),
    ColumnRef(name: "before", type: .level, origin: .column),
    ColumnRef(name: "after", type: .level, origin: .column),
    ColumnRef(name: "change", type: .code(Names.change), origin: .column),
    ColumnRef(name: "source-before", type: .text, origin: .column),
    ColumnRef(name: "source-after", type: .text, origin: .column),
  ]

  private mutating func score(
    _ word: Word, _ accepted: Bool, _ span: Span, _ scope: inout Scope
  ) -> Stage? {
    guard let id = instrument(word, span, &scope) else { return nil }
    if scope.scored.contains(id) {
      note(.doubleColumn(id), word.span)
      return nil
    }
    scope.scored.append(id)
    return .score(instrument: id, acceptedOnly: accepted)
  }

  /// An instrument that some plugin provides.
  mutating func known(_ word: Word, _ scope: inout Scope) -> Schema.InstrumentNames? {
    if let instrument = schema.instrument(word.text) { return instrument }
    let near = Nearest.of(word.text, among: schema.instruments.map(\.id))
    note(
      .unknownInstrument(word.text, searched: schema.searched, near: near.map { [$0] } ?? []),
      word.span)
    scope.missing.insert(Names.folded(word.text))
    return nil
  }

  /// An instrument that can look at the clients of this table.
  private mutating func instrument(
    _ word: Word, _ span: Span, _ scope: inout Scope
  ) -> String? {
    guard let instrument = known(word, &scope) else { return nil }
    guard scope.columns == nil, scope.source.hasClients else {
      note(.noClients, span)
      return nil
    }
    return instrument.id
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
      if title != nil { scope.renamed.insert(heading) }
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
      if ref.type.element != ref.type { note(.listSorted(ref.name), key.name.span) }
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
    ColumnRef(name: ref.name, type: ref.type.element, origin: .column)
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
      guard let function = SummaryFunction(word: summary.function.text) else {
        note(.unknownFunction(summary.function.text), summary.function.span)
        continue
      }
      guard let type = type(of: function, ref, summary.column.span) else { continue }
      let title = summary.title?.text ?? "\(function.rawValue)-\(ref.name)"
      scope.renamed.insert(title)
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
}
