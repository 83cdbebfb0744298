import Foundation
import TestSupport
import Testing

/// Sentences that change the store, with `dry` before them and without.
@Suite struct ChangeTests {
  /// All that a change could touch; that somebody came and asked is no change.
  private func content(_ program: Program) throws -> [String] {
    #expect(try program.run(["store", "check"]).code == 0)
    return try program.csv("audit where verb != login | count")
      + program.csv("observations | count by client, threshold, level, on")
      + program.csv("referrals | show client, direction, transfer")
      + program.csv("decisions | count")
  }

  @Test func aDryChangeSaysHowMuchItWouldTouchAndTouchesNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let before = try content(program)
    let file = "\(program.folder)/more.csv"
    try "client,filled-on,mobility\nN001,2012-10-01,3\nT001,2012-10-02,1\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    for (sentence, told) in [
      ("dry record T001 mobility = none", "would change 1 client: mobility blocking → none."),
      ("dry import \"\(file)\" as intake", "would write 2 registrations."),
      (
        "dry refer T001 with direction = vdab-to-ocmw",
        "would register 1 referral of 1 client (2 answers)."
      ),
      ("dry decide T001 with icf = mediation", "would keep 1 decision about 1 client"),
      ("dry assess T001 with mpsa only mobility\n> c", "would keep 1 answer of 1 client."),
    ] {
      let answer = try program.run(["-c", sentence])
      #expect(answer.code == 0, "\(sentence): \(answer.err)")
      #expect(answer.out.contains(told), "\(answer.out)")
      #expect(answer.out.hasSuffix("Nothing was changed.\n"))
    }
    #expect(try content(program) == before)
    // What only reads may be tried in a session that only reads, for it changes nothing.
    #expect(try program.run([], input: "safe\ndry record T001 mobility = none\n").code == 0)
    #expect(try program.run([], input: "safe\nrecord T001 mobility = none\n").code == 3)
  }

  @Test func aReferralIsRegisteredAndSeenAsOne() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let before = try program.csv("referrals | count")
    let made = try program.run([
      "-c",
      "refer T033 with direction = ocmw-to-vdab, transfer = temporary-paused, reason-client = (ready-training, needs-assistance), training-ready = language, reason-other = \"said so\" on 2012-12-30",
    ])
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out == "referred: T033 2012-12-30\n")
    let rows = try program.csv(
      "referrals where client = T033 and filled-on = 2012-12-30 | show direction, transfer, reason-client, followed-up"
    )
    #expect(rows == ["ocmw-to-vdab,temporary-paused,ready-training;needs-assistance,yes"])
    #expect(try program.csv("referrals | count") != before)
    // A second one of the day goes on with the first.
    let more = try program.run([
      "-c", "refer T033 with decision = joint on 2012-12-30",
    ])
    #expect(more.code == 0, "\(more.err)")
    let whole = try program.csv(
      "referrals where client = T033 and filled-on = 2012-12-30 | show transfer, decision")
    #expect(whole == ["temporary-paused,joint"])
    #expect(try program.run(["store", "check"]).code == 0)
  }

  @Test func answersOfAReferralThatDoNotGoTogetherAreRefused() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let before = try content(program)
    for (sentence, told) in [
      ("refer T033 with stream = jobseeker-suspended, direction = ocmw-to-vdab", "E369"),
      ("refer T033 with followed-up = no, direction = ocmw-to-vdab", "E369"),
      ("refer N999 with direction = ocmw-to-vdab", "E308"),
      ("refer T033 with direction = ocmw-to-vdab on 2013-01-01", "E353"),
    ] {
      let answer = try program.run(["-c", sentence])
      #expect(answer.code == 1)
      #expect(answer.err.hasPrefix(told), "\(answer.err)")
    }
    #expect(try content(program) == before)
  }

  @Test func aFileIsImportedBySentenceAllRowsOrTheGoodOnes() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = "\(program.folder)/more.csv"
    try "client,filled-on,mobility\nN001,2012-10-01,3\nN002,2012-10-02,9\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    let refused = try program.run(["-c", "import \"\(file)\" as intake"])
    #expect(refused.code == 1)
    #expect(refused.err.contains("E506 1 of 2 rows bad: nothing was taken"), "\(refused.err)")
    #expect(try program.csv("clients where client = N001 | count") == ["0"])
    let taken = try program.run([
      "-c", "param file = \"\(file)\"; import \"{file}\" as intake partial",
    ])
    #expect(taken.code == 0, "\(taken.err)")
    #expect(taken.out == "64 clients\n")
    #expect(try program.csv("clients where client = N001 | show mobility") == ["blocking"])
  }

  @Test func actionsKeepTheirDaysAndAreListedWhenTheyEnd() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = "\(program.folder)/more.csv"
    try """
    client,filled-on,ocmw.actions
    N001,2012-10-01,"work.art60,2012-01-02,2013-02-28;pre-activation"
    N002,2012-10-02,"work.art60,,2013-06-30"
    N003,2012-10-02,work.art60
    N004,2012-10-02,"work.art60,2013-01-01,2012-01-01"
    N005,2012-10-02,"work.art60,tomorrow"
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let taken = try program.run(["import", file, "--as", "intake", "--partial"])
    #expect(taken.code == 0)
    #expect(taken.err.contains("E513 line 5: ocmw.actions: ends before it starts"), "\(taken.err)")
    #expect(taken.err.contains("E513 line 6: ocmw.actions: expected a date"))
    let shown = "show client, planned-end"
    #expect(
      try program.csv("clients | list art60-ending | \(shown)") == ["N001,2013-02-28"])
    #expect(
      try program.csv(
        "clients where client in (N002, N003) | list art60-ending within 1 year | \(shown)")
        == ["N002,2013-06-30"])
    #expect(
      try program.csv("actions where client = N001 | show action, starts, planned-end")
        == ["work.art60,2012-01-02,2013-02-28", "pre-activation,,"])
    #expect(try program.run(["store", "check"]).code == 0)
    // The same file again changes nothing.
    let again = try program.run(["import", file, "--as", "intake", "--partial"])
    #expect(again.err.contains("3 unchanged"), "\(again.err)")
  }
}
