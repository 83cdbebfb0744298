import Foundation
import Testing

/// Stores of earlier versions, opened by today's program.
@Suite struct OlderStoreTests {
  static let withFigures = ["v4", "v6"]

  @Test(arguments: withFigures)
  func anOlderStoreIsNotChangedBeforeSomebodySaidThatItMayReadDifferently(
    _ version: String
  ) throws {
    let older = try OlderStore(version)
    defer { older.remove() }
    let refused = try older.program.run(["-c", "clients | count"])
    #expect(refused.code != 0 && refused.out.isEmpty)
    #expect(refused.err.hasPrefix("E360 "), "\(refused.err)")
    #expect(refused.err.contains("store migrate \(older.folder) --dry"))
    // To read of it takes nothing but reading.
    let before = FileManager.default.contents(atPath: older.folder + "/store.db")
    let dutch = try older.program.run(["--lang", "nl", "store", "migrate", "--dry"])
    #expect(dutch.code == 0 && dutch.out.contains("door het antwoord op employed"))
    // Nobody reads of whom it is.
    #expect(!dutch.out.contains("Nieuwstraat"))
    #expect(FileManager.default.contents(atPath: older.folder + "/store.db") == before)
    #expect(try older.copies() == [])
    #expect(try older.program.run(["store", "migrate"]).code == 0)
    #expect(try older.copies() == ["store-\(version).db"])
    #expect(try older.program.run(["-c", "clients | count"]).code == 0)
  }

  @Test func whereNothingReadsDifferentlyAnOlderStoreOpensByItself() throws {
    let older = try OlderStore("v6-same")
    defer { older.remove() }
    let report = try older.report()
    #expect(report.from == 6 && report.clients == 1)
    #expect(report.different == 0 && report.changes.isEmpty)
    #expect(try older.program.csv("clients | show client, mobility") == ["M10,none"])
    #expect(try older.copies() == ["store-v6.db"])
  }

