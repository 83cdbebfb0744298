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
    ("je", "u"),
  ]

  /// Where a word is right all the same: source wording, English, and words that are still read.
  private static let allowed = [
    "|alleenstaand", "|bewind", "|woonzoeker", "|maat", "want\"oversteek", "gekend probleem",
    "kind-psychisch alleenstaand",
  ]

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// What stands between quotes in the sources, line by line.
  private func texts() throws -> [(place: String, text: String)] {
    var found: [(String, String)] = []
    for folder in ["Sources", "Plugins"] {
      let top = Self.root.appending(path: folder)
      for case let file as URL in FileManager.default.enumerator(
        at: top, includingPropertiesForKeys: nil) ?? .init()
      where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        var isLong = false
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated()
        {
          let isMark = line.contains("\"\"\"")
          if isMark { isLong.toggle() }
          if line.drop(while: { $0 == " " }).hasPrefix("//") || isMark { continue }
          let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
          let quoted = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
          let whole = isLong ? String(line) : quoted.joined(separator: "\"")
          if !whole.isEmpty { found.append(("\(file.lastPathComponent):\(number + 1)", whole)) }
        }
      }
    }
    return found
  }

  @Test func noTextSaysWhatTheListOfTermsAvoids() throws {
    let texts = try texts()
    #expect(texts.count > 5000)
    for (avoided, instead) in Self.terms {
      let word = try Regex("(?i)(?<![\\p{L}.-])\(avoided)(?![\\p{L}-])")
      for (place, text) in texts where text.range(of: avoided, options: .caseInsensitive) != nil {
        let rest = Self.allowed.reduce(text) { $0.replacingOccurrences(of: $1, with: "") }
        if rest.contains(word) {
          Issue.record("\(place): \"\(avoided)\", say \"\(instead)\": \(text)")
        }
      }
    }
  }

  @Test func earlierWordsAreStillRead() throws {
    #expect(Keyword(word: "want") == .because && Keyword(word: "omdat") == .because)
    #expect(Keyword(word: "oversteek") == .crosswalk && Keyword(word: "overgang") == .crosswalk)
    let list = try #require(FieldCatalog.standard.field("civil-status")?.type.list)
    #expect(list.place(of: "ongehuwd") == 0 && list.place(of: "alleenstaand") == 0)
    #expect(list.codes[0].nl == "ongehuwd")
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
