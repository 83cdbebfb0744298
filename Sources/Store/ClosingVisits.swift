import Cohort
import GRDB
import InstrumentKit
import Records

/// Of each visit, in the order of clients and days, whether it made a measurement whole.
struct ClosingVisits {
  /// What it reads of an assessment `a`.
  static let columns = """
    a.id, a.client, a.instrument, a.low, a.high, a.absence_low, a.absence_high, a.applicable,
      a.answered
    """

  private let measured: MeasurementReader
  private var isWhole: [Int32] = []
  private var visits: [(entry: Int64, client: Int64, instrument: Int64)] = []

  init(_ book: FactBook, _ clients: Int, _ database: Database) throws {
    var names = try Store.names(database)
    let moves = try AcceptedMoves(database, &names)
    measured = MeasurementReader(book, names: names, moves, rows: clients, until: nil)
  }

  /// - Parameter place: of the first of its columns.
  mutating func add(_ row: Row, from place: Int, on day: Int32, in client: Int) {
    func bits(_ offset: Int) -> UInt64 { UInt64(bitPattern: row[place + offset] as Int64) }
    visits.append((row[place], row[place + 1], row[place + 2]))
    // Somebody who came after the columns were made has no row in them.
    guard client >= 0 else { return isWhole.append(Cell.unknown.raw) }
    let glance = Measurements.Glance(
      day: day, levels: ThresholdRecord(low: bits(3), high: bits(4)),
      absences: AbsenceRecord(low: bits(5), high: bits(6)), applicable: row[place + 7],
      answered: row[place + 8])
    let last = visits[visits.count - 1]
    isWhole.append(
      measured.add(glance, with: last.instrument, of: last.client, in: client) ? 1 : 0)
  }

  func column(_ database: Database) throws -> Column {
    let read = try measured.read(database) { _ in nil }
    let cells = zip(visits, isWhole).map { visit, told in
      read[visit.instrument]?[visit.client].map { $0.contains(Int(visit.entry)) ? 1 : 0 } ?? told
    }
    return Column("whole", .flag, cells)
  }
}
