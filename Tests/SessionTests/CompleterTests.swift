import Exchange
import Foundation
import InstrumentKit
import Profile
import Testing

@testable import Session

/// What is offered at each place of a sentence.
@Suite struct CompleterTests {
  private func words(_ typed: String, isReadOnly: Bool = false) throws -> [String] {
    var settings = Session.Settings(
      places: Places(environment: [:], executableFolder: "/nonexistent", pluginFolders: []))
    settings.tongue = .en
    settings.isReadOnly = isReadOnly
    let session = try Session(settings, out: MemorySink())
    return Completer(session).complete(typed).words.map(\.text)
  }

  @Test(arguments: [
    ("cl", ["clients", "client"]),
    ("clients | su", ["suggest", "summarise"]),
    ("clients where mob", ["mobility"]),
    ("clients where mobility = ", Names.levels.codes.map(\.en)),
    ("clients where benefit has liv", ["living-wage"]),
    ("clients where benefit in (sick", ["sickness"]),
    ("clients where mobility = none and (sex = ", ["m", "f", "x"]),
    ("clients where mobility is ", ["known", "unknown"]),
    ("clients where not emp", ["employed", "employment"]),
    (
      "clients | export ",
      [
        "csv", "tsv", "json", "ndjson", "markdown", "html", "xlsx", "esf", "fhir", "spb",
        "referral",
      ]
    ),
    ("clients | export csv \"x\" o", ["overwrite"]),
    ("mode ma", ["markdown"]),
    ("clients | list cat", ["category05"]),
    ("clients | count by sex | sort ", ["sex", "count"]),
    ("clients | count by sex, commune | where c", ["commune", "count"]),
    ("clients | summarise me", ["mean", "median"]),
    ("clients | summarise mean(ag", ["age"]),
    ("thresholds where dom", ["domain"]),
    ("actions | count by action", ["action", "action-group"]),
    ("record T014 mobil", ["mobility"]),
    ("record T014 mobility = sup", ["supported"]),
    ("record T014 mobility = decl", ["declined"]),
    ("dry r", ["record", "refer"]),
    ("refer T014 with direction = ", ["ocmw-to-vdab", "vdab-to-ocmw"]),
    (
      "refer T014 with direction = ocmw-to-vdab, tra",
      ["training-ready", "training-not-ready", "transfer"]
    ),
    ("let youth = clients where age < 25; you", ["youth"]),
    ("param when = 2012-01-01; clients | compare ", ["today", "when"]),
    ("for place in (clients | distinct loc", ["location"]),
    ("repo", ["report"]),
    ("report ", ["trial", "mpsa", "targets", "transfers", "dashboard"]),
    ("report mpsa by ", ["all", "centre", "counsellor"]),
    ("report dashboard commune \"X\" q", ["quarter"]),
    ("report mpsa p", ["period", "publish"]),
    ("clients | export spb \"x\" with ", ["notes", "health"]),
    ("describe mobil", ["mobility"]),
    ("cliënten waar geslacht = ", ["m", "f", "x"]),
  ])
  func eachPlaceOffersWhatTheParserLooksForThere(typed: String, expected: [String]) throws {
    #expect(try words(typed) == expected)
  }

  @Test func aStretchOfTimeOffersItsSides() throws {
    #expect(
      Set(["the", "last", "next"]).isSubset(of: try words("clients where filled-on within ")))
    #expect(try words("clients where filled-on within the n").contains("next"))
    #expect(try words("clients | list art60-ending within the l").contains("last"))
  }

  @Test(arguments: ["within", "binnen", "older-than", "ouder-dan", "komende", "next"])
  func helpOfAStretchOfTimeSaysItsSides(_ word: String) throws {
    let help = try #require(Help.topic([word], .en))
    let text = DocumentRenderer(width: 400).terminal(help)
    #expect(text.contains("within [the last | the next] TIME"))
    #expect(text.contains("planned-end lies ahead"))
  }

  @Test func aSentenceThatCouldEndOffersWhatGoesOn() throws {
    #expect(try words("clients where mobility = none ").prefix(3) == ["and", "or", "|"])
    #expect(try words("clients ").contains("where"))
    #expect(try words("clients where mobility ").contains(">="))
    // A client's code is never offered.
    #expect(try words("client ").isEmpty)
    #expect(try words("record ").isEmpty)
  }

  @Test func whatTheOperatorMayNotSeeIsNotOffered() throws {
    #expect(try words("clients | show first-n") == ["first-name"])
    #expect(try words("clients | show first-n", isReadOnly: true).isEmpty)
    #expect(try words("describe first-n", isReadOnly: true).isEmpty)
  }

  @Test func insideATextOnlyKnownTextsAndFilesAreOffered() throws {
    #expect(try words("clients where commune = \"Mort").isEmpty)
    #expect(try words("clients where first-name = \"").isEmpty)
    let folder = NSTemporaryDirectory() + "drempel-complete-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder + "/deeper", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data().write(to: URL(fileURLWithPath: folder + "/dest.csv"))
    #expect(
      try words("import \"\(folder)/de")
        == ["\"\(folder)/deeper/", "\"\(folder)/dest.csv\""])
  }
}
