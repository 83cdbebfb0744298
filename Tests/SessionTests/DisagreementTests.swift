import InstrumentKit
import Language
import Profile
import Store
import Testing

@testable import PluginHost
@testable import Session

/// Two voices of one day: both are kept, and shown where they say otherwise.
@Suite struct DisagreementTests {
  private func take(
    _ text: String, as plugin: LoadedPlugin, by organisation: String, in here: QuestionnaireStore
  ) throws {
    let importer = Importer(
      store: here.store, plugin: plugin,
      actor: Actor(name: "bert", organisation: organisation, role: "admin", purpose: "x"),
      reference: here.today)
    _ = try importer.run(
      try here.folder.write("\(organisation)-\(plugin.id).csv", text.utf8))
  }

  @Test func twoOrganisationsOfOneDayAreBothKeptTheHigherNumberStandsAndOneRowTells() throws {
    let desk = try ValueStore()
    let head = "client,filled-on,mobility,justice\n"
    try take(head + "P1,2012-03-01,3,1\n", as: desk.intake, by: "vdab", in: desk.here)
    try take(head + "P1,2012-03-01,1,1\n", as: desk.intake, by: "ocmw", in: desk.here)
    // Of another day, and of another client, nobody disagrees.
    try take(
      head + "P1,2012-04-01,2,1\nP2,2012-03-01,3,1\n", as: desk.intake, by: "ocmw", in: desk.here)
    let all = try desk.rows(
      "observations where threshold = mobility and on = 2012-03-01 | show client, level, number, organisation | sort number"
    )
    #expect(
      all.map { "\($0["client"] ?? "") \($0["number"] ?? "") \($0["organisation"] ?? "")" } == [
        "P1 #1 vdab", "P1 #2 ocmw", "P2 #4 ocmw",
      ])
    for sentence in ["clients | list disagreements", "cliënten | lijst onenigheden"] {
      let rows = try desk.run(sentence).split(whereSeparator: \.isNewline)
      #expect(
        rows.dropFirst() == ["P1,mobility,2012-03-01,none,ocmw,#2,blocking,vdab,#1"],
        "\(rows)")
    }
    #expect(
      try desk.rows("clients as of 2012-03-31 where client = P1 | show mobility")[0]["mobility"]
        == "none")
  }

  @Test func aCorrectionElsewhereInAnEarlierEntryOfTheDayChangesNothingOfTheLater() throws {
    let desk = try FormDesk()
    for (id, text) in [
      ("intake", "client,filled-on,mobility,diploma\nP1,2012-03-01,3,primary\n"),
      ("mpsa", "client,filled-on,mobility\nP1,2012-03-01,b\n"),
    ] {
      _ = try desk.session.importing(try desk.here.folder.write("\(id).csv", text.utf8), as: id)
    }
    let number = try #require(
      try desk.here.store.registrations(of: "P1", through: "intake", notes: false).first?.number)
    let before = try desk.run("client P1 | show mobility")
    _ = try desk.run("correct #\(number) diploma = master because \"x\"")
    #expect(try desk.run("client P1 | show mobility, diploma").contains("master"))
    #expect(try desk.run("client P1 | show mobility") == before && before.contains("none"))
  }
}
