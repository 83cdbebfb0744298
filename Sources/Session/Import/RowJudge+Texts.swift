import InstrumentKit
import Store

extension RowJudge {
  /// The cells, with those of open answers known where questions hang on them.
  var cellsAndTexts: [Int32] {
    if plan.seenTexts.isEmpty { return row.cells }
    var cells = row.cells
    for place in plan.seenTexts where row.texts.contains(where: { $0.place == place }) {
      cells[place] = 0
    }
    return cells
  }
}
