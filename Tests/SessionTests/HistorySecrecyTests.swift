import InstrumentKit
import Language
import TestSupport
import Testing

@testable import Session

/// Names, national numbers and client codes in every place where one can be typed.
@Suite struct HistorySecrecyTests {
  let schema = Schema(
    instruments: [
      .init(
        id: "mpsa", label: Label(nl: "MPSA", en: "MPSA"), measures: [],
        items: ["mobility": ["mobility"]])
    ],
    searched: [])

  /// Where somebody types about a client; `@` is what may not stay.
  static let shapes = [
    "client @", "cliënt @ | toon leeftijd", "client @ | explain mpsa",
    "let x = client @", "clients | count; client @ | count",
    "clients where client = @", "clients where cliënt = @ or client != @ | count",
    "clients where client in (@, @)", "clients where (client = @) and age < 25",
    "clients where client >= @ and sex = f", "clients where client between @ and @ | count",
    "observations where client = @ and threshold = mobility", "audit where client = @",
    "clients where family-name = @", "clients where familienaam = @ | show client",
    "clients where first-name = @", "clients where first-name has @",
    "clients where national-number = @", "clients where national-number in (@)",
    "clients where commune = @", "clients where commune = \"@\"",
    "clients where gemeente in (\"@\", @)",
    "clients where mobility = @", "clients where mobility.@ = yes", "clients where mpsa.@ = 3",
    "clients where @ = 3", "clients where age > 3 # @", "# @", "clients # @\n| count # @",
    "record @ mobility = none", "dry record @ mobility = none because \"@\"",
    "noteer @ mobiliteit = geen-belemmering omdat \"@\"", "assess @ with mpsa",
    "assess @ with mpsa only @", "assess @ with mpsa only mobility, @ on 2012-01-01",
    "beslis @ met mpsa = ja", "decide @ with mpsa = @ because \"@\"", "forget @",
    "forget @ for \"@\"",
    "consent @ for \"@\"", "refer @ to \"@\"", "vergeet @", "verwijs @", "toestemming @",
    "import \"@.csv\" as mpsa", "importeer \"@\" als intake",
    "clients | export csv \"@\" for \"@\"",
    "clients | show client as @", "clients | show client as c | where c = @",
    "clients | count by sex as @", "let @ = clients", "param @ = 3", "param x = @",
    "param x = \"@\"",
    "for @ in (clients | distinct client) { client @ | count }",
    "for c in (clients | distinct client) { clients where client = @ }", "run \"@\"",
    "| where client = @", "| show client # @", "client @ | compare 2012-01-01 with today",
    "@", "@ | count", "clients @", "clients where @", "client @ @", "wrong @ sentence",
    "clients where commune = \"@", "clients | @", "clients | list @",
    "help @", "help where @", "describe @", "beschrijf @", "mode @", "width @", "lang @",
    "pager @", "timing @", "last @", "history @", "plugins @", "quit @", "safe @", "safe # @",
    "transcript @", "transcript @.txt", "transcript \"@\" for \"@\"", "verslag @ voor \"@\"",
    "transcript @ @", "open @", "open @.store", "open \"/home/@/store\"", "mode csv # @",
  ]

  /// Codes that look like words of the language or like small numbers are codes all the same.
  static let lookalikes = ["014", "7", "count", "mortsel", "none", "mobility", "f", "mpsa"]

  private static func secret(_ generator: inout SplitMix64) -> String {
    let number = UInt64.random(in: .min ... .max, using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return "Zq" + String(number, radix: 36)
    case 1: return "T" + String(number % 1_000_000)
    case 2: return String(number % 90_000_000_000 + 10_000_000_000)
    case 3: return "85.07.30-033.\(number % 90 + 10)"
    case 4: return "zqé-peeters.\(number % 1000)"
    default: return "van-zq\(number % 1000)"
    }
  }

  @Test func nothingOfAClientStaysWhereverItIsTyped() {
    var generator = SplitMix64(seed: 12)
    for shape in Self.shapes {
      for _ in 0..<40 {
        let secret = Self.secret(&generator)
        let typed = shape.replacing("@", with: secret)
        for sentence in [typed, HistoryText.flat(typed)] {
          let kept = HistoryText.redacted(sentence, schema) ?? ""
          #expect(!kept.contains(secret), "\(typed): \(kept)")
          #expect(!kept.lowercased().contains("zq"), "\(typed): \(kept)")
          #expect(!kept.contains(/[0-9]{4}/), "\(typed): \(kept)")
          #expect(!kept.contains("#"), "\(typed): \(kept)")
        }
      }
    }
  }

