import Foundation
import InstrumentKit
import Testing

@testable import PluginHost
@testable import Questionnaires

/// A link file says only what its questionnaire has, and is told where it does not.
@Suite struct LinkFileTests {
  struct Wrong: Sendable, CustomTestStringConvertible {
    let lines: String
    let place: String
    let problem: QuestionnaireFault.Problem
    var testDescription: String { lines }

    init(_ lines: String, _ place: String, _ problem: QuestionnaireFault.Problem) {
      (self.lines, self.place, self.problem) = (lines, place, problem)
    }
  }

  private static let codes = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]
  private static let measures = [
    "total", "total-least", "total-most", "total-answered", "total-open",
  ]
  private static let nerves = "/69725-0"
  private static func score(_ more: String) -> String {
    "scores:\n  - {id: s, label: {nl: s, en: s}, \(more)}"
  }
  private static func levels(_ levels: String) -> String {
    "thresholds:\n  - {item: \(nerves), threshold: psychological, levels: {\(levels)}}"
  }
  private static let all = [
    Wrong("scorse: []", "3:9", .rule(.unknownKey("scorse", known: LinkFile.keys))),
    Wrong("id: My Id", "3:5", .rule(.notACode)),
    Wrong("language: fr", "3:11", .rule(.notOneOf(["nl", "en"]))),
    Wrong("title: {nl: x}", "3:8", .rule(.missing("en"))),
    Wrong("labels: {gone: {nl: x}}", "3:16", .unknownItem),
    Wrong("labels: {\(nerves): {options: {x: {nl: x}}}}", "3:34", .notAnOption),
    Wrong("labels: []", "3:9", .rule(.notAMap)),
    Wrong(score("times: 0"), "4:43", .rule(.notANumber(1...1000))),
    Wrong(score("missing: two"), "4:45", .rule(.notANumber(0...1000))),
    Wrong(score("prorate: maybe"), "4:45", .rule(.notOneOf(["yes", "no"]))),
    Wrong(score("items: [gone]"), "4:44", .unknownItem),
    Wrong(score("items: [\(nerves), \(nerves)]"), "4:54", .takenTwice),
    Wrong(
      score("bands: [{upto: 9, code: a, label: {nl: a, en: a}}]"), "4:44",
      .bandsTooShort(most: 21)),
    Wrong(
      score(
        "bands: [{upto: 9, code: a, label: {nl: a, en: a}}, {upto: 9, code: b, label: {nl: b, en: b}}]"
      ), "4:87", .bandsOutOfOrder),
    Wrong(score("bands: {m: [{code: a, label: {nl: a, en: a}}]}"), "4:43", .rule(.missing("f"))),
    Wrong(levels("LA6568-5: none"), "4:5", .notMapped(Array(codes.dropFirst()))),
    Wrong(
      levels(codes.map { "\($0): unmapped" }.joined(separator: ", ")), "4:5", .noLevel),
    Wrong(
      levels(codes.map { "\($0): none" }.joined(separator: ", ") + ", x: none"), "4:124",
      .notAnOption),
    Wrong(
      "thresholds:\n  - {item: gone, threshold: psychological, levels: {a: none}}", "4:12",
      .unknownItem),
    Wrong("cases:\n  - {name: x, answers: {gone: a}, expects: {}}", "4:31", .unknownItem),
    Wrong("cases:\n  - {name: x, answers: {\(nerves): a}, expects: {}}", "4:35", .notAnOption),
    Wrong("cases:\n  - {name: x, expects: {totl: 1}}", "4:31", .notAMeasure(measures)),
    Wrong("cases:\n  - {name: x, sex: q, expects: {}}", "4:20", .rule(.notOneOf(["m", "f", "x"]))),
    Wrong("version: 2", "3:1", .rule(.takenTwice("version"))),
  ]

  private func faults(_ lines: String) throws -> [QuestionnaireFault] {
    let text = "name: test\nversion: \"1\"\n\(lines)\n"
    return Published.faults(try Published.json("gad-7"), try RulesText.read(text))
  }

  @Test(arguments: all) func oneThingWrongIsToldByLineAndCharacter(_ wrong: Wrong) throws {
    // A key given twice is no YAML, which the reader of rules says.
    if case .rule(.takenTwice) = wrong.problem {
      #expect(throws: RuleFault.self) { try faults(wrong.lines) }
      return
    }
    let found = try faults(wrong.lines)
    #expect(found.map(\.path) == [wrong.place], "\(found)")
    #expect(found.map(\.problem) == [wrong.problem])
    #expect(
      found.allSatisfy { $0.words(links: "gad-7.yaml").nl.hasPrefix("gad-7.yaml:\(wrong.place): ") }
    )
  }

  @Test(arguments: [
    (
      "labels: {/69725-1: {nl: x}}",
      "the questionnaire has no question /69725-1; did you mean /69725-0?"
    ),
    (
      "labels: {\(nerves): {options: {LA6568: {nl: x}}}}",
      "LA6568 is no option of this question; did you mean LA6568-5?"
    ),
    (
      "labels: {\(nerves): {option: {LA6568: {nl: x}}}}",
      "there is no key option; did you mean options?"
    ),
    ("scorse: []", "there is no key scorse; did you mean scores?"),
    (score("items: [/69725]"), "the questionnaire has no question /69725; did you mean /69725-0?"),
    (levels("LA6568-4: none"), "LA6568-4 is no option of this question; did you mean LA6568-5?"),
    (levels("LA6568-5: nona"), "nona cannot stand here; did you mean none?"),
    (
      "thresholds:\n  - {item: \(nerves), threshold: pyschological, levels: {}}",
      "pyschological cannot stand here; did you mean psychological?"
    ),
    (
      "thresholds:\n  - {item: \(nerves), threshold: zzz, levels: {}}",
      "zzz cannot stand here; choose from illness, "
    ),
    (
      "cases:\n  - {name: x, answers: {/69725-9: LA6568-5}, expects: {}}",
      "the questionnaire has no question /69725-9; did you mean /69725-0?"
    ),
    (
      "cases:\n  - {name: x, answers: {\(nerves): LA6568}, expects: {}}",
      "LA6568 is no option of this question; did you mean LA6568-5?"
    ),
    ("cases:\n  - {name: x, expects: {totl: 1}}", "there is no measure totl; did you mean total?"),
    (
      "cases:\n  - {name: x, expects: {zzz: 1}}",
      "there is no measure zzz; choose from total, total-least"
    ),
  ])
  func aWrongNameIsToldWithTheNearestThatThereIs(_ lines: String, _ told: String) throws {
    let words = try faults(lines).map { $0.words(links: "gad-7.yaml") }
    #expect(words.contains { $0.en.contains(": \(told)") }, "\(words)")
    #expect(words.allSatisfy { $0.en.hasPrefix("gad-7.yaml:") && $0.nl.hasPrefix("gad-7.yaml:") })
  }

  @Test func scoresAndCasesAreOfWeightedItemsOnly() throws {
    let links = """
      name: t
      version: 1
      scores:
        - {id: s, label: {nl: s, en: s}, items: [/44250-9, /69722-7, intro]}
      cases:
        - {name: x, answers: {/69722-7: LA6572-7}, expects: {}}
      """
    let found = Published.faults(try Published.json("phq-9"), try RulesText.read(links))
    #expect(found.map(\.path) == ["4:54", "4:64", "6:35"], "\(found)")
    #expect(
      found.map(\.problem) == [.notWeighted, .notWeighted, .notAnInput(["/44250-9"])])
  }

  @Test func anItemIsNeverCalledAsAMeasureIs() throws {
    let json = try #require(String(data: try Published.json("gad-7"), encoding: .utf8))
      .replacing("\"/69725-0\"", with: "\"Total\"").replacing("\"/68509-9\"", with: "\"client\"")
      .replacing("\"/69733-4\"", with: "\"a.other\"").replacing("\"/69734-2\"", with: "\"A other\"")
    let instrument = try QuestionnaireInstrument.read(Data(json.utf8))
    #expect(
      instrument.form.items.map(\.id).prefix(4) == ["total-2", "client-2", "a-other", "a-other-2"])
    #expect(
      instrument.outline.map(\.linkId).prefix(4) == ["Total", "client", "a.other", "A other"])
  }

  @Test func everythingWrongIsToldWithTheFaultsOfTheQuestionnaire() throws {
    let json = try #require(String(data: try Published.json("gad-7"), encoding: .utf8))
      .replacing("\"active\"", with: "\"old\"")
    let links = try RulesText.read(
      "name: t\nversion: 1\nid: No\nlabels: {gone: {nl: x}}\nscores: [{id: a, label: {nl: x, en: y}, times: 0}]"
    )
    #expect(
      Set(Published.faults(Data(json.utf8), links).map(\.path)) == [
        "$.status", "3:5", "4:16", "5:48",
      ])
  }

  @Test func withoutALinkFileThereIsATotalOfAllWeights() throws {
    let instrument = try QuestionnaireInstrument.read(try Published.json("gad-7"))
    #expect(instrument.measures.map(\.id) == Self.measures)
    #expect(instrument.description.id == "gad-7")
    #expect(instrument.description.version == "1.0")
    let other = try QuestionnaireInstrument.read(try Published.json("household"))
    #expect(other.inputs.contains(.has("remark")), "what a question hangs on is read too")
    #expect(!other.inputs.contains(.item("remark")))
  }

  @Test func wordsOfTheLinkFileStandWhereTheQuestionnaireHasNone() throws {
    let json = try #require(String(data: try Published.json("who-5"), encoding: .utf8))
      .replacing("\"_text\"", with: "\"_definition\"")
    let bare = Published.faults(Data(json.utf8)).map(\.path)
    #expect(bare == (0..<5).map { "$.item[\($0)].text" })
    let labels = (1...5).map { "  who5.\($0): {nl: vraag \($0)}\n" }.joined()
    let links = try RulesText.read("name: t\nversion: 1\nlabels:\n\(labels)")
    let instrument = try QuestionnaireInstrument.read(Data(json.utf8), links: links)
    #expect(instrument.form.items.first?.label == Label(nl: "vraag 1", en: "Cheer"))
  }

  @Test func aThresholdIsJudgedAsTheLinkFileMapsIt() throws {
    let item = try #require(
      try FormPlan(try Published.read("phq-9").form).item("69722-7"))
    guard case .level(let scale) = item.type,
      case .threshold(let threshold, let relation)? = item.link
    else {
      Issue.record("no level: \(item)")
      return
    }
    #expect(threshold == .psychological && relation == .broader)
    #expect(
      scale.steps.map(\.finding) == [
        .level(.noBarrier), .level(.supported), .level(.supported), .level(.blocking),
      ])
  }
}
