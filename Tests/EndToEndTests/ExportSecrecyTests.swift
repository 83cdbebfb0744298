import Foundation
import Testing

/// Identity, notes and health details leave only by name, and never de-identified.
@Suite struct ExportSecrecyTests {
  private static let header = [
    "client", "location", "sex", "birth-date", "first-name", "last-name", "national-number",
    "street", "house-number", "box", "postcode", "commune", "job-goal", "job-goal-text",
    "experience-12m", "experience-text", "filled-on", "mobility",
  ]

  /// People who do not exist, with words that nothing else says.
  private static let people = [
    [
      "X001", "Leuven", "f", "1984-03-09", "Xanthippe", "Vanquaethem", "84030900258",
      "Kwibusstraat", "7331quim", "Busken9q", "37971quim", "Leuven", "yes",
      "zeppelinbouwster worden",
      "yes", "vroeger valkenierster", "2012-05-05", "2",
    ],
    [
      "X002", "Tielt", "m", "1979-11-23", "Zebedeus", "=Qwijbo", "79112300175",
      "Quidamlaan", "8442quim", "Terken8q", "97871quim", "Tielt", "yes", "torenwachter op zee",
      "yes", "ooit poolreiziger", "2012-06-06", "3",
    ],
  ]

  private static var secrets: [String] {
    people.flatMap { person in
      zip(header, person).compactMap { name, value in
        let open = [
          "client", "location", "sex", "commune", "job-goal", "experience-12m", "filled-on",
          "mobility",
        ]
        return open.contains(name) ? nil : value
      }
    }
  }

