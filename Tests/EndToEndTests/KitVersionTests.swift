import Foundation
import InstrumentKit
import Testing

/// The kit grows; what was built for it before goes on, and what was built for another does not.
@Suite(.serialized) struct KitVersionTests {
  /// What is asked of the older instrument, each with what must be in the answer.
  private static let questions: [(sentence: String, words: [String])] = [
    ("clients | score older", ["T014"]),
    ("clients | score older accepted", ["T014"]),
    ("client T014 | explain older", ["12 to 24 on 2012-10-01"]),
    ("client T014 | document older", ["T014 · 2012-10-01", "step c", "plain 1", "travel"]),
    ("crosswalk older mpsa", ["mobility", "dutch"]),
    ("client T014 | show mobility.level, mobility.source", ["blocking", "older"]),
  ]

  private func told(_ program: Program) throws -> [String] {
    try Self.questions.flatMap { sentence, words in
      try [[], ["--mode", "csv"]].map { mode in
        let answer = try program.run(mode + ["-c", sentence])
        #expect(answer.code == 0 && answer.faults == [], "\(sentence): \(answer.err)")
        // A document is words for people; as csv it is the answers one by one.
        if mode.isEmpty || !sentence.contains("document") {
          for word in words { #expect(answer.out.contains(word), "\(sentence): \(answer.out)") }
        }
        return answer.out
      }
    }
  }

  @Test func aPluginBuiltAgainstThePreviousMinorKitLoadsAndWorksInThisHostWithItsGrownKit() throws {
    try #require(OlderPlugin.kit != Kit.version)
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = try OlderPlugin().build(in: program.folder)
    let check = try program.run(["plugin", "check", file])
    #expect(check.code == 0 && check.out.contains("older 1.0: sound"), "\(check.out)")
    let added = try program.run(["plugin", "add", file])
    try #require(added.code == 0, "\(added.out)\(added.err)")
    try FileManager.default.removeItem(atPath: file)
    try program.importOlder()
    let list = try program.run(["plugin", "list"]).out.split(separator: "\n")
    let row = list.first { $0.contains("older") } ?? ""
    #expect(row.contains(" 1.1 ") && row.contains("isolated") && row.contains("ready"), "\(row)")
    let apart = try told(program)
    #expect(
      try program.csv(
        "client T014 | score older | show older.stance, older.blocking, older.growth, older.seen")
        == ["hindered,1,yes,2012-10-01"])
    #expect(try program.run(["plugin", "isolate", "older", "--off"]).code == 0)
    #expect(try told(program) == apart)
    // Nothing but the interface is in sight: what the kit has learnt since cannot be named.
    let young = program.folder + "/young.swift"
    try "import InstrumentKit\npublic let link = Link.own\n".write(
      toFile: young, atomically: true, encoding: .utf8)
    #expect(throws: WrongPlugin.CompilerFailed.self) {
      try OlderPlugin.compile(young, to: young + ".o", in: program.folder)
    }
  }

  @Test(arguments: [true, false])
  func rulesAndMisreadingsOfAnOlderPluginAreAsked(_ isIsolated: Bool) throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = try OlderPlugin().build(in: program.folder)
    try #require(try program.run(["plugin", "add", file]).code == 0)
    if !isIsolated {
      try #require(try program.run(["plugin", "isolate", "older", "--off"]).code == 0)
    }
    let bad = program.folder + "/bad.csv"
    try "client,filled-on,postcode\nT020,2012-10-01,r7\n".write(
      toFile: bad, atomically: true, encoding: .utf8)
    let refused = try program.run(["import", bad, "--as", "older"])
    #expect(
      refused.err.contains("E512 line 2: postcode: character 2: expected 1, 2 or 3"),
      "\(refused.err)")
    try program.importOlder()
    let rules = program.folder + "/config/drempel/rules"
    try FileManager.default.createDirectory(atPath: rules, withIntermediateDirectories: true)
    let own = "name: here\nversion: \"7\"\nhours-from: 30\nhindrances: [hygiene]\n"
    try own.write(toFile: rules + "/older.yaml", atomically: true, encoding: .utf8)
    #expect(
      try program.csv("client T014 | score older | show older.stance, older.growth")
        == ["ready,no"])
    #expect(
      try program.csv("instruments where instrument = \"older\" | show version") == ["1.0+here-7"])
    try own.replacing("hygiene", with: "hygine").write(
      toFile: rules + "/older.yaml", atomically: true, encoding: .utf8)
    let wrong = try program.run(["-c", "clients | count"])
    #expect(wrong.err.contains("older.yaml:4:14: expected one of illness"), "\(wrong.err)")
    #expect(wrong.code == 0 && wrong.err.split(separator: "\n").count == 1)
  }

  @Test(.timeLimit(.minutes(10))) func thePluginsOfTodayWorkWithAKitThatHasGrown() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = try OlderPlugin().build(in: program.folder)
    try #require(try program.run(["plugin", "add", file]).code == 0)
    try program.importOlder()
    let sentences =
      [
        "clients | score mpsa | summarise sum(mpsa.blocking)", "clients | explain intake | count",
        "clients | score older | show older.stance, older.blocking, older.growth, older.seen",
        "client T014 | document older", "crosswalk older mpsa",
      ]
      + ["intake", "mpsa", "mea", "icf", "lights", "ladder", "spb"].map { "clients | score \($0)" }
    let before = try sentences.map(program.csv)
    let stamp = try program.approvalOfOlder().last
    let grown = try program.withGrownKit()
    let list = try grown.run(["plugin", "list"]).out
    let ready = list.split(separator: "\n").filter {
      $0.contains(" \(Kit.version) ") && $0.contains("ready")
    }
    #expect(ready.count == Program.libraries.count, "\(list)")
    let first = try grown.run(["-c", "clients | count"])
    #expect(first.code == 0 && first.err == "", "\(first.err)")
    // The golden cases came out with the new kit too, which is written down.
    #expect(try grown.approvalOfOlder().last != stamp)
    #expect(try sentences.map(grown.csv) == before)
    #expect(try grown.csv("client T014 | score older | show older.kit") == ["\(GrownKit.minor)"])
    // And apart from the program, where all that they say of themselves goes through a pipe.
    for id in ["mpsa", "intake", "icf"] {
      #expect(try grown.run(["plugin", "isolate", id]).code == 0)
    }
    #expect(try sentences.map(grown.csv) == before)
    let check = try grown.run(["plugin", "check", grown.binaries + "/libMPSAInstrument.so"])
    #expect(check.code == 0, "\(check.out)")
  }

  @Test(.timeLimit(.minutes(10))) func whatHangsOnTheKitsNumberIsRefusedByTheNextKit() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = try OlderPlugin(expects: GrownKit.minor - 1).build(in: program.folder)
    let added = try program.run(["plugin", "add", file])
    try #require(added.code == 0, "\(added.out)")
    #expect(try program.csv("clients | score older | count") == ["63"])
    let grown = try program.withGrownKit()
    let answer = try grown.run(["--mode", "csv", "-c", "clients | score mpsa | count"])
    #expect(answer.err.hasPrefix("E610 plugin older: "), "\(answer.err)")
    #expect(answer.err.split(separator: "\n").count == 1)
    #expect(answer.out.contains("63") && answer.code == 0)
  }

  @Test(arguments: ["2.0", "0.9", GrownKit.version])
  func onesBuiltForAnotherMajorOrAYoungerMinorAreRefusedWithOneLine(_ kit: String) throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = try OlderPlugin(kit: kit).build(in: program.folder)
    let fact = "built for kit \(kit), this program has \(Kit.version)"
    for verb in ["check", "add"] {
      let answer = try program.run(["plugin", verb, file])
      let lines = answer.out.split(separator: "\n").filter { $0.hasPrefix("E") }
      #expect(answer.code == 1 && lines.count == 1, "\(answer.out)")
      #expect(lines.first?.hasPrefix("E604 libOlderInstrument.so: \(fact)") == true)
      #expect(verb == "check" ? answer.err == "" : answer.err.hasPrefix("E646 plugin older"))
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/config/drempel/plugins"))
    // Somebody wrote it on the list by hand.
    try program.putOlder(OlderPlugin(kit: kit), stamp: "0123456789abcdef")
    let answer = try program.run(["--mode", "csv", "-c", "clients | score mpsa | count"])
    #expect(answer.code == 0 && answer.out.contains("63"))
    #expect(answer.err.hasPrefix("E604 plugin older: \(fact)"), "\(answer.err)")
    #expect(answer.err.split(separator: "\n").count == 1, "\(answer.err)")
    #expect(try program.run(["--lang", "nl", "plugin", "list"]).out.contains("gebouwd voor kit"))
  }
}
