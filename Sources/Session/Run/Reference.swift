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
    case .codebook: return Codebook(plugins).frame
    case .crosswalk:
      let pair = query.instruments.compactMap { id in plugins.first { $0.id == id } }
      return pair.count == 2
        ? CrosswalkTable(first: pair[0], second: pair[1]).frame(tongue)
        : Frame(columns: [], rowCount: 0)
    default: return thresholds(tongue)
    }
  }

  private static func instruments(_ plugins: [LoadedPlugin], _ tongue: Tongue) -> Frame {
    let sorted = plugins.sorted { $0.id < $1.id }
    return Frame(
      columns: [
        texts("instrument", sorted.map(\.id)),
        texts("version", sorted.map(\.version)),
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

  static func texts(_ name: String, _ words: [String?]) -> Column {
    var pool = WordPool()
    let cells = words.map { word in word.map { pool.place(of: $0) } ?? Cell.unknown.raw }
    return Column(name, .text, cells, pool: pool.pool)
  }
}
