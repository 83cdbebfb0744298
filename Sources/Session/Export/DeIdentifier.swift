import Cohort
import InstrumentKit
import Language
import Profile
import Seal

/// Makes people of a result unrecognisable: other names, moved days, bands and regions.
///
/// It follows a sentence stage by stage. Rows that become one are disguised before that, so that a
/// group is a group of what goes out; rows that stay apart are disguised at the end. What could
/// still tell somebody apart is counted: the smallest group by all columns that go out.
final class DeIdentifier {
  private let pseudonyms: Pseudonyms
  private var lineage = Lineage()
  /// The rows behind the first groups, as they go out, whether their group is shown or not.
  private var behind: Frame?
  /// Columns of which nothing goes out, and that hold nothing any more.
  private var blanks: Set<String> = []
  /// Results of the last summary that go out in no form.
  private var hidden: Set<String> = []

  init(_ pseudonyms: Pseudonyms) { self.pseudonyms = pseudonyms }

  struct Made {
    let frame: Frame
    /// Columns that cannot go out.
    let dropped: [String]
    /// The columns that the groups are made by.
    let by: [String]
    let smallestGroup: Int
  }

  /// A stage was done with what was left of the rows.
  func pass(_ stage: Stage) {
    lineage.pass(stage)
    switch stage {
    case .show(let columns):
      renamed(columns)
    case .distinct(let columns) where !columns.isEmpty:
      renamed(columns)
    case .count(let keys): keep(keys)
    case .summarise(_, let by):
      keep(by)
      blanks.formUnion(hidden)
    case .distinct, .keep, .rows, .score, .explain, .document, .suggest, .chart, .history, .compare,
      .sort,
      .first, .publish, .export:
      return
    }
  }

  private func renamed(_ columns: [(column: ColumnRef, title: String)]) {
    blanks = Set(columns.filter { blanks.contains($0.column.name) }.map(\.title))
    guard let rows = behind else { return }
    behind = Frame(
      columns: columns.compactMap { column, title in rows.column(column.name)?.renamed(title) },
      rowCount: rows.rowCount
    ).with(people: rows.people)
  }

  private func keep(_ keys: [ColumnRef]) {
    renamed(keys.map { (column: $0, title: $0.name) })
  }
}

extension DeIdentifier {
  /// Groups of what goes out of their rows.
  func counted(_ frame: Frame, by keys: [ColumnRef]) -> (frame: Frame, answers: Int) {
    let names = keys.map(\.name)
    let rows = behind == nil ? grouped(frame, keys) : frame
    let (counted, answers) = rows.counted(by: names)
    return (
      names.isEmpty ? counted : counted.with(crowdOf: rows, rows.grouped(by: names)), answers
    )
  }

  func summarised(_ frame: Frame, _ summaries: [SummaryRef], _ by: [ColumnRef]) throws -> Frame {
    var (rows, inputs) = (frame, frame)
    if behind == nil {
      rows = grouped(frame, by)
      // Of what goes out in no form there is still how often it is known.
      inputs.columns = rows.columns.map { column in
        blanks.contains(column.name) ? frame.column(column.name) ?? column : column
      }
    }
    let made = try inputs.summarised(summaries, rows.grouped(by: by.map(\.name)))
    hidden = Set(summaries.filter(hides).map(\.title))
    return Frame(
      columns: made.columns.map { hidden.contains($0.name) ? blank($0) : $0 },
      rowCount: made.rowCount, leftOut: frame.leftOut)
  }

  /// The columns of distinct rows; nil once rows are groups already.
  func distinct(
    _ frame: Frame, _ columns: [(column: ColumnRef, title: String)]
  ) throws -> Frame? {
    if behind != nil { return nil }
    let rows = columns.isEmpty ? frame : try frame.picked(columns)
    if !columns.isEmpty { lineage.pass(.show(columns)) }
    let made = disguised(rows, whole: refs(rows))
    behind = goingOut(made)
    return made.shown.distinct()
  }

  private func refs(_ frame: Frame) -> [ColumnRef] {
    frame.shown.columns.map {
      ColumnRef(name: $0.name, type: $0.type, origin: .column)
    }
  }

  /// The rows as they go out, before they become groups; they are kept to look who is alike.
  private func grouped(_ frame: Frame, _ keys: [ColumnRef]) -> Frame {
    let made = disguised(frame, whole: keys)
    behind = goingOut(made.entries(of: made.grouped(by: keys.map(\.name))))
    return made
  }

