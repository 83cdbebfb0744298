import InstrumentKit
import Profile

/// Parameters, what loops stand at, and texts that hold their names.
extension Checker {
  mutating func give(_ value: SyntaxValue, to name: Word) {
    var changed = schema
    changed.constants[Names.folded(name.text)] = value
    replaceSchema(changed)
  }

  /// Whether a name already means something; told when it does.
  mutating func isTaken(_ name: Word) -> Bool {
    let isTaken =
      Keyword(word: name.text).map { !Keyword.contextual.contains($0) } ?? false
      || schema.catalog.field(name.text) != nil
      || schema.instrument(name.text) != nil || Scope.threshold(name.text) != nil
    if isTaken { note(.nameTaken(name.text), name.span) }
    return isTaken
  }

  /// A parameter with the value that is given for it, which is of the kind of its own.
  mutating func declare(_ name: Word, _ value: SyntaxValue) -> Program.Sentence? {
    declared.append(name.text)
    if isTaken(name) { return nil }
    guard let text = given.removeValue(forKey: name.text) else {
      give(expanded(value), to: name)
      return .parameter(name.text)
    }
    let read = Checker.read(text, as: value)
    guard let read else {
      note(.wrongSetting(name.text, TypeWord(value)), value.span)
      // What hangs on it is checked with the script's own value.
      give(value, to: name)
      return nil
    }
    give(read, to: name)
    return .parameter(name.text)
  }

  /// A text that somebody gave, of the kind of another value; nil when it is of another kind.
  private static func read(_ text: String, as value: SyntaxValue) -> SyntaxValue? {
    if case .text = value.kind {
      return SyntaxValue(kind: .text(ValueText.kept(text)), span: value.span)
    }
    guard let found = read(text), TypeWord(found) == TypeWord(value) else { return nil }
    return SyntaxValue(kind: found.kind, span: value.span)
  }

  private static func read(_ text: String) -> SyntaxValue? {
    var parser = Parser(SourceText(text))
    let value = try? parser.value()
    return parser.diagnostics.isEmpty && parser.token.kind == .end ? value : nil
  }

  /// A value out of a table, as a file has it.
  static func value(_ text: String, of type: FieldType, _ span: Span) -> SyntaxValue {
    let kind: SyntaxValue.Kind =
      switch type {
      case .day: Day(iso: text).map { .day($0) } ?? .text(text)
      case .text, .note, .words: .text(text)
      default: .word(text)
      }
    return SyntaxValue(kind: kind, span: span, isData: true)
  }

  mutating func checked(_ loop: SyntaxLoop) -> Loop? {
    let isTaken = isTaken(loop.name)
    guard let (query, _) = checked(loop.query), !isTaken else { return nil }
    guard !query.exports, !query.isForReading, let column = query.columns.first else {
      note(.afterExport, loop.query.source.span)
      return nil
    }
    // The sentences are checked now with some value, and again with each that comes.
    let outer = schema
    give(Checker.sample(column.type, loop.name.span), to: loop.name)
    _ = checked(loop.body)
    replaceSchema(outer)
    return Loop(
      query: query, column: column, name: loop.name, body: loop.body, schema: outer)
  }

  /// Any value that a column of this type can have.
  private static func sample(_ type: FieldType, _ span: Span) -> SyntaxValue {
    let kind: SyntaxValue.Kind =
      switch type {
      case .code(let list), .codes(let list): .word(list.codes.first?.en ?? "")
      case .level: .word("none")
      case .flag: .word("yes")
      case .day: .day(Day(number: 0))
      case .quarter: .quarter(Quarter(containing: Day(number: 0)))
      case .count, .percent, .decimal: .word("1")
      case .text, .note, .words: .text("x")
      }
    return SyntaxValue(kind: kind, span: span, isData: true)
  }

  /// What stands on the right of a comparison: a code of the left side's list comes first, then a
  /// parameter or what a loop stands at.
  func known(_ value: SyntaxValue, for ref: ColumnRef) -> SyntaxValue {
    if case .word(let text) = value.kind, !isConstant(text, for: ref),
      let constant = schema.constants[Names.folded(text)]
    {
      return SyntaxValue(
        kind: constant.kind, span: value.span, origin: text, isData: constant.isData)
    }
    return value
  }

  /// The day that is meant; nil is the day of reference.
  mutating func day(_ day: SyntaxDay) -> Day? {
    switch day {
    case .day(let day): return day
    case .today: return nil
    case .name(let word):
      guard let constant = schema.constants[Names.folded(word.text)] else {
        note(.notDeclared(word.text), word.span)
        return nil
      }
      guard case .day(let day) = constant.kind else {
        note(.wrongType(name: word.text, type: TypeWord(constant), found: .day), word.span)
        return nil
      }
      return day
    }
  }
}

extension SyntaxValue {
  /// As it stands in a text.
  var plain: String {
    switch kind {
    case .word(let word): word
    case .text(let text): text
    case .day(let day): "\(day)"
    case .quarter(let quarter): "\(quarter)"
    case .span(let span): "\(span)"
    }
  }
}
