import InstrumentKit
import Profile

/// What to write instead, for slips that people make who know other languages or other forms.
enum Hints {
  private static func write(_ nl: String, _ en: String) -> Label {
    Label(nl: "schrijf: \(nl)", en: "write: \(en)")
  }

  static func of(_ scalar: Unicode.Scalar) -> Label? {
    switch scalar {
    case "&": return Label(nl: "bedoelde u en?", en: "did you mean and?")
    case "'", "`", "“", "”", "‘", "’", "„", "«", "»":
      return Label(
        nl: "een tekst staat tussen rechte dubbele aanhalingstekens: \"…\"",
        en: "a text stands in straight double quotes: \"…\"")
    case "/": return Label(nl: "een datum is 2012-06-30", en: "a date is 2012-06-30")
    case "*":
      return Label(
        nl: "zonder toon … verschijnen de gewone kolommen",
        en: "without show … the usual columns appear")
    case "≥": return write(">=", ">=")
    case "≤": return write("<=", "<=")
    case "≠": return write("!=", "!=")
    case "–", "—", "−": return Label(nl: "een streepje is -", en: "a hyphen is -")
    default: return nil
    }
  }

  static func of(
    _ expected: Diagnostic.Expected, in stage: Keyword?, found: String, before: String,
    _ schema: Schema
  ) -> Label? {
    let keyword = Keyword(word: found)
    let isWord = found.unicodeScalars.first.map(Lexer.isWordScalar) ?? false
    switch expected {
    case .barOrEnd: return afterStage(stage, found, before, isWord: isWord)
    case .source:
      guard let keyword, Keyword.stages.contains(keyword) else { return nil }
      return Label(
        nl: "een zin begint met een bron: cliënten | \(keyword.dutch) …",
        en: "a sentence begins with a source: clients | \(keyword.english) …")
    case .path, .text, .purpose, .commune:
      return isWord ? write("\"\(found)\"", "\"\(found)\"") : nil
    case .format:
      let formats = ExportRef.Format.allCases.map(\.rawValue).joined(separator: ", ")
      return Label(nl: "er zijn \(formats)", en: "there are \(formats)")
    case .instrument:
      let ids = schema.instruments.map(\.id).joined(separator: ", ")
      return ids.isEmpty ? nil : Label(nl: "er zijn \(ids)", en: "there are \(ids)")
    case .client where keyword == .where:
      return write("cliënten \(found) …", "clients \(found) …")
    case .knownOrUnknown where ["null", "none", "empty", "leeg", "missing"].contains(found):
      return write("is onbekend", "is unknown")
    case .knownOrUnknown where isWord: return write("= \(found)", "= \(found)")
    case .value where found == "=": return write("één =", "one =")
    case .value where found == ">": return write("!=", "!=")
    default: return nil
    }
  }

  private static func afterStage(
    _ stage: Keyword?, _ found: String, _ before: String, isWord: Bool
  ) -> Label? {
    // Behind a name of a list another name stands after a comma.
    let isList = stage.map { [.count, .show, .sort, .distinct, .summarise].contains($0) } ?? false
    if isList, isWord, let stage, Keyword(word: before) != stage, Keyword(word: found) == nil {
      return Label(
        nl: "tussen twee namen staat een komma: \(before), \(found)",
        en: "between two names stands a comma: \(before), \(found)")
    }
    switch stage {
    case .where where Operator(rawValue: found) != nil:
      return Label(
        nl: "vergelijk twee keer, of vraag: … tussen … en …",
        en: "compare twice, or ask: … between … and …")
    case .where where isWord:
      return Label(
        nl: "tussen twee voorwaarden staat \"en\" of \"of\"",
        en: "between two conditions stands \"and\" or \"or\"")
    case .count where isWord: return write("tel per \(found)", "count by \(found)")
    case .sort where isWord: return write("aflopend of oplopend", "desc or asc")
    default: return nil
    }
  }

