import Language
import Testing

@testable import Session

/// What was known before an entry went to another client can still be asked.
@Suite struct MovedThenTests {
  @Test func whatWasAnsweredBeforeAMoveIsWhatIsKnownAtThatLinkLater() throws {
    let desk = try ValueStore()
    let head = "client,filled-on,last-name,birth-date,job-goal-text"
    let file = try desk.here.folder.write(
      "in.csv",
      "\(head)\nP1,2012-03-01,Maes,1980-02-03,baker\nP2,2012-04-01,Peeters,1975-05-06,pilot\n".utf8)
    _ = try desk.session.importing(file, as: "intake", ImportForm())
    let columns = "sort client | show client, last-name, birth-date, job-goal-text"
    let before = try desk.run("clients | \(columns)")
    let link = try #require(try desk.rows("audit | first 1 | show number")[0]["number"])
    try desk.run("move #1 to P2 because \"wrong person\"")
    #expect(try desk.run("clients | show client").contains("P1") == false)
    #expect(try desk.run("clients as known at \(link) | \(columns)") == before)
  }
}
