import Foundation
import TestSupport
import Testing

/// Long answers at a terminal, page by page.
@Suite(.serialized) struct PagerTests {
  typealias Terminal = PromptTests.Terminal

  static let hasLess = FileManager.default.isExecutableFile(atPath: "/usr/bin/less")

  private func terminal(_ program: Program) throws -> Terminal {
    try Terminal(
      program, ["--operator", "anna"], prompt: "store(anna)> ", rows: 12, columns: 80)
  }

  /// A pager that tells how it was started, and then shows what it was given.
  private func withPager(_ script: String, words: String = "") throws -> Program {
    var program = try Program().withDemo()
    let path = "\(program.folder)/pages"
    try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o700)
    program.environment["PAGER"] = "\(path) \(words)"
    return program
  }

  @Test(.enabled(if: PagerTests.hasLess)) func aLongTableGoesThroughLess() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "clients | show client, age, commune\r"))
    #expect(try terminal.shows(golden: "pager-first"), "\(terminal.display.text)")
    // Ctrl-C is the pager's; the session and the answer live on.
    terminal.type("\u{3}")
    // It throws away the keys that were typed before it saw Ctrl-C.
    let isAtEnd = (0..<10).contains { _ in
      terminal.type("G")
      return terminal.waits(for: "63 rows", seconds: 1)
    }
    #expect(isAtEnd, "\(terminal.screen)")
    terminal.type("q")
    #expect(terminal.types(atPrompt: "clients | count\r"), "\(terminal.screen)")
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    #expect(!terminal.screen.contains("E300"))
    #expect(terminal.leaves() == 0)
  }

  @Test(.enabled(if: PagerTests.hasLess)) func aSentenceTypedIntoThePagerGetsToThePrompt() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "clients | show client\r"))
    #expect(terminal.waits(for: "q to the prompt, or type your sentence"), "\(terminal.screen)")
    terminal.clear()
    terminal.type("help where")
    #expect(terminal.waits(for: "elp where"), "\(terminal.screen)")
    #expect(terminal.shows(line: "store(anna)> help where"), "\(terminal.display.text)")
    terminal.type("\r")
    #expect(terminal.waits(for: "where CONDITION"), "\(terminal.screen)")
    terminal.type("q")
    #expect(terminal.leaves() == 0)
  }

  @Test func whatFitsInTheWindowIsPrintedAndWhatDoesNotIsPaged() throws {
    let program = try withPager("echo PAGED $LESSSECURE $LESSHISTFILE $LESS \"$@\"; cat")
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "clients | show client | first 9\r"))
    #expect(terminal.waits(for: "9 rows"))
    #expect(!terminal.screen.contains("PAGED"))
    #expect(terminal.types(atPrompt: "clients | show client | first 10\r"))
    #expect(terminal.waits(for: "PAGED 1 - FRX-Ps?e(end)"), "\(terminal.screen)")
    #expect(terminal.waits(for: "10 rows"))
    #expect(terminal.types(atPrompt: "help\r"))
    #expect(terminal.waits(for: "PAGED"))
    #expect(terminal.types(atPrompt: "pager off\r"))
    #expect(terminal.types(atPrompt: "clients | show client\r"))
    #expect(terminal.waits(for: "63 rows"))
    #expect(!terminal.screen.contains("PAGED"))
    #expect(terminal.types(atPrompt: "bladeren\r"))
    #expect(terminal.waits(for: "pager off\r\n"))
    #expect(terminal.types(atPrompt: "bladeren aan\r"))
    #expect(terminal.types(atPrompt: "clients | show client\r"))
    #expect(terminal.waits(for: "PAGED"))
    #expect(terminal.leaves() == 0)
    // Without a terminal nothing is paged.
    #expect(!(try program.run(["-c", "clients | show client"]).out.contains("PAGED")))
    #expect(!(try program.run([], input: "clients | show client\n").out.contains("PAGED")))
  }

  @Test func aPagerIsStartedByItsWordsAndNeverByAShell() throws {
    let program = try withPager(
      "echo \"PAGED $1 $2 $3\"; cat", words: "-x ;touch $HOME/owned `touch\(1)`")
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "clients | show client\r"))
    #expect(terminal.waits(for: "PAGED -x ;touch $HOME/owned\r\n"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(program.folder)/owned"))
  }

  @Test func leavingThePagerEarlyIsQuiet() throws {
    let program = try withPager("head -n 1")
    defer { program.remove() }
    let terminal = try terminal(program)
    // Far more than a pipe holds.
    let long = (0..<40).map { "mobility as c\($0)" }.joined(separator: ", ")
    #expect(
      terminal.types(
        atPrompt: "for c in (clients | distinct client) { clients | show \(long) }\r"))
    #expect(terminal.types(atPrompt: "clients | count\r"), "\(terminal.screen)")
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    #expect(!terminal.display.text.contains("E"), "\(terminal.display.text)")
    // What comes after it is done all the same.
    let change = "clients | show \(long); record T033 mobility = none because \"a bicycle\""
    #expect(terminal.types(atPrompt: change + "\r"))
    #expect(terminal.types(atPrompt: "observations where source = \"record\" | count\r"))
    #expect(terminal.waits(for: "    1\r\n"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test(arguments: ["no-such-pager", "./pages", "/nowhere/pages"])
  func withoutAPagerAllIsPrinted(name: String) throws {
    var program = try withPager("echo PAGED; cat")
    defer { program.remove() }
    program.environment["PAGER"] = name
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "clients | show client\r"))
    #expect(terminal.waits(for: "63 rows"), "\(terminal.screen)")
    #expect(terminal.screen.contains("T001") && !terminal.screen.contains("PAGED"))
    #expect(terminal.leaves() == 0)
  }
}
