import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Records
import Seal

/// Reads the rows of all clients, or of some, once and fills the columns of clients, referrals and
/// actions.
final class ColumnBuilder {
  var counts: [RowKind: Int] = [:]
  /// The place of each client in the order of codes, by id.
  private(set) var places: ClientPlaces
  let persons: Persons
  let codes: TextPool
  let names: [Int64: String]
  let moves: AcceptedMoves
  let types: ItemTypes
  let law: LawMarks
  /// Whether a client has an entry already.
  private var isBegun: [Bool]
  /// The clients, by id, for whom an entry may fell what another said: these are folded.
  var folded: Set<Int64> = []
  var clients: PackColumns
  var referrals: PackColumns
  /// The rows that begin a referral, nil when all do.
  var begun: [Int32]?
  var actions: [String: Column] = [:]
  var levels: LevelPlanes
  var absences: LevelPlanes
  var specifications: LevelPlanes
  /// Of which thresholds it is known what they consist of, and of which nothing for there is no
  /// barrier.
  var specified: LevelPlanes
  private var instruments: [Int64: InstrumentColumns] = [:]
  private let measured: MeasurementReader
  var birthDays: [Int32]
  var origins: LevelOrigins

  /// The last day that counts, as a condition on a column of days; nil for all.
  let until: Int32?
  /// Whose rows are read.
  let choice: ClientChoice

  /// - Parameter until: what is of a later day is not read.
  init(
    _ store: Store, _ database: Database, of choice: ClientChoice = .all, until: Day? = nil
  ) throws {
    self.until = until?.number
    self.choice = choice
    var names = try store.words(database)
    moves = try AcceptedMoves(database, &names)
    self.names = names
    let greatest = try Int.fetchOne(database, sql: "SELECT max(id) FROM client") ?? 0
    places = ClientPlaces(greatest: choice.ids == nil ? greatest : nil)
    var codes = TextPool()
    let row = try choice.statement(
      database,
      """
      SELECT c.id, code FROM \(choice.chosen) client c
      \(choice.condition("c.id", Persons.listed)) ORDER BY code
      """)
    while try row.next() {
      places[row.number(0)] = Int32(codes.append(row.bytes(1)))
    }
    persons = try Persons(database)
    places.add(persons)
    self.codes = codes
    let count = codes.count
    counts[.clients] = count
    let empty = [UInt64](repeating: 0, count: count)
    levels = LevelPlanes(low: empty, high: empty)
    absences = levels
    specifications = levels
    specified = levels
    isBegun = [Bool](repeating: false, count: count)
    law = LawMarks(store.book())
    measured = MeasurementReader(
      law.book, names: names, moves, rows: count, until: until?.number)
    birthDays = [Int32](repeating: Cell.unknown.raw, count: count)
    origins = LevelOrigins(rows: count)
    types = try ItemTypes(database)
    clients = PackColumns(rows: count, names: names, types: types)
    referrals = PackColumns(rows: 0, names: names, types: types)
    try readAssessments(database)
    try measured.read(database) { Int(places[$0]) }
    try fold(store, database)
    try readReferrals(database)
    try readActions(database)
    try openBirthDays(store, database)
  }

  /// Takes entries in the order of the law. What one says comes over what was said before; where
  /// more than that may follow, the client is folded afterwards.
  private func readAssessments(_ database: Database) throws {
    let filledOn = clients.place(named: "filled-on", .day)
    let row = try choice.statement(
      database,
      """
      SELECT a.client, instrument, filled_on, low, high, absence_low, absence_high, word_low,
        word_high, applicable, answered, a.answers, version, s.answers, notes IS NOT NULL
      FROM \(choice.chosen) assessment a LEFT JOIN status s ON s.assessment = a.id
      \(choice.condition("a.client", upTo("filled_on")))
      ORDER BY \(try order("assessment", "filled_on", "a.id", database))
      """)
    while try row.next() {
      let client = Int(places[row.number(0)])
      if client < 0 { continue }
      let day = Int32(truncatingIfNeeded: row.number(2))
      let record = ThresholdRecord(low: bits(row.number(3)), high: bits(row.number(4)))
      let absence = AbsenceRecord(low: bits(row.number(5)), high: bits(row.number(6)))
      let words = SpecificationSet(low: bits(row.number(7)), high: bits(row.number(8)))
      origins.add(record, over: levels[client], on: day, to: client)
      add(record, absence, to: client)
      add(words, record, absence, to: client)
      columns(of: row.number(1)).add(
        record, absence, day, applicable: Int32(truncatingIfNeeded: row.number(9)),
        answered: Int32(truncatingIfNeeded: row.number(10)), to: client)
      measured.add(
        Measurements.Glance(
          day: day, levels: record, absences: absence,
          applicable: Int32(truncatingIfNeeded: row.number(9)),
          answered: Int32(truncatingIfNeeded: row.number(10))),
        with: row.number(1), of: row.number(0), in: client)
      clients.set(filledOn, client, day)
      clients.beginEntry()
      let moves = moves.of(row.number(1), row.number(12))
      try add(row.bytes(11), to: &clients, client, moves: moves)
      try add(row.bytes(13), to: &clients, client)
      let said = record.assessed.bits | (absence.low & absence.high)
      let mayFell = law.mayFell(
        clients, client, levels: levels[client], said, hasNotes: row.number(14) != 0,
        isFirst: !isBegun[client])
      if mayFell || clients.hasAside { folded.insert(row.number(0)) }
      isBegun[client] = true
    }
  }

