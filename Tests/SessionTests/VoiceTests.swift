import InstrumentKit
import Language
import Profile
import Store
import Testing

@testable import PluginHost
@testable import Session

/// Whoever answers or corrects is told at once whether their word stands.
@Suite struct VoiceTests {
  private let desk: ValueStore

  init() throws { desk = try ValueStore() }

  private func take(_ score: Int, by organisation: String) throws {
    let importer = Importer(
      store: desk.here.store, plugin: desk.intake,
      actor: Actor(name: "bert", organisation: organisation, role: "admin", purpose: "x"),
      reference: desk.here.today)
    _ = try importer.run(
      try desk.here.folder.write(
        "\(organisation).csv", "client,filled-on,mobility\nP1,2012-03-01,\(score)\n".utf8))
  }

  @Test func whoCorrectsIsToldWhatStandsInsteadAndHowToSayItAnew() throws {
    let own = desk.session.policy.actor.organisation
    try take(3, by: own)
    try take(1, by: "vdab")
    try desk.run("correct #1 mobility = supported because \"x\"")
    #expect(
      desk.told.contains("mobility stays none, as #2 (intake, vdab) of 2012-03-01 says")
        && desk.told.contains("record P1 mobility = supported on 2012-03-01"), "\(desk.told)")
    try desk.run("correct #1 mobility = none because \"x\"")
    #expect(!desk.told.contains("note: mobility"), "\(desk.told)")
    try desk.run("record P1 mobility = supported on 2012-03-01")
    #expect(try desk.rows("clients | show mobility")[0]["mobility"] == "supported")
  }

  @Test(arguments: [("2012-03-01", true), ("2012-03-02", false)])
  func whoAnswersIsToldWhomTheyOverruleThatDay(_ day: String, _ isTold: Bool) throws {
    try take(3, by: "vdab")
    try desk.run("assess P1 with intake only mobility on \(day)\n> 1\n")
    #expect(
      desk.told.contains("mobility is none now; #1 (intake, vdab) said blocking the same day")
        == isTold,
      "\(desk.told)")
  }

  @Test func whoAnswersOfAnEarlierDayIsToldThatTheLaterLevelStays() throws {
    try take(3, by: "vdab")
    try desk.run("assess P1 with intake only mobility on 2012-02-01\n> 1\n")
    #expect(desk.told.contains("mobility stays blocking"), "\(desk.told)")
  }

  @Test(arguments: [("not-applicable", false), ("cannot-tell", true)])
  func whoSaysThatAThresholdDoesNotApplyIsNotToldThatTheOlderLevelStands(
    _ word: String, _ stands: Bool
  ) throws {
    try take(3, by: "vdab")
    try desk.run("record P1 mobility = \(word)")
    #expect(desk.told.contains("the level of 2012-03-01 stands") == stands, "\(desk.told)")
    #expect(
      try desk.rows("clients | show mobility")[0]["mobility"]
        == (stands ? "blocking" : "not-assessed"))
  }
}
