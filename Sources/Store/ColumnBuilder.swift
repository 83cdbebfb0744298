import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

/// Reads all rows once and fills the columns of clients, referrals and actions.
final class ColumnBuilder {
  private(set) var counts: [RowKind: Int] = [:]
  /// The place of each client in the order of codes, by id.
  private var rowOfClient: [Int32]
  private let codes: TextPool
  private let names: [Int64: String]
  private var clients: PackColumns
  private var referrals: PackColumns
  private var actions: [String: Column] = [:]
  private var levels: LevelPlanes
  private var absences: LevelPlanes
  private var specifications: LevelPlanes
  private var instruments: [Int64: InstrumentColumns] = [:]
  private var birthDays: [Int32]

  init(_ store: Store, _ database: Database) throws {
    var names: [Int64: String] = [:]
    let nameRows = try Row.fetchCursor(database, sql: "SELECT id, text FROM name")
    while let row = try nameRows.next() { names[row[0]] = row[1] }
    self.names = names
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM client") ?? 0
    let greatest = try Int.fetchOne(database, sql: "SELECT max(id) FROM client") ?? 0
    counts[.clients] = count
    rowOfClient = [Int32](repeating: -1, count: greatest + 1)
    var codes = TextPool()
    let clientRows = try Row.fetchCursor(
      database, sql: "SELECT id, code FROM client ORDER BY code")
    while let row = try clientRows.next() {
      let code: String = row[1]
      rowOfClient[Int(row[0] as Int64)] = Int32(codes.append(Array(code.utf8)))
    }
    self.codes = codes
    let empty = [UInt64](repeating: 0, count: count)
    levels = LevelPlanes(low: empty, high: empty)
    absences = levels
    specifications = levels
    birthDays = [Int32](repeating: Cell.unknown.raw, count: count)
    let types = try ItemTypes(database)
    clients = PackColumns(rows: count, names: names, types: types)
    let referralCount = try Int.fetchOne(database, sql: "SELECT count(*) FROM referral") ?? 0
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
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT client, instrument, filled_on, low, high, absence_low, absence_high, word_low,
          word_high, applicable, answered, answers
        FROM assessment ORDER BY \(try ColumnBuilder.order("assessment", "filled_on", database))
        """)
    while let row = try rows.next() {
      let client = Int(rowOfClient[Int(row[0] as Int64)])
      let instrument: Int64 = row[1]
      let day: Int32 = row[2]
      let record = ThresholdRecord(low: bits(row[3]), high: bits(row[4]))
      let absence = AbsenceRecord(low: bits(row[5]), high: bits(row[6]))
      add(record, absence, to: client)
      specifications.low[client] = bits(row[7])
      specifications.high[client] = bits(row[8])
      let columns = self.columns(of: instrument)
      columns.add(record, day, applicable: row[9], answered: row[10], to: client)
      clients.set("filled-on", .day, client, day)
      try row.withUnsafeData(atIndex: 11) { try add($0, to: &clients, client) }
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
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT client, answers FROM status
        ORDER BY \(try ColumnBuilder.order("status", "observed_on", database))
        """)
    while let row = try rows.next() {
      let client = Int(rowOfClient[Int(row[0] as Int64)])
      // What somebody lives on is said anew each time: an older answer does not shine through.
      try row.withUnsafeData(atIndex: 1) { try add($0, to: &clients, client) }
    }
  }

  private func readReferrals(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT client, registered_on, answers FROM referral
        ORDER BY \(try ColumnBuilder.order("referral", "registered_on", database))
        """)
    var place = 0
    while let row = try rows.next() {
      let client = Int(rowOfClient[Int(row[0] as Int64)])
      referrals.set("client-row", .count, place, Int32(client))
      referrals.set("filled-on", .day, place, row[1])
      try row.withUnsafeData(atIndex: 2) { data in
        try add(data, to: &referrals, place)
        try add(data, to: &clients, client)
      }
      place += 1
    }
  }

  private func readActions(_ database: Database) throws {
    var cells: [String: [Int32]] = ["client-row": [], "action": [], "action-group": []]
    var owners: [Int32] = []
    var unknown = 0
    let rows = try Row.fetchCursor(
      database, sql: "SELECT client, organisation, action FROM action ORDER BY client, id")
    while let row = try rows.next() {
      let action = names[row[2]] ?? ""
      guard let place = Names.action.place(of: action),
        let group = Names.actionGroup.place(of: String(action.prefix { $0 != "." })),
        let owner = Names.organisation.place(of: names[row[1]] ?? "")
      else {
        unknown += 1
        continue
      }
      cells["client-row", default: []].append(rowOfClient[Int(row[0] as Int64)])
      cells["action", default: []].append(Int32(place))
      cells["action-group", default: []].append(Int32(group))
      owners.append(Int32(owner))
    }
    if unknown > 0 { throw StoreError(.damaged(what: "action")) }
    counts[.actions] = owners.count
    actions["client-row"] = Column("client-row", .count, cells["client-row"] ?? [])
    actions["action"] = Column("action", .code(Names.action), cells["action"] ?? [])
    actions["action-group"] = Column(
      "action-group", .code(Names.actionGroup), cells["action-group"] ?? [])
    actions["organisation"] = Column("organisation", .code(Names.organisation), owners)
  }

  /// Single observations take their place among assessments by date; few clients have any.
  private func foldObservations(_ database: Database) throws {
    let clients = try Int64.fetchAll(database, sql: "SELECT DISTINCT client FROM observation")
    for client in clients {
      var record = ThresholdRecord()
      var absence = AbsenceRecord()
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT threshold, level, absence FROM observations WHERE client = ?
          ORDER BY observed_on, single, entered_at, id
          """, arguments: [client])
      while let row = try rows.next() {
        guard let threshold = Threshold(index: row[0]) else {
          throw StoreError(.damaged(what: "observation"))
        }
        if let level = Level(rawValue: row[1]) {
          record[threshold] = level
          absence[threshold] = .notAsked
        } else if record[threshold] == nil, let reason = Absence(rawValue: row[2]) {
          absence[threshold] = reason
        }
      }
      let place = Int(rowOfClient[Int(client)])
      (levels.low[place], levels.high[place]) = (record.low, record.high)
      (absences.low[place], absences.high[place]) = (absence.low, absence.high)
    }
  }

  private func add(_ data: Data?, to columns: inout PackColumns, _ row: Int) throws {
    guard let data else { return }
    let isWhole = data.withUnsafeBytes { columns.add($0.bindMemory(to: UInt8.self), to: row) }
    if !isWhole { throw StoreError(.damaged(what: "answers")) }
  }

  private func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  /// Rows in order of time; where each client has one row, the order of rows does as well.
  private static func order(_ table: String, _ day: String, _ database: Database) throws -> String {
    let isSingle =
      try Bool.fetchOne(
        database, sql: "SELECT count(*) = count(DISTINCT client) FROM \(table)") ?? false
    let key = table == "assessment" ? "id" : "assessment"
    return isSingle ? key : "\(day), \(key)"
  }

  /// Exact birth days are sealed with the identities; they are opened on all cores.
  private func openBirthDays(_ store: Store, _ database: Database) throws {
    var sealed: [(row: Int32, client: Int64, box: SealedBox)] = []
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT id, identity, identity_key FROM client WHERE identity IS NOT NULL")
    func openAll() throws {
      let opened = try BirthDays.open(
        sealed.map { (codes[Int($0.row)], $0.box) }, store.keys.sealer)
      for (place, day) in opened.enumerated() { birthDays[Int(sealed[place].row)] = day }
      sealed.removeAll(keepingCapacity: true)
    }
    while let row = try rows.next() {
      let box: Data = row[1]
      let key: Data = row[2]
      sealed.append(
        (
          rowOfClient[Int(row[0] as Int64)], row[0],
          SealedBox(wrappedKey: Array(key), box: Array(box))
        ))
      if sealed.count == 65_536 { try openAll() }
    }
    try openAll()
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
    for (id, instrument) in instruments {
      for column in instrument.columns(named: names[id] ?? "") { columns[column.name] = column }
    }
    return [.clients: columns, .referrals: referrals.finished(), .actions: actions]
  }
}
