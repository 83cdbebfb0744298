import InstrumentKit
import Language
import TestSupport
import Testing

@testable import Session

/// What of a sentence may stay on disk.
@Suite struct HistoryTextTests {
  let schema = Schema(
    instruments: [.init(id: "mpsa", label: Label(nl: "MPSA", en: "MPSA"), measures: [])],
    searched: [])

  @Test func wordsOfTheLanguageStayAndAllElseGoes() {
    let kept = [
      "clients where age < 25 | count": "clients where age < 25 | count",
      "client T014 | show client": "client ‹client› | show client",
      "record T014 mobility = none because \"Klara\"":
        "record ‹client› mobility = none because ‹text›",
      "assess T014 with mpsa": "assess ‹client› with mpsa",
      "forget T014 because \"Klara\"": "forget ‹client› because ‹text›",
      "dry vergeet T014": "dry vergeet ‹client›",
      "consent T014 to vdab for \"Klara\" of health until 2027-01-01":
        "consent ‹client› to vdab for ‹text› of health until ‹date›",
      "toestemming T014 aan ocmw geweigerd": "toestemming ‹client› aan ocmw geweigerd",
      "audit T014 where verb = identity": "audit ‹client› where verb = identity",
      "audit where operator = els | count": "audit where operator = ‹text› | count",
      "clients where commune = Mortsel": "clients where commune = ‹text›",
      "clients where filled-on < 2012-06-01": "clients where filled-on < ‹date›",
      "clients | count # Klara Geheim": "clients | count",
      "85073003328": "‹text›", "help where": "help where", "describe mobility": "describe mobility",
      "lang nl": "lang nl",
    ]
    for (typed, expected) in kept { #expect(HistoryText.redacted(typed, schema) == expected) }
    for typed in [
      "describe Klara", "help 85073003328", "Klara Geheim", "mode Klara",
    ] {
      #expect(HistoryText.redacted(typed, schema) == nil, "\(typed)")
    }
  }

  @Test func noUnknownWordEverStays() {
    var generator = SplitMix64(seed: 5)
    let shapes = [
      "clients where commune = @ | count", "client @ | show client, age",
      "record @ mobility = none",
      "clients where commune in (@, \"@\") and age > 3", "clients | count # @",
      "clients | export csv \"@\" for \"@\"", "let @ = clients | count", "assess @ with mpsa",
      "forget @ because \"@\"", "consent @ to vdab for \"@\" of @", "audit @ | count",
      "dry consent @ to @ withdrawn", "clients | show client as @", "help @", "describe @",
      "@ | count",
    ]
    for _ in 0..<2_000 {
      // Letters that no word of the language begins with.
      let secret = "zq" + String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
      let shape = shapes.randomElement(using: &generator) ?? ""
      let typed = String(shape.map { $0 == "@" ? "@" : $0 }).split(
        separator: "@", omittingEmptySubsequences: false
      ).joined(separator: secret)
      #expect(HistoryText.redacted(typed, schema)?.contains(secret) != true, "\(typed)")
    }
  }

  @Test func aPlaceholderIsFilledInWithQuotesWhereATextStood() {
    #expect(HistoryText.filled("‹text›", "Tielt") == "\"Tielt\"")
    #expect(HistoryText.filled("‹text›", "\"Tielt\"") == "\"Tielt\"")
    #expect(HistoryText.filled("‹client›", "T014") == "T014")
    #expect(HistoryText.filled("‹text›", "a\"b {c}") == "\"a\\\"b {{c}}\"")
  }
}
