import CSystem
import Foundation
import InstrumentKit
import LineEditor
import Profile
import Session

/// The loop from what is typed to what is answered, at a terminal or from a pipe.
final class Prompt {
  private let shell: Shell
  private let screen: Screen
  private let places: Places
  private var history: HistoryFile?
  /// What a pipe ends with when nothing fails.
  private var pipeCode: Int32 = 0
  private let answers = PastedAnswers()

  private init(_ shell: Shell, _ screen: Screen, _ places: Places) {
    (self.shell, self.screen, self.places) = (shell, screen, places)
  }

  private var session: Session { shell.session }

  /// - Returns: the exit code.
  static func run(_ options: CommonOptions) throws -> Int32 {
    let screen = Screen()
    let session = try options.session(screen)
    // What is pressed in a pager is the pager's.
    session.isCancelled = { drempel_was_interrupted() != 0 && !screen.isPaging }
    let prompt = Prompt(Shell(session, tell: screen.tell), screen, options.places)
    guard isatty(0) == 1, isatty(1) == 1 else {
      return try Standard.worded(session.tongue) { try prompt.fromPipe() }
    }
    let file = options.places.settingsFile
    if let text = Standard.trusted(file) { prompt.shell.settings(text, file: file) }
    return try prompt.atTerminal()
  }

  /// Reads sentences without a prompt; the first that fails ends it.
  private func fromPipe() throws -> Int32 {
    let lines = PipedLines()
    session.isAnsweredFromFile = true
    session.ask = { _ in
      guard case .line(let line) = try lines.next() else { return .leaves }
      // The same lines stand in a script behind >.
      return .line(PastedAnswers.words(line) ?? line)
    }
    var pending = ""
    while case .line(let line) = try lines.next() {
      // As in a file, a line that begins with a bar goes on with the sentence before it.
      let goesOn = line.drop(while: \.isWhitespace).first == "|"
      if !pending.isEmpty, !goesOn, shell.isComplete(pending) {
        if let code = enter(pending) { return code }
        pending = ""
      }
      pending += pending.isEmpty ? line : "\n\(line)"
      if shell.asks(pending) {
        if let code = enter(pending) { return code }
        pending = ""
      }
    }
    return (pending.isEmpty ? nil : enter(pending)) ?? end(pipeCode)
  }

  /// The exit code when this was the last; what fails ends a pipe.
  private func enter(_ text: String) -> Int32? {
    shell.history.append(HistoryText.flat(text))
    switch screen.working(session.tongue, { shell.enter(text) }) {
    case .quits: return end(pipeCode)
    case .goesOn(Session.nothingThere):
      // A file that had nothing in it stops nothing.
      pipeCode = Session.nothingThere
      return nil
    case .goesOn(let code): return code == 0 ? nil : end(code)
    }
  }

  /// What is kept of the session is whole; that it cannot be written is told.
  private func end(_ code: Int32) -> Int32 {
    do {
      try shell.endTranscript()
      return code
    } catch {
      screen.tell(Message(error).text(session.tongue) + "\n")
      return code == 0 ? Session.exitCode(of: error) : code
    }
  }

  /// Asks until Ctrl-D; what fails is told and ends nothing.
  private func atTerminal() throws -> Int32 {
    var pending = ""
    let lines = try TerminalLines { [shell] typed in
      let completer = Completer(shell.session)
      let found = completer.complete(pending.isEmpty ? typed : "\(pending)\n\(typed)")
      return Completion(
        replaces: found.replaces,
        candidates: found.words.map { .init($0.text, about: ValueText.shown($0.about)) })
    }
    session.ask = { [screen, answers] prompt in
      screen.release()
      switch try lines.answer(prompt: prompt) {
      case .line(let line), .unfinished(let line): return answers.answer(line)
      case .interrupted: return .leaves
      case .endOfInput:
        Standard.tell("\n")
        return .leaves
      }
    }
    loadHistory(lines)
    // Between two lines Ctrl-C breaks off what runs, not the program.
    drempel_watch_interrupts()
    Standard.tell("\(session.greeting)\n\(session.whoWorks)\n")
    while true {
      let prompt = pending.isEmpty ? session.promptText : session.morePrompt
      lines.begin(with: screen.takeTypedAhead())
      let event = try answers.next.map(LineEvent.line) ?? lines.next(prompt: prompt)
      switch event {
      case .endOfInput:
        Standard.tell("\n")
        return end(0)
      case .interrupted: pending = ""
      case .unfinished(let line): pending += pending.isEmpty ? line : "\n\(line)"
      case .line(let line) where pending.isEmpty && PastedAnswers.isAnswer(line):
        if answers.isStray { screen.tell(Message.answersLeft.text(session.tongue) + "\n") }
      case .line(let line):
        answers.begin()
        pending += pending.isEmpty ? line : "\n\(line)"
        guard shell.isComplete(pending) else { continue }
        let text = pending
        pending = ""
        if try run(text, lines) { return end(0) }
      }
    }
  }

  /// Runs one sentence; true when it was the last.
  private func run(_ text: String, _ lines: TerminalLines) throws -> Bool {
    guard let sentence = try filled(text, lines) else { return false }
    remember(HistoryText.flat(sentence), lines)
    drempel_watch_interrupts()
    let before = session
    let pages = shell.pages && !shell.mayAsk(sentence)
    let outcome = screen.working(session.tongue, pages: pages) { shell.enter(sentence) }
    if session !== before { loadHistory(lines) }
    return outcome == .quits
  }

  /// As it was typed for this session, and without what is about clients for the next.
  private func remember(_ sentence: String, _ lines: TerminalLines) {
    if sentence.isEmpty { return }
    lines.remember(sentence)
    shell.history.append(sentence)
    guard let kept = HistoryText.redacted(sentence, session.schema) else { return }
    do {
      try history?.append(kept)
    } catch {
      // A history that cannot be kept stops nobody from working.
    }
  }

  /// Each store has its own.
  private func loadHistory(_ lines: TerminalLines) {
    history = session.store.map { HistoryFile(path: places.history(of: $0.id)) }
    shell.history = history?.load() ?? []
    lines.forgetAll()
    for sentence in shell.history { lines.remember(sentence) }
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

  /// - Throws: ``UnreadableInput`` for bytes that are no text.
  func next() throws -> LineEvent {
    do {
      return try lines.next(prompt: "")
    } catch let error as LineError {
      guard case .notUTF8(let line) = error.code else { throw error }
      throw UnreadableInput(line: line)
    }
  }
}
