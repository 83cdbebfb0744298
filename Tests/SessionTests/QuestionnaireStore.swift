import Exchange
import Foundation
import ICFPlugin
import InstrumentKit
import IntakePlugin
import LadderPlugin
import LightsPlugin
import MEAPlugin
import MPSAPlugin
import Profile
import Questionnaires
import SPBPlugin
import Seal
import Store
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

/// A store with instruments that came from questionnaires, and what goes in and out of it.
struct QuestionnaireStore {
  let folder: TemporaryFolder
  let store: Store
  let today = Day(year: 2012, month: 12, day: 31) ?? Day(number: 0)
  let actor = Actor(name: "anna", organisation: "ocmw", role: "admin", purpose: "x")

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("s.key")
    store = try Store.create(
      at: folder.file("s"), keyFile: { _ in path }, passphrase: nil, name: "s", fixedDate: today,
      actor: actor)
  }

  /// What a session at this store is begun with.
  var settings: Session.Settings {
    var settings = Session.Settings(
      places: Places(
        environment: ["XDG_CONFIG_HOME": folder.path], executableFolder: folder.path,
        pluginFolders: []))
    settings.store = folder.file("s")
    settings.keyFile = folder.file("s.key")
    return settings
  }

  static func shared(_ name: String) -> AnswerType? {
    FieldCatalog.standard.field(name)?.type.answers
  }

  static func plugin(_ name: String) throws -> LoadedPlugin {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "QuestionnairesTests/Published")
    let links = try RulesText.read(
      try String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8))
    let instrument = try QuestionnaireInstrument.read(
      try Data(contentsOf: folder.appending(path: "\(name).json")), links: links)
    return try LoadedPlugin(linked: instrument, shared: shared)
  }

  static let all: [any Instrument] = [
    Intake(), MPSA(), MEA(), ICF(), Lights(), Ladder(), SPB(),
  ]

  static func shipped(_ name: String) throws -> LoadedPlugin {
    let instrument: any Instrument = name == "mpsa" ? MPSA() : Intake()
    return try LoadedPlugin(linked: instrument, shared: shared)
  }

  @discardableResult
  func take(
    _ text: String, _ name: String = "in.csv", as plugin: LoadedPlugin, partial: Bool = false,
    replaces: Bool = false
  ) throws -> ImportReport {
    var importer = Importer(store: store, plugin: plugin, actor: actor, reference: today)
    importer.form.isPartial = partial
    importer.form.replaces = replaces
    return try importer.run(try folder.write(name, text.utf8))
  }

  /// The report of a file of which nothing was taken.
  func refusal(_ text: String, _ name: String, as plugin: LoadedPlugin) throws -> ImportReport {
    do {
      return try take(text, name, as: plugin)
    } catch let refused as ImportRefused {
      return refused.report
    }
  }

  func bundle(_ plugin: LoadedPlugin, clients: [String], _ tongue: Tongue = .en) throws -> String {
    let sink = MemorySink()
    var maker = BundleMaker(
      store: store, clients: clients, plugins: [plugin], missing: [],
      policy: Policy(operator: "o", role: nil, purpose: nil, isReadOnly: false), tongue: tongue,
      today: today, asOf: nil)
    try maker.write(to: sink)
    return sink.text
  }

  static func resources(_ bundle: String, _ type: String) throws -> [JSONValue] {
    let entries = try JSONParser.read(Array(bundle.utf8))["entry"]?.list ?? []
    return entries.compactMap { $0["resource"] }.filter { $0["resourceType"]?.text == type }
  }

  /// The answers of each response, without the names that differ from store to store.
  static func answers(_ bundle: String) throws -> [String] {
    try resources(bundle, "QuestionnaireResponse").map { response in
      "\(response["authored"]?.text ?? "") " + (response["item"]?.json ?? "")
    }
  }
}
