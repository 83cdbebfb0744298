import InstrumentKit
import Language
import Store
import Testing

@testable import Session

/// Of two codes that are one person the narrower permission holds, until it is said again.
@Suite struct NarrowerConsentTests {
  private let desk: TrialSession

  init() throws {
    desk = try TrialSession(clients: 0)
    try desk.folder.write(
      "in.csv", "client,filled-on,mobility\nP1,2012-03-01,1\nP2,2012-03-01,3\n".utf8)
    _ = try desk.session.importing(desk.folder.file("in.csv"), as: "intake")
  }

  private func run(_ sentence: String) throws {
    let answer = desk.run(sentence)
    try #require(answer.code == 0, "\(sentence): \(answer.told)")
  }

  private func rows(_ organisation: String) -> [String] {
    desk.run(
      "consents where organisation = \(organisation) | show data, from, until, state | sort until"
    ).out.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func theNarrowerHoldsUntilItIsSaidAgainAndDividingGivesEachItsOwnBack() throws {
    try run("consent P1 to vdab for \"x\" of health, justice from 2012-04-01 until 2013-06-01")
    try run("consent P2 to vdab for \"x\" of health from 2012-05-01 until 2013-01-01")
    let before = rows("vdab")
    #expect(
      before == [
        "health,2012-05-01,2013-01-01,valid", "health;justice,2012-04-01,2013-06-01,valid",
      ])
    try run("merge P2 into P1 because \"x\"")
    let narrow = "health,2012-05-01,2013-01-01,valid"
    #expect(rows("vdab") == [narrow, narrow])
    try run("consent P2 to vdab for \"x\" of health, justice from 2012-06-01 until 2014-01-01")
    #expect(rows("vdab") == [narrow, narrow, "health;justice,2012-06-01,2014-01-01,valid"])
    try run("unmerge P2 because \"x\"")
    #expect(rows("vdab").prefix(2) == before[...])
    #expect(try desk.session.store?.check().isEmpty == true)
  }

  @Test func anObjectionOrAWithdrawalUnderTheOtherCodeEndsThePermission() throws {
    try run("consent P1 to vdab for \"x\" of health from 2012-04-01")
    try run("consent P2 to vdab refused from 2012-08-01")
    try run("consent P1 to ocmw for \"x\" of health from 2012-04-01")
    try run("consent P2 to ocmw for \"x\" of health from 2012-04-01")
    try run("consent P2 to ocmw withdrawn on 2012-09-01")
    try run("consent P1 to caw for \"x\" of health from 2012-04-01")
    try run("merge P2 into P1 because \"x\"")
    #expect(rows("vdab").contains("health,2012-04-01,2012-07-31,expired"), "\(rows("vdab"))")
    #expect(rows("ocmw").allSatisfy { $0.hasSuffix("withdrawn") }, "\(rows("ocmw"))")
    // Under the other code nothing was said to this one.
    #expect(rows("caw") == ["health,2012-04-01,,valid"])
  }
}
