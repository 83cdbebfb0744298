import Foundation
import Testing

/// The prompt at a real terminal.
@Suite(.serialized) struct PromptTests {
  /// A program behind a pseudo-terminal: types keys, and waits for what appears.
  final class Terminal {
    private let process: Process
    private let master: Int32
    private(set) var screen = ""

    init(_ program: Program, _ arguments: [String] = []) throws {
      var master: Int32 = 0
      var slave: Int32 = 0
      var size = winsize(ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
      try #require(openpty(&master, &slave, nil, nil, &size) == 0)
      self.master = master
      // Programs that other tests start meanwhile must not hold this terminal open.
      _ = fcntl(master, F_SETFD, FD_CLOEXEC)
      _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
      // As a login gives it: a session of its own, whose terminal this is.
      process = program.process(
        ["--ctty", "--wait", "\(program.binaries)/drempel"] + arguments)
      process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
      process.environment?["TERM"] = "xterm"
      let handle = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
      (process.standardInput, process.standardOutput, process.standardError) = (
        handle, handle, handle
      )
      try process.run()
      // Only the program holds its end from here on.
      try handle.close()
    }

    deinit {
      if process.isRunning { process.terminate() }
      close(master)
    }

    func type(_ keys: String) {
      let bytes = Array(keys.utf8)
      _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    /// Ends it as a power cut would.
    func kill() {
      // The program is the child of the one that gave it its terminal.
      let parent = process.processIdentifier
      let path = "/proc/\(parent)/task/\(parent)/children"
      let children = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      for child in children.split(separator: " ").compactMap({ Int32($0) }) {
        Glibc.kill(child, SIGKILL)
      }
      Glibc.kill(parent, SIGKILL)
      process.waitUntilExit()
    }

    /// Forgets what was seen so far.
    func clear() { screen = "" }

    /// Reads until a text appears, at most ten seconds.
    func waits(for text: String) -> Bool {
      let end = Date().addingTimeInterval(10)
      while Date() < end {
        if screen.contains(text) { return true }
        if !readSome() { break }
      }
      return screen.contains(text)
    }

    /// Waits for a prompt, so that keys come while the editor reads them; then types them.
    func types(atPrompt keys: String) -> Bool {
      let end = Date().addingTimeInterval(10)
      while !screen.hasSuffix("store> "), Date() < end { _ = readSome() }
      guard screen.hasSuffix("store> ") else { return false }
      screen = ""
      type(keys)
      return true
    }

    private func readSome() -> Bool {
      var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, 200) > 0 else { return true }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(master, &bytes, bytes.count)
      if count <= 0 { return false }
      screen += String(decoding: bytes[..<count], as: UTF8.self)
      return true
    }

    /// Waits until the program has ended; the exit code, or -1 when it goes on.
    func ends() -> Int32 {
      let end = Date().addingTimeInterval(10)
      while Date() < end {
        // The program's end of the terminal closes when it ends.
        guard readSome() else {
          process.waitUntilExit()
          return process.terminationStatus
        }
      }
      return -1
    }

    /// Leaves with Ctrl-D; the exit code, or -1 when the program goes on.
    func leaves() -> Int32 {
      types(atPrompt: "\u{4}") ? ends() : -1
    }
  }

  @Test func aSessionFromFirstKeyToLast() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let blocking = try program.csv("clients where mobility = blocking | count")[0]
    let first = try Terminal(program)
    #expect(first.waits(for: "Drempel 0.1 · store (63 clients) · 7 instruments"))
    #expect(first.types(atPrompt: "cliënten waar gemeente = \"Tiëlt\" | tel\r"))
    #expect(first.waits(for: "    0\r\n"), "\(first.screen)")
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
    #expect(terminal.waits(for: "    0\r\n"))
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
