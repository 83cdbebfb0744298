import Conformance
import Foundation
import InstrumentKit
import Testing

@testable import PluginHost
@testable import Questionnaires

/// Five questionnaires score as was published of them.
@Suite struct PublishedTests {
  /// As the profile has it, which this room does not know.
  private let fields = Conformance.Fields(
    shared: { $0 == "sex" ? .one(Option.list("m f=v x")) : nil }, knows: { $0 == "sex" })

  @Test(arguments: Published.names) func goldenCasesComeOut(_ name: String) throws {
    #expect(Published.faults(try Published.json(name), try Published.links(name)) == [])
    let instrument = try Published.read(name)
    #expect(instrument.goldenCases.count >= 8)
    let report = try Conformance(of: instrument, fields: fields).report()
    #expect(report.isSound, "\(report.remarks.filter { $0.severity == .fault }.prefix(5))")
  }

  @Test(arguments: Published.names) func everyBandHasACaseThatEndsInIt(_ name: String) throws {
    let instrument = try Published.read(name)
    for measure in instrument.measures {
      guard case .code(let options) = measure.kind else { continue }
      let seen = Set(instrument.goldenCases.compactMap { $0.expects[measure.id] })
      #expect(Set(options.map(\.code)).isSubset(of: seen), "\(seen)")
    }
  }

  @Test func aChangedWeightIsSeen() throws {
    let text = try #require(String(data: try Published.json("gad-7"), encoding: .utf8))
    let changed = text.replacing("\"valueDecimal\": 3", with: "\"valueDecimal\": 4")
    let instrument = try QuestionnaireInstrument.read(
      Data(changed.utf8), links: try Published.links("gad-7"))
    #expect(!(try Conformance(of: instrument, fields: fields).golden()).isEmpty)
  }

  @Test func theFormIsThatOfTheQuestionnaire() throws {
    let form = try Published.read("household").form
    #expect(
      form.items.map(\.id) == [
        "alone", "size", "member", "since", "help", "height", "takes", "how", "how.why", "worry",
        "remark", "rested",
      ])
    #expect(form.sections.map(\.id) == ["home", "others", "home-2", "care", "care-2", "care-3"])
    let plan = try FormPlan(form)
    #expect(
      plan.columns(of: "member").map(\.id) == [
        "member.name", "member.born", "member.kind", "member.weight",
      ])
    #expect(plan.item("height")?.label == Label(nl: "Lengte (cm)", en: "Height (cm)"))
    #expect(plan.item("alone")?.initial == "no")
    #expect(plan.item("how")?.initial == "box")
    #expect(plan.item("alone")?.asking == .core)
    #expect(plan.item("remark")?.asking == .occasion)
  }

  @Test func idsAreReadableAndTheOriginalsStay() throws {
    let instrument = try Published.read("phq-9")
    #expect(instrument.form.items.map(\.id).prefix(2) == ["44250-9", "44255-8"])
    #expect(instrument.outline.map(\.linkId) == ["intro", "complaints", "/69722-7", "/44261-6"])
    #expect(instrument.description.id == "phq9")
    #expect(instrument.canonical == "http://example.org/Questionnaire/phq-9|1.0")
  }

  @Test func whatIsNotUsedIsSaidByPath() throws {
    let left = try Published.read("phq-9").leftOut.map { "\($0.path) \($0.what)" }
    for expected in [
      "$.meta meta", "$.item[0] display", "$.item[1].item[0].code code",
      "$.item[3].extension[0] sdc-questionnaire-calculatedExpression", "$.item[3] calculated",
    ] { #expect(left.contains(expected), "\(left)") }
  }

  @Test func anOptionThatStandsAloneDoesNotGoWithOthers() throws {
    let plan = try FormPlan(try Published.read("household").form)
    let help = try #require(plan.place(of: "help"))
    var cells = [Int32](repeating: Cell.unknown.raw, count: plan.items.count)
    let applicable = [Bool](repeating: true, count: plan.items.count)
    for (mask, isStray) in [(0b0001, false), (0b0110, false), (0b0011, true)] {
      cells[help] = Int32(mask)
      let stray = cells.withUnsafeBufferPointer { plan.strayOptions($0, applicable: applicable) }
      #expect(stray.contains(help) == isStray, "\(mask)")
    }
  }
}
