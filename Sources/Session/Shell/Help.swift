import InstrumentKit
import Language
import Profile

/// Help as documents, from the same descriptions that the checker and completion read.
enum Help {
  static func overview(_ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    func list(_ topics: [Topic]) -> Document.Block {
      .facts(topics.map { .init($0.keyword.word(tongue), $0.summary.text(tongue)) })
    }
    return Document(
      [
        .heading(
          isDutch
            ? "Een zin: een bron, dan stappen met | ertussen"
            : "A sentence: a source, then stages with | between"),
        .paragraph(
          isDutch
            ? "cliënten waar mobiliteit = niet-mogelijk | tel per gemeente"
            : "clients where mobility = blocking | count by commune"),
        .heading(isDutch ? "Bronnen" : "Sources"), list(Topic.sources),
        .heading(isDutch ? "Stappen" : "Stages"), list(Topic.stages),
        .heading(isDutch ? "Andere zinnen" : "Other sentences"),
        list(Topic.statements),
      ] + commands(tongue))
  }

  private static func commands(_ tongue: Tongue) -> [Document.Block] {
    [
      .heading(tongue == .nl ? "Van de prompt zelf" : "Of the prompt itself"),
      .facts(ShellCommand.all.map { .init($0.usage(tongue), $0.summary.text(tongue)) }),
    ]
  }

  /// The commands of the prompt and its keys.
  private static func shell(_ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    let keys: [(key: String, nl: String, en: String)] = [
      ("Enter", "voert een volledige zin uit", "runs a complete sentence"),
      ("Alt-Enter", "begint een nieuwe regel", "begins a new line"),
      ("Tab", "vult aan, of toont wat kan", "completes, or lists what is possible"),
      (
        "Ctrl-R, Ctrl-S", "zoekt terug of vooruit in wat getypt werd",
        "searches back or forward in what was typed"
      ),
      ("Ctrl-C", "breekt de regel of de lopende zin af", "breaks off the line or what runs"),
      ("Ctrl-D", "weg, op een lege regel", "leaves, on an empty line"),
      (
        "|", "aan het begin: gaat verder met de vorige lezende zin",
        "at the start: goes on with the last sentence that read"
      ),
    ]
    return Document(
      commands(tongue) + [
        .heading(
          isDutch
            ? "Toetsen (emacs; vi met bind -v in ~/.editrc)"
            : "Keys (emacs; vi by bind -v in ~/.editrc)"),
        .facts(keys.map { .init($0.key, isDutch ? $0.nl : $0.en) }),
      ])
  }

  /// Nil when the words are none of the language's.
  static func topic(_ words: [String], _ tongue: Tongue) -> Document? {
    if words.count == 1 {
      if ["shell", "prompt", "keys", "toetsen"].contains(Names.folded(words[0])) {
        return shell(tongue)
      }
      if let command = ShellCommand(word: words[0]) ?? plainCommand(words[0]) {
        let command = self.command(command, tongue)
        // A word may be a stage of sentences too.
        guard let topic = Keyword(word: words[0]).flatMap(Topic.of) else { return command }
        return Document(self.topic(topic, tongue).blocks + command.blocks)
      }
    }
    if words.count == 1, let topic = plain(words[0]) { return self.topic(topic, tongue) }
    let keywords = words.compactMap(Keyword.init(word:))
    guard keywords.count == words.count, let first = keywords.first else { return nil }
    return (Topic.of(first) ?? keywords.lazy.compactMap(home).first).map { topic($0, tongue) }
  }

  /// Where plain words lead that are none of the language's.
  private static func plain(_ word: String) -> Topic? {
    switch Names.folded(word) {
    case "threshold", "drempel", "level", "levels", "niveau", "niveaus": Topic.of(.thresholds)
    case "operators", "operator", "condition", "conditions", "voorwaarde", "voorwaarden",
      "brackets",
      "parentheses", "haakjes":
      Topic.of(.where)
    case "date", "dates", "day", "datum", "datums", "dag": Topic.of(.compare)
    case "script", "scripts", "comment", "comments", "examples", "voorbeelden": Topic.of(.run)
    case "purpose", "doel", "csv", "xlsx", "html", "json": Topic.of(.export)
    case "quarter", "kwartaal": Topic.of(.report)
    case "undo", "delete", "ongedaan", "wis": Topic.of(.dry)
    case "correction", "corrections", "correctie", "correcties": Topic.of(.correct)
    default: nil
    }
  }

  /// The command of the prompt that plain words lead to.
  private static func plainCommand(_ word: String) -> ShellCommand? {
    switch Names.folded(word) {
    case "plugin", "isolate", "isolation", "afzondering", "developer", "ontwikkelaar",
      "questionnaire", "questionnaires", "vragenlijst", "vragenlijsten":
      ShellCommand(word: ShellCommand.Name.plugins.rawValue)
    default: nil
    }
  }

  /// Where a word that has no topic of its own is explained.
  private static func home(_ keyword: Keyword) -> Topic? {
    switch keyword {
    case .as, .today: Topic.of(.clients)
    case .and, .or, .not, .in, .between, .is, .known, .unknown, .has, .yes, .no, .notAssessed:
      Topic.of(.where)
    case .olderThan, .the, .last, .next: Topic.of(.within)
    case .by: Topic.of(.count)
    case .asc, .desc: Topic.of(.sort)
    case .accepted: Topic.of(.score)
    case .overwrite, .excel, .must: Topic.of(.export)
    case .with: Topic.of(.compare)
    case .only: Topic.of(.assess)
    case .because, .on: Topic.of(.record)
    case .to, .about, .from, .until, .withdrawn, .refused: Topic.of(.consent)
    case .partial, .replace, .encoding, .dates, .rejected, .overCorrections, .acceptDuplicates:
      Topic.of(.import)
    case .into: Topic.of(.merge)
    case .at: Topic.of(.clients)
    case .period: Topic.of(.report)
    case .deIdentified: Topic.of(.export)
    default: Topic.of(keyword)
    }
  }

  static func topic(_ topic: Topic, _ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    return Document(
      [
        .heading(topic.shape(tongue)), .paragraph(topic.summary.text(tongue)),
      ] + (topic.more.map { [.paragraph($0.text(tongue))] } ?? []) + [
        .facts(
          topic.examples(tongue).enumerated().map { place, example in
            .init(place == 0 ? (isDutch ? "voorbeeld" : "example") : "", example)
          }),
        .facts([
          .init(isDutch ? "Engels" : "English", topic.keyword.english),
          .init(isDutch ? "Nederlands" : "Dutch", topic.keyword.dutch),
        ]),
      ])
  }

  static func command(_ command: ShellCommand, _ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    return Document(
      [
        .heading(command.usage(tongue)), .paragraph(command.summary.text(tongue)),
      ] + (command.more.map { [.paragraph($0.text(tongue))] } ?? []) + [
        .facts([
          .init(isDutch ? "Engels" : "English", command.usage(.en)),
          .init(isDutch ? "Nederlands" : "Dutch", command.usage(.nl)),
        ])
      ])
  }
}
