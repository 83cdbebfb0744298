import ArgumentParser
import Exchange
import Foundation
import InstrumentKit
import Session

struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "Make, see, check, approve and release plugins.",
    subcommands: [
      List.self, New.self, Check.self, Add.self, Remove.self, Isolate.self, Release.self,
      Rules.self, Migrate.self,
    ])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what was found; nothing is loaded.")
    @OptionGroup var common: CommonOptions

    func run() throws {
      let document = PluginList.document(
        common.places.pluginHost().list(), try common.tongue)
      Standard.say(DocumentRenderer(width: 160).terminal(document), terminator: "")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say all that is wrong with a plugin; it runs in a process of its own.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The library, or the questionnaire.", completion: .file()) var file: String

    func run() throws {
      let report = PluginApproval.check(file, common.places)
      try PluginCommand.show(report, common)
      if !report.isSound { throw ExitCode(1) }
    }
  }

  /// What was found, as a table or for programs.
  fileprivate static func show(_ report: CheckedPlugin, _ common: CommonOptions) throws {
    let tongue = try common.tongue
    if common.mode == "json" {
      Standard.say(try report.json(tongue), terminator: "")
    } else {
      Standard.say(report.text(tongue), terminator: "")
    }
  }

  struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the rules that an instrument follows, to copy and change.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The instrument.") var id: String

    func run() throws {
      let tongue = try common.tongue
      let places = common.places
      let text = try Standard.worded(tongue) { try PluginRules.text(id, places) }
      Standard.say(text, terminator: "")
      let path = places.rules(of: id)
      Standard.tell(
        tongue == .nl
          ? "eigen regels komen in \(path)\n" : "rules of your own go into \(path)\n")
    }
  }

  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read a store's answers of earlier versions as those of this one.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The instrument.") var id: String
    @Flag(help: "Only show what would become of each answer.") var dry = false
    @Flag(help: "Read them again as they were given.") var back = false

    func run() throws {
      let session = try common.session()
      let document = try Standard.worded(try common.tongue) {
        try session.migrate(id, isDry: dry, isBack: back)
      }
      Standard.say(DocumentRenderer(width: 100).terminal(document), terminator: "")
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a plugin, show what it will see, and approve it by its content.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The library, or the questionnaire.", completion: .file()) var file: String

    func run() throws {
      let tongue = try common.tongue
      let report = PluginApproval.check(file, common.places)
      try PluginCommand.show(report, common)
      if common.mode != "json", let sight = report.sight(tongue) {
        Standard.say(DocumentRenderer(width: 120).terminal(sight), terminator: "")
      }
      // Whoever reads both ways out sees what was found before what became of it.
      fflush(nil)
      let path = try Standard.worded(tongue) { try PluginApproval.add(report, common.places) }
      let told = tongue == .nl ? "goedgekeurd: \(path)" : "approved: \(path)"
      // What programs read stays one value.
      if common.mode == "json" { Standard.tell(told + "\n") } else { Standard.say(told) }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take back an approval.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The instrument, or its file's name.") var name: String

    func run() throws {
      let tongue = try common.tongue
      let removed = try Standard.worded(tongue) {
        try PluginApproval.remove(name, common.places)
      }
      if !removed {
        Standard.tell(Message(NothingApproved(name)).text(tongue) + "\n")
        throw ExitCode(4)
      }
    }
  }

  struct Isolate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run an instrument in a process of its own, which may crash; --off ends that.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The instrument.") var id: String
    @Flag(help: "Run it in the program itself: for code that is trusted.") var off = false

    func run() throws {
      try Standard.worded(try common.tongue) {
        try PluginApproval.run(id, off ? .inProcess : .isolated, common.places)
      }
    }
  }

  struct Release: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a plugin back that was set aside after a crash.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The instrument.") var id: String

    func run() throws {
      let tongue = try common.tongue
      let released = try Standard.worded(tongue) {
        try common.places.pluginHost().quarantine.release(id: id)
      }
      if !released {
        Standard.tell(Message(NothingSetAside(id)).text(tongue) + "\n")
        throw ExitCode(4)
      }
    }
  }
}
