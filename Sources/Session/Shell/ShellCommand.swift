import InstrumentKit
import Language
import Profile

/// A command of the shell itself; help, completion and the history read what is said here.
package struct ShellCommand: Sendable {
  package enum Name: String, CaseIterable, Sendable {
    case help, describe, mode, width, pager, timing, lang, history, last, transcript, plugins
    case open, safe, quit
  }

  /// What may stand after the name.
  enum Argument: Sendable {
    case nothing
    /// Words of the language, or names.
    case words
    case choice([String])
    /// A number within bounds, or one of some words.
    case number(ClosedRange<Int>, or: [String])
    case path
  }

  package let name: Name
  let dutch: String
  /// Other words that people try.
  let aliases: [String]
  let argument: Argument
  /// How the argument is written.
  private let shape: Label
  package let summary: Label
  /// What more there is to know.
  var more: Label? { ShellCommand.more[name] }

  private init(
    _ name: Name, _ dutch: String, aliases: [String] = [], _ argument: Argument = .nothing,
    shape: Label = Label(nl: "", en: ""), nl: String, en: String
  ) {
    (self.name, self.dutch, self.aliases, self.argument, self.shape) =
      (name, dutch, aliases, argument, shape)
    summary = Label(nl: nl, en: en)
  }

  /// The name in one language.
  package func word(_ tongue: Tongue) -> String { tongue == .nl ? dutch : name.rawValue }

  /// Name and argument, as help shows them.
  func usage(_ tongue: Tongue) -> String {
    let shape = shape.text(tongue)
    return shape.isEmpty ? word(tongue) : "\(word(tongue)) \(shape)"
  }

  /// The words of which one may follow, as they are offered in one language.
  func choices(_ tongue: Tongue) -> [String] {
    switch argument {
    case .choice(ShellCommand.switches): tongue == .nl ? ["aan", "uit"] : ["on", "off"]
    case .choice(let words), .number(_, or: let words): words
    case .path where name == .transcript: [tongue == .nl ? "uit" : "off"]
    case .nothing, .words, .path: []
    }
  }

  /// The settings that an operator's own file may hold.
  static let settings: Set<Name> = [.mode, .width, .pager, .timing, .lang]

  private static let more: [Name: Label] = [
    .plugins: Label(
      nl: """
        Buiten de prompt: drempel plugin list toont ook wat niet geladen is, check BESTAND zegt wat \
        er mis is, add BESTAND keurt goed, remove NAAM neemt dat terug. Wat u toevoegt draait \
        afgezonderd: in een eigen proces, zonder bestanden of netwerk; crasht het, dan ontbreekt \
        enkel dat antwoord. isolate NAAM --off laat het in het programma zelf draaien. Met \
        --developer laadt drempel ook wat niemand goedkeurde, uit de mappen van --plugins en \
        DREMPEL_PLUGINS: voor wie een plugin maakt. Een vragenlijst van FHIR (BESTAND.json, met het \
        koppelbestand BESTAND.yaml ernaast) is een plugin zonder code: add keurt beide samen goed, \
        en er is niets af te zonderen. Raad van check zijn grenzen, ook van een som, uitkomsten en \
        regels waar geen gouden geval bij komt. Gouden rijen van een tabel staan in een geval als \
        rows:VRAAG, een rij per puntkomma en een cel per komma: 2001-09-01,;2005-07-01,2007-01-31.
        """,
      en: """
        Outside the prompt: drempel plugin list also shows what is not loaded, check FILE says what \
        is wrong, add FILE approves, remove NAME takes that back. What you add runs isolated: in a \
        process of its own, without files or network; if it crashes, that answer alone is missing. \
        isolate NAME --off lets it run in the program itself. With --developer drempel also loads \
        what nobody approved, out of the folders of --plugins and DREMPEL_PLUGINS: for whoever \
        makes a plugin. A questionnaire of FHIR (FILE.json, with the link file FILE.yaml beside it) \
        is a plugin without code: add approves both together, and there is nothing to isolate. \
        Advice of check are borders, those of a sum too, outcomes and rules to which no golden case \
        comes. Golden rows of a table stand in a case as rows:ITEM, a row per semicolon and a cell \
        per comma: 2001-09-01,;2005-07-01,2007-01-31.
        """)
  ]

  static let switches = ["on", "off", "aan", "uit"]
  private static let modes = OutputMode.allCases.map(\.rawValue)
  private static let modeShape = modes.joined(separator: "|")
  static let widths = 20...1000

  package static let all = [
    ShellCommand(
      .help, "hulp", .words, shape: Label(nl: "[WOORD]", en: "[WORD]"),
      nl: "uitleg met voorbeelden; help shell: over de prompt zelf",
      en: "explanation with examples; help shell: about the prompt itself"),
    ShellCommand(
      .describe, "beschrijf", .words, shape: Label(nl: "NAAM", en: "NAME"),
      nl: "een veld, drempel, uitkomst of instrument",
      en: "a field, threshold, measure or instrument"),
    ShellCommand(
      .mode, "modus", .choice(modes), shape: Label(nl: modeShape, en: modeShape),
      nl: "hoe antwoorden verschijnen", en: "how answers appear"),
    ShellCommand(
      .width, "breedte", .number(widths, or: ["auto"]), shape: Label(nl: "N|auto", en: "N|auto"),
      nl: "hoe breed tabellen mogen zijn; auto: zo breed als het venster",
      en: "how wide tables may be; auto: as wide as the window"),
    ShellCommand(
      .pager, "bladeren", .choice(switches), shape: Label(nl: "aan|uit", en: "on|off"),
      nl: "toont per bladzijde wat langer is dan het venster",
      en: "shows what is longer than the window page by page"),
    ShellCommand(
      .timing, "tijd", .choice(switches), shape: Label(nl: "aan|uit", en: "on|off"),
      nl: "hoelang een zin duurt", en: "how long a sentence takes"),
    ShellCommand(
      .lang, "taal", .choice(["nl", "en"]), shape: Label(nl: "nl|en", en: "nl|en"),
      nl: "taal van de antwoorden", en: "language of the answers"),
    ShellCommand(
      .history, "geschiedenis", .number(1...1000, or: []), shape: Label(nl: "[N]", en: "[N]"),
      nl: "de laatste zinnen; die van vroeger zonder wat over cliënten gaat",
      en: "the last sentences; those of earlier sessions without what is about clients"),
    ShellCommand(
      .last, "laatste", .choice(modes), shape: Label(nl: "[MODUS]", en: "[MODE]"),
      nl: "het laatste resultaat opnieuw", en: "the last result again"),
    ShellCommand(
      .transcript, "verslag", .path,
      shape: Label(nl: "BESTAND [voor \"DOEL\"] | uit", en: "FILE [for \"PURPOSE\"] | off"),
      nl: "bewaart deze sessie als script, met de antwoorden als commentaar; dat wordt gelogd",
      en: "keeps this session as a script, with the answers as comments; it is logged"),
    ShellCommand(
      .plugins, "plugins", nl: "welke instrumenten er zijn", en: "which instruments there are"),
    ShellCommand(
      .open, "open", .path, shape: Label(nl: "OPSLAG", en: "STORE"),
      nl: "gaat verder met een andere opslag", en: "goes on with another store"),
    ShellCommand(
      .safe, "veilig", nl: "vanaf nu enkel lezen; dit kunt u in deze sessie niet ongedaan maken",
      en: "only read from now on; cannot be undone in this session"),
    ShellCommand(
      .quit, "stop", aliases: ["exit"], nl: "sluit af; ook Ctrl-D", en: "leave; Ctrl-D too"),
  ]

  /// The command with this name in either language.
  package init?(word: String) {
    let folded = Names.folded(word)
    let found = ShellCommand.all.first {
      $0.name.rawValue == folded || $0.dutch == folded || $0.aliases.contains(folded)
    }
    guard let found else { return nil }
    self = found
  }
}

