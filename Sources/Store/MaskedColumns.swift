import Cohort
import InstrumentKit
import Profile

/// The columns of another source without some of its clients, and with others of whom nothing is
/// known.
final class MaskedColumns: ProfileColumns {
  private let base: any ProfileColumns
  /// The rows of clients that stay, in order; nil when all do.
  private let kept: [Int32]?
  /// By row of the base, whether something is known of the client.
  private let isKnown: [Bool]
  /// By row of the base, the row here; -1 for none.
  private let moved: [Int32]
  private let pool: TextPool
  private var keptRows: [RowKind: [Int32]] = [:]

  /// - Parameters:
  ///   - absent: the rows of clients that go.
  ///   - unknown: the rows of clients of whom nothing is known.
  init(_ base: any ProfileColumns, absent: [Int32], unknown: [Int32]) throws {
    self.base = base
    let codes = try base.codes()
    var isKnown = [Bool](repeating: true, count: codes.count)
    for row in unknown { isKnown[Int(row)] = false }
    var moved = [Int32](0..<Int32(codes.count))
    if absent.isEmpty {
      (pool, kept) = (codes, nil)
    } else {
      for row in absent { moved[Int(row)] = -1 }
      let kept = moved.filter { $0 >= 0 }
      var pool = TextPool()
      for (place, row) in kept.enumerated() {
        _ = pool.append(codes.utf8(Int(row)))
        moved[Int(row)] = Int32(place)
      }
      (self.pool, self.kept) = (pool, kept)
    }
    (self.isKnown, self.moved) = (isKnown, moved)
  }

  func codes() -> TextPool { pool }
  var columnNames: [RowKind: Set<String>] { base.columnNames }
  var planeNames: Set<PlaneName> { base.planeNames }

  func rowCount(_ kind: RowKind) throws -> Int {
    kind == .clients ? pool.count : try rows(kind).count
  }

  /// The rows of a kind that belong to clients of whom something is known.
  private func rows(_ kind: RowKind) throws -> [Int32] {
    if let known = keptRows[kind] { return known }
    let clients = try base.column("client-row", of: kind)?.cells ?? []
    let kept = clients.indices.filter { row in
      let client = Int(clients[row])
      return moved[client] >= 0 && isKnown[client]
    }.map { Int32($0) }
    keptRows[kind] = kept
    return kept
  }

  func column(_ name: String, of kind: RowKind) throws -> Column? {
    if kind == .clients, name == "client" {
      return Column(name, .text, [Int32](0..<Int32(pool.count)), pool: pool)
    }
    guard let column = try base.column(name, of: kind) else { return nil }
    if kind != .clients {
      let gathered = column.gathered(try rows(kind))
      guard name == "client-row" else { return gathered }
      return gathered.with(gathered.cells.map { moved[Int($0)] })
    }
    let unsaid = InstrumentColumns.unsaid(name)
    var cells = column.cells
    for row in cells.indices where !isKnown[row] { cells[row] = unsaid }
    if let kept { cells = kept.map { cells[Int($0)] } }
    if let day = InstrumentColumns.day(besideCount: name),
      try self.column(day, of: kind)?.cells.contains(where: { Cell(raw: $0).isKnown }) != true
    {
      return nil
    }
    return column.with(cells)
  }

  func planes(_ name: PlaneName) throws -> LevelPlanes {
    var planes = try base.planes(name)
    for row in isKnown.indices where !isKnown[row] {
      planes.low[row] = 0
      planes.high[row] = 0
    }
    return kept.map(planes.gathered) ?? planes
  }

  func surrender(_ name: String, of kind: RowKind) throws -> Column? { try column(name, of: kind) }
  func surrender(_ name: PlaneName) throws -> LevelPlanes { try planes(name) }
}
