import Exchange
import Foundation
import InstrumentKit
import Questionnaires
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

/// A response that cannot be taken is told by its path, and no other is lost for it.
@Suite struct BadResponseTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let path: String
    let problem: RowFault.Problem

    var testDescription: String { "\(path) \(to)" }

    init(_ from: String, _ to: String, _ path: String, _ problem: ResponseFault.Problem) {
      self.init(from, to, path, row: .response(problem))
    }

    init(_ from: String, _ to: String, _ path: String, row problem: RowFault.Problem) {
      (self.from, self.to, self.path, self.problem) = (from, to, path, problem)
    }
  }

  private static let good = """
    {"resourceType":"QuestionnaireResponse","questionnaire":"http://example.org/Questionnaire/household|2.1",\
    "status":"completed","subject":{"reference":"Patient/A1"},"authored":"2012-01-01T10:00:00Z",\
    "item":[{"linkId":"home","item":[{"linkId":"alone","answer":[{"valueBoolean":false}]},\
    {"linkId":"others","item":[{"linkId":"size","answer":[{"valueInteger":3}]},\
    {"linkId":"member","item":[{"linkId":"member.name","answer":[{"valueString":"Els"}]}]}]}]},\
    {"linkId":"care","item":[{"linkId":"help","answer":[{"valueCoding":{"code":"family"}}]},\
    {"linkId":"height","answer":[{"valueQuantity":{"value":170,"code":"cm"}}]},\
    {"linkId":"takes","answer":[{"valueBoolean":true}]}]}]}
    """
  private static let home = "$.item[0].item"
  private static let care = "$.item[1].item"

  static let all: [Bad] = [
    Bad("QuestionnaireResponse\"", "Patient\"", "$", .otherResource),
    Bad("household|2.1", "household|2.0", "$.questionnaire", .otherVersion(known: "2.1")),
    Bad("household|2.1", "other|2.1", "$.questionnaire", .otherQuestionnaire),
    Bad("\"questionnaire\":", "\"x\":", "$.questionnaire", .missing),
    Bad("completed", "in-progress", "$.status", .notCompleted),
    Bad("\"status\":\"completed\"", "\"status\":7", "$.status", .wrongType),
    Bad("\"subject\":", "\"x\":", "$.subject", .noSubject),
    Bad("Patient/A1", "Group/A1", "$.subject", .noSubject),
    Bad("Patient/A1", "Patient/A 1", "$.subject.reference", row: .notAClientCode),
    Bad("Patient/A1", "Patient/85073003328", "$.subject.reference", row: .isNationalNumber),
    Bad("2012-01-01T10:00:00Z", "2012-01", "$.authored", .notADay),
    Bad("\"authored\":", "\"x\":", "$.authored", .missing),
    Bad("2012-01-01T", "2013-01-01T", "$.authored", row: .filledLater),
    Bad("\"linkId\":\"alone\"", "\"linkId\":\"gone\"", "\(home)[0].linkId", .unknownLinkId),
    Bad("\"linkId\":\"alone\"", "\"linkId\":5", "\(home)[0].linkId", .wrongType),
    Bad("\"linkId\":\"size\"", "\"linkId\":\"alone\"", "\(home)[1].item[0].linkId", .takenTwice),
    Bad("\"linkId\":\"alone\"", "\"linkId\":\"member.born\"", "\(home)[0].linkId", .misplaced),
    Bad(
      "valueInteger\":3", "valueString\":\"3\"", "\(home)[1].item[0].answer[0].valueString",
      .otherValue(expected: "valueInteger")),
    Bad(
      "valueInteger\":3", "valueInteger\":3.5", "\(home)[1].item[0].answer[0].valueInteger",
      .notWhole),
    Bad("valueInteger\":3", "valueInteger\":50", "\(home)[1].item[0]", row: .notANumber(2...20)),
    Bad(
      "\"Els\"", "\"\(String(repeating: "x", count: 41))\"",
      "\(home)[1].item[1].item[0].answer[0].valueString", .tooLong(limit: 40)),
    Bad("\"Els\"", "\"Els; An\"", "\(home)[1].item[1].item[0].answer[0].valueString", .cannotHold),
    Bad(
      "{\"code\":\"family\"}", "{\"code\":\"dog\"}", "\(care)[0].answer[0].valueCoding",
      .notAnOption),
    Bad(
      "{\"code\":\"family\"}", "{\"system\":\"urn:x\",\"code\":\"family\"}",
      "\(care)[0].answer[0].valueCoding", .notAnOption),
    Bad(
      "\"code\":\"cm\"", "\"code\":\"m\"", "\(care)[1].answer[0].valueQuantity",
      .otherUnit(known: "cm")),
    Bad(
      "[{\"valueBoolean\":true}]", "[{\"valueBoolean\":true},{\"valueBoolean\":false}]",
      "\(care)[2].answer[1]", .oneAnswer),
    Bad("[{\"valueBoolean\":true}]", "{}", "\(care)[2].answer", .wrongType),
    Bad("{\"valueBoolean\":true}", "{}", "\(care)[2].answer[0]", .missing),
    Bad("\"status\":", "\"modifierExtension\":[],\"status\":", "$.modifierExtension", .modifier),
  ]

  @Test func theGoodOneIsTaken() throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("household")
    #expect(try here.take(Self.good, "one.json", as: plugin).added == 1)
  }

  @Test func eachBadOneIsToldByItsPath() throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("household")
    for bad in Self.all {
      let text = Self.good.replacing(bad.from, with: bad.to)
      #expect(text != Self.good, "\(bad)")
      let report = try here.refusal(text, "one.json", as: plugin)
      #expect(report.faults.map(\.column) == [bad.path], "\(bad)")
      #expect(report.faults.map(\.problem) == [bad.problem], "\(bad)")
      let words = report.faults.map { $0.message.text(.en) }.joined()
      #expect(!words.contains("A1") && !words.contains("Els"), "\(words)")
    }
    #expect(try here.store.clientCount() == 0)
  }

  @Test func inABundleTheGoodOnesComeInWhenAskedFor() throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("household")
    let bad = Self.good.replacing("completed", with: "stopped")
    let other = Self.good.replacing("Patient/A1", with: "Patient/A2")
    let entries = [Self.good, bad, other].map { "{\"resource\":\($0)}" }
    let text =
      "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\(entries.joined(separator: ","))]}"
    let refused = try here.refusal(text, "all.json", as: plugin)
    #expect(refused.faults.map(\.column) == ["$.entry[1].resource.status"])
    #expect(try here.store.clientCount() == 0)
    let report = try here.take(text, "all.json", as: plugin, partial: true)
    #expect(report.added == 2 && report.badRows == 1)
    #expect(try here.store.clientCount() == 2)
  }

  @Test func theSameDayWithOtherAnswersIsAConflictUnlessItReplaces() throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("household")
    try here.take(Self.good, "one.json", as: plugin)
    let changed = Self.good.replacing("valueInteger\":3", with: "valueInteger\":4")
    #expect(
      try here.refusal(changed, "one.json", as: plugin).faults.map(\.problem) == [.conflict])
    #expect(try here.take(changed, "one.json", as: plugin, replaces: true).replaced == 1)
  }

  @Test func reasonsForNoAnswerAreKeptWhereAScoreSaysSoAndElseTold() throws {
    let here = try QuestionnaireStore()
    let plugin = try QuestionnaireStore.plugin("household")
    let reason = """
      {"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason",\
      "valueCode":"asked-declined"}]}
      """
    let text = Self.good.replacing("{\"valueBoolean\":true}", with: reason)
    let report = try here.take(text, "one.json", as: plugin)
    #expect(report.added == 1)
    #expect(report.warnings.keys.map(\.item) == ["takes"])
    #expect(report.warnings.keys.map(\.kind) == [.reasonNotKept])
    let mpsa = try QuestionnaireStore.shipped("mpsa")
    let version = BundledForm(mpsa, hidden: [], .en).questionnaire.shape.version ?? ""
    let level = """
      {"resourceType":"QuestionnaireResponse","questionnaire":"urn:drempel:instrument:mpsa|\(version)",\
      "status":"amended","subject":{"identifier":{"value":"A2"}},"authored":"2012-02-01",\
      "item":[{"linkId":"mobility","answer":[\(reason.replacing("declined", with: "unknown"))]}]}
      """
    let taken = try here.take(level, "two.json", as: mpsa)
    #expect(taken.added == 1 && taken.warnings.isEmpty)
    #expect(try here.bundle(mpsa, clients: ["A2"]).contains("asked-unknown"))
  }

  @Test func everyShippedInstrumentCanReadResponses() throws {
    let here = try QuestionnaireStore()
    for instrument in QuestionnaireStore.all {
      let plugin = try LoadedPlugin(linked: instrument, shared: QuestionnaireStore.shared)
      var judge = try ResponseJudge(plugin, reference: here.today, days: here.store.days)
      let shape = BundledForm(plugin, hidden: [], .en).questionnaire.shape
      let text = """
        {"resourceType":"QuestionnaireResponse","questionnaire":"\(shape.url)|\(shape.version ?? "")",
        "status":"completed","subject":{"reference":"Patient/A1"},"authored":"2012-01-01"}
        """
      let entry = ResponseFile.Entry(
        line: 0, path: "$", value: .success(try JSONParser.read(Array(text.utf8))))
      #expect(judge.judge(entry).isEmpty, "\(plugin.id)")
    }
  }

  @Test func aDayThatIsToldTwiceIsTheSame() throws {
    let here = try QuestionnaireStore()
    let intake = try QuestionnaireStore.shipped("intake")
    let shape = BundledForm(intake, hidden: [], .en).questionnaire.shape
    for (day, faults) in [("2012-01-01", []), ("2012-01-02", ["$.item[0]"])] {
      let text = """
        {"resourceType":"QuestionnaireResponse","questionnaire":"\(shape.url)","status":"completed",
        "subject":{"reference":"Patient/A1"},"authored":"2012-01-01",
        "item":[{"linkId":"filled-on","answer":[{"valueDate":"\(day)"}]}]}
        """
      let report =
        faults.isEmpty
        ? try here.take(text, "a.json", as: intake) : try here.refusal(text, "a.json", as: intake)
      #expect(report.faults.map(\.column) == faults)
      #expect(report.faults.allSatisfy { $0.problem == .response(.otherDay) })
    }
  }

  @Test func aFileThatIsTooLargeIsRefusedAsAWhole() throws {
    let plugin = try QuestionnaireStore.plugin("household")
    var judge = try ResponseJudge(
      plugin, reference: QuestionnaireStore().today, days: QuestionnaireStore().store.days)
    var found: [RowFault.Problem] = []
    ResponseFile(bytes: Array(Self.good.utf8), limit: 100).each({ entry in
      found += judge.judge(entry).map(\.problem)
    }) { _, _ in }
    #expect(found == [.response(.tooLarge(limit: 100))])
  }

  @Test func aFileThatIsNotThereIsTold() throws {
    #expect(throws: ExchangeError(number: ENOENT, path: "/nowhere.json")) {
      try ResponseFile(path: "/nowhere.json")
    }
    #expect(throws: ExchangeError(.isFolder, path: "/tmp")) { try ResponseFile(path: "/tmp") }
  }

  @Test func mutantsOfAResponseAreTakenOrToldAndNeverLost() throws {
    let plugin = try QuestionnaireStore.plugin("household")
    var judge = try ResponseJudge(
      plugin, reference: QuestionnaireStore().today, days: QuestionnaireStore().store.days)
    var random = SplitMix64(seed: 5)
    var bad = 0
    for _ in 0..<1500 {
      var bytes = Array(Self.good.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes[place] = Array("{}[]\",:0a".utf8).randomElement(using: &random) ?? 0
        } else {
          bytes.remove(at: place)
        }
      }
      ResponseFile(bytes: bytes).each({ entry in
        let faults = judge.judge(entry)
        if !faults.isEmpty { bad += 1 }
        #expect(faults.allSatisfy { $0.column?.hasPrefix("$") == true }, "\(faults)")
      }) { _, _ in }
    }
    #expect(bad > 1000)
  }
}
