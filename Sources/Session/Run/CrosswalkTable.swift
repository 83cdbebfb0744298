import Cohort
import InstrumentKit
import PluginHost
import Profile

/// How the items of two instruments stand to each other, and what an answer in the first does in
/// the second; items without a counterpart stand alone.
struct CrosswalkTable {
  let first: LoadedPlugin
  let second: LoadedPlugin

  private struct Row {
    let threshold: Threshold?
    let first: JudgingItem?
    let second: JudgingItem?
  }

  func frame(_ tongue: Tongue) -> Frame {
    let rows = self.rows
    func codes(_ list: CodeList, _ code: (Row) -> String) -> [Int32] {
      rows.map { list.place(of: code($0)).map(Int32.init) ?? Cell.unknown.raw }
    }
    return Frame(
      columns: [
        Column(
          "threshold", .code(Names.thresholds),
          rows.map { $0.threshold.map { Int32($0.index) } ?? Cell.unknown.raw }),
        Reference.texts("first-item", rows.map { $0.first?.item.label.text(tongue) }),
        Reference.texts("second-item", rows.map { $0.second?.item.label.text(tongue) }),
        Column("relation", .code(Names.relation), codes(Names.relation, relation)),
        Column("answer", .code(Names.carried), codes(Names.carried, carried)),
      ], rowCount: rows.count)
  }

  /// Pairs of items by threshold, in the order of the vocabulary; then what no other word means.
  private var rows: [Row] {
    let left = JudgingItem.all(first)
    let right = JudgingItem.all(second)
    let shared = Threshold.all.flatMap { threshold -> [Row] in
      let ours = left.filter { $0.threshold == threshold }
      let theirs = right.filter { $0.threshold == threshold }
      if theirs.isEmpty { return ours.map { Row(threshold: threshold, first: $0, second: nil) } }
      if ours.isEmpty { return theirs.map { Row(threshold: threshold, first: nil, second: $0) } }
      return ours.flatMap { item in
        theirs.map { Row(threshold: threshold, first: item, second: $0) }
      }
    }
    return shared
      + left.filter { $0.threshold == nil }.map { Row(threshold: nil, first: $0, second: nil) }
      + right.filter { $0.threshold == nil }.map { Row(threshold: nil, first: nil, second: $0) }
  }

  /// How the first's meaning stands to the second's, by what each is to the shared word.
  private func relation(_ row: Row) -> String {
    guard let first = row.first, let second = row.second else { return "none" }
    switch (first.relation, second.relation) {
    case (.equivalent, .equivalent): return "equivalent"
    case (.narrower, .equivalent), (.narrower, .broader), (.equivalent, .broader):
      return "narrower"
    case (.broader, .equivalent), (.broader, .narrower), (.equivalent, .narrower):
      return "broader"
    // Both are narrower, or both broader, than the word they share: how they stand is not known.
    default: return "overlapping"
    }
  }

  /// Whether each level of the first is one answer of the second, several, or none.
  private func carried(_ row: Row) -> String {
    guard let first = row.first, let second = row.second else { return "nothing" }
    let offers = Set(first.scale.steps.compactMap(\.finding.level)).map {
      Crosswalk.offer($0, for: second.place, of: self.second.form)
    }
    if offers.allSatisfy({ if case .score? = $0 { true } else { false } }) { return "proposed" }
    return offers.contains { $0 != nil } ? "offered" : "nothing"
  }
}

/// An item by which an instrument judges something on a scale.
private struct JudgingItem {
  let place: Int
  let item: Item
  let scale: LevelScale
  /// Nil when the vocabulary has no word for it.
  let threshold: Threshold?
  let relation: Relation

  static func all(_ plugin: LoadedPlugin) -> [JudgingItem] {
    plugin.form.items.enumerated().compactMap { place, item in
      guard case .level(let scale) = item.type else { return nil }
      if case .threshold(let threshold, let relation)? = item.link {
        return JudgingItem(
          place: place, item: item, scale: scale, threshold: threshold, relation: relation)
      }
      return JudgingItem(
        place: place, item: item, scale: scale, threshold: nil, relation: .equivalent)
    }
  }
}
