import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

/// The database library has a type of this name too.
typealias Column = Cohort.Column

/// Columns read from the rows of the store: the newest known value of everything.
final class RowColumns: ColumnSource {
  private var columns: [RowKind: [String: Column]]
  private var planes: [PlaneName: LevelPlanes]
  private let counts: [RowKind: Int]
  private var histories: [String: History] = [:]
  private unowned let store: Store

  private let until: Day?

  /// - Parameter until: what is of a later day is not there.
  init(_ store: Store, until: Day? = nil) throws {
    self.store = store
    self.until = until
    let builder = try store.reading { try ColumnBuilder(store, $0, until: until) }
    columns = builder.finishedColumns()
    planes = builder.finishedPlanes()
    counts = builder.counts
  }

  func rowCount(_ kind: RowKind) throws -> Int {
    if kind.isOnDemand { return try column("client-row", of: kind)?.cells.count ?? 0 }
    return counts[kind] ?? 0
  }

  func column(_ name: String, of kind: RowKind) throws -> Column? {
    if let column = columns[kind]?[name] { return column }
    if kind == .clients, let threshold = Threshold(observedIn: name) {
      let column = try LevelOrigins.column(of: threshold, in: self)
      columns[kind, default: [:]][name] = column
      return column
    }
    let begun = try store.atStart(name, kind, in: self, until: until)
    if !begun.isEmpty {
      columns[kind, default: [:]].merge(begun) { first, _ in first }
      return begun[name]
    }
    guard kind == .clients || kind.isOnDemand,
      let made = try store.onDemand(name, kind, columns[.clients]?["client"])
    else { return nil }
    columns[kind, default: [:]].merge(made) { first, _ in first }
    return columns[kind]?[name]
  }

  func history(_ instrument: String) throws -> History? {
    if let known = histories[instrument] { return known }
    let made = try store.history(
      instrument, columns[.clients]?["client"]?.pool, until: until)
    histories[instrument] = made
    return made
  }

  func planes(_ name: PlaneName) throws -> LevelPlanes {
    if let found = planes[name] { return found }
    let empty = [UInt64](repeating: 0, count: counts[.clients] ?? 0)
    return LevelPlanes(low: empty, high: empty)
  }

  /// All that can be kept in a file, in the order of their names.
  var all: (columns: [(RowKind, Column)], planes: [(PlaneName, LevelPlanes)]) {
    let kept = [RowKind.clients, .referrals, .actions, .origins].flatMap { kind in
      (columns[kind] ?? [:]).values.sorted { $0.name < $1.name }.map { (kind, $0) }
    }
    return (kept, planes.sorted { "\($0.key)" < "\($1.key)" }.map { ($0.key, $0.value) })
  }
}
