import Exchange
import Foundation
import InstrumentKit
import Language
import PluginHost
import Records
import Synchronization
import TestSupport
import Testing

@testable import Session

/// What was printed, reported and exported on a day comes out the same later, byte for byte, when it is asked
/// as it was known then.
@Suite struct EarlierDayTests {
  private final class Clock: Sendable {
    private let seconds = Mutex<Int64>(0)

    var now: Int64 { seconds.withLock { $0 } }
    func set(_ day: String, hour: Int64) {
      let number = Int64((Day(iso: day) ?? .first).number)
      seconds.withLock { $0 = number * 86_400 + hour * 3600 }
    }
  }

  private let folder: TemporaryFolder
  private let clock = Clock()
  private let plugins: [LoadedPlugin]

  init() throws {
    folder = try TemporaryFolder()
    plugins = try QuestionnaireStore.all.map {
      try LoadedPlugin(linked: $0, shared: QuestionnaireStore.shared)
    }
  }

  /// Somebody who comes to work at a moment.
  private func desk() throws -> Session {
    var settings = Session.Settings(
      places: Places(
        environment: ["HOME": folder.path], executableFolder: "/nonexistent", pluginFolders: []))
    settings.keyFile = folder.file("key")
    settings.operatorName = "anna"
    settings.organisation = "ocmw"
    settings.tongue = .en
    settings.mode = .csv
    let clock = clock
    settings.clock = WallClock { clock.now }
    let store = folder.file("s")
    if !FileManager.default.fileExists(atPath: store) {
      _ = try Session.newStore(store, name: nil, passphrase: nil, settings)
    }
    settings.store = store
    return try Session(settings, out: MemorySink(), linked: plugins)
  }

  private func run(_ text: String, _ desk: Session, _ mode: OutputMode = .csv) throws -> [UInt8] {
    let sink = MemorySink()
    (desk.out, desk.mode) = (sink, mode)
    var told = ""
    let code = desk.run(SourceText(text)) { told += $0 }
    #expect(code == 0, "\(text): \(told)")
    return sink.bytes
  }

  private func take(_ text: String, as kind: String, _ desk: Session) throws {
    let report = try desk.importing(try folder.write("in.csv", text), as: kind)
    try #require(report.added > 0 && report.badRows == 0)
  }

  /// Sentences as they were typed on the day, with room for `as known on`, and how each is written.
  private static let printed: [(sentence: String, mode: OutputMode)] = [
    ("report trial{}", .markdown), ("report trial{}", .csv),
    ("report transfers period 2012Q2{}", .csv),
    ("report mpsa period 2012{}", .markdown), ("report targets{}", .csv),
    ("report dashboard commune \"Gent\" quarter 2012Q2{}", .markdown),
    ("clients{} | sort client | document intake", .markdown),
    ("clients{} | sort client | document mpsa", .markdown),
    ("clients{} | sort client | explain intake", .markdown),
    ("clients{} | list category05", .csv), ("clients{} | list disagreements", .csv),
    ("clients{} | count by benefit", .csv), ("actions{} | sort client, action | count", .csv),
    ("observations{} | sort client, threshold, on", .csv),
    (
      "referrals{} | sort client, filled-on | show client, filled-on, direction, commune.at-start",
      .csv
    ),
    ("participations{} | sort client", .csv),
    ("clients{} | sort client | show client, last-name, birth-date, national-number, street", .csv),
  ]
  private static let fields = "client, mobility, mobility.since, employed, benefit, commune, age"
  private static let files: [(name: String, sentence: String)] = [
    ("a.csv", "clients{} | sort client | show \(fields) | export csv \"@\" overwrite for \"x\""),
    ("a.json", "clients{} | sort client | show \(fields) | export json \"@\" overwrite for \"x\""),
    ("a.html", "client P1{} | document intake | export html \"@\" overwrite for \"x\""),
    ("r.html", "clients{} | sort client | export referral \"@\" overwrite with health for \"x\""),
    ("t.html", "report trial{} | export html \"@\" overwrite for \"x\""),
    ("e.csv", "clients{} | export esf \"@\" overwrite period 2012Q2 for \"x\""),
  ]

