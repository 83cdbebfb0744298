import Foundation
import InstrumentKit
import Profile
import Testing

@testable import Language

@Suite struct ParserTests {
  private let schema = Schema(
    instruments: [
      .init(
        id: "mpsa", label: Label(nl: "MPSA", en: "MPSA"),
        measures: [
          .init(
            name: "blocking", dutch: "blokkerend", type: .count,
            label: Label(nl: "blokkerend", en: "blocking"))
        ])
    ], searched: ["plugins"])

  private func columns(_ text: String) -> [String]? {
    let program = Checker.check(SourceText(text), against: schema).program
    guard case .query(let query)? = program?.sentences.last?.sentence else { return nil }
    return query.columns.map(\.name)
  }

  private func codes(_ text: String) -> [String] {
    Checker.check(SourceText(text), against: schema).diagnostics.map(\.code)
  }

  @Test func numbersBelowZeroStandWhereAValueDoes() {
    for text in [
      "clients where age > -5", "clients where age between -5 and 5",
      "clients where age in (-1, 2)",
      "clients where age>-5", "param low = -5; clients where age > low",
    ] { #expect(codes(text).isEmpty, "\(text): \(codes(text))") }
    for text in [
      "clients | first -1", "clients where filled-on older-than -3 weeks", "clients where age - 5",
      "clients where age > -2147483648", "clients where age > --5", "clients where -5 < age",
    ] { #expect(!codes(text).isEmpty, "\(text)") }
    // Inside a word a dash belongs to it.
    #expect(columns("clients | show filled-on") == ["filled-on"])
  }

  @Test func anImportSaysHowItsFileIsWritten() throws {
    func form(_ text: String) -> ImportForm? {
      let program = Checker.check(SourceText(text), against: schema).program
      guard case .change(.importFile(let verb), _)? = program?.sentences.last?.sentence else {
        return nil
      }
      return verb.form
    }
    let all = try #require(
      form(
        "import \"a.csv\" as mpsa partial encoding windows-1252 dates dmy rejected \"b.csv\" overwrite"
      ))
    #expect(all.isPartial && all.overwritesRejected && !all.replaces)
    #expect(all.encoding == .windows1252 && all.dates == .dmy && all.rejected == "b.csv")
    let dutch = try #require(
      form("importeer \"a.csv\" als mpsa vervang codering utf-16 datums dmj afgekeurd \"b.csv\""))
    #expect(dutch.replaces && dutch.encoding == .utf16 && dutch.dates == .dmy)
    let plain = try #require(form("import \"a.csv\" as participations"))
    #expect(plain.encoding == nil && plain.dates == .iso && plain.rejected == nil)
    #expect(!codes("import \"a.csv\" as mpsa encoding ebcdic").isEmpty)
    #expect(!codes("import \"a.csv\" as mpsa dates mdy").isEmpty)
  }

  @Test func bothLanguagesSayTheSame() {
    let pairs = [
      (
        "clients where mobility >= supported and age < 25",
        "cliënten waar mobiliteit >= mits-ondersteuning en leeftijd < 25"
      ),
      ("clients | count by sex, commune", "clienten | tel per geslacht, gemeente"),
      ("clients | sort age desc | first 3", "cliënten | sorteer leeftijd aflopend | eerste 3"),
      ("clients where benefit has sickness | count", "cliënten waar uitkering heeft ziekte | tel"),
    ]
    for (english, dutch) in pairs {
      let first = Checker.check(SourceText(english), against: schema).program
      let second = Checker.check(SourceText(dutch), against: schema).program
      #expect(first != nil && second != nil, "\(english)")
      let shapes = [first, second].map { program in
        program?.sentences.map { "\($0.sentence)" }
      }
      #expect(shapes[0] == shapes[1], "\(english)")
    }
  }

