import Foundation
import Testing

/// What a check says of files that people have: right ones, wrong ones, and those of a taken name.
@Suite struct QuestionnaireCheckTests {
  private struct Report: Decodable {
    struct Finding: Decodable {
      let code: String
      let severity: String
      let place: String
      let words: String
      let remedy: String
    }
    let instrument: String?
    let sound: Bool
    let findings: [Finding]
  }

  private func report(_ program: Program, _ arguments: [String]) throws -> Report {
    let answer = try program.run(["plugin"] + arguments + ["--mode", "json"])
    return try JSONDecoder().decode(Report.self, from: Data(answer.out.utf8))
  }

  /// The faults of a file, without what is only advice.
  private func faults(_ program: Program, _ file: String) throws -> [Substring] {
    let answer = try program.run(["plugin", "check", file])
    #expect(answer.code == 1 && answer.err == "", "\(file): \(answer)")
    return answer.out.split(separator: "\n").filter {
      $0.hasPrefix("E") && !$0.contains(" advice, ")
    }
  }

  @Test func programsReadAllThatPeopleRead() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.given("phq-9", as: "wrong")
    try program.change(file, "\"status\": \"active\"", to: "\"status\": \"new\"")
    let wrong = try report(program, ["check", file])
    #expect(!wrong.sound && wrong.findings.count == 1)
    let found = try #require(wrong.findings.first)
    #expect(
      found.code == "E650" && found.severity == "fault" && found.place == "wrong.json $.status")
    #expect(found.words == "wrong.json: $.status: choose from draft, active, retired, unknown")
    #expect(found.remedy == "mend the file at that place and add it again")
    // What was added is told beside the one value that a program reads.
    let added = try report(program, ["add", try program.given("phq-9")])
    #expect(added.sound && added.instrument == "phq9")
    #expect(Set(added.findings.map(\.severity)) == ["advice"])
  }

  @Test func whatIsNotUsedIsOneLineForEachKind() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.given("phq-9")
    let codes = try report(program, ["check", file]).findings.filter {
      $0.code == "E651" && $0.words.hasPrefix("code ")
    }
    let paths = (0...8).map { "$.item[1].item[\($0)].code" }.joined(separator: ", ")
    #expect(codes.map(\.place) == [paths])
    #expect(codes.map(\.words) == ["code is not used: \(paths)"])
    let told = try program.run(["plugin", "check", file]).out
    #expect(told.split(separator: "\n").count { $0.hasPrefix("E651") } == 5, "\(told)")
    // More places than anybody reads are counted.
    try program.change(file, "\"linkId\":", to: "\"prefix\": \"a\", \"linkId\":")
    let many = try report(program, ["check", file]).findings.filter {
      $0.words.hasPrefix("prefix ")
    }
    #expect(many.count == 1)
    #expect(many.first?.words.hasSuffix(" and 1 more") == true, "\(many)")
    #expect(many.first?.place.split(separator: ",").count == 12)
    #expect(try program.run(["plugin", "check", file, "--lang", "nl"]).out.contains(" en nog 1\n"))
  }

  @Test func filesOfAllKindsThatAreNoQuestionnaireAreToldInOneLine() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.folder
    func write(_ name: String, _ text: String) throws {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    for name in ["links", "other", "folded", "dangling", "pale"] {
      _ = try program.given("gad-7", as: name)
    }
    for name in ["folded", "dangling"] {
      try FileManager.default.removeItem(atPath: "\(folder)/\(name).yaml")
    }
    try FileManager.default.createDirectory(
      atPath: "\(folder)/folded.yaml", withIntermediateDirectories: true)
    symlink("/nowhere", "\(folder)/dangling.yaml")
    try write("links.yaml", "name: [\n")
    try FileManager.default.removeItem(atPath: "\(folder)/other.yaml")
    try FileManager.default.copyItem(
      atPath: "\(Program.published)/phq-9.yaml", toPath: "\(folder)/other.yaml")
    try write("empty.json", "")
    try write("nul.json", "{\"resourceType\":\"Questionnaire\0\"}")
    try write("cut.json", "{\"resourceType\":")
    try write("huge.json", String(repeating: " ", count: 2 << 20))
    try FileManager.default.createDirectory(
      atPath: "\(folder)/folder.json", withIntermediateDirectories: true)
    symlink("\(folder)/pale.json", "\(folder)/link.json")
    #expect(mkfifo("\(folder)/pipe.json", 0o600) == 0)
    #expect(mkfifo("\(folder)/pale.yaml.pipe", 0o600) == 0)
    rename("\(folder)/pale.yaml.pipe", "\(folder)/pale.yaml")
    for (name, told) in [
      ("empty.json", "E650 empty.json: line 1, character 1 ($): this is no JSON here"),
      ("nul.json", "E650 nul.json: line 1, character 31 ($.resourceType): this is no JSON"),
      ("cut.json", "E650 cut.json: line 1, character 17 ($.resourceType): this is no JSON"),
      ("huge.json", "E650 huge.json: $: larger than 1048576 bytes"),
      ("folder.json", "E602 folder.json: is no ordinary file"),
      ("pipe.json", "E602 pipe.json: is no ordinary file"),
      ("link.json", "E601 link.json: is a link"),
      ("gone.json", "E601 gone.json: cannot be read: No such file or directory"),
      ("pale.json", "E602 pale.yaml: is no ordinary file"),
      ("folded.json", "E602 folded.yaml: is no ordinary file"),
      ("dangling.json", "E601 dangling.yaml: is a link"),
      ("links.json", "E650 links.json: links.yaml:2:1: this is no readable YAML"),
      ("other.json", "E650 other.json: other.yaml:10:11: the questionnaire has no question"),
      ("other.yaml", "E602 other.yaml: is no library, nor a questionnaire (.json)"),
    ] {
      let found = try faults(program, "\(folder)/\(name)")
      #expect(found.count == 1 && found.first?.hasPrefix(told) == true, "\(name): \(found)")
    }
  }

  @Test func withoutALinkFileACheckSaysSo() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.given("gad-7", as: "alone")
    rename("\(program.folder)/alone.yaml", "\(program.folder)/alone.yml")
    let answer = try program.run(["plugin", "check", file])
    #expect(answer.out.contains("E652 advice, no link file lies beside it"), "\(answer.out)")
    #expect(answer.out.contains("E629 there is no golden case at all"))
    rename("\(program.folder)/alone.yml", "\(program.folder)/alone.yaml")
    #expect(try !program.run(["plugin", "check", file]).out.contains("E652"))
  }

  @Test(arguments: [
    ("count", "a word of the language"), ("tel", "a word of the language"),
    ("today", "a word of the language"), ("mobility", "a threshold"),
    ("mobiliteit", "a threshold"), ("age", "a field"), ("leeftijd", "a field"),
  ])
  func noQuestionnaireTakesAWordThatASentenceUses(_ word: String, _ owner: String) throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.given("gad-7", as: "taken")
    try program.change("\(program.folder)/taken.yaml", "id: gad7", to: "id: \(word)")
    let told = "E617 taken.json: the name \"\(word)\" is that of \(owner)"
    #expect(try faults(program, file) == [Substring(told)])
    #expect(try program.run(["plugin", "add", file]).err.hasPrefix("E646 plugin \(word) was not"))
    #expect(
      try program.run(["plugin", "new", word]).err.hasPrefix(
        String(told.dropFirst(4).replacing(" taken.json:", with: "E617"))))
  }

  @Test func noLibraryTakesAWordThatASentenceUsesEvenWhenItWasApproved() throws {
    var program = try Program().withDemo()
    defer { program.remove() }
    program = try program.copied(with: ["libMPSAInstrument.so", "libIntakeInstrument.so"])
    let library = "\(program.binaries)/libMPSAInstrument.so"
    var bytes = try Data(contentsOf: URL(filePath: library))
    let place = try #require(bytes.range(of: Data("\"id\":\"mpsa\"".utf8)))
    bytes.replaceSubrange(place, with: Data("\"id\":\"list\"".utf8))
    try bytes.write(to: URL(filePath: library))
    #expect(
      try faults(program, library) == [
        "E617 libMPSAInstrument.so: the name \"list\" is that of a word of the language"
      ])
    try program.approve(["libMPSAInstrument.so", "libIntakeInstrument.so"])
    let answer = try program.run(["-c", "instruments | show instrument"])
    #expect(answer.err.contains("E617 plugin list: the name \"list\" is that of a word"))
    #expect(answer.code == 0 && answer.out.contains("intake") && !answer.out.contains("list"))
  }

  @Test func oneIdIsOneQuestionnaire() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.given("gad-7")
    try #require(try program.run(["plugin", "add", file]).code == 0)
    let other = try program.given("gad-7", as: "other")
    try program.change(other, "/Questionnaire/gad-7\"", to: "/Questionnaire/another\"")
    let refused = try faults(program, other)
    #expect(refused.count == 1 && refused[0].hasPrefix("E606 other.json: is already provided by"))
    let shipped = try program.given("gad-7", as: "shipped")
    try program.change("\(program.folder)/shipped.yaml", "id: gad7", to: "id: mpsa")
    #expect(try faults(program, shipped).first?.hasPrefix("E606 shipped.json") == true)
    // A new version of the same comes in its place, from whatever file.
    let newer = try program.given("gad-7", as: "newer")
    try program.change(newer, "\"version\": \"1.0\"", to: "\"version\": \"1.1\"")
    #expect(try program.run(["plugin", "add", newer]).code == 0)
    let list = try program.run(["plugin", "list"]).out.split(separator: "\n")
    let rows = list.filter { $0.contains("gad7") }
    #expect(rows.count == 1 && rows[0].contains(" 1.1 ") && rows[0].contains("ready"), "\(rows)")
  }

  @Test func everyLineOfTheArticleHoldsTrue() throws {
    let path =
      Program.root + "/Sources/InstrumentKit/Kit/InstrumentKit.docc/InstrumentsWithoutCode.md"
    let steps = try Article(try String(contentsOfFile: path, encoding: .utf8)).steps
    try #require(steps.count == 10)
    let desk = try Desk()
    defer { desk.remove() }
    var shown = ""
    for step in steps {
      switch step {
      case .run(let commands, let code):
        let answer = try desk.run(commands)
        #expect(answer.code == code, "\(commands)\(answer.out)")
        shown = answer.out
      case .shows(let expected):
        #expect(try isShown(expected, as: shown), "\(expected)--- instead of ---\n\(shown)")
      case .writes(let file, let edit, let text): try desk.write(file, edit, text)
      }
    }
  }

  @Test func thePromptExplainsPluginsToWhoeverRunsThem() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let told = try program.run([], input: "help plugins\n").out
    for word in ["isolate NAME --off", "--developer", "FILE.yaml", "without files or network"] {
      #expect(told.replacing("\n", with: " ").contains(word), "\(word): \(told)")
    }
    for word in ["plugin", "isolation", "developer", "questionnaires", "vragenlijst"] {
      #expect(try program.run([], input: "help \(word)\n").out == told, "\(word)")
    }
    let dutch = try program.run(["--lang", "nl"], input: "hulp plugins\n").out
    #expect(dutch.contains("afgezonderd") && dutch.contains("koppelbestand"), "\(dutch)")
  }
}
