import Cohort
import GRDB
import InstrumentKit
import Profile

/// The registrations of all clients, in the order of clients and days.
extension Store {
  private struct Assessed {
    let row: Int32
    let client: Int64
    let number: Int64
    /// Instrument, version, organisation and operator.
    let words: [Int64]
    let glance: Measurements.Glance

    /// What they are put in order by.
    static func precedes(_ one: Assessed, _ other: Assessed) -> Bool {
      (one.row, one.glance.day, one.number) < (other.row, other.glance.day, other.number)
    }
  }

  func assessments(_ clients: TextPool, _ database: Database) throws -> [String: Column] {
    let texts = try words(database)
    let entries = try assessed(clients, database)
    var closing = try ClosingVisits(book(), clients.count, database)
    for entry in entries {
      closing.add(
        entry.number, of: entry.client, with: entry.words[0], entry.glance, in: Int(entry.row))
    }
    var words = WordPool()
    var known: [Int64: Int32] = [:]
    var columns = ["instrument", "version", "organisation", "operator"].enumerated().map {
      (place, name) in
      (
        name,
        entries.map { entry in
          let id = entry.words[place]
          if let place = known[id] { return place }
          let place = words.place(of: texts[id] ?? "")
          known[id] = place
          return place
        }
      )
    }.map { Column($0.0, .text, $0.1, pool: words.pool) }
    columns.append(Column("client-row", .count, entries.map(\.row)))
    columns.append(Column("on", .day, entries.map(\.glance.day)))
    columns.append(try closing.column(database))
    return Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0) })
  }

  private func assessed(_ clients: TextPool, _ database: Database) throws -> [Assessed] {
    let places = try Store.places(clients, .all, database)
    var entries: [Assessed] = []
    let row = try RawStatement(
      database,
      """
      SELECT client, filled_on, id, instrument, version, organisation, operator, low, high,
        absence_low, absence_high, applicable, answered
      FROM assessment
      """)
    func bits(_ place: Int32) -> UInt64 { UInt64(bitPattern: row.number(place)) }
    func number(_ place: Int32) -> Int32 { Int32(truncatingIfNeeded: row.number(place)) }
    while try row.next() {
      let place = places[row.number(0)]
      // Somebody who came after the columns were made has no row in them.
      if place < 0 { continue }
      entries.append(
        Assessed(
          row: place, client: row.number(0), number: row.number(2),
          words: (3...6).map { row.number($0) },
          glance: Measurements.Glance(
            day: number(1), levels: ThresholdRecord(low: bits(7), high: bits(8)),
            absences: AbsenceRecord(low: bits(9), high: bits(10)), applicable: number(11),
            answered: number(12))))
    }
    return entries.sorted(by: Assessed.precedes)
  }
}
