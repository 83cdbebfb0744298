import Foundation
import InstrumentKit
import Language
import Profile
import Testing

@testable import Session

/// Nothing exact of anybody comes out of a de-identified or published table, whatever its shape.
@Suite struct DisguiseTests {
  private static let sources: [(source: String, fields: [String])] = [
    (
      "clients",
      [
        "client", "age", "location", "filled-on", "commune", "nationality", "birth-country",
        "vdab-category", "vdab-since", "unemployed-since", "living-wage-since", "mobility.since",
      ]
    ),
    ("referrals", ["client", "filled-on", "age"]),
    ("actions", ["client", "starts", "planned-end", "commune"]),
    ("observations", ["client", "on", "vdab-category"]),
    ("assessments", ["client", "on", "age"]),
    ("participations", ["client", "operation", "entered-on", "left-on"]),
    ("consents", ["client", "from", "on", "purpose"]),
    (
      "audit",
      ["client", "on", "time", "operator", "purpose", "fields", "digest", "file", "head", "number"]
    ),
  ]

  private static let numbers: Set<String> = ["age", "number"]
  private static let days: Set<String> = [
    "filled-on", "vdab-since", "unemployed-since", "living-wage-since", "mobility.since", "starts",
    "planned-end", "on", "entered-on", "left-on", "from",
  ]

  private static func shapes(_ source: String, _ field: String) -> [String] {
    let person = field == "client" ? "" : "client, "
    // An entry of the trail may be about many; nothing sorts by a list.
    let sorted = source == "audit" && field == "client" ? "" : " | sort \(field)"
    let whose = field == "client" ? "" : "client as who, "
    var shapes = [
      "\(source) | show \(person)\(field)", "\(source) | show \(field)",
      "\(source)\(sorted) | show \(field) as colour | first 3",
      "\(source) | count by \(field)", "\(source) | count by \(person)\(field)",
      "\(source) | show \(whose)\(field) as colour | count by \(field == "client" ? "" : "who, ")colour",
      "\(source) | distinct \(field)", "\(source) | distinct \(person)\(field)",
      "\(source) | count by \(field) | sort count desc | first 2 | show \(field) as x, count as n",
      "\(source) | count by \(field) | chart",
      "let v = \(source) | count by \(field); v | distinct",
      "\(source) | count by \(person)\(field) | count by \(field)",
    ]
    if field == "client" { return shapes }
    if days.contains(field) || numbers.contains(field) {
      shapes += [
        "\(source) | summarise min(\(field)) as a, max(\(field)) as b",
        "\(source) | summarise min(\(field)) as a, max(\(field)) as b by client",
        "\(source) | summarise max(\(field)) as a by client | show a as c | distinct c",
        "\(source) | summarise min(\(field)) as a by client | count by a",
      ]
    }
    if numbers.contains(field) {
      shapes += [
        "\(source) | summarise mean(\(field)) as m, sum(\(field)) as t, median(\(field)) by client",
        "\(source) | count by client, \(field) | summarise mean(\(field)) as m by client",
      ]
    }
    return shapes
  }

