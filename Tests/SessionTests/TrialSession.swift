import Exchange
import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Seal
import Store
import TestSupport

@testable import Session

/// A session on a store of invented people, with all instruments in this very process.
struct TrialSession {
  let folder: TemporaryFolder
  let session: Session
  static let today = Day(year: 2012, month: 12, day: 31) ?? Day(number: 0)

  /// - Parameter clients: how many people; of each an intake, a registration of every other
  ///   instrument, and something of all else that is kept.
  init(clients: Int) throws {
    folder = try TemporaryFolder()
    let key = folder.file("s.key")
    let place = folder.file("s")
    let actor = Actor(name: "anna", organisation: "ocmw", role: "admin", purpose: "trial")
    _ = try Store.create(
      at: place, keyFile: { _ in key }, passphrase: nil, name: "s", fixedDate: Self.today,
      actor: actor)
    var settings = Session.Settings(
      places: Places(
        environment: ["HOME": folder.path], executableFolder: "/nonexistent", pluginFolders: []))
    settings.store = place
    settings.keyFile = key
    settings.tongue = .en
    session = try Session(
      settings, out: MemorySink(),
      linked: QuestionnaireStore.all.map {
        try LoadedPlugin(linked: $0, shared: QuestionnaireStore.shared)
      })
    if clients > 0 { try fill(clients) }
  }

  private func fill(_ clients: Int) throws {
    var form = ImportForm()
    form.isPartial = true
    try Generation(clients: clients, seed: 5, until: Self.today).write(to: folder.file("intake"))
    for plugin in session.plugins {
      let file = folder.file(plugin.id)
      if plugin.id != "intake" {
        try AnswerGenerator(plugin, seed: 7, until: Self.today).write(to: file, clients: clients)
      }
      _ = try session.importing(file, as: plugin.id, form)
    }
    let entered = (0..<clients).map { "\(code($0)),op,2012-0\($0 % 9 + 1)-10\n" }
    try folder.write("esf", "client,operation,entered-on\n" + entered.joined())
    _ = try session.importing(folder.file("esf"), as: "participations", form)
    for client in (0..<clients).map(code) {
      run(
        """
        record \(client) mobility = none on 2012-06-01
        decide \(client) with icf = specialised-rehabilitation because "x"
        consent \(client) to vdab for "guidance" of health until 2027-01-01
        client \(client) | show last-name
        """)
    }
  }

  func code(_ row: Int) -> String { RegistrationGenerator.code(of: row) }

  /// What a program writes, what it tells, and its exit code.
  @discardableResult
  func run(_ program: String, _ mode: OutputMode = .csv, name: String? = nil) -> (
    out: String, told: String, code: Int32
  ) {
    let sink = MemorySink()
    session.out = sink
    session.mode = mode
    var told = ""
    let code = session.run(SourceText(program, name: name)) { told += $0 }
    // A file of csv ends its lines by two signs.
    return (sink.text.replacing("\r\n", with: "\n"), told, code)
  }
}
