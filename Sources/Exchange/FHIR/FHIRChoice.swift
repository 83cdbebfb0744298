import InstrumentKit
import Profile

/// The closed answers of an item as codings.
struct FHIRChoice: Sendable {
  struct Answer: Sendable {
    let code: String
    let system: String
    let label: Label?
    /// Its place in an order, where there is one.
    var ordinal: Int?
    /// What a score says on the common scale.
    var finding: Finding?
    /// Why a threshold has no level, for a score that says nothing else.
    var absence: Absence?

    init(code: String, system: String, label: Label?) {
      self.code = code
      self.system = system
      self.label = label
    }
  }

  let answers: [Answer]
  let repeats: Bool
  private let places: [String: Int]

  /// Nil for an item whose answers are not listed.
  init?(_ item: Item, system: String) {
    guard let (answers, repeats) = FHIRChoice.listed(item, system) else { return nil }
    self.answers = answers
    self.repeats = repeats
    places = Dictionary(answers.enumerated().map { ($1.code, $0) }) { first, _ in first }
  }

  subscript(_ code: String) -> Answer? { places[code].map { answers[$0] } }

  private static func listed(
    _ item: Item, _ system: String
  ) -> (answers: [Answer], repeats: Bool)? {
    func answers(_ options: [Option]) -> [Answer] {
      options.map { Answer(code: $0.code, system: system, label: $0.label) }
    }
    if case .specifications? = item.link {
      let all = Specification.all.map {
        Answer(code: $0.code, system: FHIRSystem.specification, label: $0.label)
      }
      return (all, true)
    }
    switch item.type {
    case .one(let options): return (answers(options), false)
    case .many(let options): return (answers(options), true)
    case .country:
      let all = Country.codes.map {
        Answer(code: $0, system: FHIRChoice.system(of: $0, item, system), label: nil)
      }
      return (all, false)
    case .level(let scale): return (scores(scale, system), false)
    default: return nil
    }
  }

  private static func scores(_ scale: LevelScale, _ system: String) -> [Answer] {
    let ordinals = ordinals(scale)
    return scale.steps.enumerated().map { place, step in
      var answer = Answer(code: step.code, system: system, label: step.label)
      answer.ordinal = ordinals[place]
      answer.finding = step.finding
      let isOnly = scale.steps.filter { $0.finding == step.finding }.count == 1
      if isOnly, case .absent(let absence) = step.finding { answer.absence = absence }
      return answer
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
          FHIRValue.extended("ordinalValue", "valueDecimal", .number($0))
        }
        return .members([
          ("extension", .list([ordinal, answer.finding?.extended].compactMap(\.self))),
          (
            "valueCoding",
            .coding(answer.system, answer.code, answer.label, tongue, bilingual: true)
          ),
        ])
      })
  }

  /// A chosen answer; one that the list no longer has stands under its code alone.
  func answer(_ code: String, _ system: String, _ tongue: Tongue) -> FHIRValue {
    let answer = self[code]
    return .members([
      ("extension", answer?.absence.map { .list([.absent($0)]) }),
      ("valueCoding", .coding(answer?.system ?? system, code, answer?.label, tongue)),
    ])
  }
}

extension Finding {
  /// The level, or why there is none.
  fileprivate var extended: FHIRValue? {
    let code: String? =
      switch self {
      case .level(let level): level.code
      case .absent(let absence): absence.code
      case .silent: nil
      }
    return code.map {
      .members([("url", .text(FHIRSystem.finding)), ("valueCode", .text($0))])
    }
  }
}
