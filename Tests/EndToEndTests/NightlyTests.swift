import Foundation
import TestSupport
import Testing

/// The nightly export, ended at any moment: no half file, no file without a log, nothing left open.
@Suite struct NightlyTests {
  private static let script = Program.root + "/scripts/examples/nightly.drempel"

  private func arguments(_ folder: String) -> [String] { quarter("2012Q3", folder) }

  private func quarter(_ period: String, _ folder: String) -> [String] {
    ["run", Self.script, "--set", "period=\(period)", "--set", "folder=\(folder)"]
  }

  private func participate(_ day: String, _ program: Program) throws {
    let file = "\(program.folder)/more.csv"
    try "client,operation,entered-on\nT001,OP9,\(day)\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try program.run(["import", file, "--as", "participations"]).code == 0)
  }

  @Test func theNightlyScriptWritesWhatIsAsked() throws {
    let program = try Program().withDemo().withQuarter()
    defer { program.remove() }
    let folder = "\(program.folder)/out"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let answer = try program.run(arguments(folder))
    #expect(answer.code == 0, "\(answer.err)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(
      names == [
        "esf-2012Q3.csv", "esf-2012Q3.indicators.csv", "spb-2012Q3.html", "spb-2012Q3.json",
      ])
    // A quarter without balances: the rest is made, and what an earlier night left is named.
    try "of yesterday".write(
      toFile: "\(folder)/spb-2010Q3.html", atomically: true, encoding: .utf8)
    try participate("2010-08-01", program)
    let older = try program.run(quarter("2010Q3", folder))
    #expect(older.code == 4, "\(older.err)")
    #expect(older.err.contains("none of these clients has a balance in this period"))
    #expect(older.err.contains("note: \(folder)/spb-2010Q3.html is of an earlier time, not of now"))
    #expect(FileManager.default.fileExists(atPath: "\(folder)/esf-2010Q3.csv"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/spb-2010Q3.json"))
    // A quarter in which nobody entered or left: the file that must come does not.
    let empty = try program.run(quarter("2009Q3", folder))
    #expect(empty.code == 1 && empty.err.contains("E393"), "\(empty.err)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/esf-2009Q3.csv"))
    // A wrong parameter runs nothing.
    let wrong = try program.run(["run", Self.script, "--set", "period=tomorrow"])
    #expect(wrong.code == 2, "\(wrong.err)")
  }

  /// `KILLS=100` for more than a few.
  @Test func endedAtAnyMomentItLeavesNothingHalfDone() throws {
    let program = try Program().withDemo().withQuarter()
    defer { program.remove() }
    let folder = "\(program.folder)/out"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let start = ContinuousClock.now
    #expect(try program.run(arguments(folder)).code == 0)
    let whole = ContinuousClock.now - start
    var expected: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      expected[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    let rounds = Int(ProcessInfo.processInfo.environment["KILLS"] ?? "") ?? 12
    var generator = SplitMix64(seed: 7)
    var killed = 0
    for _ in 0..<rounds {
      let process = program.process(arguments(folder))
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let micros =
        whole.components.seconds * 1_000_000 + whole.components.attoseconds / 1_000_000_000_000
      usleep(UInt32.random(in: 0...UInt32(micros), using: &generator))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
      // What was begun is closed by the next start, and each file is whole and logged.
      let audit = "audit where verb in (\"export-intended\", \"export-done\", \"export-undone\")"
      let verbs = try program.csv("\(audit) | count by verb | show verb, count")
      let counts = Dictionary(
        uniqueKeysWithValues: verbs.map { line in
          let cells = line.split(separator: ",").map(String.init)
          return (cells[0], Int(cells[1]) ?? 0)
        })
      #expect(
        counts["export-intended"]
          == (counts["export-done"] ?? 0) + (counts["export-undone"] ?? 0), "\(verbs)")
      // What was being written has no name yet; the next export sweeps it.
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where !name.hasPrefix(".drempel-") {
        let content = FileManager.default.contents(atPath: "\(folder)/\(name)")
        #expect(expected[name] == content, "\(name) is half a file, or no file of this export")
        let done = try program.csv(
          "audit where verb = export-done and file = \"\(folder)/\(name)\" | count")
        #expect(done != ["0"], "\(name) is not in the log")
      }
      #expect(try program.run(["store", "check"]).code == 0)
    }
    #expect(killed > rounds / 4)
    // A part that nobody has written to for a minute is swept.
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasPrefix(".drempel-") {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -120)], ofItemAtPath: "\(folder)/\(name)")
    }
    #expect(try program.run(arguments(folder)).code == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == expected.keys.sorted())
  }
}
