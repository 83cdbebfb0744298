import ArgumentParser
import Exchange
import InstrumentKit
import Session

extension StoreCommand {
  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy a store while it is in use, into a folder that is not there yet.",
      discussion: """
        The copy is a store itself, without drafts; it opens with the same key file, which is not
        in it. The trail keeps where it is and how long it is kept, so that forget can say which
        copies still hold a client. Throwing it away on its last day is up to you.
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "[FOLDER] TO: the store, --store unless given, and the new folder.")
    var places: [String]
    @Option(help: "How many days it will be kept.") var days = 90
    @Option(help: "Its last day instead, as 2027-02-21.") var expires: String?

    func run() throws {
      var settings = try common.settings
      guard (1...2).contains(places.count) else { throw ValidationError("backup [FOLDER] TO") }
      guard (1...36_500).contains(days) else { throw ValidationError("--days is 1 to 36500") }
      let last = expires.flatMap(Day.init(iso:))
      if expires != nil, last == nil { throw ValidationError("--expires is as 2027-02-21") }
      if places.count == 2 { settings.store = places[0] }
      try Standard.worded(settings.tongue) {
        let session = try Session(settings, out: FileSink.standardOutput())
        Standard.say(try session.backUp(to: places[places.count - 1], days: days, expires: last))
      }
    }
  }

  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a store from a backup; who was forgotten since is forgotten again.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The backup's folder.") var backup: String
    @Argument(help: "The new store's folder, which is not there yet.") var folder: String

    func run() throws {
      let settings = try common.settings
      try Standard.worded(settings.tongue) {
        Standard.say(try Session.restore(backup, to: folder, settings))
      }
    }
  }

  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring a store of an earlier version to this one, after a copy.",
      discussion: """
        Since schema 8 the law of what is known tells what stands of all that was said; before,
        the newest known value of each field was read. Where some client reads differently by it,
        an older store opens only after somebody said so here. With --dry it says of which clients
        what reads differently and why, and nothing is changed: the first twenty, or all with
        --mode json. Of a store that was migrated already it says so from the older file beside
        it, as long as that is kept.
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "The folder; --store unless given.", completion: .directory)
    var folder: String?
    @Flag(help: "Only show what would read differently, and why.") var dry = false

    func run() throws {
      let settings = try common.settings
      guard let folder = folder ?? settings.store else {
        throw ValidationError("which store? give its folder, or --store")
      }
      try Standard.worded(settings.tongue) {
        if !dry { return Standard.say(try Session.migrate(folder, settings)) }
        let report = try Session.rehearse(folder, settings)
        if settings.mode == .json {
          Standard.say(try report.json(), terminator: "")
        } else {
          Standard.say(
            DocumentRenderer(width: 160).terminal(report.document(settings.tongue)), terminator: "")
        }
      }
    }
  }
}
