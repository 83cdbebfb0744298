import Exchange
import Foundation
import Language
import Testing

@testable import Session

/// What is said anew, struck, moved and merged by two organisations, beside what a script with its own
/// reading of the law says of the same deeds.
@Suite struct DeedOracleTests {
  /// DREMPEL_SEEDS says how many stores where more than usual are wanted.
  private static let seeds =
    ProcessInfo.processInfo.environment["DREMPEL_SEEDS"].flatMap(Int.init) ?? 2

  /// The script, at work: it tells of a deed and hears whether it was taken.
  private struct Teller {
    private let process = Process()
    private let said = Pipe()
    private let heard = Pipe()

    init(_ folder: String, _ clients: Int, seed: Int, deeds: Int) throws {
      let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Data/deed_oracle.py").path
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["python3", script, folder] + [clients, seed, deeds].map { "\($0)" }
      (process.standardOutput, process.standardInput) = (said, heard)
      try process.run()
    }

    /// The words of the next line; nil where there is none.
    func next() -> [String]? {
      var line = Data()
      while let byte = try? said.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
        line += byte
      }
      let words = String(decoding: line, as: UTF8.self).split(separator: "\t").map(String.init)
      return words.isEmpty ? nil : words
    }

    func answer(_ code: Int32) throws {
      try heard.fileHandleForWriting.write(contentsOf: Data("\(code)\n".utf8))
    }

    func stop() { process.terminate() }

    /// Whether it came to its end.
    func ended() -> Bool {
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
  }

  /// What was answered after a link of the trail.
  private struct Answered {
    let sentence: String
    let link: String
    let rows: String
  }

  private func run(_ session: Session, _ text: String) throws -> (out: String, code: Int32) {
    let sink = MemorySink()
    session.out = sink
    var told = ""
    let code = session.run(SourceText(text)) { told += $0 }
    try session.out.flush()
    return (sink.text + told, code)
  }

  /// The first rows that are in one table alone.
  private func differing(_ one: [Substring], _ other: [Substring]) -> [String] {
    let rows = Set(one)
    return rows.symmetricDifference(other).sorted().prefix(8).map {
      "\(rows.contains($0) ? "shown" : "right") \($0)"
    }
  }

  private func desks(_ trial: TrialSession) throws -> [String: Session] {
    var desks: [String: Session] = [:]
    for organisation in ["vdab", "ocmw"] {
      var settings = trial.session.settings
      settings.organisation = organisation
      settings.mode = .csv
      desks[organisation] = try Session(
        settings, out: MemorySink(), linked: trial.session.plugins)
    }
    return desks
  }

  @Test(arguments: 1...seeds)
  func whatStandsAfterDeedsIsWhatAnIndependentScriptSaysAndStaysSoAtItsLink(_ seed: Int) throws {
    let trial = try TrialSession(clients: 0)
    let desks = try desks(trial)
    let teller = try Teller(trial.folder.path, 250, seed: seed, deeds: 50)
    var answered: [Answered] = []
    var (taken, cells, people) = (0, 0, Set<Substring>())
    while let words = teller.next() {
      let desk = try #require(desks[words[1]])
      guard words[0] == "ask" else {
        let code = try run(desk, words[2]).code
        taken += code == 0 ? 1 : 0
        try teller.answer(code)
        continue
      }
      let found = try run(desk, words[2].replacing("{at}", with: ""))
      #expect(found.code == 0, "\(words[2])")
      let right = try String(contentsOfFile: words[3], encoding: .utf8)
      let (mine, theirs) = (found.out.split(separator: "\r\n"), right.split(separator: "\r\n"))
      for row in differing(mine, theirs) {
        Issue.record("seed \(seed), after \(taken) taken: \(row)")
      }
      cells += theirs.map { $0.count { $0 == "," } }.reduce(0, +)
      people.formUnion(theirs.compactMap { $0.split(separator: ",").first })
      let link = try run(desk, "audit | first 1 | show number").out
      answered.append(
        Answered(
          sentence: words[2], link: String(try #require(link.split(separator: "\r\n").last)),
          rows: found.out))
      try teller.answer(0)
      guard found.out == right else { return teller.stop() }
    }
    // What was answered after a link is what is known at that link later, whoever asks.
    for (turn, answer) in answered.enumerated() {
      let desk = try #require(desks[turn % 2 == 0 ? "vdab" : "ocmw"])
      let later = answer.sentence.replacing("{at}", with: " as known at \(answer.link)")
      let rows = try run(desk, later).out
      for row in differing(rows.split(separator: "\r\n"), answer.rows.split(separator: "\r\n")) {
        Issue.record("seed \(seed), later at \(answer.link): \(row)")
      }
    }
    let check = try trial.session.checkStore()
    #expect(check.isClean, "\(check.text)")
    #expect(teller.ended() && taken > 40 && people.count > 220)
    print("\(cells) cells of \(people.count) people compared after \(taken) deeds")
  }
}
