import InstrumentKit
import Profile
import Testing

@testable import PluginHost
@testable import Session
@testable import Store

/// Words beside an option are told wherever the answer is, to whoever may read notes.
@Suite struct OwnWordsToldTests {
  /// Each answer that is in no list, with its words.
  private static let answers = [
    ("employment", "other", "kanarie"), ("benefit", "sickness;other", "het fonds; van oma"),
    ("training-provider", "vdab;other", "de harmonie"), ("nationality", "other", "Kosovaarse"),
    ("birth-country", "other", "onderweg"),
  ]

  private static func desk(_ more: (String) -> Bool = { _ in true }) throws -> FormDesk {
    let desk = try FormDesk()
    let told = answers.filter { more($0.0) }
    let head =
      ["client", "filled-on", "employed", "training-12m"]
      + told.flatMap { [$0.0, "\($0.0).other"] }
    let row = ["A1", "2012-05-05", "yes", "yes"] + told.flatMap { [$0.1, $0.2] }
    try desk.take(
      "intake", head.joined(separator: ",") + "\n" + row.joined(separator: ",") + "\n")
    return desk
  }

  @Test(arguments: ["document", "explain"]) func theyStandBesideTheirAnswer(_ verb: String) throws {
    let text = try Self.desk().run("client A1 | \(verb) intake")
    for (item, _, words) in Self.answers {
      let said = words.replacing(";", with: ",")
      #expect(text.contains("“\(said)”"), "\(item): \(text)")
    }
    #expect(text.contains("vdab, other, “de harmonie”"), "\(text)")
  }

  @Test func whoMayNotReadNotesIsToldThatTheyAreWithheld() throws {
    let desk = try Self.desk()
    let reading = try FormDesk(beside: desk)
    let text = try reading.run("client A1 | explain intake")
    #expect(text.contains("andere, withheld") || text.contains("other, withheld"), "\(text)")
    for (_, _, words) in Self.answers { #expect(!text.contains(words)) }
  }

  @Test func readingThemStandsInTheTrailAndNothingIsOpenedOfOthers() throws {
    let desk = try Self.desk()
    func reads() throws -> String { try desk.run("audit A1 where verb = notes | count") }
    let none = try reads()
    _ = try desk.run("client A1 | explain intake")
    #expect(try reads() != none)
    let other = try FormDesk()
    try other.take("intake", "client,filled-on,employed,employment\nA1,2012-05-05,yes,nec\n")
    _ = try other.run("client A1 | explain intake")
    #expect(try other.run("audit A1 where verb = notes | count") == none)
  }

  @Test func theInterviewAsksThemOfCountriesAndOfProvidersToo() throws {
    let intake = try QuestionnaireStore.shipped("intake")
    for id in Self.answers.map(\.0) {
      #expect(intake.form.item(id)?.openOptions.map(\.code) == ["other"], "\(id)")
    }
  }

  @Test func wordsOfAResponseComeInBesideTheirAnswer() throws {
    let desk = try Self.desk { ["benefit", "nationality"].contains($0) }
    let intake = try #require(desk.plugins.first { $0.id == "intake" })
    var bundle = try desk.here.bundle(intake, clients: ["A1"])
    let types = try QuestionnaireStore.resources(bundle, "Questionnaire").map(\.json).joined()
    #expect(types.contains("\"type\":\"open-choice\""))
    for item in ["benefit", "nationality"] {
      let other = try Regex(
        "(\"linkId\": ?\"\(item)\",\\s*\"answer\": ?\\[.*?)\"valueCoding\": ?\\{[^}]*\"other\"[^}]*\\}"
      ).dotMatchesNewlines()
      let words =
        item == "benefit"
        ? "\"valueString\": \"het fonds\"},{\"valueString\": \"de buurt\""
        : "\"valueString\": \"Kosovaarse\""
      let match = try #require(bundle.firstMatch(of: other), "\(item): \(bundle)")
      let before = try #require(match.output[1].substring)
      bundle.replaceSubrange(match.range, with: before + words)
    }
    let there = try QuestionnaireStore()
    let report = try there.take(bundle, "out.json", as: intake)
    #expect(report.faults.isEmpty, "\(report.faults)")
    let kept = try #require(try there.store.registrations(of: "A1", notes: true).last)
    #expect(kept.answers["benefit"] == "sickness;other" && kept.answers["nationality"] == "other")
    #expect(kept.notes?["benefit.other"] == "het fonds\nde buurt")
    #expect(kept.notes?["nationality.other"] == "Kosovaarse")
  }
}
