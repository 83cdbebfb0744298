import Foundation
import TestSupport
import Testing

extension PromptTests {
  /// A program behind a pseudo-terminal: types keys, and waits for what appears.
  final class Terminal {
    private let process: Process
    private let master: Int32
    private let prompt: String
    /// All bytes since they were last cleared.
    private(set) var screen = ""
    /// What somebody would see now.
    private(set) var display: TerminalScreen
    private var undecoded: [UInt8] = []

    init(
      _ program: Program, _ arguments: [String] = [], prompt: String = "store> ", rows: Int = 24,
      columns: Int = 100, command: String? = nil
    ) throws {
      var master: Int32 = 0
      var slave: Int32 = 0
      var size = winsize(
        ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
      try #require(openpty(&master, &slave, nil, nil, &size) == 0)
      self.master = master
      self.prompt = prompt
      display = TerminalScreen(rows: rows, columns: columns)
      // Programs that other tests start meanwhile must not hold this terminal open.
      _ = fcntl(master, F_SETFD, FD_CLOEXEC)
      _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
      // As a login gives it: a session of its own, whose terminal this is.
      process = program.process(
        ["--ctty", "--wait", command ?? "\(program.binaries)/drempel"] + arguments)
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

    /// The program is the child of the one that gave it its terminal.
    var programID: Int32? {
      let parent = process.processIdentifier
      let path = "/proc/\(parent)/task/\(parent)/children"
      let children = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return children.split(separator: " ").compactMap({ Int32($0) }).first
    }

    /// Ends it as a power cut would.
    func kill() {
      if let programID { Glibc.kill(programID, SIGKILL) }
      Glibc.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }

    /// Gives the window another size.
    func resize(rows: Int, columns: Int) {
      display.resize(rows: rows, columns: columns)
      var size = winsize(
        ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
      _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Forgets the bytes that were seen so far.
    func clear() { screen = "" }

    /// In seconds; other programs may be building meanwhile.
    static let patience: Double = 30

    /// Reads until a text appears, at most some seconds.
    func waits(for text: String, seconds: Double = patience) -> Bool {
      let end = Date().addingTimeInterval(seconds)
      while Date() < end {
        if screen.contains(text) { return true }
        if !readSome() { break }
      }
      return screen.contains(text)
    }

    /// Waits until what came ends with one of these; which, or nil.
    func waits(forEnd ends: [String]) -> String? {
      let end = Date().addingTimeInterval(Terminal.patience)
      while Date() < end {
        if let found = ends.first(where: { screen.hasSuffix($0) }) { return found }
        if !readSome() { break }
      }
      return nil
    }

    /// Waits until the whole window is as it was kept in `Golden/Screen`.
    func shows(golden name: String) throws -> Bool {
      let isUpdate = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil
      let end = Date().addingTimeInterval(isUpdate ? 3 : Terminal.patience)
      while Date() < end {
        if !isUpdate, try Golden.matches(display.text, "Screen/\(name)", test: #filePath) {
          return true
        }
        if !readSome() { break }
      }
      return try Golden.matches(display.text, "Screen/\(name)", test: #filePath)
    }

    /// Waits until a line of the window is as given.
    func shows(line: String) -> Bool {
      let end = Date().addingTimeInterval(Terminal.patience)
      while Date() < end {
        if display.lines.contains(line) { return true }
        if !readSome() { break }
      }
      return display.lines.contains(line)
    }

    /// Waits for a prompt, so that keys come while the editor reads them; then types them.
    func types(atPrompt keys: String) -> Bool {
      let end = Date().addingTimeInterval(Terminal.patience)
      while !screen.hasSuffix(prompt), Date() < end { _ = readSome() }
      guard screen.hasSuffix(prompt) else { return false }
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
      display.feed(bytes[..<count])
      undecoded += bytes[..<count]
      // A character may come in two parts.
      var whole = undecoded.count
      if let start = undecoded.lastIndex(where: { $0 & 0xC0 != 0x80 }), undecoded[start] >= 0xC0,
        undecoded.count - start
          < (undecoded[start] >= 0xF0 ? 4 : undecoded[start] >= 0xE0 ? 3 : 2)
      {
        whole = start
      }
      screen += String(decoding: undecoded[..<whole], as: UTF8.self)
      undecoded.removeFirst(whole)
      return true
    }

    /// Waits until the program has ended; the exit code, or -1 when it goes on.
    func ends() -> Int32 {
      let end = Date().addingTimeInterval(Terminal.patience)
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
}
