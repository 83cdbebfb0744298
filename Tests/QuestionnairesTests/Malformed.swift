import Foundation
import Testing

@testable import Questionnaires

/// A questionnaire with one thing wrong, and where that is.
struct Malformed: Sendable, CustomTestStringConvertible {
  let edits: [JSONEdit]
  let path: String
  let problem: QuestionnaireFault.Problem

  var testDescription: String { "\(path) \(edits.map { $0.json ?? "gone" })" }

  init(
    _ path: String, _ json: String?, at fault: String? = nil,
    _ problem: QuestionnaireFault.Problem, and others: [JSONEdit] = []
  ) {
    edits = [JSONEdit(path, json)] + others
    self.path = fault ?? path
    self.problem = problem
  }

  static let base = """
    {"resourceType":"Questionnaire","language":"en","url":"http://example.org/q","version":"1",
    "name":"Small","title":"Small","_title":{"extension":[{"url":
    "http://hl7.org/fhir/StructureDefinition/translation","extension":[{"url":"lang",
    "valueCode":"nl"},{"url":"content","valueString":"Klein"}]}]},"status":"active",
    "contained":[{"resourceType":"ValueSet","id":"set","compose":{"include":[{"system":"urn:s",
    "concept":[{"code":"a","display":"a","designation":[{"language":"nl","value":"a"}]}]}]}}],
    "item":[
    {"linkId":"works","text":"w","type":"boolean"},
    {"linkId":"kind","text":"k","type":"choice","answerOption":[
      {"valueInteger":1,"_valueInteger":{"extension":[{"url":
      "http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":1}]}},
      {"valueInteger":2}],
      "enableWhen":[{"question":"works","operator":"=","answerBoolean":true}]},
    {"linkId":"set","text":"s","type":"choice","answerValueSet":"#set"},
    {"linkId":"rows","text":"r","type":"group","repeats":true,"item":[
      {"linkId":"rows.on","text":"o","type":"date"}]},
    {"linkId":"age","text":"a","type":"integer","extension":[{"url":
      "http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":3}]},
    {"linkId":"size","text":"q","type":"quantity","extension":[{"url":
      "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
      "valueCoding":{"code":"cm"}}]}]}
    """

  static let links = ["works", "kind", "set", "rows", "rows.on", "age", "size"]

  private static func ext(_ name: String, _ value: String) -> String {
    "{\"url\":\"http://hl7.org/fhir/StructureDefinition/\(name)\",\(value)}"
  }
  private static func sdc(_ name: String) -> String {
    "[{\"url\":\"http://hl7.org/fhir/uv/sdc/StructureDefinition/\(name)\",\"valueString\":\"x\"}]"
  }
  private static let options31 =
    "[" + (0...30).map { "{\"valueInteger\":\($0)}" }.joined(separator: ",") + "]"

