import ArgumentParser
import Exchange
import InstrumentKit
import Session

struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "Make, see, check, approve and release plugins.",
    subcommands: [
      List.self, New.self, Check.self, Rules.self, Migrate.self, Add.self, Remove.self,
      Release.self,
    ])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what was found; nothing is loaded.")
    @OptionGroup var common: CommonOptions

    func run() throws {
      let document = PluginList.document(
        common.places.pluginHost().list(), try common.tongue)
      print(DocumentRenderer(width: 160).terminal(document), terminator: "")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Load one plugin and run its golden cases; no store is opened.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The library.", completion: .file()) var file: String

    func run() throws {
      let tongue = try common.tongue
      let (faults, remarks) = common.places.pluginHost().examine(file)
      for fault in faults { Standard.tell(Message(fault).text(tongue) + "\n") }
      for remark in remarks { print("\(remark.code) \(remark.words.text(tongue))") }
      if !faults.isEmpty || !remarks.isEmpty { throw ExitCode(1) }
      print(tongue == .nl ? "in orde" : "clean")
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
      print(text, terminator: "")
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
      print(DocumentRenderer(width: 100).terminal(document), terminator: "")
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Approve a plugin by its content.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The library.", completion: .file()) var file: String

    func run() throws {
      try Standard.worded(try common.tongue) { print(try PluginApproval.add(file, common.places)) }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take back an approval.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The library's file name.") var name: String

    func run() throws {
      let removed = try Standard.worded(try common.tongue) {
        try PluginApproval.remove(name, common.places)
      }
      if !removed { throw ExitCode(4) }
    }
  }

  struct Release: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a plugin back that was set aside after a crash.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The instrument.") var id: String

    func run() throws {
      let released = try Standard.worded(try common.tongue) {
        try common.places.pluginHost().quarantine.release(id: id)
      }
      if !released { throw ExitCode(4) }
    }
  }
}
