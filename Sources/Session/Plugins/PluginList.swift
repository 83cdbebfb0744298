import InstrumentKit
import PluginHost

/// The list of plugins, none of which is loaded for it.
package enum PluginList {
  package static func document(_ rows: [PluginRow], _ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    let columns =
      isDutch
      ? ["id", "versie", "kit", "vragen", "uitkomsten", "draait", "herkomst", "digest", "toestand"]
      : ["id", "version", "kit", "items", "measures", "runs", "origin", "digest", "state"]
    let table = Document.Table(
      columns: columns, numeric: [3, 4],
      rows: rows.map { row in
        let state =
          row.fault.map { isDutch ? $0.words.nl : $0.words.en } ?? (isDutch ? "klaar" : "ready")
        let manifest = row.manifest
        return [
          manifest?.id ?? "–", manifest?.version ?? "–", manifest?.kit ?? "–",
          manifest.map { "\($0.items)" } ?? "–", manifest.map { "\($0.measures)" } ?? "–",
          row.runs(isDutch), row.path, row.digest.map { String($0.hex.prefix(12)) } ?? "–", state,
        ]
      })
    return Document([.table(table)])
  }
}

extension PluginRow {
  /// Where its code runs, in a word.
  fileprivate func runs(_ isDutch: Bool) -> String {
    switch mode {
    case .inProcess: isDutch ? "in het programma" : "in-process"
    case .isolated: isDutch ? "afgezonderd" : "isolated"
    case nil: "–"
    }
  }
}
