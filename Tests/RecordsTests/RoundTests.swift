import InstrumentKit
import Records
import Testing

@Suite struct RoundTests {
  private static func flag(_ id: String, when condition: Condition? = nil) -> Item {
    Item(id, Label(nl: id, en: id), .flag, when: condition)
  }

  /// Three questions, and one that is asked after a yes to the first.
  private static let form = Form([
    Section(
      "all", Label(nl: "alles", en: "all"),
      [
        flag("a"), flag("b"), flag("c"), flag("d", when: .yes("a")),
        Item("e", Label(nl: "e", en: "e"), .flag, .occasion),
      ])
  ])

  private func law(_ instrument: String = "made-up", _ form: Form = form) throws -> RoundLaw {
    RoundLaw(of: instrument, try FormPlan(form))
  }

  /// - Parameter answers: the letter of a question, in capitals for yes.
  private func visit(_ on: String, _ answers: String, by contributor: String? = nil) throws -> Visit
  {
    var visit = Visit(on: try History.day(on), entry: 1, contributor: contributor, items: 5)
    for letter in answers {
      let place = try #require(["a", "b", "c", "d", "e"].firstIndex(of: letter.lowercased()))
      visit.cells[place] = letter.isUppercase ? 1 : 0
      visit.isAnswered[place] = true
    }
    return visit
  }

  @Test func visitsAddUntilTheRoundIsWhole() throws {
    let rounds = try law().rounds([
      try visit("2012-03-01", "ab"), try visit("2012-06-02", "c"), try visit("2012-06-03", "b"),
    ])
    #expect(rounds.map(\.isWhole) == [true, false])
    #expect(try rounds.map(\.firstDay) == ["2012-03-01", "2012-06-03"].map(History.day))
    #expect(try rounds.map(\.day) == [History.day("2012-06-02"), nil])
  }

  @Test func aVisitThatAnswersAllIsARoundByItself() throws {
    let rounds = try law().rounds([
      try visit("2012-03-01", "ab"), try visit("2012-06-02", "abc"),
      try visit("2012-06-03", "c"),
    ])
    #expect(rounds.map(\.isWhole) == [false, true, false])
  }

  @Test func whatAVisitOpensMustBeAnsweredToo() throws {
    let open = try law().rounds([try visit("2012-03-01", "abc"), try visit("2012-03-02", "A")])
    #expect(open.map(\.isWhole) == [true, false])
    let asked = [try visit("2012-03-01", "Ab"), try visit("2012-03-02", "c")]
    #expect(try law().rounds(asked).map(\.isWhole) == [false])
    #expect(try law().rounds(asked + [visit("2012-03-03", "d")]).map(\.isWhole) == [true])
    #expect(try law().rounds(asked + [visit("2012-03-03", "a")]).map(\.isWhole) == [true])
  }

  @Test func whereLevelsAreAskedTheyAreWhatIsMeasured() throws {
    let scale = LevelScale([.init("n", .level(.noBarrier), Label(nl: "n", en: "n"))])
    let form = Form([
      Section(
        "all", Label(nl: "alles", en: "all"),
        [
          Self.flag("a"), Self.flag("b"),
          Item(
            "c", Label(nl: "c", en: "c"), .level(scale), link: .threshold(.mobility)),
          Item("d", Label(nl: "d", en: "d"), .note), Self.flag("e"),
        ])
    ])
    #expect(try law("made-up", form).rounds([try visit("2012-03-01", "c")])[0].isWhole)
    #expect(try !law("made-up", form).rounds([try visit("2012-03-01", "abde")])[0].isWhole)
  }

  @Test func aFormThatAsksNothingAtItsCoreIsWholeEachTime() throws {
    let form = Form([
      Section(
        "all", Label(nl: "alles", en: "all"),
        (0..<5).map { Item("i\($0)", Label(nl: "i", en: "i"), .note, .occasion) })
    ])
    let visits = [try visit("2012-03-01", ""), try visit("2012-03-02", "")]
    #expect(try law("made-up", form).rounds(visits).map(\.isWhole) == [true, true])
  }

  @Test(arguments: [
    ("2012-03-01", "2013-03-01", true), ("2012-03-01", "2013-03-02", false),
    ("2011-03-01", "2012-03-01", true), ("2012-02-29", "2013-02-28", true),
    ("2012-02-29", "2013-03-01", false),
  ]) func aRoundOfMPSAIsOpenForAYear(_ first: String, _ last: String, _ isWhole: Bool) throws {
    let visits = [try visit(first, "ab"), try visit(last, "c")]
    #expect(try law("mpsa").rounds(visits).map(\.isWhole) == (isWhole ? [true] : [false, false]))
    #expect(try law("other").rounds(visits).map(\.isWhole) == [true])
  }

  @Test func contributorsOfOneRoundCountOnce() throws {
    let rounds = try law().rounds([
      try visit("2012-03-01", "abc", by: "work"), try visit("2012-03-01", "abc", by: "welfare"),
      try visit("2012-09-01", "ab", by: "work"), try visit("2012-09-01", "c", by: "welfare"),
      try visit("2012-10-01", "ab", by: "work"), try visit("2012-10-09", "c", by: "welfare"),
      try visit("2012-11-01", "abc", by: "work"), try visit("2012-11-01", "abc", by: "work"),
    ])
    #expect(rounds.map(\.isWhole) == [true, true, true, true, true])
    #expect(
      rounds.map(\.day?.description) == [
        "2012-03-01", "2012-09-01", "2012-10-09", "2012-11-01", "2012-11-01",
      ])
  }

  @Test func whatIsSealedCountsByHowMuchOfItWasAnswered() throws {
    let law = RoundLaw(of: "made-up", try FormPlan(Self.form)) { $0 > 1 }
    let first = try visit("2012-03-01", "ab")
    var second = try visit("2012-03-02", "")
    #expect(law.rounds([first, second]).map(\.isWhole) == [false])
    second.sealedAnswered = 1
    #expect(law.rounds([first, second]).map(\.isWhole) == [true])
    // One more is asked after a yes.
    let third = try visit("2012-03-01", "Ab")
    #expect(law.rounds([third, second]).map(\.isWhole) == [false])
    second.sealedAnswered = 2
    #expect(law.rounds([third, second]).map(\.isWhole) == [true])
  }

  @Test func whatItsOwnVersionTookForAllIsWhole() throws {
    var visit = try visit("2012-03-01", "a")
    #expect(try !law().rounds([visit])[0].isWhole)
    visit.answersAll = true
    #expect(try law().rounds([visit])[0].isWhole)
  }
}
