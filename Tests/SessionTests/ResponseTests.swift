import Foundation
import InstrumentKit
import Profile
import Questionnaires
import Store
import Testing

@testable import PluginHost
@testable import Session

/// Responses to questionnaires go out as their author would have them, and come in as rows.
@Suite struct ResponseTests {
  private static let mood = """
    client,filled-on,44250-9,44255-8,44259-0,69722-7
    A,2012-01-01,LA6568-5,LA6571-9,,LA6574-3
    A,2012-06-01,LA6569-3,,,LA6573-5
    B,2012-02-01,LA6570-1,LA6570-1,LA6570-1,

    """
  private static let home = """
    client,filled-on,alone,size,member,since,help,height,takes,how,how.other,how.why,remark
    A,2012-01-01,no,3,"Els,2001-02-03,child,40;,,adult,",2010-01-01,family;nurse,170,yes,other,other-secret,why-secret,note-secret
    B,2012-01-02,yes,,,,none,,no,,,,
    C,2012-01-03,no,2,,,,,yes,box,,,

    """

  @Test func theQuestionnaireGoesOutAsItCameIn() throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("phq-9")
    try here.take(Self.mood, as: plugin)
    let bundle = try here.bundle(plugin, clients: ["A", "B"])
    let original = try #require(plugin.instrument as? QuestionnaireInstrument).source
    #expect(try QuestionnaireStore.resources(bundle, "Questionnaire") == [original])
  }

  @Test func responsesHaveTheLinkIdsTheNestingAndTheCodingsOfTheirAuthor() throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("phq-9")
    try here.take(Self.mood, as: plugin)
    let bundle = try here.bundle(plugin, clients: ["A"])
    let first = try #require(
      try QuestionnaireStore.resources(bundle, "QuestionnaireResponse").first)
    #expect(first["questionnaire"] == .text("http://example.org/Questionnaire/phq-9|1.0"))
    #expect(first["subject"]?["identifier"]?["value"] == .text("A"))
    let items = try #require(first["item"]?.list)
    #expect(items.map { $0["linkId"]?.text } == ["complaints", "/69722-7"])
    let inside = try #require(items[0]["item"]?.list)
    #expect(inside.map { $0["linkId"]?.text } == ["/44250-9", "/44255-8"])
    #expect(
      inside[1]["answer"]?.json == """
        [{"valueCoding":{"system":"http://loinc.org","code":"LA6571-9","display":"nearly daily"}}]
        """)
    #expect(
      items[1]["answer"]?.list?.first?["valueCoding"]?["code"] == .text("LA6574-3"),
      "two scores of one level stay apart")
  }

  @Test(arguments: [("phq-9", mood), ("household", home)])
  func whatGoesOutComesInElsewhereAndGoesOutTheSame(_ name: String, _ text: String) throws {
    let plugin = try QuestionnaireStore.plugin(name)
    let here = try QuestionnaireStore()
    try here.take(text, as: plugin)
    let out = try here.bundle(plugin, clients: ["A", "B", "C"])
    let there = try QuestionnaireStore()
    let report = try there.take(out, "out.json", as: plugin)
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.added == 3)
    let again = try there.bundle(plugin, clients: ["A", "B", "C"])
    #expect(try QuestionnaireStore.answers(again) == QuestionnaireStore.answers(out))
    #expect(try QuestionnaireStore.answers(out).count == 3)
    // The same file once more changes nothing.
    #expect(try there.take(out, "out.json", as: plugin).same == 3)
  }

  @Test func sealedWordsStayWhereTheyAre() throws {
    let plugin = try QuestionnaireStore.plugin("household")
    let here = try QuestionnaireStore()
    try here.take(Self.home, as: plugin)
    let out = try here.bundle(plugin, clients: ["A", "B", "C"])
    for secret in ["other-secret", "why-secret", "note-secret", "Els"] {
      #expect(!out.contains(secret), "\(secret)")
    }
    #expect(out.contains("\"valueCode\":\"masked\""), "something else was chosen")
  }

  @Test(arguments: ["mpsa", "intake"])
  func shippedInstrumentsReadTheirOwnResponses(_ name: String) throws {
    let plugin = try QuestionnaireStore.shipped(name)
    let here = try QuestionnaireStore()
    var bytes = Array((RegistrationGenerator.columns.joined(separator: ",") + "\n").utf8)
    var generator = RegistrationGenerator(seed: 11, until: here.today)
    var clients: [String] = []
    for row in 0..<20 {
      generator.append(row: row, to: &bytes)
      clients.append(RegistrationGenerator.code(of: row))
    }
    var text = String(decoding: bytes, as: UTF8.self)
    if name == "mpsa" {
      clients = ["A", "B"]
      text = """
        client,filled-on,mobility,illness,current-activation,incapacity
        A,2012-01-01,d,a,professional,
        B,2012-01-02,b,c,social,40

        """
    }
    try here.take(text, as: plugin)
    let out = try here.bundle(plugin, clients: clients)
    let there = try QuestionnaireStore()
    let report = try there.take(out, "out.json", as: plugin)
    #expect(report.faults.isEmpty, "\(report.faults.prefix(3))")
    #expect(report.added == clients.count)
    let again = try there.bundle(plugin, clients: clients)
    #expect(try QuestionnaireStore.answers(again) == QuestionnaireStore.answers(out))
  }

  @Test func oneResponseALineIsReadAndABadLineIsTold() throws {
    let plugin = try QuestionnaireStore.plugin("phq-9")
    let here = try QuestionnaireStore()
    try here.take(Self.mood, as: plugin)
    let out = try here.bundle(plugin, clients: ["A", "B"])
    var lines = try QuestionnaireStore.resources(out, "QuestionnaireResponse").map(\.json)
    let there = try QuestionnaireStore()
    #expect(try there.take(lines.joined(separator: "\n"), "in.ndjson", as: plugin).added == 3)
    lines[1] = "{\"resourceType\""
    let report = try there.refusal(lines.joined(separator: "\n") + "\n", "in.ndjson", as: plugin)
    #expect(report.faults.map(\.line) == [2])
    #expect(report.faults.map(\.problem) == [.response(.notJSON)])
    let partial = try there.take(
      lines.joined(separator: "\n"), "in.ndjson", as: plugin, partial: true)
    #expect(partial.same == 2 && partial.badRows == 1)
  }

  @Test func resourcesThatAreNoResponsesAreCounted() throws {
    let plugin = try QuestionnaireStore.plugin("phq-9")
    let here = try QuestionnaireStore()
    try here.take(Self.mood, as: plugin)
    let out = try here.bundle(plugin, clients: ["A", "B"])
    let report = try here.take(out, "out.json", as: plugin)
    let counts = report.warnings.filter { $0.key.kind == .otherResource }
      .map { "\($0.key.item) \($0.value.count)" }
    #expect(counts.sorted() == ["Provenance 3", "Questionnaire 1"])
  }

  @Test func aQuestionThatHangsOnAnOpenAnswerIsAskedWhereThereIsOne() throws {
    let plugin = try QuestionnaireStore.plugin("household")
    let here = try QuestionnaireStore()
    let report = try here.take(
      """
      client,filled-on,takes,worry,remark,rested
      A,2012-01-01,yes,much,words,no
      B,2012-01-01,yes,much,,no

      """, as: plugin)
    #expect(report.warnings.keys.map(\.item) == ["rested"])
    #expect(report.warnings.values.map(\.line) == [3])
  }
}

