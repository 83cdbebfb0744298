/// A sentence cut into pieces that together are the sentence again, spaces included.
package enum LexicalWords {
  package struct Token: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case word, text, date, symbol }

    package let kind: Kind
    package let text: String
  }

  package static func of(_ sentence: String) -> [Token] {
    let source = SourceText(sentence)
    var pieces: [Token] = []
    var place = 0
    for token in Lexer.tokens(of: source).tokens {
      if token.span.start > place {
        pieces.append(Token(kind: .symbol, text: source.text(Span(place, token.span.start))))
      }
      place = token.span.end
      let text = source.text(token.span)
      switch token.kind {
      case .word: pieces.append(Token(kind: .word, text: text))
      case .text, .answer: pieces.append(Token(kind: .text, text: text))
      case .day, .quarter: pieces.append(Token(kind: .date, text: text))
      // The number of an entry is nobody's name, and tells a history nothing either.
      case .entry: pieces.append(Token(kind: .date, text: text))
      case .symbol, .newline: pieces.append(Token(kind: .symbol, text: text))
      case .end: break
      }
    }
    return pieces
  }
}
