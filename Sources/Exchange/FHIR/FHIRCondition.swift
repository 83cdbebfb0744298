import InstrumentKit

/// One comparison with the answer to a question.
struct FHIRTest: Hashable, Sendable {
  let question: String
  let comparison: String
  let answer: (name: String, value: FHIRValue)

  var value: FHIRValue {
    .members([
      ("question", .text(question)), ("operator", .text(comparison)), (answer.name, answer.value),
    ])
  }

  static func == (one: FHIRTest, other: FHIRTest) -> Bool { one.value == other.value }
  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// A condition as the standard has it: groups of comparisons of which one must hold, and of these
/// groups all must.
struct FHIRCondition {
  private(set) var groups: [[FHIRTest]]

  /// More than this is no condition that a person wrote.
  private static let mostGroups = 64

  /// - Parameters:
  ///   - leftOut: items that this reader may not see: what hangs on them is asked always.
  ///   - item: the typed item, nil for one that the form does not have.
  init(
    _ conditions: [Condition], leftOut: Set<String>,
    item: (String) -> (item: Item, system: String)?
  ) {
    var groups: [[FHIRTest]] = []
    for condition in conditions {
      for group in FHIRCondition.groups(condition, item)
      where !group.contains(where: { leftOut.contains($0.question) }) && !groups.contains(group) {
        groups.append(group)
      }
    }
    self.groups = groups
  }

  /// What one question can say: all groups of one comparison, or one group alone.
  func parts() -> [(tests: [FHIRTest], isAny: Bool)] {
    let single = groups.filter { $0.count == 1 }.flatMap(\.self)
    let several = groups.filter { $0.count > 1 }.map { (tests: $0, isAny: true) }
    return several + (single.isEmpty ? [] : [(tests: single, isAny: false)])
  }

  private static func groups(
    _ condition: Condition, _ find: (String) -> (item: Item, system: String)?
  ) -> [[FHIRTest]] {
    func test(_ id: String, _ comparison: String, _ name: String, _ value: FHIRValue) -> FHIRTest {
      FHIRTest(question: id, comparison: comparison, answer: (name, value))
    }
    func coded(_ id: String, _ code: String, _ comparison: String) -> FHIRTest? {
      guard let (item, system) = find(id) else { return nil }
      return test(
        id, comparison, "answerCoding", .coding(FHIRChoice.system(of: code, item, system), code))
    }
    switch condition {
    case .yes(let id): return [[test(id, "=", "answerBoolean", .flag(true))]]
    case .no(let id): return [[test(id, "=", "answerBoolean", .flag(false))]]
    case .has(let id, let code): return coded(id, code, "=").map { [[$0]] } ?? []
    case .lacks(let id, let code):
      let isAnswered = test(id, "exists", "answerBoolean", .flag(true))
      return coded(id, code, "!=").map { [[isAnswered], [$0]] } ?? []
    case .level(let id, let level):
      guard case .level(let scale)? = find(id)?.item.type else { return [] }
      return [scale.places(for: level).compactMap { coded(id, scale.steps[$0].code, "=") }]
        .filter { !$0.isEmpty }
    case .answered(let id): return [[test(id, "exists", "answerBoolean", .flag(true))]]
    case .unanswered(let id): return [[test(id, "exists", "answerBoolean", .flag(false))]]
    case .number(let id, let range):
      return [
        [test(id, ">=", "answerInteger", .number(range.lowerBound))],
        [test(id, "<=", "answerInteger", .number(range.upperBound))],
      ]
    case .all(let parts): return parts.flatMap { groups($0, find) }
    case .any(let parts):
      guard var whole = parts.first.map({ groups($0, find) }) else { return [] }
      for part in parts.dropFirst() {
        let next = groups(part, find)
        guard whole.count * next.count <= mostGroups else { return [] }
        whole = whole.flatMap { left in
          next.map { right in left + right.filter { !left.contains($0) } }
        }
      }
      return whole
    @unknown default: return []
    }
  }
}
