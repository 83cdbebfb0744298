import Foundation
import InstrumentKit
import Profile
import Testing

@testable import Language

/// The Dutch that people read: one word for one thing, as it is said in Flanders.
@Suite struct DutchTermsTests {
  /// What may not appear, and what is said instead.
  private static let terms: [(avoided: String, instead: String)] = [
    ("ontwerp", "kladversie"), ("ontwerpen", "kladversies"), ("oversteek", "overgang"),
    ("spoor", "logboek"), ("peildatum", "peildag"), ("maat", "uitkomst"), ("maten", "uitkomsten"),
    ("alleenstaand", "ongehuwd"), ("bewind", "voogdij"), ("materiele", "materiële"),
    ("bladzijde per bladzijde", "per bladzijde"), ("kan niet terug", "niet ongedaan maken"),
    ("overleeft", "blijft bewaard"), ("gekend", "bekend"), ("woonzoeker", "woning-zoeken"),
    ("middels", "met"),
    ("kernvragen die gelden", "kernvragen van toepassing"), ("met dry", "met proef"),
    ("slechte weggelaten", "foute rijen weggelaten"), ("jou", "u"), ("jouw", "uw"), ("jij", "u"),

  ]

  /// Where a word is right all the same: source wording, English, and words that are still read.
  private static let allowed = [
    "|alleenstaand", "|psychosociaal.bewind", "|wonen.woonzoeker", "|maat",
    "\"oversteek\", .crosswalk",
    "gekend probleem",
    "kind-psychisch alleenstaand",
  ]

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The words of a text, in small letters and with a space around each.
  private static func words(_ text: some StringProtocol) -> String {
    let parts = text.utf8.split { byte in
      byte < 0x80 && byte != UInt8(ascii: "-") && !(65...90).contains(byte)
        && !(97...122).contains(byte)
    }
    return " "
      + parts.map { String(decoding: $0, as: UTF8.self).lowercased() }
      .joined(separator: " ") + " "
  }

  /// The lines of a source that hold one of the terms between quotes, or in a long text.
  private func faults(in source: String, _ terms: [String]) -> [(line: Int, term: String)] {
    var isLong = false
    var found: [(Int, String)] = []
    for (number, bytes) in source.utf8.split(separator: 10, omittingEmptySubsequences: false)
      .enumerated()
    {
      var line = String(decoding: bytes, as: UTF8.self)
      if line.utf8.split(separator: 34, omittingEmptySubsequences: false).count == 4,
        line.range(of: "\"\"\"") != nil
      {
        isLong.toggle()
        continue
      }
      if line.utf8.first(where: { $0 != 32 }) == UInt8(ascii: "/") { continue }
      for right in Self.allowed { line = line.replacingOccurrences(of: right, with: "") }
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      let quoted = parts.enumerated().filter { isLong || $0.offset % 2 == 1 }.map(\.element)
      let words = Self.words(quoted.joined(separator: " "))
      for term in terms where words.contains(" \(term) ") { found.append((number + 1, term)) }
    }
    return found
  }

