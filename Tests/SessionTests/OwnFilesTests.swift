import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Store
import TestSupport
import Testing

@testable import Session

/// What a sentence reads and writes outside the store.
@Suite struct OwnFilesTests {
  private final class Told {
    var text = ""
  }

  private let folder: TemporaryFolder
  private let session: Session
  private let out = MemorySink()
  private let told = Told()

  init() throws {
    folder = try TemporaryFolder()
    var settings = Session.Settings(
      places: Places(
        environment: ["XDG_CONFIG_HOME": folder.file("config"), "HOME": folder.path],
        executableFolder: folder.file("program"), pluginFolders: [folder.file("plugins")]))
    settings.operatorName = "anna"
    _ = try Session.newStore(folder.file("store"), name: nil, passphrase: nil, settings)
    settings.store = folder.file("store")
    session = try Session(settings, out: out)
  }

  private func run(_ sentence: String, name: String? = nil) -> Int32 {
    told.text = ""
    return session.run(SourceText(sentence, name: name)) { told.text += $0 }
  }

  private func export(_ path: String) -> String { "thresholds | export csv \"\(path)\" overwrite" }

  @Test func theStoresOwnFilesAndTheKeyAreNeverWrittenOver() throws {
    _ = try folder.folder("plugins")
    _ = try folder.folder("program")
    try folder.write("plugins/libOne.so", "plugin")
    try folder.write("program/drempel", "program")
    let keys = "config/drempel/keys"
    let key = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.file(keys)).first)
    #expect(symlink("store/store.db", folder.file("innocent.csv")) == 0)
    for name in [
      "store/store.db", "store/store.db-wal", "store/columns", "store/drafts/new", "innocent.csv",
      "\(keys)/\(key)", "config/drempel/approved-plugins", "plugins/libOne.so", "program/drempel",
    ] {
      let before = try? folder.bytes(name)
      #expect(run(export(folder.file(name))) == 1, "\(name)")
      #expect(told.text.hasPrefix("E385 "), "\(name): \(told.text)")
      #expect((try? folder.bytes(name)) == before)
    }
    try folder.write("plugins/table.csv", "mine")
    #expect(run(export(folder.file("plugins/table.csv"))) == 0, "\(told.text)")
  }

  @Test func aScriptThatRunsIsNotWrittenOver() throws {
    let script = folder.file("s.drempel")
    try folder.write("s.drempel", export(script))
    #expect(run("run \"\(script)\"") == 1)
    #expect(told.text.contains("E385"), "\(told.text)")
    #expect(run(export(script), name: script) == 1)
    #expect(try folder.bytes("s.drempel") == Array(export(script).utf8))
    #expect(run(export(script)) == 0, "once it has run it is a file like others: \(told.text)")
  }

  @Test func aTranscriptThatIsKeptIsNotWrittenOverAndIsNoDevice() throws {
    var heard = ""
    let shell = Shell(session, tell: { heard += $0 })
    #expect(shell.enter("transcript \"/dev/stdout\"") != .goesOn(0))
    #expect(heard.contains("E334") && !heard.contains("overwrite"), "\(heard)")
    #expect(shell.enter("transcript \"~/t.drempel\"") == .goesOn(0), "\(heard)")
    heard = ""
    #expect(shell.enter(export(folder.file("t.drempel"))) == .goesOn(1))
    #expect(heard.contains("E385"), "\(heard)")
    try shell.endTranscript()
    heard = ""
    #expect(shell.enter("transcript \"~/t.drempel\"") != .goesOn(0))
    #expect(heard.contains("E331") && !heard.contains("overwrite"), "\(heard)")
  }

  @Test func theHintToOverwriteIsNeverGivenForADevice() throws {
    #expect(run("thresholds | export csv \"/dev/stdout\"") == 1)
    #expect(told.text.hasPrefix("E334 ") && told.text.contains("\"-\""), "\(told.text)")
    #expect(!told.text.contains("add overwrite"))
  }

  @Test func aTildeIsTheHomeOfWhoWorks() throws {
    #expect(run("thresholds | export csv \"~/t.csv\"") == 0, "\(told.text)")
    #expect(try !folder.bytes("t.csv").isEmpty)
    try folder.write("s.drempel", "thresholds | count")
    #expect(run("run \"~/s.drempel\"") == 0, "\(told.text)")
    #expect(session.settings.places.expanded("~other/x") == "~other/x")
    #expect(session.settings.places.expanded("a/~/x") == "a/~/x")
  }

  @Test func aHomeThatIsEmptyOrRelativeIsNone() throws {
    let usual = try #require(getpwuid(geteuid()).flatMap { String(cString: $0.pointee.pw_dir) })
    for (home, base) in [("", ""), ("here", ""), ("", "config"), ("a", "b")] {
      let places = Places(
        environment: ["HOME": home, "XDG_CONFIG_HOME": base], executableFolder: "/nowhere",
        pluginFolders: [])
      #expect(places.configuration == "\(usual)/.config/drempel", "\(home) \(base)")
    }
  }

  @Test func aNameOfAnotherFormatIsTold() throws {
    #expect(run("thresholds | export csv \"\(folder.file("a.xlsx"))\"") == 0)
    #expect(told.text.contains("a.xlsx holds csv, though its name says xlsx"), "\(told.text)")
    #expect(run("thresholds | export markdown \"\(folder.file("a.md"))\"") == 0)
    #expect(run("thresholds | export csv \"\(folder.file("a.data"))\"") == 0)
    #expect(!told.text.contains("holds"), "\(told.text)")
  }

  @Test func whatHoldsIdentityIsItsOwnersAloneAndTheRestFollowsTheMask() throws {
    let mask = Mask(0o027)
    defer { mask.end() }
    #expect(run("clients | show client, commune | export csv \"\(folder.file("a.csv"))\"") == 0)
    #expect(!told.text.contains("alone"), "\(told.text)")
    #expect(run("clients | show client, last-name | export csv \"\(folder.file("b.csv"))\"") == 0)
    #expect(told.text.contains("b.csv is readable by you alone"), "\(told.text)")
    #expect(run("audit | export csv \"\(folder.file("c.csv"))\"") == 0)
    #expect(try folder.mode("a.csv") == 0o640)
    #expect(try folder.mode("b.csv") == 0o600)
    #expect(try folder.mode("c.csv") == 0o600)
    chmod(folder.file("b.csv"), 0o644)
    #expect(
      run("clients | show client, last-name | export csv \"\(folder.file("b.csv"))\" overwrite")
        == 0)
    #expect(told.text.contains("may be read by others too"), "\(told.text)")
    #expect(try folder.mode("b.csv") == 0o644)
  }

  @Test func everyWayOutFollowsTheMaskWhereItSaysWhoNobodyIs() throws {
    let mask = Mask(0o027)
    defer { mask.end() }
    let trial = try TrialSession(clients: 12)
    func mode(_ export: String, _ names: [String]) throws -> (modes: Set<mode_t>, told: String) {
      let answer = trial.run(export)
      #expect(answer.code == 0, "\(export): \(answer.told)")
      return (Set(try names.map { try trial.folder.mode($0) }), answer.told)
    }
    func path(_ name: String) -> String { "\"\(trial.folder.file(name))\"" }
    let open: [(String, [String])] = [
      ("clients | export esf \(path("e.csv")) period 2012", ["e.csv", "e.indicators.csv"]),
      ("clients | export fhir \(path("f.json"))", ["f.json"]),
      ("clients | export spb \(path("p"))", ["p.html", "p.json"]),
      ("clients | export referral \(path("r.html"))", ["r.html"]),
      ("clients | first 1 | document icf | export html \(path("d.html"))", ["d.html"]),
    ]
    for (sentence, names) in open {
      let made = try mode(sentence, names)
      #expect(made.modes == [0o640], "\(sentence)")
      #expect(!made.told.contains("alone"), "\(sentence): \(made.told)")
    }
    let closed: [(String, [String])] = [
      ("clients | show client, last-name | export spb \(path("n"))", ["n.html", "n.json"]),
      ("clients | export spb \(path("o")) with notes", ["o.html", "o.json"]),
      ("clients | show client, birth-date | export referral \(path("b.html"))", ["b.html"]),
    ]
    for (sentence, names) in closed {
      let made = try mode(sentence, names)
      #expect(made.modes == [0o600], "\(sentence)")
      #expect(made.told.contains("readable by you alone"), "\(sentence): \(made.told)")
    }
  }

  /// It is read to be checked and again to be run, which a pipe does not give twice.
  @Test func aScriptOutOfAPipeRuns() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let text = "thresholds | count\n"
    _ = write(ends[1], text, text.utf8.count)
    close(ends[1])
    defer { close(ends[0]) }
    #expect(run("run \"/dev/fd/\(ends[0])\"; run \"/dev/fd/\(ends[0])\"") == 0, "\(told.text)")
    #expect(out.text.components(separatedBy: "\(Threshold.all.count)").count == 3, "\(out.text)")
  }

  @Test func aScriptThatCannotBeReadSaysWhy() {
    #expect(run("run \"/nowhere.drempel\"") == 2)
    #expect(told.text.hasPrefix("E332 "), "\(told.text)")
    #expect(run("run \"/dev/zero\"") == 2)
    #expect(told.text.hasPrefix("E395 "), "\(told.text)")
  }
}
