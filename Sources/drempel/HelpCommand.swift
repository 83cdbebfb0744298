import ArgumentParser
import InstrumentKit
import Session

/// Help from the command line, the same as at the prompt: on the commands, and on every word.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Explain a word of the language, or list what there is.",
    aliases: ["hulp"])

  @OptionGroup var common: CommonOptions
  @Argument(help: "A word, such as where, mobility, roles or mpsa.due.") var words: [String] = []

  /// What the commands beside the prompt do; their options are told by `--help`.
  private static let commands: [(name: String, about: Label, command: ParsableCommand.Type)] = [
    (
      "run", Label(nl: "kijkt een script na en voert het uit", en: "checks a script and runs it"),
      RunFile.self
    ),
    (
      "check", Label(nl: "kijkt een script na", en: "checks a script"), CheckFile.self
    ),
    (
      "import", Label(nl: "neemt een bestand op in de opslag", en: "takes a file into the store"),
      ImportFile.self
    ),
    (
      "store",
      Label(
        nl: "maakt, controleert, kopieert en herstelt opslagen",
        en: "makes, checks, copies and restores stores"), StoreCommand.self
    ),
    (
      "audit", Label(nl: "toont en volgt het logboek", en: "shows and follows the trail"),
      AuditCommand.self
    ),
    (
      "plugin", Label(nl: "beheert de instrumenten", en: "manages the instruments"),
      PluginCommand.self
    ),
    (
      "generate", Label(nl: "maakt verzonnen cliënten", en: "makes invented clients"),
      Generate.self
    ),
  ]

  func run() throws {
    var settings = try common.settings
    let screen = Screen()
    settings.store = nil
    let tongue = settings.tongue
    if words.isEmpty {
      try Array(commands(tongue).utf8).withUnsafeBytes { try screen.write($0) }
    }
    let session = try Standard.worded(tongue) { try Session(settings, out: screen) }
    let command = words.count == 1 ? HelpCommand.commands.first { $0.name == words[0] } : nil
    // A command that is no word of the language has its own help only.
    if let command, !session.explains(words) {
      print(Drempel.helpMessage(for: command.command))
      return
    }
    let shell = Shell(session, tell: screen.tell)
    let outcome = screen.working(tongue) {
      shell.enter((["help"] + words).joined(separator: " "))
    }
    if let command {
      print(
        tongue == .nl
          ? "\nde opties van de opdracht: drempel \(command.name) --help"
          : "\nthe options of the command: drempel \(command.name) --help")
    }
    if case .goesOn(let code) = outcome, code != 0 { throw ExitCode(code) }
  }

  /// The commands, before the words of the language.
  private func commands(_ tongue: Tongue) -> String {
    let width = HelpCommand.commands.map(\.name.count).max() ?? 0
    let isDutch = tongue == .nl
    var lines = [
      isDutch ? "Op de opdrachtregel" : "On the command line",
      isDutch
        ? "drempel  de prompt; -c \"ZIN\" voert één zin uit"
        : "drempel  the prompt; -c \"SENTENCE\" runs one sentence",
    ]
    for (name, about, _) in HelpCommand.commands {
      let gap = String(repeating: " ", count: width - name.count + 2)
      lines.append("drempel \(name)\(gap)\(about.text(tongue))")
    }
    lines.append(
      isDutch
        ? "De opties van elk: drempel NAAM --help. Over elk woord hieronder: drempel hulp WOORD."
        : "The options of each: drempel NAME --help. On each word below: drempel help WORD.")
    return lines.joined(separator: "\n") + "\n\n"
  }
}
