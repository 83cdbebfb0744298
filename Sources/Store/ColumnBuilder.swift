import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

/// Reads all rows once and fills the columns of clients, referrals and actions.
final class ColumnBuilder {
  var counts: [RowKind: Int] = [:]
  /// The place of each client in the order of codes, by id.
  var rowOfClient: [Int32]
  let codes: TextPool
  let names: [Int64: String]
  private let moves: AcceptedMoves
  var clients: PackColumns
  var referrals: PackColumns
  var actions: [String: Column] = [:]
  var levels: LevelPlanes
  var absences: LevelPlanes
  private var specifications: LevelPlanes
  private var instruments: [Int64: InstrumentColumns] = [:]
  var birthDays: [Int32]
  var origins: LevelOrigins

  /// The last day that counts, as a condition on a column of days; nil for all.
  private let until: Int32?

  /// - Parameter until: what is of a later day is not read.
  init(_ store: Store, _ database: Database, until: Day? = nil) throws {
    self.until = until?.number
    var names = try Store.names(database)
    moves = try AcceptedMoves(database, &names)
    self.names = names
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM client") ?? 0
    let greatest = try Int.fetchOne(database, sql: "SELECT max(id) FROM client") ?? 0
    counts[.clients] = count
    rowOfClient = [Int32](repeating: -1, count: greatest + 1)
    var codes = TextPool()
    let row = try RawStatement(database, "SELECT id, code FROM client ORDER BY code")
    while try row.next() {
      rowOfClient[Int(row.number(0))] = Int32(codes.append(row.bytes(1)))
    }
    self.codes = codes
    let empty = [UInt64](repeating: 0, count: count)
    levels = LevelPlanes(low: empty, high: empty)
    absences = levels
    specifications = levels
    birthDays = [Int32](repeating: Cell.unknown.raw, count: count)
    origins = LevelOrigins(rows: count)
    let types = try ItemTypes(database)
    clients = PackColumns(rows: count, names: names, types: types)
    let referralCount =
      try Int.fetchOne(
        database,
        sql:
          "SELECT count(*) FROM referral \(ColumnBuilder.condition(until?.number, "registered_on"))"
      ) ?? 0
    counts[.referrals] = referralCount
    referrals = PackColumns(rows: referralCount, names: names, types: types)
    try readAssessments(database)
    try readStatus(database)
    try readReferrals(database)
    try readActions(database)
    try foldObservations(database)
    try openBirthDays(store, database)
  }

  /// Later assessments overwrite earlier ones, field by field where they know something.
  private func readAssessments(_ database: Database) throws {
    let filledOn = clients.place(named: "filled-on", .day)
    let row = try RawStatement(
      database,
      """
      SELECT client, instrument, filled_on, low, high, absence_low, absence_high, word_low,
        word_high, applicable, answered, answers, version
      FROM assessment \(upTo("filled_on")) ORDER BY \(try ColumnBuilder.order("assessment", "filled_on", database))
      """)
    while try row.next() {
      let client = Int(rowOfClient[Int(row.number(0))])
      let day = Int32(truncatingIfNeeded: row.number(2))
      let record = ThresholdRecord(low: bits(row.number(3)), high: bits(row.number(4)))
      origins.add(record, over: levels[client], on: day, to: client)
      add(record, AbsenceRecord(low: bits(row.number(5)), high: bits(row.number(6))), to: client)
      specifications.low[client] = bits(row.number(7))
      specifications.high[client] = bits(row.number(8))
      columns(of: row.number(1)).add(
        record, day, applicable: Int32(truncatingIfNeeded: row.number(9)),
        answered: Int32(truncatingIfNeeded: row.number(10)), to: client)
      clients.set(filledOn, client, day)
      try add(
        row.bytes(11), to: &clients, client, moves: moves.of(row.number(1), row.number(12)))
    }
  }

  private func columns(of instrument: Int64) -> InstrumentColumns {
    if let columns = instruments[instrument] { return columns }
    let columns = InstrumentColumns(rows: counts[.clients] ?? 0)
    instruments[instrument] = columns
    return columns
  }

  private func add(_ record: ThresholdRecord, _ absence: AbsenceRecord, to client: Int) {
    let merged = levels[client].updated(by: record)
    levels.low[client] = merged.low
    levels.high[client] = merged.high
    // Reasons belong to thresholds that have no level yet.
    let open = ~(merged.low | merged.high)
    absences.low[client] = absence.low & open
    absences.high[client] = absence.high & open
  }

  private func readStatus(_ database: Database) throws {
    let row = try RawStatement(
      database,
      """
      SELECT client, answers FROM status \(upTo("observed_on"))
      ORDER BY \(try ColumnBuilder.order("status", "observed_on", database))
      """)
    while try row.next() {
      // What somebody lives on is said anew each time: an older answer does not shine through.
      try add(row.bytes(1), to: &clients, Int(rowOfClient[Int(row.number(0))]))
    }
  }

  func add(
    _ bytes: UnsafeBufferPointer<UInt8>, to columns: inout PackColumns, _ row: Int,
    moves: PackMoves? = nil
  ) throws {
    if !columns.add(bytes, to: row, moves: moves) { throw StoreError(.damaged(what: "answers")) }
  }

  func upTo(_ column: String) -> String { ColumnBuilder.condition(until, column) }

  private static func condition(_ until: Int32?, _ column: String) -> String {
    until.map { "WHERE \(column) <= \($0)" } ?? ""
  }

  private func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  /// Rows in order of time; where each client has one row, the order of rows does as well.
  static func order(_ table: String, _ day: String, _ database: Database) throws -> String {
    let isSingle =
      try Bool.fetchOne(
        database, sql: "SELECT count(*) = count(DISTINCT client) FROM \(table)") ?? false
    let key = table == "assessment" ? "id" : "assessment"
    return isSingle ? key : "\(day), \(key)"
  }
}

extension ColumnBuilder {
  func finishedPlanes() -> [PlaneName: LevelPlanes] {
    var planes: [PlaneName: LevelPlanes] = [
      .levels: levels, .absences: absences, .specifications: specifications,
    ]
    for (id, columns) in instruments {
      planes[.accepted(instrument: names[id] ?? "")] = columns.accepted
    }
    return planes
  }

  func finishedColumns() -> [RowKind: [String: Column]] {
    var columns = clients.finished()
    let rows = [Int32](0..<Int32(counts[.clients] ?? 0))
    columns["client"] = Column("client", .text, rows, pool: codes)
    columns["birth-date"] = Column("birth-date", .day, birthDays)
    columns["birth-year"] = Column(
      "birth-year", .count,
      birthDays.map { raw in
        Cell(raw: raw).isKnown ? Int32(Day(number: raw).civil.year) : Cell.unknown.raw
      })
    columns["levels-on"] = Column("levels-on", .day, origins.days)
    for (id, instrument) in instruments {
      for column in instrument.columns(named: names[id] ?? "") { columns[column.name] = column }
    }
    return [
      .clients: columns, .referrals: referrals.finished(), .actions: actions,
      .origins: origins.columns,
    ]
  }
}