  /// Words of other query languages.
  static func foreign(_ word: String) -> Label? {
    switch Names.folded(word) {
    case "group", "groupby", "groepeer": write("tel per …", "count by …")
    case "limit", "top", "head", "take": write("eerste 10", "first 10")
    case "order", "orderby": write("sorteer …", "sort …")
    case "select": write("toon …", "show …")
    case "filter", "having": write("waar …", "where …")
    case "average", "avg", "sum", "aggregate":
      write("vat-samen gemiddelde(…)", "summarise mean(…)")
    case "csv", "json", "xlsx", "save": write("exporteer csv \"…\"", "export csv \"…\"")
    default: nil
    }
  }

  static func source(_ word: String, _ schema: Schema) -> Label? {
    let folded = Names.folded(word)
    if ["select", "from", "find"].contains(folded) {
      return Label(
        nl: "een zin begint met een bron: cliënten | toon …",
        en: "a sentence begins with a source: clients | show …")
    }
    if promptWords.contains(folded) {
      return Label(
        nl: "dit werkt alleen aan de prompt, op een regel alleen; help zegt hoe",
        en: "this works at the prompt only, on a line of its own; help tells how")
    }
    if schema.catalog.field(word) != nil || Scope.threshold(word) != nil {
      return write("cliënten waar \(word) …", "clients where \(word) …")
    }
    let isCode = word.contains(where: \.isNumber) && word.contains(where: \.isLetter)
    return isCode && ClientCode.isWellFormed(word.utf8)
      ? write("cliënt CODE", "client CODE") : nil
  }

  /// Commands of the prompt, in both languages.
  private static let promptWords: Set<String> = [
    "help", "hulp", "describe", "beschrijf", "mode", "modus", "lang", "taal", "timing", "tijd",
    "plugins", "quit", "exit", "stop", "safe", "veilig", "last", "laatste", "width", "breedte",
    "pager", "history", "geschiedenis", "transcript", "verslag", "open",
  ]

  static func name(_ word: String) -> Label? {
    guard Int(word) != nil else { return nil }
    return Label(
      nl: "een voorwaarde begint met een naam; meer waarden: … in (1, 2)",
      en: "a condition begins with a name; several values: … in (1, 2)")
  }

  static func of(_ type: TypeWord, given: TypeWord, found: String) -> Label? {
    switch (type, given) {
    case (.level, .text), (.code, .text), (.codes, .text):
      let word = found.filter { $0 != "\"" }
      return write("\(word), zonder aanhalingstekens", "\(word), without quotes")
    case (.day, .number), (.day, .text), (.day, .code):
      return Label(nl: "een datum is 2012-06-30", en: "a date is 2012-06-30")
    case (.number, .text), (.number, .code):
      let digits = found.filter(\.isNumber)
      return digits.isEmpty
        ? Label(nl: "een getal staat in cijfers", en: "a number is written in digits")
        : write(digits, digits)
    case (.number, .span): return write("een getal zonder eenheid", "a number without a unit")
    case (.level, .number):
      return Label(
        nl: "niveaus hebben een naam: geen-belemmering, mits-ondersteuning, niet-mogelijk",
        en: "levels have a name: none, supported, blocking")
    default: return nil
    }
  }

  /// Days by name are today only.
  static let days = Label(
    nl: "een dag is 2012-06-30 of vandaag; een parameter wordt eerst genoemd: param NAAM = …",
    en: "a day is 2012-06-30 or today; a parameter is declared first: param NAME = …")

  static func example(of type: TypeWord) -> Label? {
    switch type {
    case .number: Label(nl: "bijvoorbeeld 25", en: "for instance 25")
    case .day: Label(nl: "een datum is 2012-06-30", en: "a date is 2012-06-30")
    case .quarter: Label(nl: "een kwartaal is 2012Q3", en: "a quarter is 2012Q3")
    case .span: Label(nl: "bijvoorbeeld 3 maanden", en: "for instance 3 months")
    default: nil
    }
  }
}
