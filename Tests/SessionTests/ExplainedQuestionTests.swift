import Exchange
import InstrumentKit
import Profile
import Testing

@testable import Session

/// `?` at a question says what may be answered, whatever kind of question it is.
@Suite(.serialized) struct ExplainedQuestionTests {
  private let trial: TrialSession

  init() throws { trial = try TrialSession(clients: 1) }

  /// What is said to `?` at one question.
  private func said(_ item: Item, of plugin: String, _ tongue: Tongue) throws -> String {
    let sink = MemorySink()
    trial.session.out = sink
    trial.session.tongue = tongue
    let store = try #require(trial.session.store)
    let interview = try Interview(
      trial.session, store, try #require(trial.session.plugin(plugin)), client: trial.code(0),
      only: [], day: TrialSession.today
    ) { _ in .leaves }
    try interview.explain(item)
    return sink.text
  }

  @Test(arguments: Tongue.allCases) func everyQuestionSaysWhatMayBeAnswered(_ tongue: Tongue) throws
  {
    let kinds: [(AnswerType, nl: String, en: String)] = [
      (.flag, "ja of nee", "yes or no"), (.day, "een datum, als", "a date, such as"),
      (.percent, "van 0 tot 100", "from 0 to 100"), (.count, "vanaf 0", "from 0"),
      (.note, "verzegeld", "sealed"), (.text, "eigen woorden", "your own words"),
      (.country, "landcode", "country code"), (.commune, "een gemeente", "a commune"),
      (.one([]), "één antwoord", "one answer"), (.many([]), "een of meer", "one or more"),
      (.number(1...2), "geheel getal van", "whole number from"),
    ]
    var met = 0
    for plugin in trial.session.plugins {
      for item in plugin.form.items where item.id != "filled-on" {
        let said = try said(item, of: plugin.id, tongue)
        let lines = said.split(separator: "\n")
        #expect(lines.count >= 3, "\(plugin.id).\(item.id): \(said)")
        let use = tongue == .nl ? ["ook gevraagd door", "geen ander"] : ["asked by", "no other"]
        #expect(use.contains(where: said.contains), "\(plugin.id).\(item.id): \(said)")
        for (type, nl, en) in kinds where Self.isSameKind(item.type, type) {
          met += 1
          #expect(said.contains(tongue == .nl ? nl : en), "\(plugin.id).\(item.id): \(said)")
        }
        guard case .one(let options) = item.type else { continue }
        for option in options {
          #expect(said.contains(option.label.text(tongue)), "\(plugin.id).\(item.id): \(said)")
        }
      }
    }
    #expect(met > 100)
  }

  private static func isSameKind(_ type: AnswerType, _ other: AnswerType) -> Bool {
    switch (type, other) {
    case (.one, .one), (.many, .many), (.number, .number), (.flag, .flag), (.day, .day),
      (.percent, .percent), (.count, .count), (.note, .note), (.text, .text), (.country, .country),
      (.commune, .commune):
      true
    default: false
    }
  }
}
