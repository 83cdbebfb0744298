import InstrumentKit
import Profile

extension Diagnostic {
  /// What to do about it, where that is known; nearest words are looked for only now.
  ///
  /// - Parameters:
  ///   - found: the text at its place.
  ///   - before: the word before its place.
  package func hint(
    _ schema: Schema, _ tongue: Tongue, found: String = "", before: String = ""
  ) -> Label? {
    // Both languages are accepted, so a slip in the other one is seen too.
    func near(_ word: String, described: Bool = false, _ names: (Tongue) -> [String]) -> Label? {
      let known = names(tongue) + names(tongue == .nl ? .en : .nl)
      // Part of a name finds it too: `name` is part of `last-name`.
      let part = known.first { $0.split(separator: "-").contains(Substring(Names.folded(word))) }
      return (Nearest.of(word, among: known) ?? part).map { name in
        let about = described ? schema.about(name, tongue).map { " (\($0))" } ?? "" : ""
        return Label(nl: "bedoelde u \(name)\(about)?", en: "did you mean \(name)\(about)?")
      }
    }
    func spelled(_ codes: [CodeList.Code]) -> (Tongue) -> [String] {
      { tongue in codes.map { tongue == .nl ? $0.nl : $0.en } }
    }
    switch kind {
    case .unknownName(let word):
      return Hints.name(word) ?? near(word, described: true, schema.names)
    case .notShown(let word):
      return Label(
        nl: "zet \(word) in de stap die kolommen kiest, of deze stap ervoor",
        en: "put \(word) in the stage that chooses columns, or this stage before it")
    case .strangeCharacter(let scalar): return Hints.of(scalar)
    case .expected(let expected, _, let stage):
      return Hints.of(expected, in: stage, found: found, before: before, schema)
    case .unknownStage(let word):
      return Hints.foreign(word) ?? near(word) { tongue in Keyword.stages.map { $0.word(tongue) } }
    case .unknownSource(let word):
      return Hints.source(word, schema)
        ?? near(word) { tongue in (Keyword.sources + Keyword.stages).map { $0.word(tongue) } }
    case .wrongType(_, let type, let value): return Hints.of(type, given: value, found: found)
    case .unknownInstrument(_, _, let names):
      return names.first.map { Label(nl: "bedoelde u \($0)?", en: "did you mean \($0)?") }
        ?? Label(nl: "wat er is: drempel plugin list", en: "what there is: drempel plugin list")
    case .unknownMeasure(let word, let instrument):
      return near(word) { schema.measureNames(instrument, $0) }
    case .notPublished:
      return Label(
        nl: "tel per iets dat velen delen: geslacht, gemeente, leeftijd, een niveau, een code",
        en: "count by something that many share: sex, commune, age, a level, a code")
    case .notDeIdentified:
      return Label(
        nl: "laat de kolom weg; leeftijd en gemeente gaan mee als klasse en provincie",
        en: "leave the column out; age and commune go along as band and province")
    case .askedTooLate(let name):
      let dutch = FieldCatalog.standard.field(name)?.dutch ?? name
      return Label(
        nl: "zet ervoor: | waar \(dutch) …", en: "put before it: | where \(name) …")
    case .unknownFormat(let word):
      return near(word) { _ in ExportRef.Format.allCases.map(\.rawValue) }
        ?? Label(
          nl: "er zijn " + ExportRef.Format.allCases.map(\.rawValue).joined(separator: ", "),
          en: "there are " + ExportRef.Format.allCases.map(\.rawValue).joined(separator: ", "))
    case .unknownFunction(let word):
      return near(word) { tongue in SummaryFunction.allCases.map { $0.word(tongue) } }
        ?? Label(
          nl: "er zijn aantal, som, min, max, gemiddelde, mediaan",
          en: "there are count, sum, min, max, mean, median")
    case .notScored(let instrument):
      return Label(
        nl: "zet ervoor: | scoor \(instrument)", en: "put before it: | score \(instrument)")
    case .wrongCode(let word, "group", _, _) where Names.groups.place(of: word) == 1:
      return Label(
        nl: "noem de kolommen ervoor: | toon cliënt, achternaam",
        en: "name its columns before it: | show client, last-name")
    case .wrongCode(let word, _, let codes, _):
      let all = spelled(codes)(tongue)
      let shown = all.prefix(6).joined(separator: ", ") + (all.count > 6 ? ", …" : "")
      return near(word, spelled(codes)) ?? Label(nl: "er zijn \(shown)", en: "there are \(shown)")
    case .notAssessedCompared(let name):
      return Label(nl: "vraag: \(name) is onbekend", en: "ask: \(name) is unknown")
    case .listCompared(let name, let value):
      return Label(nl: "vraag: \(name) heeft \(value)", en: "ask: \(name) has \(value)")
    case .whichSide:
      return Label(
        nl: "schrijf: in de voorbije 3 maanden, of: in de komende 3 maanden",
        en: "write: within the last 3 months, or: within the next 3 months")
    case .notAList(let name): return Label(nl: "vraag: \(name) = …", en: "ask: \(name) = …")
    case .unknownList(let word):
      func all(_ tongue: Tongue) -> [String] {
        ReadyList.all.map { tongue == .nl ? $0.dutch : $0.name }
      }
      let shown = all(tongue).joined(separator: ", ")
      return near(word, all) ?? Label(nl: "er zijn \(shown)", en: "there are \(shown)")
    case .unknownReport(let word):
      func all(_ tongue: Tongue) -> [String] { ReportKind.allCases.map { $0.word(tongue) } }
      let shown = all(tongue).joined(separator: ", ")
      return near(word, all) ?? Label(nl: "er zijn \(shown)", en: "there are \(shown)")
    case .notOfReport(_, let kind):
      let words = kind.words.map { $0.word(tongue) }.joined(separator: ", ")
      return words.isEmpty
        ? Label(nl: "laat het weg", en: "leave it out")
        : Label(nl: "het neemt elk één keer: \(words)", en: "it takes, each once: \(words)")
    case .missingOfReport(_, let kind):
      let topic = kind.shape(tongue)
      return Label(nl: "schrijf: \(topic)", en: "write: \(topic)")
    case .noParameter(let word, let known):
      if known.isEmpty {
        return Label(nl: "het heeft geen parameters", en: "it has no parameters")
      }
      let list = known.joined(separator: ", ")
      return near(word) { _ in known } ?? Label(nl: "er zijn \(list)", en: "there are \(list)")
    case .wrongSetting(_, let type): return Hints.example(of: type)
    case .notDeclared: return Hints.days
    case .notDeclaredInText:
      return Label(
        nl: "noem hem met parameter of voor … in; {{ en }} zijn accolades",
        en: "name it with param or for … in; {{ and }} are braces")
    case .nameTaken(let word):
      let other = word.first.map { _ in "my-\(word)" } ?? word
      return Label(
        nl: "kies een andere naam, zoals mijn-\(word)", en: "choose another name, such as \(other)")
    case .notOfReferral(let word):
      let fields = schema.catalog.fields.filter(\.isOfReferral)
      return near(word) { tongue in fields.map { tongue == .nl ? $0.dutch : $0.name } }
    case .unknownThreshold(let word):
      return near(word, described: true, spelled(Names.thresholds.codes))
    case .notYesNo(let name, _):
      return Label(
        nl: "vraag: \(name) is bekend, of vergelijk", en: "ask: \(name) is known, or compare it")
    default: return nil
    }
  }