  static let all: [Malformed] = [
    .init("$.resourceType", "\"Patient\"", .otherResource),
    .init("$.resourceType", nil, .otherResource),
    .init("$.status", "\"new\"", .notOneOf(["draft", "active", "retired", "unknown"])),
    .init("$.status", nil, .missing),
    .init("$.language", nil, .noLanguage),
    .init("$.version", nil, .noVersion),
    .init("$.version", "7", .wrongType(.text)),
    .init("$.name", "\"!!!\"", .notAnId),
    .init("$.title", nil, .missing, and: [.init("$._title", nil)]),
    .init("$._title", nil, at: "$.title", .noLabel(.nl)),
    .init("$.title", "\"a\\u001b[2J\"", .unreadableText),
    .init("$.modifierExtension", "[{\"url\":\"u\"}]", .modifier),
    .init("$.implicitRules", "\"http://x\"", .modifier),
    .init("$.subjectType", "[\"Device\"]", .notForPeople),
    .init("$.Item", "[]", .unknownMember(near: "item")),
    .init("$.item", nil, .missing),
    .init("$.item", "[]", .wrongType(.list)),
    .init("$.item", "{}", .wrongType(.list)),
    .init("$.item[2]", "7", .wrongType(.object)),
    .init("$.item[2].linkId", nil, .missing),
    .init("$.item[2].linkId", "5", .wrongType(.text)),
    .init("$.item[2].linkId", "\"kind\"", .takenTwice),
    .init("$.item[0].type", "\"bool\"", .notOneOf(types)),
    .init("$.item[2].type", nil, .missing),
    .init("$.item[0].type", "\"attachment\"", .unsupported(.itemType("attachment"))),
    .init("$.item[4].type", "\"decimal\"", .unsupported(.fraction)),
    .init("$.item[0].text", nil, .missing),
    .init("$.item[0].text", "[\"w\"]", .wrongType(.text)),
    .init("$.item[0].enablewhen", "[]", .unknownMember(near: "enableWhen")),
    .init("$.item[0].modifierExtension", "[]", .modifier),
    .init("$.item[0].required", "\"yes\"", .wrongType(.flag)),
    .init("$.item[0].repeats", "true", .unsupported(.repeatedAnswer)),
    .init(
      "$.item[0].initial", "[{\"valueInteger\":1}]", at: "$.item[0].initial[0].valueInteger",
      .wrongType(.object)),
    .init("$.item[0].answerOption", "[{\"valueInteger\":1}]", .notAChoice),
    .init("$.item[1].answerOption", nil, at: "$.item[1]", .noOptions),
    .init("$.item[1].answerOption[1].valueInteger", "1", .takenTwice),
    .init("$.item[1].answerOption[1].valueInteger", "1.5", .notWhole),
    .init("$.item[1].answerOption[1].valueInteger", "1e400", .notWhole),
    .init(
      "$.item[1].answerOption[1]", "{\"valueReference\":{\"reference\":\"x\"}}",
      at: "$.item[1].answerOption[1].valueReference", .unsupported(.valueReference)),
    .init(
      "$.item[1].answerOption[1]", "{\"valueCoding\":{\"display\":\"x\"}}",
      at: "$.item[1].answerOption[1].valueCoding.code", .missing),
    .init("$.item[1].answerOption[0]._valueInteger.extension[0].valueDecimal", "0.5", .notWhole),
    .init(
      "$.item[1].answerOption[0]._valueInteger.extension[0].valueDecimal", "-1",
      .outOfRange(0...1000)),
    .init(
      "$.item[1].answerOption[0]._valueInteger.extension[1]",
      ext("itemWeight", "\"valueDecimal\":2"),
      .twoWeights),
    .init("$.item[1].answerOption[0]._valueInteger.extension[0].url", nil, .missing),
    .init(
      "$.item[1].answerOption", options31, .tooMany(limit: 30),
      and: [.init("$.item[1].repeats", "true")]),
    .init(
      "$.item[1].initial", "[{\"valueInteger\":3}]", at: "$.item[1].initial[0].valueInteger",
      .notAnOption),
    .init(
      "$.item[1].initial", "[{\"valueInteger\":1},{\"valueInteger\":2}]",
      at: "$.item[1].initial[1]", .twoValues),
    .init("$.item[1].enableWhen[0].question", "\"gone\"", .unknownQuestion),
    .init("$.item[1].enableWhen[0].question", "\"rows\"", .unknownQuestion),
    .init("$.item[1].enableWhen[0].question", "\"rows.on\"", .questionInRows),
    .init(
      "$.item[1].enableWhen[0].question", "\"kind\"", .cycle,
      and: [
        .init("$.item[1].enableWhen[0].answerBoolean", nil),
        .init("$.item[1].enableWhen[0].answerInteger", "1"),
      ]),
    .init("$.item[1].enableWhen[0].operator", "\"is\"", .notOneOf(comparisons)),
    .init("$.item[1].enableWhen[0].operator", "\">\"", .cannotCompare),
    .init("$.item[1].enableWhen[0].operator", nil, .missing),
    .init("$.item[1].enableWhen[0].answerBoolean", "\"true\"", .wrongType(.flag)),
    .init(
      "$.item[1].enableWhen[1]",
      "{\"question\":\"works\",\"operator\":\"exists\",\"answerBoolean\":true}",
      at: "$.item[1].enableBehavior", .missing),
    .init("$.item[1].enableBehavior", "\"some\"", .notOneOf(["all", "any"])),
    .init(
      "$.item[0].extension", sdc("sdc-questionnaire-enableWhenExpression"),
      at: "$.item[0].extension[0]",
      .unsupported(.extension("sdc-questionnaire-enableWhenExpression"))),
    .init(
      "$.item[2].answerValueSet", "\"http://example.org/ValueSet/x\"",
      .unsupported(.valueSetElsewhere)),
    .init("$.item[2].answerValueSet", "\"#other\"", .unknownValueSet),
    .init("$.contained[0].compose.include[0].filter", "[]", .unknownMember(near: nil)),
    .init(
      "$.contained[0].compose.include[0].concept[0].designation", nil,
      at: "$.contained[0].compose.include[0].concept[0].display", .noLabel(.nl)),
    .init("$.item[3].item", nil, .emptyGroup),
    .init(
      "$.item[3].item[1]",
      "{\"linkId\":\"deep\",\"text\":\"d\",\"type\":\"group\",\"repeats\":true,\"item\":[{\"linkId\":\"in\",\"text\":\"i\",\"type\":\"date\"}]}",
      at: "$.item[3].item[1].repeats", .unsupported(.rowsInRows)),
    .init(
      "$.item[3].item[0].enableWhen",
      "[{\"question\":\"works\",\"operator\":\"exists\",\"answerBoolean\":true}]",
      .unsupported(.conditionInRows)),
    .init("$.item[4].extension[1]", ext("maxValue", "\"valueInteger\":2"), .boundsCrossed),
    .init("$.item[4].extension[0].valueInteger", "2.5", .notWhole),
    .init("$.item[5].extension", nil, .noUnit),
    .init(
      "$.item[5].initial", "[{\"valueQuantity\":{\"value\":3,\"code\":\"kg\"}}]",
      at: "$.item[5].initial[0].valueQuantity", .noUnit),
    .init(
      "$.item[0].item",
      "[{\"linkId\":\"x\",\"text\":\"x\",\"type\":\"boolean\",\"enableWhen\":[{\"question\":\"x\",\"operator\":\"exists\",\"answerBoolean\":false}]}]",
      at: "$.item[0].item[0].enableWhen[0].question", .cycle),
    .init(
      "$.item", "[{\"linkId\":\"works\",\"text\":\"w\",\"type\":\"display\"}]", .noQuestions),
    .init("$.item[0].readOnly", "true", at: "$.item[1].enableWhen[0].question", .questionLeftOut),
    .init(
      "$.contained[0].compose.include[0].concept", nil, at: "$.contained[0].compose.include[0]",
      .unsupported(.valueSetFilter)),
    .init(
      "$.item[1].item", "[{\"linkId\":\"x\",\"text\":\"x\",\"type\":\"date\"}]",
      .unsupported(.itemsUnder), and: [.init("$.item[1].repeats", "true")]),
    .init("$.item[3].readOnly", "true", .notForPeople),
  ]

  static let types = [
    "group", "display", "boolean", "integer", "decimal", "date", "string", "text", "choice",
    "open-choice", "quantity",
  ]
  static let comparisons = ["exists", "=", "!=", ">", "<", ">=", "<="]
}
