import GRDB
import InstrumentKit
import Profile
import Records

/// Counts the measurements of all clients with every instrument.
final class MeasurementReader {
  private let book: FactBook
  private let names: [Int64: String]
  private let moves: AcceptedMoves
  private let rows: Int
  private let until: Int32?
  private var instruments: [Int64: (counted: Measurements, reader: VisitReader?)] = [:]

  /// - Parameter until: what is of a later day is not read.
  init(
    _ book: FactBook, names: [Int64: String], _ moves: AcceptedMoves, rows: Int, until: Int32?
  ) {
    self.book = book
    self.names = names
    self.moves = moves
    self.rows = rows
    self.until = until
  }

  /// Takes the next visit; whether it makes a measurement whole, as far as can be told so far.
  @discardableResult func add(
    _ visit: Measurements.Glance, with instrument: Int64, of client: Int64, in row: Int
  ) -> Bool {
    if instruments[instrument] == nil {
      let name = names[instrument] ?? ""
      let reader = book.plans[name].map { VisitReader(name, $0, names: names) }
      instruments[instrument] = (Measurements(rows: rows, reader), reader)
    }
    return instruments[instrument]?.counted.add(visit, of: client, in: row) ?? false
  }

  func counts(_ instrument: Int64) -> [Int32] {
    instruments[instrument]?.counted.counts ?? [Int32](repeating: 0, count: rows)
  }

  /// Reads the visits of those for whom a glance did not tell.
  ///
  /// - Parameter row: the row of a client, nil where nobody asks for counts.
  /// - Returns: by instrument and client the visits that made a measurement whole.
  @discardableResult func read(
    _ database: Database, row: (Int64) -> Int?
  ) throws -> [Int64: [Int64: Set<Int>]] {
    var whole: [Int64: [Int64: Set<Int>]] = [:]
    for (instrument, found) in instruments where !found.counted.unsure.isEmpty {
      guard let reader = found.reader else { continue }
      let visits = try statement(database, instrument)
      for client in found.counted.unsure.sorted() {
        let rounds = reader.law.rounds(try read(visits, instrument, client, reader))
        let last = rounds.filter(\.isWhole).compactMap { $0.visits.last?.entry }
        if let row = row(client) { instruments[instrument]?.counted.set(last.count, row) }
        whole[instrument, default: [:]][client] = Set(last)
      }
    }
    return whole
  }

  private func statement(_ database: Database, _ instrument: Int64) throws -> RawStatement {
    try RawStatement(
      database,
      """
      SELECT filled_on, a.id, part, low, high, absence_low, absence_high, applicable, answered,
        version, a.answers, s.answers, r.answers
      FROM assessment a LEFT JOIN status s ON s.assessment = a.id
      LEFT JOIN referral r ON r.assessment = a.id
      WHERE a.client = ? AND instrument = \(instrument) AND filled_on <= \(until ?? Int32.max)
      ORDER BY filled_on, a.id
      """)
  }

  private func read(
    _ row: RawStatement, _ instrument: Int64, _ client: Int64, _ reader: VisitReader
  ) throws -> [Visit] {
    var visits: [Visit] = []
    func bits(_ place: Int32) -> UInt64 { UInt64(bitPattern: row.number(place)) }
    row.bind(1, client)
    while try row.next() {
      visits.append(
        try reader.visit(
          on: Int32(truncatingIfNeeded: row.number(0)), row.number(1), by: row.number(2),
          levels: ThresholdRecord(low: bits(3), high: bits(4)),
          absences: AbsenceRecord(low: bits(5), high: bits(6)),
          [row.bytes(10), row.bytes(11), row.bytes(12)],
          moves: moves.of(instrument, row.number(9)),
          counted: (
            Int32(truncatingIfNeeded: row.number(7)), Int32(truncatingIfNeeded: row.number(8))
          )))
    }
    return visits
  }
}
