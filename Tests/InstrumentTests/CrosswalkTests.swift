import InstrumentKit
import Profile
import TestSupport
import Testing

@testable import Conformance

/// The laws by which two instruments prefill each other, over generated answer sets.
@Suite struct CrosswalkTests {
  static let instruments = Installed.all
  static let seeds = 1_000

  private func plan(_ instrument: any Instrument) throws -> FormPlan {
    try FormPlan(instrument.form) { FieldCatalog.standard.field($0)?.type.answers }
  }

  /// Answers for all level items, some of them missing.
  private func answers(_ plan: FormPlan, seed: Int) -> [Int32] {
    var generator = SplitMix64(seed: UInt64(seed))
    return plan.items.map { item in
      guard case .level(let scale) = item.type, Int.random(in: 0..<8, using: &generator) > 0
      else { return Cell.unknown.raw }
      return Int32(scale.steps.indices.randomElement(using: &generator) ?? 0)
    }
  }

  private func levels(_ answers: [Int32], _ plan: FormPlan) -> ThresholdRecord {
    let all = [Bool](repeating: true, count: plan.items.count)
    return answers.withUnsafeBufferPointer {
      Crosswalk.levels($0, applicable: all, of: plan).levels
    }
  }

  @Test func everyPairOfInstrumentsKeepsTheLaws() throws {
    let plans = try Self.instruments.map(plan)
    for first in plans.indices {
      for second in plans.indices where second != first {
        let broken = CrosswalkLaws(plans[first], plans[second]).broken(
          seed: UInt64(first * 10 + second), sets: Self.seeds)
        for (law, item) in broken { Issue.record("\(law) \(item)") }
      }
    }
  }

  @Test func levelsOfMPSAAreOfferedToTheICFAndFillNothing() throws {
    let (mpsa, icf) = (try plan(Installed.mpsa), try plan(Installed.icf))
    var offered = 0
    for seed in 0..<Self.seeds {
      for offer in Crosswalk.offers(levels(answers(mpsa, seed: seed), mpsa), for: icf).values {
        guard case .band(let places) = offer else {
          Issue.record("filled")
          continue
        }
        offered += places.count
      }
    }
    #expect(offered > 0)
  }

  @Test func twoIndicatorsThatDisagreeLeaveTheThresholdOpen() throws {
    let (mpsa, icf) = (try plan(Installed.mpsa), try plan(Installed.icf))
    func psychological(_ first: String, _ second: String) throws -> Crosswalk.Offer? {
      var cells = [Int32](repeating: Cell.unknown.raw, count: icf.items.count)
      for code in [first, second] where !code.isEmpty {
        let place = try #require(icf.place(of: String(code.prefix(4))))
        guard case .level(let scale) = icf.items[place].type else { continue }
        cells[place] = Int32(try #require(scale.place(of: code)))
      }
      let place = try #require(mpsa.place(of: "psychological"))
      return Crosswalk.offers(levels(cells, icf), for: mpsa)[place]
    }
    #expect(try psychological("b130.2", "d240.1") == .score(2))
    #expect(try psychological("b130.2", "") == .score(2))
    #expect(try psychological("b130.3", "d240.44") == .score(3))
    #expect(try psychological("b130.2", "d240.3") == nil)
    #expect(try psychological("b130.0", "d240.3") == nil)
    #expect(try psychological("b130.8", "d240.3") == .score(3))
    #expect(try psychological("b130.9", "") == nil)
  }

  @Test func aFacilitatorSaysNothingOfABarrier() throws {
    let icf = try plan(Installed.icf)
    let place = try #require(icf.place(of: "e310"))
    guard case .level(let scale) = icf.items[place].type else { return }
    for step in scale.steps.indices where scale.steps[step].code.contains("+") {
      var cells = [Int32](repeating: Cell.unknown.raw, count: icf.items.count)
      cells[place] = Int32(step)
      let all = [Bool](repeating: true, count: cells.count)
      let found = cells.withUnsafeBufferPointer { Crosswalk.levels($0, applicable: all, of: icf) }
      #expect(found.levels == ThresholdRecord())
      #expect(found.absences == AbsenceRecord())
    }
  }

  @Test func meaningsThatAreNarrowerSaySo() throws {
    let relations = Dictionary(
      uniqueKeysWithValues: try plan(Installed.mpsa).items.compactMap {
        item -> (Threshold, Relation)? in
        guard case .threshold(let threshold, let relation)? = item.link else { return nil }
        return (threshold, relation)
      })
    let narrower: [Threshold] = [
      .illness, .disability, .moving, .homelessness, .frustration, .mobility, .administration,
    ]
    for threshold in narrower { #expect(relations[threshold] == .narrower) }
    #expect(relations[.hygiene] == .broader)
    #expect(relations[.appointments] == .equivalent)
  }
}
