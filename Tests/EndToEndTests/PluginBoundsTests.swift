import Foundation
import Testing

/// What a plugin does outside its columns, on paper, or with its last breath is told with place and
/// person, apart and in process.
@Suite(.serialized) struct PluginBoundsTests {
  private static let told: [(way: WrongPlugin, words: [String])] = [
    (.writesPast, ["E637 ", "writes measure 2, but there are 2, from 0 (2012-12-31"]),
    (.readsPast, ["E637 ", "reads input 1, but there are 1, from 0 (2012-12-31"]),
    (.trapsOnPaper, ["E640 ", "in the form of somebody with all answers", "chatter on paper"]),
    (
      .trapsOnPets,
      ["E640 ", "with a made-up person (", "item:pets yes", "no \\u{1B}[2Jpets"]
    ),
  ]

  @Test(arguments: told.indices) func aCheckTellsPlacePersonAndLastWords(_ place: Int) throws {
    let (way, words) = Self.told[place]
    let program = try Program()
    defer { program.remove() }
    let answer = try program.run(["plugin", "check", try way.build(in: program.folder)])
    let faults = answer.out.split(separator: "\n").filter {
      $0.hasPrefix("E") && !$0.contains(" advice, ")
    }
    #expect(answer.code == 1 && faults.count == 1, "\(answer.out)")
    for word in words { #expect(faults.first?.contains(word) == true, "\(word): \(answer.out)") }
  }

  /// Nobody approved them: a developer's session loads them, apart from its own process.
  @Test(arguments: [
    (WrongPlugin.writesPast, "E637", "with client T014"), (.readsPast, "E637", "with client T014"),
    (.trapsOnScore, "E640", "its last words: "), (.trapsOnScore, "E640", "with client T014"),
    (.writesRaw, "E6", "plugin wrong"),
  ])
  func aSessionTellsTheClient(_ way: WrongPlugin, _ code: String, _ words: String) throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let folder = program.folder + "/mine"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try way.build(in: folder)
    let sentence = "client T014 | score wrong | show client, wrong.owner"
    // Somebody at the keyboard is told and goes on.
    let terminal = try PromptTests.Terminal(
      program, ["--developer", "--plugins", folder], prompt: "store(developer)> ", columns: 400)
    #expect(terminal.types(atPrompt: sentence + "\r"))
    #expect(terminal.waits(for: words), "\(terminal.screen)")
    #expect(terminal.screen.contains(code), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "clients | score mpsa | count\r"))
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func whatAPluginPrintsInProcessStandsInNoResult() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = try WrongPlugin.chats.build(in: program.folder)
    let check = try program.run(["plugin", "add", file])
    #expect(check.code == 0 && check.out.contains("E667 advice, prints to standard output"))
    #expect(!check.out.contains("chatter"))
    let sentence = "clients | score wrong | summarise sum(wrong.blocking) as sum"
    let apart = try program.run(["--mode", "csv", "-c", sentence])
    #expect(try program.run(["plugin", "isolate", "wrong", "--off"]).code == 0)
    let within = try program.run(["--mode", "csv", "-c", sentence])
    #expect(within.out == apart.out && within.out == "sum,sum.known\r\n229,63\r\n", "\(within.out)")
  }
}
