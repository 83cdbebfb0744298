import Foundation
import TestSupport
import Testing

/// Seven instruments on one store: what is taken in, seen, advised, decided and hidden.
@Suite struct InstrumentFamilyTests {
  private func write(_ name: String, _ text: String, in program: Program) throws -> String {
    let path = "\(program.folder)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func imported(_ text: String, as instrument: String) throws -> Program {
    let program = try Program().withDemo()
    let file = try write("\(instrument).csv", text, in: program)
    let answer = try program.run(["import", file, "--as", instrument])
    try #require(answer.code == 0, "\(answer.err)")
    return program
  }

  private static let icf = """
    client,filled-on,assessors,b130,b164,b455,d155,d240,d720,d845,d850,d855,e310,e330
    T014,2012-10-01,2,b130.8,b164.0,b455.0,d155.0,d240.23,d720.0,d845.1,d850.4,d855.0,e310+2,e330.9
    T015,2012-10-01,1,b130.9,b164.0,b455.0,d155.0,d240.2,d720.0,d845.1,d850.0,d855.0,e310.2,e330.9

    """

  @Test func codesOfTheICFComeBackAsTheyWentIn() throws {
    let program = try imported(Self.icf, as: "icf")
    defer { program.remove() }
    let rows = try program.csv(
      "clients where client in (T014, T015) | document icf | where item != assessors | show client, answer"
    )
    let given = Self.icf.split(separator: "\n").dropFirst().flatMap { line in
      let cells = line.split(separator: ",")
      return cells.dropFirst(3).map { "\(cells[0]),\($0)" }
    }
    #expect(rows == given)
    #expect(
      try program.csv(
        "clients where client in (T014, T015, T016) | score icf | show icf.advice, icf.specified, icf.severe"
      ) == ["specialised-rehabilitation,9,1", "incomplete,9,0", ",,"])
    // A facilitator changes nothing of what the intake found.
    #expect(
      try program.csv("client T014 | show social-network.level, social-network.source")
        == ["none,intake"])
  }

  @Test func malformedCodesAreToldByCharacterAndNotRepeated() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = try write(
      "bad.csv", "client,filled-on,b130,d240,e310\nT020,2012-10-01,b130.5,d240.237,e310-2\n",
      in: program)
    let answer = try program.run(["import", file, "--as", "icf"])
    #expect(answer.code == 1)
    for line in [
      "E512 line 2: b130: character 6: expected one of 0, 1, 2, 3, 4, 8, 9",
      "E512 line 2: d240: character 8: expected nothing more",
      "E512 line 2: e310: character 5: expected . or +",
    ] { #expect(answer.err.contains(line), "\(answer.err)") }
    #expect(!answer.err.contains("237"))
    #expect(
      try program.run(["--lang", "nl", "import", file, "--as", "icf"]).err.contains(
        "teken 5: verwacht . of +"))
  }

  @Test func aDecisionStandsBesideTheAdviceAndDepartsFromItOneWayOnly() throws {
    let program = try imported(Self.icf, as: "icf")
    defer { program.remove() }
    let down = try program.run(["-c", "decide T014 with icf = mediation because \"x\""])
    #expect(down.code == 3)
    #expect(down.err.contains("E403 the advice is specialised-rehabilitation"))
    #expect(try program.run(["-c", "decide T015 with icf = light-guidance"]).code == 0)
    let notReady = try program.csv(
      "referrals where followed-up = no | score intake | where intake.eligible = no | show client")
    let client = try #require(notReady.first)
    let silent = try program.run(["-c", "decide \(client) with intake = yes"])
    #expect(silent.code == 1)
    #expect(silent.err.contains("E361") && silent.err.contains("because"))
    let let_in = try program.run([
      "-c", "beslis \(client) met intake = ja op 2012-11-30 omdat \"Jan belde zelf\"",
    ])
    #expect(let_in.code == 0, "\(let_in.err)")
    // Keeping out somebody whom the answers let in is not for a counsellor to decide.
    let keepOut = try program.run(["-c", "decide T014 with intake = no because \"x\""])
    #expect(keepOut.code == 3)
    #expect(
      try program.csv("decisions | show client, instrument, advised, decided, override, on")
        .sorted() == [
          "T015,icf,,light-guidance,unadvised,2012-12-31",
          "\(client),intake,no,yes,up,2012-11-30",
        ])
    let explained = try program.run(["--lang", "nl", "-c", "client \(client) | explain intake"]).out
    #expect(explained.contains("beslist 2012-11-30"))
    #expect(explained.contains("ja (advies toen nee, afwijking omhoog)"))
    #expect(!explained.contains("Jan"))
    let store = try Data(contentsOf: URL(fileURLWithPath: "\(program.folder)/store/store.db"))
    #expect(store.range(of: Data("Jan belde".utf8)) == nil)
    #expect(try program.run(["-c", "decide T014 with mpsa = x"]).err.contains("E116"))
    #expect(try program.run(["-c", "decide T014 with icf = incomplete"]).err.contains("E202"))
    #expect(
      try program.run(["-c", "decide T014 with icf = mediation on 2031-01-01"]).err.contains("E353")
    )
    #expect(
      try program.run(["--read-only", "-c", "decide T015 with icf = mediation"]).code == 3)
    #expect(try program.run(["store", "check"]).code == 0)
  }

  private static let mea = """
    client,filled-on,role,purpose,question-client,medical-source,medical-work,gaf,work-disability
    T014,2012-05-01,physician,intake,,physician,no heavy lifting,41,
    T014,2012-06-01,psychologist,intake,wants to work,,,45,indicated

    """

  @Test func medicalDataAndGAFAreForThoseWhoMayReadThem() throws {
    let program = try imported(Self.mea, as: "mea")
    defer { program.remove() }
    func run(_ role: String, _ sentence: String) throws -> Program.Answer {
      try program.run(["--role", role, "--mode", "csv", "-c", sentence])
    }
    let gaf = "client T014 | score mea | show mea.gaf, mea.gaf-band, mea.gaf-evolution"
    #expect(try run("physician", gaf).out.contains("45,41-50,risen"))
    let refused = try run("counsellor", gaf)
    #expect(refused.code == 3)
    #expect(refused.err.contains("E401 you may not see \"mea.gaf\""))
    #expect(refused.out.isEmpty)
    // Not named, they are not there.
    let all = try run("counsellor", "client T014 | score mea").out
    #expect(!all.contains("gaf") && all.contains("mea.completeness"))
    #expect(!(try run("counsellor", "client T014 | explain mea").out.contains("gaf")))
    let hidden = try program.run(["--role", "counsellor", "-c", "client T014 | document mea"]).out
    #expect(hidden.contains("wants to work"))
    #expect(!hidden.contains("lifting") && !hidden.contains("8 Medical") && !hidden.contains("GAF"))
    let seen = try program.run(["--role", "psychologist", "-c", "client T014 | document mea"]).out
    #expect(seen.contains("no heavy lifting") && seen.contains("GAF"))
    // What was said before is for the same eyes, on the screen and in a file.
    let number = try #require(
      run("physician", "client T014 | history | where kind = \"mea\" | show entry").out
        .split(whereSeparator: \.isNewline).last)
    let better = "correct \(number) gaf = 52, medical-work = \"LIFTS\" because \"typo\""
    #expect(try run("physician", better).code == 0)
    let history = "client T014 | history | show deed, change"
    #expect(try run("physician", history).out.contains("41 → 52"))
    for said in [history, "\(history) | export csv \"-\" for \"x\""] {
      let told = try run("counsellor", said).out
      #expect(told.contains("corrected,withheld: "), "\(told)")
      #expect(!told.lowercased().contains("gaf") && !told.contains("52") && !told.contains("LIFTS"))
    }
    // What is counted does not hang on who counts.
    let counts = "client T014 | score mea | show mea.completeness, mea.missing-sections"
    #expect(try run("counsellor", counts).out == run("physician", counts).out)
    #expect(try run("counsellor", "client T014 | document mea").out.contains("medical") == false)
    #expect(try program.run(["--role", "nurse", "-c", "clients"]).code == 2)
    // Nobody is asked what they may not read, and nobody writes over it.
    let lines = "assess T014 with mea on 2012-07-01\n" + String(repeating: ".\n", count: 80)
    #expect(!(try program.run(["--role", "counsellor"], input: lines).out.contains("GAF")))
    let half = "assess T014 with mea on 2012-08-01\nphysician\nm\n"
    #expect(try program.run([], input: half).out.contains("draft kept"))
    // Which day it counts on is said, where nobody can be asked.
    #expect(try program.run([], input: "assess T014 with mea\n").err.contains("E355"))
    #expect(try program.run([], input: "resume\n!\n").err.contains("E355"))
    let away = "assess T014 with mea on 2012-08-01\n!\n"
    #expect(try program.run([], input: away).out.contains("thrown away"))
    #expect(try program.run([], input: "resume\n").out.contains("no interview was left"))
    let over = try program.run(
      ["--role", "counsellor"], input: "assess T014 with mea on 2012-05-01\nphysician\n")
    #expect(over.code == 3)
    #expect(over.err.contains("E404"))
  }

  @Test func anAnswerThatNoLongerAppliesCountsInNothingAndComesBack() throws {
    // Three whole measurements: all thresholds each time.
    let thresholds = """
      illness,pregnancy,addiction,psychological,disability,frustration,homelessness,unfit-dwelling,\
      moving,relationships,parenting,childcare,hygiene,communication,administration,social-skills,\
      appointments,initiative,mobility,flexibility,self-knowledge
      """
    let levels = Array(repeating: "b", count: 21).joined(separator: ",")
    func store(_ sick: String) throws -> [String] {
      let program = try imported(
        """
        client,filled-on,aid-months,social-only-proposed,bcsb-decision,current-activation,\(thresholds)
        T014,2012-01-01,6,yes,social-only,professional,\(levels)
        T014,2012-02-01,6,yes,social-only,professional,\(levels)
        T014,2012-03-01,6,\(sick),social-only,professional,\(levels)

        """, as: "mpsa")
      defer { program.remove() }
      return try program.csv("client T014 | score mpsa | show mpsa.activation, mpsa.measurement")
    }
    #expect(try store("yes") == ["social-only,3"])
    // Not proposed any more: the committee's decision is set aside.
    #expect(try store("no") == ["professional,3"])
  }

  @Test func togglingAConditionBackAndForthLosesNothingAndCountsNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let head = "client,filled-on,role,purpose,minimal-step,minimal-step-reason\n"
    func state(_ step: String) throws -> [String] {
      let file = try write(
        "mea.csv", head + "T014,2012-05-01,care-partner,care-report,\(step),too ill\n", in: program)
      let answer = try program.run(["import", file, "--as", "mea", "--replace"])
      try #require(answer.code == 0, "\(answer.err)")
      return try program.csv("client T014 | document mea | show item").sorted()
        + program.csv("client T014 | score mea | show mea.complete-care-report")
    }
    let no = try state("no")
    #expect(no.contains("minimal-step"))
    let shown = try program.run(["-c", "client T014 | document mea"]).out
    #expect(shown.contains("too ill"))
    let yes = try state("yes")
    #expect(!(try program.run(["-c", "client T014 | document mea"]).out.contains("too ill")))
    #expect(yes == no)
    #expect(try state("no") == no)
  }

  @Test func aSitesOwnRulesAreFollowedAndThoseWithASlipAreNot() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let folder = "\(program.folder)/config/drempel/rules"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let rules = """
      name: here
      version: "2"
      window-months: 12
      advised-from: 1
      lights:
        - code: way
          nl: weg
          en: way
          thresholds: [mobility]

      """
    try rules.write(toFile: "\(folder)/lights.yaml", atomically: true, encoding: .utf8)
    #expect(
      try program.csv("instruments where instrument = \"lights\" | show version")
        == ["1.0+here-2"])
    #expect(
      try program.csv("clients | score lights | count by lights.light-way").first?
        .hasPrefix("off,") == true)
    try rules.replacing("mobility", with: "mobilty").write(
      toFile: "\(folder)/lights.yaml", atomically: true, encoding: .utf8)
    let answer = try program.run(["-c", "instruments | count"])
    #expect(answer.err.contains("E615 plugin lights:"), "\(answer.err)")
    #expect(answer.err.contains("lights.yaml:9:18: expected one of illness"))
    #expect(answer.out.contains("6"))
    let shown = try program.run(["plugin", "rules", "icf"])
    #expect(shown.out.contains("name: vocational-brief") && shown.out.contains("code: d240"))
  }

  @Test func aBlankFormOfTheSharedDocumentPrintsForPartnersOnPaper() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let page = try program.run(["-c", "client T014 | document mea"]).out
    #expect(page.contains("blank form") && page.contains("16 Annexes"))
    #expect(page.contains("☐ recognised ☐ indicated ☐ none"))
    #expect(
      try program.run(["--lang", "nl", "-c", "client T014 | document mea"]).out.contains("leeg"))
  }

  @Test func nothingIsMovedWhereAllAnswersAreOfThisVersion() throws {
    let program = try imported(Self.icf, as: "icf")
    defer { program.remove() }
    let answer = try program.run(["plugin", "migrate", "icf", "--dry"])
    #expect(answer.out.contains("there is nothing to move"), "\(answer.err)")
    #expect(try program.run(["plugin", "migrate", "nowhere"]).err.contains("E611"))
    #expect(try program.run(["--lang", "nl", "plugin", "rules", "spb"]).code == 1)
  }

  @Test func aFewQuestionsSayNothingOnHowCompleteTheWholeIs() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let sentence = "client T014 | score intake | show intake.completeness, mobility.since"
    let before = try program.csv(sentence)
    let said = try program.run(
      ["--lang", "nl", "run", "-"],
      input: "beoordeel T014 met intake enkel mobiliteit op 2012-12-01\n> 2\n")
    #expect(said.code == 0, "\(said.err)")
    let after = try program.csv(sentence)
    #expect(after.first?.split(separator: ",").first == before.first?.split(separator: ",").first)
    #expect(after.first?.hasSuffix("2012-12-01") == true)
    #expect(
      try program.run(["run", "-"], input: "assess T014 with intake only mobilty\n").err.contains(
        "E101 intake asks nothing called \"mobilty\"; did you mean mobility?"))
    // What was not asked again is as it was.
    #expect(
      try program.csv("client T014 | show childcare, childcare.since").first?.contains("2012-05")
        == true)
  }
}
