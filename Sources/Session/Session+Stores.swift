import Exchange
import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Records
import Seal
import Store

extension Session {
  /// Makes a store and its key file, and says where that is.
  package static func newStore(
    _ folder: String, name: String?, passphrase: String?, _ settings: Settings
  ) throws -> (store: Store, keyFile: String) {
    let policy = Policy(
      operator: settings.operatorName, role: settings.role,
      organisation: settings.organisation, purpose: settings.purpose,
      isReadOnly: false)
    let zone = settings.zone ?? LocalDay.usualZone
    if LocalDay(zone: zone) == nil { throw UnknownZone(name: zone) }
    var keyFile = settings.keyFile
    let store = try Store.create(
      at: folder,
      keyFile: { id in
        let path = keyFile ?? settings.places.keyFile(of: id)
        keyFile = path
        return path
      }, passphrase: passphrase,
      name: ValueText.kept(name ?? (folder as NSString).lastPathComponent),
      fixedDate: settings.date, zone: zone, actor: policy.actor, clock: settings.clock)
    return (store, keyFile ?? "")
  }

  /// Takes a file in, through the instrument that it was made with.
  ///
  /// - Throws: ``ImportRefused``, or what the importer throws; nothing is then taken.
  package func importing(
    _ file: String, as id: String, _ form: ImportForm = ImportForm(), isDry: Bool = false,
    progress: @escaping (Int) -> Void = { _ in }
  ) throws -> ImportReport {
    guard let store else { throw StoreError(.notAStore) }
    let file = settings.places.expanded(file)
    if !isDry { try policy.mustWrite() }
    if Keyword(word: id) == .participations {
      return try ParticipationImport(
        store: store, actor: policy.actor, reference: today, born: try bornDays(), form: form,
        isDry: isDry, tongue: tongue
      ).run(file)
    }
    guard let plugin = plugin(id) else { throw missing(id) }
    var importer = Importer(
      store: store, plugin: plugin, actor: policy.actor, reference: today)
    importer.form = form
    importer.birthDay = try knownBirthDays(store)
    importer.isDry = isDry
    importer.tongue = tongue
    importer.tellsAll = mode == .json
    importer.hidden = Set(
      plugin.form.items.filter { policy.hidden(plugin).contains($0.id) }.map { $0.name(.en) })
    importer.computed = Set(
      schema.instruments.flatMap { instrument in
        instrument.measures.flatMap {
          [$0.name, $0.dutch].map { ColumnNames.plain("\(instrument.id).\($0)") }
        }
      })
    let report = try importer.run(file, progress: progress)
    // The next question finds its columns ready.
    if report.written > 0, !isDry { _ = try store.columns() }
    return report
  }

  /// The exact birth days that are known.
  private func bornDays() throws -> (String) -> Day? {
    let view = try RowsView(.clients, try source(), today: today) { codes, _ in
      codes.map { _ in nil }
    }
    let born = try Entrants.born(view)
    return { born[$0] }
  }

  /// The birth days of those whom the store has when an import begins; nil where there is nobody.
  private func knownBirthDays(_ store: Store) throws -> ((String) -> Day?)? {
    guard try store.clientCount() > 0, let days = try source().column("birth-date", of: .clients),
      let codes = try source().column("client", of: .clients)?.pool
    else { return nil }
    return { code in
      codes.placeInOrder(of: code).flatMap { days[$0].value }.map { Day(number: Int32($0)) }
    }
  }

  func missing(_ id: String) -> MissingPlugin {
    MissingPlugin(id: id, searched: host.search.folders.map(\.path), known: plugins.map(\.id))
  }

  /// How many clients the store holds, in words.
  package func countLine() throws -> String {
    Counted.client.text(try store?.clientCount() ?? 0, tongue)
  }

  /// What a check of the store found, in words, and whether that is nothing.
  package func checkStore() throws -> (text: String, isClean: Bool) {
    guard let store else { throw StoreError(.notAStore) }
    let findings = try store.check()
    guard findings.isEmpty, case .unbroken(let count, let head) = try store.verifyTrail() else {
      return (findings.map { $0.words.text(tongue) }.joined(separator: "\n"), false)
    }
    let entries = Counted.entry.text(Int(count), tongue)
    let text =
      tongue == .nl
      ? "in orde: \(try countLine()), logboek van \(entries), hoofd \(head)"
      : "clean: \(try countLine()), trail of \(entries), head \(head)"
    guard let start = try store.ledgerStart(), start > 1 else { return (text, true) }
    return (
      text
        + (tongue == .nl
          ? "\nvan wat vóór regel \(start) van het logboek kwam is niet te zeggen of het toen al "
            + "gewijzigd was: de opslag is van een vroegere versie"
          : "\nof what came before entry \(start) of the trail cannot be told whether it was changed "
            + "before that: the store is of an earlier version"),
      true
    )
  }
}

/// A time zone that nobody knows.
struct UnknownZone: Worded {
  let name: String

  var message: Message {
    Message(
      "E350", "geen tijdzone \"\(name)\"", "no time zone \"\(name)\"",
      next: Nearest.of(name, among: LocalDay.zones).map {
        ("bedoelde u \($0)?", "did you mean \($0)?")
      } ?? ("geef er een als \(LocalDay.usualZone)", "give one such as \(LocalDay.usualZone)"))
  }
}

/// An instrument that no plugin provides.
package struct MissingPlugin: Worded {
  let id: String
  let searched: [String]
  let known: [String]

  var message: Message {
    let folders = searched.joined(separator: ", ")
    let near = Nearest.of(id, among: known)
    return Message(
      "E611", "geen plugin levert het instrument \"\(id)\"; gezocht in \(folders)",
      "no plugin provides the instrument \"\(id)\"; looked in \(folders)",
      next: near.map { ("bedoelde u \($0)?", "did you mean \($0)?") }
        ?? ("wat er is: drempel plugin list", "what there is: drempel plugin list"))
  }
}

extension PluginFault {
  /// Whether people should hear of it at every start: one that is shadowed works all the same.
  package var isNews: Bool { if case .shadowed = kind { false } else { true } }
}
