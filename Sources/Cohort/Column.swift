import InstrumentKit
import Profile

/// The values of one field or measure for all rows, 32 bits each.
package struct Column: Sendable {
  package let name: String
  package let type: FieldType
  /// Raw ``Cell`` values.
  package var cells: [Int32]
  /// The texts behind a column of type text.
  package let pool: TextPool?
  /// The values of a column of type decimal (`cells` then hold places in it).
  package let decimals: [Double]
  /// Whether its texts are keys, of which each is another, and not words of people.
  package let holdsKeys: Bool

  /// - Parameter holdsKeys: nil to tell by the name, as columns begin with.
  package init(
    _ name: String, _ type: FieldType, _ cells: [Int32], pool: TextPool? = nil,
    decimals: [Double] = [], holdsKeys: Bool? = nil
  ) {
    self.name = name
    self.type = type
    self.cells = cells
    self.pool = pool
    self.decimals = decimals
    self.holdsKeys = holdsKeys ?? Column.keys.contains(name)
  }

  private static let keys: Set<String> = ["client", "file", "digest"]

  package subscript(_ row: Int) -> Cell { Cell(raw: cells[row]) }

  package func renamed(_ name: String) -> Column {
    Column(name, type, cells, pool: pool, decimals: decimals, holdsKeys: holdsKeys)
  }

  /// The same column with other values out of the same texts or numbers.
  package func with(_ cells: [Int32]) -> Column {
    Column(name, type, cells, pool: pool, decimals: decimals, holdsKeys: holdsKeys)
  }

  /// The same column for other rows, in their order.
  package func gathered(_ rows: [Int32]) -> Column {
    let gathered = cells.withUnsafeBufferPointer { cells in rows.map { cells[Int($0)] } }
    return with(gathered)
  }
}

/// Levels of all thresholds for all rows, a word per row and bit.
package struct LevelPlanes: Sendable {
  package var low: [UInt64]
  package var high: [UInt64]

  package init(low: [UInt64], high: [UInt64]) {
    self.low = low
    self.high = high
  }

  package subscript(_ row: Int) -> ThresholdRecord {
    ThresholdRecord(low: low[row], high: high[row])
  }

  package func gathered(_ rows: [Int32]) -> LevelPlanes {
    LevelPlanes(low: rows.map { low[Int($0)] }, high: rows.map { high[Int($0)] })
  }
}

/// A pair of planes of 64 bits a row, by what it means.
package enum PlaneName: Hashable, Sendable {
  /// The newest known level per threshold, from any instrument.
  case levels
  /// Why thresholds have no level (``AbsenceRecord``).
  case absences
  /// Specifications that apply (``SpecificationSet``).
  case specifications
  /// Of which thresholds it is known which of their specifications apply (low), and of which none
  /// does for there is no barrier (high).
  case specified
  /// Levels given or accepted in one instrument.
  case accepted(instrument: String)
}

/// The kinds of rows that a source of the language gives.
package enum RowKind: String, CaseIterable, Sendable {
  case clients, referrals, actions, observations, assessments, decisions, consents
  case participations
  /// Pairs of clients who may be one person: `client-row`, `other-row`, `other-client`, `likeness`.
  case duplicates
  /// The levels of clients that are older than most of theirs: `client-row`, `threshold`, `on`.
  case origins

  /// Whether rows are read when a sentence names them: few do, and they are long.
  package var isOnDemand: Bool {
    [.observations, .assessments, .decisions, .consents, .participations, .duplicates]
      .contains(self)
  }
}

/// Where columns come from: the store's rows, or the sealed file beside it.
package protocol ColumnSource: AnyObject {
  /// How many rows there are of a kind.
  func rowCount(_ kind: RowKind) throws -> Int
  /// The column of a field, of `instrument.item`, of `instrument.measurements`,
  /// `instrument.first-measured`, `instrument.last-measured`, `threshold.since` or
  /// `threshold.source`; nil when nothing of that name was ever recorded.
  ///
  /// Clients come in the order of their codes; the column `client` of the clients is a pool in
  /// order with one text a row. Other kinds have a column `client-row`: the client's place.
  func column(_ name: String, of kind: RowKind) throws -> Column?
  /// The planes of clients.
  func planes(_ name: PlaneName) throws -> LevelPlanes
  /// What was ever answered in one instrument; nil when nothing was, or it keeps no history.
  func history(_ instrument: String) throws -> History?
}
