import InstrumentKit

extension Parser {
  // change = "record" record | "assess" assess | "decide" decide | "refer" refer
  //        | "import" importing | "forget" forget | "consent" consent
  //        | ( "correct" | "strike" | "restore" | "move" ) revising | "merge" merge | "unmerge" unmerge
  mutating func change() throws(SyntaxFailure) -> SyntaxVerb? {
    if take(.record) { return .record(try record()) }
    if take(.assess) { return .assess(try assess()) }
    if take(.decide) { return .decide(try decide()) }
    if take(.refer) { return .refer(try refer()) }
    if take(.import) { return .importFile(try importing()) }
    if take(.forget) { return .forget(try forget()) }
    if take(.consent) { return .consent(try consent()) }
    if let verb = token.keyword, Keyword.ofEntries.contains(verb) {
      _ = advance()
      return .revise(try revising(verb))
    }
    if take(.merge) { return .merge(try merge()) }
    if take(.unmerge) { return .merge(try unmerge()) }
    return nil
  }

  // refer = client "with" setting { "," setting } [ on ]
  private mutating func refer() throws(SyntaxFailure) -> SyntaxRefer {
    let client = try word(.client)
    guard take(.with) else { throw fail(.keyword(.with)) }
    var settings = [try setting()]
    while take(",") { settings.append(try setting()) }
    return SyntaxRefer(client: client, settings: settings, on: try on())
  }

  // setting = name "=" ( value | values )
  mutating func setting() throws(SyntaxFailure) -> SyntaxRefer.Setting {
    let name = try word(.referralField)
    subject = name
    guard take("=") else { throw fail(.symbol("=")) }
    let values = token.isSymbol("(") ? try values() : [try value()]
    return SyntaxRefer.Setting(name: name, values: values)
  }

  // importing = text "as" name { "partial" | "replace" [ "over-corrections" ] | "accept-duplicates"
  //           | "encoding" name | "dates" name | "rejected" text [ "overwrite" ] }
  private mutating func importing() throws(SyntaxFailure) -> SyntaxImport {
    guard case .text(let path) = token.kind else { throw fail(.path) }
    let span = advance().span
    guard take(.as) else { throw fail(.keyword(.as)) }
    var file = SyntaxImport(path: path, pathSpan: span, instrument: try word(.instrument))
    while true {
      if take(.partial) {
        file.isPartial = true
      } else if take(.replace) {
        file.replaces = true
        file.isOverCorrections = take(.overCorrections)
      } else if take(.acceptDuplicates) {
        file.acceptsDuplicates = true
      } else if take(.encoding) {
        file.encoding = try word(.name)
      } else if take(.dates) {
        file.dates = try word(.name)
      } else if take(.rejected) {
        guard case .text(let path) = token.kind else { throw fail(.path) }
        file.rejected = (path, advance().span)
        file.overwrites = take(.overwrite)
      } else {
        return file
      }
    }
  }

  // assess = client "with" name [ "only" words ] [ on ] answers
  private mutating func assess() throws(SyntaxFailure) -> SyntaxAssess {
    let client = try word(.client)
    guard take(.with) else { throw fail(.keyword(.with)) }
    let instrument = try word(.instrument)
    let only = take(.only) ? try words(.item) : []
    let day = try on()
    return SyntaxAssess(
      client: client, instrument: instrument, only: only, on: day, answers: answers())
  }

  // decide = client "with" name "=" name [ on ] [ because ]
  private mutating func decide() throws(SyntaxFailure) -> SyntaxDecide {
    let client = try word(.client)
    guard take(.with) else { throw fail(.keyword(.with)) }
    let instrument = try word(.instrument)
    guard take("=") else { throw fail(.symbol("=")) }
    let code = try word(.decision)
    return SyntaxDecide(
      client: client, instrument: instrument, code: code, on: try on(), because: try because())
  }

  // record = client threshold "=" level [ on ] [ because ]
  private mutating func record() throws(SyntaxFailure) -> SyntaxRecord {
    let client = try word(.client)
    let threshold = try word(.threshold)
    guard take("=") else { throw fail(.symbol("=")) }
    let level = try word(.level)
    return SyntaxRecord(
      client: client, threshold: threshold, level: level, on: try on(), because: try because())
  }

  // on = "on" day
  mutating func on() throws(SyntaxFailure) -> SyntaxDay? {
    take(.on) ? try day() : nil
  }

  // day = date | "today" | name
  mutating func day() throws(SyntaxFailure) -> SyntaxDay {
    if take(.today) { return .today }
    switch token.kind {
    case .day(let day):
      _ = advance()
      return .day(day)
    case .word(let text): return .name(Word(text: text, span: advance().span))
    default: throw fail(.day)
    }
  }

  // because = "because" text
  mutating func because() throws(SyntaxFailure) -> String? {
    guard take(.because) else { return nil }
    guard case .text(let text) = token.kind else { throw fail(.text) }
    _ = advance()
    return text
  }

  // parameter = name "=" value
  mutating func parameter() throws(SyntaxFailure) -> SyntaxSentence.Kind {
    let name = try word(.name)
    guard take("=") else { throw fail(.symbol("=")) }
    return .parameter(name, try value())
  }

  // loop = name "in" "(" query ")" "{" sentences "}"
  mutating func loop() throws(SyntaxFailure) -> SyntaxSentence.Kind {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.deepest else {
      diagnostics.append(Diagnostic(.tooDeep(Parser.deepest), token.span))
      throw SyntaxFailure()
    }
    let name = try word(.name)
    guard take(.in) else { throw fail(.keyword(.in)) }
    guard take("(") else { throw fail(.symbol("(")) }
    let query = try query()
    guard take(")") else { throw fail(.symbol(")")) }
    guard take("{") else { throw fail(.symbol("{")) }
    let body = sentences(until: "}")
    guard take("}") else { throw fail(.symbol("}")) }
    return .loop(SyntaxLoop(name: name, query: query, body: body))
  }
}
