import Cohort
import GRDB
import InstrumentKit

/// What a store has opened of its columns; the next question begins with it.
struct OpenedColumns {
  let profiles: any ProfileColumns
  let point: ColumnPoint
  let law: String
  /// How many changes lie over each other in memory.
  let changes: Int
  /// Raised by what is entered beside profiles.
  var beside: Int64
  var source: StoreColumns
}

/// From when on columns are put together anew.
struct ColumnLimits {
  /// So many changed clients are read by a question; of more whoever changed them keeps columns.
  var read = 50
  /// So many changes may lie over each other in memory.
  var changes = 32
  /// Which part of the clients may lie beside the file of all.
  var part = 100
}

extension Store {
  /// The columns of today's content: those that were opened before or the sealed file, with the
  /// clients of whom something changed since read anew; else all from the rows, and the file is then
  /// written anew.
  ///
  /// - Parameter until: what was known by the end of a day.
  package func columns(until: Day? = nil) throws -> any ColumnSource {
    if held == nil, until == nil { return try columnsOfNow().source }
    do {
      return StoreColumns(self, try past(until), until)
    } catch let error where StoreColumns.isDamage(error) {
      return StoreColumns(self, try columnsAnew(until: until), until)
    }
  }

  func columnsOfNow() throws -> OpenedColumns {
    do {
      if let opened = try reading(current) { return take(opened) }
    } catch let error where StoreColumns.isDamage(error) {
      throwAwayColumns()
    }
    let (rows, point) = try reading { (try whole($0), try ColumnPoint($0)) }
    // What is not as it was written is not kept: whoever asks is told of it.
    if !isReadOnly, doubts.isEmpty,
      (try? ColumnFileWriter.write(rows, at: point, for: self)) != nil,
      let opened = try reading(filed)
    {
      return take(opened)
    }
    return take(try reading { try self.opened(rows, point, changes: 0, $0) })
  }

  /// The columns of all rows.
  func whole(_ database: Database, until: Day? = nil) throws -> RowColumns {
    unvouched.isAll = true
    return try RowColumns(self, database, until: until)
  }

  private func take(_ opened: OpenedColumns) -> OpenedColumns {
    openedColumns = opened
    return opened
  }

  private func opened(
    _ profiles: any ProfileColumns, _ point: ColumnPoint, changes: Int, _ database: Database
  ) throws -> OpenedColumns {
    OpenedColumns(
      profiles: profiles, point: point, law: lawMark, changes: changes,
      beside: try Store.beside(database), source: StoreColumns(self, profiles))
  }

  /// What stands now over what was opened before, else over the files; nil where neither is of use.
  func current(_ database: Database) throws -> OpenedColumns? {
    guard let before = openedColumns, before.law == lawMark, try before.point.isKnown(to: database)
    else { return try filed(database) }
    if before.point.generation == (try Store.generation(database)) {
      let beside = try Store.beside(database)
      if beside == before.beside { return before }
      return try opened(before.profiles, before.point, changes: before.changes, database)
    }
    guard before.changes < columnLimits.changes,
      let touched = try before.point.touched(database, atMost: columnLimits.read)
    else { return try filed(database) }
    return try over(before.profiles, touched, changes: before.changes, database)
  }

  /// What stands now over the sealed files.
  private func filed(_ database: Database) throws -> OpenedColumns? {
    guard let files = try ColumnFiles(self, database),
      let touched = try files.point.touched(database, atMost: files.mostChanged)
    else { return nil }
    return try over(try files.profiles(), touched, changes: 0, database)
  }

  private func over(
    _ profiles: any ProfileColumns, _ touched: Set<Int64>, changes: Int, _ database: Database
  ) throws -> OpenedColumns {
    let point = try ColumnPoint(database)
    if touched.isEmpty { return try opened(profiles, point, changes: changes, database) }
    let (rows, gone) = try read(try together(touched, database), database)
    return try opened(
      OverlaidColumns(profiles, rows, gone: gone), point, changes: changes + 1, database)
  }

