import Exchange
import Foundation
import InstrumentKit

/// Another program that shows a long text page by page.
///
/// It is started without a shell, so that nothing in its name or in the text is run.
final class Pager {
  private let input: FileSink
  private let descriptor: Int32
  private let process: pid_t
  private var hasEnded = false
  private var wasLeft = false
  /// The letter that was typed instead of a key of the pager: a sentence begins with it.
  private(set) var typed: Character?

  /// Nil when there is none.
  init?(_ environment: [String: String], _ tongue: Tongue) {
    guard let command = Pager.command(environment) else { return nil }
    let keys = command[0].hasSuffix("/less") ? Less.keyFile(environment) : nil
    defer { if let keys { Foundation.close(keys) } }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { Foundation.close(ends[0]) }
    guard
      let process = Pager.start(
        command, input: ends[0], keys: keys, Less.settings(environment, tongue, keys: keys))
    else {
      Foundation.close(ends[1])
      return nil
    }
    self.process = process
    descriptor = ends[1]
    input = FileSink(descriptor: ends[1], path: "-", isSeen: true)
  }

  /// Gives it something to show. Once it was left that goes nowhere, and what runs goes on: it may
  /// change something after what it shows.
  func show(_ write: (FileSink) throws -> Void) {
    if wasLeft { return }
    do { try write(input) } catch { wasLeft = true }
  }

  /// Says that this was all, and waits until it has been read.
  func close() {
    show { try $0.flush() }
    Foundation.close(descriptor)
    if hasEnded { return }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    hasEnded = true
    // It ended by itself: the low seven bits tell of a signal, the next eight are its code.
    if status & 0x7F == 0 { typed = Less.letter(status >> 8 & 0xFF) }
  }

  /// Whether it is still there.
  var isOpen: Bool {
    var status: Int32 = 0
    if !hasEnded, waitpid(process, &status, WNOHANG) == process {
      hasEnded = true
      if status & 0x7F == 0 { typed = Less.letter(status >> 8 & 0xFF) }
    }
    return !hasEnded
  }

  /// The words of `PAGER`, else `less`; the program by its absolute path. Nil when there is none.
  static func command(_ environment: [String: String]) -> [String]? {
    let wanted = environment["PAGER"].map { $0.split(separator: " ").map(String.init) } ?? []
    let words = wanted.isEmpty ? ["less"] : wanted
    guard let path = program(words[0], environment["PATH"] ?? "") else { return nil }
    return [path] + words.dropFirst()
  }

  /// A program by its absolute path, or by its name in a folder of the search path.
  private static func program(_ name: String, _ path: String) -> String? {
    func isProgram(_ path: String) -> Bool {
      var status = stat()
      return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        && access(path, X_OK) == 0
    }
    if name.contains("/") { return name.hasPrefix("/") && isProgram(name) ? name : nil }
    // A folder that is relative would be whatever the operator works in.
    return path.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first(where: isProgram)
  }

  private static func start(
    _ command: [String], input: Int32, keys: Int32?, _ environment: [String: String]
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard posix_spawn_file_actions_init(&actions) == 0, posix_spawnattr_init(&attributes) == 0
    else { return nil }
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    if let keys { posix_spawn_file_actions_adddup2(&actions, keys, Less.keyDescriptor) }
    // What this program ignores or handles is nothing to another one.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGPIPE, SIGINT, SIGWINCH] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var words = command.map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for memory in words + settings { free(memory) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, &words, &settings)
    return code == 0 ? process : nil
  }
}
