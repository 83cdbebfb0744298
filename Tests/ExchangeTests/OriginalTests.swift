import Exchange
import Foundation
import InstrumentKit
import Questionnaires
import Testing

/// A questionnaire goes out as it came in, with the answers in its own codings.
@Suite struct OriginalTests {
  private static let source = """
    {"resourceType":"Questionnaire","status":"active","language":"nl","version":"3","name":"Own",
    "title":"a","_title":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/translation",
    "extension":[{"url":"lang","valueCode":"en"},{"url":"content","valueString":"a"}]}]},
    "copyright":"é \\u00e9 \\" \\\\ 1.50","item":[
    {"linkId":"A/1","type":"quantity","extension":[{"url":
    "http://hl7.org/fhir/StructureDefinition/questionnaire-unit","valueCoding":
    {"system":"http://unitsofmeasure.org","code":"cm","display":"cm"}}]},
    {"linkId":"A/2","type":"choice","repeats":true,"answerOption":[{"valueInteger":0},
    {"valueCoding":{"system":"urn:x","code":"<1","display":"klein","version":"2"}},
    {"valueDate":"2012-01-01"}]},
    {"linkId":"A/3","type":"open-choice","answerOption":[{"valueInteger":0}]},
    {"linkId":"A/4","type":"text","item":[{"linkId":"A/5","type":"decimal","extension":[{"url":
    "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces","valueInteger":0}]}]}]}
    """

  private func form() throws -> FHIROriginal {
    func node(_ value: Rules.Node.Value) -> Rules.Node { Rules.Node(value, line: 1, column: 1) }
    func map(_ pairs: [(String, Rules.Node)]) -> Rules.Node {
      node(.map(pairs.map { (key: $0.0, value: $0.1) }))
    }
    let words = map([("nl", node(.text("x"))), ("en", node(.text("x")))])
    let both = map(
      [("nl", node(.text("x"))), ("en", node(.text("x")))] + [("options", map([("<1", words)]))])
    let labels = map(
      ["A/1", "A/3", "A/4", "A/5"].map { ($0, words) } + [("A/2", both)])
    let rules = try Rules(
      map([("name", node(.text("l"))), ("version", node(.text("1"))), ("labels", labels)]))
    let instrument = try QuestionnaireInstrument.read(Data(Self.source.utf8), links: rules)
    return FHIROriginal(instrument, .en)
  }

  private func json(_ value: FHIRValue) throws -> JSONValue {
    var bytes: [UInt8] = []
    value.appendJSON(to: &bytes)
    return try JSONParser.read(bytes)
  }

  @Test func theResourceHasTheSameContent() throws {
    #expect(
      try json(form().resource(id: "other")) == (try JSONParser.read(Array(Self.source.utf8))))
  }

  @Test func answersHaveTheirOwnMembersAndSealedOnesAreMasked() throws {
    let form = try form()
    let response = FHIRQuestionnaire.Response(
      id: "r", subject: .identified("Patient", "urn:s", "A"), author: nil,
      on: try #require(Day(iso: "2012-01-02")),
      answers: [
        "a-1": "170", "a-2": "0;1;2012-01-01", "a-3": "other", "a-4": "secret", "a-5": "4",
      ],
      rows: [:], absences: [:])
    let items = try #require(try json(form.resource(response))["item"]?.list)
    #expect(items.map { $0["linkId"]?.text } == ["A/1", "A/2", "A/3", "A/4"])
    #expect(
      items[0]["answer"]?.json == """
        [{"valueQuantity":{"value":170,"unit":"cm","system":"http://unitsofmeasure.org","code":"cm"}}]
        """)
    #expect(
      items[1]["answer"]?.json == """
        [{"valueInteger":0},{"valueCoding":{"system":"urn:x","code":"<1","display":"klein",\
        "version":"2"}},{"valueDate":"2012-01-01"}]
        """)
    for place in [2, 3] { #expect(items[place].json.contains("\"valueCode\":\"masked\"")) }
    #expect(items[3].json.contains("{\"linkId\":\"A/5\",\"answer\":[{\"valueDecimal\":4}]}"))
    #expect(!items[3].json.contains("secret"))
  }

  @Test func withoutAnAddressTheInstrumentIsNamed() throws {
    #expect(try form().shape.url == "urn:drempel:instrument:own")
  }

  @Test func whatGoesOutIsReadBack() throws {
    let form = try form()
    let response = FHIRQuestionnaire.Response(
      id: "r", subject: .identified("Patient", "urn:s", "A"), author: nil,
      on: try #require(Day(iso: "2012-01-02")),
      answers: ["a-1": "170", "a-2": "0;1", "a-3": "0", "a-5": "4"], rows: [:],
      absences: ["a-4": .declined])
    let read = ResponseReader(form.shape, dayOf: { Day(number: Int32(clamping: $0 / 86_400)) })
      .read(try json(form.resource(response)))
    #expect(read.faults.isEmpty, "\(read.faults)")
    #expect(read.client == "A" && read.day == "2012-01-02")
    #expect(
      read.answers.map { "\($0.column)=\($0.text)" } == ["a-1=170", "a-2=0;1", "a-3=0", "a-5=4"])
    #expect(read.reasons == ["a-4"])
  }
}
