import Foundation
import TestSupport
import Testing

/// Keys that a terminal sends as several bytes, pasted scripts, and Ctrl-Z.
@Suite(.serialized) struct KeyTests {
  typealias Terminal = PromptTests.Terminal

  private func terminal(_ program: Program, rows: Int = 24) throws -> Terminal {
    try Terminal(
      program, ["--operator", "anna"], prompt: "store(anna)> ", rows: rows, columns: 80)
  }

  /// Ctrl-arrows, function keys, pages, Alt with a letter, marks of pastes, of several terminals.
  private static let unbound = [
    "[15~", "[17;5~", "OP", "Ox", "[5~", "[6~", "[2~", "[[A", "[1;3P", "[200~", "[201~", "[I",
    "[1;5A\u{1B}[1;5B", "x", "é", "\u{1B}[1;5R", "[27;5;9~", "[97;5u",
  ]

  @Test func keysWithoutABindingTypeNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try terminal(program)
    let keys = Self.unbound.map { "\u{1B}\($0)" }.joined()
    #expect(terminal.types(atPrompt: "clients \(keys)| count"))
    #expect(terminal.shows(line: "store(anna)> clients | count"), "\(terminal.display.text)")
    terminal.type("\r")
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    // Nor in an interview, where they would get into the records.
    #expect(terminal.types(atPrompt: "assess T016 with mpsa only commune\r"))
    #expect(terminal.waits(for: "  > "), "\(terminal.screen)")
    terminal.type("Ti\(keys)elt\u{1B}[1;5D\r")
    #expect(terminal.waits(for: "saved"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
    #expect(
      try program.csv("client T016 | show commune") == ["Tielt"])
  }

  @Test func keysThatMoveDoSoInEveryTerminalsManner() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try terminal(program)
    // Home of three terminals, End of two, a word back and forward, Delete.
    #expect(terminal.types(atPrompt: "ients | count"))
    terminal.type("\u{1B}[1~c\u{1B}OHx\u{1B}[H\u{1B}[3~")
    terminal.type("\u{1B}[1;5Cx\u{1B}[1;5D")
    #expect(terminal.shows(line: "store(anna)> cientsx | count"), "\(terminal.display.text)")
    terminal.type("\u{1B}[4~\u{1B}[H\u{1B}[C" + "l" + "\u{1B}[1;5C\u{7F}\u{1B}OF\r")
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "\u{1B}[A"))
    #expect(terminal.waits(for: "clients | count"), "\(terminal.screen)")
    terminal.type("\u{3}")
    #expect(terminal.leaves() == 0)
  }

  @Test(arguments: [true, false])
  func aPastedScriptIsAnsweredByItsOwnAnswers(isMarked: Bool) throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try terminal(program, rows: 60)
    let script =
      "assess T016 with mpsa only commune, aid-months\r> Tielt\r> 6\r"
      + "assess T017 with mpsa only commune, aid-months\r> Gent\rclients | count\r> 7\r> 8\r"
    #expect(
      terminal.types(atPrompt: isMarked ? "\u{1B}[200~\(script)\u{1B}[201~" : script))
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    // The second had one answer too few; what stands behind it is a sentence again.
    #expect(terminal.screen.contains("E356 there are more questions than answers"))
    #expect(terminal.waits(for: "E357 nothing was asked here"), "\(terminal.screen)")
    #expect(!terminal.screen.contains("E1"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
    #expect(
      try program.csv("clients where client in (T016, T017) | show client, commune").contains(
        "T016,Tielt"))
    #expect(try program.csv("assessments where instrument = mpsa | show client") == ["T016"])
  }

  @Test func controlZStopsTheProgramAndForegroundBringsTheLineBack() throws {
    var program = try Program().withDemo()
    defer { program.remove() }
    program.environment["PS1"] = "shell> "
    let shell = try Terminal(
      program, ["--norc", "--noprofile", "-i"], prompt: "shell> ", rows: 24, columns: 80,
      command: "/bin/bash")
    #expect(shell.types(atPrompt: "'\(program.binaries)/drempel' --operator anna\r"))
    #expect(shell.waits(for: "store(anna)> "), "\(shell.screen)")
    shell.type("clients | co")
    #expect(shell.waits(for: "| co"))
    shell.clear()
    shell.type("\u{1A}")
    #expect(shell.waits(for: "Stopped"), "\(shell.screen)")
    // The shell has its terminal as it was: what is typed there is shown.
    #expect(shell.types(atPrompt: "echo here\r"), "\(shell.screen)")
    #expect(shell.waits(for: "here\r\n"))
    #expect(shell.types(atPrompt: "fg\r"), "\(shell.screen)")
    #expect(shell.shows(line: "store(anna)> clients | co"), "\(shell.display.text)")
    shell.clear()
    shell.type("unt\r")
    #expect(shell.waits(for: "   63\r\n"), "\(shell.screen)")
    shell.type("\u{4}")
    #expect(shell.types(atPrompt: "exit\r"), "\(shell.screen)")
    #expect(shell.ends() == 0)
  }

  @Test func noStopComesBetweenTheBeginningAndTheEndOfAChange() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = "\(program.folder)/many.csv"
    #expect(try program.run(["generate", file, "--clients", "1500"]).code == 0)
    let process = program.process(["import", file, "--as", "intake"])
    try process.run()
    let log = "\(program.folder)/store/store.db-wal"
    func size() -> Int {
      ((try? FileManager.default.attributesOfItem(atPath: log))?[.size] as? Int) ?? 0
    }
    let before = size()
    let end = Date().addingTimeInterval(Terminal.patience)
    while size() <= before, process.isRunning, Date() < end { usleep(2000) }
    kill(process.processIdentifier, SIGTSTP)
    // It stops, or it had ended before; either way nobody waits for it.
    func isStopped() -> Bool {
      let path = "/proc/\(process.processIdentifier)/stat"
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return text.contains(") T ")
    }
    while !isStopped(), process.isRunning, Date() < end { usleep(2000) }
    let told = try program.run(["-c", "record T033 mobility = none because \"a bicycle\""])
    #expect(told.code == 0, "\(told.err)")
    kill(process.processIdentifier, SIGCONT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
