import InstrumentKit

extension Parser {
  // stage = where | score | show | sort | first | distinct | count | summarise | export
  mutating func stage() throws(SyntaxFailure) -> SyntaxStage {
    let name = try word(.stage)
    guard let keyword = Keyword(word: name.text), Keyword.stages.contains(keyword) else {
      diagnostics.append(Diagnostic(.unknownStage(name.text), name.span))
      throw SyntaxFailure()
    }
    within = keyword
    let kind = try self.kind(of: keyword)
    return SyntaxStage(kind: kind, span: name.span)
  }

  private mutating func kind(of keyword: Keyword) throws(SyntaxFailure) -> SyntaxStage.Kind {
    switch keyword {
    case .where: return .keep(try condition())
    case .score:
      let instrument = try word(.instrument)
      return .score(instrument, accepted: take(.accepted))
    case .explain: return .explain(try word(.instrument))
    case .chart: return .chart
    case .history: return .history
    case .publish: return .publish
    case .list:
      let name = try word(.list)
      return .list(name, within: take(.within) ? try horizon() : nil)
    case .document: return .document(try word(.instrument))
    case .suggest: return .suggest(try word(.instrument))
    case .compare:
      let first = try day()
      guard take(.with) else { throw fail(.keyword(.with)) }
      return .compare(first, with: try day())
    case .show: return .show(try shown())
    case .sort: return .sort(try sortKeys())
    case .first:
      guard case .word(let digits) = token.kind, let count = Parser.count(digits), count >= 0
      else {
        throw fail(.number)
      }
      _ = advance()
      return .first(count)
    case .distinct:
      want(.expected(.name))
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

  /// No table has more rows than the largest number there is.
  static func count(_ digits: String) -> Int? {
    Int(digits) ?? (digits.utf8.allSatisfy { (48...57).contains($0) } ? Int.max : nil)
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
    if token.keyword == .by { diagnostics.append(Diagnostic(.unneeded(.by), advance().span)) }
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

  /// The English "of" is the Dutch word for "or", which is not offered here.
  private mutating func takeOf() -> Bool {
    guard token.keyword == .or else { return take(.about) }
    _ = advance()
    return true
  }

  // export = format text { "overwrite" | "must" | "excel" | "de-identified" | "with" words | "for" text
  //        | ( "of" | "about" ) words | "period" period }
  private mutating func export() throws(SyntaxFailure) -> SyntaxExport {
    let format = try word(.format)
    guard case .text(let path) = token.kind else { throw fail(.path) }
    let pathSpan = advance().span
    var overwrites = false
    var isRequired = false
    var forExcel = false
    var isDeIdentified = false
    var instruments: [Word] = []
    var extras: [Word] = []
    var purpose: String?
    var time: SyntaxPeriod?
    while true {
      if take(.overwrite) {
        overwrites = true
      } else if take(.must) {
        isRequired = true
      } else if take(.excel) {
        forExcel = true
      } else if take(.deIdentified) {
        isDeIdentified = true
      } else if take(.period) {
        time = try period()
      } else if takeOf() {
        instruments += try words(.instrument)
      } else if take(.with) {
        extras += try words(.extra)
      } else if take(.for) {
        guard case .text(let text) = token.kind else { throw fail(.purpose) }
        purpose = text
        _ = advance()
      } else {
        return SyntaxExport(
          format: format, path: path, pathSpan: pathSpan, overwrites: overwrites,
          isRequired: isRequired, forExcel: forExcel, isDeIdentified: isDeIdentified,
          extras: extras,
          purpose: purpose, period: time, instruments: instruments)
      }
    }
  }
}
