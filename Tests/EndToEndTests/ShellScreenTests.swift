import Foundation
import TestSupport
import Testing

/// The prompt's own commands at a terminal.
@Suite(.serialized) struct ShellScreenTests {
  typealias Terminal = PromptTests.Terminal

  @Test func thePromptTellsStoreOperatorAndPurpose() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let options = ["--operator", "anna", "--role", "counsellor", "--purpose", "intake"]
    let terminal = try Terminal(program, options, prompt: "store(anna, intake)> ")
    #expect(terminal.types(atPrompt: "clients |\r"), "\(terminal.screen)")
    #expect(try terminal.shows(golden: "prompt"), "\(terminal.display.text)")
    terminal.type("\u{3}")
    #expect(terminal.leaves() == 0)
    // What is long or steers a terminal does neither here.
    let odd = ["--operator", "anna\u{1B}[31m", "--purpose", String(repeating: "why ", count: 20)]
    let other = try Terminal(
      program, odd, prompt: "store(anna␛[31m, why why why why why…)> ")
    #expect(other.leaves() == 0, "\(other.screen.debugDescription)")
    // Where there is no room for more, the store alone.
    let narrow = try Terminal(program, odd, columns: 60)
    #expect(narrow.leaves() == 0, "\(narrow.screen.debugDescription)")
  }

  @Test func historyListsWhatWasTypedAndWhatWasKept() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let first = try Terminal(program)
    for line in ["client T014 | show client", "clients where age > 3 # all\u{1B}\r| count"] {
      #expect(first.types(atPrompt: line + "\r"))
    }
    #expect(first.types(atPrompt: "history\r"))
    #expect(first.waits(for: "1  client T014 | show client\r\n"), "\(first.screen)")
    #expect(first.waits(for: "2  clients where age > 3 | count\r\n3  history\r\n"))
    #expect(first.leaves() == 0)
    let second = try Terminal(program)
    #expect(second.types(atPrompt: "geschiedenis 3\r"))
    #expect(second.waits(for: "2  clients where age > 3 | count\r\n3  history\r\n"))
    #expect(second.waits(for: "4  geschiedenis 3\r\n"))
    #expect(!second.screen.contains("T014"))
    // A placeholder asks for what is not kept.
    #expect(second.types(atPrompt: "\u{10}\u{10}\u{10}\u{10}"))
    #expect(second.shows(line: "store> client ‹client› | show client"), "\(second.display.text)")
    second.type("\r")
    #expect(second.waits(for: "‹client› "))
    second.type("T015\r")
    #expect(second.waits(for: "\nT015\r\n"), "\(second.screen)")
    #expect(second.types(atPrompt: "history x\r"))
    #expect(second.waits(for: "E104 \"x\" is not possible here"))
    #expect(second.leaves() == 0)
  }

  @Test func aBarGoesOnWithWhatOnlyRead() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let none = try program.run([], input: "\n| count\n")
    #expect(none.code == 2 && none.err.contains("E102"), "\(none.err)")
    let terminal = try Terminal(program)
    for line in [
      "clients where sex = f", "dry record T014 mobility = none", "record T014 mobility = none",
      "clients | count; record T014 mobility = blocking", "clients | export csv \"out.csv\"",
      "let young = clients where age < 25",
    ] {
      #expect(terminal.types(atPrompt: line + "\r"), "\(terminal.screen)")
      // Long answers leave the window by a pager.
      if line == "clients where sex = f" {
        #expect(terminal.waits(for: "q to the prompt"))
        terminal.type("q")
      }
    }
    #expect(terminal.types(atPrompt: "| count\r"), "\(terminal.screen)")
    #expect(terminal.waits(for: "   25\r\n"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
    #expect(try program.csv("observations where source = \"record\" | count") == ["2"])
  }

  @Test func widthIsAsWideAsTheWindowOrAsAsked() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try Terminal(program, columns: 60)
    let sentence = "clients | show client, commune, sex, age, mobility | first 1"
    #expect(terminal.types(atPrompt: "width 30\r"))
    #expect(terminal.types(atPrompt: sentence + "\r"))
    #expect(terminal.waits(for: "\r\n\r\n"), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "width\r"))
    #expect(terminal.waits(for: "width 30\r\n"))
    #expect(terminal.types(atPrompt: "breedte auto\r"))
    #expect(terminal.types(atPrompt: sentence + "\r"))
    #expect(terminal.waits(for: "T001    Waregem  m     32  blocking\r\n"), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "width 7\r"))
    #expect(terminal.waits(for: "E104 \"7\" is not possible here"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func eachCommandHasADutchFormAndClearErrors() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    func answer(_ typed: String) throws -> Program.Answer {
      try program.run(["--lang", "nl"], input: typed + "\n")
    }
    for (typed, told) in [
      ("modus", "modus table\n"), ("taal", "taal nl\n"), ("tijd", "tijd uit\n"),
      ("bladeren", "bladeren aan\n"), ("breedte", "breedte auto\n"), ("verslag", "verslag uit\n"),
    ] {
      let given = try answer(typed)
      #expect(given.code == 0 && given.out == told, "\(given)")
    }
    for (typed, told) in [
      ("modus tabel", "E104 \"tabel\" kan hier niet\n     zo wel: modus table|csv"),
      ("stop nu", "E104 \"nu\""), ("beschrijf", "E102 hier ontbreekt iets: beschrijf NAAM"),
      ("open", "E102"), ("open a b", "E104"), ("hulp nergens", "E101 niets heet \"nergens\""),
      ("tijd misschien", "E104"), ("veilig nu", "E104"), ("laatste x", "E104"),
    ] {
      let given = try answer(typed)
      #expect(given.code == 2 && given.err.hasPrefix(told) && given.out.isEmpty, "\(given)")
    }
    // Each is explained, by its name in both languages.
    let all = try answer("hulp shell").out
    for word in ["modus", "breedte N|auto", "verslag BESTAND", "open OPSLAG", "stop", "Ctrl-R"] {
      #expect(all.contains(word), "\(word)")
    }
    #expect(try answer("hulp verslag").out == answer("help transcript").out)
    for words in ["help as of", "hulp als op", "help count by", "help is known", "help shell"] {
      #expect(try answer(words).code == 0, "\(words)")
    }
  }

  @Test func anotherStoreIsOpenedAndHasItsOwnHistory() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    #expect(try program.run(["store", "new", "\(program.folder)/zweite"]).code == 0)
    let terminal = try Terminal(program)
    #expect(terminal.types(atPrompt: "client T014 | show client\r"))
    #expect(terminal.types(atPrompt: "open zweite\r"))
    #expect(terminal.waits(for: "zweite (0 clients)"), "\(terminal.screen)")
    #expect(terminal.waits(for: "zweite> "))
    terminal.clear()
    // What was typed of another store does not come back here.
    terminal.type("\u{10}\u{10}clients | count\r")
    #expect(terminal.waits(for: "    0\r\n"), "\(terminal.screen)")
    #expect(!terminal.screen.contains("T014"))
    #expect(terminal.waits(for: "zweite> "))
    terminal.type("safe\rrecord T014 mobility = none\r")
    #expect(terminal.waits(for: "E402"), "\(terminal.screen)")
    terminal.type("open store\r")
    #expect(terminal.waits(for: "store> "), "\(terminal.screen)")
    // Only reading cannot be undone by another store.
    terminal.type("record T014 mobility = none\r")
    #expect(terminal.waits(for: "E402"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
    let folder = program.folder + "/config/drempel/history"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.count == 2)
  }

  /// Takes minutes, for each other day is read anew, and tells nothing meanwhile.
  static let slow =
    "for a in (clients | distinct client) { for b in (clients | distinct client) { "
    + "for c in (clients as of 2012-06-30 | distinct sex) { "
    + "for d in (clients as of 2012-06-29 | distinct sex) { let nothing = clients } } } }"

  @Test func longWorkShowsThatItGoesOnAndControlCStopsItOnly() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try Terminal(program)
    #expect(terminal.types(atPrompt: Self.slow + "\r"))
    #expect(terminal.waits(for: "s · Ctrl-C stops"), "\(terminal.screen)")
    terminal.type("\u{3}")
    #expect(terminal.waits(for: "E300 interrupted"), "\(terminal.screen)")
    #expect(!terminal.display.text.contains("Ctrl-C stops"), "\(terminal.display.text)")
    #expect(terminal.types(atPrompt: "clients | count\r"))
    #expect(terminal.waits(for: "   63\r\n"), "\(terminal.screen)")
    // Whoever is asked may think as long as they like.
    #expect(terminal.types(atPrompt: "clients | count; assess T016 with mpsa\r"))
    #expect(terminal.waits(for: "  > "), "\(terminal.screen)")
    #expect(!terminal.waits(for: "Ctrl-C stops", seconds: 1.5), "\(terminal.screen)")
    terminal.type("\u{4}")
    #expect(terminal.leaves() == 0)
  }

  @Test func whatLeadsToAQuestionStaysOnTheScreen() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try Terminal(program)
    #expect(terminal.types(atPrompt: "clients; assess T016 with mpsa\r"))
    #expect(terminal.waits(for: "  > "), "\(terminal.screen)")
    #expect(terminal.screen.contains("T001") && terminal.screen.contains("1/36  "))
    terminal.type("f\r")
    #expect(terminal.waits(for: "2/36"), "\(terminal.screen)")
    terminal.type("\u{4}")
    #expect(terminal.waits(for: "draft kept: 1 answer"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func aPipeHearsResultsOnlyAndNothingIsColoured() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let typed = "safe\nmode csv\ntiming on\nclients | count\nlast json\ntiming off\nlang nl\n"
    let answer = try program.run([], input: typed)
    #expect(answer.out == "count\r\n63\r\n[\n{\"count\":63}\n]\n", "\(answer.out)")
    let terminal = try Terminal(program)
    #expect(terminal.types(atPrompt: "clients where mobilty = none\r"))
    #expect(terminal.waits(for: "did you mean"))
    #expect(!terminal.screen.contains(/\u{1B}\[[0-9;]*m/), "\(terminal.screen.debugDescription)")
    #expect(terminal.leaves() == 0)
  }
}