  private func program() throws -> Program {
    let program = try Program().withDemo()
    let lines = [Self.header] + Self.people.map { $0 }
    let path = program.folder + "/people.csv"
    try lines.map { $0.joined(separator: ",") }.joined(separator: "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    let answer = try program.run(["import", path, "--as", "intake"])
    try #require(answer.code == 0, "\(answer.out) \(answer.err)")
    return program
  }

  /// What is in the demo's file of people and belongs to identity.
  private func demoSecrets() throws -> [String] {
    let rows = try String(contentsOfFile: Program.trial, encoding: .utf8)
      .split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
    let names = rows[0].map(String.init)
    return ["birth-date", "last-name", "national-number"].flatMap { name -> [String] in
      guard let place = names.firstIndex(of: name) else { return [] }
      return rows.dropFirst().map { String($0[place]) }.filter { !$0.isEmpty }
    }
  }

  private static let sentences = [
    "clients", "clients | score mpsa", "client X001", "referrals", "actions", "observations",
    "assessments", "decisions", "clients | count by commune, sex", "clients | explain mpsa",
    "clients | document intake", "clients | chart", "clients | suggest mpsa",
    "clients | compare 2012-01-01 with today", "clients | count by location | chart",
    "clients where last-name = \"Vanquaethem\" or birth-date < 1980-01-01",
  ]

  @Test func nothingThatWasNotNamedIsInAnyFile() throws {
    let program = try program()
    defer { program.remove() }
    let secrets = try Self.secrets + demoSecrets()
    #expect(secrets.count > 150)
    for format in Exported.formats {
      let script = Self.sentences.enumerated().map {
        "\($1) | export \(format) \"s\($0).\(format)\" for \"test\""
      }
      let answer = try program.run(["-c", script.joined(separator: "\n")])
      #expect(answer.code == 0, "\(format): \(answer.err)")
      for (place, sentence) in Self.sentences.enumerated() {
        let text = try Exported.text("\(program.folder)/s\(place).\(format)")
        for secret in secrets where text.contains(secret) {
          // A day may be somebody's birth day and another's registration.
          if secret.first?.isNumber == true, sentence == "clients", secret.count == 10 { continue }
          Issue.record("\(format): \(sentence) tells a value of \(secret.count) signs")
        }
      }
    }
  }

  @Test func whatIsNamedGoesOutInEveryFormat() throws {
    let program = try program()
    defer { program.remove() }
    for format in Exported.formats {
      let answer = try program.run([
        "-c",
        "client X002 | show client, last-name, job-goal-text | export \(format) \"n.\(format)\"",
      ])
      #expect(answer.code == 0, "\(answer.err)")
      let text = try Exported.text("\(program.folder)/n.\(format)")
      #expect(text.contains("torenwachter op zee"), "\(format)")
      #expect(text.contains("Qwijbo"), "\(format)")
      if format == "csv" || format == "tsv" { #expect(text.contains("'=Qwijbo")) }
      if format == "xlsx" { #expect(!text.contains("<f>") && text.contains(">=Qwijbo<")) }
    }
  }

  @Test func aDeIdentifiedFileRefusesWhatMayNotGoOut() throws {
    let program = try program()
    defer { program.remove() }
    let closed = [
      "last-name", "birth-date", "national-number", "street", "job-goal-text",
      "disability-grounds",
    ]
    for field in closed {
      let tries = [
        "clients | show client, \(field)", "clients | show client, \(field) as colour | first 3",
        "clients | count by \(field)",
      ]
      for sentence in tries {
        let answer = try program.run([
          "-c", "\(sentence) | export csv \"d.csv\" de-identified",
        ])
        #expect(answer.code == 3, "\(sentence): \(answer.err)")
        #expect(answer.err.contains("E408"), "\(answer.err)")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/d.csv"))
  }

  @Test func aDeIdentifiedFileCannotBeLaidBesideTheStore() throws {
    let program = try program()
    defer { program.remove() }
    let plain = try program.run([
      "-c",
      "clients | show client, age, sex, commune as town, location, nationality, birth-year, "
        + "filled-on, vdab-since, mobility, benefit | export json \"plain.json\"\n"
        + "clients | show client, age, sex, commune as town, location, nationality, birth-year, "
        + "filled-on, vdab-since, mobility, benefit | export json \"made.json\" de-identified\n"
        + "clients | show client as who, mobility | export json \"other.json\" gedeidentificeerd",
    ])
    try #require(plain.code == 0, "\(plain.err)")
    func rows(_ name: String) throws -> [[String: Any]] {
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(program.folder)/\(name)"))
      return try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    }
    let (before, made, other) = try (rows("plain.json"), rows("made.json"), rows("other.json"))
    #expect(made.count == before.count)
    #expect(
      Set(made[0].keys)
        == ["client", "age-band", "sex", "town", "filled-on", "vdab-since", "mobility", "benefit"])
    let codes = Set(before.compactMap { $0["client"] as? String })
    let names = made.compactMap { $0["client"] as? String }
    #expect(Set(names).count == codes.count && codes.isDisjoint(with: names))
    #expect(names == names.sorted())
    #expect(Set(other.compactMap { $0["who"] as? String }) == Set(names))
    #expect(
      made.allSatisfy {
        ($0["town"] as? String).map { $0.contains("-") || $0 == "antwerp" } ?? true
      })
    #expect(
      plain.err.contains("smallest group by age-band, sex, town, mobility, benefit: 1"),
      "\(plain.err)")
    #expect(plain.err.contains("columns left out: location, nationality, birth-year"))

    // Each person's two days are as far from each other as before, and neither is where it was.
    func days(_ row: [String: Any]) -> (Date, Date)? {
      let style = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
      guard let first = row["filled-on"] as? String, let second = row["vdab-since"] as? String,
        let on = try? Date(first, strategy: style), let since = try? Date(second, strategy: style)
      else { return nil }
      return (on, since)
    }
    func distances(_ rows: [[String: Any]]) -> [Double] {
      rows.compactMap(days).map { $0.timeIntervalSince($1) }.sorted()
    }
    #expect(!distances(before).isEmpty && distances(before) == distances(made))
    #expect(before.compactMap(days).map(\.0).sorted() != made.compactMap(days).map(\.0).sorted())
  }

  @Test func anotherStoreGivesOtherNames() throws {
    let (first, second) = (try program(), try program())
    defer {
      first.remove()
      second.remove()
    }
    let sentence = "clients | show client | export csv \"-\" de-identified"
    let names = try [first, second].map { program in
      Set(try program.run(["-c", sentence]).out.split(whereSeparator: \.isNewline).dropFirst())
    }
    #expect(names[0].count == 65 && names[0].isDisjoint(with: names[1]))
    #expect(
      try Set(first.run(["-c", sentence]).out.split(whereSeparator: \.isNewline).dropFirst())
        == names[0])
  }
}