  @Test(arguments: withFigures)
  func eachReasonForWhichSomethingReadsDifferentlyIsToldWithItsDay(_ version: String) throws {
    let older = try OlderStore(version)
    defer { older.remove() }
    let report = try older.report()
    #expect(report.from == Int(version.dropFirst()) && report.clients == older.clients)
    let told = report.changes.filter { $0.kind != "measurements" && $0.client != "M10" }
    #expect(
      told.filter { $0.client != "M11" }.map(\.line) == [
        "M01 employment art60>not-applicable leading-answer employed 2012-09-01",
        "M02 diploma-recognised yes>not-applicable leading-answer diploma-belgian 2012-09-01",
        "M03 justice.prison no>yes silence 2012-03-01",
        "M04 reason-client ready-social>- newest-referral",
        "M04 stream mandatory-registration>- newest-referral",
        "M05 referrals 2>1 told-again", "M05 actions 2>1 told-again",
        "M06 mobility none>supported same-day 2012-05-02",
        "M07 vdab-category ->05 left-open 2012-03-01",
        "M09 justice.prison yes>unknown later-barrier 2012-09-01",
        "M13 street ->- said-anew commune 2012-09-01",
        "M13 house-number ->- said-anew commune 2012-09-01",
      ])
    let measured = report.changes.filter { $0.kind == "measurements" && $0.client == "M03" }
    #expect(
      measured.map(\.line) == [
        "M03 intake.measurements 1>0 whole-rounds", "M03 mpsa.measurements 1>0 whole-rounds",
      ])
    // M08 said something else of mobility later, and that is all.
    #expect(report.changes.filter { $0.client == "M08" }.map(\.name) == ["intake.measurements"])
  }

  @Test(arguments: withFigures)
  func theReportNamesAllOfWhichTheOldProgramSaidSomethingElse(_ version: String) throws {
    let older = try OlderStore(version)
    defer { older.remove() }
    let report = try older.report()
    #expect(try older.program.run(["store", "migrate"]).code == 0)
    let (said, says) = (try older.said(), try older.says())
    #expect(said.keys.sorted() == says.keys.sorted() && said.count == older.clients)
    var different: Set<String> = []
    for (client, cells) in said {
      for (name, cell) in cells where cell != says[client]?[name] {
        // Of what nobody ever said the old program said no.
        if name == "justice.prison", cell == "no", says[client]?[name] == "" { continue }
        different.insert("\(client) \(name)")
      }
    }
    let asked = Set(said.values.flatMap(\.keys))
    // Reasons why there is no level are not shown by either.
    let told = report.changes.filter {
      asked.contains($0.name) && !($0.before == nil && $0.after == "cannot-tell")
    }
    #expect(Set(told.map { "\($0.client) \($0.name)" }) == different)
    for change in told where change.kind != "identity" {
      #expect(said[change.client]?[change.name] == change.before ?? "", "\(change.line)")
    }
    // As long as the older file is kept, the report can be asked for.
    #expect(try older.report().changes.map(\.line) == report.changes.map(\.line))
    #expect(try older.copies() == ["store-\(version).db"])
  }

  @Test(arguments: ["v4", "v6", "v8", "v10"])
  func aStoreOfEachVersionHasAllThatItHadAndOpensAgain(_ version: String) throws {
    let older = try OlderStore(version)
    defer { older.remove() }
    let program = older.program
    let isOfEntries = !Self.withFigures.contains(version)
    let hasAll = version != "v4"
    #expect(
      try program.run(isOfEntries ? ["-c", "clients | count"] : ["store", "migrate"]).code == 0)
    for _ in 0..<2 {
      let check = try program.run(["store", "check"])
      #expect(check.code == 0 && check.out.hasPrefix("clean: \(older.clients) clients"))
      let says = try older.says()
      if isOfEntries { #expect(try says == older.said()) }
      #expect(says["M01"]?["employment"] == "" && says["M01"]?["employed"] == "no")
      #expect(says["M02"]?["diploma-recognised"] == "" && says["M02"]?["diploma"] == "master")
      #expect(says["M03"]?["justice.prison"] == "yes" && says["M03"]?["addiction"] == "supported")
      #expect(says["M04"]?["direction"] == "vdab-to-ocmw" && says["M04"]?["reason-client"] == "")
      #expect(says["M06"]?["mobility"] == "supported" && says["M07"]?["vdab-category"] == "05")
      #expect(says["M09"]?["justice.prison"] == "" && says["M09"]?["justice"] == "blocking")
      // Which registration gave the address was not kept before there were entries.
      #expect(says["M13"]?["street"] == (isOfEntries ? "Nieuwstraat" : ""))
      #expect(says["M12"]?["street"] == (hasAll ? "" : "Langestraat"))
      for (question, count) in [
        ("referrals", 3), ("actions", 1), ("decisions", 1), ("consents", hasAll ? 1 : 0),
        ("participations", hasAll ? 1 : 0), ("observations where source = record", 3),
        ("audit where verb = migrate", 1),
      ] {
        #expect(try program.csv("\(question) | count") == ["\(count)"], "\(question)")
      }
      #expect(FileManager.default.fileExists(atPath: older.folder + "/drafts/M10--mpsa"))
      #expect(try program.run(["audit", "verify"]).code == 0)
    }
    #expect(try older.copies() == ["store-\(version).db"])
  }

  @Test(arguments: ["v6", "v10"])
  func whoIsKilledWhileMigratingLeavesTheOldStoreOrTheNew(_ version: String) throws {
    for delay in [0, 4, 8, 16, 32, 64, 96, 128, 192, 256, 512] {
      let older = try OlderStore(version)
      defer { older.remove() }
      let process = older.program.process(["store", "migrate"])
      (process.standardOutput, process.standardError) = (
        FileHandle.nullDevice, FileHandle.nullDevice
      )
      try process.run()
      // The older file is put aside just before anything is changed.
      while process.isRunning, try older.copies(orParts: true).isEmpty { usleep(200) }
      usleep(UInt32(delay) * 1000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let again = try older.program.run(["store", "migrate"])
      #expect(again.code == 0, "\(again.err)")
      let isNew = again.out.contains("already")
      #expect(isNew || again.out.hasPrefix("brought from version \(version.dropFirst()) to"))
      #expect(try older.program.run(["store", "check"]).code == 0)
      #expect(try older.says()["M06"]?["mobility"] == "supported")
      #expect(try older.program.csv("audit where verb = ledger | count") == ["1"])
      #expect(try older.copies(orParts: true) == ["store-\(version).db"])
    }
  }
}

extension OlderStore {
  /// How many clients it has.
  var clients: Int { version == "v6" ? 12 : 13 }

  /// The older files beside it.
  func copies(orParts: Bool = false) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasPrefix("store-") && (orParts || !$0.hasSuffix("-part"))
    }.sorted()
  }
}
