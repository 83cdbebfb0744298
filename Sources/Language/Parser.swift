import InstrumentKit

/// Reads tokens into a tree; production names are those of the grammar.
struct Parser {
  private let tokens: [Token]
  private(set) var diagnostics: [Diagnostic]
  private var place = 0
  private var depth = 0
  /// Whether the text ended where more was needed.
  private(set) var wantsMore = false

  /// Deeper nesting is refused, so that no text can exhaust the stack.
  static let deepest = 100

  init(_ source: SourceText) {
    let (tokens, diagnostics) = Lexer.tokens(of: source)
    self.tokens = Parser.joined(tokens)
    self.diagnostics = diagnostics
  }

  static func parse(_ source: SourceText) -> (SyntaxProgram, [Diagnostic]) {
    var parser = Parser(source)
    let lexical = parser.diagnostics.count
    let program = parser.program()
    // Once a character is left out, what seems to be missing after it says little.
    let rest = parser.diagnostics.dropFirst(lexical).filter { diagnostic in
      if lexical > 0, case .expected = diagnostic.kind { false } else { true }
    }
    return (program, parser.diagnostics.prefix(lexical) + rest)
  }

  /// Drops the line ends that end no sentence: inside brackets, after what asks for more, and
  /// before a line that begins with a bar.
  private static func joined(_ tokens: [Token]) -> [Token] {
    var kept: [Token] = []
    var brackets = 0
    for (index, token) in tokens.enumerated() {
      if token.isSymbol("(") { brackets += 1 }
      if token.isSymbol(")") { brackets = max(0, brackets - 1) }
      if token.kind == .newline {
        let next = tokens[(index + 1)...].first { $0.kind != .newline }
        if brackets > 0 || next?.isSymbol("|") == true { continue }
        if let last = kept.last, asksForMore(last) { continue }
      }
      kept.append(token)
    }
    return kept
  }

