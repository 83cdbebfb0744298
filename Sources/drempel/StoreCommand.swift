import ArgumentParser
import Exchange
import Foundation
import InstrumentKit
import Session

struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Make, check, copy and restore stores.",
    subcommands: [New.self, Check.self, Backup.self, Restore.self, Migrate.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a store and its key file.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The folder.", completion: .directory) var folder: String
    @Option(help: "How the prompt calls it; the folder's name unless given.") var name: String?
    @Option(
      name: [.customLong("zone"), .customLong("tijdzone")],
      help: "Whose days are the store's, fixed for good; Europe/Brussels unless given.")
    var zone: String?
    @Flag(help: "Keep the key under a passphrase.") var passphrase = false

    func run() throws {
      var settings = try common.settings
      settings.zone = zone
      let words: String? = passphrase ? Standard.passphrase(settings.tongue, isNew: true) : nil
      if passphrase, words == nil {
        Standard.tell(Message.noPassphrase.text(settings.tongue) + "\n")
        throw ExitCode(1)
      }
      try Standard.worded(settings.tongue) {
        let (store, keyFile) = try Session.newStore(
          folder, name: name, passphrase: words, settings)
        Standard.say("\(store.folder)  key \(keyFile)")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Look at everything in a store: file, packs, seals and trail.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The folder; --store unless given.", completion: .directory)
    var folder: String?

    func run() throws {
      var settings = try common.settings
      settings.store = folder ?? settings.store
      let clean = try Standard.worded(settings.tongue) { () -> Bool in
        let session = try Session(settings, out: FileSink.standardOutput())
        let (lines, clean) = try session.checkStore()
        Standard.say(lines)
        return clean
      }
      if !clean { throw ExitCode(1) }
    }
  }
}
