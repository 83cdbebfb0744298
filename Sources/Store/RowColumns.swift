import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

/// The database library has a type of this name too.
typealias Column = Cohort.Column

/// Columns read from the rows of the store, of all clients or of some.
final class RowColumns: ProfileColumns {
  private var columns: [RowKind: [String: Column]]
  private let planes: [PlaneName: LevelPlanes]
  private let counts: [RowKind: Int]
  private let pool: TextPool
  private let choice: ClientChoice
  private let until: Int32?
  private unowned let store: Store
  /// What can be kept in a file.
  let columnNames: [RowKind: Set<String>]

  /// - Parameter until: what is of a later day is not there.
  init(
    _ store: Store, _ database: Database, of choice: ClientChoice = .all, until: Day? = nil
  ) throws {
    self.store = store
    self.choice = ClientChoice(ids: choice.ids, schema: store.held == nil ? "main." : "")
    self.until = until?.number
    let builder = try ColumnBuilder(store, database, of: choice, until: until)
    columns = builder.finishedColumns()
    planes = builder.finishedPlanes()
    counts = builder.counts
    pool = builder.codes
    columnNames = columns.mapValues { Set($0.keys) }
  }

  func codes() -> TextPool { pool }

  var planeNames: Set<PlaneName> { Set(planes.keys) }

  func rowCount(_ kind: RowKind) -> Int {
    kind == .origins ? columns[kind]?["client-row"]?.cells.count ?? 0 : counts[kind] ?? 0
  }

  func column(_ name: String, of kind: RowKind) throws -> Column? {
    if let column = columns[kind]?[name] { return column }
    if let observed = try observed(name, kind) {
      columns[kind, default: [:]][name] = observed
      return observed
    }
    guard kind == .clients,
      let made = try store.origins(name, pool, choice, until: until)
    else { return nil }
    columns[kind, default: [:]].merge(made) { first, _ in first }
    return columns[kind]?[name]
  }

  func planes(_ name: PlaneName) -> LevelPlanes {
    if let found = planes[name] { return found }
    let empty = [UInt64](repeating: 0, count: pool.count)
    return LevelPlanes(low: empty, high: empty)
  }

  func surrender(_ name: String, of kind: RowKind) throws -> Column? {
    try column(name, of: kind)
  }

  func surrender(_ name: PlaneName) -> LevelPlanes { planes(name) }
}
