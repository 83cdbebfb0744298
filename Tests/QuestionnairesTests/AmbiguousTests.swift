import Conformance
import Foundation
import InstrumentKit
import Testing

@testable import PluginHost
@testable import Questionnaires

/// The same code in two systems is two answers: whoever leaves the system out is asked which.
@Suite struct AmbiguousTests {
  private static let items = """
    {"linkId":"q","text":"q","type":"choice","answerOption":[
      {"valueCoding":{"system":"urn:a","code":"x","display":"a"}\(weight(1))},
      {"valueCoding":{"system":"urn:b","code":"x","display":"b"}\(weight(5))},
      {"valueCoding":{"system":"urn:a","code":"y","display":"c"}\(weight(0))}]}
    """
  private static func weight(_ number: Int) -> String {
    """
    ,"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/itemWeight","valueDecimal":\(number)}]
    """
  }

  private func read(_ items: String, _ links: String = "") throws -> QuestionnaireInstrument {
    let json = """
      {"resourceType":"Questionnaire","status":"active","language":"en","name":"two",
      "url":"http://example.org/two","version":"1","item":[\(items)]}
      """
    let text = """
      name: two-links
      version: "1"
      title: {nl: Twee, en: Two}

      """
    return try QuestionnaireInstrument.read(
      Data(json.utf8), links: try RulesText.read(text + links))
  }

  private static let words = """
    labels: {q: {nl: q, options: {"urn:a|x": {nl: eerste}, "urn:b|x": {nl: tweede}, y: {nl: derde}}}}

    """

  private func problems(_ items: String, _ links: String) throws -> [String] {
    do {
      _ = try read(items, links)
      return []
    } catch let faults as QuestionnaireFaults {
      return faults.list.map { "\($0.path) \($0.problem)" }
    }
  }

  private func answer(_ coding: String, of question: OutlineQuestion) throws -> String {
    let value = try JSONParser.read(Array("{\"valueCoding\":\(coding)}".utf8))
    switch question.read(value, isCell: false) {
    case .text(let text): return text
    case .fault(let path, let problem): return "\(path) \(problem)"
    case .open, .reason: return "other"
    }
  }

  @Test func anAnswerWithoutSystemIsRefusedAndOneWithItTaken() throws {
    let instrument = try read(Self.items, Self.words)
    guard case .question(let question)? = instrument.outline.first?.role else {
      Issue.record("no question")
      return
    }
    #expect(try answer("{\"code\":\"x\"}", of: question) == ".valueCoding ambiguous")
    #expect(try answer("{\"system\":\"urn:a\",\"code\":\"x\"}", of: question) == "x")
    #expect(try answer("{\"system\":\"urn:b\",\"code\":\"x\"}", of: question) == "x-2")
    #expect(
      try answer("{\"system\":\"urn:c\",\"code\":\"x\"}", of: question)
        == ".valueCoding notAnOption")
    #expect(try answer("{\"code\":\"y\"}", of: question) == "y")
    let labels = instrument.form.items[0].type.codes
    #expect(labels == ["x", "x-2", "y"])
    guard case .one(let options) = instrument.form.items[0].type else { return }
    #expect(options.map(\.label.nl) == ["eerste", "tweede", "derde"])
  }

  @Test func aLinkFileNamesTheSystemOrIsRefused() throws {
    let labels = "labels: {q: {nl: q, options: {x: {nl: eerste}, y: {nl: derde}}}}\n"
    let told = try problems(Self.items, labels)
    #expect(told == ["4:34 ambiguous"], "\(told)")
    func levels(_ first: String) -> String {
      Self.words
        + "thresholds:\n  - {item: q, threshold: mobility, levels: {\(first), y: none}}\n"
    }
    let levelled = try problems(Self.items, levels("x: blocking"))
    #expect(levelled == ["6:48 ambiguous"], "\(levelled)")
    #expect(
      try problems(Self.items, levels("\"urn:a|x\": blocking, \"urn:b|x\": supported")) == [])
    func golden(_ code: String) -> String {
      Self.words + "cases:\n  - {name: n, answers: {q: \"\(code)\"}, expects: {total: 5}}\n"
    }
    let shown = try problems(Self.items, golden("x"))
    #expect(shown == ["6:28 ambiguous"], "\(shown)")
    let instrument = try read(Self.items, golden("urn:b|x"))
    #expect(instrument.goldenCases.map(\.inputs) == [["item:q": "x-2"]])
    #expect(
      try Conformance(of: instrument, subjects: 40).golden().isEmpty, "it counts for five")
  }

  @Test func aProposalAndAConditionNameTheSystemOrAreRefused() throws {
    let proposed = Self.items.dropLast() + ",\"initial\":[{\"valueCoding\":{\"code\":\"x\"}}]}"
    #expect(
      try problems(String(proposed), Self.words) == ["$.item[0].initial[0].valueCoding ambiguous"])
    let more = """
      ,{"linkId":"r","text":"r","_text":{"extension":[{"url":
      "http://hl7.org/fhir/StructureDefinition/translation","extension":[{"url":"lang",
      "valueCode":"nl"},{"url":"content","valueString":"r"}]}]},"type":"boolean","enableWhen":[
      {"question":"q","operator":"=","answerCoding":{"code":"x"}}]}
      """
    #expect(
      try problems(Self.items + more, Self.words) == [
        "$.item[1].enableWhen[0].answerCoding ambiguous"
      ])
    let named = more.replacing("{\"code\":\"x\"}", with: "{\"system\":\"urn:b\",\"code\":\"x\"}")
    #expect(try read(Self.items + named, Self.words).form.items[1].condition?.items == ["q"])
  }
}