  private func columns(of instrument: Int64) -> InstrumentColumns {
    if let columns = instruments[instrument] { return columns }
    let columns = InstrumentColumns(rows: counts[.clients] ?? 0)
    instruments[instrument] = columns
    return columns
  }

  /// A level, or that none has a meaning, hides what was said before; another reason stands beside it.
  private func add(_ record: ThresholdRecord, _ absence: AbsenceRecord, to client: Int) {
    let none = absence.low & absence.high
    let merged = levels[client].updated(by: record)
    levels.low[client] = merged.low & ~none
    levels.high[client] = merged.high & ~none
    let said = record.assessed.bits
    let noneBefore = absences.low[client] & absences.high[client] & ~said
    let given = (absence.low | absence.high) & ~said & (none | ~noneBefore)
    let kept = ~(said | given)
    absences.low[client] = absences.low[client] & kept | absence.low & given
    absences.high[client] = absences.high[client] & kept | absence.high & given
  }

  /// What a threshold consists of: nothing without a barrier, else what was named last; a barrier
  /// that comes after there was none leaves it open.
  private func add(
    _ words: SpecificationSet, _ record: ThresholdRecord, _ absence: AbsenceRecord, to client: Int
  ) {
    let masks = SpecificationMasks.standard
    let noBarrier = (record.low & ~record.high) | (absence.low & absence.high)
    let named = masks.named(words).bits & ~noBarrier
    let opened = record.assessed.bits & specified.high[client] & ~(named | noBarrier)
    let before = SpecificationSet(
      low: specifications.low[client], high: specifications.high[client])
    let kept = masks.without(noBarrier | named | opened, before)
    let new = masks.without(noBarrier, words)
    specifications.low[client] = kept.low | new.low
    specifications.high[client] = kept.high | new.high
    specified.low[client] = specified.low[client] & ~(noBarrier | opened) | named
    specified.high[client] = specified.high[client] & ~(named | opened) | noBarrier
  }

  func add(
    _ bytes: UnsafeBufferPointer<UInt8>, to columns: inout PackColumns, _ row: Int,
    moves: PackMoves? = nil
  ) throws {
    if !columns.add(bytes, to: row, moves: moves) { throw StoreError(.damaged(what: "answers")) }
  }

  /// That something is not of a later day.
  func upTo(_ column: String) -> String? { until.map { "\(column) <= \($0)" } }

  private func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

  /// Rows in order of time; where each client has one row, the order of rows does as well.
  func order(
    _ table: String, _ day: String, _ key: String, _ database: Database
  ) throws -> String {
    if choice.ids != nil { return "\(day), \(key)" }
    let isSingle =
      try persons.isEmpty
      && Bool.fetchOne(
        database, sql: "SELECT count(*) = count(DISTINCT client) FROM \(table)") ?? false
    return isSingle ? key : "\(day), \(key)"
  }
}

extension ColumnBuilder {
  func finishedPlanes() -> [PlaneName: LevelPlanes] {
    var planes: [PlaneName: LevelPlanes] = [
      .levels: levels, .absences: absences, .specifications: specifications,
      .specified: specified,
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
      let named = instrument.columns(named: names[id] ?? "", measured.counts(id))
      for column in named { columns[column.name] = column }
    }
    return [
      .clients: columns,
      .referrals: ColumnBuilder.ordered(referrals.finished(), begun),
      .actions: ColumnBuilder.ordered(actions, nil),
      .origins: origins.columns,
    ]
  }

  /// The rows that count, clients in the order of their codes and each in time.
  private static func ordered(_ columns: [String: Column], _ rows: [Int32]?) -> [String: Column] {
    guard let clients = columns["client-row"]?.cells else { return columns }
    let kept = rows ?? [Int32](0..<Int32(clients.count))
    let isInOrder = zip(kept, kept.dropFirst()).allSatisfy { clients[Int($0)] <= clients[Int($1)] }
    if isInOrder, rows == nil { return columns }
    let order =
      isInOrder ? kept : kept.sorted { (clients[Int($0)], $0) < (clients[Int($1)], $1) }
    return columns.mapValues { $0.gathered(order) }
  }
}