  @Test func noTextSaysWhatTheListOfTermsAvoids() throws {
    var read = 0
    for folder in ["Sources", "Plugins"] {
      let top = Self.root.appending(path: folder)
      let files = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
      for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
        let source = try String(contentsOf: file, encoding: .utf8)
        read += 1
        // Few files have any of them, and only those are looked at line by line.
        let words = Self.words(source)
        let terms = Self.terms.map(\.avoided).filter { words.contains(" \($0) ") }
        if terms.isEmpty { continue }
        for (line, term) in faults(in: source, terms) {
          let instead = Self.terms.first { $0.avoided == term }?.instead ?? ""
          Issue.record("\(file.lastPathComponent):\(line): \"\(term)\", say \"\(instead)\"")
        }
      }
    }
    #expect(read > 300)
  }

  /// What was shown once and reads badly, in whole phrases.
  private static let phrases = [
    "1 2 jaar", "secundair 3 4 beroeps", "inactief in vijf jaar", "een ontwerp overleeft",
    "houdt de rijen die voldoen", "typ de code nog eens voor een nieuwe",
    "dat is hier geen antwoord",
    "met dry ervoor", "today is de peildag", "het spoor", "daarvan beantwoord",
    "kernvragen die gelden", "meer antwoorden …", "bladzijde per bladzijde", "alleenstaand",
    "materiele-hulp", "oversteek", "  want ", "(regel: followed-up)", "klaar-regulier", " daad ",
    "client-wil-niet",
  ]

  @Test func noGoldenSaysWhatReadsBadly() throws {
    var read = 0
    let top = Self.root.appending(path: "Tests")
    let files = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() where file.path.contains("/Golden/") {
      let name = file.lastPathComponent
      guard name.hasSuffix(".txt"), name.contains("nl.") else { continue }
      let text = try String(contentsOf: file, encoding: .utf8).lowercased()
      read += 1
      for phrase in Self.phrases where text.contains(phrase) {
        Issue.record("\(name): \"\(phrase)\"")
      }
    }
    #expect(read > 10)
  }

  /// A rule without a Dutch name would stand in English on a Dutch screen.
  @Test func everyRuleThatCameWithTheProgramHasADutchName() throws {
    var found: Set<String> = []
    for folder in ["Plugins", "Sources/Questionnaires"] {
      let top = Self.root.appending(path: folder)
      let files = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
      for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
        let source = try String(contentsOf: file, encoding: .utf8)
        for match in source.matches(of: /(?:Reason|because)\(\s*"([a-z0-9-]+)"/) {
          found.insert(String(match.1))
        }
      }
    }
    #expect(found.count > 20)
    for rule in found.sorted() where Names.rules.place(of: rule) == nil {
      Issue.record("\(rule)")
    }
  }

  /// One code is spelt in one way, whether a form offers it, a measure or a field has it.
  @Test func aCodeOfAnItemIsSpeltAsItsField() throws {
    var compared = 0
    for instrument in QuestionnaireStore.all {
      for item in instrument.form.items {
        guard case .field(let name)? = item.link,
          let list = FieldCatalog.standard.field(name)?.type.list
        else { continue }
        let options: [Option] =
          switch item.type {
          case .one(let options), .many(let options): options
          default: []
          }
        for option in options where Names.spoken(option.code, of: list) == nil {
          let place = try #require(list.place(of: option.code), "\(item.id) \(option.code)")
          compared += 1
          #expect(FieldType.kebab(option.label.nl) == list.codes[place].nl.lowercased())
        }
      }
    }
    #expect(compared > 20)
  }

  @Test func theSearchFindsATermWhereverPeopleReadIt() {
    let source = #"""
      Label(nl: "de maat telt", en: "the measure")
      // een maat
      let text = """
        een ontwerp
        """
      let ontwerp = maat("maatje")
      """#
    let found = faults(in: source, ["maat", "ontwerp"])
    #expect(found.map(\.line) == [1, 4] && found.map(\.term) == ["maat", "ontwerp"])
  }

  @Test func earlierWordsAreStillRead() throws {
    #expect(Keyword(word: "want") == .because && Keyword(word: "omdat") == .because)
    #expect(Keyword(word: "oversteek") == .crosswalk && Keyword(word: "overgang") == .crosswalk)
    let list = try #require(FieldCatalog.standard.field("civil-status")?.type.list)
    #expect(list.place(of: "ongehuwd") == 0 && list.place(of: "alleenstaand") == 0)
    #expect(list.codes[0].nl == "ongehuwd")
    for (field, code, earlier) in [
      ("stream", "ready-regular-or-social", "klaar-regulier-of-sociaal"),
      ("reason-client", "not-ready-training", "niet-klaar-opleiding"),
      ("training-ready", "job-application", "sollicitatie"),
    ] {
      let list = try #require(FieldCatalog.standard.field(field)?.type.list)
      #expect(list.place(of: earlier) == list.place(of: code) && list.place(of: code) != nil)
    }
    #expect(Names.action.place(of: "materiele-hulp") == Names.action.place(of: "materiële-hulp"))
    #expect(
      Names.action.place(of: "psychosociaal.bewind")
        == Names.action.place(of: "psychosocial.guardianship"))
  }

  @Test func codesAreSaidToPeopleAsPeopleSayThem() throws {
    func words(_ field: String, _ code: String) throws -> String {
      let list = try #require(FieldCatalog.standard.field(field)?.type.list)
      return try #require(list.options.first { $0.code == code }).label.nl
    }
    #expect(try words("arrival", "1-2-years") == "1 tot 2 jaar")
    #expect(
      try words("diploma", "secondary-3-4-vocational")
        == "secundair, 3e graad, 4e jaar beroeps")
    #expect(try words("not-followed-reason", "client-declines") == "cliënt wil niet")
  }
}
