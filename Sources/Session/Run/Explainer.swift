import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// Says why an instrument's outcome is what it is: the rules, the answers used, and those left out.
struct Explainer {
  let plugin: LoadedPlugin
  let view: RowsView
  let tongue: Tongue
  let scorer: Scorer
  /// The measures' values, and by row the reasons with the measure's place.
  let measures: [Column]
  let reasons: [[(measure: Int, reason: Reason)]]

  /// The places of the measures that the operator may read.
  let shown: [Int]

  init(
    _ plugin: LoadedPlugin, _ view: RowsView, _ tongue: Tongue, _ policy: Policy
  ) throws {
    shown = plugin.measures.indices.filter { policy.mayRead(plugin.measures[$0].readers) }
    self.plugin = plugin
    self.view = view
    self.tongue = tongue
    scorer = Scorer(plugin: plugin, acceptedOnly: false, hidden: policy.hidden(plugin))
    let (cells, reasons) = try scorer.reasons(view)
    self.reasons = reasons
    measures = zip(plugin.instrument.measures, cells).map { measure, cells in
      Column("\(plugin.id).\(measure.id)", FieldType(measure, of: plugin.id), cells)
    }
  }

  /// A row per client and measure, for files and for further stages.
  func frame() throws -> Frame {
    let clients = try view.named("client", .text)
    var words = WordPool()
    var cells = [[Int32]](repeating: [], count: 5)
    let values = measures.map { ColumnWords($0, nil) }
    for row in 0..<view.count {
      let why = Dictionary(reasons[row].map { ($0.measure, $0.reason) }) { first, _ in first }
      for place in shown {
        let texts = [
          clients.pool?[Int(clients.cells[row])], plugin.instrument.measures[place].id,
          values[place][row], why[place]?.rule, why[place]?.words.text(tongue),
        ]
        for (column, text) in texts.enumerated() {
          cells[column].append(text.map { words.place(of: $0) } ?? Cell.unknown.raw)
        }
      }
    }
    let names = ["client", "measure", "value", "rule", "because"]
    let columns = zip(names, cells).map { Column($0, .text, $1, pool: words.pool) }
    return Frame(columns: columns, rowCount: view.count * shown.count)
  }
}
