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

extension RowJudge {
  /// Judges what is a registration already, with all that hangs together in it.
  mutating func judge(_ draft: RegistrationDraft, line: Int) -> [RowFault] {
    row = draft
    warnings.removeAll(keepingCapacity: true)
    let faults = dates(line)
    if faults.isEmpty { conclude() }
    return faults
  }
}
