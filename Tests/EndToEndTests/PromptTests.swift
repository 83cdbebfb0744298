import Foundation
import Testing

/// The prompt at a real terminal.
@Suite(.serialized) struct PromptTests {
  @Test func aSessionFromFirstKeyToLast() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let blocking = try program.csv("clients where mobility = blocking | count")[0]
    let first = try Terminal(program)
    #expect(first.waits(for: "Drempel 0.1 · store (63 clients, 2012-12-31) · 7 instruments"))
    #expect(first.types(atPrompt: "cliënten waar gemeente = \"Tiëlt\" | tel\r"))
    // As many as in Tielt: neither case nor accents count.
    #expect(first.waits(for: "    2\r\n"), "\(first.screen)")
    #expect(first.screen.contains("cliënten"))
    #expect(first.types(atPrompt: "clients where mob\t"))
    // The terminal is told only what changes on the line.
    #expect(first.waits(for: "ility "), "\(first.screen)")
    first.type("= blocking | count\r")
    #expect(first.waits(for: " \(blocking)\r\n"), "\(first.screen)")
    // A long sentence is broken off, and nothing of it runs.
    #expect(first.types(atPrompt: "clients where mobility = blocking and commune = \"Mort"))
    #expect(first.waits(for: "Mort"))
    first.type("\u{3}")
    #expect(first.waits(for: "^C"))
    #expect(first.types(atPrompt: "clients | count\r"))
    #expect(first.waits(for: "   63\r\n"), "\(first.screen)")
    #expect(first.leaves() == 0)

    let second = try Terminal(program)
    #expect(second.types(atPrompt: "\u{10}\u{10}"))
    #expect(second.waits(for: "where mobility = blocking |"), "\(second.screen)")
    second.type("\r")
    #expect(second.waits(for: " \(blocking)\r\n"), "\(second.screen)")
    #expect(second.leaves() == 0)
  }

  @Test func aSentenceOfSeveralLinesWaitsForItsEnd() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try Terminal(program)
    #expect(terminal.types(atPrompt: "clients where age < 25 |\r"))
    #expect(terminal.waits(for: "…> "), "\(terminal.screen)")
    terminal.type("count\r")
    #expect(terminal.waits(for: "    9\r\n"), "\(terminal.screen)")
    #expect(terminal.leaves() == 0, "\(terminal.screen.debugDescription)")
  }

  @Test func historyKeepsNothingOfAClient() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try Terminal(program)
    #expect(terminal.types(atPrompt: "client T014 | show client\r"))
    #expect(terminal.waits(for: "\nT014"))
    #expect(terminal.types(atPrompt: "clients where commune = \"Klara Geheim\" | count\r"))
    #expect(terminal.waits(for: "E375"))
    #expect(terminal.types(atPrompt: "clients | count # Koen Peeters\r"))
    #expect(terminal.waits(for: "   63\r\n"))
    #expect(terminal.types(atPrompt: "describe Peeters\r"))
    #expect(terminal.waits(for: "E101"))
    #expect(terminal.types(atPrompt: "describe mobility\r"))
    #expect(terminal.waits(for: "asked by"))
    #expect(terminal.types(atPrompt: "85073003328\r"))
    #expect(terminal.waits(for: "E105"))
    #expect(terminal.leaves() == 0, "\(terminal.screen.debugDescription)")
    let folder = program.folder + "/config/drempel/history"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.count == 1)
    let kept = try String(contentsOfFile: "\(folder)/\(files[0])", encoding: .utf8)
    #expect(kept.contains("client ‹client› | show client"))
    #expect(kept.contains("commune = ‹text›"))
    #expect(kept.contains("clients | count\n") && kept.contains("describe mobility"))
    for secret in ["T014", "Klara", "85073003328", "Peeters", "#"] {
      #expect(!kept.contains(secret))
    }
    let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(files[0])")
    #expect(mode[.posixPermissions] as? Int == 0o600)
  }

  @Test func aStoreUnderAPassphraseOpensWithItOnly() throws {
    let program = try Program()
    defer { program.remove() }
    let create = ["store", "new", "\(program.folder)/store", "--passphrase"]
    func asked(_ arguments: [String], _ answers: [(String, String)]) throws -> (Int32, String) {
      let terminal = try Terminal(program, arguments)
      for (question, answer) in answers {
        #expect(terminal.waits(for: question))
        terminal.clear()
        terminal.type(answer + "\r")
      }
      return (terminal.ends(), terminal.screen)
    }
    let slip = try asked(
      create, [("passphrase: ", "zeven sloten"), ("once more: ", "zeven slten")])
    #expect(slip.0 == 1)
    #expect(!FileManager.default.fileExists(atPath: "\(program.folder)/store"))
    let made = try asked(
      create, [("passphrase: ", "zeven sloten"), ("once more: ", "zeven sloten")])
    #expect(made.0 == 0)
    #expect(!made.1.contains("sloten"), "a passphrase is not shown")
    let right = try asked(["-c", "clients | count"], [("passphrase: ", "zeven sloten")])
    #expect(right.0 == 0)
    #expect(right.1.contains("count"))
    let wrong = try asked(["-c", "clients | count"], [("passphrase: ", "zes sloten")])
    #expect(wrong.0 == 1)
    #expect(wrong.1.contains("E321"))
  }
}

