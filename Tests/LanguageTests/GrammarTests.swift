import Foundation
import InstrumentKit
import Profile
import TestSupport
import Testing

@testable import Language

/// The grammar as it is written down, and programs that follow it badly.
@Suite struct GrammarTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  @Test func everyProductionIsAFunctionOfTheParserAndTheOtherWayRound() throws {
    let productions = Set(
      try text("Sources/Language/Grammar.ebnf").matches(of: /(?m)^([a-zA-Z]+) +=/)
        .map { String($0.1) })
    var functions: Set<String> = []
    for file in [
      "Parser", "Parser+Conditions", "Parser+Stages", "Parser+Verbs", "Parser+Keep",
      "Parser+Report", "Parser+Revise",
    ] {
      functions.formUnion(
        try text("Sources/Language/\(file).swift").matches(of: /mutating func ([a-zA-Z]+)\(/)
          .map { String($0.1) })
    }
    // These move from token to token, or choose among the words of a stage.
    functions.subtract([
      "advance", "take", "fail", "word", "kind", "skipStage", "want", "takeOf", "takeSide",
      "reason",
    ])
    #expect(productions == functions)
  }

  /// Every sentence that is kept as right or wrong.
  private func sentences() throws -> [String] {
    try ["Right", "Wrong"].flatMap { folder in
      let place = Self.root.appending(path: "Tests/EndToEndTests/Golden/\(folder)")
      return try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "drempel" }.sorted { $0.path < $1.path }
        .map { try String(contentsOf: $0, encoding: .utf8) }
    }
  }

  @Test func mutatedProgramsAreToldAndNeverEndTheChecker() throws {
    let seeds = try sentences().map { Array($0.unicodeScalars) }
    #expect(seeds.count > 150)
    let activation = CodeList("activation", "social=sociaal professional=professioneel")
    let schema = Schema(
      instruments: [
        Schema.InstrumentNames(
          id: "mpsa", label: Label(nl: "MPSA", en: "MPSA"),
          measures: [
            Schema.MeasureName(
              name: "blocking", dutch: "blokkerend", type: .count, label: Label(nl: "b", en: "b"))
          ], decisions: activation, items: ["mobility": ["mobility"]])
      ], searched: ["plugins"])
    let count = Int(ProcessInfo.processInfo.environment["FUZZ"] ?? "") ?? 20_000
    var generator = SplitMix64(seed: 1)
    var wrong = 0
    for round in 0..<count {
      var scalars = seeds.randomElement(using: &generator) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        mutate(&scalars, seeds, &generator)
      }
      let source = SourceText(String(String.UnicodeScalarView(scalars)))
      let (program, _, diagnostics) = Checker.check(source, against: schema)
      #expect((program == nil) == !diagnostics.isEmpty)
      wrong += diagnostics.isEmpty ? 0 : 1
      // Messages are made of some, for nearest words cost more than checking.
      guard round % 50 == 0 else { continue }
      _ = Place(atEndOf: String(source.scalars.map(Character.init)), schema)
      for diagnostic in diagnostics {
        #expect(!diagnostic.text(source, schema, .nl).isEmpty)
        #expect(diagnostic.words.en != "" && diagnostic.words.nl != "", "\(diagnostic.kind)")
      }
    }
    #expect(wrong > count / 2 && wrong < count)
    // Other tests of the process have memory of their own.
    if count > 1_000_000 { #expect(try peakMegabytes() < 200) }
  }

  private func peakMegabytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let peak = try #require(status.firstMatch(of: /VmHWM:\s+(\d+) kB/))
    return (Int(peak.1) ?? .max) / 1024
  }

  private func mutate(
    _ scalars: inout [Unicode.Scalar], _ seeds: [[Unicode.Scalar]], _ generator: inout SplitMix64
  ) {
    let place = Int.random(in: 0...scalars.count, using: &generator)
    let end = min(scalars.count, place + Int.random(in: 1...8, using: &generator))
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: scalars.removeSubrange(place..<end)
    case 1: scalars.insert(contentsOf: scalars[place..<end], at: place)
    case 2:
      let strange = Array("(){}|;,=<>\"\n\t#é€0.- \u{0}\u{202E}👩‍👧".unicodeScalars)
      scalars.insert(strange.randomElement(using: &generator) ?? " ", at: place)
    case 3:
      let other = seeds.randomElement(using: &generator) ?? []
      let start = Int.random(in: 0...other.count, using: &generator)
      scalars.insert(contentsOf: other[start..<min(other.count, start + 12)], at: place)
    default: scalars[place..<end].reverse()
    }
  }

  @Test(arguments: ["(", "{", "not ", "for a in (clients) {", "| ", "\"", "clients where ("])
  func nestingThatNeverEndsIsAnErrorAndNoCrash(_ piece: String) {
    let text = "clients where " + String(repeating: piece, count: 1_000_000 / piece.count)
    let schema = Schema(instruments: [], searched: [])
    let (program, _, diagnostics) = Checker.check(SourceText(text), against: schema)
    #expect(program == nil && !diagnostics.isEmpty)
  }
}
