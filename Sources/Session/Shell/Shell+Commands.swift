import Exchange
import InstrumentKit
import Language
import Profile

extension Shell {
  /// Runs a command and keeps it in the transcript, as a comment: a script holds sentences only.
  func recorded(_ line: ShellLine, as text: String) -> Outcome {
    let outcome = run(line)
    if line.command.name != .transcript { record(text, runs: false) }
    return outcome
  }

  private func run(_ line: ShellLine) -> Outcome {
    let command = line.command
    if case .nothing = command.argument, !line.rest.isEmpty { return refuse(line.rest, command) }
    do {
      let outcome =
        switch command.name {
        case .quit: Outcome.quits
        case .help: try help(line.words)
        case .describe: try describe(line)
        case .safe: try makeSafe()
        case .last: try last(line)
        case .plugins: try told { try show(PluginList.document(session.host.list(), $0)) }
        case .history: try listHistory(line)
        case .transcript: try transcript(line)
        case .open: try open(line)
        case .mode, .width, .pager, .timing, .lang: try set(line)
        }
      try session.out.flush()
      return outcome
    } catch let error as ExchangeError where error.kind == .closedPipe {
      return .goesOn(0)
    } catch {
      tell(Message(error).text(session.tongue) + "\n")
      return .goesOn(Session.exitCode(of: error))
    }
  }

  private func told(_ show: (Tongue) throws -> Void) rethrows -> Outcome {
    try show(session.tongue)
    return .goesOn(0)
  }

  /// Changes a setting; without a word it says how it is set.
  private func set(_ line: ShellLine) throws -> Outcome {
    let (command, word) = (line.command, Names.folded(line.rest))
    if word.isEmpty {
      return try told {
        try session.out.write("\(command.word($0)) \(setting(command.name, $0))\n")
      }
    }
    let isOn = word == "on" || word == "aan"
    switch command.argument {
    case .choice(let words) where !words.contains(word): return refuse(line.rest, command)
    case .number(let range, or: let words)
    where !words.contains(word) && Int(word).map(range.contains) != true:
      return refuse(line.rest, command)
    default: break
    }
    switch command.name {
    case .mode: session.mode = OutputMode(rawValue: word) ?? session.mode
    case .lang: session.tongue = Tongue(rawValue: word) ?? session.tongue
    case .timing: session.showsTiming = isOn
    case .pager: pages = isOn
    case .width:
      let width = Int(word)
      session.width = width.map { width in { width } } ?? windowWidth
      fixedWidth = width
    default: break
    }
    return .goesOn(0)
  }

  private func setting(_ name: ShellCommand.Name, _ tongue: Tongue) -> String {
    func word(_ isOn: Bool) -> String {
      tongue == .nl ? (isOn ? "aan" : "uit") : (isOn ? "on" : "off")
    }
    return switch name {
    case .mode: session.mode.rawValue
    case .lang: session.tongue.rawValue
    case .timing: word(session.showsTiming)
    case .pager: word(pages)
    default: fixedWidth.map(String.init) ?? "auto"
    }
  }

  private func makeSafe() throws -> Outcome {
    // What is kept of a session leaves it, as an export does.
    try endTranscript()
    session.policy.makeSafe()
    return told { tongue in
      tell(
        tongue == .nl
          ? "vanaf nu kan deze sessie enkel lezen\n" : "this session only reads from now on\n")
    }
  }

  private func last(_ line: ShellLine) throws -> Outcome {
    let other = OutputMode(rawValue: Names.folded(line.rest))
    guard line.rest.isEmpty || other != nil else { return refuse(line.rest, line.command) }
    if try session.showLast(in: other) { return .goesOn(0) }
    return told {
      tell($0 == .nl ? "er is nog geen resultaat\n" : "there is no result yet\n")
    }
  }

  private func listHistory(_ line: ShellLine) throws -> Outcome {
    guard let wanted = line.rest.isEmpty ? 20 : Int(line.rest), (1...1000).contains(wanted) else {
      return refuse(line.rest, line.command)
    }
    let digits = String(history.count).count
    for (number, sentence) in history.enumerated().suffix(wanted) {
      let label = String(number + 1)
      let gap = String(repeating: " ", count: digits - label.count)
      try session.out.write("\(gap)\(label)  \(ValueText.shown(sentence))\n")
    }
    return .goesOn(0)
  }

  private func open(_ line: ShellLine) throws -> Outcome {
    guard let (path, purpose) = line.path, purpose == nil else { return missing(line) }
    let other = try session.reopened(at: path)
    try endTranscript()
    (other.out, other.ask) = (session.out, session.ask)
    session = other
    forget()
    tell(other.greeting + "\n")
    return .goesOn(0)
  }

  private func help(_ words: [String]) throws -> Outcome {
    if words.isEmpty {
      return try told { try show(Help.overview($0)) }
    }
    if let document = Help.topic(words, session.tongue) {
      return try told { _ in try show(document) }
    }
    return try describe(words.joined(separator: " "))
  }

  private func describe(_ line: ShellLine) throws -> Outcome {
    line.rest.isEmpty ? missing(line) : try describe(line.rest)
  }

  private func describe(_ name: String) throws -> Outcome {
    let document =
      Help.topic([name], session.tongue) ?? Describe.document(name, session)
      ?? Help.meaning(name, session)
    if let document {
      return try told { _ in try show(document) }
    }
    let near = Nearest.of(
      name, among: session.schema.names(session.tongue) + session.plugins.map(\.id))
    return refuse(
      Message(
        "E101", "niets heet \"\(name)\"", "nothing is called \"\(name)\"",
        next: near.map { ("bedoelde u \($0)?", "did you mean \($0)?") }))
  }

  /// What must stand after a command does not, or more does.
  func missing(_ line: ShellLine) -> Outcome {
    if !line.rest.isEmpty { return refuse(line.rest, line.command) }
    let usage = Label(nl: line.command.usage(.nl), en: line.command.usage(.en))
    return refuse(
      Message(
        "E102", "hier ontbreekt iets: \(usage.nl)", "something is missing here: \(usage.en)"))
  }
}