/// An amended response is a correction of the first, not another visit.
@Suite struct AmendedResponseTests {
  private func response(
    _ answer: String, on day: String = "2012-01-01", of client: String = "A",
    named: String = "\"identifier\":{\"system\":\"urn:desk\",\"value\":\"r7\"},",
    status: String = "completed", meta: String = ""
  ) -> String {
    """
    {"resourceType":"QuestionnaireResponse",\(named)\(meta)"questionnaire":\
    "http://example.org/Questionnaire/phq-9|1.0","status":"\(status)","subject":\
    {"reference":"Patient/\(client)"},"authored":"\(day)","item":[{"linkId":"complaints","item":[\
    {"linkId":"/44250-9","answer":[{"valueCoding":{"system":"http://loinc.org","code":"\(answer)"}}]}]}]}
    """
  }
  private let none = "LA6568-5"
  private let some = "LA6569-3"
  private let much = "LA6570-1"

  /// The days and answers that the store has.
  private func kept(_ here: QuestionnaireStore, _ plugin: LoadedPlugin) throws -> [String] {
    try QuestionnaireStore.resources(
      try here.bundle(plugin, clients: ["A", "B"]), "QuestionnaireResponse"
    ).map { response in
      let answer = response["item"]?.list?[0]["item"]?.list?[0]["answer"]?.list?[0]
      return "\(response["authored"]?.text?.prefix(10) ?? "") "
        + (answer?["valueCoding"]?["code"]?.text ?? "–")
    }
  }

