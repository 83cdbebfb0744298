import Cohort
import GRDB
import InstrumentKit
import Records

/// Of each visit, in the order of clients and days, whether it made a measurement whole.
struct ClosingVisits {
  private let measured: MeasurementReader
  private var isWhole: [Int32] = []
  private var visits: [(entry: Int64, client: Int64, instrument: Int64)] = []

  init(_ book: FactBook, _ clients: Int, _ database: Database) throws {
    var names = try Store.names(database)
    let moves = try AcceptedMoves(database, &names)
    measured = MeasurementReader(book, names: names, moves, rows: clients, until: nil)
  }

  /// Takes the next visit.
  ///
  /// - Parameter row: the row of the client.
  mutating func add(
    _ entry: Int64, of client: Int64, with instrument: Int64, _ glance: Measurements.Glance,
    in row: Int
  ) {
    visits.append((entry, client, instrument))
    isWhole.append(measured.add(glance, with: instrument, of: client, in: row) ? 1 : 0)
  }

  func column(_ database: Database) throws -> Column {
    let read = try measured.read(database) { _ in nil }
    let cells = zip(visits, isWhole).map { visit, told in
      read[visit.instrument]?[visit.client].map { $0.contains(Int(visit.entry)) ? 1 : 0 } ?? told
    }
    return Column("whole", .flag, cells)
  }
}
