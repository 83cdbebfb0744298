import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Questionnaires
import Store
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

private struct Scales: Instrument {
  var description: Description {
    Description(
      id: "scales", version: "1.0", label: Label(nl: "Schalen", en: "Scales"),
      summary: Label(nl: "s", en: "s"), source: "test", licence: "Apache-2.0")
  }
  var form: Form {
    Form([
      Section(
        "all", Label(nl: "Alles", en: "All"),
        [
          Item("mood", Label(nl: "Stemming", en: "Mood"), .number(-10...10)),
          Item("cold", Label(nl: "Koud", en: "Cold"), .number(-30 ... -5)),
          Item("why", Label(nl: "Waarom", en: "Why"), .flag, when: .number("mood", -10 ... -1)),
        ])
    ])
  }
  var inputs: [Input] { [.item("mood")] }
  var measures: [Measure] { [] }
  var goldenCases: [GoldenCase] { [] }
  func score(_ subject: Subject, into result: inout Result) {}
}

/// Numbers below zero, wherever a number goes.
@Suite struct NegativeNumberTests {
  private let here: QuestionnaireStore
  private let plugin: LoadedPlugin

  init() throws {
    here = try QuestionnaireStore()
    plugin = try LoadedPlugin(linked: Scales(), shared: QuestionnaireStore.shared)
  }

  private func cells(_ name: String) throws -> [Int32]? {
    try here.store.columns().column(name, of: .clients)?.cells
  }

  @Test func theyAreImportedKeptAndAskedWithTheirConditions() throws {
    let report = try here.take(
      "client,filled-on,mood,cold,why\nA,2012-01-01,-3,-30,yes\nB,2012-01-01,-10,-5,no\nC,2012-01-01,4,,\n",
      as: plugin)
    #expect(report.added == 3)
    #expect(report.warnings.isEmpty)
    #expect(try cells("scales.mood") == [-3, -10, 4])
    #expect(try cells("scales.cold")?.prefix(2) == [-30, -5])
    let refused = try here.refusal(
      "client,filled-on,mood,cold\nD,2012-01-01,-11,1\nE,2012-01-01,--3,-\nF,2012-01-01,-1234567890,-4\n",
      "bad.csv", as: plugin)
    #expect(refused.faultCount == 6)
    #expect(refused.listing(.en).contains("expected a number from -10 to 10"))
  }

  @Test func theyGoOutAndComeBackAsFHIR() throws {
    try here.take("client,filled-on,mood\nA,2012-01-01,-3\n", as: plugin)
    let bundle = try here.bundle(plugin, clients: ["A"])
    #expect(bundle.contains("\"valueInteger\":-3"))
    #expect(bundle.contains("\"valueInteger\":-10"))
    let other = try QuestionnaireStore()
    let responses = try QuestionnaireStore.resources(bundle, "QuestionnaireResponse")
    let text = responses.map(\.json).joined(separator: "\n") + "\n"
    let answer = text.replacing(/"valueInteger":-3/, with: "\"valueInteger\":-11")
    #expect(try other.take(text, "r.ndjson", as: plugin).added == 1)
    #expect(try other.store.columns().column("scales.mood", of: .clients)?.cells == [-3])
    #expect(try other.refusal(answer, "s.ndjson", as: plugin).badRows == 1)
  }

  @Test func theyAreTakenInAnInterview() throws {
    let item = try #require(plugin.form.item("mood"))
    #expect(AnswerSheet.answer(" -3 ", to: item, in: nil) == "-3")
    #expect(Interview.scale(item, .en) == "-10 … 10")
    var sheet = AnswerSheet(day: "2012-01-01")
    sheet.answers = ["mood": "-3"]
    let judged = try sheet.judged(plugin, client: "A", reference: here.today)
    #expect(judged.faults.isEmpty)
    #expect(judged.draft.cells[0] == -3)
  }

  @Test func whatAnAnswerGeneratorMakesIsTaken() throws {
    let path = here.folder.file("made.csv")
    try AnswerGenerator(plugin, seed: 3, until: here.today).write(to: path, clients: 50)
    var importer = Importer(
      store: here.store, plugin: plugin, actor: here.actor, reference: here.today)
    importer.form.isPartial = false
    #expect(try importer.run(path).added == 50)
    #expect(try cells("scales.cold")?.allSatisfy { (-30 ... -5).contains($0) } == true)
  }
}