  @Test func noShapeGivesAnExactValue() throws {
    let store = try Canaries()
    // An export has its head and its digest in the trail.
    try #require(store.file("clients | show client", hidden: false).code == 0)
    var tried = 0
    for (source, fields) in Self.sources {
      for field in fields {
        // A small number may as well be a count.
        let exact = try store.cells("\(source) | show \(field)", hidden: false)
          .filter { Int($0).map { $0 > 70 } ?? true }
        if field != "number" { try #require(!exact.isEmpty, "\(source) \(field)") }
        for shape in Self.shapes(source, field) {
          let found = try store.cells(shape, hidden: true).intersection(exact)
          #expect(found.isEmpty, "\(shape) tells \(found.count): \(field)")
          tried += 1
        }
      }
    }
    print("disguise: \(tried) shapes of \(Self.sources.map(\.fields.count).reduce(0, +)) columns")
    #expect(tried > 400)
  }

  @Test func everyFormatGivesTheSame() throws {
    let store = try Canaries()
    let sentence = "clients | show client, age, commune, vdab-category, vdab-since"
    for format in ["tsv", "json", "ndjson", "markdown", "html"] {
      for shape in [sentence, "clients | count by age, vdab-category"] {
        let made = try store.file(shape, format, hidden: true)
        #expect(made.code == 0, "\(made.said)")
        for number in 1...7 {
          for word in ["T80\(number)", "cat\(number)", "200\(number)-11-0\(number)"] {
            #expect(!made.text.contains(word), "\(format): \(shape)")
          }
        }
      }
    }
    for format in ["fhir", "spb", "referral"] {
      #expect(try store.file("clients", format, hidden: true).code == 2, "\(format)")
    }
  }

  @Test func groupsHaveTheBandsOfRows() throws {
    let store = try Canaries()
    let made = try store.file("clients | count by age, commune", hidden: true)
    let header = made.text.split(whereSeparator: \.isNewline).first
    #expect(header == "age-band,region,count")
    #expect(made.said.contains("smallest group by age-band, region: 1"))
    let known = try store.file(
      "clients | summarise count(nationality) as n, mean(age) as m by sex", hidden: true)
    #expect(known.text.contains("f,4,4") && known.said.contains("columns left out: m"), "\(known)")
  }

  @Test func whatIsCoarseIsAskedBeforeItIsCounted() throws {
    let store = try Canaries()
    let late = try store.file("clients | count by age | where age > 80", hidden: true)
    #expect(late.code == 2 && late.said.contains("E134"), "\(late.said)")
    #expect(try store.file("clients | count by sex | where sex = f", hidden: true).code == 0)
    #expect(try store.file("clients where age > 80 | count by age", hidden: true).code == 0)
  }
}

extension DisguiseTests {
  /// Keys that tell people apart, by the road that leads to each.
  private static let telling = [
    "clients | count by national-number, psychological", "clients | count by last-name",
    "clients | count by birth-date", "clients | count by client", "clients | count by street",
    "clients | count by birth-year", "clients | count by filled-on", "clients | count by box, sex",
    "clients | count by mobility.since", "clients | count by job-goal-text",
    "clients | count by disability-grounds", "clients | count by worked-share",
    "clients | show client as colour, sex | count by colour",
    "clients | show birth-date as sex | count by sex",
    "let v = clients | show last-name as x; v | count by x",
    "let v = clients | count by client; v",
    "clients | summarise min(age) as a, count(age) as n by client | count by n",
    "clients | summarise mean(age) as a by client | count by a",
    "clients | summarise max(filled-on) as d by client | count by d",
    "observations | count by on", "observations | count by client, threshold",
    "actions | count by starts", "assessments | count by client",
    "participations | count by client",
    "participations | count by entered-on", "consents | count by purpose",
    "consents | count by from",
    "audit | count by operator", "audit | count by client", "audit | count by purpose",
    "audit | count by time", "audit | count by number", "audit | count by fields",
    "audit | count by digest", "audit | count by file",
  ]

  @Test func keysThatTellPeopleApartAreNotPublished() throws {
    let store = try Canaries()
    for sentence in Self.telling {
      for end in ["", " | export csv \"\(store.folder.file("p.csv"))\""] {
        let told = store.run("\(sentence) | publish\(end)")
        #expect(told.code == 3, "\(sentence): \(told.said)")
        #expect(told.said.contains("E414") && told.said.contains("count by something"), "\(told)")
      }
    }
    let loop =
      "for p in (clients | distinct sex) { clients where sex = p | count by client | publish }"
    #expect(store.run(loop).code == 3)
    #expect(!FileManager.default.fileExists(atPath: store.folder.file("p.csv")))
  }

  @Test func onlyCountsAsTheyWereCountedArePublished() throws {
    let store = try Canaries()
    for sentence in [
      "clients | show sex, age as count",
      "clients | summarise max(age) as count by sex | show sex, count",
      "clients | count by sex | where count = 3", "clients | count by sex | sort count | first 1",
      "audit | show verb, count",
    ] {
      let told = store.run("\(sentence) | publish")
      #expect(told.code == 2 && told.said.contains("E127"), "\(sentence): \(told.said)")
    }
  }

  @Test func whatManyShareIsPublishedAndAgesAreBands() throws {
    let store = try Canaries()
    let path = store.folder.file("ok.csv")
    for keys in ["sex", "location", "commune, sex", "age", "mobility", "blocking", "benefit"] {
      let told = store.run(
        "clients | count by \(keys) | publish | export csv \"\(path)\" overwrite")
      #expect(told.code == 0, "\(keys): \(told.said)")
    }
    _ = store.run("clients | count by age | publish | export csv \"\(path)\" overwrite")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasPrefix("age-band,count") && text.contains("from-85,"), "\(text)")
    #expect(store.run("observations | count by threshold, level | publish").code == 0)
    #expect(store.run("audit | count by verb | publish").code == 0)
  }

  @Test func aTableOfFewPeopleIsNotPublishedHoweverManyRowsItHas() throws {
    let store = try Canaries()
    let path = store.folder.file("few.csv")
    for sentence in [
      "clients where client = T801 | count by sex", "client T801 | count by mobility",
      "observations where client in (T801, T802) | count by threshold",
      "audit T801 | count by verb",
    ] {
      let told = store.run("\(sentence) | publish | export csv \"\(path)\" overwrite")
      #expect(told.code == 0 && told.said.contains("fewer than 5 people"), "\(sentence): \(told)")
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(
        whereSeparator: \.isNewline)
      #expect(lines.count == 1, "\(sentence)")
    }
  }
}
