import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Store
import TestSupport

@testable import Session

/// A store with people and participations, and what a session exports of it.
struct ESFStore {
  static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Data")

  let base: QuestionnaireStore
  private let configuration: TemporaryFolder

  init() throws {
    base = try QuestionnaireStore()
    configuration = try TemporaryFolder()
  }

  /// The rows of a csv file, by the names of its columns.
  static func rows(_ path: String) throws -> [[String: String]] {
    let blocks = try CSVBlocks(path: path) { _ in }
    let names = blocks.header.names
    var reader = try CSVReader(blocks)
    var rows: [[String: String]] = []
    while let outcome = try reader.next() {
      let row = try outcome.get()
      rows.append(
        Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, row.text($0)) }))
    }
    return rows
  }

  static func csv(_ names: [String], _ rows: [[String: String]]) -> String {
    ([names.joined(separator: ",")]
      + rows.map { row in names.map { "\"\(row[$0] ?? "")\"" }.joined(separator: ",") })
      .joined(separator: "\n") + "\n"
  }

  /// A site's own rules.
  func follow(_ rules: String) throws {
    let folder = configuration.file("drempel/rules")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try rules.write(toFile: folder + "/esf.yaml", atomically: true, encoding: .utf8)
  }

  func takePeople(_ text: String) throws {
    let report = try base.take(text, as: try QuestionnaireStore.shipped("intake"))
    guard report.badRows == 0 else { throw ImportRefused(report: report) }
  }

  @discardableResult
  func take(_ text: String, partial: Bool = false) throws -> ImportReport {
    var form = ImportForm()
    form.isPartial = partial
    return try session().session.importing(
      base.folder.write("participations.csv", text.utf8), as: "participations", form)
  }

  func session(_ tongue: Tongue = .en) throws -> (session: Session, out: MemorySink) {
    var settings = Session.Settings(
      places: Places(
        environment: ["XDG_CONFIG_HOME": configuration.path], executableFolder: "/nonexistent",
        pluginFolders: []))
    settings.store = base.folder.file("s")
    settings.keyFile = base.folder.file("s.key")
    settings.tongue = tongue
    settings.mode = .csv
    let out = MemorySink()
    return (try Session(settings, out: out), out)
  }

  /// Runs a script: the exit code, what it wrote and what it told.
  func run(
    _ text: String, _ tongue: Tongue = .en
  ) throws -> (code: Int32, out: String, told: String) {
    let (session, out) = try session(tongue)
    var told = ""
    let code = session.run(SourceText(text)) { told += $0 }
    return (code, out.text, told)
  }

  func path(_ name: String) -> String { base.folder.file(name) }
}
