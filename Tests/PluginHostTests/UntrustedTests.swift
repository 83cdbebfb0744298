import Foundation
import InstrumentKit
import Testing

@testable import PluginHost

/// What comes from a plugin in another process, or from a file of rules, may be anything.
@Suite struct UntrustedTests {
  private func isPlain(_ text: String) throws -> Bool {
    PlainText.isPlain(json: Array(try JSONEncoder().encode([text])))
  }

  @Test(arguments: ["", "Één drempel", "a\tb\nc", "\\u001b", "\"quoted\" \\ back", "日本 🚲 –"])
  func wordsArePlain(_ text: String) throws { #expect(try isPlain(text)) }

  @Test(arguments: [
    "\u{1B}[2J", "a\u{7F}", "\u{9B}2J", "\u{202E}gnol", "\u{2066}x", "\r", "\\\u{1B}", "\0",
  ])
  func whatSteersATerminalIsNot(_ text: String) throws { #expect(try !isPlain(text)) }

  @Test func escapedCharactersAreSeenToo() {
    #expect(!PlainText.isPlain(json: Array("[\"\\u001B[2J\"]".utf8)))
    #expect(!PlainText.isPlain(json: Array("[\"\\u202e\"]".utf8)))
    #expect(PlainText.isPlain(json: Array("[\"\\u00e9\"]".utf8)))
    #expect(PlainText.isPlain(json: Array("[\"\\".utf8)))
  }

  @Test func aDocumentHoldsOnlyWhatCanBeDrawn() throws {
    let scale = Document.Scale(["none", "some"], unknown: "–")
    let (day, later) = (Day(number: 10), Day(number: 20))
    let document = Document([
      .table(.init(columns: ["a", "b"], numeric: [1, 9], rows: [["1"], ["1", "2", "3"]])),
      .bars([.init("x", -5), .init("y", .max)]),
      .strips([.init("s", [.init("m", -5), .init("n", 7), .init("o", 1)])], scale),
      .movement(
        .init(
          from: later, to: day, scale: scale,
          lines: [.init("l", [.init(day, .max), .init(day, 0)])])),
    ]).sound
    guard case .table(let table) = document.blocks[0], case .bars(let bars) = document.blocks[1],
      case .strips(let strips, _) = document.blocks[2],
      case .movement(let movement) = document.blocks[3]
    else {
      Issue.record("other blocks")
      return
    }
    #expect(table.rows == [["1", ""], ["1", "2"]] && table.numeric == [1])
    #expect(bars.map(\.count) == [0, 1_000_000_000])
    #expect(strips[0].marks.map(\.step) == [nil, nil, 1])
    #expect(movement.from == day && movement.to == later)
    #expect(movement.lines[0].points.map(\.step) == [nil, 0])
  }

  @Test(arguments: [
    "name: &a x\n", "name: a\nlist: [*a]\n", "- &a 1\n", "? *a\n", "{&a b: c}\n", "&a\n",
    "a:\n  <<: *b\n", "a: [1, *b]\n",
  ])
  func namesForValuesAreRefusedWhereTheyStand(_ text: String) {
    #expect(throws: RuleFault.self) { try RulesText.read(text) }
  }

  @Test(arguments: [
    "name: R&D\nversion: a & b\n", "name: a*b\nversion: \"2 * 3\"\n",
    "# a: *b\nname: x\nversion: y # &z\n",
  ])
  func signsWithinWordsAreNone(_ text: String) throws {
    #expect(try RulesText.read(text).root.optional("name") != nil)
  }

  @Test func manyNamesForOneValueAreRefusedAtOnce() {
    let lines = (1..<60).map { "a\($0): &a\($0) {? *a\($0 - 1) : 1}" }
    #expect(throws: RuleFault.self) {
      try RulesText.read((["name: x", "version: y", "a0: &a0 1"] + lines).joined(separator: "\n"))
    }
  }
}
