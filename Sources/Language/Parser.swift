import InstrumentKit

/// Reads tokens into a tree; production names are those of the grammar.
struct Parser {
  private let tokens: [Token]
  var diagnostics: [Diagnostic]
  private var place = 0
  var depth = 0
  /// Whether the text ended where more was needed.
  private(set) var wantsMore = false
  /// All that was looked for where the text ends.
  private(set) var wanted: [Place.Wanted] = []
  /// The query that was read last, as far as it could be.
  private(set) var lastQuery: SyntaxQuery?
  /// The stage that is read, for hints.
  var within: Keyword?
  /// What the last comparison is about, and the last instrument that was named.
  var subject: Word?
  private(set) var instrument: Word?

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
      case .and, .or, .not, .where, .by, .has, .in, .between, .within, .olderThan, .because, .show,
        .score:
        return true
      default: return false
      }
    default: return false
    }
  }

  var token: Token { tokens[place] }
  var next: Token? { place + 1 < tokens.count ? tokens[place + 1] : nil }

  mutating func advance() -> Token {
    let token = tokens[place]
    if place < tokens.count - 1 { place += 1 }
    return token
  }

  /// Remembers what could stand here, when nothing does.
  mutating func want(_ wanted: Place.Wanted) {
    // What is looked for after a sentence was given up belongs to none.
    if token.kind == .end, !wantsMore, !self.wanted.contains(wanted) { self.wanted.append(wanted) }
  }

  mutating func take(_ symbol: String) -> Bool {
    want(.symbol(symbol))
    guard token.isSymbol(symbol) else { return false }
    _ = advance()
    return true
  }

  mutating func take(_ keyword: Keyword) -> Bool {
    want(.keyword(keyword))
    guard token.keyword == keyword else { return false }
    _ = advance()
    return true
  }

  /// Tells what was expected and gives up on this sentence.
  mutating func fail(_ expected: Diagnostic.Expected) -> SyntaxFailure {
    want(.expected(expected))
    if token.kind == .end { wantsMore = true }
    diagnostics.append(
      Diagnostic(
        .expected(
          expected, isEnd: token.kind == .end || token.kind == .newline, in: within), token.span))
    return SyntaxFailure()
  }

  // answers = { newline answer }
  mutating func answers() -> [String] {
    var answers: [String] = []
    while token.kind == .newline,
      case .answer(let words) = tokens[min(place + 1, tokens.count - 1)].kind
    {
      answers.append(words)
      place += 2
    }
    return answers
  }

  mutating func word(_ expected: Diagnostic.Expected) throws(SyntaxFailure) -> Word {
    guard case .word(let text) = token.kind else { throw fail(expected) }
    // A code that is a word of the language is a code that was forgotten.
    if expected == .client, let keyword = token.keyword, ![.the, .last, .next].contains(keyword) {
      throw fail(expected)
    }
    let word = Word(text: text, span: advance().span)
    if expected == .instrument { instrument = word }
    return word
  }

  mutating func words(_ expected: Diagnostic.Expected = .name) throws(SyntaxFailure) -> [Word] {
    var words = [try word(expected)]
    while take(",") { words.append(try word(expected)) }
    return words
  }

  // program = sentences
  mutating func program() -> SyntaxProgram { SyntaxProgram(sentences: sentences(until: nil)) }

  // sentences = { sentence ( newline | ";" ) }
  mutating func sentences(until end: String?) -> [SyntaxSentence] {
    var sentences: [SyntaxSentence] = []
    func isEnd() -> Bool { token.kind == .end || end.map(token.isSymbol) ?? false }
    while !isEnd() {
      if token.kind == .newline || token.isSymbol(";") {
        _ = advance()
        continue
      }
      do throws(SyntaxFailure) {
        sentences.append(try sentence())
        if token.kind != .newline, !isEnd(), !token.isSymbol(";") { throw fail(.barOrEnd) }
      } catch {
        while token.kind != .newline, !isEnd(), !token.isSymbol(";") { _ = advance() }
      }
    }
    // What could stand here is what a sentence that begins here would look for.
    if token.kind == .end, place == 0 || tokens[place - 1].beginsSentence {
      let told = diagnostics
      _ = try? sentence()
      diagnostics = told
      wantsMore = false
    }
    return sentences
  }

  // sentence = "let" name "=" query | "resume" | "param" parameter | "for" loop | "run" text
  //          | [ "dry" ] change | query
  private mutating func sentence() throws(SyntaxFailure) -> SyntaxSentence {
    let start = token.span
    within = nil
    let kind: SyntaxSentence.Kind
    if take(.let) {
      let name = try word(.name)
      guard take("=") else { throw fail(.symbol("=")) }
      kind = .assign(name, try query())
    } else if take(.param) {
      kind = try parameter()
    } else if take(.for) {
      kind = try loop()
    } else if take(.run) {
      guard case .text(let path) = token.kind else { throw fail(.path) }
      kind = .runFile(path, advance().span)
    } else if take(.resume) {
      kind = .resume
    } else if take(.dry) {
      guard let verb = try change() else { throw fail(.change) }
      kind = .change(verb, isDry: true)
    } else if let verb = try change() {
      kind = .change(verb, isDry: false)
    } else {
      kind = .query(try query())
    }
    return SyntaxSentence(kind: kind, span: start.through(tokens[max(0, place - 1)].span))
  }

  // source = name | "client" client | "audit" [ client ] | "crosswalk" name name
  private mutating func source() throws(SyntaxFailure) -> (Word, Word?, [Word]) {
    let source = try word(.source)
    switch Keyword(word: source.text) {
    case .client: return (source, try word(.client), [])
    case .audit:
      guard case .word = token.kind, token.keyword.map(Parser.endsSource) != true else {
        return (source, nil, [])
      }
      return (source, try word(.client), [])
    case .crosswalk: return (source, nil, [try word(.instrument), try word(.instrument)])
    default: return (source, nil, [])
    }
  }

  // known = "on" day | "at" number
  private mutating func known() throws(SyntaxFailure) -> SyntaxKnown {
    if take(.on) { return .day(try day(), token.span) }
    guard take(.at) else { throw fail(.keyword(.on)) }
    guard case .word(let digits) = token.kind, let number = Parser.count(digits), number > 0 else {
      throw fail(.number)
    }
    return .link(number, advance().span)
  }

  private static func endsSource(_ keyword: Keyword) -> Bool {
    keyword == .as || Keyword.stages.contains(keyword)
  }

  // query = source { "as" ( "of" day | "known" ( "on" day | "at" number ) ) } [ stage ] { "|" stage }
  mutating func query() throws(SyntaxFailure) -> SyntaxQuery {
    if let keyword = token.keyword, Keyword.stages.contains(keyword) { throw fail(.source) }
    let (source, client, instruments) = try source()
    let report = Keyword(word: source.text) == .report ? try self.report() : nil
    // The Dutch word for "or" is the English "of".
    var asOf: SyntaxDay?
    var known: SyntaxKnown?
    while take(.as) {
      if take(.known) {
        known = try self.known()
      } else {
        guard take(.or) || take(.on) else { throw fail(.day) }
        asOf = try day()
      }
    }
    var stages: [SyntaxStage] = []
    var isBroken = false
    want(.expected(.stage))
    var isFirst = token.keyword.map(Keyword.stages.contains) ?? false
    func query() -> SyntaxQuery {
      SyntaxQuery(
        source: source, asOf: asOf, known: known, client: client, instruments: instruments,
        report: report,
        stages: stages,
        isBroken: isBroken)
    }
    while isFirst || take("|") {
      isFirst = false
      lastQuery = query()
      do throws(SyntaxFailure) {
        let stage = try stage()
        if !isBroken { stages.append(stage) }
      } catch {
        // What stands before and after it is looked at all the same.
        isBroken = true
        skipStage()
      }
    }
    // A stage that may go on names what stands before it.
    if token.kind != .end { lastQuery = query() }
    return query()
  }

  /// Passes over what is left of a stage.
  private mutating func skipStage() {
    var brackets = 0
    while token.kind != .end, token.kind != .newline {
      if token.isSymbol("(") { brackets += 1 }
      if token.isSymbol(")") { brackets -= 1 }
      let isEnd = ["|", ";", "}"].contains { token.isSymbol($0) }
      if brackets < 0 || (brackets == 0 && isEnd) { return }
      _ = advance()
    }
  }
}

/// A sentence that cannot be read; what is wrong with it is in the diagnostics.
struct SyntaxFailure: Error {}
