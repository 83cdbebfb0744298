import Foundation
import InstrumentKit
import Testing

@testable import Questionnaires

/// What is wrong with a questionnaire is told by its path, all at once.
@Suite struct MalformedTests {
  /// Dutch words for the items of the small questionnaire, so that only one thing is wrong.
  private static let labels: Rules? = {
    func node(_ value: Rules.Node.Value) -> Rules.Node { Rules.Node(value, line: 1, column: 1) }
    func map(_ pairs: [(String, Rules.Node)]) -> Rules.Node {
      node(.map(pairs.map { (key: $0.0, value: $0.1) }))
    }
    let nl = map([("nl", node(.text("woord")))])
    return try? Rules(
      map([
        ("name", node(.text("small"))), ("version", node(.text("1"))),
        ("labels", map((Malformed.links + ["x", "deep", "in"]).map { ($0, nl) })),
      ]))
  }()

  private func faults(_ edits: [JSONEdit]) throws -> [QuestionnaireFault] {
    var value = try JSONParser.read(Array(Malformed.base.utf8))
    for edit in edits { value = try edit.applied(to: value) }
    // The words of what is not in this one are no fault of the questionnaire.
    return Published.faults(Data(value.json.utf8), Self.labels).filter {
      if case .links = $0.place { false } else { true }
    }
  }

  @Test func theWholeHasNoFault() throws { #expect(try faults([]) == []) }

  @Test(arguments: Malformed.all) func oneThingWrongIsToldByItsPath(_ one: Malformed) throws {
    // Without the link file's version a missing one would not be missed.
    let found = try faults(one.edits).filter {
      $0.problem != .noVersion || one.problem == .noVersion
    }
    if one.problem == .noVersion { return #expect(try versionless() == ["$.version"]) }
    #expect(found.map(\.path) == [one.path], "\(found)")
    #expect(found.map(\.problem) == [one.problem])
  }

  private func versionless() throws -> [String] {
    var value = try JSONParser.read(Array(Malformed.base.utf8))
    value = try JSONEdit("$.version", nil).applied(to: value)
    return Published.faults(Data(value.json.utf8)).filter { $0.problem == .noVersion }.map(\.path)
  }

  @Test func thereAreMoreThanFifty() { #expect(Malformed.all.count >= 50) }

  @Test func everythingWrongIsToldAtOnce() throws {
    let found = try faults([
      .init("$.status", "3"), .init("$.item[0].type", "\"url\""),
      .init("$.item[1].enableWhen[0].question", "\"gone\""), .init("$.item[5].extension", nil),
    ])
    #expect(
      Set(found.map(\.path)) == [
        "$.status", "$.item[0].type", "$.item[1].enableWhen[0].question", "$.item[5].extension",
      ], "\(found)")
  }

  @Test func everyFaultHasWordsInBothLanguages() throws {
    for one in Malformed.all {
      for fault in try faults(one.edits) {
        let words = fault.words(links: "x.yaml")
        #expect(words.nl.contains(fault.path) && words.en.contains(fault.path))
        #expect(words.nl != words.en)
        #expect(!words.en.contains("\u{1B}"))
      }
    }
  }
}
