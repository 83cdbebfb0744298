import Foundation
import InstrumentKit
import TestSupport
import Testing

@testable import Session

/// What a script that failed says of what it did before, and what a change that is only tried
/// refuses.
@Suite(.serialized) struct StaysTests {
  private let trial: TrialSession

  init() throws { trial = try TrialSession(clients: 3) }

  private static let fails = "record NOBODY mobility = none"

  private func stays(_ script: String) -> String {
    let (_, told, code) = trial.run(script + "\n" + Self.fails, name: "s")
    #expect(code == 1, "\(told)")
    let line = told.split(separator: "\n").last { $0.contains("what was done before it stays") }
    return line.map { String($0.split(separator: ": ", maxSplits: 1)[1]) } ?? ""
  }

  @Test func everyChangeThatStaysIsNamed() throws {
    #expect(stays("clients | count") == "")
    #expect(stays("record C0000001 mobility = none") == "s:1 record")
    #expect(
      stays(
        """
        record C0000001 mobility = none
        assess C0000001 with mpsa only mobility
        > 1
        record C0000001 childcare = none
        """) == "s:1 record, s:2 assess, s:4 record")
    let file = trial.folder.file("x.csv")
    #expect(
      stays(
        """
        record C0000001 mobility = none
        clients | count | export csv "\(file)" overwrite
        consent C0000001 to vdab for "guidance" of health
        consent C0000001 to vdab withdrawn
        decide C0000001 with icf = specialised-rehabilitation because "x"
        forget C0000002
        dry record C0000001 mobility = none
        """) == "s:1 record, s:2 export, s:3 consent, s:4 consent, s:5 decide, s:6 forget")
  }

  @Test func aSentenceOfALoopSaysHowOftenItWasDone() {
    let places = trial.run("clients | distinct location").out.split(separator: "\n").count - 1
    let told = stays(
      "for place in (clients | distinct location) { record C0000001 mobility = none }")
    #expect(told == (places > 1 ? "s:1 record (\(places)×)" : "s:1 record"))
  }

  /// Both ways of saying the same change, one after the other.
  private func both(_ change: String) -> (dry: String, deed: String) {
    func code(_ told: String) -> String {
      told.split(separator: " ").first { $0.hasPrefix("E") }.map(String.init) ?? ""
    }
    return (code(trial.run("dry \(change)").told), code(trial.run(change).told))
  }

  @Test func whatTheDeedRefusesTheTrialRefusesToo() throws {
    trial.run("forget C0000002")
    let file = try trial.folder.write("bad.csv", "client,filled-on\n-,x\n")
    for (change, code) in [
      ("record C0000002 mobility = none", "E3"), ("record X mobility = none", "E3"),
      ("record C0000001 mobility = none on 2013-01-01", "E353"),
      ("decide C0000002 with icf = specialised-rehabilitation because \"x\"", "E3"),
      ("decide X with icf = specialised-rehabilitation because \"x\"", "E3"),
      ("decide C0000001 with icf = specialised-rehabilitation on 2013-01-01", "E353"),
      ("refer C0000002 with direction = ocmw-to-vdab", "E3"),
      ("refer X with direction = ocmw-to-vdab", "E3"),
      ("refer C0000001 with direction = ocmw-to-vdab on 2013-01-01", "E353"),
      ("refer C0000001 with direction = ocmw-to-vdab, followed-up = no", "E369"),
      ("assess C0000002 with mpsa only mobility\n> 1", "E3"),
      ("assess C0000001 with mpsa only mobility on 2013-01-01\n> 1", "E353"),
      ("assess C0000001 with mpsa only mobility\n> 77", "E354"),
      ("consent C0000002 to vdab for \"x\" of health", "E3"),
      ("consent X to vdab for \"x\" of health", "E3"),
      ("consent C0000001 to vdab for \"x\" of health until 2012-01-01", "E373"),
      ("consent C0000001 to ocmw withdrawn", "E372"), ("consent X to ocmw withdrawn", "E3"),
      ("consent C0000002 to vdab withdrawn", "E3"),
      ("consent C0000001 to vdab withdrawn on 2013-01-01", "E353"), ("forget X", "E3"),
      ("import \"\(file)\" as mpsa", "E5"), ("import \"/nonexistent\" as mpsa", "E"),
      ("import \"\(file)\" as participations", "E"),
    ] {
      let (dry, deed) = both(change)
      #expect(dry == deed && deed.hasPrefix(code), "\(change): \(dry) and \(deed)")
    }
    // What the trial lets through the deed does too.
    for change in [
      "record C0000001 mobility = none",
      "decide C0000001 with icf = specialised-rehabilitation because \"x\"",
      "refer C0000001 with direction = ocmw-to-vdab", "consent C0000001 to vdab withdrawn",
      "forget C0000002", "forget C0000001",
    ] { #expect(both(change) == ("", ""), "\(change)") }
  }
}
