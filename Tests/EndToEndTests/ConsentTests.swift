import Foundation
import Testing

/// What clients permit and object to, in sentences.
@Suite struct ConsentTests {
  @Test func aPermissionIsRecordedShownAndWithdrawn() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let given = try program.run([
      "-c",
      "consent T014 to vdab for \"guidance to work\" of health, justice until 2013-01-01",
      "-c", "consent T015 to ocmw refused", "-c",
      "toestemming T014 aan gtb voor \"begeleiding\" van drempels als wettelijke-taak vanaf 2013-06-01",
    ])
    #expect(
      given.out == """
        recorded: permission of T014 to vdab, health, justice, from 2012-12-31 until 2013-01-01
        recorded: objection of T015 to ocmw, profile, identity, notes, health, justice, debts, thresholds, instruments, from 2012-12-31
        recorded: permission of T014 to gtb, thresholds, from 2013-06-01

        """)
    #expect(
      try program.csv("consents | show client, kind, organisation, data, ground, until, state")
        == [
          "T014,permission,vdab,health;justice,consent,2013-01-01,valid",
          "T014,permission,gtb,thresholds,legal-task,,future",
          "T015,objection,ocmw,"
            + "profile;identity;notes;health;justice;debts;thresholds;instruments,consent,,valid",
        ])
    #expect(
      try program.csv("consents where data has health and age > 20 | count by organisation")
        == ["vdab,1", "ocmw,1"])
    // How it stands is as of the day of reference.
    let later = try program.run([
      "--date", "2013-07-01", "--mode", "csv", "-c", "consents | count by state",
    ])
    #expect(later.out == "state,count\r\nvalid,2\r\nexpired,1\r\n")
    let dry = try program.run(["-c", "dry consent T014 to vdab withdrawn"])
    #expect(
      dry.out
        == "would withdraw: permission of T014 to vdab, 1, on 2012-12-31\nNothing was changed.\n")
    let ended = try program.run(["--lang", "nl", "-c", "toestemming T014 aan vdab ingetrokken"])
    #expect(ended.out == "ingetrokken: toestemming van T014 aan vdab, 1, op 2012-12-31\n")
    #expect(
      try program.csv("consents where state = withdrawn | show client, withdrawn-on")
        == ["T014,2012-12-31"])
    let none = try program.run(["-c", "consent T014 to vdab withdrawn"])
    #expect(none.code == 1 && none.err.hasPrefix("E372"))
    let objection = try program.run(["-c", "consent T015 to ocmw refused withdrawn"])
    #expect(objection.out == "withdrawn: objection of T015 to ocmw, 1, on 2012-12-31\n")
    #expect(try program.run(["store", "check"]).code == 0)
  }

  @Test func aPurposeIsSealedReadByNameOnlyAndLogged() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    _ = try program.run(["-c", "consent T014 to vdab for \"Zeldzaam doel\" of health"])
    #expect(try program.csv("consents").count == 1)
    #expect(try program.csv("audit where verb = notes | count") == ["0"])
    #expect(
      try program.csv("consents | show client, purpose") == ["T014,Zeldzaam doel"])
    #expect(
      try program.csv("audit where verb = notes | show client, fields")
        == ["T014,consents.purpose"])
    let refused = try program.run(["--read-only", "-c", "consents | show purpose"])
    #expect(refused.code == 3 && refused.err.contains("E401"))
    for name in ["store.db", "store.db-wal", "columns"] {
      let bytes = FileManager.default.contents(atPath: "\(program.folder)/store/\(name)") ?? Data()
      #expect(bytes.range(of: Data("Zeldzaam".utf8)) == nil)
    }
  }

  @Test func whatCannotBeIsRefusedAndChangesNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for (sentence, code) in [
      ("consent T999 to vdab refused", "E308"),
      ("consent T014 to vdab for \"x\" of health until 2012-01-01", "E373"),
      ("consent T014 to vdab withdrawn on 2013-01-01", "E353"),
    ] {
      let answer = try program.run(["-c", sentence])
      #expect(answer.code == 1 && answer.err.hasPrefix(code), "\(sentence): \(answer.err)")
    }
    #expect(try program.run(["--read-only", "-c", "consent T014 to vdab refused"]).code == 3)
    let dry = try program.run(["-c", "dry consent T014 to vdab for \"x\" of health"])
    #expect(dry.out.hasPrefix("would record: permission of T014 to vdab, health, from 2012-12-31"))
    #expect(try program.csv("consents | count") == ["0"])
    #expect(try program.csv("audit where verb = consent | count") == ["0"])
  }
}
