import Foundation
import TestSupport
import Testing

/// Editing at a terminal: what the window shows after each key.
@Suite(.serialized) struct EditingTests {
  typealias Terminal = PromptTests.Terminal

  /// A prompt of the same looks wherever it runs.
  private func terminal(_ program: Program, rows: Int = 24, columns: Int = 80) throws -> Terminal {
    try Terminal(
      program, ["--operator", "anna"], prompt: "store(anna)> ", rows: rows, columns: columns)
  }

  private func demo(editrc: String? = nil) throws -> Program {
    let program = try Program().withDemo()
    if let editrc {
      try editrc.write(
        toFile: "\(program.folder)/.editrc", atomically: true, encoding: .utf8)
    }
    return program
  }

  @Test func completionListsWhatCanStandThereWithAWordOnEach() throws {
    let program = try demo()
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "clients | s\t"))
    #expect(try terminal.shows(golden: "completion"), "\(terminal.display.text)")
    terminal.type("\u{3}")
    #expect(terminal.types(atPrompt: "mode \t"))
    #expect(try terminal.shows(golden: "completion-mode"), "\(terminal.display.text)")
    terminal.type("\u{3}")
    #expect(terminal.leaves() == 0)
  }

  @Test func manyCandidatesStandInColumnsAndNoneIsLeftOut() throws {
    let program = try demo()
    defer { program.remove() }
    let terminal = try terminal(program, rows: 100)
    #expect(terminal.types(atPrompt: "clients | show \t"))
    for name in ["addiction", "benefit", "mobility", "unfit-dwelling", "worked-share"] {
      #expect(terminal.waits(for: name), "\(name): \(terminal.display.text)")
    }
    #expect(!terminal.display.text.contains("… "))
    terminal.type("\u{3}")
    #expect(terminal.leaves() == 0)
  }

  @Test func altEnterBreaksTheLineAndEnterRunsIt() throws {
    let program = try demo()
    defer { program.remove() }
    let terminal = try terminal(program)
    // The sentence is complete already, and still it does not run.
    #expect(terminal.types(atPrompt: "clients where sex = f\u{1B}\r"))
    #expect(terminal.waits(for: "…> "))
    terminal.clear()
    terminal.type("  | count by location\u{1B}\n")
    #expect(terminal.waits(for: "…> "))
    terminal.type("\r")
    #expect(terminal.types(atPrompt: "clients | count\u{1B}b\u{1B}\r"), "\(terminal.screen)")
    #expect(try terminal.shows(golden: "alt-enter"), "\(terminal.display.text)")
    terminal.type("\r")
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func emacsKeysMoveKillAndBringBack() throws {
    let program = try demo()
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "count | clients"))
    // Kill a word, to the start, bring it back, kill to the end, bring it back twice.
    terminal.type("\u{17}\u{1}\u{B}\u{5}clients \u{19}")
    #expect(terminal.shows(line: "store(anna)> clients count |"), "\(terminal.display.text)")
    terminal.type("\u{8}\u{8}\u{1}\u{6}\u{6}\u{6}\u{6}\u{6}\u{6}\u{6}\u{6}| ")
    #expect(try terminal.shows(golden: "emacs"), "\(terminal.display.text)")
    terminal.type("\r")
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func viModeEditsAndNeverWritesALineToAFile() throws {
    let program = try demo(editrc: "bind -v\n")
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "clients | countxx"))
    #expect(terminal.waits(for: "countxx"))
    terminal.type("\u{1B}")
    terminal.type("xx")
    #expect(terminal.shows(line: "store(anna)> clients | count"), "\(terminal.display.text)")
    // The key that would start another editor does nothing.
    terminal.type("v0")
    terminal.type("cwinstruments")
    #expect(
      terminal.shows(line: "store(anna)> instruments | count"), "\(terminal.display.text)")
    terminal.type("\r")
    #expect(terminal.waits(for: "    7\r\n"), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "clients\u{1B}\r"))
    #expect(terminal.waits(for: "…> "))
    terminal.type("| count\r")
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    // Ctrl-R searches while typing, and Ctrl-C works in command mode too.
    #expect(terminal.types(atPrompt: "\u{12}instr"))
    #expect(try terminal.shows(golden: "vi"), "\(terminal.display.text)")
    terminal.type("\r")
    #expect(terminal.waits(for: "    7\r\n"), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "clients"))
    #expect(terminal.waits(for: "clients"))
    terminal.type("\u{1B}")
    terminal.type("0\u{3}")
    #expect(terminal.waits(for: "^C"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func incrementalSearchGoesBackAndForward() throws {
    let program = try demo()
    defer { program.remove() }
    let terminal = try terminal(program)
    for sentence in ["clients | count by sex", "thresholds | count", "clients | count"] {
      #expect(terminal.types(atPrompt: sentence + "\r"))
    }
    #expect(terminal.types(atPrompt: "\u{12}count"))
    #expect(terminal.shows(line: "bck:count"))
    terminal.type("\u{12}\u{12}")
    #expect(try terminal.shows(golden: "search-back"), "\(terminal.display.text)")
    terminal.type("\u{13}\u{13}")
    #expect(try terminal.shows(golden: "search-forward"), "\(terminal.display.text)")
    terminal.type("\r")
    #expect(terminal.waits(for: "   40\r\n"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func ownBindingsAreHonouredAndOursCannotBeLost() throws {
    let program = try demo(
      editrc: "drempel:bind -s ^G \"clients | count\"\nbind ^C ed-insert\nbind -r ^I\n")
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "\u{7}\r"))
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "clients where mob\t"))
    #expect(terminal.waits(for: "ility "), "\(terminal.screen)")
    terminal.type("\u{3}")
    #expect(terminal.waits(for: "^C"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func aNarrowerWindowIsUsedAtOnce() throws {
    let program = try demo()
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "clients | first 2"))
    #expect(terminal.waits(for: "first 2"))
    terminal.resize(rows: 24, columns: 48)
    #expect(terminal.waits(for: "\u{1B}[J"), "\(terminal.screen)")
    terminal.type(" | show client, age, sex, commune, mobility, blocking")
    #expect(try terminal.shows(golden: "resize-typing"), "\(terminal.display.text)")
    terminal.type("\r")
    #expect(try terminal.shows(golden: "resize-table"), "\(terminal.display.text)")
    #expect(terminal.leaves() == 0)
  }

  @Test func wideAndAccentedCharactersKeepTheirPlaces() throws {
    let program = try demo()
    defer { program.remove() }
    let terminal = try terminal(program)
    // e and a combining accent, a euro sign, and characters of two places.
    #expect(terminal.types(atPrompt: "clients where commune = \"Tie\u{308}lt € 東京\""))
    terminal.type("\u{2}\u{2}\u{7F}都\u{1}\u{5} | count")
    #expect(try terminal.shows(golden: "wide"), "\(terminal.display.text)")
    terminal.type("\r")
    #expect(terminal.waits(for: "E375"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func controlCThrowsTheLineAway() throws {
    let program = try demo()
    defer { program.remove() }
    let terminal = try terminal(program)
    #expect(terminal.types(atPrompt: "clients where age <\r"))
    #expect(terminal.waits(for: "…> "), "\(terminal.screen)")
    terminal.type("25 | count\u{1}\u{3}")
    #expect(terminal.types(atPrompt: "clients | count\r"), "\(terminal.screen)")
    #expect(try terminal.shows(golden: "control-c"), "\(terminal.display.text)")
    #expect(terminal.leaves() == 0)
  }
}
