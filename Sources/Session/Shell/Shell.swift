import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// What a prompt or a pipe does with what is typed: commands of its own, and sentences.
package final class Shell {
  package enum Outcome: Equatable { case goesOn(Int32), quits }

  package internal(set) var session: Session
  /// Whether long answers are shown page by page.
  package internal(set) var pages = true
  /// What was typed, oldest first; of earlier sessions what their file kept.
  package var history: [String] = []
  let windowWidth: () -> Int?
  var fixedWidth: Int?
  var transcript: Transcript?
  /// Who answers questions, while a transcript listens.
  var asked: ((_ prompt: String) throws -> InterviewLine)?
  private let tellPeople: (String) -> Void
  /// The last sentence that only read, which a line that begins with a bar extends.
  private var lastReading: String?

  package init(_ session: Session, tell: @escaping (String) -> Void) {
    self.session = session
    tellPeople = tell
    windowWidth = session.width
  }

  /// Whether what was typed so far is a whole sentence or command.
  package func isComplete(_ text: String) -> Bool {
    if ShellLine(text) != nil { return true }
    let first = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
    if first?.drop(while: \.isWhitespace).first == "|" {
      return Completeness(of: "clients \(text)") != .incomplete
    }
    return Completeness(of: text) != .incomplete
  }

  /// Whether what was typed is a whole sentence that goes on to ask, so that the next lines are
  /// answers and not sentences.
  package func asks(_ text: String) -> Bool {
    let first = LexicalWords.of(text).first { $0.kind == .word }
    return first.map { [.assess, .resume].contains(Keyword(word: $0.text)) } ?? false
      && Completeness(of: text) == .complete
  }

  /// Whether somebody may be asked something, also by a script that is run: what leads to a
  /// question must stand on the screen, not in a pager.
  package func mayAsk(_ text: String) -> Bool {
    LexicalWords.of(text).contains { word in
      word.kind == .word
        && Keyword(word: word.text).map { [.assess, .resume, .run].contains($0) } ?? false
    }
  }

  /// Runs what was typed.
  package func enter(_ text: String) -> Outcome {
    let trimmed = text.trimmingSpaces()
    if trimmed.isEmpty { return .goesOn(0) }
    if let line = ShellLine(trimmed) { return recorded(line, as: trimmed) }
    guard trimmed.hasPrefix("|") else { return recorded(sentence: trimmed) }
    guard let lastReading else {
      return refuse(
        Message(
          "E102", "er is geen vorige zin om mee verder te gaan",
          "there is no sentence to go on with"))
    }
    // On a line of its own, for the one before may end in a comment.
    return recorded(sentence: lastReading + "\n" + trimmed)
  }

  private func recorded(sentence: String) -> Outcome {
    let isTakenUp = transcript != nil && takesUpADraft(sentence)
    let onlyReads = onlyReads(sentence)
    let code = session.run(SourceText(sentence), tell: tell)
    if code == 0, onlyReads { lastReading = sentence }
    record(sentence, runs: [0, Session.nothingThere].contains(code) && !isTakenUp)
    return .goesOn(code)
  }

  /// One sentence, and one that neither changes nor leaves anything.
  private func onlyReads(_ sentence: String) -> Bool {
    let (program, _, _) = Checker.check(SourceText(sentence), against: session.schema)
    guard let program, program.sentences.count == 1,
      case .query(let query) = program.sentences[0].sentence
    else { return false }
    return !query.exports
  }

  /// Forgets what was said of another store.
  func forget() { lastReading = nil }

  func tell(_ text: String) {
    transcript?.hear(text)
    tellPeople(text)
  }

  /// Tells what is wrong with a command; the exit code is 2.
  func refuse(_ message: Message) -> Outcome {
    tell(message.text(session.tongue) + "\n")
    return .goesOn(2)
  }

  func refuse(_ word: String, _ command: ShellCommand) -> Outcome {
    let usage = Label(nl: command.usage(.nl), en: command.usage(.en))
    return refuse(
      Message(
        "E104", "\"\(word)\" kan hier niet", "\"\(word)\" is not possible here",
        next: ("zo wel: \(usage.nl)", "this is: \(usage.en)")))
  }

  func show(_ document: Document) throws {
    let renderer = DocumentRenderer(width: min(100, session.width() ?? 80))
    try session.out.write(
      session.mode == .markdown ? renderer.markdown(document) : renderer.terminal(document))
  }
}

extension Shell {
  /// Runs the settings that an operator's own file gives; sentences have no place there.
  package func settings(_ text: String, file: String) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.trimmingSpaces()
      if line.isEmpty || line.hasPrefix("#") { continue }
      if let command = ShellLine(line)?.command, ShellCommand.settings.contains(command.name) {
        _ = enter(line)
        continue
      }
      tell(
        "\(file):\(number + 1): "
          + Message(
            "E365", "hier staan enkel mode, width, pager, timing en lang",
            "only mode, width, pager, timing and lang stand here"
          ).text(session.tongue) + "\n")
    }
  }
}
