import InstrumentKit
import Profile

extension Parser {
  // condition = conjunction { "or" conjunction }
  mutating func condition() throws(SyntaxFailure) -> SyntaxCondition {
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
  //            | "has" value | ( "within" | "in" ) horizon | "older-than" value
  //            | "is" ( "known" | "unknown" ) ]
  private mutating func comparison() throws(SyntaxFailure) -> SyntaxCondition {
    let name = try word(.condition)
    subject = name
    for sign in Operator.allCases { want(.symbol(sign.rawValue)) }
    if case .symbol(let symbol) = token.kind, let sign = Operator(rawValue: symbol) {
      let span = advance().span
      return .compare(name, sign, try value(), span)
    }
    if take(.in) {
      if saysSide { return .within(name, try horizon()) }
      return .among(name, try values())
    }
    if take(.has) { return .has(name, try value()) }
    if take(.between) {
      let low = try value()
      guard take(.and) else { throw fail(.keyword(.and)) }
      return .between(name, low, try value())
    }
    if take(.within) { return .within(name, try horizon()) }
    if take(.olderThan) { return .olderThan(name, try value()) }
    if take(.is) {
      if take(.known) { return .isKnown(name, true) }
      guard take(.unknown) else { throw fail(.knownOrUnknown) }
      return .isKnown(name, false)
    }
    return .bare(name)
  }

  // horizon = [ "the" ] [ "last" | "next" ] value
  mutating func horizon() throws(SyntaxFailure) -> SyntaxHorizon {
    takeSide(.the)
    let side: DaySide? = takeSide(.last) ? .last : takeSide(.next) ? .next : nil
    return SyntaxHorizon(side: side, value: try value())
  }

  /// Whether one of these words stands here, and not a parameter of that name.
  private var saysSide: Bool {
    guard let keyword = token.keyword, [.the, .last, .next].contains(keyword),
      case .word? = next?.kind
    else { return false }
    return next?.keyword.map { [.last, .next].contains($0) } ?? true
  }

  @discardableResult
  private mutating func takeSide(_ keyword: Keyword) -> Bool {
    want(.keyword(keyword))
    // Where the text ends more is to come.
    guard token.keyword == keyword, saysSide || next?.kind == .end else { return false }
    _ = advance()
    return true
  }

  // values = "(" value { "," value } ")"
  mutating func values() throws(SyntaxFailure) -> [SyntaxValue] {
    guard take("(") else { throw fail(.symbol("(")) }
    var values = [try value()]
    while take(",") { values.append(try value()) }
    guard take(")") else { throw fail(.symbol(")")) }
    return values
  }

  // value = word | [ "-" ] number [ unit ] | text | date | quarter
  mutating func value() throws(SyntaxFailure) -> SyntaxValue {
    let kind: SyntaxValue.Kind
    switch token.kind {
    case .word(let word):
      if let count = Int(word), case .word(let unit)? = next?.kind,
        let unit = CalendarSpan.Unit(word: unit), let span = CalendarSpan(count, unit)
      {
        let start = advance().span
        return SyntaxValue(kind: .span(span), span: start.through(advance().span))
      }
      kind = .word(word)
    case .text(let text): kind = .text(text)
    case .day(let day): kind = .day(day)
    case .quarter(let quarter): kind = .quarter(quarter)
    default: throw fail(.value)
    }
    return SyntaxValue(kind: kind, span: advance().span)
  }
}