  @Test func columnsAreKnownBeforeAnythingRuns() {
    #expect(columns("clients | count by sex") == ["sex", "count"])
    #expect(columns("clients | show client, commune as town") == ["client", "town"])
    #expect(
      columns("clients | score mpsa | show client, mpsa.blocking") == ["client", "mpsa.blocking"])
    #expect(
      columns("clients | summarise mean(age) as middle by sex") == [
        "sex", "middle", "middle.known",
      ])
    #expect(columns("let young = clients where age < 25; young | count") == ["count"])
  }

  @Test func aBareNameIsTheField() {
    #expect(codes("clients where work-permit = A") == [])
    #expect(codes("clients where work-permit.level = blocking") == [])
    #expect(codes("clients where job-goal") == [])
    #expect(codes("clients where job-goal.level = blocking") == [])
    #expect(codes("clients where work-permit = lots") == ["E202"])
  }

  @Test func wordsOfDigitsAreCodesWhereTheLeftSideIsACode() {
    #expect(codes("clients where dutch-level = 1.1") == [])
    #expect(codes("clients where vdab-category = 05") == [])
    #expect(codes("clients where jobs = 3-5") == [])
    #expect(codes("clients where age = 3-5") == ["E201"])
  }

  @Test func theParserItselfSaysWhetherASentenceIsWhole() {
    #expect(Completeness(of: "clients") == .complete)
    #expect(Completeness(of: "clients |") == .incomplete)
    #expect(Completeness(of: "clients where") == .incomplete)
    #expect(Completeness(of: "clients where age <") == .incomplete)
    #expect(Completeness(of: "clients where (age < 25") == .incomplete)
    #expect(Completeness(of: "clients where filled-on within") == .incomplete)
    // The next line is a sentence of its own.
    #expect(Completeness(of: "clients | first") == .wrong)
    #expect(Completeness(of: "clients | sort") == .wrong)
    #expect(Completeness(of: "clients where age < 25\n  | count") == .complete)
    #expect(Completeness(of: "clients frobnicate") == .wrong)
  }

  @Test func aLineThatBeginsWithABarGoesOn() {
    #expect(columns("clients\n\n  # a comment\n  | count") == ["count"])
    #expect(codes("clients\nclients | count") == [])
    #expect(codes("clients where age < 25 and\n  sex = m") == [])
  }

  @Test func deepNestingIsAnErrorAndNoCrash() {
    let deep = String(repeating: "(", count: 100_000) + "employed"
    #expect(codes("clients where \(deep)") == ["E108"])
    let nots = String(repeating: "not ", count: 100_000) + "employed"
    #expect(codes("clients where \(nots)") == [])
  }

  @Test func spansCountScalarsAndCaretsCountWidth() {
    let source = SourceText("clients where\tcommune = \"é€漢\" and x = 1")
    let found = Checker.check(source, against: schema).diagnostics
    #expect(found.count == 1)
    let text = found.first?.text(source, schema, .en) ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("1:35: E101"))
    // Two for the wide character, and the tab is kept as a tab.
    #expect(lines[2] == "               \t                     ^")
  }

  @Test func everyKeywordIsUniqueInBothLanguages() {
    var owners: [String: Keyword] = [:]
    for keyword in Keyword.allCases {
      for word in Set([Names.folded(keyword.english), Names.folded(keyword.dutch)]) {
        #expect(owners.updateValue(keyword, forKey: word) == nil, "\(word) is taken twice")
      }
    }
  }

  @Test func mutatedProgramsNeverCrashTheChecker() {
    let seeds = Topic.all.flatMap(\.examples)
    let pieces = Array("abé€\"()|,;=<>!{}#\n\t 0.-‹").map(String.init)
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let end = Date().addingTimeInterval(3)
    var checked = 0
    while Date() < end {
      var text = Array(seeds[next(seeds.count)])
      for _ in 0..<(1 + next(6)) {
        let place = next(text.count + 1)
        switch next(3) {
        case 0: text.insert(contentsOf: pieces[next(pieces.count)], at: place)
        case 1: if place < text.count { text.remove(at: place) }
        default:
          let other = Array(seeds[next(seeds.count)])
          text.replaceSubrange(place..., with: other.suffix(next(other.count + 1)))
        }
        if text.isEmpty { text = [" "] }
      }
      let source = SourceText(String(text))
      let (program, _, diagnostics) = Checker.check(source, against: schema)
      #expect((program == nil) == !diagnostics.isEmpty)
      for diagnostic in diagnostics { _ = diagnostic.text(source, schema, .nl) }
      checked += 1
    }
    #expect(checked > 500)
  }
}
