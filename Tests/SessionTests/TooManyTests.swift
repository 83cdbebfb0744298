import Foundation
import InstrumentKit
import Language
import TestSupport
import Testing

@testable import Session

/// How many clients are read about one by one is a limit on those who are left, and not on those
/// among whom they are sought.
@Suite struct TooManyTests {
  private func trial() throws -> TrialSession {
    let trial = try TrialSession(clients: 12)
    trial.session.mostAtOnce = 4
    return trial
  }

  @Test func theLimitOfBalancesIsOnThoseOfThePeriod() throws {
    let trial = try trial()
    func export(_ period: String, _ stage: String = "") -> (out: String, told: String, code: Int32)
    {
      trial.run(
        "clients \(stage) | export spb \"\(trial.folder.file("forms"))\" overwrite period \(period)"
      )
    }
    let days = trial.run("assessments where instrument = spb | sort on | show on").out
      .split(separator: "\n").dropFirst().map(String.init)
    try #require(days.count > 4)
    // The first day on which there is a balance has few of them.
    let day = try #require(days.first)
    let few = days.count { $0 == day }
    try #require(few <= 4)
    for stage in ["", "| document spb", "| explain spb"] {
      let answer = export("\(day) to \(day)", stage)
      #expect(answer.code == 0, "\(stage): \(answer.told)")
      #expect(answer.told.contains("of \(few) client"), "\(answer.told)")
    }
    let all = export("2000 to 2012")
    #expect(all.code == 1 && all.told.contains("E315 these are"), "\(all.told)")
  }

  @Test func itIsStillALimitWhereAllAreReadAbout() throws {
    let trial = try trial()
    #expect(trial.run("clients | explain mpsa").told.contains("E315 these are 12 clients"))
    #expect(trial.run("clients | first 4 | explain mpsa").code == 0)
    #expect(
      trial.run("clients | export referral \"\(trial.folder.file("r.html"))\"").told
        .contains("E315"))
  }
}
