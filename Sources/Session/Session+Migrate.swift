import Exchange
import Foundation
import InstrumentKit
import PluginHost
import Profile
import Records
import Store

/// An older store of which some clients would read differently: somebody answers for figures that
/// change, so nobody changes them by opening it.
struct ReadsDifferently: Worded {
  let folder: String
  let from: Int
  let clients: Int

  var message: Message {
    let (dutch, english) = (Counted.client.text(clients, .nl), Counted.client.text(clients, .en))
    return Message(
      "E360",
      "de opslag is van versie \(from); van \(dutch) zou iets anders gelezen worden; niets is "
        + "gewijzigd",
      "the store is of version \(from); of \(english) something would read differently; nothing "
        + "was changed",
      next: (
        "zie wat en waarom: drempel store migrate \(folder) --dry; daarna zonder --dry",
        "see what and why: drempel store migrate \(folder) --dry; then without --dry"
      ))
  }
}

extension Session {
  /// Opening an older store is refused where something would read differently.
  static func rehearsal(
    of folder: String, _ law: Store.Law, _ settings: Settings
  ) -> Rehearsal? {
    if settings.takesOtherReadings { return nil }
    return Rehearsal(law: law) { report in
      let clients = report.clients.count
      if clients > 0 {
        throw ReadsDifferently(folder: folder, from: report.from, clients: clients)
      }
    }
  }

  /// Opens a store of an earlier version as one of this; says what became of it.
  package static func migrate(_ folder: String, _ settings: Settings) throws -> String {
    let (found, known) = try Store.version(at: folder)
    var settings = settings
    settings.store = folder
    settings.takesOtherReadings = true
    let session = try Session(settings, out: MemorySink())
    guard let store = session.store, let from = store.migratedFrom else {
      return settings.tongue == .nl
        ? "de opslag is al van versie \(found); niets is gewijzigd"
        : "the store is of version \(found) already; nothing was changed"
    }
    let isDutch = settings.tongue == .nl
    let copy = "\(folder)/store-v\(from).db"
    return moved(from, to: known, settings.tongue)
      + (isDutch ? "; zoals hij was: \(copy)" : "; as it was: \(copy)")
  }

  static func moved(_ from: Int, to: Int = Store.schemaVersion, _ tongue: Tongue) -> String {
    tongue == .nl
      ? "van versie \(from) naar versie \(to) gebracht" : "brought from version \(from) to \(to)"
  }

  /// What would read differently of an older store, or does since it was migrated; nothing is
  /// changed.
  package static func rehearse(_ folder: String, _ settings: Settings) throws -> RehearsedStore {
    let policy = Policy(
      operator: settings.operatorName, role: settings.role, organisation: settings.organisation,
      purpose: settings.purpose, isReadOnly: true)
    let plugins = loadedPlugins(settings)
    let report = try Store.rehearse(
      at: settings.places.expanded(folder), law: law(plugins, settings.places)
    ) {
      try unlock($0, settings)
    }
    return RehearsedStore(
      version: try Store.version(at: settings.places.expanded(folder)).found, report: report,
      hidden: hidden(plugins, policy))
  }

  static func loadedPlugins(_ settings: Settings) -> [LoadedPlugin] {
    settings.places.pluginHost().load(
      Quarantine.Notice(before: "E605 plugin ", after: Phrase.crashed.text(settings.tongue))
    ).0
  }
}

/// What a rehearsal found, to be shown.
package struct RehearsedStore {
  /// The version of the schema that the store has now.
  let version: Int
  let report: MigrationReport?
  /// The names of what this role may not read.
  let hidden: Set<String>
}

extension Session {
  /// The answers and levels that a role may not read, by the names that a report has.
  private static func hidden(_ plugins: [LoadedPlugin], _ policy: Policy) -> Set<String> {
    var names: Set<String> = []
    for plugin in plugins {
      let hidden = policy.hidden(plugin)
      for item in plugin.sections.flatMap(\.items) where hidden.contains(item.id) {
        switch item.link {
        case .threshold(let threshold, _)?: names.insert(threshold.code)
        default: names.insert(FactBook.name(of: item, in: plugin.id))
        }
      }
    }
    return names
  }
}
