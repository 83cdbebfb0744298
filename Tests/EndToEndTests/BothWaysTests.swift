import Foundation
import Testing

/// An instrument answers the same in the program as in a process of its own.
@Suite(.serialized) struct BothWaysTests {
  private static let instruments = ["intake", "mpsa", "mea", "icf", "lights", "ladder", "spb"]

  /// The demo store, in which T001 to T020 answered some instruments beside the intake.
  private func filled(_ instruments: [String]) throws -> Program {
    let program = try Program().withDemo()
    for instrument in instruments where instrument != "intake" {
      let file = "\(program.folder)/\(instrument).csv"
      let made = try program.run([
        "generate", file, "--as", instrument, "--clients", "20", "--seed", "2012", "--date",
        "2012-12-31",
      ])
      try #require(made.code == 0, "\(made.err)")
      try renamed(try String(contentsOfFile: file, encoding: .utf8)).write(
        toFile: file, atomically: true, encoding: .utf8)
      let taken = try program.run(["import", file, "--as", instrument])
      try #require(taken.code == 0, "\(instrument): \(taken.err)")
    }
    return program
  }

  /// Gives those who were invented the codes of people in the store.
  private func renamed(_ text: String) -> String {
    var codes: [Substring: String] = [:]
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { number, line in
      guard number > 0, let comma = line.firstIndex(of: ",") else { return String(line) }
      let place = codes.count + 1
      let code = codes[line[..<comma]] ?? "T0" + (place < 10 ? "0" : "") + "\(place)"
      codes[line[..<comma]] = code
      return code + line[comma...]
    }.joined(separator: "\n")
  }

  /// What an instrument answers: now, half a year before, then all else as rows, and in words.
  private func answers(_ instrument: String, _ program: Program) throws -> [String] {
    let rows = [
      "clients | score \(instrument)", "clients as of 2012-06-30 | score \(instrument)",
      """
      clients | score \(instrument) accepted
      clients | explain \(instrument)
      client T014 | document \(instrument)
      """,
    ]
    let words = "client T014 | explain \(instrument)\nclient T014 | document \(instrument)"
    return try (rows.map { (["--mode", "csv"], $0) } + [([], words)]).map { mode, sentences in
      let answer = try program.run(mode, input: sentences + "\n")
      #expect(answer.code == 0 && answer.faults == [], "\(sentences): \(answer.err)")
      return answer.out
    }
  }

  private func isolate(_ program: Program) throws {
    for instrument in Self.instruments {
      try #require(try program.run(["plugin", "isolate", instrument]).code == 0)
    }
    let list = try program.run(["plugin", "list"]).out.split(separator: "\n")
    let apart = list.filter { $0.contains(" isolated ") && $0.contains("ready") }
    try #require(apart.count == Self.instruments.count, "\(list)")
  }

  @Test func bothWaysGiveTheSameForAllInstruments() throws {
    let program = try filled(Self.instruments)
    defer { program.remove() }
    let inside = try Self.instruments.map { try answers($0, program) }
    for (instrument, found) in zip(Self.instruments, inside) {
      // Something was answered, and of nobody the same as of everybody.
      let rows = Set(
        found[0].split(whereSeparator: \.isNewline).dropFirst().map {
          $0.drop { $0 != "," }
        })
      #expect(rows.count > 1, "\(instrument): \(found[0])")
      #expect(found[0] != found[1], "\(instrument): half a year before less was known")
      #expect(found[3].contains("T014"), "\(instrument): \(found[3])")
    }
    try isolate(program)
    for (instrument, found) in zip(Self.instruments, inside) {
      let apart = try answers(instrument, program)
      for place in found.indices {
        #expect(apart[place] == found[place], "\(instrument), answer \(place)")
      }
    }
  }

  @Test func aSitesRulesAreFollowedBothWaysAndASlipIsToldInTheSameWords() throws {
    let program = try filled(["icf"])
    defer { program.remove() }
    let folder = program.folder + "/config/drempel/rules"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let shipped = try program.run(["plugin", "rules", "icf"]).out
    let rules = shipped.replacing("name: vocational-brief", with: "name: here")
      .replacing("moderate-from: 2", with: "moderate-from: 1")
      .replacing("specified-at-least: 9", with: "specified-at-least: 1")
      .replacing("assessors-at-least: 2", with: "assessors-at-least: 1")
    let slip = rules.replacing("threshold: cognition", with: "threshold: cognitoin")
    try #require(rules != shipped && slip != rules)
    func ask(_ text: String?) throws -> [String] {
      let file = folder + "/icf.yaml"
      try? FileManager.default.removeItem(atPath: file)
      try text?.write(toFile: file, atomically: true, encoding: .utf8)
      let sentences = """
        clients | score icf
        clients | score icf accepted
        client T014 | explain icf
        client T014 | document icf
        """
      return try [
        "clients | count", "instruments where instrument = \"icf\" | show version", sentences,
      ].flatMap { sentence in
        let answer = try program.run(["--mode", "csv"], input: sentence + "\n")
        return ["\(answer.code)", answer.out, answer.err]
      }
    }
    let texts = [nil, rules, slip, slip + "\t: [", "name: here\n"]
    let inside = try texts.map(ask)
    #expect(inside[0][7] != inside[1][7], "the rules make a difference")
    #expect(inside[1][4].contains("1.0+here-1"))
    #expect(inside[0][2] == "" && inside[1][2] == "" && inside[0][8] == "" && inside[1][8] == "")
    let line = slip.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("cognitoin") }
    let place = "icf.yaml:\((line ?? -1) + 1):16: expected one of illness"
    #expect(inside[2][2].contains(place), "\(inside[2][2])")
    for wrong in inside[2...] {
      #expect(wrong[0] == "0" && wrong[1].contains("63"), "the rest works")
      #expect(wrong[2].hasPrefix("E615 plugin icf: ") && wrong[2].contains("icf.yaml:"))
      #expect(wrong[2].split(separator: "\n").count == 1, "\(wrong[2])")
    }
    try isolate(program)
    for (place, text) in texts.enumerated() {
      #expect(try ask(text) == inside[place], "rules \(place)")
    }
  }
}
