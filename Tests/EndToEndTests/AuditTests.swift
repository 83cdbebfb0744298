import Foundation
import Testing

/// Who did what, to whom and why: the trail as a source, its head, and what it must hold.
@Suite struct AuditTests {
  @Test func aSessionThatAsksIsLoggedOnceAndOneThatDoesNotIsNot() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let logins = "audit where verb = login | count"
    let before = try #require(Int(try program.csv(logins)[0]))
    // The sentence that counts is a session of its own.
    #expect(try program.csv(logins) == ["\(before + 1)"])
    _ = try program.run(["-c", "clients | count", "-c", "clients | count by sex"])
    #expect(try program.csv(logins) == ["\(before + 3)"])
    _ = try program.run(["-c", "thresholds | count"])
    _ = try program.run(["-c", "clients | cuont"])
    _ = try program.run(["store", "check"])
    _ = try program.run(["--read-only", "-c", "clients | count"])
    #expect(try program.csv(logins) == ["\(before + 4)"])
  }

  @Test func aChangeIsOneTransactionWithItsLogin() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    _ = try program.run(["--operator", "els", "-c", "record T033 mobility = none"])
    #expect(
      try program.csv(
        "audit where operator = els | sort number | show verb, client, fields, count, role")
        == ["login,,,,admin", "record,T033,mobility,1,admin"])
  }

  @Test func aReadingOfIdentityTellsWhomItIsAboutAndNeverWhatItSaid() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let read = try program.run([
      "--purpose", "call back", "-c", "clients where age > 50 | show client, last-name",
    ])
    let codes = read.out.split(separator: "\n").dropFirst().map { $0.prefix(4) }
    #expect(codes.count > 5)
    #expect(
      try program.csv("audit where verb = identity | show client, fields, count, purpose")
        == ["\(codes.joined(separator: " ")),last-name,\(codes.count),call back"])
    let about = "audit \(codes[0]) | count by verb"
    #expect(try program.csv(about) == ["identity,1"])
    #expect(try program.csv("audit T999 | count") == ["0"])
    // Whom an import or an export was about is not in its entry: unknown, and said.
    let answer = try program.run(["-c", "audit \(codes[0])"])
    #expect(answer.err.contains("1 left out: unknown"), "\(answer.err)")
    let all = try program.run(["--mode", "json", "-c", "audit | show verb, purpose, fields, file"])
    #expect(!all.out.contains("Peeters"))
  }

  @Test func theNewestEntryComesFirstAndAFileHasAllThatIsShown() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let numbers = try program.csv("audit | show number").compactMap { Int($0) }
    #expect(numbers == Array(numbers.indices.map { $0 + 1 }.reversed()))
    let out = program.folder + "/trail.csv"
    let export = try program.run([
      "-c", "audit where verb = import | export csv \"\(out)\" for \"inspection\"",
    ])
    #expect(export.code == 0, "\(export.err)")
    let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\r\n")
    #expect(
      lines[0] == "number,on,time,operator,role,verb,client,fields,count,purpose")
    #expect(lines.count == 2)
    // The export of a trail stands in the trail, with where the trail stood.
    let logged = try program.csv("audit where purpose = inspection | show verb, count, head")
    #expect(logged.count == 2)
    #expect(logged[0].hasPrefix("export-done,1,") && logged[1].hasPrefix("export-intended,1,"))
  }

  @Test func whoMayNotReadTheTrailIsRefusedBeforeAnythingRunsAndThatIsWritten() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for role in ["counsellor", "exporter", "physician"] {
      let answer = try program.run([
        "--role", role, "-c", "record T033 mobility = none; audit | count",
      ])
      #expect(answer.code == 3)
      #expect(answer.err.contains("E401 you may not see \"audit\""))
      #expect(answer.out.isEmpty)
    }
    #expect(try program.run(["--role", "lead", "-c", "audit | count"]).code == 0)
    #expect(
      try program.csv("audit where verb = refused | count by role, fields").sorted()
        == ["counsellor,E401 audit,1", "exporter,E401 audit,1", "physician,E401 audit,1"])
    #expect(try program.csv("observations where source = record | count") == ["0"])
  }

  @Test func aRefusalIsWrittenWithItsCodeAndWhatWasNamed() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let safe = try program.run([], input: "safe\nrecord T033 mobility = none because \"geheim\"\n")
    #expect(safe.err.contains("E402"))
    #expect(
      try program.csv("audit where verb = refused | show fields, client, purpose")
        == ["E402 record mobility,,unstated"])
  }

  @Test func aHeadThatWasKeptIsFoundAgainAndAStrangeOneIsNot() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let head = try program.run(["audit", "head"]).out.trimmingCharacters(in: .newlines)
    #expect(head.contains(/^[0-9]+:[0-9a-f]{64}$/))
    #expect(try program.run(["audit", "head"]).out == head + "\n", "asking for it changes nothing")
    _ = try program.run(["-c", "record T033 mobility = none"])
    let well = try program.run(["audit", "verify", "--head", head])
    #expect(well.code == 0)
    let number = head.prefix { $0 != ":" }
    #expect(well.out.hasSuffix("the given head stood there at entry \(number)\n"))
    #expect(well.out.hasPrefix("unbroken: "))
    let strange = try program.run([
      "audit", "verify", "--head", "\(number):" + String(repeating: "a", count: 64),
    ])
    #expect(strange.code == 1)
    #expect(strange.err.hasPrefix("E349"))
    let later = try program.run(["audit", "verify", "--head", "999" + head.drop { $0 != ":" }])
    #expect(later.code == 1)
    let none = try program.run(["--lang", "nl", "audit", "verify", "--head", "12"])
    #expect(none.code == 1)
    #expect(none.err.hasPrefix("E371 dit is geen hoofd"))
  }

  @Test func anExportsHeadIsOnTheChain() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    _ = try program.run(["-c", "clients | count by sex | export csv \"a.csv\" for \"test\""])
    let head = try #require(
      try program.csv("audit where verb = export-done | show head").first)
    #expect(try program.run(["audit", "verify", "--head", head]).code == 0)
  }

  @Test func aStoreThatWasSetBackToAnEarlierDayIsSeenByItsHead() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let store = program.folder + "/store"
    let earlier = program.folder + "/earlier"
    try FileManager.default.copyItem(atPath: store, toPath: earlier)
    _ = try program.run(["-c", "client T001 | show last-name"])
    let head = try program.run(["audit", "head"]).out.trimmingCharacters(in: .newlines)
    try FileManager.default.removeItem(atPath: store)
    try FileManager.default.moveItem(atPath: earlier, toPath: store)
    // By itself it is sound; only the head that was kept elsewhere tells.
    #expect(try program.run(["audit", "verify"]).code == 0)
    #expect(try program.run(["audit", "verify", "--head", head]).code == 1)
  }
}
