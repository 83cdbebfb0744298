import InstrumentKit
import Store
import Testing

@testable import Session

/// Days that cannot be are refused at every entrance; what may be true is told and taken.
@Suite struct PlausibleTests {
  private let trial: TrialSession

  /// One client, born on 1 June 1980 and registered on 1 March 2012.
  init() throws {
    trial = try TrialSession(clients: 0)
    try take("client,filled-on,birth-date,mobility\nP1,2012-03-01,1980-06-01,3\n")
  }

  @discardableResult
  private func take(_ file: String, as id: String = "intake") throws -> ImportReport {
    try trial.folder.write("f", file)
    return try trial.session.importing(trial.folder.file("f"), as: id)
  }

  private func refused(_ file: String, as id: String = "intake") throws -> String {
    try trial.folder.write("f", file)
    let error = #expect(throws: ImportRefused.self) {
      try trial.session.importing(trial.folder.file("f"), as: id)
    }
    return error?.report.listing(.en) ?? ""
  }

  @Test(arguments: [
    ("client,filled-on,mobility\nP2,2013-01-01,3\n", "filled-on: later than the reference date"),
    ("client,filled-on,mobility\nP2,1899-12-31,3\n", "filled-on: before 1900"),
    (
      "client,filled-on,birth-date\nP2,2012-01-01,1899-12-31\n", "birth-date: before 1900"
    ),
    (
      "client,filled-on,birth-date\nP2,2012-01-01,2013-01-01\n",
      "birth-date: born after the registration"
    ),
    ("client,filled-on,mobility\nP1,1980-05-31,3\n", "before the client was born"),
    (
      "client,filled-on,birth-date\nP1,2012-06-01,2012-05-01\n",
      "born after an earlier registration"
    ),
    (
      "client,filled-on,birth-date\nP2,2012-01-01,1990-01-01\nP2,1989-12-31,\n",
      "before the client was born"
    ),
    (
      "client,filled-on,birth-date\nP2,1989-12-31,\nP2,2012-01-01,1990-01-01\n",
      "born after an earlier registration"
    ),
    (
      "client,filled-on,birth-date\nP1,2012-04-01,1970-01-01\nP1,1969-12-31,\n",
      "before the client was born"
    ),
  ]) func aFileOfDaysThatCannotBeIsRefused(_ file: String, _ why: String) throws {
    let told = try refused(file)
    #expect(told.contains("E513") && told.contains(why), "\(told)")
  }

  @Test func aCorrectedBirthDateIsMeasuredByItself() throws {
    #expect(try take("client,filled-on,birth-date\nP1,2012-04-01,1970-01-01\n").added == 1)
    #expect(try take("client,filled-on,mobility\nP1,1975-01-01,3\n").added == 1)
    #expect(try take("client,filled-on,mobility\nP1,1970-01-01,3\n").added == 1)
    #expect(try refused("client,filled-on,mobility\nP1,1969-12-31,3\n").contains("E513"))
  }

  @Test(arguments: [
    "record P1 mobility = none on DAY because \"x\"",
    "refer P1 with direction = ocmw-to-vdab on DAY",
    "decide P1 with icf = specialised-rehabilitation on DAY because \"x\"",
    "consent P1 to vdab for \"guidance\" of health from DAY until 2027-01-01",
    "consent P1 to vdab withdrawn on DAY",
    "assess P1 with intake on DAY",
  ]) func noVerbTakesADayThatCannotBe(_ sentence: String) throws {
    trial.session.ask = { _ in .leaves }
    func told(_ day: String) -> String {
      trial.run(sentence.replacing("DAY", with: day)).told
    }
    #expect(told("1980-05-31").contains("E358"), "\(told("1980-05-31"))")
    #expect(told("1899-12-31").contains("E352"), "\(told("1899-12-31"))")
    // A permission may begin later than it is given.
    if !sentence.contains("from DAY") { #expect(told("2013-01-01").contains("E353")) }
    let right = told("1980-06-01")
    #expect(!right.contains("E352") && !right.contains("E358"), "\(right)")
  }

  @Test func noCorrectionAndNoMoveMakesADayThatCannotBe() throws {
    try take("client,filled-on,birth-date\nP2,2012-02-01,2012-01-01\nP3,2011-03-01,\n")
    let store = try #require(trial.session.store)
    func number(_ client: String) throws -> Int64 {
      try #require(try store.registrations(of: client, notes: false).first).number
    }
    let (one, three) = (try number("P1"), try number("P3"))
    for (sentence, code) in [
      ("correct #\(one) mobility = none on 1980-05-31 because \"x\"", "E358"),
      ("correct #\(one) mobility = none on 1899-12-31 because \"x\"", "E352"),
      ("correct #\(one) mobility = none on 2013-01-01 because \"x\"", "E353"),
      ("move #\(three) to P2 because \"x\"", "E358"),
    ] {
      let told = trial.run(sentence).told
      #expect(told.contains(code), "\(sentence): \(told)")
    }
    let right = trial.run("correct #\(one) birth-date = 1981-01-01 because \"x\"")
    #expect(right.code == 0, "\(right.told)")
    #expect(try store.birthDay(of: "P1")?.description == "1981-01-01")
  }

  @Test(arguments: [
    ("1980-05-31", "before the client was born"), ("1899-12-31", "before 1900"),
    ("2013-01-01", "later than the reference date"),
  ]) func aParticipationBeginsOnADayThatCanBe(_ day: String, _ why: String) throws {
    let told = try refused("client,operation,entered-on\nP1,OP,\(day)\n", as: "participations")
    #expect(told.contains("E513") && told.contains(why), "\(told)")
  }

  @Test func anAnswerOfAConversationGivesNoBirthAfterAnEarlierDay() throws {
    var lines = ["2012-05-01"]
    trial.session.ask = { _ in lines.isEmpty ? .leaves : .line(lines.removeFirst()) }
    let told = trial.run("assess P1 with intake only birth-date on 2012-06-01").told
    #expect(told.contains("E359"), "\(told)")
    #expect(try trial.session.store?.birthDay(of: "P1")?.description == "1980-06-01")
  }

  @Test func whatBeginsLaterIsToldAndTaken() throws {
    let file = "client,filled-on,benefit,living-wage-since\nP2,2012-03-01,living-wage,2012-03-02\n"
    let report = try take(file)
    #expect(report.added == 1)
    #expect(
      report.text(.en).contains("living-wage-since: later than the day of the registration"),
      "\(report.text(.en))")
    let same = try take(file.replacing("P2", with: "P3").replacing("03-02", with: "03-01"))
    #expect(!same.text(.en).contains("later than"))
  }

  @Test func anUnknownCategoryIsToldWithTheNearest() throws {
    let told = try take("client,filled-on,vdab-registered,vdab-category\nP2,2012-03-01,yes,0 5\n")
    #expect(told.text(.en).contains("05 meant?"), "\(told.text(.en))")
  }
}
