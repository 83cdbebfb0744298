import Foundation
import InstrumentKit
import Language
import Profile
import TestSupport
import Testing

/// A counsellor's day in Dutch, on a window of 80 columns: somebody is found, asked, scored,
/// explained and printed, and nothing on the screen is English.
@Suite(.serialized) struct DutchStoryTests {
  private static let prompt = "store(an)> "

  /// What is answered to each question, by its label; Enter to all others. `<` goes back once.
  private static let answers: [String: [String]] = [
    "Voornaam": ["Klara"], "Achternaam": ["Peeters"], "Geslacht": ["v"],
    "Geboortedatum": ["1980-05-17"], "Burgerlijke staat": ["gehuwd", "ongehuwd"],
    "Nationaliteit": ["<", "BE"], "Geboorteland": ["BE"], "Verblijf": ["1"],
    "Rijbewijs": ["nee"], "Rijksregisternummer": ["."],
    "Uitkering": ["leefloon"],
    "Erkende ongeschiktheid in % (ook zonder recht op een uitkering)": ["40"],
    "Huidige activering": ["sociaal; professioneel"], "Verwachte steun in maanden": ["6"],
    "Eerste steunvoorstel": ["2012-11-01"], "Voorgesteld als enkel sociaal activeerbaar": ["nee"],
    "Kinderopvang": ["?", "c"], "Mobiliteit": ["married", "d"], "Verslaving": ["b"],
    "Hoeveel consulenten scoorden samen": ["2"], "b130 energie en drijfkracht": ["2"],
    "b164 hogere cognitieve functies": ["0"], "b455 uithouding": ["0"],
    "d155 vaardigheden leren": ["1"], "d240 omgaan met stress": ["."],
    "d720 complexe omgang met mensen": ["0"],
    "d845 werk vinden, behouden en beëindigen": ["1"], "d850 betaald werk": ["2"],
    "d855 onbetaald werk": ["1"], "e310 naaste familie": ["+3"],
    "e330 mensen met gezag": ["9"],
  ]

  @Test func aCounsellorsDayHasNothingEnglishOnTheScreen() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try PromptTests.Terminal(
      program, ["--lang", "nl", "--operator", "an"], prompt: Self.prompt, rows: 900, columns: 80)
    var left = Self.answers
    for sentence in [
      "cliënten waar mobiliteit = niet-mogelijk | toon cliënt, leeftijd, gemeente | eerste 3",
      "beoordeel T016 met intake enkel cliënt", "beoordeel T016 met mpsa",
      "beoordeel T016 met icf", "cliënt T016 | verklaar mpsa", "cliënt T016 | verklaar icf",
      "cliënt T016 | stel-voor mpsa",
      "cliënt T016 | document icf | exporteer html \"icf.html\" voor \"gesprek\"",
      "vaststellingen waar cliënt = T016 en bron = icf | toon drempel, niveau, bron",
      "noteer T016 mobiliteit = mits-ondersteuning omdat \"rijdt mee\"",
      "vaststellingen waar cliënt = T016 en bron = notitie | toon drempel, niveau, bron",
      "drempels waar domein = gezondheid | toon drempel, domein | eerste 2",
      "logboek T016 waar handeling = identiteit | tel",
      "logboek T016 | tel per handeling",
      "cliënten waar mobilteit = niet-mogelijk | tel",
    ] {
      #expect(terminal.types(atPrompt: sentence + "\r"), "\(terminal.screen)")
      try answer(terminal, &left)
    }
    terminal.type("stop\r")
    #expect(terminal.ends() == 0)
    let screen = terminal.display.text
    #expect(try Golden.matches(screen, "story-nl"), "\(screen)")
    let page = try String(contentsOfFile: "\(program.folder)/icf.html", encoding: .utf8)
    #expect(page.contains("omgaan met stress"))
    let english = english(in: screen)
    #expect(english.isEmpty, "\(english)")
  }

  /// Answers until the prompt of sentences comes back.
  private func answer(
    _ terminal: PromptTests.Terminal, _ left: inout [String: [String]]
  ) throws {
    // What was refused is asked again without its label.
    var label = ""
    var asked = 0
    while try #require(terminal.waits(forEnd: ["  > ", Self.prompt])) == "  > " {
      for line in terminal.screen.split(whereSeparator: \.isNewline) {
        if let found = String(line).firstMatch(of: /[0-9]+\/[0-9]+  (.+?)\s*$/) {
          label = String(found.1)
        }
      }
      var typed = ""
      if var answers = left[label], !answers.isEmpty {
        typed = answers.removeFirst()
        left[label] = answers
      }
      asked += 1
      try #require(asked < 80, "\(label): \(terminal.screen)")
      terminal.clear()
      terminal.type(typed + "\r")
    }
  }

  /// Words of the English catalogue that no Dutch text of the program has.
  private func english(in screen: String) -> [String] {
    func words(_ text: some StringProtocol) -> [String] {
      text.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
    }
    var english: Set<String> = ["the", "this", "and", "not", "with", "client", "record"]
    var dutch: Set<String> = []
    func add(_ label: Label) {
      english.formUnion(words(label.en))
      dutch.formUnion(words(label.nl))
    }
    for keyword in Keyword.allCases { add(Label(nl: keyword.dutch, en: keyword.english)) }
    for topic in Topic.all {
      add(topic.summary)
      add(Label(nl: topic.shape(.nl), en: topic.shape))
    }
    for field in FieldCatalog.standard.fields {
      add(field.label)
      add(Label(nl: field.dutch, en: field.name))
      for code in field.type.list?.codes ?? [] { add(Label(nl: code.nl, en: code.en)) }
    }
    for threshold in Threshold.all {
      add(threshold.label)
      for word in threshold.specifications { add(word.label) }
    }
    let told = Names.rules.codes + Names.deeds.codes
    for code in Names.thresholds.codes + Names.levels.codes + Names.absences.codes + told {
      add(Label(nl: code.nl, en: code.en))
    }
    // Words that both languages have, or that were asked for.
    let allowed: Set<String> = [
      "html", "icf", "mpsa", "intake", "operator", "married", "drempel", "let",
    ]
    return Set(words(screen)).filter {
      $0.count > 2 && english.contains($0) && !dutch.contains($0) && !allowed.contains($0)
    }.sorted()
  }
}
