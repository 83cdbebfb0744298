import Foundation
import Testing

/// A questionnaire is an instrument as any other: added, asked, scored, explained, sent and removed.
@Suite struct QuestionnairePluginTests {
  /// Nine answers with a sum of 9, the last total of mild.
  private static let nine = ["4", "4", "4", "1", "1", "1", "1", "1", "1", "LA6573-5"]
  /// One more, the first of moderate.
  private static let ten = ["4", "4", "4", "2", "1", "1", "1", "1", "1", "LA6575-0"]

  private func withPHQ() throws -> Program {
    let program = try Program().withDemo()
    let added = try program.run(["plugin", "add", try program.given("phq-9")])
    try #require(added.code == 0, "\(added.out)\(added.err)")
    return program
  }

  @Test func whatIsAskedHereIsScoredExplainedAndTheSameElsewhere() throws {
    let here = try withPHQ()
    defer { here.remove() }
    #expect(try here.asks("T014", Self.nine).contains("saved · 10 answers"))
    _ = try here.asks("T015", Self.ten)
    let asked =
      "clients where client in (T014, T015) | score phq9 | show client, phq9.total, "
      + "phq9.total-least, phq9.total-most, phq9.total-open, phq9.total-band"
    let scores = try here.csv(asked)
    #expect(scores == ["T014,9,9,9,0,mild", "T015,10,10,10,0,moderate"])
    // A level that it says is one that all others see.
    #expect(try here.csv("client T015 | show psychological") == ["blocking"])
    let explained = try here.run(["-c", "client T015 | explain phq9"]).out
    for words in [
      "sum of 9 answers: 10 (rule: sum)", "10: moderate (rule: bands)", "phq-9-links-1",
      "several days",
    ] {
      #expect(explained.contains(words), "\(words): \(explained)")
    }
    #expect(!explained.contains("LA6569-3"), "codes say nothing to who reads this")
    let dutch = try here.run(["--lang", "nl", "-c", "client T015 | verklaar phq9"]).out
    #expect(dutch.contains("matig") && dutch.contains("bijna elke dag"), "\(dutch)")
    let out = "\(here.folder)/out.json"
    let sent = "clients where client in (T014, T015) | export fhir \"\(out)\" of phq9 for \"t\""
    try #require(try here.run(["-c", sent]).code == 0)

    let there = try Program()
    defer { there.remove() }
    try #require(
      try there.run(["store", "new", "\(there.folder)/store", "--date", "2012-12-31"]).code == 0)
    // Without the questionnaire nobody knows what the answers are to.
    #expect(try there.run(["import", out, "--as", "phq9"]).err.contains("E611"))
    try #require(try there.run(["plugin", "add", try there.given("phq-9")]).code == 0)
    let taken = try there.run(["import", out, "--as", "phq9"])
    #expect(taken.code == 0 && taken.err.contains("2 registrations added"), "\(taken)")
    #expect(
      try there.csv(
        "clients | score phq9 | sort phq9.total | show phq9.total, phq9.total-least, phq9.total-most, phq9.total-open, phq9.total-band"
      )
        == scores.map { String($0.dropFirst(5)) })
    #expect(try there.run(["import", out, "--as", "phq9"]).err.contains("2 unchanged"))
    #expect(try there.run(["store", "check"]).code == 0)
  }

  /// A questionnaire brings no map, so nobody scores old answers by new weights unawares.
  @Test func answersOfAnotherVersionAreScoredOnceSomebodySaysSo() throws {
    let program = try withPHQ()
    defer { program.remove() }
    _ = try program.asks("T014", Self.nine)
    let file = program.folder + "/phq-9.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let newer = text.replacing("\"version\": \"1.0\"", with: "\"version\": \"2.0\"")
    try #require(newer != text)
    try newer.write(toFile: file, atomically: true, encoding: .utf8)
    try #require(try program.run(["plugin", "add", file]).code == 0)
    let asked = "client T014 | score phq9 | show phq9.total"
    let refused = try program.run(["-c", asked])
    #expect(refused.code == 1)
    #expect(refused.err.contains("E614 answers of phq9 1.0"), "\(refused.err)")
    #expect(try program.run(["plugin", "migrate", "phq9", "--dry"]).code == 0)
    #expect(try program.run(["-c", asked]).code == 1)
    #expect(try program.run(["plugin", "migrate", "phq9"]).code == 0)
    #expect(try program.csv(asked) == ["9"])
  }

  @Test func anOpenAnswerIsNoZero() throws {
    let program = try withPHQ()
    defer { program.remove() }
    let dots = [String](repeating: ".", count: 8)
    _ = try program.asks("T014", ["4", "2"] + dots)
    // With two open the others stand for them, as the link file says.
    _ = try program.asks("T015", ["4", "2", "1", "1", "1", "1", "1", ".", ".", "."])
    #expect(
      try program.csv(
        "clients where client in (T014, T015) | score phq9 | show phq9.total, phq9.total-least, "
          + "phq9.total-most, phq9.total-answered, phq9.total-open, phq9.total-band")
        == [",4,25,2,7,", "5,4,10,7,2,mild"])
    #expect(
      try program.run(["-c", "client T014 | explain phq9"]).out
        .contains("7 of 9 items are open, at most 2 may be: no score"))
    #expect(
      try program.run(["-c", "client T015 | explain phq9"]).out.replacing(/\s+/, with: " ")
        .contains("sum of 7 answers: 4; counted as the mean of these: 2 open (rule: prorated)"))
    #expect(try program.run(["-c", "client T014 | suggest phq9"]).out.contains("7 ask"))
  }

  /// As in the tests of the reader, through the command that people type.
  private static let wrong: [WrongPlace] = [
    .init("$.resourceType", "\"Patient\""), .init("$.status", nil),
    .init("$.status", "\"new\""), .init("$.title", "\"a\\u001b[2J\""),
    .init("$.modifierExtension", "[{\"url\":\"u\"}]"), .init("$.subjectType", "[\"Device\"]"),
    .init("$.Item", "[]"), .init("$.item[1].item[0].text", "[\"w\"]"),
    .init("$.item[1].item[0].modifierExtension", "[]"),
    .init("$.item[1].item[1].linkId", "\"/44250-9\""),
    .init("$.item[1].item[0].required", "\"yes\""), .init("$.item[1].item[0].enablewhen", "[]"),
    .init("$.item[1].item[0].answerValueSet", "\"http://example.org/ValueSet/x\""),
    .init("$.item[1].item[0].answerValueSet", "\"#other\""),
    .init(
      "$.item[1].item[0].enableWhen",
      "[{\"question\":\"gone\",\"operator\":\"=\",\"answerBoolean\":true}]",
      at: "$.item[1].item[0].enableWhen[0].question"),
    .init("$.contained[0].compose.include[0].filter", "[]"),
    .init("$.version", "\"1.0 (beta)\""),
  ]

  @Test func whatIsWrongIsToldByItsPathAndNothingIsKept() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.given("phq-9", as: "wrong")
    let right = try Data(contentsOf: URL(filePath: file))
    for one in Self.wrong {
      try one.applied(to: right).write(to: URL(filePath: file))
      let answer = try program.run(["plugin", "add", file])
      #expect(answer.code == 1 && answer.err.hasPrefix("E646 plugin "), "\(one): \(answer)")
      let faults = answer.out.split(separator: "\n").filter {
        $0.hasPrefix("E") && !$0.contains(" advice, ")
      }
      #expect(faults.count == 1, "\(one): \(answer.out)")
      #expect(faults.first?.hasPrefix("E650 wrong.json: \(one.told): ") == true, "\(answer.out)")
      #expect(!answer.out.contains("\u{1B}"))
    }
    #expect(!FileManager.default.fileExists(atPath: program.kept))
    #expect(try program.run(["plugin", "list"]).out.contains("questionnaire") == false)
  }

  @Test(arguments: [
    ("json", "\"version\": \"1.0\"", "\"version\": \"1.1\""),
    ("yaml", "missing: 2", "missing: 2 # as before"),
  ])
  func whatChangedAfterItWasApprovedIsRefusedUntilItIsAddedAgain(
    _ end: String, _ old: String, _ new: String
  ) throws {
    let program = try withPHQ()
    defer { program.remove() }
    let put = "\(program.kept)/phq9.questionnaire"
    try program.change("\(put).\(end)", old, to: new)
    let refused = try program.run(["-c", "clients | score phq9 | count"])
    #expect(refused.code == 1)
    #expect(refused.err.contains("E603 plugin phq9: changed since it was approved"))
    #expect(try program.run(["-c", "clients | score mpsa | count"]).code == 0)
    #expect(try program.run(["plugin", "add", "\(put).json"]).code == 0)
    #expect(try program.csv("clients | score phq9 | count") == ["63"])
  }

  @Test func withoutItsLinkFileAnApprovedQuestionnaireIsAnother() throws {
    let program = try withPHQ()
    defer { program.remove() }
    try FileManager.default.removeItem(atPath: "\(program.kept)/phq9.questionnaire.yaml")
    #expect(try program.run(["-c", "instruments | count"]).err.contains("E603 plugin phq-9"))
  }

  @Test func removingTakesBothFilesAndThereIsNothingToIsolate() throws {
    let program = try withPHQ()
    defer { program.remove() }
    let isolated = try program.run(["plugin", "isolate", "phq9"])
    #expect(isolated.code == 1 && isolated.err.hasPrefix("E647 phq9 is a questionnaire"))
    #expect(try program.run(["plugin", "remove", "phq9"]).code == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.kept) == [])
    #expect(try program.csv("instruments where instrument = \"phq9\" | count") == ["0"])
    let again = try program.run(["plugin", "remove", "phq9"])
    #expect(again.code == 4 && again.err.hasPrefix("E649 you approved nothing by the name"))
    let released = try program.run(["plugin", "release", "phq9", "--lang", "nl"])
    #expect(released.code == 4 && released.err.hasPrefix("E653 geen instrument \"phq9\""))
  }
}
