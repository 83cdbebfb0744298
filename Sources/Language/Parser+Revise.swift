import InstrumentKit

/// An entry and what is done to it, as it is written.
struct SyntaxRevise: Sendable {
  let verb: Keyword
  let entry: Int64
  let span: Span
  var settings: [SyntaxRefer.Setting] = []
  var to: Word?
  var on: SyntaxDay?
  var because: String?
}

struct SyntaxMerge: Sendable {
  let client: Word
  let into: Word?
  let because: String
}

extension Parser {
  // revising = entry [ setting { "," setting } ] [ "to" client ] [ on ] [ because ]
  mutating func revising(_ verb: Keyword) throws(SyntaxFailure) -> SyntaxRevise {
    guard case .entry(let number) = token.kind else { throw fail(.entry) }
    var revise = SyntaxRevise(verb: verb, entry: number, span: advance().span)
    if verb == .move {
      guard take(.to) else { throw fail(.keyword(.to)) }
      revise.to = try word(.client)
    }
    if verb == .correct {
      if token.keyword != .on {
        revise.settings = [try setting()]
        while take(",") { revise.settings.append(try setting()) }
      }
      revise.on = try on()
    }
    revise.because = verb == .restore ? try because() : try reason()
    return revise
  }

  // merge = client "into" client because
  mutating func merge() throws(SyntaxFailure) -> SyntaxMerge {
    let client = try word(.client)
    guard take(.into) else { throw fail(.keyword(.into)) }
    let into = try word(.client)
    return SyntaxMerge(client: client, into: into, because: try reason())
  }

  // unmerge = client because
  mutating func unmerge() throws(SyntaxFailure) -> SyntaxMerge {
    SyntaxMerge(client: try word(.client), into: nil, because: try reason())
  }

  /// Why, which must be said.
  private mutating func reason() throws(SyntaxFailure) -> String {
    guard let because = try because() else { throw fail(.keyword(.because)) }
    return because
  }
}
