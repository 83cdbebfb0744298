import Cohort
import InstrumentKit
import Profile
import Seal

/// The columns of a store at one moment: what is known of clients, and rows that are read when a
/// sentence names them, because few do and they are long.
final class StoreColumns: ColumnSource {
  private var profiles: any ProfileColumns
  private unowned let store: Store
  private let until: Day?
  /// By kind, all columns together: they are of the same rows.
  private var onDemand: [RowKind: [String: Column]] = [:]
  private var histories: [String: History?] = [:]
  private var begun: [RowKind: [String: Column]] = [:]

  /// - Parameter until: what is of a later day is not there.
  init(_ store: Store, _ profiles: any ProfileColumns, _ until: Day? = nil) {
    (self.store, self.profiles, self.until) = (store, profiles, until)
  }

  func rowCount(_ kind: RowKind) throws -> Int {
    kind.isOnDemand
      ? try column("client-row", of: kind)?.cells.count ?? 0
      : try mended { try $0.rowCount(kind) }
  }

  func column(_ name: String, of kind: RowKind) throws -> Column? {
    guard kind.isOnDemand else {
      return try mended { try $0.column(name, of: kind) } ?? derived(name, of: kind)
    }
    if let known = onDemand[kind] { return known[name] }
    let read =
      kind == .duplicates
      ? try duplicates() : try store.onDemand(kind, try mended { try $0.codes() })
    onDemand[kind] = read
    return read[name]
  }

  private func duplicates() throws -> [String: Column] {
    func cells(_ name: String) throws -> [Int32]? {
      try column(name, of: .clients)?.cells
    }
    let clients = try mended { try $0.codes() }
    let none = [Int32](repeating: Cell.unknown.raw, count: clients.count)
    return try store.duplicates(
      clients, born: try cells("birth-date") ?? none, sexes: try cells("sex") ?? none,
      until: until)
  }

  /// What hangs on rows beside profiles too, and so is good for this source alone.
  private func derived(_ name: String, of kind: RowKind) throws -> Column? {
    if let known = begun[kind]?[name] { return known }
    let isEntered = kind == .clients && name == "entered-on"
    let made =
      isEntered
      ? try store.begins(try mended { try $0.codes() })
      : try store.atStart(name, kind, in: self, until: until)
    begun[kind, default: [:]].merge(made) { first, _ in first }
    return made[name]
  }

  func planes(_ name: PlaneName) throws -> LevelPlanes { try mended { try $0.planes(name) } }

  /// Reads out of what is made anew when the files turn out to be damaged.
  private func mended<Value>(_ read: (any ProfileColumns) throws -> Value) throws -> Value {
    do {
      return try read(profiles)
    } catch let error where StoreColumns.isDamage(error) {
      profiles = try store.columnsAnew(until: until)
      return try read(profiles)
    }
  }

  /// Whether something says that a file of columns is not what was written.
  static func isDamage(_ error: any Error) -> Bool {
    (error as? SealError)?.code == .notAuthentic
      || (error as? StoreError)?.code == .damaged(what: "columns")
  }

  func history(_ instrument: String) throws -> History? {
    if let known = histories[instrument] { return known }
    let made = try store.history(instrument, try mended { try $0.codes() }, until: until)
    histories[instrument] = .some(made)
    return made
  }
}
