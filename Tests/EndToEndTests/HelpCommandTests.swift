import Testing

/// Words are explained from the command line as at the prompt.
@Suite struct HelpCommandTests {
  @Test(arguments: [
    ("within", "COLUMN within"), ("roles", "counsellor"), ("esf", "EECR01"),
    ("mpsa-overdue", "clients | list mpsa-overdue"), ("mpsa.due", "mpsa.tegen"),
    ("where", "where CONDITION"), ("mobility", "mobiliteit"), ("import", "drempel import --help"),
    ("store", "USAGE: drempel store"),
  ])
  func aWordIsExplained(_ word: String, _ words: String) throws {
    let program = try Program()
    defer { program.remove() }
    let answer = try program.run(["help", word])
    #expect(answer.code == 0 && answer.out.contains(words), "\(answer)")
  }

  @Test func inDutchToo() throws {
    let program = try Program()
    defer { program.remove() }
    let answer = try program.run(["--lang", "nl", "hulp", "binnen"])
    #expect(answer.code == 0 && answer.out.contains("KOLOM binnen"), "\(answer)")
    #expect(answer.out.contains("cliënten waar") && !answer.out.contains("clients"))
    #expect(try program.run(["help", "nonsense-word"]).code != 0)
  }
}
