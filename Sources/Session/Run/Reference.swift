import Cohort
import InstrumentKit
import Language
import PluginHost
import Profile

/// The tables that come from the program rather than from the store.
enum Reference {
  /// - Parameter tongue: of labels; files have English ones.
  static func frame(_ query: Query, _ plugins: [LoadedPlugin], _ tongue: Tongue) -> Frame {
    switch query.source {
    case .instruments: return instruments(plugins, tongue)
    case .crosswalk:
      let pair = query.instruments.compactMap { id in plugins.first { $0.id == id } }
      return pair.count == 2 ? crosswalk(pair[0], pair[1], tongue) : Frame(columns: [], rowCount: 0)
    default: return thresholds(tongue)
    }
  }

  /// For every threshold that one of two instruments asks: how their meanings stand to each other,
  /// and what an answer in the first does in the second.
  private static func crosswalk(
    _ first: LoadedPlugin, _ second: LoadedPlugin, _ tongue: Tongue
  ) -> Frame {
    let rows = Threshold.all.compactMap { threshold -> (Threshold, JudgingItem?, JudgingItem?)? in
      let (left, right) = (JudgingItem(threshold, in: first), JudgingItem(threshold, in: second))
      return left == nil && right == nil ? nil : (threshold, left, right)
    }
    func codes(_ list: CodeList, _ code: (JudgingItem?, JudgingItem?) -> String) -> [Int32] {
      rows.map { list.place(of: code($0.1, $0.2)).map(Int32.init) ?? Cell.unknown.raw }
    }
    return Frame(
      columns: [
        Column("threshold", .code(Names.thresholds), rows.map { Int32($0.0.index) }),
        texts("first-item", rows.map { $0.1?.label.text(tongue) }),
        texts("second-item", rows.map { $0.2?.label.text(tongue) }),
        Column("relation", .code(Names.relation), codes(Names.relation, JudgingItem.relation)),
        Column("answer", .code(Names.carried), codes(Names.carried, JudgingItem.carried)),
      ], rowCount: rows.count)
  }

  private static func instruments(_ plugins: [LoadedPlugin], _ tongue: Tongue) -> Frame {
    let sorted = plugins.sorted { $0.id < $1.id }
    return Frame(
      columns: [
        texts("instrument", sorted.map(\.id)),
        texts("version", sorted.map(\.manifest.version)),
        texts("label", sorted.map { $0.instrument.description.label.text(tongue) }),
        Column("items", .count, sorted.map { Int32($0.form.items.count) }),
        Column("measures", .count, sorted.map { Int32($0.instrument.measures.count) }),
      ], rowCount: sorted.count)
  }

  private static func thresholds(_ tongue: Tongue) -> Frame {
    let all = Threshold.all
    return Frame(
      columns: [
        Column("threshold", .code(Names.thresholds), all.map { Int32($0.index) }),
        texts("domain", all.map(\.domain)), texts("label", all.map { $0.label.text(tongue) }),
        Column("specifications", .count, all.map { Int32($0.specifications.count) }),
      ], rowCount: all.count)
  }

  private static func texts(_ name: String, _ words: [String?]) -> Column {
    var pool = WordPool()
    let cells = words.map { word in word.map { pool.place(of: $0) } ?? Cell.unknown.raw }
    return Column(name, .text, cells, pool: pool.pool)
  }
}

/// The item by which an instrument judges a threshold.
private struct JudgingItem {
  let label: Label
  let scale: LevelScale
  let relation: Relation

  init?(_ threshold: Threshold, in plugin: LoadedPlugin) {
    for item in plugin.form.items {
      guard case .threshold(threshold, let relation)? = item.link,
        case .level(let scale) = item.type
      else { continue }
      (label, self.scale, self.relation) = (item.label, scale, relation)
      return
    }
    return nil
  }

  /// How the first's meaning stands to the second's, by what each is to the shared word.
  static func relation(_ first: JudgingItem?, _ second: JudgingItem?) -> String {
    guard let first, let second else { return "none" }
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
  static func carried(_ first: JudgingItem?, _ second: JudgingItem?) -> String {
    guard let first, let second else { return "nothing" }
    let levels = Set(first.scale.steps.compactMap(\.finding.level))
    let offers = levels.map { Crosswalk.offer($0, on: second.scale) }
    if offers.allSatisfy({ if case .score? = $0 { true } else { false } }) { return "proposed" }
    return offers.contains { $0 != nil } ? "offered" : "nothing"
  }
}