  private static func asksForMore(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(let symbol): return !["}", ")", ";"].contains(symbol)
    case .word:
      switch token.keyword {
      case .and, .or, .not, .where, .by, .has, .in, .between, .because, .show, .score: return true
      default: return false
      }
    default: return false
    }
  }

  private var token: Token { tokens[place] }

  private mutating func advance() -> Token {
    let token = tokens[place]
    if place < tokens.count - 1 { place += 1 }
    return token
  }

  private mutating func take(_ symbol: String) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    _ = advance()
    return true
  }

  private mutating func take(_ keyword: Keyword) -> Bool {
    guard token.keyword == keyword else { return false }
    _ = advance()
    return true
  }

  /// Tells what was expected and gives up on this sentence.
  private mutating func fail(_ expected: Diagnostic.Expected) -> SyntaxFailure {
    if token.kind == .end { wantsMore = true }
    diagnostics.append(
      Diagnostic(
        .expected(expected, isEnd: token.kind == .end || token.kind == .newline), token.span))
    return SyntaxFailure()
  }

  private mutating func word(_ expected: Diagnostic.Expected) throws(SyntaxFailure) -> Word {
    guard case .word(let text) = token.kind else { throw fail(expected) }
    return Word(text: text, span: advance().span)
  }

  private mutating func words() throws(SyntaxFailure) -> [Word] {
    var words = [try word(.name)]
    while take(",") { words.append(try word(.name)) }
    return words
  }

  // program = { sentence (newline | ";") }
  mutating func program() -> SyntaxProgram {
    var sentences: [SyntaxSentence] = []
    while token.kind != .end {
      if token.kind == .newline || token.isSymbol(";") {
        _ = advance()
        continue
      }
      do throws(SyntaxFailure) {
        sentences.append(try sentence())
        if token.kind != .newline, token.kind != .end, !token.isSymbol(";") {
          throw fail(.barOrEnd)
        }
      } catch {
        while token.kind != .newline, token.kind != .end, !token.isSymbol(";") { _ = advance() }
      }
    }
    return SyntaxProgram(sentences: sentences)
  }

  // sentence = "let" name "=" query | [ "dry" ] record | query
  private mutating func sentence() throws(SyntaxFailure) -> SyntaxSentence {
    let start = token.span
    let kind: SyntaxSentence.Kind
    if take(.let) {
      let name = try word(.name)
      guard take("=") else { throw fail(.symbol("=")) }
      kind = .assign(name, try query())
    } else if token.keyword == .dry || token.keyword == .record {
      let isDry = take(.dry)
      guard take(.record) else { throw fail(.keyword(.record)) }
      kind = .record(try record(isDry: isDry))
    } else {
      kind = .query(try query())
    }
    return SyntaxSentence(kind: kind, span: start.through(tokens[max(0, place - 1)].span))
  }

  // record = "record" client threshold "=" level [ "on" date ] [ "because" text ]
  private mutating func record(isDry: Bool) throws(SyntaxFailure) -> SyntaxRecord {
    let client = try word(.client)
    let threshold = try word(.threshold)
    guard take("=") else { throw fail(.symbol("=")) }
    let level = try word(.level)
    var on: Day?
    if take(.on) {
      guard case .day(let day) = token.kind else { throw fail(.day) }
      on = day
      _ = advance()
    }
    var because: String?
    if take(.because) {
      guard case .text(let text) = token.kind else { throw fail(.text) }
      because = text
      _ = advance()
    }
    return SyntaxRecord(
      client: client, threshold: threshold, level: level, on: on, because: because, isDry: isDry)
  }

  // query = source [ stage ] { "|" stage }
  private mutating func query() throws(SyntaxFailure) -> SyntaxQuery {
    if let keyword = token.keyword, Keyword.later.contains(keyword) {
      diagnostics.append(Diagnostic(.notYet(keyword), token.span))
      throw SyntaxFailure()
    }
    let source = try word(.source)
    let client = Keyword(word: source.text) == .client ? try word(.client) : nil
    var stages: [SyntaxStage] = []
    if let keyword = token.keyword, Keyword.stages.contains(keyword) { stages.append(try stage()) }
    while take("|") { stages.append(try stage()) }
    return SyntaxQuery(source: source, client: client, stages: stages)
  }

  // stage = where | score | show | sort | first | distinct | count | summarise | export
  private mutating func stage() throws(SyntaxFailure) -> SyntaxStage {
    let name = try word(.stage)
    guard let keyword = Keyword(word: name.text), Keyword.stages.contains(keyword) else {
      if let keyword = Keyword(word: name.text), Keyword.later.contains(keyword) {
        diagnostics.append(Diagnostic(.notYet(keyword), name.span))
      } else {
        diagnostics.append(Diagnostic(.unknownStage(name.text), name.span))
      }
      throw SyntaxFailure()
    }
    let kind = try self.kind(of: keyword)
    return SyntaxStage(kind: kind, span: name.span)
  }

  private mutating func kind(of keyword: Keyword) throws(SyntaxFailure) -> SyntaxStage.Kind {
    switch keyword {
    case .where: return .keep(try condition())
    case .score:
      let instrument = try word(.instrument)
      return .score(instrument, accepted: take(.accepted))
    case .show: return .show(try shown())
    case .sort: return .sort(try sortKeys())
    case .first:
      guard case .word(let digits) = token.kind, let count = Int(digits) else {
        throw fail(.number)
      }
      _ = advance()
      return .first(count)
    case .distinct:
      if case .word = token.kind { return .distinct(try words()) }
      return .distinct([])
    case .count: return .count(take(.by) ? try words() : [])
    case .summarise:
      var summaries = [try summary()]
      while take(",") { summaries.append(try summary()) }
      return .summarise(summaries, by: take(.by) ? try words() : [])
    default: return .export(try export())
    }
  }

  // show = name [ "as" name ] { "," name [ "as" name ] }
  private mutating func shown() throws(SyntaxFailure) -> [(name: Word, title: Word?)] {
    var columns: [(name: Word, title: Word?)] = []
    repeat {
      let name = try word(.name)
      columns.append((name, take(.as) ? try word(.name) : nil))
    } while take(",")
    return columns
  }

  // sort = name [ "asc" | "desc" ] { "," name [ "asc" | "desc" ] }
  private mutating func sortKeys() throws(SyntaxFailure) -> [(name: Word, descending: Bool)] {
    var keys: [(name: Word, descending: Bool)] = []
    repeat {
      let name = try word(.name)
      let descending = take(.desc)
      if !descending { _ = take(.asc) }
      keys.append((name, descending))
    } while take(",")
    return keys
  }

  // summary = function "(" name ")" [ "as" name ]
  private mutating func summary() throws(SyntaxFailure) -> SyntaxSummary {
    let function = try word(.function)
    guard take("(") else { throw fail(.symbol("(")) }
    let column = try word(.name)
    guard take(")") else { throw fail(.symbol(")")) }
    return SyntaxSummary(
      function: function, column: column, title: take(.as) ? try word(.name) : nil)
  }

  // export = format text { "overwrite" | "excel" | "for" ( "excel" | text ) }
  private mutating func export() throws(SyntaxFailure) -> SyntaxExport {
    let format = try word(.format)
    guard case .text(let path) = token.kind else { throw fail(.path) }
    let pathSpan = advance().span
    var overwrites = false
    var forExcel = false
    var purpose: String?
    while true {
      if take(.overwrite) {
        overwrites = true
      } else if take(.excel) {
        forExcel = true
      } else if take(.for) {
        guard case .text(let text) = token.kind else { throw fail(.purpose) }
        purpose = text
        _ = advance()
      } else {
        return SyntaxExport(
          format: format, path: path, pathSpan: pathSpan, overwrites: overwrites,
          forExcel: forExcel, purpose: purpose)
      }
    }
  }

  // condition = conjunction { "or" conjunction }
  private mutating func condition() throws(SyntaxFailure) -> SyntaxCondition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.deepest else {
      diagnostics.append(Diagnostic(.tooDeep(Parser.deepest), token.span))
      throw SyntaxFailure()
    }
    var parts = [try conjunction()]
    while take(.or) { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  // conjunction = negation { "and" negation }
  private mutating func conjunction() throws(SyntaxFailure) -> SyntaxCondition {
    var parts = [try negation()]
    while take(.and) { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  // negation = { "not" } ( "(" condition ")" | comparison )
  private mutating func negation() throws(SyntaxFailure) -> SyntaxCondition {
    var isNegated = false
    while take(.not) { isNegated.toggle() }
    let inner: SyntaxCondition
    if take("(") {
      inner = try condition()
      guard take(")") else { throw fail(.symbol(")")) }
    } else {
      inner = try comparison()
    }
    return isNegated ? .not(inner) : inner
  }

  // comparison = name [ operator value | "in" "(" values ")" | "between" value "and" value
  //            | "has" value | "is" ( "known" | "unknown" ) ]
  private mutating func comparison() throws(SyntaxFailure) -> SyntaxCondition {
    let name = try word(.condition)
    if case .symbol(let symbol) = token.kind, let sign = Operator(rawValue: symbol) {
      let span = advance().span
      return .compare(name, sign, try value(), span)
    }
    if take(.in) { return .among(name, try values()) }
    if take(.has) { return .has(name, try value()) }
    if take(.between) {
      let low = try value()
      guard take(.and) else { throw fail(.keyword(.and)) }
      return .between(name, low, try value())
    }
    if take(.is) {
      if take(.known) { return .isKnown(name, true) }
      guard take(.unknown) else { throw fail(.knownOrUnknown) }
      return .isKnown(name, false)
    }
    return .bare(name)
  }

  // values = "(" value { "," value } ")"
  private mutating func values() throws(SyntaxFailure) -> [SyntaxValue] {
    guard take("(") else { throw fail(.symbol("(")) }
    var values = [try value()]
    while take(",") { values.append(try value()) }
    guard take(")") else { throw fail(.symbol(")")) }
    return values
  }

  // value = word | text | date | quarter
  private mutating func value() throws(SyntaxFailure) -> SyntaxValue {
    let kind: SyntaxValue.Kind
    switch token.kind {
    case .word(let word): kind = .word(word)
    case .text(let text): kind = .text(text)
    case .day(let day): kind = .day(day)
    case .quarter(let quarter): kind = .quarter(quarter)
    default: throw fail(.value)
    }
    return SyntaxValue(kind: kind, span: advance().span)
  }
}

/// A sentence that cannot be read; what is wrong with it is in the diagnostics.
struct SyntaxFailure: Error {}

/// Whether a text at the prompt is a sentence already.
package enum Completeness: Hashable, Sendable {
  case complete, incomplete, wrong

  /// Decided by the parser itself.
  package init(of text: String) {
    var parser = Parser(SourceText(text))
    _ = parser.program()
    if parser.diagnostics.isEmpty {
      self = .complete
    } else {
      self = parser.wantsMore && parser.diagnostics.count == 1 ? .incomplete : .wrong
    }
  }
}