  @Test(arguments: [
    "\"identifier\":{\"system\":\"urn:desk\",\"value\":\"r7\"},",
    "\"identifier\":{\"value\":\"r7\"},",
    "\"id\":\"r7\",",
  ])
  func itTakesThePlaceAndTheDayOfTheFirstAndTheSameFileChangesNothing(_ name: String) throws {
    let plugin = try QuestionnaireStore.plugin("phq-9")
    let here = try QuestionnaireStore()
    let first = response(none, named: name)
    let second = response(much, on: "2012-01-05", named: name, status: "amended")
    #expect(try here.take(first, "a.json", as: plugin).added == 1)
    let report = try here.take(second, "b.json", as: plugin)
    #expect(report.corrected == 1 && report.added == 0 && report.replaced == 0)
    #expect(
      report.text(.en).contains(
        "note an amended response took the place of that of 2012-01-01 and stands on 2012-01-05 now"
      ))
    #expect(report.text(.nl).contains("1 verbeterd"))
    #expect(try kept(here, plugin) == ["2012-01-05 \(much)"])
    #expect(try here.take(second, "b.json", as: plugin).same == 1)
    // The first form again is no news either, and undoes nothing.
    let again = try here.take(first, "a.json", as: plugin)
    #expect(again.same == 1 && again.text(.en).contains("earlier form of a response"))
    #expect(try kept(here, plugin) == ["2012-01-05 \(much)"])
    #expect(try here.store.check().isEmpty)
  }

  @Test func theVersionTellsWhichIsLaterBeforeTheDayDoes() throws {
    let plugin = try QuestionnaireStore.plugin("phq-9")
    let here = try QuestionnaireStore()
    func version(_ number: Int) -> String { "\"meta\":{\"versionId\":\"\(number)\"}," }
    try here.take(response(none, on: "2012-02-02", meta: version(9)), "a.json", as: plugin)
    let report = try here.take(
      response(some, on: "2012-02-01", meta: version(10)), "b.json", as: plugin)
    #expect(report.corrected == 1)
    #expect(try kept(here, plugin) == ["2012-02-01 \(some)"])
    #expect(try here.take(response(much, meta: version(2)), "c.json", as: plugin).same == 1)
    #expect(try kept(here, plugin) == ["2012-02-01 \(some)"])
  }

  @Test func onOneDayTheLaterClockOrTheWordAmendedTells() throws {
    let plugin = try QuestionnaireStore.plugin("phq-9")
    let here = try QuestionnaireStore()
    try here.take(response(none, on: "2012-01-01T23:30:00-05:00"), "a.json", as: plugin)
    // Earlier by its letters, and later by the sun.
    let report = try here.take(
      response(some, on: "2012-01-02T05:00:00Z", status: "amended"), "b.json", as: plugin)
    #expect(report.corrected == 1)
    let other = try QuestionnaireStore()
    try other.take(response(none), "a.json", as: plugin)
    #expect(try other.take(response(some, status: "amended"), "b.json", as: plugin).corrected == 1)
    #expect(
      try other.refusal(response(much), "c.json", as: plugin).faults.map(\.problem) == [.conflict])
  }

  @Test func withoutANameItIsAnotherVisitAndOneOfSomebodyElseIsRefused() throws {
    let plugin = try QuestionnaireStore.plugin("phq-9")
    let here = try QuestionnaireStore()
    try here.take(response(none, named: ""), "a.json", as: plugin)
    try here.take(response(much, on: "2012-01-05", named: ""), "b.json", as: plugin)
    #expect(try kept(here, plugin).count == 2)
    try here.take(response(none, on: "2012-03-01"), "c.json", as: plugin)
    for client in ["B", "new"] {
      let refused = try here.refusal(
        response(some, on: "2012-03-02", of: client), "d.json", as: plugin)
      #expect(refused.faults.map(\.problem) == [.response(.otherClient)])
    }
    // An id alone is its own system's: two clients may have the same.
    let ids = try QuestionnaireStore()
    try ids.take(response(none, named: "\"id\":\"1\","), "a.json", as: plugin)
    #expect(
      try ids.take(response(some, of: "B", named: "\"id\":\"1\","), "b.json", as: plugin).added == 1
    )
  }

  @Test func aDayThatIsTakenByAnotherVisitIsAConflict() throws {
    let plugin = try QuestionnaireStore.plugin("phq-9")
    let here = try QuestionnaireStore()
    try here.take(response(none), "a.json", as: plugin)
    try here.take(response(some, on: "2012-01-05", named: ""), "b.json", as: plugin)
    let moved = response(much, on: "2012-01-05", status: "amended")
    #expect(try here.refusal(moved, "c.json", as: plugin).faults.map(\.problem) == [.conflict])
    #expect(try here.take(moved, "c.json", as: plugin, replaces: true).corrected == 1)
    #expect(try kept(here, plugin) == ["2012-01-05 \(much)"])
  }
}
