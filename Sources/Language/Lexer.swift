import InstrumentKit

/// The smallest pieces of a text.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case word(String)
    case text(String)
    case day(Day)
    case quarter(Quarter)
    case symbol(String)
    /// A line that begins with `>`: what somebody answers to a question.
    case answer(String)
    /// The number of an entry, as `#1203`.
    case entry(Int64)
    case newline
    case end
  }

  let kind: Kind
  let span: Span

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol(symbol) }

  /// Whether a sentence begins after it.
  var beginsSentence: Bool { kind == .newline || isSymbol(";") || isSymbol("{") }

  var keyword: Keyword? {
    if case .word(let word) = kind { Keyword(word: word) } else { nil }
  }
}

/// Cuts a text into tokens; what cannot be cut is told and left out.
struct Lexer {
  private let source: SourceText
  private var place = 0
  /// How many brackets are open.
  private var depth = 0
  private var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) { self.source = source }

  static func tokens(of source: SourceText) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(source)
    lexer.run()
    return (lexer.tokens, lexer.diagnostics)
  }

  private mutating func run() {
    while place < source.scalars.count { step() }
    tokens.append(Token(kind: .end, span: Span(place, place)))
  }

  /// Whether a line begins here, outside brackets.
  private var beginsLine: Bool {
    depth == 0 && (tokens.isEmpty || tokens.last?.kind == .newline)
  }

  /// The rest of the line answers a question of the sentence before it, whatever stands there.
  private mutating func readAnswer() {
    let end = source.scalars[place...].firstIndex(of: "\n") ?? source.scalars.count
    let words = String(String.UnicodeScalarView(source.scalars[place + 1..<end]))
    tokens.append(
      Token(
        kind: .answer(String(words.drop { $0 == " " }.reversed().drop { $0 == "\r" }.reversed())),
        span: Span(place, end)))
    place = end
  }

  private mutating func step() {
    let scalar = source.scalars[place]
    switch scalar {
    case "\n": add(.newline, 1)
    case " ", "\t", "\r", "\u{A0}", "\u{FEFF}": place += 1
    case "#": if !readEntry() { skipComment() }
    case "\"": readText()
    case "(", ")", ",", "|", ";", "{", "}":
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth = max(0, depth - 1) }
      add(.symbol(String(scalar)), 1)
    case "=": add(.symbol("="), 1)
    case ">" where beginsLine: readAnswer()
    case "!", "<", ">": readOperator(scalar)
    case "-" where isDigit(at: place + 1): readWord(signed: true)
    default:
      if Lexer.isWordScalar(scalar) { readWord() } else { refuse(scalar) }
    }
  }

  private mutating func add(_ kind: Token.Kind, _ length: Int) {
    tokens.append(Token(kind: kind, span: Span(place, place + length)))
    place += length
  }

  /// A number right after a word that is done to an entry; a comment anywhere else.
  private mutating func readEntry() -> Bool {
    guard tokens.last?.keyword.map(Keyword.ofEntries.contains) ?? false else { return false }
    var end = place + 1
    while isDigit(at: end) { end += 1 }
    let digits = source.text(Span(place + 1, end))
    guard let number = Int64(digits) else { return false }
    add(.entry(number), end - place)
    return true
  }

  private mutating func skipComment() {
    while place < source.scalars.count, source.scalars[place] != "\n" { place += 1 }
  }

  private mutating func readOperator(_ scalar: Unicode.Scalar) {
    let isPair = place + 1 < source.scalars.count && source.scalars[place + 1] == "="
    if scalar == "!", !isPair { return refuse(scalar) }
    add(.symbol(isPair ? "\(scalar)=" : String(scalar)), isPair ? 2 : 1)
  }

  private mutating func refuse(_ scalar: Unicode.Scalar) {
    diagnostics.append(Diagnostic(.strangeCharacter(scalar), Span(place, place + 1)))
    place += 1
  }

  /// A text runs to the next quote on the same line; `\"` and `\\` stand for themselves.
  private mutating func readText() {
    let start = place
    var text = String.UnicodeScalarView()
    place += 1
    while place < source.scalars.count {
      let scalar = source.scalars[place]
      if scalar == "\n" { break }
      place += 1
      if scalar == "\u{FFFD}" {
        diagnostics.append(Diagnostic(.notUTF8, Span(place - 1, place)))
      }
      if scalar == "\"" {
        tokens.append(Token(kind: .text(String(text)), span: Span(start, place)))
        return
      }
      if scalar == "\\", place < source.scalars.count,
        "\"\\".unicodeScalars.contains(source.scalars[place])
      {
        text.append(source.scalars[place])
        place += 1
      } else {
        text.append(scalar)
      }
    }
    diagnostics.append(Diagnostic(.unclosedText, Span(start, place)))
    tokens.append(Token(kind: .text(String(text)), span: Span(start, place)))
  }

  private func isDigit(at place: Int) -> Bool {
    place < source.scalars.count && ("0"..."9").contains(source.scalars[place])
  }

  /// The longest match: letters and digits, and points, dashes and underscores between them.
  ///
  /// - Parameter signed: whether a sign stands before it; inside a word a dash belongs to that.
  private mutating func readWord(signed: Bool = false) {
    let start = place
    if signed { place += 1 }
    while place < source.scalars.count {
      let scalar = source.scalars[place]
      if Lexer.isWordScalar(scalar) {
        place += 1
      } else if "-._".unicodeScalars.contains(scalar), place + 1 < source.scalars.count,
        Lexer.isWordScalar(source.scalars[place + 1])
      {
        place += 2
      } else {
        break
      }
    }
    let span = Span(start, place)
    tokens.append(Token(kind: kind(of: source.text(span), span), span: span))
  }

  private mutating func kind(of word: String, _ span: Span) -> Token.Kind {
    let ascii = Array(word.utf8)
    if ascii.count == 10, ascii[4] == 45, ascii[7] == 45,
      ascii.enumerated().allSatisfy({ $0 == 4 || $0 == 7 || (48...57).contains($1) })
    {
      if let day = Day(iso: word) { return .day(day) }
      diagnostics.append(Diagnostic(.noSuchDay, span))
      return .day(Day(number: 0))
    }
    if ascii.count == 6, ascii[4] == 81 || ascii[4] == 113, let year = Int(word.prefix(4)),
      let number = Int(word.suffix(1)), let quarter = Quarter(year: year, quarter: number)
    {
      return .quarter(quarter)
    }
    return .word(word)
  }

  static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (48...57).contains(scalar.value) || (65...90).contains(scalar.value)
        || (97...122).contains(scalar.value)
    }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }
}
