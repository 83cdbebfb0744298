import Foundation
import Testing

/// Forgetting a client, as a person does it.
@Suite struct ForgetTests {
  private func secrets(_ program: Program) throws -> String {
    try program.csv(
      "clients where client = T014 | show first-name, last-name, birth-date, national-number, age"
    ).joined()
  }

  @Test func theAnswerSaysWhatWentWhatStaysAndWhereItStillIs() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    _ = try program.run([
      "-c", "record T014 mobility = none on 2012-12-01 because \"Zeldzame reden\"",
    ])
    let backup = program.folder + "/backup"
    #expect(try program.run(["store", "backup", backup, "--expires", "2099-02-21"]).code == 0)
    let counts = "clients | count by sex, mobility"
    let (before, sexes) = (try secrets(program), try program.csv(counts))
    #expect(before.contains("1981-09-27"))
    let dry = try program.run(["-c", "dry forget T014"])
    #expect(
      dry.out == """
        would forget 1 client: T014, identity, 1 reason.
        stays, under the code: 1 registration, 1 single level; age and birth date become unknown
        Nothing was changed.

        """)
    #expect(try secrets(program) == before)
    let answer = try program.run([
      "--lang", "nl", "-c", "vergeet T014 omdat \"vraag van de cliënt\"",
    ])
    #expect(
      answer.out == """
        vergeten: T014; vernietigd: identiteit, 1 reden
        blijft, onder de code: 1 registratie, 1 los niveau; leeftijd en geboortedatum worden onbekend
        staat nog in 1 kopie, de laatste tot 2099-02-21:
          \(backup) tot 2099-02-21

        """)
    #expect(try secrets(program) == ",,,,")
    #expect(try program.csv(counts) == sexes)
    #expect(try program.run(["store", "check"]).code == 0)
    #expect(
      try program.csv("audit where verb = forget | show client, purpose, count")
        == ["T014,vraag van de cliënt,1"])
    let again = try program.run(["-c", "forget T014"])
    #expect(again.code == 0 && again.out.hasPrefix("T014 was forgotten already\n"))
  }

  @Test func onlyAnAdministratorOrALeadMay() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for role in ["counsellor", "exporter", "physician"] {
      for sentence in ["forget T014", "dry forget T014"] {
        let answer = try program.run(["--role", role, "-c", sentence])
        #expect(answer.code == 3 && answer.out.isEmpty)
        #expect(answer.err.hasPrefix("E405"))
      }
    }
    #expect(
      try program.csv("audit where verb = refused | count by fields") == ["E405 forget,6"])
    #expect(try program.run(["--read-only", "-c", "forget T014"]).code == 3)
    #expect(try !secrets(program).hasPrefix(",,"))
    #expect(try program.run(["--role", "lead", "-c", "forget T014"]).code == 0)
    #expect(try secrets(program) == ",,,,")
  }

  @Test func theSameFileDoesNotBringBackWhoWasForgotten() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    _ = try program.run(["-c", "forget T014"])
    for arguments in [[], ["--replace"]] {
      let again = try program.run(["import", Program.trial, "--as", "intake"] + arguments)
      #expect(again.code == 0, "\(again.err)")
      #expect(try secrets(program) == ",,,,")
    }
    let file = program.folder + "/later.csv"
    try "client,filled-on,first-name\nT014,2012-12-30,Klara\nT015,2012-12-30,Klara\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    let later = try program.run(["import", file, "--as", "intake"])
    #expect(later.code == 1)
    #expect(later.err.contains("E522 line 2: this client was forgotten"))
    #expect(!later.err.contains("Klara") && !later.err.contains("T014"))
    #expect(try program.run(["import", file, "--as", "intake", "--partial"]).code == 0)
    #expect(try secrets(program) == ",,,,")
    for sentence in ["record T014 mobility = none", "consent T014 to vdab refused"] {
      let answer = try program.run(["-c", sentence])
      #expect(answer.code == 1 && answer.err.hasPrefix("E370"), "\(sentence)")
    }
    let interview = try program.run([], input: "assess T014 with mpsa\n\n")
    #expect(interview.err.hasPrefix("E370"), "\(interview.err)")
  }

  @Test func aDraftGoesWithItsClientAndOthersStay() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for client in ["T014", "T015"] {
      _ = try program.run([], input: "assess \(client) with mpsa\n1\n")
    }
    let drafts = program.folder + "/store/drafts"
    let names = try FileManager.default.contentsOfDirectory(atPath: drafts).sorted()
    #expect(names == ["T014--mpsa", "T015--mpsa"])
    #expect(try program.run(["-c", "forget T014"]).out.contains("identity, 1 draft"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: drafts) == ["T015--mpsa"])
  }

  @Test func killedAnywhereAClientIsThereOrForgottenAndNeverHalf() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for round in 0..<14 {
      let client = "T0\(round + 10)"
      let process = program.process(["-c", "forget \(client)"])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(25_000 + round * 5_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try program.run(["store", "check"]).code == 0, "round \(round)")
      let row = try program.csv(
        "clients where client = \(client) | show last-name, birth-date, national-number")[0]
      let isGone = row == ",,"
      #expect(isGone || !row.contains(",,"), "half of it: \(row)")
      guard isGone else { continue }
      // The next start made good what was not done yet.
      let list = "\(program.folder)/config/drempel/keys"
      let names = try FileManager.default.contentsOfDirectory(atPath: list)
      #expect(names.contains { $0.hasSuffix(".forgotten") })
    }
    let forgotten = try program.csv("clients where birth-date is unknown | count")
    let backup = program.folder + "/backup"
    #expect(try program.run(["store", "backup", backup]).code == 0)
    let restored = try program.run(["store", "restore", backup, program.folder + "/restored"])
    #expect(restored.code == 0, "\(restored.err)")
    let again = try program.run([
      "--store", program.folder + "/restored", "--mode", "csv", "-c",
      "clients where birth-date is unknown | count",
    ])
    #expect(again.out.contains(forgotten[0]))
  }
}