extension PromptTests {
  @Test func aWholeSessionLeavesNothingOfAClientInItsHistory() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let terminal = try Terminal(program, ["--lang", "en"])
    let typed = [
      "pager off", "client T014 | show client", "clients where client = T014 | count",
      "clients where client in (T014, T015) | count",
      "record T033 mobility = none because \"Klara\"",
      "noteer T034 mobiliteit = geen-belemmering",
      "decide T014 with intake = yes because \"Peeters\"",
      "forget T014", "consent T014 for \"Peeters\"", "refer T014 to Peeters",
      "audit where client = T014",
      "import \"peeters.csv\" as intake", "clients where family-name = \"Peeters\" | count",
      "clients where first-name = Klara | count",
      "clients where national-number = \"85073003328\" | count",
      "85073003328", "clients | count # Klara Peeters, T014", "# 85.07.30-033.28",
      "clients where mobility.peeters = yes", "clients | show client as peeters | first 1",
      "let peeters = client T014", "peeters | count", "run \"peeters.drempel\"",
      "clients where commune = \"Klara", "describe Peeters", "help T014", "open peeters.store",
      "transcript peeters-klara.txt", "transcript off", "clients where sex = f | count",
    ]
    for line in typed {
      #expect(terminal.types(atPrompt: line + "\r"), "\(line): \(terminal.screen)")
    }
    #expect(terminal.types(atPrompt: "assess T016 with mpsa\r"))
    for answer in ["f", "1980-05-05", "Peeters"] {
      #expect(terminal.waits(for: "  > "), "\(terminal.screen)")
      terminal.clear()
      terminal.type(answer + "\r")
    }
    #expect(terminal.waits(for: "  > "))
    terminal.type("\u{4}")
    #expect(terminal.leaves() == 0, "\(terminal.screen)")
    let folder = program.folder + "/config/drempel/history"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.count == 1)
    let kept = try String(contentsOfFile: "\(folder)/\(files[0])", encoding: .utf8)
    for secret in ["T0", "lara", "eeters", "1980", "#", "store", ".txt"] {
      #expect(!kept.contains(secret), "\(secret) in \(kept)")
    }
    #expect(!kept.contains(/[0-9]{2}/), "\(kept)")
    #expect(kept.contains("clients where client in (‹client›, ‹client›) | count\n"))
    #expect(kept.contains("transcript ‹text›\n") && kept.contains("open ‹text›\n"))
    #expect(kept.contains("assess ‹client› with mpsa\n"), "\(kept)")
    #expect(kept.hasSuffix("clients where sex = f | count\nassess ‹client› with mpsa\n"))
  }
}
