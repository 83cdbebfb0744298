import InstrumentKit
import Language

/// Help as documents, from the same descriptions that the checker and completion read.
enum Help {
  static func overview(_ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    func list(_ topics: [Topic]) -> Document.Block {
      .facts(topics.map { .init($0.keyword.word(tongue), $0.summary.text(tongue)) })
    }
    return Document([
      .heading(
        isDutch
          ? "Een zin: een bron, dan stappen met | ertussen"
          : "A sentence: a source, then stages with | between"),
      .paragraph("clients where mobility = blocking | count by commune"),
      .heading(isDutch ? "Bronnen" : "Sources"), list(Topic.sources),
      .heading(isDutch ? "Stappen" : "Stages"), list(Topic.stages),
      .heading(isDutch ? "Andere zinnen" : "Other sentences"), list(Topic.statements),
      .heading(isDutch ? "Van de prompt zelf" : "Of the prompt itself"),
      .facts([
        .init("help WORD", isDutch ? "uitleg met voorbeelden" : "explanation with examples"),
        .init(
          "describe NAME",
          isDutch ? "een veld, drempel of instrument" : "a field, threshold or instrument"),
        .init(
          "mode table|csv|json|ndjson|markdown",
          isDutch ? "hoe antwoorden verschijnen" : "how answers appear"),
        .init("timing on|off", isDutch ? "hoelang een zin duurt" : "how long a sentence takes"),
        .init("lang nl|en", isDutch ? "taal van de antwoorden" : "language of the answers"),
        .init(
          "last [MODE]",
          isDutch ? "het laatste resultaat opnieuw" : "the last result again"),
        .init(
          "safe",
          isDutch
            ? "vanaf nu enkel lezen; kan niet terug" : "only read from now on; cannot be undone"),
        .init("plugins", isDutch ? "welke instrumenten er zijn" : "which instruments there are"),
        .init("quit", isDutch ? "weg; ook Ctrl-D" : "leave; Ctrl-D too"),
      ]),
    ])
  }

  /// Nil when the word is none of the language's.
  static func topic(_ word: String, _ tongue: Tongue) -> Document? {
    guard let keyword = Keyword(word: word), let topic = Topic.of(keyword) else { return nil }
    let isDutch = tongue == .nl
    return Document([
      .heading(topic.shape), .paragraph(topic.summary.text(tongue)),
      .facts(
        topic.examples.enumerated().map { place, example in
          .init(place == 0 ? (isDutch ? "voorbeeld" : "example") : "", example)
        }),
      .facts([
        .init(isDutch ? "Engels" : "English", topic.keyword.english),
        .init(isDutch ? "Nederlands" : "Dutch", topic.keyword.dutch),
      ]),
    ])
  }
}