  @Test func whatTwoSentencesAreMadeOfIsAsSecret() {
    var generator = SplitMix64(seed: 31)
    for _ in 0..<4_000 {
      let secret = Self.secret(&generator)
      let parts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        Self.shapes.randomElement(using: &generator) ?? ""
      }
      let between = ["; ", "\n", " ", " | "].randomElement(using: &generator) ?? ""
      let typed = parts.joined(separator: between).replacing("@", with: secret)
      for sentence in [typed, HistoryText.flat(typed)] {
        let kept = HistoryText.redacted(sentence, schema) ?? ""
        #expect(!kept.contains(secret) && !kept.contains("#"), "\(typed): \(kept)")
      }
    }
  }

  @Test(arguments: lookalikes) func aCodeThatLooksLikeAWordStaysNowhereACodeStands(code: String) {
    let shapes = [
      "client @ | count", "record @ mobility = none", "assess @ with mpsa", "let x = client @",
      "decide @ with mpsa = yes", "clients where client = @ | count",
      "clients where sex = f and client in (@, @)", "clients where commune = @ | count",
      "dry record @ mobility = none", "clients | count; client @",
      "for x in (clients | distinct sex) { client @ | count }",
      "clients where family-name = @ or age < 25", "clients where client between @ and @",
    ]
    for shape in shapes {
      let kept = HistoryText.redacted(shape.replacing("@", with: code), schema) ?? ""
      let bare = HistoryText.redacted(shape.replacing("@", with: "zq"), schema) ?? ""
      // A code that is a word of the language is none, and its sentence is wrong.
      #expect(!bare.isEmpty && (kept.isEmpty || kept == bare), "\(kept) is not \(bare)")
    }
  }

  @Test func whatIsKeptIsTheSentenceAndCanBeFilledInAgain() {
    for (typed, kept) in [
      "clients where client = T014 and age < 25 | count":
        "clients where client = ‹client› and age < 25 | count",
      "clients where age between 18 and 25 and sex = f":
        "clients where age between 18 and 25 and sex = f",
      "clients where filled-on between 2012-01-01 and 2012-02-01 and age > 3":
        "clients where filled-on between ‹date› and ‹date› and age > 3",
      "clients where mobility in (supported, blocking) | sort client desc":
        "clients where mobility in (supported, blocking) | sort client desc",
      "clients where mobility.since is known and not benefit has living-wage":
        "clients where mobility.since is known and not benefit has living-wage",
      "for place in (clients | distinct location) { clients where location = place | count }":
        "for ‹text› in (clients | distinct location) { clients where location = ‹text› | count }",
      "assess T014 with mpsa only mobility": "assess ‹client› with mpsa only mobility",
      "| count by sex": "| count by sex",
      "verslag a.txt voor \"b\"": "transcript ‹text› for ‹text›",
      "open /a/b": "open ‹text›", "hulp als op": "help als op", "geschiedenis 5": "history 5",
      "width auto # x": "width auto", "clients | list category05": "clients | list category05",
    ] as KeyValuePairs {
      #expect(HistoryText.redacted(typed, schema) == kept)
    }
  }

  @Test func severalLinesBecomeOneThatSaysTheSame() {
    for (typed, flat) in [
      "clients # all\n  | count by sex": "clients   | count by sex",
      "clients | count\nobservations | count": "clients | count; observations | count",
      "for x in (clients |\ndistinct sex) {\nclients | count\nclients | first 2\n}":
        "for x in (clients | distinct sex) { clients | count; clients | first 2; }",
      "clients where age > 3 and\nsex = f": "clients where age > 3 and sex = f",
      "clients where commune = \"a # b\"": "clients where commune = \"a # b\"",
    ] as KeyValuePairs {
      let made = HistoryText.flat(typed)
      #expect(made.replacing(/[ ]+/, with: " ") == flat.replacing(/[ ]+/, with: " "))
      #expect(Completeness(of: made) == .complete && !made.contains("\n"))
    }
  }
}
