import Foundation
import Testing

/// Every way in which a plugin can be wrong gets the one message that says so, and stops nothing.
@Suite(.serialized) struct WrongPluginTests {
  /// What a check says of each, with the word that must be in it.
  static let told: [(way: WrongPlugin, code: String, words: String)] = [
    (.badManifest, "E602", "unreadable manifest"), (.hugeManifest, "E602", "unreadable manifest"),
    (.missingSymbol, "E607", "cannot be loaded"), (.otherMachine, "E602", "another machine"),
    (.truncated, "E602", "cut off or damaged"), (.text, "E602", "no library"),
    (.staleKit, "E604", "built for kit 0.9"), (.takenId, "E606", "already provided by"),
    (.trapsOnLoad, "E640", "while it was loaded"), (.trapsOnScore, "E640", "while it answered"),
    (.overflows, "E640", "while it answered"), (.exits, "E640", "while it answered"),
    (.hangsUp, "E640", "while it answered"), (.loops, "E641", "no answer within"),
    (.allocates, "E642", "more memory"), (.allocatesAtOnce, "E642", "more memory"),
    (.throwsError, "E648", "threw"), (.remembers, "E632", "blocking"),
    (.zigzags, "E627", "mobility"), (.unlabelled, "E609", "no label"),
    (.unknownThreshold, "E609", "vocabulary"), (.cyclic, "E609", "depends on itself"),
    (.readsFile, "E643", "/etc/hostname"), (.readsFileOnLoad, "E643", "/etc/hostname"),
    (.usesNetwork, "E643", "network"), (.startsProcess, "E643", "start a process"),
    (.shrinks, "E643", "change files"), (.halfCloses, "E640", "while it answered"),
    (.lies, "E631", "owner"), (.steers, "E644", "no answer that can be read"),
    (.registersTwo, "E608", "registers 2 instruments"),
  ]

  @Test(arguments: told.indices) func aCheckSaysWhatIsWrongInOneLine(_ place: Int) throws {
    let (way, code, words) = Self.told[place]
    let program = try Program()
    defer { program.remove() }
    let file = try way.build(in: program.folder)
    // What is wrong is not added; the same is said by a check.
    let isSlow = way == .loops
    let answer = try program.run(["plugin", isSlow ? "check" : "add", file])
    #expect(answer.code == 1)
    #expect(isSlow ? answer.err == "" : answer.err.hasPrefix("E646 plugin "), "\(answer.err)")
    let faults = answer.out.split(separator: "\n").filter {
      $0.hasPrefix("E") && !$0.contains(" advice, ")
    }
    #expect(faults.count == 1, "\(answer.out)")
    #expect(faults.first?.hasPrefix("\(code) ") == true, "\(answer.out)")
    #expect(faults.first?.contains(words) == true, "\(answer.out)")
    // What it prints goes nowhere; its last words are told as its own.
    if way == .trapsOnScore || way == .trapsOnLoad {
      #expect(answer.out.contains("its last words: "), "\(answer.out)")
    } else {
      #expect(!answer.out.contains("chatter"))
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/config/drempel/plugins"))
  }

  @Test func everyWayIsTold() {
    // The last of these have a suite of their own.
    let silent: Set<WrongPlugin> = [
      .right, .chats, .writesPast, .readsPast, .writesRaw, .trapsOnPaper, .trapsOnPets,
    ]
    #expect(Set(Self.told.map(\.way)).union(silent) == Set(WrongPlugin.allCases))
    #expect(Self.told.count >= 20)
  }

  @Test func theRightOneIsAddedAndScores() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = try WrongPlugin.right.build(in: program.folder)
    let json = try program.run(["plugin", "check", file, "--mode", "json"])
    #expect(json.code == 0)
    #expect(json.out.contains("\"sound\" : true"))
    let added = try program.run(["plugin", "add", file])
    #expect(added.code == 0, "\(added.out)\(added.err)")
    #expect(added.out.contains("never sees") && added.out.contains("pets"))
    try FileManager.default.removeItem(atPath: file)
    let apart = try program.csv("clients | score wrong | summarise sum(wrong.blocking)")
    #expect(try program.run(["plugin", "list"]).out.contains("isolated"))
    #expect(try program.run(["plugin", "isolate", "wrong", "--off"]).code == 0)
    #expect(try program.csv("clients | score wrong | summarise sum(wrong.blocking)") == apart)
    let list = program.folder + "/config/drempel/approved-plugins"
    let line = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").last
    let words = line?.split(separator: " ").map(String.init) ?? []
    #expect(words.count == 6 && words[1...3] == [WrongPlugin.file, "wrong", "1.0"])
    #expect(try program.run(["plugin", "remove", "wrong"]).code == 0)
    #expect(try program.csv("instruments where instrument = \"wrong\" | count") == ["0"])
  }

