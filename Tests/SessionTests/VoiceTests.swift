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

  private func take(_ text: String, by organisation: String, as name: String = "in") throws
    -> ImportReport
  {
    let importer = Importer(
      store: desk.here.store, plugin: desk.intake,
      actor: Actor(name: "bert", organisation: organisation, role: "admin", purpose: "x"),
      reference: desk.here.today)
    return try importer.run(
      try desk.here.folder.write("\(organisation)-\(name).csv", text.utf8))
  }

  @Test func whoCorrectsAFactOrAnIdentityIsToldWhatStandsInstead() throws {
    let own = desk.session.policy.actor.organisation
    let head = "client,filled-on,diploma,first-name,street,house-number\n"
    _ = try take(head + "P1,2012-03-01,primary,Jan,Kerkstraat,12\n", by: own)
    _ = try take(head + "P1,2012-03-01,master,Jann,Stationsstraat,5\n", by: "vdab")
    try desk.run("correct #1 diploma = academic-bachelor, first-name = \"Johan\" because \"x\"")
    #expect(
      desk.told.contains("diploma stays master, as #2 (intake, vdab) of 2012-03-01 says"),
      "\(desk.told)")
    #expect(desk.told.contains("first-name stays what it was, as #2"), "\(desk.told)")
    #expect(!desk.told.contains("Jann") && !desk.told.contains("Johan"))
    // What was not said anew is not told of.
    #expect(!desk.told.contains("street"), "\(desk.told)")
    try desk.run("correct #1 diploma = master because \"x\"")
    #expect(!desk.told.contains("diploma"), "\(desk.told)")
  }

  @Test func whoAnswersAFactIsToldWhomTheyOverruleThatDayAndWhatGoesAlong() throws {
    let head = "client,filled-on,diploma,street,house-number,box\n"
    _ = try take(head + "P1,2012-03-01,primary,Kerkstraat,12,3\n", by: "vdab")
    try desk.run(
      "assess P1 with intake only diploma, street on 2012-03-01\n> Stationsstraat\n> master\n")
    #expect(
      desk.told.contains("diploma is master now; #1 (intake, vdab) said primary the same day"),
      "\(desk.told)")
    #expect(
      desk.told.contains("street is what you say now; #1 (intake, vdab) said something else"),
      "\(desk.told)")
    #expect(desk.told.contains("box is what you say now; #1"), "\(desk.told)")
    desk.session.tongue = .nl
    try desk.run("assess P1 with intake only diploma on 2012-02-01\n> academic-bachelor\n")
    #expect(
      desk.told.contains("diploma blijft master, zoals #2 (intake) van 2012-03-01 zegt"),
      "\(desk.told)")
  }

  @Test func whoAnswersWhatNoLongerAppliesIsToldBecauseOfWhat() throws {
    let own = desk.session.policy.actor.organisation
    _ = try take("client,filled-on,vdab-category\nP1,2012-02-01,05\n", by: own)
    _ = try take("client,filled-on,vdab-registered\nP1,2012-03-01,no\n", by: "vdab")
    try desk.run("correct #1 vdab-category = 06 because \"x\"")
    #expect(
      desk.told.contains("does not apply, as #2 (intake, vdab) of 2012-03-01 says"),
      "\(desk.told)")
  }

  @Test func aSingleLevelTellsWhomItOverrules() throws {
    try take(3, by: "vdab")
    try desk.run("record P1 mobility = none on 2012-03-01")
    #expect(
      desk.told.contains("mobility is none now; #1 (intake, vdab) said blocking the same day"),
      "\(desk.told)")
    try desk.run("record P1 mobility = supported on 2012-02-01")
    #expect(desk.told.contains("mobility stays none, as #2 (record"), "\(desk.told)")
  }

  @Test func aFileTellsOfWhichClientsNotAllOfItStands() throws {
    let head = "client,filled-on,diploma,mobility\n"
    let first = try take(head + "P1,2012-03-01,primary,3\nP2,2012-03-01,primary,3\n", by: "vdab")
    #expect(first.otherwise.isEmpty)
    let second = try take(
      head + "P1,2012-02-01,master,3\nP2,2012-03-01,primary,3\nP3,2012-03-01,primary,1\n",
      by: "ocmw")
    #expect(second.otherwise == ["P1"])
    #expect(second.text(.en).contains("of 1 client not all in this file stands"))
    #expect(second.text(.nl).contains("bij 1 cliënt geldt niet alles"))
    let third = try take(head + "P2,2012-03-01,master,3\n", by: "caw")
    #expect(third.otherwise == ["P2"])
  }
}
