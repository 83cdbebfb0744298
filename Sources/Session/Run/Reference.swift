import Cohort
import InstrumentKit
import Language
import PluginHost
import Profile

/// The tables that come from the program rather than from the store.
enum Reference {
  static func frame(_ source: SourceKind, _ plugins: [LoadedPlugin]) -> Frame {
    source == .instruments ? instruments(plugins) : thresholds
  }

  private static func instruments(_ plugins: [LoadedPlugin]) -> Frame {
    let sorted = plugins.sorted { $0.id < $1.id }
    return Frame(
      columns: [
        texts("instrument", sorted.map(\.id)),
        texts("version", sorted.map(\.manifest.version)),
        texts("label", sorted.map(\.instrument.description.label.en)),
        Column("items", .count, sorted.map { Int32($0.form.items.count) }),
        Column("measures", .count, sorted.map { Int32($0.instrument.measures.count) }),
      ], rowCount: sorted.count)
  }

  private static var thresholds: Frame {
    let all = Threshold.all
    return Frame(
      columns: [
        Column("threshold", .code(Names.thresholds), all.map { Int32($0.index) }),
        texts("domain", all.map(\.domain)), texts("label", all.map(\.label.en)),
        Column("specifications", .count, all.map { Int32($0.specifications.count) }),
      ], rowCount: all.count)
  }

  private static func texts(_ name: String, _ words: [String]) -> Column {
    var pool = TextPool()
    let cells = words.map { Int32(pool.append(Array($0.utf8))) }
    return Column(name, .text, cells, pool: pool)
  }
}
