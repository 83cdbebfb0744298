import InstrumentKit

extension Shape {
  /// Every score is mapped to a threshold or declared to be the instrument's own, from one end of
  /// the scale to the other.
  mutating func checkLevels(of item: Item) {
    var isThreshold = false
    if case .threshold? = item.link { isThreshold = true }
    guard case .level(let scale) = item.type else {
      if isThreshold { problems.note(.levelWithoutScores(item: item.id)) }
      return
    }
    var isOwn = false
    if case .own? = item.link { isOwn = true }
    if !isThreshold && !isOwn { problems.note(.unlinkedLevel(item: item.id)) }
    if let code = Shape.turn(of: scale) {
      problems.note(.unorderedLevels(item: item.id, code: code))
    }
  }

  /// The code at which the levels of a scale turn round, nil when they go one way.
  ///
  /// Scores that say something else than a level part a scale into lists, as an ICF code with one
  /// qualifier and the same with two: each list begins where the first began, or goes on.
  static func turn(of scale: LevelScale) -> String? {
    var first: Level?
    var last: Level?
    var goesUp: Bool?
    var mayBeginAgain = false
    for step in scale.steps {
      if step.finding == .silent { mayBeginAgain = true }
      guard let level = step.finding.level else { continue }
      defer {
        last = level
        mayBeginAgain = false
      }
      guard let start = first, let before = last else {
        first = level
        continue
      }
      if level == before || (mayBeginAgain && level == start) { continue }
      let isUp = level > before
      if let goesUp, goesUp != isUp { return step.code }
      goesUp = isUp
    }
    return nil
  }

  mutating func checkAdvice(_ advice: Advice?) {
    guard let advice else { return }
    guard let measure = measures.first(where: { $0.id == advice.measure }) else {
      return problems.note(.adviceMeasure(advice.measure))
    }
    let codes: [String]
    switch measure.kind {
    case .code(let options): codes = options.map(\.code)
    case .flag: codes = ["no", "yes"]
    default: return problems.note(.adviceMeasure(advice.measure))
    }
    var seen: Set<String> = []
    for code in advice.order where !codes.contains(code) || !seen.insert(code).inserted {
      problems.note(.adviceCode(code))
    }
    if advice.order.isEmpty { problems.note(.adviceCode("")) }
  }

  /// Each version leads to the next and the last to this one; what answers become exists.
  mutating func checkMigrations(_ migrations: [Migration], to version: String) {
    var from: Set<String> = []
    for (place, migration) in migrations.enumerated() {
      let next = place + 1 < migrations.count ? migrations[place + 1].from : version
      if migration.to != next || migration.from == migration.to
        || !from.insert(migration.from).inserted
      {
        problems.note(.migrationChain(from: migration.from, to: migration.to))
      }
      for step in migration.steps {
        for item in step.results where !exists(item, after: migrations[(place + 1)...]) {
          problems.note(.migrationItem(item, from: migration.from))
        }
      }
    }
  }

  /// Whether an item is there in the end, or a later version has done something with it.
  private func exists(_ item: String, after later: ArraySlice<Migration>) -> Bool {
    items.contains { $0.id == item }
      || later.contains { $0.steps.contains { $0.source == item } }
  }
}

extension Migration.Step {
  fileprivate var source: String? {
    switch self {
    case .renamed(let item, _), .split(let item, _), .recoded(let item, _), .dropped(let item):
      item
    @unknown default: nil
    }
  }

  /// The items in which answers end up.
  fileprivate var results: [String] {
    switch self {
    case .renamed(_, let item), .recoded(let item, _): [item]
    case .split(_, let into): into.values.map(\.item).sorted()
    case .dropped: []
    @unknown default: []
    }
  }
}
