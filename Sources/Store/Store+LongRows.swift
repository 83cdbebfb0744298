import Cohort
import GRDB
import InstrumentKit
import Profile

/// The rows of which there are many for each client, in the order of clients and of the law.
extension Store {
  /// What entries of one client are put in order by.
  private struct Place: Comparable {
    let client: Int32
    let on: Int32
    let number: Int64

    static func < (one: Place, other: Place) -> Bool {
      (one.client, one.on, one.number) < (other.client, other.on, other.number)
    }
  }

  /// Levels, and why there are none, of one entry.
  private struct Observed {
    let place: Place
    let levels: ThresholdRecord
    let absences: AbsenceRecord
    /// The thresholds that it speaks of.
    let said: UInt64
    /// By the id of its name; 0 for a level that was recorded by itself.
    let instrument: Int64
  }

  func observations(_ clients: TextPool, _ database: Database) throws -> [String: Column] {
    let words = try words(database)
    var entries = try observed(clients, database)
    entries.sort { $0.place < $1.place }
    var sources = WordPool()
    var sourceOf: [Int64: Int32] = [:]
    var columns = [[Int32]](repeating: [], count: 6)
    let count = entries.reduce(0) { $0 + $1.said.nonzeroBitCount }
    for place in columns.indices { columns[place].reserveCapacity(count) }
    for entry in entries {
      var left = entry.said
      let source =
        sourceOf[entry.instrument]
        ?? sources.place(of: entry.instrument == 0 ? "record" : words[entry.instrument] ?? "")
      sourceOf[entry.instrument] = source
      while left != 0 {
        let bit = left.trailingZeroBitCount
        left &= left - 1
        func two(_ low: UInt64, _ high: UInt64) -> Int32 {
          Int32((high >> UInt64(bit)) & 1) * 2 + Int32((low >> UInt64(bit)) & 1)
        }
        let level = two(entry.levels.low, entry.levels.high)
        let absence = two(entry.absences.low, entry.absences.high)
        columns[0].append(entry.place.client)
        columns[1].append(Int32(bit))
        columns[2].append(level > 0 ? level : Int32.min + absence)
        columns[3].append(level > 0 ? Cell.unknown.raw : absence)
        columns[4].append(entry.place.on)
        columns[5].append(source)
      }
    }
    return [
      "client-row": Column("client-row", .count, columns[0]),
      "threshold": Column("threshold", .code(Names.thresholds), columns[1]),
      "level": Column("level", .level, columns[2]),
      "absence": Column("absence", .code(Names.absences), columns[3]),
      "on": Column("on", .day, columns[4]),
      "source": Column("source", .text, columns[5], pool: sources.pool),
    ]
  }

  private func observed(_ clients: TextPool, _ database: Database) throws -> [Observed] {
    let places = try Store.places(clients, .all, database)
    var entries: [Observed] = []
    func place(_ row: RawStatement) -> Place? {
      let client = places[row.number(0)]
      return client < 0
        ? nil
        : Place(client: client, on: Int32(truncatingIfNeeded: row.number(1)), number: row.number(2))
    }
    let row = try RawStatement(
      database,
      """
      SELECT client, filled_on, id, low, high, absence_low, absence_high, instrument FROM assessment
      """)
    func bits(_ column: Int32) -> UInt64 { UInt64(bitPattern: row.number(column)) }
    while try row.next() {
      guard let place = place(row) else { continue }
      entries.append(
        Observed(
          place: place, levels: ThresholdRecord(low: bits(3), high: bits(4)),
          absences: AbsenceRecord(low: bits(5), high: bits(6)),
          said: bits(3) | bits(4) | bits(5) | bits(6), instrument: row.number(7)))
    }
    let single = try RawStatement(
      database, "SELECT client, observed_on, id, threshold, level, absence FROM observation")
    while try single.next() {
      guard let place = place(single) else { continue }
      guard let threshold = Threshold(index: Int(single.number(3))) else {
        throw StoreError(.damaged(what: "observation"))
      }
      var levels = ThresholdRecord()
      var absences = AbsenceRecord()
      if let level = Level(rawValue: UInt8(truncatingIfNeeded: single.number(4))) {
        levels[threshold] = level
      } else if let absence = Absence(rawValue: UInt8(truncatingIfNeeded: single.number(5))) {
        absences[threshold] = absence
      }
      entries.append(
        Observed(
          place: place, levels: levels, absences: absences, said: ThresholdSet(threshold).bits,
          instrument: 0))
    }
    return entries
  }

  func assessments(_ clients: TextPool, _ database: Database) throws -> [String: Column] {
    let texts = try words(database)
    let places = try Store.places(clients, .all, database)
    var entries: [(place: Place, words: (Int64, Int64, Int64, Int64))] = []
    let row = try RawStatement(
      database,
      "SELECT client, filled_on, id, instrument, version, organisation, operator FROM assessment")
    while try row.next() {
      let client = places[row.number(0)]
      if client < 0 { continue }
      entries.append(
        (
          Place(
            client: client, on: Int32(truncatingIfNeeded: row.number(1)), number: row.number(2)),
          (row.number(3), row.number(4), row.number(5), row.number(6))
        ))
    }
    entries.sort { $0.place < $1.place }
    var words = WordPool()
    var known: [Int64: Int32] = [:]
    func column(_ name: String, _ word: (((Int64, Int64, Int64, Int64))) -> Int64) -> (
      String, [Int32]
    ) {
      (
        name,
        entries.map { entry in
          let id = word(entry.words)
          if let place = known[id] { return place }
          let place = words.place(of: texts[id] ?? "")
          known[id] = place
          return place
        }
      )
    }
    var columns = Dictionary(
      uniqueKeysWithValues: [
        column("instrument") { $0.0 }, column("version") { $0.1 },
        column("organisation") { $0.2 }, column("operator") { $0.3 },
      ].map { ($0.0, $0.1) }
    ).map { Column($0.key, .text, $0.value, pool: words.pool) }
    columns.append(Column("client-row", .count, entries.map(\.place.client)))
    columns.append(Column("on", .day, entries.map(\.place.on)))
    return Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0) })
  }
}