  /// Without what says nothing to a stranger: other names, moved days, and what is not there.
  private func goingOut(_ frame: Frame) -> Frame {
    Frame(
      columns: frame.shown.columns.filter { column in
        !blanks.contains(column.name) && column.type != .day
          && !lineage.comes(column.name, from: "client")
      }, rowCount: frame.rowCount
    ).with(people: frame.people)
  }

  /// Whether the result of a summary tells what may not go out.
  private func hides(_ summary: SummaryRef) -> Bool {
    let disguise = lineage.disguise(of: summary.column.name, summary.column.type)
    switch summary.function {
    case .count: return false
    // The least band is that of the least age; a moved day is one where it is of one person.
    case .min, .max: return disguise == .leftOut || blanks.contains(summary.column.name)
    case .sum, .mean, .median: return disguise != .same
    }
  }
}

extension DeIdentifier {
  /// The result as it may go out.
  func finished(_ frame: Frame) -> Made {
    var made = frame
    if behind == nil {
      made = disguised(frame, whole: refs(frame))
      behind = goingOut(made)
    }
    let dropped = made.shown.columns.map(\.name).filter(blanks.contains)
    let columns = made.shown.columns.filter { !blanks.contains($0.name) }
    let people = columns.filter { lineage.comes($0.name, from: "client") }.map(\.name)
    let named = columns.map { $0.renamed(DeIdentifier.name($0)) }
    let left = Frame(columns: named, rowCount: made.rowCount, leftOut: frame.leftOut)
    // The order of codes would tell them; the order of what stands there tells nothing.
    let order = people + left.columns.map(\.name)
    let alike = behind ?? left
    return Made(
      frame: left.sorted(by: order.map { (name: $0, descending: false) }), dropped: dropped,
      by: alike.shown.columns.map(DeIdentifier.name), smallestGroup: alike.fewestAlike)
  }

  /// All columns as they may go out, blank where they may not.
  ///
  /// - Parameter whole: the columns that will stand beside each other in a row.
  private func disguised(_ frame: Frame, whole: [ColumnRef]) -> Frame {
    let isOfOne = whole.contains { lineage.comes($0.name, from: "client") }
    let people =
      frame.people ?? frame.columns.first { lineage.comes($0.name, from: "client") }
    let codes = people.map { OtherNames($0, pseudonyms) }
    let columns = frame.shown.columns.map { column -> Column in
      let disguise = lineage.disguise(of: column.name, column.type)
      if let made = self.disguised(column, disguise, isOfOne ? codes : nil) { return made }
      blanks.insert(column.name)
      return blank(column)
    }
    return Frame(columns: columns, rowCount: frame.rowCount, leftOut: frame.leftOut)
      .with(people: people)
  }

  private func blank(_ column: Column) -> Column {
    Column(
      column.name, .flag, [Int32](repeating: Cell.unknown.raw, count: column.cells.count))
  }

  private func disguised(
    _ column: Column, _ disguise: Disguise, _ codes: OtherNames?
  ) -> Column? {
    switch disguise {
    case .same: column
    case .pseudonym: OtherNames(column, pseudonyms).named
    case .region: DeIdentifier.region(column)
    case .band: DeIdentifier.band(column)
    case .moved: codes?.moved(column)
    case .leftOut: nil
    }
  }

  /// What a column is called once it holds something else.
  private static func name(_ column: Column) -> String {
    if column.type == .code(Region.list), column.name == "commune" { return "region" }
    return column.type == .code(Names.ageBands) ? Names.banded(column.name) : column.name
  }

  private static func region(_ column: Column) -> Column {
    var known: [Int32: Int32] = [:]
    let cells = column.cells.map { raw -> Int32 in
      guard let pool = column.pool, Cell(raw: raw).isKnown, pool.count > raw else {
        return Cell.unknown.raw
      }
      if let place = known[raw] { return place }
      let place = Region.place(of: pool[Int(raw)]).map(Int32.init) ?? Cell.unknown.raw
      known[raw] = place
      return place
    }
    return Column(column.name, .code(Region.list), cells)
  }

  /// The bands of a column of ages, under its own name.
  static func band(_ column: Column) -> Column {
    guard column.type == .count else { return column }
    let last = Int32(Names.ageBands.codes.count - 1)
    let cells = column.cells.map { raw -> Int32 in
      guard Cell(raw: raw).isKnown else { return raw }
      return raw < 15 ? 0 : min((raw - 15) / 5 + 1, last)
    }
    return Column(column.name, .code(Names.ageBands), cells)
  }
}