  private func everything(_ desk: Session, known: String) throws -> [String: [UInt8]] {
    var all: [String: [UInt8]] = [:]
    for (sentence, mode) in Self.printed {
      all["\(sentence) \(mode)"] = try run(sentence.replacing("{}", with: known), desk, mode)
    }
    for (name, sentence) in Self.files {
      let words = sentence.replacing("{}", with: known).replacing("@", with: folder.file(name))
      _ = try run(words, desk)
      all[name] = try folder.bytes(name)
    }
    all["e.indicators.csv"] = try folder.bytes("e.indicators.csv")
    return all
  }

  private static let people = """
    client,filled-on,last-name,birth-date,national-number,sex,street,commune,employed,employment,benefit,vdab-registered,vdab-category,followed-up,direction,stream,mobility,justice,ocmw.actions
    P1,2012-03-01,Maes,1980-01-01,80010100107,f,Kerkstraat,Gent,yes,art60,living-wage,yes,05,yes,ocmw-to-vdab,art60-ending,3,1,"work.art60,2012-01-01,2012-08-01"
    P2,2012-03-05,Peeters,1986-01-01,86010100136,m,Dorp,Tielt,no,,sickness,no,,yes,vdab-to-ocmw,jobseeker-suspended,1,3,screening
    P3,2012-04-05,Peters,1986-01-01,,m,Dorp,Tielt,no,,none,no,,no,,,2,2,
    P4,2012-05-05,Claes,1975-05-05,75050500104,x,Plein,Gent,,,living-wage,yes,05,yes,ocmw-to-vdab,mandatory-registration,3,3,

    """

  /// What is done on the days after, one a day.
  private func goOn() throws {
    let deeds = [
      "correct #1 mobility = none, last-name = \"Maas\", commune = \"Tielt\", benefit = none because \"x\"",
      "strike #4 because \"somebody else\"", "move #6 to P4 because \"wrong person\"",
      "merge P3 into P2 because \"one person\"",
      "correct #5 on 2012-07-01 because \"a month later\"",
      "assess P1 with intake only employed, benefit, mobility on 2012-06-15\n> no\n> none\n> 2",
      "refer P1 with direction = vdab-to-ocmw on 2012-06-20",
      "record P2 mobility = blocking on 2012-06-30 because \"x\"",
      "consent P2 to vdab for \"guidance\" of health until 2027-01-01",
    ]
    for (day, deed) in deeds.enumerated() {
      clock.set("2012-07-\(day < 9 ? "0" : "")\(day + 1)", hour: 9)
      _ = try run(deed, desk())
    }
    clock.set("2012-08-01", hour: 9)
    let late = try desk()
    try take(
      "client,filled-on,commune,benefit,followed-up,direction\nP5,2012-06-01,Gent,living-wage,yes,ocmw-to-vdab\nP2,2012-06-02,Gent,none,,\n",
      as: "intake", late)
    _ = try run("unmerge P3 because \"two\"", late)
  }

  @Test func afterAllThatCameSinceItIsWhatItWas() throws {
    clock.set("2012-06-28", hour: 9)
    let early = try desk()
    try take(Self.people, as: "intake", early)
    let participations = """
      client,operation,entered-on,labour-status,education
      P1,OP1,2012-06-20,unemployed,primary
      P2,OP1,2012-06-21,inactive,primary

      """
    try take(participations, as: "participations", early)
    clock.set("2012-06-30", hour: 12)
    let then = try desk()
    _ = try run("record P1 justice = supported on 2012-06-29 because \"x\"", then)
    let before = try everything(then, known: "")
    try goOn()
    let later = try desk()
    let known = try everything(later, known: " as known on 2012-06-30")
    for (name, bytes) in before.sorted(by: { $0.key < $1.key }) where known[name] != bytes {
      let (old, new) = (
        String(decoding: bytes, as: UTF8.self), String(decoding: known[name] ?? [], as: UTF8.self)
      )
      let (one, other) = (old.split(separator: "\n"), new.split(separator: "\n"))
      let differing =
        one.filter { !other.contains($0) } + ["→"] + other.filter { !one.contains($0) }
      Issue.record("\(name): \(differing.joined(separator: "; "))")
    }
    // And what is known now is something else.
    let now = try everything(later, known: "")
    let changed = before.filter { now[$0.key] != $0.value }.count
    #expect(changed > 15, "\(changed) of \(before.count)")
    #expect(try later.checkStore().isClean)
  }
}
