import Profile
import Testing

@testable import Language

@Suite struct LineageTests {
  private func checked(_ text: String) -> (Program?, [Diagnostic]) {
    let (program, _, diagnostics) = Checker.check(
      SourceText(text), against: Schema(instruments: [], searched: []))
    return (program, diagnostics)
  }

  private func lineage(_ text: String) throws -> Lineage {
    let (program, diagnostics) = checked(text)
    let sentence = try #require(program?.sentences.last?.sentence, "\(diagnostics)")
    guard case .query(let query) = sentence else { throw CancellationError() }
    return Lineage(query)
  }

  @Test func aColumnIsKnownByItsFieldUnderEveryName() throws {
    let renamed = try lineage("clients | show client as a, commune as b | show b as c, a as d")
    #expect(renamed.origins == ["c": ["commune"], "d": ["client"]])
    #expect(!renamed.isGrouped)
    let summed = try lineage("clients | summarise max(birth-date) as youngest by sex")
    #expect(summed.origins["youngest"] == ["birth-date"])
    #expect(summed.closed(.standard) == ["birth-date"])
    #expect(summed.isGrouped)
    let named = try lineage("let all = clients | show client, street as road; all | first 3")
    #expect(named.origins["road"] == ["street"])
  }

  @Test func groupsByClientArePeople() throws {
    #expect(try !lineage("actions | count by client").isGrouped)
    #expect(try !lineage("actions | show client as who, action | count by who, action").isGrouped)
    #expect(try lineage("actions | count by action").isGrouped)
    #expect(try lineage("clients").comes("age", from: "age"))
  }

  @Test func closedFieldsAreRefusedByNameBeforeAnythingRuns() {
    for field in ["last-name", "achternaam", "birth-date", "reason-other", "disability-grounds"] {
      let (program, found) = checked(
        "clients | show client, \(field) as x | export csv \"a\" de-identified")
      #expect(program == nil && found.map(\.code) == ["E408"], "\(field)")
      #expect(found.map(\.exitCode) == [3])
    }
    #expect(checked("clients | show client, age | export csv \"a\" gedeïdentificeerd").0 != nil)
    // Asking by a closed field shows nothing of it.
    #expect(
      checked("clients where birth-date < 1980-01-01 | export csv \"a\" de-identified").0 != nil)
  }

  @Test func optionsOfAnExportComeInAnyOrder() throws {
    let (program, found) = checked(
      "clients | export csv \"a\" for \"x\" de-identified excel overwrite")
    #expect(found.isEmpty)
    guard case .query(let query)? = program?.sentences.last?.sentence else {
      Issue.record("no query")
      return
    }
    let export = try #require(query.export)
    #expect(export.isDeIdentified && export.forExcel && export.overwrites)
    #expect(export.purpose == "x" && export.format == .csv)
  }

  @Test func onlyCountsCanBePublished() {
    for text in [
      "clients | publish", "clients | show client, age | publish",
      "clients | count by sex, commune, diploma | publish",
      "clients | summarise mean(age) by sex | publish",
      "clients | count by sex | publish | publish",
    ] {
      #expect(checked(text).1.map(\.code) == ["E127"], "\(text)")
    }
    #expect(checked("clients | count by sex | publish | where hidden is known").1.isEmpty)
  }
}
