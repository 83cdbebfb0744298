import CSystem
import Foundation
import InstrumentKit
import LineEditor
import Session

/// The loop from what is typed to what is answered, at a terminal or from a pipe.
struct Prompt {
  private let shell: Shell
  private let session: Session
  private let history: HistoryFile?

  /// - Returns: the exit code.
  static func run(_ options: CommonOptions) throws -> Int32 {
    let session = try options.session()
    session.isCancelled = { drempel_was_interrupted() != 0 }
    let history = session.store.map { HistoryFile(path: options.places.history(of: $0.id)) }
    let prompt = Prompt(
      shell: Shell(session, tell: Standard.tell), session: session, history: history)
    if isatty(0) == 1, isatty(1) == 1 {
      let file = options.places.settingsFile
      if let text = Standard.trusted(file) { prompt.shell.settings(text, file: file) }
      return try prompt.atTerminal()
    }
    return try prompt.fromPipe()
  }

  /// Reads sentences without a prompt; the first that fails ends it.
  private func fromPipe() throws -> Int32 {
    let lines = PipedLines()
    session.isAnsweredFromFile = true
    session.ask = { _ in
      guard case .line(let line) = try lines.next() else { return .leaves }
      // The same lines stand in a script behind >.
      return .line(line.hasPrefix(">") ? String(line.dropFirst().drop { $0 == " " }) : line)
    }
    var pending = ""
    while case .line(let line) = try lines.next() {
      // As in a file, a line that begins with a bar goes on with the sentence before it.
      let goesOn = line.drop(while: \.isWhitespace).first == "|"
      if !pending.isEmpty, !goesOn, shell.isComplete(pending) {
        switch shell.enter(pending) {
        case .quits: return 0
        case .goesOn(let code): if code != 0 { return code }
        }
        pending = ""
      }
      pending += pending.isEmpty ? line : "\n\(line)"
      if shell.asks(pending) {
        guard case .goesOn(let code) = shell.enter(pending) else { return 0 }
        if code != 0 { return code }
        pending = ""
      }
    }
    guard !pending.isEmpty, case .goesOn(let code) = shell.enter(pending) else { return 0 }
    return code
  }

  /// Asks until Ctrl-D; what fails is told and ends nothing.
  private func atTerminal() throws -> Int32 {
    let completer = Completer(session)
    var pending = ""
    let lines = try TerminalLines { typed in
      let found = completer.complete(pending.isEmpty ? typed : "\(pending)\n\(typed)")
      return Completion(
        replaces: found.replaces,
        candidates: found.words.map { .init($0.text, about: $0.about) })
    }
    session.ask = { prompt in
      switch try lines.next(prompt: prompt) {
      case .line(let line), .unfinished(let line): return .line(line)
      case .interrupted: return .leaves
      case .endOfInput:
        Standard.tell("\n")
        return .leaves
      }
    }
    for sentence in history?.load() ?? [] { lines.remember(sentence) }
    // Between two lines Ctrl-C breaks off what runs, not the program.
    drempel_watch_interrupts()
    Standard.tell(session.greeting + "\n")
    while true {
      let event = try lines.next(prompt: pending.isEmpty ? session.promptText : session.morePrompt)
      switch event {
      case .endOfInput:
        Standard.tell("\n")
        return 0
      case .interrupted: pending = ""
      case .unfinished(let line): pending += pending.isEmpty ? line : "\n\(line)"
      case .line(let line):
        pending += pending.isEmpty ? line : "\n\(line)"
        guard shell.isComplete(pending) else { continue }
        let text = pending
        pending = ""
        if try run(text, lines) { return 0 }
      }
    }
  }

  /// Runs one sentence; true when it was the last.
  private func run(_ text: String, _ lines: TerminalLines) throws -> Bool {
    guard let sentence = try filled(text, lines) else { return false }
    let flat = sentence.replacingOccurrences(of: "\n", with: " ")
    if !flat.allSatisfy(\.isWhitespace) { lines.remember(flat) }
    if let kept = HistoryText.redacted(flat, session.schema) {
      do {
        try history?.append(kept)
      } catch {
        // A history that cannot be kept stops nobody from working.
      }
    }
    drempel_watch_interrupts()
    return shell.enter(sentence) == .quits
  }

  /// A sentence out of an earlier session has places to fill in; nil when that was broken off.
  private func filled(_ text: String, _ lines: TerminalLines) throws -> String? {
    var text = text
    while let placeholder = HistoryText.firstPlaceholder(in: text) {
      let wanted = String(text[placeholder])
      guard case .line(let answer) = try lines.next(prompt: "\(wanted) ") else { return nil }
      text.replaceSubrange(placeholder, with: HistoryText.filled(wanted, answer))
    }
    return text
  }
}

/// The lines of standard input, for sentences and for the answers that some of them ask.
private final class PipedLines {
  private var lines = PipeLines()

  func next() throws -> LineEvent { try lines.next(prompt: "") }
}
