import Foundation
import InstrumentKit

/// What becomes of files of columns that are not what was written: they can be made of the rows.
extension Store {
  func throwAwayColumns() {
    removeColumns()
    mended()
  }

  /// They are made anew by whoever asks next.
  func removeColumns() {
    openedColumns = nil
    knownFiles = [:]
    if isReadOnly { return }
    for file in [ColumnFile.Name.all, .changed] { unlink("\(folder)/\(file.rawValue)") }
  }

  /// The columns of the moment that a question asks about, out of the rows.
  ///
  /// - Throws: ``StoreError`` when somebody changed something since: it may have read some already.
  func columnsAnew(until: Day?) throws -> any ProfileColumns {
    let generation = openedColumns?.point.generation
    throwAwayColumns()
    let (rows, point) = try reading {
      (try whole($0, until: until), try ColumnPoint($0))
    }
    if let generation, generation != point.generation { throw StoreError(.changedMeanwhile) }
    return rows
  }
}
