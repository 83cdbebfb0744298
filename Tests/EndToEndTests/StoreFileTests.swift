import Foundation
import TestSupport
import Testing

@Suite struct StoreFileTests {
  /// Its folder is the one where the program runs, and so is that of what is exported.
  @Test func pathsOfOneSignArePaths() throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.run(["store", "new", "s"]).code == 0)
    let made = try program.run(["--store", "s", "-c", "thresholds | export csv \"x\""])
    #expect(made.code == 0, "\(made.err)")
    #expect(try program.run(["store", "backup", "b", "--store", "s"]).code != 132)
    #expect(try program.run(["store", "check", "s"]).code == 0)
  }

  @Test func theStoreHoldsNobodysIdentityInClear() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let record = try program.run([
      "-c", "record T033 mobility = none because \"Zeldzame Getuigenis van Klara\"",
    ])
    try #require(record.code == 0, "\(record.err)")
    var bytes = Data()
    for file in ["store.db", "store.db-wal", "columns"] {
      bytes +=
        (try? Data(contentsOf: URL(fileURLWithPath: "\(program.folder)/store/\(file)"))) ?? Data()
    }
    #expect(bytes.count > 50_000)
    let lines = try String(contentsOfFile: Program.trial, encoding: .utf8).split(separator: "\n")
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      // Birth date, national number and family name; three letters also occur by chance.
      for word in [fields[3], fields[6], fields[5]] where word.utf8.count > 3 {
        #expect(bytes.range(of: Data(word.utf8)) == nil)
      }
      if fields[4].utf8.count > 4 { #expect(bytes.range(of: Data(fields[4].utf8)) == nil) }
    }
    #expect(bytes.range(of: Data("Getuigenis".utf8)) == nil)
    #expect(bytes.range(of: Data("T033".utf8)) != nil, "the pseudonymous half is there")
  }

  @Test func addressesAndNotesAreSealedAndReadOnlyByName() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"])
    let file = program.folder + "/notes.csv"
    try """
    client,filled-on,street,house-number,postcode,reason-other,job-goal-text,experience-text
    A1,2012-05-01,Zavelputstraat,1187bisA,8790,slaapt bij Godelieve,wil imker worden,orgelbouw
    A1,2012-09-01,,,,,wil kaasmaker worden,
    A2,2012-05-01,,,,,,
    """.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try program.run(["import", file, "--as", "intake"]).err.contains("3 registrations"))
    #expect(
      try program.csv("clients | show client, street, job-goal-text, experience-text, reason-other")
        == ["A1,Zavelputstraat,wil kaasmaker worden,orgelbouw,slaapt bij Godelieve", "A2,,,,"])
    #expect(try program.csv("clients")[0].contains("Zavelput") == false)
    let refused = try program.run(["--read-only", "-c", "clients | show client, experience-text"])
    #expect(refused.code == 3)
    #expect(!refused.out.contains("orgelbouw"))
    var bytes = Data()
    for name in ["store.db", "store.db-wal", "columns"] {
      bytes += FileManager.default.contents(atPath: "\(program.folder)/store/\(name)") ?? Data()
    }
    for word in ["Zavelput", "1187bisA", "Godelieve", "imker", "kaasmaker", "orgelbouw"] {
      #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) is in clear")
    }
  }

  @Test func columnsMadeByAnImportAreThoseReadFromTheRows() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"])
    let file = program.folder + "/births.csv"
    let sentence = "clients | show client, birth-date, sex, benefit"
    func agree() throws -> [String] {
      let made = try program.csv(sentence)
      try FileManager.default.removeItem(atPath: "\(program.folder)/store/columns")
      #expect(try program.csv(sentence) == made)
      return made
    }
    try """
    client,filled-on,birth-date,sex,benefit
    B2,2012-05-01,1980-01-02,f,living-wage
    A1,2012-05-01,1970-01-02,,unemployment
    B2,2012-03-01,1981-01-02,,other
    A1,2012-09-01,1971-01-02,m,
    C3,2012-03-01,,,
    """.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try program.run(["import", file, "--as", "intake"]).code == 0)
    let first = ["A1,1971-01-02,m,unemployment", "B2,1980-01-02,f,living-wage", "C3,,,"]
    #expect(try agree() == first)
    try """
    client,filled-on,birth-date,sex,benefit
    C3,2012-04-01,1990-02-03,x,
    D4,2012-04-01,1991-02-03,x,
    A1,2012-10-01,1972-01-02,,other
    """.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try program.run(["import", file, "--as", "intake"]).code == 0)
    #expect(
      try agree() == [
        "A1,1972-01-02,m,other", "B2,1980-01-02,f,living-wage", "C3,1990-02-03,x,",
        "D4,1991-02-03,x,",
      ])
  }

  @Test func aChangedByteIsFoundOrChangesNoAnswer() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    _ = try program.run(["-c", "record T003 mobility = blocking on 2012-12-30"])
    // Without what the rows are, the columns could still answer.
    let question = [
      "--read-only", "--mode", "csv", "-c",
      "clients | show client, commune, benefit, mobility, finances, age, filled-on",
      "-c", "referrals | show client, stream, direction", "-c", "actions",
    ]
    let columns = "\(program.folder)/store/columns"
    try? FileManager.default.removeItem(atPath: columns)
    let right = try program.run(question).out
    let path = "\(program.folder)/store/store.db"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var generator = SplitMix64(seed: 7)
    var found = 0
    for _ in 0..<60 {
      var changed = whole
      let place = Int.random(in: 4096..<whole.count, using: &generator)
      changed[place] ^= UInt8.random(in: 1...255, using: &generator)
      try changed.write(to: URL(fileURLWithPath: path))
      try? FileManager.default.removeItem(atPath: columns)
      let isClean = try program.run(["--read-only", "store", "check"]).code == 0
      if !isClean { found += 1 }
      if isClean { #expect(try program.run(question).out == right, "byte \(place)") }
    }
    #expect(found > 10)
  }

  @Test func aRecordIsSeenAtOnceAndKeepsItsHistory() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let sentence = "client T033 | show client, mobility, mobility.source"
    let before = try program.csv(sentence)
    #expect(before.first?.hasSuffix(",intake") == true)
    let record = try program.run(["-c", "record T033 mobility = none on 2012-12-30"])
    #expect(record.out == "recorded: T033 mobility none, 2012-12-30\n")
    #expect(try program.csv(sentence) == ["T033,none,record"])
    let history = try program.csv(
      "observations where client = T033 and threshold = mobility | show level, source")
    #expect(history.count == 2)
    #expect(history.last == "none,record")
  }

  @Test func dryChangesNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let changes = "audit where not verb = login | show number, verb"
    let before = try program.csv(changes)
    let answer = try program.run(["-c", "dry record T033 mobility = none"])
    #expect(answer.code == 0)
    #expect(answer.out.hasSuffix("Nothing was changed.\n"))
    #expect(try program.csv(changes) == before)
  }

  @Test func identityComesByNameOnlyAndIsLogged() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let before = try program.run(["store", "check"]).out
    #expect(try program.csv("client T001 | show client, last-name") == ["T001,Peeters"])
    #expect(try program.run(["store", "check"]).out != before, "the reading stands in the trail")
    let refused = try program.run(["--read-only", "-c", "client T001 | show last-name"])
    #expect(refused.code == 3)
    #expect(!refused.err.contains("Peeters"))
  }

  @Test func aCopiedStoreWithoutItsKeyGivesNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    try FileManager.default.removeItem(atPath: program.folder + "/config/drempel/keys")
    let answer = try program.run(["-c", "clients | count"])
    #expect(answer.code == 1)
    #expect(answer.err.hasPrefix("E323"))
  }

  @Test func exportsAppearWholeOrNotAtAll() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let export = "clients | show client, commune | first 2 | export csv \"out.csv\" for \"test\""
    #expect(try program.run(["-c", export]).code == 0)
    let file = program.folder + "/out.csv"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text == "client,commune\r\nT001,Waregem\r\nT002,Kortrijk\r\n")
    let again = try program.run(["-c", export])
    #expect(again.code == 1)
    #expect(again.err.contains("E331"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    let nowhere = try program.run(["-c", "clients | export csv \"no/where.csv\""])
    #expect(nowhere.code == 1)
    #expect(nowhere.err.contains("E333"))
  }
}
