import Foundation
import TestSupport
import Testing

/// What changed between two days, and what instruments take over from each other.
@Suite struct CompareTests {
  /// One client of whom three sources tell over time.
  private func withStory() throws -> Program {
    let program = try Program()
    _ = try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"])
    for (instrument, text) in [
      (
        "intake",
        """
        client,filled-on,mobility,childcare,finances,illness
        A1,2012-03-01,3,2,1,4
        A1,2012-09-01,2,2,3,
        """
      ), ("mpsa", "client,filled-on,mobility,childcare,hygiene\nA1,2012-10-01,b,d,c\n"),
    ] {
      let file = "\(program.folder)/\(instrument).csv"
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      let taken = try program.run(["import", file, "--as", instrument])
      try #require(taken.code == 0, "\(taken.err)")
    }
    _ = try program.run(["-c", "record A1 illness = none on 2012-11-01"])
    return program
  }

  @Test func twoDaysStandBesideEachOther() throws {
    let program = try withStory()
    defer { program.remove() }
    for tongue in ["en", "nl"] {
      let answer = try program.run([
        "--lang", tongue, "-c", "client A1 | compare 2012-05-01 with today",
      ])
      #expect(try Golden.matches(answer.out, "compare.\(tongue)"), "\(answer.out)")
    }
    #expect(
      try program.csv("client A1 | compare 2012-05-01 with 2012-09-30") == [
        "A1,childcare,supported,supported,same,intake,intake",
        "A1,mobility,blocking,supported,better,intake,intake",
        "A1,finances,none,blocking,worse,intake,intake",
      ])
    #expect(
      try program.csv("client A1 | compare 2012-09-30 with today | where change != same") == [
        "A1,illness,not-assessed,none,first-seen,,record",
        "A1,childcare,supported,blocking,worse,intake,mpsa",
        "A1,hygiene,not-assessed,supported,first-seen,,mpsa",
        "A1,mobility,supported,none,better,intake,mpsa",
      ])
    #expect(try program.csv("client A1 | compare 2011-01-01 with 2011-02-01") == [])
  }

  @Test func comparingADayWithItselfChangesNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for day in ["2012-06-30", "2012-12-31"] {
      let changes = try program.csv("clients | compare \(day) with \(day) | count by change")
      #expect(changes.count == 1 && changes[0].hasPrefix("same,"))
    }
  }

  @Test func aCrosswalkStatesItsLoss() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    #expect(
      try program.csv("crosswalk mpsa intake | count by relation, answer") == [
        "equivalent,proposed,13", "narrower,proposed,7", "none,nothing,12",
      ])
    // The other way round what was narrower is broader.
    #expect(
      try program.csv("crosswalk intake mpsa | count by relation, answer") == [
        "equivalent,proposed,13", "broader,proposed,7", "none,nothing,12",
      ])
    #expect(
      try program.csv("crosswalk mpsa intake | where threshold = hygiene") == [
        "hygiene,Hygiene,,none,nothing"
      ])
    #expect(try program.run(["-c", "crosswalk mpsa nowhere"]).code == 1)
    #expect(try program.csv("thresholds | count by domain").count == 8)
  }
}
