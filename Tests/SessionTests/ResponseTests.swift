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
    let generator = RegistrationGenerator(seed: 11, until: here.today)
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