/// What published questionnaires have and this program once refused.
@Suite struct PublishedShapesTests {
  private func read(_ items: String, language: String = "\"language\":\"en\",") throws
    -> QuestionnaireInstrument
  {
    let json = """
      {"resourceType":"Questionnaire","status":"active",\(language)"name":"shapes",
      "title":"Shapes","url":"http://example.org/shapes","version":"1","item":[\(items)]}
      """
    var words = ""
    for match in items.matches(of: /"linkId":"([^"]*)"/) {
      words += "  \"\(match.1)\": {nl: woord}\n"
    }
    let links = """
      name: shapes-links
      version: "1"
      title: {nl: Vormen, en: Shapes}
      labels:
      \(words)
      """
    return try QuestionnaireInstrument.read(
      Data(json.utf8), links: try RulesText.read(links))
  }

  private static let calculated = """
    "extension":[{"url":
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
    "valueExpression":{"language":"text/fhirpath","expression":"%sum"}}]
    """

  @Test(arguments: [
    "1.2", "1..2", "Group.One/two", "/12-3", "é.ü", "...", String(repeating: "long.", count: 40),
    String(repeating: "x", count: 255), "a-.b", "1.",
  ])
  func aGroupMayBeCalledAnything(_ linkId: String) throws {
    let instrument = try read(
      """
      {"linkId":"\(linkId)","text":"g","type":"group","item":[
      {"linkId":"\(linkId.prefix(250)).in","text":"i","type":"boolean"}]},
      {"linkId":"z.rows","text":"r","type":"group","repeats":true,"item":[
      {"linkId":"z.rows.a","text":"a","type":"date"}]}
      """)
    #expect(try Conformance(of: instrument, subjects: 40).remarks() == [])
    let ids = instrument.form.sections.map(\.id)
    #expect(Set(ids).count == ids.count && ids.allSatisfy { !$0.contains(".") }, "\(ids)")
  }

  @Test(arguments: ["boolean", "choice", "integer", "date", "string"], [false, true])
  func wordsThatAreShownMayHangUnderAnyQuestion(_ type: String, _ repeats: Bool) throws {
    if repeats, type != "choice" { return }
    let options =
      type == "choice" ? ",\"answerOption\":[{\"valueInteger\":1},{\"valueInteger\":2}]" : ""
    let instrument = try read(
      """
      {"linkId":"a","text":"a","type":"\(type)","repeats":\(repeats)\(options),"item":[
      {"linkId":"a.help","text":"help","type":"display"}]},
      {"linkId":"c","text":"c","type":"integer",\(Self.calculated),"item":[
      {"linkId":"c.help","text":"help","type":"display"}]}
      """)
    #expect(instrument.form.items.map(\.id) == ["a"])
    #expect(
      instrument.leftOut.map(\.what).sorted() == [
        "calculated", "display", "display", "sdc-questionnaire-calculatedExpression",
      ])
    // And a response may name what was only shown.
    let shape = ResponseShape(
      url: "http://example.org/shapes", version: "1", outline: instrument.outline)
    let response = """
      {"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":
      "http://example.org/shapes","subject":{"reference":"Patient/A"},"authored":"2012-01-01",
      "item":[{"linkId":"c","answer":[{"valueDecimal":1.5}],"item":[{"linkId":"c.help"}]}]}
      """
    let read = ResponseReader(shape, dayOf: { Day(number: Int32(clamping: $0 / 86_400)) }).read(
      try JSONParser.read(Array(response.utf8)))
    #expect(read.faults == [] && read.answers.isEmpty)
  }

  @Test(arguments: ["integer", "decimal", "quantity", "string", "choice"], [false, true])
  func whatIsCalculatedIsLeftOutAndNotAsked(_ type: String, _ isReadOnly: Bool) throws {
    let instrument = try read(
      """
      {"linkId":"a","text":"a","type":"boolean"},
      {"linkId":"sum","text":"sum","type":"\(type)","readOnly":\(isReadOnly),\(Self.calculated)}
      """)
    #expect(instrument.form.items.map(\.id) == ["a"])
    #expect(instrument.leftOut.contains { $0.what == "calculated" && $0.path == "$.item[1]" })
  }

  @Test func withoutScoresTheAnswersAreTakenAllTheSame() throws {
    let instrument = try read("{\"linkId\":\"a\",\"text\":\"a\",\"type\":\"boolean\"}")
    #expect(instrument.measures.isEmpty && instrument.goldenCases.isEmpty)
    #expect(try Conformance(of: instrument, subjects: 40).report().isSound)
    let json = Data(instrument.source.json.utf8)
    let reading = QuestionnaireReading(json, nil, name: "x.yaml")
    #expect(!reading.faults.isEmpty && reading.faults.allSatisfy { $0.words.en.contains("Dutch") })
    // The host takes it as it takes others.
    let links = """
      name: shapes-links
      version: "1"
      title: {nl: Vormen, en: Shapes}
      labels: {a: {nl: woord}}
      """
    let taken = QuestionnaireReading(json, Data(links.utf8), name: "x.yaml")
    #expect(taken.faults.isEmpty, "\(taken.faults.map(\.words.en))")
    #expect(try taken.manifest.get().measures == 0)
  }

  @Test func whereTheLanguageIsNotSaidTheWayOutIs() throws {
    do {
      _ = try read("{\"linkId\":\"a\",\"text\":\"a\",\"type\":\"boolean\"}", language: "")
      Issue.record("taken")
    } catch let faults as QuestionnaireFaults {
      #expect(faults.list.map(\.path) == ["$.language"])
      let words = faults.list.first?.words(links: "x.yaml")
      #expect(words?.en.contains("language: en in the link file") == true)
      #expect(words?.nl.contains("language: nl in het koppelbestand") == true)
    }
  }
}
