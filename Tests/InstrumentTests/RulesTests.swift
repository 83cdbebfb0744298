import Conformance
import Foundation
import InstrumentKit
import PluginHost
import TestSupport
import Testing

/// Rules that a site may replace, and what is said of those that cannot be used.
@Suite struct RulesTests {
  private func loaded(_ instrument: any Instrument, _ text: String) throws -> LoadedPlugin {
    let folder = try TemporaryFolder()
    let path = try folder.write("rules.yaml", text.utf8)
    return try LoadedPlugin(linked: instrument, rulesFile: path, shared: Installed.shared)
  }

  private var ruled: [any Instrument] { Installed.all.filter { $0.rules != nil } }

  @Test func theShippedRulesReadBackAsTheInstrumentThatBringsThem() throws {
    #expect(ruled.count >= 4)
    for instrument in ruled {
      let plugin = try loaded(instrument, try #require(instrument.rules))
      #expect(plugin.instrument.rules == instrument.rules)
      #expect(plugin.form.items.map(\.id) == instrument.form.items.map(\.id))
      #expect(plugin.measures.map(\.id) == instrument.measures.map(\.id))
      #expect(plugin.version.hasPrefix(instrument.description.version + "+"))
      let conformance = Conformance(of: plugin.instrument, fields: Installed.fields)
      #expect(try conformance.golden() == [])
    }
  }

  @Test func aSitesLightsTakeThePlaceOfTheShippedOnes() throws {
    let plugin = try loaded(
      Installed.lights,
      """
      name: kortrijk
      version: "3"
      window-months: 6
      advised-from: 1
      lights:
        - code: money
          nl: geld
          en: money
          thresholds: [finances, unemployment-trap]
      """)
    #expect(plugin.version == "1.0+kortrijk-3")
    #expect(plugin.measures.map(\.id).suffix(1) == ["light-money"])
  }

  @Test func everySlipIsToldWithItsLineAndColumn() throws {
    let head = "name: x\nversion: \"1\"\nwindow-months: 12\nadvised-from: 1\n"
    let light = "  - code: a\n    nl: a\n    en: a\n    thresholds: [mobility]\n"
    let slips: [(String, Int, Int, RuleFault.Problem)] = [
      ("", 1, 1, .unreadable),
      ("name: [x\n", 2, 1, .unreadable),
      ("version: \"1\"\n", 1, 1, .missing("name")),
      ("- a\n", 1, 1, .notAMap),
      (head, 1, 1, .missing("lights")),
      (head + "lights: {}\n", 5, 9, .notAList),
      (head + "lights: []\n", 5, 9, .emptyList),
      (
        head + "lights:\n" + String(repeating: light, count: 21), 6, 3, .wrongLength(1...20)
      ),
      (head + "lights:\n" + light + light, 10, 11, .takenTwice("a")),
      (
        head + "lights:\n  - code: A b\n    nl: a\n    en: a\n    thresholds: [mobility]\n", 6, 11,
        .notACode
      ),
      (
        head + "lights:\n  - code: a\n    nl: a\n    thresholds: [mobility]\n", 6, 5, .missing("en")
      ),
      (
        head + "lights:\n  - code: a\n    nl: a\n    en: a\n    thresholds: [mobilty]\n", 9, 18,
        .notOneOf(Threshold.all.map(\.code))
      ),
      (
        head.replacing("12", with: "0") + "lights:\n" + light, 3, 16, .notANumber(1...120)
      ),
      (
        head.replacing("advised-from: 1", with: "advised-from: 2") + "lights:\n" + light, 4, 15,
        .notANumber(1...1)
      ),
      (
        head + "colour: red\nlights:\n" + light, 5, 9,
        .unknownKey(
          "colour", known: ["name", "version", "window-months", "advised-from", "lights"])
      ),
      (
        head + "lights:\n" + light + "    alone: maybe\n", 10, 12, .notOneOf(["yes", "no"])
      ),
    ]
    for (text, line, column, problem) in slips {
      do {
        _ = try loaded(Installed.lights, text)
        Issue.record("taken: \(text)")
      } catch let error as RulesFault {
        #expect(error.fault == RuleFault(line: line, column: column, problem: problem), "\(text)")
      }
    }
  }

  @Test func aFewLinesThatStandForMillionsAreRefused() throws {
    var text = "name: x\nversion: \"1\"\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let parts = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(parts)]\n"
    }
    #expect(throws: RulesFault.self) { try loaded(Installed.lights, text) }
  }

  @Test func anIndicatorSetOfOnesOwnIsAskedAndJudged() throws {
    let plugin = try loaded(
      Installed.icf,
      """
      name: own
      version: "2"
      specified-at-least: 1
      assessors-at-least: 1
      moderate-from: 2
      severe-from: 3
      indicators:
        - code: b280
          nl: pijn
          en: pain
          threshold: illness
        - code: d4501
          nl: ver stappen
          en: walking far
      """)
    #expect(plugin.form.items.map(\.id) == ["assessors", "b280", "d4501"])
    guard case .level(let scale)? = plugin.form.item("d4501")?.type else {
      Issue.record("no scale")
      return
    }
    #expect(scale.place(of: "d4501.23") != nil)
  }
}
