import Cohort
import InstrumentKit
import Language
import Profile

/// Who is behind the rows of a table that is published or de-identified.
extension QueryRunner {
  func people(_ view: RowsView) throws -> Column? {
    followsPeople ? try view.named("client", .text) : nil
  }

  /// A table that names clients in a column of its own.
  func following(_ frame: Frame) -> Frame {
    followsPeople ? frame.with(people: frame.column("client")) : frame
  }

  func counted(_ frame: Frame, by keys: [ColumnRef]) -> (frame: Frame, answers: Int) {
    let names = keys.map(\.name)
    let (counted, answers) = frame.counted(by: names)
    if !followsPeople || names.isEmpty { return (counted, answers) }
    return (counted.with(crowdOf: frame, frame.grouped(by: names)), answers)
  }

  /// Counts with the small ones hidden, those of few people too, and nothing at all where fewer
  /// people are behind the whole table: which rows there are would tell of them.
  func published(_ frame: Frame, _ banded: Set<String>) throws -> Frame {
    let shown = frame.shown
    let table = Frame(
      columns: shown.columns.map { column in
        banded.contains(column.name)
          ? DeIdentifier.band(column).renamed(Names.banded(column.name)) : column
      }, rowCount: shown.rowCount, leftOut: shown.leftOut)
    guard let made = table.published(people: frame.crowd) else { throw TooManyToPublish() }
    let counts = table.columns.last?.cells.reduce(0) { $0 + (Cell(raw: $1).value ?? 0) } ?? 0
    if (1..<SmallCells.limit).contains(frame.crowdTotal ?? counts), !made.frame.columns.isEmpty {
      notes.tooFewToPublish()
      return made.frame.gathered([])
    }
    notes.published(hidden: made.hidden, totals: made.totals)
    return made.frame
  }
}
