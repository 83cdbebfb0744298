import InstrumentKit
import Testing

@Suite struct FormPlanTests {
  private func item(_ id: String, _ type: AnswerType = .flag, when: Condition? = nil) -> Item {
    Item(id, Label(nl: id, en: id), type, when: when)
  }

  private func form(_ items: [Item], when: Condition? = nil) -> Form {
    Form([Section("s", Label(nl: "s", en: "s"), when: when, items)])
  }

  private func applicable(_ plan: FormPlan, _ answers: [Int32]) -> [Bool] {
    var result: [Bool] = []
    answers.withUnsafeBufferPointer { plan.applicable($0, into: &result) }
    return result
  }

  @Test func refusesACircleOfConditions() {
    let items = [
      item("a", when: .yes("c")), item("b", when: .yes("a")), item("c", when: .yes("b")),
    ]
    #expect(throws: FormFault(item: "a", problem: .cyclicCondition)) { try FormPlan(form(items)) }
  }

  @Test func refusesAnItemThatHangsOnItself() {
    #expect(throws: FormFault(item: "a", problem: .cyclicCondition)) {
      try FormPlan(form([item("a", when: .no("a"))]))
    }
  }

  @Test func aChainOfConditionsMayBeAsLongAsTheForm() throws {
    let items = (0..<10_000).map { item("\($0)", when: $0 == 9_999 ? nil : .yes("\($0 + 1)")) }
    let plan = try FormPlan(form(items))
    #expect(plan.conditional.first == 9_998)
    #expect(plan.conditional.last == 0)
  }

  @Test func aScoreCanBeAskedForByItsCode() throws {
    let scale = LevelScale([
      .init("mild", .level(.supported), Label(nl: "m", en: "m")),
      .init("much", .level(.supported), Label(nl: "v", en: "v")),
    ])
    let items = [item("a", .level(scale)), item("b", when: .has("a", "much"))]
    let plan = try FormPlan(form(items))
    #expect(applicable(plan, [0, Cell.unknown.raw]) == [true, false])
    #expect(applicable(plan, [1, Cell.unknown.raw]) == [true, true])
    #expect(throws: FormFault(item: "b", problem: .unknownOption("a = none"))) {
      try FormPlan(form([items[0], item("b", when: .has("a", "none"))]))
    }
  }

  @Test func refusesTheSameIdTwice() {
    #expect(throws: FormFault(item: "a", problem: .takenTwice)) {
      try FormPlan(form([item("a"), item("a")]))
    }
  }

  @Test func refusesAConditionOnNothing() {
    #expect(throws: FormFault(item: "a", problem: .unknownItem("b"))) {
      try FormPlan(form([item("a", when: .yes("b"))]))
    }
    let list = item("list", .one(Option.list("x y")))
    #expect(throws: FormFault(item: "a", problem: .unknownOption("list = z"))) {
      try FormPlan(form([list, item("a", when: .has("list", "z"))]))
    }
  }

  @Test func anAnswerThatDoesNotApplyFulfilsNothing() throws {
    let plan = try FormPlan(
      form([item("a"), item("b", when: .yes("a")), item("c", when: .yes("b"))]))
    #expect(applicable(plan, [1, 1, 1]) == [true, true, true])
    // b was answered yes before a was changed to no: its answer is set aside, and so is c.
    #expect(applicable(plan, [0, 1, 1]) == [true, false, false])
    #expect(applicable(plan, [1, 1, 1]) == [true, true, true])
    #expect(applicable(plan, [Cell.unknown.raw, 1, 1]) == [true, false, false])
  }

  @Test func listsContainAndLackOptions() throws {
    let many = item("many", .many(Option.list("x y z")))
    let one = item("one", .one(Option.list("x y z")))
    let plan = try FormPlan(
      form([
        many, one, item("has-y", when: .has("many", "y")),
        item("lacks-y", when: .lacks("many", "y")),
        item("is-z", when: .has("one", "z")), item("not-z", when: .lacks("one", "z")),
      ]))
    #expect(applicable(plan, [0b010, 2, 0, 0, 0, 0]).suffix(4) == [true, false, true, false])
    #expect(applicable(plan, [0b101, 0, 0, 0, 0, 0]).suffix(4) == [false, true, false, true])
    let unknown = Cell.unknown.raw
    #expect(
      applicable(plan, [unknown, unknown, 0, 0, 0, 0]).suffix(4) == [false, false, false, false])
  }

  @Test func aSharedItemTakesTheAnswersOfItsField() throws {
    let shared = Item("sex", Label(nl: "s", en: "s"), .shared, link: .field("sex"))
    let plan = try FormPlan(form([shared])) { _ in .one(Option.list("m f")) }
    #expect(plan.items[0].type.codes == ["m", "f"])
    #expect(throws: FormFault(item: "sex", problem: .unknownField("sex"))) {
      try FormPlan(form([shared]))
    }
    let other = Item("sex", Label(nl: "s", en: "s"), .one(Option.list("f m")), link: .field("sex"))
    #expect(throws: FormFault(item: "sex", problem: .otherOptions("sex"))) {
      try FormPlan(form([other])) { _ in .one(Option.list("m f")) }
    }
  }
}
