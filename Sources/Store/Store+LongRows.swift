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
    let organisation: Int64
  }

  func observations(_ clients: TextPool, _ database: Database) throws -> [String: Column] {
    let words = try words(database)
    var entries = try observed(clients, database)
    entries.sort { $0.place < $1.place }
    var (sources, numbers, organisations) = (WordPool(), WordPool(), WordPool())
    var (sourceOf, organisationOf): ([Int64: Int32], [Int64: Int32]) = ([:], [:])
    var disagreements = try Disagreements(database)
    var columns = [[Int32]](repeating: [], count: 8)
    let count = entries.reduce(0) { $0 + $1.said.nonzeroBitCount }
    for place in columns.indices { columns[place].reserveCapacity(count) }
    for entry in entries {
      var left = entry.said
      let source =
        sourceOf[entry.instrument]
        ?? sources.place(of: entry.instrument == 0 ? "record" : words[entry.instrument] ?? "")
      sourceOf[entry.instrument] = source
      let organisation =
        organisationOf[entry.organisation]
        ?? organisations.place(of: words[entry.organisation] ?? "")
      organisationOf[entry.organisation] = organisation
      let number = numbers.place(of: "#\(entry.place.number)")
      while left != 0 {
        let bit = left.trailingZeroBitCount
        left &= left - 1
        func two(_ low: UInt64, _ high: UInt64) -> Int32 {
          Int32((high >> UInt64(bit)) & 1) * 2 + Int32((low >> UInt64(bit)) & 1)
        }
        let level = two(entry.levels.low, entry.levels.high)
        let absence = two(entry.absences.low, entry.absences.high)
        for (place, value) in [
          entry.place.client, Int32(bit), level > 0 ? level : Int32.min + absence,
          level > 0 ? Cell.unknown.raw : absence, entry.place.on, source, number, organisation,
        ].enumerated() { columns[place].append(value) }
        if level > 0 {
          disagreements.add(
            row: columns[0].count - 1, number: entry.place.number,
            of: .init(client: entry.place.client, on: entry.place.on, threshold: Int32(bit)),
            level: level, voice: (organisation, source))
        }
      }
    }
    let others = disagreements.others
    func other(_ place: Int) -> [Int32] {
      columns[place].indices.map { row in
        others[row].map { columns[place][$0] } ?? Cell.unknown.raw
      }
    }
    return Dictionary(
      uniqueKeysWithValues: [
        Column("client-row", .count, columns[0]),
        Column("threshold", .code(Names.thresholds), columns[1]),
        Column("level", .level, columns[2]),
        Column("absence", .code(Names.absences), columns[3]),
        Column("on", .day, columns[4]),
        Column("source", .text, columns[5], pool: sources.pool),
        Column("number", .text, columns[6], pool: numbers.pool),
        Column("organisation", .text, columns[7], pool: organisations.pool),
        Column("other-level", .level, other(2)),
        Column("other-organisation", .text, other(7), pool: organisations.pool),
        Column("other-number", .text, other(6), pool: numbers.pool),
      ].map { ($0.name, $0) })
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
      SELECT client, filled_on, id, low, high, absence_low, absence_high, instrument,
        organisation
      FROM assessment
      """)
    func bits(_ column: Int32) -> UInt64 { UInt64(bitPattern: row.number(column)) }
    while try row.next() {
      guard let place = place(row) else { continue }
      entries.append(
        Observed(
          place: place, levels: ThresholdRecord(low: bits(3), high: bits(4)),
          absences: AbsenceRecord(low: bits(5), high: bits(6)),
          said: bits(3) | bits(4) | bits(5) | bits(6), instrument: row.number(7),
          organisation: row.number(8)))
    }
    let single = try RawStatement(
      database,
      "SELECT client, observed_on, id, threshold, level, absence, organisation FROM observation")
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
          instrument: 0, organisation: single.number(6)))
    }
    return entries
  }
}
