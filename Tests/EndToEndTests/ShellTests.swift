import Foundation
import Testing

/// What the prompt itself can do, over a pipe and at a terminal.
@Suite(.serialized) struct ShellTests {
  @Test func theLastResultIsShownAgainInAnotherMode() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let answer = try program.run(
      [], input: "last\nclients | count by sex\nlast csv\nlast\nlast nowhere\n")
    #expect(answer.err.contains("there is no result yet"))
    #expect(
      answer.out == "sex  count\nm       38\nf       25\nsex,count\r\nm,38\r\nf,25\r\n"
        + "sex  count\nm       38\nf       25\n", "\(answer.out)")
    #expect(answer.code == 2)
    let chart = try program.run([], input: "clients | count by sex | chart\nlast json\n").out
    #expect(
      chart.contains("█") && chart.contains("\"count\": 38") || chart.contains("\"count\":38"))
  }

  @Test func fromSafeOnNothingChangesAndNothingLeaves() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let before = try program.csv("client T014 | show mobility")
    for sentence in [
      "record T014 mobility = blocking", "assess T014 with lights",
      "decide T014 with intake = yes", "clients | export csv \"out.csv\"",
    ] {
      let answer = try program.run([], input: "veilig\nclients | count\n\(sentence)\n")
      #expect(answer.code == 3, "\(sentence): \(answer.err)")
      #expect(answer.err.contains("E402 this session only reads"))
      #expect(answer.out.contains("63"))
    }
    #expect(try program.csv("client T014 | show mobility") == before)
    #expect(!FileManager.default.fileExists(atPath: "\(program.folder)/out.csv"))
    // Trying a change changes nothing, and so may be done.
    #expect(
      try program.run([], input: "safe\ndry record T014 mobility = blocking\n").code == 0)
  }

  @Test func ownSettingsAreTakenAtATerminalAndNothingElse() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let folder = "\(program.folder)/config/drempel"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = "\(folder)/rc"
    try "# mine\nlang nl\nmode csv\nrecord T014 mobility = blocking\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    chmod(file, 0o600)
    let terminal = try PromptTests.Terminal(program)
    #expect(terminal.waits(for: "rc:4: E365 hier staan enkel mode, width, pager, timing en lang"))
    #expect(terminal.types(atPrompt: "clients | count by sex\r"))
    #expect(terminal.waits(for: "sex,count"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
    #expect(try program.csv("observations where source = \"record\" | count") == ["0"])
    // A pipe is a script's: no settings of a person.
    #expect(try program.run([], input: "clients | count\n").out == "count\n   63\n")
    chmod(file, 0o666)
    let other = try PromptTests.Terminal(program)
    #expect(other.waits(for: "not taken, for others may write it"), "\(other.screen)")
    #expect(other.leaves() == 0)
  }
}
