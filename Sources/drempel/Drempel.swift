import ArgumentParser
import CSystem
import Exchange
import Foundation
import InstrumentKit
import Language
import Session

/// The command line: options become settings, and every way in ends in one exit code.
@main
struct Main {
  static func main() {
    drempel_harden()
    // A child of a host runs one plugin, and nothing else.
    if let word = CommandLine.arguments.dropFirst().first, word == PluginChild.argument {
      PluginChild.run(Array(CommandLine.arguments.dropFirst(2)))
    }
    drempel_divert_prints()
    if let place = Main.unreadable {
      Standard.tell(Message.notUTF8("argument \(place)").text(.en) + "\n")
      exit(2)
    }
    // A reader that went away is an error of the write, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    // A limit on the size of files is then an error like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try Drempel.parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      let code = Drempel.exitCode(for: error).rawValue
      let text = Drempel.fullMessage(for: error)
      if code == 0 {
        Standard.say(text)
        exit(0)
      }
      Standard.tell(text + "\n")
      // The library's code for wrong usage is 64; scripts know 2.
      exit(code == 64 ? 2 : code)
    }
  }
}

extension Main {
  /// Which argument, counted from 1, is no text; Swift's own list has it mended.
  private static var unreadable: Int? {
    (1..<max(1, Int(CommandLine.argc))).first { place in
      CommandLine.unsafeArgv[place].map { String(validatingCString: $0) == nil } ?? false
    }
  }
}

struct Drempel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drempel",
    abstract: "Host for client-assessment instruments, with a prompt and scripts.",
    version: "0.1.0",
    subcommands: [
      RunFile.self, CheckFile.self, ImportFile.self, StoreCommand.self, AuditCommand.self,
      PluginCommand.self, Generate.self, HelpCommand.self,
    ])

  @OptionGroup var common: CommonOptions
  @Option(
    name: .customShort("c"), parsing: .singleValue,
    help: ArgumentHelp("Run this sentence; may be given several times.", valueName: "sentence"))
  var sentences: [String] = []
  @Flag(help: "End with 4 when the last sentence matched nothing.")
  var failEmpty = false

  func run() throws {
    if sentences.isEmpty { throw ExitCode(try Prompt.run(common)) }
    let screen = Screen()
    let session = try common.session(screen)
    var isAllThere = true
    for (place, sentence) in sentences.enumerated() {
      let code = screen.working(session.tongue) {
        session.run(
          SourceText(sentence), failsWhenEmpty: failEmpty && place == sentences.count - 1,
          tell: screen.tell)
      }
      if code == Session.nothingThere {
        isAllThere = false
      } else if code != 0 {
        throw ExitCode(code)
      }
    }
    if !isAllThere { throw ExitCode(Session.nothingThere) }
  }
}

struct RunFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Check a script, and run it when nothing is wrong with it.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The script; - reads standard input.", completion: .file()) var file: String
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "A value for a parameter of the script; may be given several times.",
      valueName: "name=value"))
  var given: [String] = []
  @Flag(help: "Show each sentence before its answer, as a record of what was done.")
  var echo = false
  @Flag(help: "End with 4 when the last sentence matched nothing.") var failEmpty = false

  func run() throws {
    let source = try Standard.source(file, try common.tongue)
    let screen = Screen()
    let session = try common.session(screen)
    session.echoes = echo
    var values: [String: String] = [:]
    for pair in given {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty,
        values.updateValue(String(parts[1]), forKey: String(parts[0])) == nil
      else { throw ValidationError("--set is NAME=VALUE, each name once") }
    }
    throw ExitCode(
      screen.working(session.tongue) {
        session.run(source, given: values, failsWhenEmpty: failEmpty, tell: screen.tell)
      })
  }
}

struct CheckFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a script without running it.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The script.", completion: .file()) var file: String

  func run() throws {
    let source = try Standard.source(file, try common.tongue)
    let session = try common.session()
    throw ExitCode(session.check(source, tell: Standard.tell))
  }
}
