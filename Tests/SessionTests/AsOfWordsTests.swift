import Language
import Testing

@testable import Session

/// What is shown of an earlier day is of that day also where it is sealed or only says since when.
@Suite struct AsOfWordsTests {
  private let desk: ValueStore

  init() throws {
    desk = try ValueStore()
    for text in [
      "job-goal,job-goal-text,last-name,mobility\nP1,2012-03-01,yes,baker,Maes,3",
      "job-goal,job-goal-text,last-name,mobility\nP1,2012-05-01,yes,pilot,Mees,2",
    ] {
      let file = try desk.here.folder.write("in.csv", "client,filled-on,\(text)\n".utf8)
      _ = try desk.session.importing(file, as: "intake", ImportForm())
    }
  }

  private func shown(_ columns: String, _ of: String = "") throws -> String {
    let text = try desk.run("clients\(of) | show \(columns)")
    return text.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
  }

  @Test func sinceWhenALevelStandsIsOfThatDay() throws {
    let columns = "mobility, mobility.since, mobility.source"
    #expect(try shown(columns) == "supported,2012-05-01,intake")
    #expect(try shown(columns, " as of 2012-03-15") == "blocking,2012-03-01,intake")
    try desk.run("record P1 mobility = not-applicable on 2012-04-01")
    #expect(try shown(columns, " as of 2012-04-15") == "not-assessed,,")
  }

  @Test func namesAndWordsAreOfThatDay() throws {
    #expect(try shown("last-name, job-goal-text") == "Mees,pilot")
    #expect(try shown("last-name, job-goal-text", " as of 2012-03-15") == "Maes,baker")
  }

  @Test func wordsThatNoLongerApplyAreNotShown() throws {
    let file = try desk.here.folder.write(
      "in.csv", "client,filled-on,job-goal\nP1,2012-06-01,no\n".utf8)
    _ = try desk.session.importing(file, as: "intake", ImportForm())
    #expect(try shown("job-goal, job-goal-text") == "no,")
    #expect(try shown("job-goal, job-goal-text", " as of 2012-05-15") == "yes,pilot")
  }

  @Test func whoeverSaidAnythingByThatDayIsInTheTable() throws {
    let file = try desk.here.folder.write(
      "in.csv",
      "client,filled-on,mobility\nP2,2012-06-01,3\nP3,2012-06-01,3\nP4,2012-06-01,3\n".utf8)
    _ = try desk.session.importing(file, as: "intake", ImportForm())
    try desk.run("record P2 mobility = cannot-tell on 2012-02-01")
    try desk.run("consent P3 to vdab for \"guidance\" of health from 2012-02-03")
    let shown = try desk.run("clients as of 2012-02-02 | show client, mobility.absence")
    #expect(shown.split(whereSeparator: \.isNewline).dropFirst() == ["P2,cannot-tell"])
    let later = try desk.run("clients as of 2012-02-03 | show client")
    #expect(later.split(whereSeparator: \.isNewline).dropFirst() == ["P2", "P3"])
  }

  @Test func whatIsEnteredBesideProfilesIsSeenOfAnEarlierDayAtOnce() throws {
    let file = try desk.here.folder.write(
      "in.csv", "client,filled-on,mobility\nP3,2012-06-01,3\n".utf8)
    _ = try desk.session.importing(file, as: "intake", ImportForm())
    // One day at a time: what was read of a day is there for the next question.
    for (place, sentence) in [
      "clients as of 2012-02-20 | count", "consents as of 2031-01-01 | count",
    ].enumerated() {
      let before = try desk.run(sentence)
      #expect(before.contains("\(place)"), "\(before)")
      try desk.run("consent P3 to vdab for \"guidance\" of health from 2012-02-03")
      let after = try desk.run(sentence)
      #expect(after.contains("\(place + 1)"), "\(after)")
    }
  }
}
