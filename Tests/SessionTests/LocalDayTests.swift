import Exchange
import InstrumentKit
import Language
import PluginHost
import Records
import Store
import TestSupport
import Testing

@testable import Session

/// Which day it is, by the store's own zone and by a clock that is handed in.
@Suite struct LocalDayTests {
  private let folder: TemporaryFolder
  private var settings: Session.Settings

  init() throws {
    folder = try TemporaryFolder()
    settings = Session.Settings(
      places: Places(
        environment: ["HOME": folder.path], executableFolder: "/nonexistent", pluginFolders: []))
    settings.keyFile = folder.file("key")
    settings.operatorName = "anna"
    settings.tongue = .en
  }

  /// A session at a moment, as Greenwich says it, on a store of a zone, with one client.
  private func session(_ moment: String, zone: String? = nil) throws -> Session {
    var settings = settings
    settings.zone = zone
    settings.clock = WallClock { Self.seconds(moment) }
    let store = folder.file("s")
    _ = try Session.newStore(store, name: nil, passphrase: nil, settings)
    settings.store = store
    let session = try Session(
      settings, out: MemorySink(),
      linked: QuestionnaireStore.all.map {
        try LoadedPlugin(linked: $0, shared: QuestionnaireStore.shared)
      })
    try folder.write("a.csv", "client,filled-on,mobility\nA,2012-01-01,3\n")
    _ = try session.importing(folder.file("a.csv"), as: "intake")
    return session
  }

  /// Of `2012-06-30T22:30`.
  private static func seconds(_ moment: String) -> Int64 {
    let parts = moment.split { "T:".contains($0) }
    let day = Day(iso: String(parts[0])) ?? .first
    return Int64(day.number) * 86_400 + (Int64(parts[1]) ?? 0) * 3600 + (Int64(parts[2]) ?? 0) * 60
  }

  private func run(_ program: String, _ session: Session) -> (out: String, told: String) {
    let sink = MemorySink()
    session.out = sink
    session.mode = .csv
    var told = ""
    _ = session.run(SourceText(program, name: nil)) { told += $0 }
    return (sink.text.replacing("\r\n", with: "\n"), told)
  }

  @Test(arguments: [
    ("2012-06-30T21:59", nil, "2012-06-30"), ("2012-06-30T22:00", nil, "2012-07-01"),
    ("2012-12-31T22:59", nil, "2012-12-31"), ("2012-12-31T23:00", nil, "2013-01-01"),
    // The night in which the clock goes back: 25 hours.
    ("2012-10-27T22:00", nil, "2012-10-28"), ("2012-10-28T22:59", nil, "2012-10-28"),
    ("2012-10-28T23:00", nil, "2012-10-29"),
    ("2012-07-01T03:59", "America/New_York", "2012-06-30"),
    ("2012-07-01T04:00", "America/New_York", "2012-07-01"),
  ]) func todayIsThatOfTheStoresZone(_ moment: String, _ zone: String?, _ day: String) throws {
    let session = try session(moment, zone: zone)
    #expect(session.today.description == day)
    let said = run("record A mobility = none because \"x\"", session)
    #expect(said.out.contains(day), "\(said)")
    #expect(run("clients | show mobility.since", session).out == "mobility.since\n\(day)\n")
    // The trail says what the clock of Greenwich said.
    let logged = run("audit where verb = record | show on, time", session).out
    #expect(logged == "on,time\n\(moment.prefix(10)),\(moment.suffix(5)):00\n")
  }

  @Test func anEntryOfTomorrowIsRefusedUntilItIsThatDayHere() throws {
    let before = try session("2012-06-30T21:59")
    let said = run("record A mobility = none on 2012-07-01 because \"x\"", before)
    #expect(said.told.contains("E353"), "\(said)")
  }

  @Test func aZoneThatNobodyKnowsIsToldWithTheNearest() throws {
    var settings = settings
    settings.zone = "Europe/Brusels"
    let error = #expect(throws: UnknownZone.self) {
      try Session.newStore(folder.file("x"), name: nil, passphrase: nil, settings)
    }
    #expect(error?.message.text(.en).contains("did you mean Europe/Brussels?") == true)
  }

  @Test(arguments: [
    ("2012-06-30T22:00:00Z", "2012-07-01"), ("2012-06-30T21:59:59.999Z", "2012-06-30"),
    ("2012-07-01T03:30:00+05:00", "2012-07-01"), ("2012-07-01T02:59:59+05:00", "2012-06-30"),
    ("2012-06-30T18:00:00-04:00", "2012-07-01"), ("2012-06-30", "2012-06-30"),
    ("2012-06-30T23:59:59", "2012-06-30"), ("2012-01-31T23:00Z", "2012-02-01"),
  ]) func aTimeWithAnOffsetIsOfTheDayThatItWasHere(_ written: String, _ day: String) throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("household")
    try here.folder.write("r.json", Self.response.replacing("2012-01-01T10:00:00Z", with: written))
    let importer = Importer(
      store: here.store, plugin: plugin, actor: here.actor, reference: here.today)
    #expect(try importer.run(here.folder.file("r.json")).added == 1)
    let kept = try here.store.registrations(of: "A1", notes: false)
    #expect(kept.map(\.on.description) == [day])
  }

  @Test(arguments: [
    "2012-06-30T25:00:00Z", "2012-06-30T22:61:00Z", "2012-06-30T22:00:00+2", "2012-06-30Z",
    "2012-06-30T22Z", "2012-06-30T22:00:00X",
  ]) func aTimeThatIsNoneIsRefused(_ written: String) throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("household")
    try here.folder.write("r.json", Self.response.replacing("2012-01-01T10:00:00Z", with: written))
    let importer = Importer(
      store: here.store, plugin: plugin, actor: here.actor, reference: here.today)
    #expect(throws: ImportRefused.self) { try importer.run(here.folder.file("r.json")) }
  }

  private static let response = """
    {"resourceType":"QuestionnaireResponse","questionnaire":"http://example.org/Questionnaire/household|2.1",\
    "status":"completed","subject":{"reference":"Patient/A1"},"authored":"2012-01-01T10:00:00Z",\
    "item":[{"linkId":"home","item":[{"linkId":"alone","answer":[{"valueBoolean":true}]}]}]}
    """
}
