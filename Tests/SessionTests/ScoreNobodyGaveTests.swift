import ICFPlugin
import InstrumentKit
import Profile
import Testing

@testable import PluginHost
@testable import Session

/// A form prints the scores that were given; what follows from others stands apart.
@Suite struct ScoreNobodyGaveTests {
  @Test func aLevelIsNoAnswerToAnItemThatSharesItsThreshold() throws {
    let here = try QuestionnaireStore()
    let icf = try LoadedPlugin(linked: ICF(), shared: QuestionnaireStore.shared)
    try here.take("client,filled-on,b130\nA1,2012-05-05,b130.3\n", as: icf)
    let kept = try #require(
      try here.store.registrations(of: "A1", through: "icf", notes: false).last)
    let derivable = icf.scoresByLevel
    func answer(_ item: String) throws -> String? {
      kept.answer(to: try #require(icf.form.item(item)), of: "icf", derivable)
    }
    #expect(try answer("b130") == "b130.3")
    #expect(try answer("d240") == nil)
    #expect(!derivable.contains("d240") && !derivable.contains("b130"))
    let bundle = try here.bundle(icf, clients: ["A1"])
    #expect(bundle.contains("b130.3"))
    let responses = try QuestionnaireStore.answers(bundle)
    #expect(responses.allSatisfy { !$0.contains("d240.3") }, "\(responses)")
  }

  @Test func whatAnotherIndicatorSaysStandsApartWithItsOriginAndDay() throws {
    let day = try #require(Day(year: 2012, month: 5, day: 5))
    let document = ICF().document(
      Dossier(
        client: "A1", today: day, version: "1.0",
        assessments: [
          .init(
            on: day, version: "1.0", contributor: nil, answers: ["b130": "b130.3"], rows: [:])
        ],
        judged: [
          .init(
            threshold: .psychological, level: .blocking, words: "blocking", on: day, source: "icf")
        ], outcome: [], fields: [:]), .en)
    let tables = (document?.blocks ?? []).compactMap { block -> Document.Table? in
      if case .table(let table) = block { table } else { nil }
    }
    let rows = try #require(tables.first).rows
    let b130 = try #require(rows.first { $0[1].hasPrefix("b130.3") })
    #expect(b130.last == "")
    let d240 = try #require(rows.first { $0[0] == "handling stress" })
    #expect(d240[1] == "–" && d240.last == "icf: blocking (2012-05-05)")
  }
}
