import ArgumentParser
import Exchange
import Foundation
import InstrumentKit
import Session

struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Make and check stores.", subcommands: [New.self, Check.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a store and its key file.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The folder.") var folder: String
    @Option(help: "How the prompt calls it; the folder's name unless given.") var name: String?
    @Flag(help: "Keep the key under a passphrase.") var passphrase = false

    func run() throws {
      let settings = try common.settings
      let words: String? = passphrase ? Standard.passphrase() : nil
      if passphrase, words == nil { throw ExitCode(1) }
      try Standard.worded(settings.tongue) {
        let (store, keyFile) = try Session.newStore(
          folder, name: name, passphrase: words, settings)
        print("\(store.folder)  key \(keyFile)")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Look at everything in a store: file, packs, seals and trail.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The folder; --store unless given.") var folder: String?

    func run() throws {
      var settings = try common.settings
      settings.store = folder ?? settings.store
      let clean = try Standard.worded(settings.tongue) { () -> Bool in
        let session = try Session(settings, out: FileSink.standardOutput())
        let (lines, clean) = try session.checkStore()
        print(lines)
        return clean
      }
      if !clean { throw ExitCode(1) }
    }
  }
}

struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "See, approve and release plugins.",
    subcommands: [List.self, Add.self, Remove.self, Release.self])

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

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Approve a plugin by its content.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The library.") var file: String

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

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make invented registrations: a csv file, or a store.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "A path that ends in .csv, or the folder of a new store.") var path: String
  @Option(help: "How many clients.") var clients: Int
  @Option(help: "The same seed gives the same people.") var seed: UInt64 = 1

  func validate() throws {
    guard (1...9_999_999).contains(clients) else {
      throw ValidationError("--clients is 1 to 9999999")
    }
  }

  func run() throws {
    let settings = try common.settings
    try Standard.worded(settings.tongue) {
      let generation = Generation(clients: clients, seed: seed, until: settings.date)
      if path.hasSuffix(".csv") {
        try generation.write(to: path)
      } else {
        print(try generation.makeStore(path, settings))
      }
    }
  }
}
