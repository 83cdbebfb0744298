import InstrumentKit
import Profile
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
    ] {
      #expect(AnswerSheet.answer(typed, to: item(.one(options)), in: nil) == expected, "\(typed)")
    }
    // The beginning of two is the answer to none.
    for typed in ["soc", "4", "0", "x", ""] {
      #expect(AnswerSheet.answer(typed, to: item(.one(options)), in: nil) == nil, "\(typed)")
    }
    #expect(
      AnswerSheet.answer("1; prof", to: item(.many(options)), in: nil) == "social;professional")
    #expect(AnswerSheet.answer("1; zzz", to: item(.many(options)), in: nil) == nil)
  }

  @Test func aScreenTakesTheWordsThatStandOnIt() throws {
    let sex = Item(
      "sex", Label(nl: "Geslacht", en: "Sex"), .one(Option.list("m=man f=vrouw x")),
      link: .field("sex"))
    let state = Item(
      "civil-status", Label(nl: "Burgerlijke staat", en: "Civil status"),
      .one(try #require(FieldCatalog.standard.field("civil-status")?.type.list).options),
      link: .field("civil-status"))
    for (typed, item, dutch, english) in [
      ("f", sex, nil, "f"), ("v", sex, "f", nil), ("vrouw", sex, "f", nil), ("x", sex, "x", "x"),
      ("2", sex, "f", "f"), ("ma", state, nil, "married"), ("married", state, nil, "married"),
      ("ge", state, nil, nil), ("gehuwd", state, "married", nil),
      ("ongehuwd", state, "single", nil), ("single", state, nil, "single"),
    ] as [(String, Item, String?, String?)] {
      #expect(AnswerSheet.answer(typed, to: item, in: .nl) == dutch, "\(typed)")
      #expect(AnswerSheet.answer(typed, to: item, in: .en) == english, "\(typed)")
      // A script has words of either.
      if let either = dutch ?? english {
        #expect(AnswerSheet.answer(typed, to: item, in: nil) == either, "\(typed)")
      }
    }
    #expect(AnswerSheet.answer("yes", to: item(.flag), in: .nl) == nil)
    #expect(AnswerSheet.answer("j", to: item(.flag), in: .nl) == "yes")
    #expect(AnswerSheet.answer("n", to: item(.flag), in: .nl) == "no")
    #expect(AnswerSheet.answer("ja", to: item(.flag), in: .en) == nil)
  }

  @Test func aCodeWithHyphensIsTheSameWithSpaces() throws {
    let list = try #require(FieldCatalog.standard.field("arrival")?.type.list)
    let arrival = Item(
      "arrival", Label(nl: "x", en: "x"), .one(list.options), link: .field("arrival"))
    for typed in ["1 tot 2 jaar", "1-tot-2-jaar", "1-2-years", "2"] {
      #expect(AnswerSheet.answer(typed, to: arrival, in: nil) == "1-2-years", "\(typed)")
    }
    #expect(AnswerSheet.answer("1-tot-2-jaar", to: arrival, in: .nl) == "1-2-years")
  }

  @Test func yesAndNoAreTakenInBothLanguages() {
    for typed in ["y", "yes", "J", "ja"] {
      #expect(AnswerSheet.answer(typed, to: item(.flag), in: nil) == "yes")
    }
    for typed in ["n", "No", "nee"] {
      #expect(AnswerSheet.answer(typed, to: item(.flag), in: nil) == "no")
    }
    #expect(AnswerSheet.answer("misschien", to: item(.flag), in: nil) == nil)
  }

  @Test func scoresOfAScaleAreTheirCodes() {
    let scale = LevelScale([
      .init("a", .absent(.cannotTell), Label(nl: "nog niet", en: "not yet")),
      .init("1", .level(.noBarrier), Label(nl: "geen", en: "none")),
    ])
    #expect(AnswerSheet.answer("A", to: item(.level(scale)), in: nil) == "a")
    // A code that is a number is that code, not a place in the list.
    #expect(AnswerSheet.answer("1", to: item(.level(scale)), in: nil) == "1")
    #expect(AnswerSheet.answer("geen", to: item(.level(scale)), in: nil) == "1")
  }
}
