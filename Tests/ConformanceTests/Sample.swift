import InstrumentKit

/// A small instrument that conforms; tests make one thing of it wrong.
struct Sample: Instrument {
  var description = Description(
    id: "sample", version: "1.0", label: label("sample"), summary: label("sample"), source: "none",
    licence: "none")
  var items = Sample.items
  var inputs: [Input] = [
    .field("age"), .item("pets"), .item("colours"), .item("since"), .item("share"),
    .history("share"),
  ]
  var measures = [
    Measure("blocking", label("blocking"), .count),
    Measure("owner", label("owner"), .code(Option.list("young=jong old=oud"))),
    Measure("colours", label("colours"), .codes(colours)),
    Measure("since", label("since"), .day),
    Measure("share", label("share"), .percent),
    Measure("has-pets", label("has pets"), .flag),
  ]
  var goldenCases = Sample.cases
  var advice: Advice?
  var migrations: [Migration] = []
  /// What happens after a subject was scored.
  var twist: @Sendable (Subject, Result) -> Void = { _, _ in }

  static func label(_ text: String) -> Label { Label(nl: text, en: text) }

  var form: Form { Form([Section("all", Sample.label("all"), items)]) }

  static let colours = Option.list("red=rood blue=blauw")

  static let scale = LevelScale([
    .init("a", .absent(.cannotTell), label("not judged")),
    .init("b", .level(.noBarrier), label("none")), .init("c", .level(.supported), label("some")),
    .init("d", .level(.blocking), label("much")),
  ])

  static let items = [
    Item("pets", label("pets"), .flag),
    Item("colours", label("colours"), .many(colours), when: .yes("pets")),
    Item("since", label("since"), .day), Item("share", label("share"), .percent),
    Item("mobility", label("mobility"), .level(scale), link: .threshold(.mobility)),
  ]

  static let cases = [
    GoldenCase(
      "60 is young", levels: [.mobility: .blocking], inputs: ["age": "60", "item:pets": "yes"],
      expects: ["owner": "young", "has-pets": "yes", "blocking": "1"]),
    GoldenCase(
      "61 is old", inputs: ["age": "61", "item:pets": "yes"], expects: ["owner": "old"]),
    GoldenCase("no pets", inputs: ["item:pets": "no"], expects: ["has-pets": "no"]),
  ]

  func score(_ subject: Subject, into result: inout Result) {
    result.set(0, subject.levels.thresholds(at: .blocking).count)
    var owner: Cell?
    if subject.flag(1) == true, let age = subject.number(0) { owner = Cell(age > 60 ? 1 : 0) }
    result.set(1, owner ?? .unknown, because: Reason("pets", Sample.label("pets")))
    result.set(2, subject[2])
    result.set(3, subject[3])
    let history = subject.entries(5)
    result.set(4, history[history.count - 1, 1])
    result.set(5, subject[1])
    twist(subject, result)
  }
}
