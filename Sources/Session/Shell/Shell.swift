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

  package let session: Session
  private let tell: (String) -> Void
  /// The last sentence that only read, which a line that begins with a bar extends.
  private var lastReading: String?

  package init(_ session: Session, tell: @escaping (String) -> Void) {
    self.session = session
    self.tell = tell
  }

  /// Whether what was typed so far is a whole sentence or command.
  package func isComplete(_ text: String) -> Bool {
    if ShellCommand(text) != nil { return true }
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

  /// Runs what was typed.
  package func enter(_ text: String) -> Outcome {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if trimmed.isEmpty { return .goesOn(0) }
    if let command = ShellCommand(trimmed) { return run(command) }
    var sentence = trimmed
    if trimmed.hasPrefix("|") {
      guard let lastReading else {
        tell(
          Message(
            "E102", "er is geen vorige zin om mee verder te gaan",
            "there is no sentence to go on with"
          )
          .text(session.tongue) + "\n")
        return .goesOn(2)
      }
      sentence = lastReading + " " + trimmed
    }
    let code = session.run(SourceText(sentence), tell: tell)
    if code == 0, Shell.onlyReads(sentence) { lastReading = sentence }
    return .goesOn(code)
  }

  private static func onlyReads(_ sentence: String) -> Bool {
    let words = sentence.split { !$0.isLetter && $0 != "-" }.compactMap {
      Keyword(word: String($0))
    }
    return !words.contains(.export)
      && ![.record, .dry, .let, .assess, .decide, .refer, .import, .resume].contains(words.first)
  }

  private func run(_ command: ShellCommand) -> Outcome {
    do {
      switch command {
      case .quit: return .quits
      case .help(let topic): try help(topic)
      case .describe(let name): try describe(name)
      case .safe:
        session.policy.makeSafe()
        try session.out.write(
          session.tongue == .nl
            ? "vanaf nu leest deze sessie alleen\n" : "this session only reads from now on\n")
      case .last(let word):
        let other = OutputMode(rawValue: word)
        guard word.isEmpty || other != nil else {
          return refuse(word, OutputMode.allCases.map(\.rawValue))
        }
        if try !session.showLast(in: other) {
          tell(session.tongue == .nl ? "er is nog geen resultaat\n" : "there is no result yet\n")
        }
      case .plugins: try show(PluginList.document(session.host.list(), session.tongue))
      case .mode(let mode):
        guard let chosen = OutputMode(rawValue: mode) else {
          return refuse(mode, OutputMode.allCases.map(\.rawValue))
        }
        session.mode = chosen
      case .timing(let word): session.showsTiming = word != "off"
      case .lang(let word):
        guard let tongue = Tongue(rawValue: word) else { return refuse(word, ["nl", "en"]) }
        session.tongue = tongue
      }
      try session.out.flush()
    } catch {
      tell(Message(error).text(session.tongue) + "\n")
      return .goesOn(1)
    }
    return .goesOn(0)
  }

  private func refuse(_ word: String, _ known: [String]) -> Outcome {
    let list = known.joined(separator: ", ")
    tell(
      Message(
        "E104", "\"\(word)\" kan hier niet", "\"\(word)\" is not possible here",
        next: ("kies uit \(list)", "choose from \(list)")
      ).text(session.tongue) + "\n")
    return .goesOn(2)
  }

  private func show(_ document: Document) throws {
    let renderer = DocumentRenderer(width: 80)
    try session.out.write(
      session.mode == .markdown ? renderer.markdown(document) : renderer.terminal(document))
  }

  private func help(_ topic: String) throws {
    if topic.isEmpty { return try show(Help.overview(session.tongue)) }
    try describe(topic)
  }

  private func describe(_ name: String) throws {
    guard
      let document = Help.topic(name, session.tongue) ?? Describe.document(name, session)
    else {
      let near = Nearest.of(
        name, among: session.schema.names(session.tongue) + session.plugins.map(\.id))
      tell(
        Message(
          "E101", "niets heet \"\(name)\"", "nothing is called \"\(name)\"",
          next: near.map { ("bedoelde u \($0)?", "did you mean \($0)?") }
        ).text(session.tongue) + "\n")
      return
    }
    try show(document)
  }
}

/// A command of the shell itself.
package enum ShellCommand: Equatable {
  case quit, plugins, safe
  case help(String), describe(String), mode(String), timing(String), lang(String), last(String)

  /// Nil when the text is no command, and so should be a sentence.
  init?(_ text: String) {
    let parts = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = parts.first, parts.count <= 2 else { return nil }
    let rest = parts.count > 1 ? parts[1] : ""
    switch (first, rest.isEmpty) {
    case ("quit", true), ("stop", true), ("exit", true): self = .quit
    case ("plugins", true): self = .plugins
    case ("safe", true), ("veilig", true): self = .safe
    case ("last", _), ("laatste", _): self = .last(rest)
    case ("help", _), ("hulp", _): self = .help(rest)
    case ("describe", false), ("beschrijf", false): self = .describe(rest)
    case ("mode", false), ("modus", false): self = .mode(rest)
    case ("timing", _), ("tijd", _): self = .timing(rest)
    case ("lang", false), ("taal", false): self = .lang(rest)
    default: return nil
    }
  }

  /// What stands after the command; nil when it takes nothing.
  var word: String? {
    switch self {
    case .quit, .plugins, .safe: nil
    case .help(let word), .describe(let word), .mode(let word), .timing(let word),
      .lang(let word), .last(let word):
      word
    }
  }

  /// What can stand behind a command that takes one of a few words.
  static func completions(after before: String, _ tongue: Tongue) -> [String] {
    switch before.split(whereSeparator: \.isWhitespace).map(String.init) {
    case ["mode"], ["last"], ["modus"], ["laatste"]: OutputMode.allCases.map(\.rawValue)
    case ["lang"], ["taal"]: ["nl", "en"]
    case ["timing"], ["tijd"]: ["on", "off"]
    default: []
    }
  }

  package static let words = [
    "describe", "help", "lang", "last", "mode", "plugins", "quit", "safe", "timing",
  ]
}

extension Shell {
  /// Runs the settings that an operator's own file gives; sentences have no place there.
  package func settings(_ text: String, file: String) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      switch ShellCommand(line) {
      case .mode, .timing, .lang: _ = enter(line)
      default:
        tell(
          "\(file):\(number + 1): "
            + Message(
              "E365", "hier staan enkel mode, timing en lang",
              "only mode, timing and lang stand here"
            ).text(session.tongue) + "\n")
      }
    }
  }
}
