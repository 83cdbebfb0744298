import Exchange
import Foundation
import InstrumentKit
import IntakePlugin
import Language
import Profile
import Store
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

/// A store with people who do not exist, of whom each value is nobody else's.
struct Canaries {
  let folder: TemporaryFolder
  let session: Session

  private static let count = 7
  private static let communes = [
    "Leuven", "Tielt", "Kortrijk", "Gent", "Genk", "Mechelen", "Waregem",
  ]

  init() throws {
    folder = try TemporaryFolder()
    var settings = Session.Settings(
      places: Places(
        environment: ["XDG_CONFIG_HOME": folder.file("config")], executableFolder: "/nonexistent",
        pluginFolders: []))
    settings.operatorName = "kwibus"
    settings.purpose = "unstated"
    settings.date = Day(year: 2020, month: 12, day: 31)
    let made = try Session.newStore(folder.file("store"), name: nil, passphrase: nil, settings)
    let intake = try LoadedPlugin(linked: Intake(), shared: QuestionnaireStore.shared)
    let importer = Importer(
      store: made.store, plugin: intake,
      actor: Actor(name: "kwibus", organisation: "ocmw", role: "admin", purpose: "x"),
      reference: Day(year: 2020, month: 12, day: 31) ?? Day(number: 0))
    let report = try importer.run(try folder.write("in.csv", Canaries.rows))
    try #require(report.added == Canaries.count)
    settings.store = folder.file("store")
    session = try Session(settings, out: MemorySink())
    let participations = (1...Canaries.count).map {
      "T80\($0),OPERATION-\($0),20\($0 + 10)-0\($0)-1\($0),20\($0 + 10)-0\($0)-2\($0)"
    }
    let file = try folder.write(
      "participations.csv",
      (["client,operation,entered-on,left-on"] + participations).joined(separator: "\n"))
    let taken = run("import \"\(file)\" as participations")
    try #require(taken.code == 0, "\(taken.said)")
    for number in 1...Canaries.count {
      let told = run(
        "consent T80\(number) to vdab for \"kanarie \(number)\" of health from 20\(10 + number)-0\(number)-0\(number)"
      )
      try #require(told.code == 0, "\(told.said)")
    }
  }

  private static var rows: String {
    let header =
      "client,filled-on,location,sex,birth-date,first-name,last-name,street,commune,nationality,"
      + "birth-country,vdab-registered,vdab-category,vdab-since,unemployed-since,benefit,"
      + "living-wage-since,employed,job-goal,job-goal-text,mobility,childcare,followed-up,direction,vdab.actions"
    let countries = ["BE", "MA", "TR", "SY", "CD", "PL", "RO"]
    let lines = (1...count).map { number in
      let place = number - 1
      return [
        "T80\(number)", "20\(10 + number)-0\(number)-1\(number)", "Plek-\(number)",
        number % 2 == 0 ? "m" : "f",
        "19\(10 + number * 3)-0\(number)-2\(number)", "Voornaam\(number)", "Naam\(number)",
        "Straat\(number)", communes[place], countries[place], countries[(place + 1) % count], "yes",
        "cat\(number)", "200\(number)-11-0\(number)", "199\(number)-10-0\(number)", "living-wage",
        "200\(number)-09-0\(number)", "no", "yes", "doel\(number)", "\(number % 3 + 1)", "1",
        "yes", "ocmw-to-vdab",
        "\"screening,20\(10 + number)-11-0\(number),20\(20 + number)-0\(number)-0\(number)\"",
      ].joined(separator: ",")
    }
    return ([header] + lines).joined(separator: "\n")
  }

  func run(_ sentence: String) -> (code: Int32, said: String) {
    var said = ""
    let code = session.run(.init(sentence)) { said += $0 }
    return (code, said)
  }

  /// What a sentence writes, as it is and made unrecognisable.
  func file(_ sentence: String, _ format: String = "csv", hidden: Bool) throws -> (
    code: Int32, said: String, text: String
  ) {
    let path = folder.file("out.\(format)")
    let told = run(
      "\(sentence) | export \(format) \"\(path)\" overwrite\(hidden ? " de-identified" : "")")
    let data = told.code == 0 ? try Data(contentsOf: URL(filePath: path)) : Data()
    return (told.code, told.said, String(decoding: data, as: UTF8.self))
  }

  /// The cells of what a sentence gives, made unrecognisable or as it is; nothing is written.
  func cells(_ sentence: String, hidden: Bool) throws -> Set<String> {
    let source = SourceText(
      "\(sentence) | export csv \"-\"\(hidden ? " de-identified" : "")")
    let (program, _, diagnostics) = Checker.check(source, against: session.schema)
    guard case .query(let query)? = program?.sentences.last?.sentence else {
      throw Wrong(words: "\(sentence): \(diagnostics.map(\.code))")
    }
    let outcome = try session.runner(of: query).run(query)
    try #require((outcome.deIdentified != nil) == hidden)
    return Set(
      outcome.frame.columns.flatMap { column in
        let words = ColumnWords(column, nil)
        return (0..<outcome.frame.rowCount).compactMap { words[$0] }
      })
  }

  struct Wrong: Error { let words: String }
}
