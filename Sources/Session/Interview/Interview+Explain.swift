import InstrumentKit
import Language
import PluginHost
import Profile

extension Interview {
  /// What a question means, what may be answered, and who else uses the answer.
  func explain(_ item: Item) throws {
    try say("  \(item.name(session.tongue)) · \(item.label.text(tongue))")
    if case .threshold(let threshold, let relation)? = item.link {
      let code = Names.relation.codes[Names.relation.place(of: relation.rawValue) ?? 0]
      try say(
        isDutch
          ? "  drempel \(Names.thresholds.codes[Int(threshold.index)].nl), betekenis \(code.nl)"
          : "  threshold \(threshold.code), meaning \(code.en)")
      for word in threshold.specifications { try say("  · \(word.label.text(tongue))") }
    }
    try say(wrapped: kind(of: item.type))
    try list(choices(of: item))
    try say(wrapped: use(of: item))
  }

  private func kind(of type: AnswerType) -> String {
    let words: Label =
      switch type {
      case .one, .level:
        Label(
          nl: "één antwoord: de code, het nummer of het begin van de woorden",
          en: "one answer: the code, the number or the beginning of the words")
      case .many:
        Label(
          nl: "een of meer antwoorden, gescheiden door ;",
          en: "one or more answers, separated by ;")
      case .flag: Label(nl: "ja of nee", en: "yes or no")
      case .day: Label(nl: "een datum, als 2012-06-30", en: "a date, such as 2012-06-30")
      case .percent:
        Label(nl: "een percentage van 0 tot 100", en: "a percentage from 0 to 100")
      case .count: Label(nl: "een geheel getal vanaf 0", en: "a whole number from 0")
      case .number(let range):
        Label(
          nl: "een geheel getal van \(range.lowerBound) tot \(range.upperBound)",
          en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      case .country:
        Label(
          nl: "een landcode van twee letters, als BE; stateless, other of none waar er geen is",
          en: "a country code of two letters, such as BE; stateless, other or none without one")
      case .note:
        Label(
          nl: "eigen woorden; ze worden verzegeld bewaard",
          en: "your own words; they are kept sealed")
      case .commune: Label(nl: "een gemeente", en: "a commune")
      case .text:
        Label(
          nl: "eigen woorden; wie de antwoorden mag lezen, ziet ze",
          en: "your own words; whoever may read the answers sees them")
      case .table:
        Label(nl: "rijen, één per regel", en: "rows, one a line")
      case .shared: Label(nl: "", en: "")
      @unknown default: Label(nl: "", en: "")
      }
    return words.text(tongue)
  }

  /// What each answer is, and what it says on the scale that instruments share.
  private func choices(of item: Item) -> [(code: String, words: String)] {
    switch item.type {
    case .one(let options), .many(let options):
      options.enumerated().map { ("\($0.offset + 1)", $0.element.label.text(tongue)) }
    case .level(let scale) where scale.legend == nil:
      scale.steps.map { step in
        (
          scale.isToldInWords ? step.label.text(tongue) : step.code,
          (scale.isToldInWords ? "" : "\(step.label.text(tongue)) ")
            + "→ \(step.finding.word(tongue))"
        )
      }
    default: []
    }
  }

  private func list(_ choices: [(code: String, words: String)]) throws {
    for (code, words) in choices { try say("         \(code)  \(words)") }
  }

  /// Whether it counts for completeness, and which other instruments have the same answer.
  private func use(of item: Item) -> String {
    let asking: Label =
      switch item.asking {
      case .core:
        Label(nl: "telt mee voor de volledigheid", en: "counts for completeness")
      case .occasion:
        Label(nl: "enkel als het ter sprake komt", en: "only when it comes up")
      case .research: Label(nl: "enkel voor onderzoek", en: "for research only")
      @unknown default: Label(nl: "", en: "")
      }
    let others = session.plugins.filter { $0.id != plugin.id && $0.asks(item.link) }.map(\.id)
    let shared =
      others.isEmpty
      ? Label(nl: "geen ander instrument vraagt dit", en: "no other instrument asks it")
      : Label(
        nl: "ook gevraagd door \(others.joined(separator: ", "))",
        en: "asked by \(others.joined(separator: ", ")) too")
    return "\(asking.text(tongue)); \(shared.text(tongue))"
  }
}

extension LoadedPlugin {
  /// Whether one of its questions has the same answer as one that is linked so.
  fileprivate func asks(_ link: Link?) -> Bool {
    form.items.contains { item in
      switch (item.link, link) {
      case (.field(let own)?, .field(let other)?): own == other
      case (.threshold(let own, _)?, .threshold(let other, _)?): own == other
      case (.specifications?, .specifications?): true
      default: false
      }
    }
  }
}