  /// Whether it is about what was given beside the text, which has no place in it.
  private var isAboutSettings: Bool {
    switch kind {
    case .noParameter, .wrongSetting: true
    default: false
    }
  }

  /// Of a line without a window, how much is shown.
  package static let longest = 160

  /// The whole message: what, where with a caret line, and what to do next.
  ///
  /// - Parameter width: of the window that it is shown in: of a longer line stands there what is
  ///   around the place.
  package func text(
    _ source: SourceText, _ schema: Schema, _ tongue: Tongue, width: Int = longest
  ) -> String {
    if isAboutSettings {
      let hint = hint(schema, tongue).map { "  \($0.text(tongue))\n" } ?? ""
      return (source.name.map { "\($0): " } ?? "") + "\(code) \(words.text(tongue))\n\(hint)"
    }
    let (line, column) = source.position(of: span.start)
    let place = source.name.map { "\($0):\(line):\(column): " } ?? "\(line):\(column): "
    var text = "\(place)\(code) \(words.text(tongue))\n"
    let excerpt = Excerpt(of: source, at: span, width: max(16, width - 2))
    text += "  \(excerpt.line)\n  \(excerpt.marks)\n"
    if let hint = hint(schema, tongue, found: excerpt.found, before: excerpt.before) {
      text += "  \(hint.text(tongue))\n"
    }
    return text
  }
}

/// What stands around a place of a text, and the signs under it.
private struct Excerpt {
  let line: String
  let marks: String
  let found: String
  /// The word before the place, on the same line.
  let before: String

  init(of source: SourceText, at span: Span, width: Int) {
    let (start, scalars) = source.line(around: span.start)
    let last = start + scalars.count
    let range = Excerpt.range(source, start..<last, around: span.start, width: width)
    func shown(_ range: Range<Int>) -> String {
      source.scalars[range].map { Width.shown($0) }.joined()
    }
    let (from, to) = (range.lowerBound, range.upperBound)
    line = (from > start ? "…" : "") + shown(range) + (to < last ? "…" : "")
    var marks = from > start ? " " : ""
    for scalar in source.scalars[from..<max(from, min(span.start, to))] {
      marks += scalar == "\t" ? "\t" : String(repeating: " ", count: Width.of(scalar))
    }
    let end = min(max(span.end, span.start + 1), to)
    let marked = span.start < end ? source.scalars[span.start..<end] : []
    let places = marked.reduce(0) { $0 + Width.of($1) }
    self.marks = marks + String(repeating: "^", count: max(1, places))
    found = shown(min(span.start, last)..<min(max(span.end, span.start + 1), last))
    before =
      shown(start..<min(span.start, last)).split(separator: " ").last.map(String.init) ?? ""
  }

  /// As much of a line as the window holds: a third of it before the place, the rest behind it.
  private static func range(
    _ source: SourceText, _ line: Range<Int>, around place: Int, width: Int
  ) -> Range<Int> {
    func places(_ at: Int) -> Int {
      source.scalars[at] == "\t" ? 8 : Width.of(source.scalars[at])
    }
    if line.reduce(0, { $0 + places($1) }) <= width { return line }
    // Two places are for the signs of what is left out.
    var room = width - 2
    var (from, to) = (min(place, line.upperBound), min(place, line.upperBound))
    while from > line.lowerBound, room - places(from - 1) >= width * 2 / 3 {
      from -= 1
      room -= places(from)
    }
    while to < line.upperBound, room >= places(to) {
      room -= places(to)
      to += 1
    }
    while from > line.lowerBound, room >= places(from - 1) {
      from -= 1
      room -= places(from)
    }
    return from..<to
  }
}

/// How many places a scalar takes on a terminal.
enum Width {
  /// A scalar of an excerpt as people see it.
  static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar == "\t" ? "\t" : ValueText.picture(of: scalar) ?? String(scalar)
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    if let picture = ValueText.picture(of: scalar) { return picture.count }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
