import Foundation
import Testing

/// Bundles of the built instruments, beside what `document` writes of the same clients.
@Suite struct BundleTests {
  private static let instruments = ["icf", "intake", "ladder", "lights", "mea", "mpsa", "spb"]
  private static let seed = 20_121_231

  /// The demo store, and invented answers through every instrument.
  private func filled() throws -> Program {
    let program = try Program().withDemo()
    for (place, instrument) in Self.instruments.enumerated() {
      let file = "\(program.folder)/\(instrument).csv"
      let made = try program.run([
        "generate", file, "--as", instrument, "--clients", "12", "--seed",
        "\(Self.seed + place)", "--date", "2012-12-31",
      ])
      try #require(made.code == 0, "\(made.err)")
      let taken = try program.run(["import", file, "--as", instrument])
      try #require(taken.code == 0, "\(taken.err)")
    }
    return program
  }

  private func bundle(
    _ program: Program, _ sentence: String = "clients | export fhir \"-\"",
    _ options: [String] = []
  ) throws -> (text: String, resources: [[String: Any]]) {
    let answer = try program.run(options + ["-c", sentence])
    try #require(answer.code == 0, "\(answer.err)")
    let whole =
      try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any] ?? [:]
    let entries = try #require(whole["entry"] as? [[String: Any]])
    return (answer.out, entries.compactMap { $0["resource"] as? [String: Any] })
  }

  private func of(_ type: String, _ resources: [[String: Any]]) -> [[String: Any]] {
    resources.filter { $0["resourceType"] as? String == type }
  }

  /// Each item with the ids of those that it stands in.
  private func walk(
    _ items: Any?, _ path: [String] = [], _ body: ([String: Any], String, [String]) -> Void
  ) {
    for item in items as? [[String: Any]] ?? [] {
      let id = item["linkId"] as? String ?? ""
      body(item, id, path)
      walk(item["item"], path + [id], body)
    }
  }

  /// A value of an answer as files have it, in the words of the standard when it is absent.
  private func words(_ answer: [String: Any]) -> String {
    if let coding = answer["valueCoding"] as? [String: Any] {
      return coding["code"] as? String ?? ""
    }
    if let flag = answer["valueBoolean"] as? Bool { return flag ? "yes" : "no" }
    if let number = answer["valueInteger"] as? Int { return "\(number)" }
    if let text = (answer["valueDate"] ?? answer["valueString"]) as? String { return text }
    let reason = (answer["extension"] as? [[String: Any]])?.first?["valueCode"] as? String
    return reason.map { "(\($0))" } ?? "?"
  }

  /// Fields of RFC 4180.
  private func rows(_ csv: String) -> [[String]] {
    var (rows, row, field) = ([[String]](), [String](), "")
    var isQuoted = false
    for scalar in csv.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\n" where !isQuoted:
        rows.append(row + [field.trimmingCharacters(in: ["\r"])])
        (row, field) = ([], "")
      default: field.unicodeScalars.append(scalar)
      }
    }
    return rows
  }

  @Test func everyAnswerOfADocumentIsInTheBundleAndTheOtherWayRound() throws {
    let program = try filled()
    defer { program.remove() }
    let resources = try bundle(program).resources
    var found: [String: Int] = [:]
    var tables: Set<String> = []
    for form in of("Questionnaire", resources) {
      walk(form["item"]) { item, id, _ in
        let isTable = item["type"] as? String == "group" && item["repeats"] as? Bool == true
        if isTable { tables.insert(id) }
      }
    }
    for response in of("QuestionnaireResponse", resources) {
      let form = (response["questionnaire"] as? String ?? "").split(separator: "|")[0]
      let instrument = String(form.split(separator: ":").last ?? "")
      let subject = (response["subject"] as? [String: Any])?["identifier"] as? [String: Any]
      let client = subject?["value"] as? String ?? ""
      let on = response["authored"] as? String ?? ""
      var actions: [String: [String]] = [:]
      walk(response["item"]) { item, id, path in
        let inTable = tables.contains(id) || path.contains(where: tables.contains)
        if id.hasSuffix(".actions") {
          let cells = (item["item"] as? [[String: Any]] ?? []).map { cell in
            (cell["answer"] as? [[String: Any]] ?? []).map(words).joined()
          }
          actions[id, default: []].append(cells.joined(separator: ","))
        }
        guard !inTable, id != "filled-on", let answers = item["answer"] as? [[String: Any]]
        else { return }
        let answer = answers.map(words).joined(separator: ";")
        found["\(instrument) \(client) \(on) \(id) \(answer)", default: 0] += 1
      }
      for (id, lines) in actions {
        found["\(instrument) \(client) \(on) \(id) \(lines.joined(separator: ";"))", default: 0] +=
          1
      }
    }
    var expected: [String: Int] = [:]
    for instrument in Self.instruments {
      let answer = try program.run([
        "-c", "clients | document \(instrument) | export csv \"-\" for \"law\"",
      ])
      try #require(answer.code == 0, "\(answer.err)")
      for row in rows(answer.out).dropFirst() {
        expected["\(instrument) \(row[0]) \(row[1]) \(row[3]) \(row[4])", default: 0] += 1
      }
    }
    #expect(expected.count > 3000)
    let missing = expected.filter { found[$0.key] != $0.value }.keys.sorted()
    #expect(missing.isEmpty, "\(missing.prefix(10))")
    let added = found.filter { expected[$0.key] != $0.value }.keys.sorted()
    #expect(added.isEmpty, "\(added.prefix(10))")
  }

  @Test func responsesFollowTheirQuestionnairesAndConditionsTheirQuestions() throws {
    let program = try filled()
    defer { program.remove() }
    let resources = try bundle(program).resources
    var forms: [String: [String: [String]]] = [:]
    var conditions = 0
    for form in of("Questionnaire", resources) {
      var paths: [String: [String]] = [:]
      var asked: [String] = []
      walk(form["item"]) { item, id, path in
        #expect(paths.updateValue(path, forKey: id) == nil, "\(id) stands twice")
        let tests = item["enableWhen"] as? [[String: Any]] ?? []
        #expect((tests.count > 1) == (item["enableBehavior"] != nil), "\(id)")
        asked += tests.compactMap { $0["question"] as? String }
      }
      conditions += asked.count
      #expect(asked.allSatisfy { paths[$0] != nil })
      let name = "\(form["url"] as? String ?? "")|\(form["version"] as? String ?? "")"
      forms[name] = paths
    }
    #expect(forms.count == Self.instruments.count)
    #expect(conditions > 30)
    for response in of("QuestionnaireResponse", resources) {
      let form = try #require(forms[response["questionnaire"] as? String ?? ""])
      walk(response["item"]) { _, id, path in #expect(form[id] == path, "\(id)") }
    }
    let names = Set(of("QuestionnaireResponse", resources).compactMap { $0["id"] as? String })
    let targets = of("Provenance", resources).compactMap { provenance in
      (provenance["target"] as? [[String: Any]])?.first?["reference"] as? String
    }
    #expect(Set(targets) == Set(names.map { "urn:uuid:\($0)" }))
  }

  @Test func identityAndNotesAreNeverInIt() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = program.folder + "/one.csv"
    try """
    client,filled-on,first-name,last-name,birth-date,national-number,street,psychological-note,mobility
    P1,2012-05-01,Voornaamse,Achternaamse,1985-07-30,85073003328,Straatnaamse,"Notitiese, lang",2

    """.write(toFile: file, atomically: true, encoding: .utf8)
    let taken = try program.run(["import", file, "--as", "intake", "--operator", "Operatorse"])
    try #require(taken.code == 0, "\(taken.err)")
    let consent = "consent P1 to vdab for \"Doelse\" of health"
    try #require(try program.run(["--operator", "Operatorse", "-c", consent]).code == 0)
    let made = try bundle(program, "client P1 | export fhir \"-\" for \"Exportse\"")
    #expect(made.text.contains("\"valueString\"") || made.text.contains("mobility"))
    #expect(of("Consent", made.resources).count == 1)
    for secret in [
      "Voornaamse", "Achternaamse", "1985-07-30", "85073003328", "Straatnaamse", "Notitiese",
      "Doelse", "Operatorse", "Exportse",
    ] { #expect(!made.text.contains(secret), "\(secret)") }
  }

  @Test func whatARoleMayNotReadIsLeftOutAndWhatWentOutIsLogged() throws {
    let program = try filled()
    defer { program.remove() }
    let all = try bundle(program, "clients | export fhir \"-\" of mea")
    let some = try bundle(program, "clients | export fhir \"-\" of mea", ["--role", "counsellor"])
    #expect(all.text.contains("\"linkId\":\"gaf\"") && !some.text.contains("\"linkId\":\"gaf\""))
    #expect(of("Questionnaire", some.resources).count == 1)
    let path = program.folder + "/all.json"
    let sentence = "clients | export fhir \"\(path)\" of mea, mpsa for \"handing over\""
    #expect(try program.run(["--read-only", "-c", sentence]).code == 3)
    #expect(!FileManager.default.fileExists(atPath: path))
    let answer = try program.run(["-c", sentence])
    #expect(answer.err.contains(" clients, ") && answer.err.contains(" resources)"))
    let logged = try program.csv(
      "audit where verb = export-done | first 1 | show fields, count, purpose")
    #expect(logged.first?.contains("fhir") == true && logged.first?.contains("mpsa") == true)
    #expect(logged.first?.hasSuffix("handing over") == true, "\(logged)")
    // Again, and it is there already; the same sentence gives the same bytes.
    #expect(try program.run(["-c", sentence]).code == 1)
    let again = sentence.replacing("all.json\"", with: "more.json\"")
    #expect(try program.run(["-c", again]).code == 0)
    #expect(
      FileManager.default.contentsEqual(atPath: path, andPath: program.folder + "/more.json"))
  }
}
