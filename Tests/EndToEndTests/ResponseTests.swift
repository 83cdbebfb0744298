import Foundation
import Testing

/// What one store writes as responses another takes in, through every built instrument.
@Suite struct ResponseImportTests {
  /// The answers of all responses of an instrument, in the order of the file.
  private func answers(_ file: String) throws -> [Data] {
    let whole =
      try JSONSerialization.jsonObject(with: try Data(contentsOf: URL(filePath: file)))
      as? [String: Any]
    let entries = try #require(whole?["entry"] as? [[String: Any]])
    return try entries.compactMap { $0["resource"] as? [String: Any] }
      .filter { $0["resourceType"] as? String == "QuestionnaireResponse" }
      .map {
        try JSONSerialization.data(
          withJSONObject: [$0["authored"] ?? "", $0["item"] ?? []], options: [.sortedKeys])
      }
  }

  private func newStore() throws -> Program {
    let program = try Program()
    let made = try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"])
    try #require(made.code == 0, "\(made.err)")
    return program
  }

  @Test(arguments: ["icf", "intake", "ladder", "lights", "mea", "mpsa", "spb"])
  func whatGoesOutComesInElsewhere(_ instrument: String) throws {
    let here = try newStore()
    defer { here.remove() }
    let file = "\(here.folder)/in.csv"
    let generated = try here.run([
      "generate", file, "--as", instrument, "--clients", "12", "--seed", "7", "--date",
      "2012-12-31",
    ])
    try #require(generated.code == 0, "\(generated.err)")
    let taken = try here.run(["import", file, "--as", instrument])
    try #require(taken.code == 0, "\(taken.err)")
    let out = "\(here.folder)/out.json"
    let exported = try here.run(["-c", "clients | export fhir \"\(out)\""])
    try #require(exported.code == 0, "\(exported.err)")
    let there = try newStore()
    defer { there.remove() }
    let imported = try there.run(["import", out, "--as", instrument])
    #expect(imported.code == 0, "\(imported.err)")
    let again = "\(there.folder)/again.json"
    let back = try there.run(["-c", "clients | export fhir \"\(again)\""])
    #expect(back.code == 0, "\(back.err)")
    let first = try answers(out)
    #expect(!first.isEmpty)
    #expect(try answers(again) == first)
  }

  @Test func aSentenceTakesResponsesToo() throws {
    let program = try newStore()
    defer { program.remove() }
    let file = "\(program.folder)/bad.json"
    try Data("{\"resourceType\":\"Patient\"}".utf8).write(to: URL(filePath: file))
    let answer = try program.run(["-c", "import \"\(file)\" as mpsa"])
    #expect(answer.code == 1)
    #expect(answer.err.contains("E524 $: expected a QuestionnaireResponse"))
  }
}
