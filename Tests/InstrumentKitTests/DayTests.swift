import InstrumentKit
import Testing

@Suite struct DayTests {
  @Test func everyDayOfFourCenturiesGoesThereAndBack() {
    var day = Day(year: 1799, month: 12, day: 31)
    var last = day?.number ?? 0
    while let today = day, today.civil.year < 2201 {
      let (year, month, dayOfMonth) = today.civil
      #expect(Day(year: year, month: month, day: dayOfMonth) == today)
      if today.number != last { #expect(today.number == last + 1) }
      last = today.number
      day = today.adding(days: 1)
    }
  }

  @Test(arguments: [
    "2023-02-29", "2012-13-01", "2012-00-10", "2012-1-01", "12-01-2012", "", "2012-01-01x",
  ])
  func refusesWhatIsNoDay(text: String) { #expect(Day(iso: text) == nil) }

  @Test func printsWhatItReads() { #expect(Day(iso: "0987-06-05")?.description == "0987-06-05") }

  @Test(arguments: [
    ("1952-12-31", "2012-12-31", 60), ("1952-12-31", "2012-12-30", 59),
    ("2000-02-29", "2001-02-28", 0), ("2000-02-29", "2001-03-01", 1),
  ])
  func agesChangeOnTheBirthday(born: String, on: String, age: Int) throws {
    let born = try #require(Day(iso: born))
    #expect(born.age(on: try #require(Day(iso: on))) == age)
  }

  @Test func aDayBeforeBirthHasNoAge() throws {
    let born = try #require(Day(iso: "2012-01-02"))
    #expect(born.age(on: born.adding(days: -1)) == nil)
  }

  @Test func monthsEndOnTheLastDayWhenTheyAreShorter() throws {
    let day = try #require(Day(iso: "2012-01-31"))
    #expect(day.adding(months: 1).description == "2012-02-29")
    #expect(day.adding(months: -2).description == "2011-11-30")
    #expect(day.adding(months: 12).description == "2013-01-31")
  }

  @Test func quartersKnowTheirEnds() throws {
    let quarter = try #require(Quarter(year: 2012, quarter: 1))
    #expect(quarter.first.description == "2012-01-01")
    #expect(quarter.last.description == "2012-03-31")
    #expect(quarter.description == "2012Q1")
    #expect(Quarter(containing: quarter.last) == quarter)
    #expect(Quarter(year: 2012, quarter: 5) == nil)
  }
}