  /// Columns of some clients alone, and the codes of those who are in no table any more.
  func read(
    _ clients: [Int64], _ database: Database, until: Day? = nil
  ) throws -> (rows: RowColumns, gone: [String]) {
    unvouched.clients.formUnion(clients)
    let choice = ClientChoice(ids: clients)
    let row = try choice.statement(
      database,
      """
      SELECT code FROM \(choice.chosen) client c \(choice.condition("c.id", "NOT (\(Persons.listed))"))
      """)
    var gone: [String] = []
    while try row.next() { gone.append(String(decoding: row.bytes(0), as: UTF8.self)) }
    return (try RowColumns(self, database, of: choice, until: until), gone)
  }

  /// Keeps columns of the clients that changed in a file, when they are more than a question should
  /// read: beside the file of all, or in it.
  func keepColumns() throws {
    if !doubts.isEmpty { return }
    try reading { database in
      guard let files = try ColumnFiles(self, database),
        let touched = try files.point.touched(database, atMost: files.all.rowCount(.clients) / 4),
        touched.count > columnLimits.read
      else { return }
      let point = try ColumnPoint(database)
      var (rows, gone): (any ProfileColumns, [String]) =
        try read(try together(touched, database), database)
      try vouch(for: unvouched.clients, database)
      if !doubts.isEmpty { return }
      if let before = files.changed {
        let back = try rows.codes()
        gone += before.file.gone.filter { back.placeInOrder(of: $0) == nil && !gone.contains($0) }
        rows = try OverlaidColumns(before, rows, gone: gone)
      }
      if try rows.codes().count + gone.count <= files.mostChanged {
        try ColumnFileWriter.write(
          rows, at: point, for: self, changed: (files.all.file.identity, gone))
      } else {
        try ColumnFileWriter.write(
          OverlaidColumns(files.all, rows, gone: gone), at: point, for: self)
      }
    }
  }

  /// A sealed file; what was opened of it is there still while it is the same.
  func sealedColumns(
    _ name: ColumnFile.Name, _ database: Database
  ) throws -> SealedColumns? {
    guard let stamp = ColumnFileStamp("\(folder)/\(name.rawValue)", law: lawMark) else {
      return nil
    }
    if let known = knownFiles[name], known.stamp == stamp {
      return try known.columns.file.point.isKnown(to: database) ? known.columns : nil
    }
    let columns = try SealedColumns(self, name, database)
    knownFiles[name] = columns.map { (stamp, $0) }
    return columns
  }

  /// Raised by whatever changes what a source tells.
  package struct State: Hashable, Sendable {
    let generation: Int64
    let beside: Int64
  }

  package func state() throws -> State {
    try reading {
      State(generation: try Store.generation($0), beside: try Store.beside($0))
    }
  }

  static func beside(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT value FROM meta WHERE key = 'beside'")) ?? 0
  }
}

/// The sealed files beside a store: of all clients, and of those who changed since.
struct ColumnFiles {
  let all: SealedColumns
  let changed: SealedColumns?
  private let limits: ColumnLimits

  /// Nil where there is no file of all that is of use.
  init?(_ store: Store, _ database: Database) throws {
    guard let all = try store.sealedColumns(.all, database) else { return nil }
    self.all = all
    limits = store.columnLimits
    let changed = try store.sealedColumns(.changed, database)
    self.changed = changed?.file.base == all.file.identity ? changed : nil
  }

  /// What the newest of them tells.
  var point: ColumnPoint { (changed ?? all).file.point }

  /// So many clients may lie beside the file of all.
  var mostChanged: Int { max(limits.read, all.rowCount(.clients) / limits.part) }

  func profiles() throws -> any ProfileColumns {
    guard let changed else { return all }
    return try OverlaidColumns(all, changed, gone: changed.file.gone)
  }
}
