import InstrumentKit
import Testing

@testable import Session

/// What is typed in an interview, as a file would have it.
@Suite struct AnswerSheetTests {
  private func item(_ type: AnswerType) -> Item { Item("x", Label(nl: "x", en: "x"), type) }

  @Test func optionsAreTakenByCodeNumberOrWords() {
    let options = Option.list("social=sociaal professional=professioneel social-only=enkel-sociaal")
    for (typed, expected) in [
      ("professional", "professional"), ("2", "professional"), ("Professioneel", "professional"),
      ("prof", "professional"), ("enkel", "social-only"), ("sociaal", "social"),
    ] { #expect(AnswerSheet.answer(typed, to: item(.one(options))) == expected, "\(typed)") }
    // The beginning of two is the answer to none.
    for typed in ["soc", "4", "0", "x", ""] {
      #expect(AnswerSheet.answer(typed, to: item(.one(options))) == nil, "\(typed)")
    }
    #expect(AnswerSheet.answer("1; prof", to: item(.many(options))) == "social;professional")
    #expect(AnswerSheet.answer("1; zzz", to: item(.many(options))) == nil)
  }

  @Test func yesAndNoAreTakenInBothLanguages() {
    for typed in ["y", "yes", "J", "ja"] {
      #expect(AnswerSheet.answer(typed, to: item(.flag)) == "yes")
    }
    for typed in ["n", "No", "nee"] { #expect(AnswerSheet.answer(typed, to: item(.flag)) == "no") }
    #expect(AnswerSheet.answer("misschien", to: item(.flag)) == nil)
  }

  @Test func scoresOfAScaleAreTheirCodes() {
    let scale = LevelScale([
      .init("a", .absent(.cannotTell), Label(nl: "nog niet", en: "not yet")),
      .init("1", .level(.noBarrier), Label(nl: "geen", en: "none")),
    ])
    #expect(AnswerSheet.answer("A", to: item(.level(scale))) == "a")
    // A code that is a number is that code, not a place in the list.
    #expect(AnswerSheet.answer("1", to: item(.level(scale))) == "1")
    #expect(AnswerSheet.answer("geen", to: item(.level(scale))) == "1")
  }
}