/// A line whose first word names a command of the shell.
struct ShellLine {
  let command: ShellCommand
  /// What stands after the name, without a comment.
  let rest: String

  /// Nil when the text should be a sentence; one may begin with a variable of that name.
  init?(_ text: String) {
    let line = text.trimmingSpaces()
    let word = line.prefix { !$0.isWhitespace }
    guard let command = ShellCommand(word: String(word)), !line.contains(where: \.isNewline) else {
      return nil
    }
    let rest = ShellLine.withoutComment(line.dropFirst(word.count)).trimmingSpaces()
    if rest.hasPrefix("|") || rest.hasPrefix(";") || rest.hasPrefix("=") { return nil }
    self.command = command
    self.rest = rest
  }

  var words: [String] { rest.split(whereSeparator: \.isWhitespace).map(String.init) }

  private static func withoutComment(_ text: Substring) -> Substring {
    var isQuoted = false
    var last: Character = " "
    for place in text.indices {
      if text[place] == "\"" { isQuoted.toggle() }
      if text[place] == "#", !isQuoted, last.isWhitespace { return text[..<place] }
      last = text[place]
    }
    return text
  }

  /// A path, quoted or not, and the purpose behind it; nil when something else follows.
  var path: (path: String, purpose: String?)? {
    var left = Substring(rest)
    guard let path = ShellLine.takeText(&left) else { return nil }
    if left.isEmpty { return (path, nil) }
    guard let word = ShellLine.takeText(&left), Keyword(word: word) == .for, left.first == "\"",
      let purpose = ShellLine.takeText(&left), left.isEmpty, !purpose.isEmpty
    else { return nil }
    return (path, purpose)
  }

  /// Takes a text in quotes, or what stands before the next space.
  private static func takeText(_ text: inout Substring) -> String? {
    var taken = ""
    if text.first == "\"" {
      text.removeFirst()
      var isClosed = false
      while let character = text.popFirst() {
        if character == "\"" {
          isClosed = true
          break
        }
        if character == "\\", let next = text.first, "\"\\".contains(next) {
          taken.append(text.removeFirst())
        } else {
          taken.append(character)
        }
      }
      guard isClosed, text.first.map(\.isWhitespace) != false else { return nil }
    } else {
      taken = String(text.prefix { !$0.isWhitespace })
      text.removeFirst(taken.count)
      if taken.contains("\"") { return nil }
    }
    text = text.drop(while: \.isWhitespace)
    return taken.isEmpty ? nil : taken
  }
}

extension StringProtocol {
  func trimmingSpaces() -> String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
