import InstrumentKit

/// An instrument whose every word can be false.
struct Toy: Instrument {
  var description: Description
  var form: Form
  var inputs: [Input]
  var measures: [Measure]
  var goldenCases: [GoldenCase] = []
  /// Whether it writes its second measure.
  var isThorough = true
  /// A place where it writes that it has no measure for, for whoever has an age.
  var strays: Int?

  static func label(_ text: String) -> Label { Label(nl: text, en: text) }

  static func named(_ id: String, version: String = "1.0") -> Toy {
    Toy(
      description: Description(
        id: id, version: version, label: label(id), summary: label(id), source: "none",
        licence: "none"),
      form: Form([Section("all", label("all"), items)]),
      inputs: [.field("age"), .item("pets"), .item("colours"), .item("since"), .measurements],
      measures: [
        Measure("blocking", label("blocking"), .count),
        Measure("owner", label("owner"), .code(Option.list("young=jong old=oud"))),
        Measure("colours", label("colours"), .codes(colours)),
        Measure("since", label("since"), .day),
        Measure("accepted", label("accepted"), .count),
      ])
  }

  static let colours = Option.list("red=rood blue=blauw")

  static let items = [
    Item("pets", label("pets"), .flag), Item("colours", label("colours"), .many(colours)),
    Item("since", label("since"), .day),
  ]

  func score(_ subject: Subject, into result: inout Result) {
    result.set(0, subject.levels.thresholds(at: .blocking).count)
    if isThorough {
      let owner: Cell? =
        if subject.flag(1) == true, let age = subject.number(0) { Cell(age > 60 ? 1 : 0) } else {
          nil
        }
      result.set(1, owner ?? .unknown, because: Reason("pets", Toy.label("pets")))
    }
    result.set(2, subject[2])
    result.set(3, subject[3])
    if let strays, subject.number(0) ?? 0 > 0 {
      result.set(strays, .unknown, because: Reason("stray", Toy.label("stray")))
    }
    result.set(4, subject.accepted.thresholds(at: .blocking).count)
  }
}
