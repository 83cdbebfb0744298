import InstrumentKit
import Profile

/// The closed answers of an item as codings.
struct FHIRChoice {
  struct Answer {
    let code: String
    let system: String
    let label: Label?
    /// Its place in an order, where there is one.
    let ordinal: Int?
  }

  let answers: [Answer]
  let repeats: Bool

  /// Nil for an item whose answers are not listed.
  init?(_ item: Item, system: String) {
    func listed(_ options: [Option]) -> [Answer] {
      options.map { Answer(code: $0.code, system: system, label: $0.label, ordinal: nil) }
    }
    if case .specifications? = item.link {
      answers = Specification.all.map {
        Answer(code: $0.code, system: FHIRSystem.specification, label: $0.label, ordinal: nil)
      }
      repeats = true
      return
    }
    switch item.type {
    case .one(let options): (answers, repeats) = (listed(options), false)
    case .many(let options): (answers, repeats) = (listed(options), true)
    case .country:
      answers = Country.codes.map {
        Answer(
          code: $0, system: FHIRChoice.system(of: $0, item, system), label: nil, ordinal: nil)
      }
      repeats = false
    case .level(let scale):
      let ordinals = FHIRChoice.ordinals(scale)
      answers = scale.steps.enumerated().map { place, step in
        Answer(code: step.code, system: system, label: step.label, ordinal: ordinals[place])
      }
      repeats = false
    default: return nil
    }
  }

  /// A country that is one has the standard's code.
  static func system(of code: String, _ item: Item, _ system: String) -> String {
    guard case .country = item.type, code.utf8.count == 2 else { return system }
    return FHIRSystem.country
  }

  /// The scores that mean a level, numbered from 0 where their order is that of the levels; none
  /// of a scale on which two things are judged at once.
  private static func ordinals(_ scale: LevelScale) -> [Int: Int] {
    let judged = scale.steps.indices.filter { scale.steps[$0].finding.level != nil }
    let levels = judged.compactMap { scale.steps[$0].finding.level }
    guard zip(levels, levels.dropFirst()).allSatisfy({ $0 <= $1 }) else { return [:] }
    return Dictionary(uniqueKeysWithValues: judged.enumerated().map { ($1, $0) })
  }

  func options(_ tongue: Tongue) -> FHIRValue {
    .list(
      answers.map { answer in
        let ordinal = answer.ordinal.map {
          FHIRValue.list([.extended("ordinalValue", "valueDecimal", .number($0))])
        }
        return .members([
          ("extension", ordinal),
          (
            "valueCoding",
            .coding(answer.system, answer.code, answer.label, tongue, bilingual: true)
          ),
        ])
      })
  }

  /// An answer that the list no longer has stands under its code alone.
  func coding(_ code: String, _ system: String, _ tongue: Tongue) -> FHIRValue {
    let answer = answers.first { $0.code == code }
    return .coding(answer?.system ?? system, code, answer?.label, tongue)
  }
}
