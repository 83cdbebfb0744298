import Foundation
import TestSupport
import Testing

/// A session kept as a script that runs again.
@Suite(.serialized) struct TranscriptTests {
  private func kept(_ program: Program, _ name: String = "t.drempel") throws -> String {
    try String(contentsOfFile: "\(program.folder)/\(name)", encoding: .utf8)
  }

  @Test func aTranscriptIsAScriptWithItsAnswersAsComments() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let lines = [
      "clients | count by sex", "transcript \"t.drempel\" for \"handing over\"",
      "clients | count by sex", "mode csv", "let young = clients where age < 25", "young | count",
      "record T033 mobility = none because \"has a bicycle now\"", "help as of", "transcript off",
      "clients | count",
    ]
    let first = try program.run([], input: lines.joined(separator: "\n") + "\n")
    #expect(first.code == 0, "\(first.err)")
    #expect(first.err.contains("wrote t.drempel (4 sentences)"))
    let text = try kept(program)
    #expect(try Golden.matches(text, "Screen/transcript"), "\(text)")
    let mode = try FileManager.default.attributesOfItem(atPath: "\(program.folder)/t.drempel")
    #expect(mode[.posixPermissions] as? Int == 0o600)
    #expect(try program.run(["check", "t.drempel"]).code == 0)
    let again = try program.run(["run", "t.drempel"])
    #expect(again.code == 0, "\(again.err)")
    #expect(
      again.out
        == "sex  count\nm       38\nf       25\ncount\n    9\nrecorded: T033 mobility none, 2012-12-31\n"
    )
  }

  @Test func anInterviewKeepsItsAnswersBehindTheSentence() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let answers = ["yes", "", "", ""]
    let lines = ["transcript t.drempel", "assess T014 with lights"] + answers
    let first = try program.run([], input: lines.joined(separator: "\n") + "\n")
    #expect(first.code == 0, "\(first.err)")
    #expect(first.out.contains("saved"), "\(first.out)")
    let text = try kept(program)
    #expect(text.hasPrefix("assess T014 with lights\n> yes\n>\n"), "\(text)")
    #expect(text.contains("\n# saved"), "\(text)")
    let before = try program.csv("client T014 | explain lights")
    let again = try program.run(["run", "t.drempel"])
    #expect(again.code == 0, "\(again.err)")
    #expect(try program.csv("client T014 | explain lights") == before)
    // One that was left has too few answers for a script, and stays as a comment.
    let left = try program.run([], input: "transcript u.drempel\nassess T015 with mpsa\nf\n")
    #expect(left.out.contains("draft kept"), "\(left.out)")
    #expect(try kept(program, "u.drempel").hasPrefix("# assess T015 with mpsa\n# > f\n"))
    let resumed = try program.run([], input: "transcript v.drempel\nassess T015 with mpsa\n\n\n")
    #expect(resumed.code == 0)
    #expect(try kept(program, "v.drempel").hasPrefix("# assess T015 with mpsa\n# >\n# >\n"))
    for name in ["u.drempel", "v.drempel"] { #expect(try program.run(["run", name]).code == 0) }
  }

  @Test func whatWentWrongStandsAsAComment() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try PromptTests.Terminal(program)
    for line in [
      "pager off", "transcript t.drempel", "clients where mobilty = blocking",
      "client T999 | explain mpsa",
      "record T999 mobility = none", "clients | show client # note", "| count", "veilg",
      "clients where sex = f\u{1B}\r| count", "transcript",
    ] {
      #expect(terminal.types(atPrompt: line + "\r"), "\(terminal.screen)")
    }
    #expect(terminal.waits(for: "transcript t.drempel\r\n"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
    let text = try kept(program)
    #expect(text.contains("# clients where mobilty = blocking\n# 1:15: E101"), "\(text)")
    #expect(text.contains("# record T999 mobility = none\n# E308"), "\(text)")
    // What a bar went on with stands there whole.
    #expect(text.contains("\nclients | show client # note\n| count\n# count\n#    63\n"), "\(text)")
    #expect(text.contains("\n# veilg\n# 1:1: E"), "\(text)")
    #expect(text.contains("\nclients where sex = f\n| count\n# count\n#    25\n"), "\(text)")
    #expect(try program.run(["run", "t.drempel"]).code == 0)
  }

  @Test func aTranscriptIsAnExportAndIsRefusedWhereOneIs() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let safe = try program.run([], input: "safe\ntranscript t.drempel\n")
    #expect(safe.code == 3 && safe.err.contains("E402"), "\(safe.err)")
    let reading = try program.run(["--read-only"], input: "verslag t.drempel\n")
    #expect(reading.code == 3 && reading.err.contains("E402"), "\(reading.err)")
    #expect(!FileManager.default.fileExists(atPath: "\(program.folder)/t.drempel"))
    // Nothing that is there is overwritten, not through a link either.
    try "mine".write(
      toFile: "\(program.folder)/t.drempel", atomically: true, encoding: .utf8)
    let other = try program.run([], input: "transcript t.drempel\n")
    #expect(other.code == 1 && other.err.contains("E331"), "\(other.err)")
    #expect(try kept(program) == "mine")
    symlink("\(program.folder)/away", "\(program.folder)/link")
    #expect(try program.run([], input: "transcript link\n").code == 1)
    #expect(!FileManager.default.fileExists(atPath: "\(program.folder)/away"))
    // From safe on nothing more is kept.
    let ended = try program.run(
      [], input: "transcript u.drempel\nclients | count\nsafe\nclients | count by sex\n")
    #expect(ended.code == 0)
    #expect(try kept(program, "u.drempel") == "clients | count\n# count\n#    63\n")
    for wrong in ["transcript a b", "transcript \"a", "transcript a for b", "transcript -"] {
      #expect(try program.run([], input: wrong + "\n").code == 2, "\(wrong)")
    }
  }

  @Test func noPassphraseIsEverShownOrKept() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let create = ["store", "new", "\(program.folder)/other", "--passphrase"]
    let maker = try PromptTests.Terminal(program, create)
    for question in ["passphrase: ", "once more: "] {
      #expect(maker.waits(for: question))
      maker.type("zeven sloten\r")
    }
    #expect(maker.ends() == 0)
    let terminal = try PromptTests.Terminal(program)
    #expect(terminal.types(atPrompt: "transcript t.drempel\r"))
    #expect(terminal.types(atPrompt: "open other\r"))
    #expect(terminal.waits(for: "passphrase: "))
    terminal.type("zes sloten\r")
    #expect(terminal.waits(for: "E321"), "\(terminal.screen)")
    // The first store stays when another cannot be opened.
    #expect(terminal.types(atPrompt: "clients | count\r"), "\(terminal.screen)")
    #expect(terminal.waits(for: "   63\r\n"))
    #expect(terminal.types(atPrompt: "open nowhere\r"))
    #expect(terminal.waits(for: "E301"), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "open \"other\"\r"))
    #expect(terminal.waits(for: "passphrase: "))
    terminal.type("zeven sloten\r")
    #expect(terminal.waits(for: "wrote t.drempel (1 sentence)"), "\(terminal.screen)")
    #expect(terminal.waits(for: "other> "), "\(terminal.screen)")
    terminal.type("clients | count\r")
    #expect(terminal.waits(for: "    0\r\n"), "\(terminal.screen)")
    terminal.type("\u{4}")
    #expect(terminal.ends() == 0)
    #expect(!terminal.display.text.contains("sloten"), "\(terminal.display.text)")
    let text = try kept(program)
    #expect(!text.contains("sloten") && text.contains("# open other"), "\(text)")
  }
}
