import InstrumentKit
import Testing

@testable import Language

/// What is shown of a wrong line, and what is hinted at it.
@Suite struct ExcerptTests {
  private let schema = Schema(instruments: [], searched: [])

  private func told(_ text: String, width: Int) -> [String] {
    let source = SourceText(text)
    let (_, _, diagnostics) = Checker.check(source, against: schema)
    return diagnostics.first.map {
      $0.text(source, schema, .en, width: width).split(separator: "\n").map(String.init)
    } ?? []
  }

  @Test(arguments: [0, 5, 40, 200]) func anExcerptFitsTheWindowAndMarksItsPlace(before: Int) {
    let names = (0..<before).map { "age = \($0) or " }.joined()
    let after = (0..<30).map { " or age = \($0)" }.joined()
    for width in [20, 40, 80, 120] {
      let lines = told("clients where \(names)aeg = 3\(after) | count", width: width)
      #expect(lines.count >= 3)
      guard lines.count >= 3 else { continue }
      #expect(lines[1].count <= width && lines[2].count <= width, "\(lines[1])")
      let place = lines[2].prefix { $0 == " " }.count
      #expect(String(lines[1].dropFirst(place).prefix(3)) == "aeg", "\(lines[1])")
      #expect(lines[1].hasSuffix("…"))
      if width >= 80 { #expect((before == 0) == lines[1].hasPrefix("  clients"), "\(lines[1])") }
    }
  }

  @Test func charactersOfTwoPlacesCountAsTwo() {
    let text = "clients where commune = \"" + String(repeating: "東", count: 60) + "\" and aeg = 3"
    let lines = told(text, width: 60)
    let places = lines[1].unicodeScalars.reduce(0) { $0 + Width.of($1) }
    #expect(places <= 60 && lines[1].hasSuffix("aeg = 3"), "\(lines[1])")
    #expect(lines[2].count == places - 4, "\(lines[2])")
  }

  @Test func twoNamesWithoutACommaAreTwoNames() {
    for (text, hint) in [
      ("clients | count by age group", "between two names stands a comma: age, group"),
      ("clients | show client age", "between two names stands a comma: client, age"),
      ("clients | sort age commune", "between two names stands a comma: age, commune"),
      ("clients | count sex", "write: count by sex"),
      ("clients | sort age down", "between two names stands a comma: age, down"),
    ] {
      #expect(told(text, width: 80).last?.contains(hint) == true, "\(told(text, width: 80))")
    }
  }
}
