import InstrumentKit
import Testing

@testable import Exchange

/// Parts of resources.
@Suite struct FHIRTests {
  private func groups(_ condition: Condition, leftOut: Set<String> = []) -> [[String]] {
    let item = Item("q", Label(nl: "q", en: "q"), .one(Option.list("a=a b=b")))
    return FHIRCondition([condition], leftOut: leftOut) { _ in (item, "urn:q") }.groups.map {
      $0.map { "\($0.question) \($0.comparison)" }
    }
  }

  @Test func conditionsBecomeGroupsOfWhichEachMustHold() {
    let (one, two, three) = (Condition.yes("1"), Condition.no("2"), Condition.has("3", "a"))
    #expect(groups(one) == [["1 ="]])
    #expect(groups(.all([one, .all([two, one])])) == [["1 ="], ["2 ="]])
    #expect(groups(.any([one, .all([two, three])])) == [["1 =", "2 ="], ["1 =", "3 ="]])
    #expect(groups(.lacks("3", "b")) == [["3 exists"], ["3 !="]])
    #expect(groups(.all([one, two]), leftOut: ["2"]) == [["1 ="]])
    #expect(groups(.any([one, two]), leftOut: ["2"]).isEmpty)
  }

  @Test func aConditionWithoutEndIsNotSpeltOut() {
    let pair = Condition.all([.yes("1"), .yes("2")])
    let pairs = (0..<40).map { number in Condition.all([.yes("a\(number)"), .yes("b\(number)")]) }
    #expect(groups(.any([pair, pair])) == [["1 ="], ["1 =", "2 ="], ["2 =", "1 ="], ["2 ="]])
    #expect(groups(.any(pairs)).isEmpty)
  }

  @Test func nothingEmptyAndNoControlCharacterIsWritten() {
    func json(_ value: FHIRValue) -> String {
      var bytes: [UInt8] = []
      value.appendJSON(to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    let value = FHIRValue.members([
      ("a", .text("")), ("b", .text(" \n")), ("c", .list([])), ("d", nil), ("e", .members([])),
      ("f", .text("x\u{0}\u{85}\"\t")), ("g", .number(0)), ("h", .flag(false)),
    ])
    #expect(json(value) == "{\"f\":\"x\u{FFFD}\u{FFFD}\\\"\\t\",\"g\":0,\"h\":false}")
  }

  @Test(arguments: [
    ("1.0+first-line-1", "1.0+first-line-1"), ("1 |x", "1%20%7Cx"), ("é\n", "%C3%A9%0A"),
    ("²", "%C2%B2"),
  ])
  func aVersionCannotEndTheAddressThatItStandsIn(version: String, plain: String) {
    #expect(FHIRQuestionnaire.plain(version) == plain)
  }

  private static let scale = LevelScale([
    .init("a", .level(.noBarrier), Label(nl: "a", en: "a")),
    .init("b", .level(.blocking), Label(nl: "b", en: "b")),
    .init("?", .absent(.cannotTell), Label(nl: "?", en: "?")),
    .init("8", .absent(.notAsked), Label(nl: "8", en: "8")),
    .init("9", .absent(.notAsked), Label(nl: "9", en: "9")),
    .init("+", .silent, Label(nl: "+", en: "+")),
  ])

  /// What a response to one question says: the value, and why there is none.
  private func said(
    _ type: AnswerType, _ answer: String?, absence: Absence? = nil
  ) throws -> [String] {
    let form = Form([
      Section("s", Label(nl: "s", en: "s"), [Item("q", Label(nl: "q", en: "q"), type)])
    ])
    let questionnaire = FHIRQuestionnaire(
      Description(
        id: "x", version: "1", label: Label(nl: "x", en: "x"), summary: Label(nl: "x", en: "x"),
        source: "", licence: ""), version: "1", sections: form.sections, form: try FormPlan(form),
      hidden: [], .en)
    let resource = questionnaire.resource(
      FHIRQuestionnaire.Response(
        id: "r", subject: .text("p"), author: nil, on: Day(number: 0),
        answers: answer.map { ["q": $0] } ?? [:], rows: [:],
        absences: absence.map { ["q": $0] } ?? [:]))
    var bytes: [UInt8] = []
    resource.appendJSON(to: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    return text.matches(of: /"(valueCode|value(?:Integer|Boolean|Date|String)|code)":("?[^",}]*)/)
      .map { "\($0.1) \($0.2.filter { $0 != "\"" })" }
  }

  @Test func absencesAreToldInTheStandardsWords() throws {
    #expect(try said(.level(Self.scale), "a") == ["code a"])
    #expect(try said(.level(Self.scale), "?") == ["valueCode asked-unknown", "code ?"])
    #expect(try said(.level(Self.scale), "8") == ["code 8"], "it says more than that")
    #expect(try said(.level(Self.scale), "+") == ["code +"])
    #expect(try said(.level(Self.scale), nil, absence: .declined) == ["valueCode asked-declined"])
    #expect(try said(.flag, "declined") == ["valueCode asked-declined"])
    #expect(try said(.day, "not-applicable") == ["valueCode not-applicable"])
    #expect(try said(.count, "cannot-tell") == ["valueCode asked-unknown"])
    #expect(try said(.text, "declined") == ["valueString declined"], "somebody wrote that")
    #expect(try said(.flag, nil).isEmpty)
  }

  @Test func answersAreTyped() throws {
    #expect(try said(.flag, "no") == ["valueBoolean false"])
    #expect(try said(.percent, "40") == ["valueInteger 40"])
    #expect(try said(.day, "2012-02-29") == ["valueDate 2012-02-29"])
    #expect(try said(.many(Option.list("a=a b=b")), "b;a;old") == ["code b", "code a", "code old"])
    #expect(try said(.commune, "Mortsel") == ["valueString Mortsel"])
    #expect(try said(.note, "never").isEmpty)
  }
}
