import InstrumentKit
import IntakePlugin
import MPSAPlugin
import Profile
import TestSupport
import Testing

/// The laws by which two instruments prefill each other, over generated answer sets.
@Suite struct CrosswalkTests {
  static let instruments: [any Instrument] = [MPSA(), Intake()]
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

  /// What the other instrument would hold after somebody accepted every proposal.
  private func accepted(_ record: ThresholdRecord, in plan: FormPlan) -> [Int32] {
    var cells = [Int32](repeating: Cell.unknown.raw, count: plan.items.count)
    for (place, offer) in Crosswalk.offers(record, for: plan) {
      if case .score(let score) = offer { cells[place] = Int32(score) }
    }
    return cells
  }

  private func pairs() throws -> [(FormPlan, FormPlan)] {
    let plans = try Self.instruments.map(plan)
    return plans.indices.flatMap { first in
      plans.indices.filter { $0 != first }.map { (plans[first], plans[$0]) }
    }
  }

  @Test func codesGoThereAndBackUnchanged() throws {
    for (first, second) in try pairs() {
      let shared = thresholds(of: first).intersection(thresholds(of: second))
      for seed in 0..<Self.seeds {
        let given = answers(first, seed: seed)
        let there = levels(accepted(levels(given, first), in: second), second)
        let back = accepted(there, in: first)
        for (place, item) in first.items.enumerated() {
          guard case .threshold(let threshold, _)? = item.link, shared.contains(threshold),
            case .level(let scale) = item.type, let step = Cell(raw: given[place]).value
          else { continue }
          if scale.steps[step].finding.level != nil { #expect(back[place] == given[place]) }
        }
      }
    }
  }

  @Test func aLevelNeverGetsBetterOrWorseOnTheWay() throws {
    for (first, second) in try pairs() {
      for seed in 0..<Self.seeds {
        let given = levels(answers(first, seed: seed), first)
        let back = levels(accepted(levels(accepted(given, in: second), second), in: first), first)
        for threshold in Threshold.all {
          if let level = back[threshold] { #expect(level == given[threshold]) }
        }
      }
    }
  }

  @Test func anAbsenceIsNeverProposed() throws {
    for (first, second) in try pairs() {
      for seed in 0..<Self.seeds {
        let given = levels(answers(first, seed: seed), first)
        for (place, offer) in Crosswalk.offers(given, for: second) {
          guard case .threshold(let threshold, _)? = second.items[place].link,
            case .level(let scale) = second.items[place].type, case .score(let score) = offer
          else { continue }
          #expect(scale.steps[score].finding.level == given[threshold])
          #expect(given[threshold] != nil)
        }
      }
    }
  }

  @Test func everyLevelOfOneIsCertainInTheOther() throws {
    for plan in try Self.instruments.map(plan) {
      for item in plan.items {
        guard case .level(let scale) = item.type else { continue }
        for level in Level.allCases { #expect(scale.places(for: level).count == 1) }
      }
    }
  }

  @Test func meaningsThatAreNarrowerSaySo() throws {
    let relations = Dictionary(
      uniqueKeysWithValues: try plan(MPSA()).items.compactMap { item -> (Threshold, Relation)? in
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

  private func thresholds(of plan: FormPlan) -> ThresholdSet {
    ThresholdSet(
      plan.items.compactMap { item in
        if case .threshold(let threshold, _)? = item.link { threshold } else { nil }
      })
  }
}