  @Test func aFileThatChangedAfterItWasApprovedIsRefusedUntilItIsAddedAgain() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = try WrongPlugin.right.build(in: program.folder)
    try #require(try program.run(["plugin", "add", file]).code == 0)
    let put = program.folder + "/config/drempel/plugins/" + WrongPlugin.file
    var bytes = try Data(contentsOf: URL(fileURLWithPath: put))
    bytes.append(0)
    try bytes.write(to: URL(fileURLWithPath: put))
    let answer = try program.run(["-c", "instruments | count"])
    #expect(answer.err.contains("E603 plugin wrong: changed since it was approved"))
    #expect(answer.code == 0)
    #expect(try program.run(["plugin", "add", put]).code == 0)
    #expect(try program.csv("clients | score wrong | count") == ["63"])
  }

  /// Those that a check would have kept out, run by a developer: the answer is lost, no more.
  @Test(arguments: [
    (WrongPlugin.trapsOnScore, "E640"), (.overflows, "E640"), (.exits, "E640"), (.loops, "E641"),
    (.allocates, "E642"), (.readsFile, "E643"), (.hangsUp, "E640"), (.lies, "E644"),
  ])
  func aSessionGoesOnAfterAPluginThatBrokeOff(_ way: WrongPlugin, _ code: String) throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let folder = program.folder + "/mine"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try way.build(in: folder)
    let terminal = try PromptTests.Terminal(
      program, ["--developer", "--plugins", folder], prompt: "store(developer)> ")
    #expect(terminal.types(atPrompt: "clients | score wrong | count by wrong.owner\r"))
    #expect(terminal.waits(for: code), "\(terminal.screen)")
    #expect(terminal.screen.contains("plugin wrong"), "\(terminal.screen)")
    #expect(terminal.types(atPrompt: "clients | score mpsa | count\r"))
    #expect(terminal.waits(for: "63"), "\(terminal.screen)")
    #expect(!terminal.screen.contains("chatter 0"))
    // And again: it is begun anew.
    #expect(terminal.types(atPrompt: "client T014 | explain wrong\r"))
    #expect(terminal.waits(for: code), "\(terminal.screen)")
    #expect(terminal.leaves() == 0)
  }

  @Test func anotherFileCannotTakeThePlaceOfAnInstrumentThatCameAlong() throws {
    let program = try Program()
    defer { program.remove() }
    let name = "libMPSAInstrument.so"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(program.binaries)/\(name)"))
    bytes.append(0)
    let other = "\(program.folder)/\(name)"
    try bytes.write(to: URL(fileURLWithPath: other))
    let answer = try program.run(["plugin", "add", other])
    #expect(answer.code == 1)
    #expect(answer.out.contains("E606 \(name): is already provided by"), "\(answer.out)")
  }

  @Test func whatAPluginPrintsIsNobodys() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let folder = program.folder + "/mine"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try WrongPlugin.chats.build(in: folder)
    let answer = try program.run(
      ["--developer", "--plugins", folder, "-c", "clients | score wrong | count"])
    #expect(answer.code == 0)
    #expect(!(answer.out + answer.err).contains("chatter"))
  }

  @Test func withoutDeveloperNothingUnapprovedIsLoaded() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let folder = program.folder + "/mine"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try WrongPlugin.trapsOnLoad.build(in: folder)
    let answer = try program.run(["--plugins", folder, "-c", "instruments | count"])
    #expect(answer.code == 0)
    #expect(answer.err.contains("E603 plugin wrong: not approved"))
    let developer = try program.run(
      ["--developer", "--plugins", folder, "-c", "clients | count"])
    #expect(developer.code == 0)
    #expect(developer.err.contains("E640 plugin wrong: crashed while it was loaded"))
  }
}
