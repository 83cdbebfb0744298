import InstrumentKit
import Records
import Testing

@Suite struct LocalDayTests {
  @Test func aMomentIsOfTheDayOfTheStoresZone() throws {
    let brussels = try #require(LocalDay())
    // 2012-06-30T22:00:00Z
    #expect(try brussels.day(of: 1_341_093_600) == History.day("2012-07-01"))
    #expect(try brussels.day(of: 1_341_093_599) == History.day("2012-06-30"))
    // Winter: 2012-01-01T22:59:59Z and a second later.
    #expect(try brussels.day(of: 1_325_458_799) == History.day("2012-01-01"))
    #expect(try brussels.day(of: 1_325_458_800) == History.day("2012-01-02"))
    #expect(try brussels.day(of: -1) == History.day("1970-01-01"))
    #expect(LocalDay(zone: "Europe/Tielt") == nil)
  }

  @Test func everyDayEndsWhereTheNextBegins() throws {
    for zone in ["Europe/Brussels", "America/Havana", "Pacific/Apia", "UTC"] {
      let days = try #require(LocalDay(zone: zone))
      for number in Int32(15_340)..<Int32(15_340 + 800) {
        let day = Day(number: number)
        let end = days.end(of: day)
        #expect(days.day(of: end) > day, "\(zone) \(day)")
        // A zone may leave a day out whole.
        #expect(days.day(of: end - 1) <= day, "\(zone) \(day)")
      }
    }
  }
}

@Suite struct MomentTests {
  private func moment(_ history: History, _ day: String, within: Int = 28) throws -> Moment? {
    history.record.moment(
      of: try #require(history.book.place(of: "benefit")), for: "P1", on: try History.day(day),
      by: history.book, since: history.book.since(of: "benefit"), within: within)
  }

  @Test func aFactIsTakenAsItStoodThatDay() throws {
    var history = try History()
    try history.say(history.statement("intake", ["benefit": "living-wage"]), on: "2012-03-01")
    try history.say(history.statement("intake", ["benefit": "none"]), on: "2012-05-01")
    #expect(try moment(history, "2012-04-30")?.answer == history.answer("benefit", "living-wage"))
    #expect(try moment(history, "2012-05-01")?.answer == history.answer("benefit", "none"))
  }

  @Test func elseBySinceDateElseByTheFirstAnswerOfFourWeeks() throws {
    var history = try History()
    try history.say(
      history.statement(
        "intake", ["benefit": "living-wage", "living-wage-since": "2012-01-15"]),
      on: "2012-03-01")
    #expect(try moment(history, "2012-01-15")?.ground == .sinceDate)
    #expect(try moment(history, "2012-01-14") == nil)
    #expect(try moment(history, "2012-02-02")?.ground == .sinceDate)
    var other = try History()
    try other.say(other.statement("intake", ["benefit": "none"]), on: "2012-03-01")
    #expect(try moment(other, "2012-02-02")?.ground == .firstAnswer(History.day("2012-03-01")))
    #expect(try moment(other, "2012-02-01") == nil)
  }

  @Test func aDateReachesBackForItsOwnBenefitAlone() throws {
    var history = try History()
    try history.say(
      history.statement(
        "intake", ["benefit": "sickness;living-wage", "living-wage-since": "2012-01-15"]),
      on: "2012-06-01")
    #expect(try moment(history, "2012-02-02")?.answer == history.answer("benefit", "living-wage"))
  }

  @Test func aDateDoesNotReachBackPastAnotherAnswer() throws {
    var history = try History()
    try history.say(history.statement("intake", ["benefit": "unemployment"]), on: "2012-03-10")
    try history.say(
      history.statement(
        "intake", ["benefit": "living-wage", "living-wage-since": "2012-01-15"]),
      on: "2012-06-01")
    #expect(try moment(history, "2012-03-01")?.answer == history.answer("benefit", "unemployment"))
    #expect(try moment(history, "2012-02-02") == nil)
  }
}
