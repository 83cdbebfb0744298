import Cohort
import InstrumentKit
import Profile

/// The columns of an earlier moment, with those of the clients of whom something changed since in
/// their place: cell for cell what reading all rows would give.
final class OverlaidColumns: OpeningColumns {
  private let base: any ProfileColumns
  private let changed: any ProfileColumns
  /// The codes of clients who are in no table any more.
  let gone: [String]
  private let clients: Splice
  private let pool: TextPool
  /// Where the clients of the base are now, made when rows of theirs are asked.
  private lazy var moved = clients.moved(baseCount)
  private let baseCount: Int
  private let changedClients: [Int32]
  private var splices: [RowKind: Splice] = [:]
  var opened: [String: Column] = [:]
  var openedPlanes: [PlaneName: LevelPlanes] = [:]
  private var knownOriginOrder: [Int32]?
  /// Whether the base is asked by others too, and keeps what it has.
  private let isShared: Bool

  /// - Parameter changed: the columns of some clients.
  init(
    _ base: any ProfileColumns, _ changed: any ProfileColumns, gone: [String],
    isShared: Bool = false
  ) throws {
    (self.base, self.changed, self.gone, self.isShared) = (base, changed, gone, isShared)
    var codes = try base.codes()
    baseCount = codes.count
    let new = try changed.codes()
    clients = Splice(clients: codes, new: new, gone: gone)
    changedClients = clients.placed
    if !clients.isEven { codes = codes.spliced(clients, new) }
    pool = codes
  }

  func codes() -> TextPool { pool }

  var columnNames: [RowKind: Set<String>] {
    base.columnNames.merging(changed.columnNames) { $0.union($1) }
  }

  var planeNames: Set<PlaneName> { base.planeNames.union(changed.planeNames) }

  func rowCount(_ kind: RowKind) throws -> Int {
    switch kind {
    case .clients: pool.count
    case .origins: try column("client-row", of: kind)?.cells.count ?? 0
    default: try base.rowCount(kind) + splice(kind).growth
    }
  }

  func read(_ name: PlaneName) throws -> LevelPlanes {
    var planes = try isShared ? base.planes(name) : base.surrender(name)
    let new = try changed.planes(name)
    clients.apply(new.low, to: &planes.low)
    clients.apply(new.high, to: &planes.high)
    return planes
  }

  func read(_ name: String, _ kind: RowKind) throws -> Column? {
    if kind == .clients, name == "client" {
      return Column(name, .text, [Int32](0..<Int32(pool.count)), pool: pool)
    }
    if kind == .origins { return try origins(name) }
    var old = try isShared ? base.column(name, of: kind) : base.surrender(name, of: kind)
    let new = try changed.column(name, of: kind)
    func unsaid(_ like: Column, _ rows: any ProfileColumns) throws -> Column {
      let cell = kind == .clients ? InstrumentColumns.unsaid(name) : Cell.unknown.raw
      return like.with([Int32](repeating: cell, count: try rows.rowCount(kind)))
    }
    if old == nil { old = try new.map { try unsaid($0, base) } }
    // Taken out, so that its cells are changed where they are.
    guard var merged = old.take() else { return nil }
    if kind != .clients, name == "client-row" {
      try spliceClients(of: kind, new, in: &merged.cells)
      return merged
    }
    let splice = try splice(kind)
    let (cells, texts) = merged.pool.meanings(of: try new ?? unsaid(merged, changed))
    splice.apply(cells, to: &merged.cells)
    // Of an instrument that nobody answers any more nothing is known.
    if kind == .clients, let day = InstrumentColumns.day(besideCount: name),
      try column(day, of: kind)?.cells.contains(where: { Cell(raw: $0).isKnown }) != true
    {
      return nil
    }
    return Column(name, new?.type ?? merged.type, merged.cells, pool: texts)
  }

  private func splice(_ kind: RowKind) throws -> Splice {
    if kind == .clients { return clients }
    if let known = splices[kind] { return known }
    // What this source opens itself is of its own rows, so the base is asked.
    let made = Splice(
      clients, old: try base.column("client-row", of: kind)?.cells ?? [],
      new: try changed.column("client-row", of: kind)?.cells ?? [])
    splices[kind] = made
    return made
  }

  private func spliceClients(of kind: RowKind, _ new: Column?, in rows: inout [Int32]) throws {
    let new = new?.cells ?? []
    let splice = splices[kind] ?? Splice(clients, old: rows, new: new)
    splices[kind] = splice
    if !clients.isEven { for row in rows.indices { rows[row] = moved[Int(rows[row])] } }
    splice.apply(new.map { changedClients[Int($0)] }, to: &rows)
  }

  /// Days of levels are in the order of thresholds and then of clients.
  private func origins(_ name: String) throws -> Column? {
    guard let old = try base.column(name, of: .origins),
      let new = try changed.column(name, of: .origins)
    else { return nil }
    let order = try originOrder()
    let isClient = name == "client-row"
    return old.with(
      order.map { row in
        row >= 0
          ? isClient ? moved[Int(old.cells[Int(row)])] : old.cells[Int(row)]
          : isClient ? changedClients[Int(new.cells[Int(~row)])] : new.cells[Int(~row)]
      })
  }

  /// The rows of the base that stay, and the complements of those that come.
  private func originOrder() throws -> [Int32] {
    if let known = knownOriginOrder { return known }
    func keys(_ source: any ProfileColumns, _ clients: [Int32]) throws -> [Int64] {
      let thresholds = try source.column("threshold", of: .origins)?.cells ?? []
      let rows = try source.column("client-row", of: .origins)?.cells ?? []
      return zip(thresholds, rows).map { threshold, row in
        let client = clients[Int(row)]
        return client < 0 ? -1 : Int64(threshold) << 32 | Int64(client)
      }
    }
    let (old, new) = (try keys(base, moved), try keys(changed, changedClients))
    var order: [Int32] = []
    order.reserveCapacity(old.count + new.count)
    var next = 0
    for (row, key) in old.enumerated() where key >= 0 {
      while next < new.count, new[next] < key {
        order.append(~Int32(next))
        next += 1
      }
      order.append(Int32(row))
    }
    while next < new.count {
      order.append(~Int32(next))
      next += 1
    }
    knownOriginOrder = order
    return order
  }
}

extension TextPool {
  /// The texts of one pool with those of another in the place of some.
  fileprivate func spliced(_ splice: Splice, _ new: TextPool) -> TextPool {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(self.bytes.count + new.bytes.count)
    var starts: [UInt32] = [0]
    starts.reserveCapacity(count + splice.growth + 1)
    func add(_ texts: TextPool, _ range: Range<Int>) {
      let (own, from) = (texts.starts, texts.starts[range.lowerBound])
      let shift = UInt32(bytes.count) &- from
      bytes += texts.bytes[Int(from)..<Int(own[range.upperBound])]
      for place in range { starts.append(own[place + 1] &+ shift) }
    }
    var place = 0
    for part in splice.parts {
      add(self, place..<part.old.lowerBound)
      add(new, part.new)
      place = part.old.upperBound
    }
    add(self, place..<count)
    return TextPool(bytes: bytes, starts: starts)
  }
}

extension TextPool? {
  /// The cells of another column by the places of their texts in this pool, and the pool with what
  /// it lacked.
  fileprivate func meanings(of column: Column) -> ([Int32], TextPool?) {
    guard let other = column.pool else { return (column.cells, self) }
    guard var pool = self else { return (column.cells, other) }
    var wanted: [ArraySlice<UInt8>: Int32] = [:]
    for cell in column.cells where Cell(raw: cell).isKnown { wanted[other.utf8(Int(cell))] = -1 }
    let lengths = Set(wanted.keys.map(\.count))
    let (bytes, starts) = (pool.bytes, pool.starts)
    for place in 0..<pool.count {
      let (start, end) = (Int(starts[place]), Int(starts[place + 1]))
      if lengths.contains(end - start), wanted[bytes[start..<end]] == -1 {
        wanted[bytes[start..<end]] = Int32(place)
      }
    }
    let cells = column.cells.map { cell -> Int32 in
      guard Cell(raw: cell).isKnown else { return cell }
      let text = other.utf8(Int(cell))
      if let place = wanted[text], place >= 0 { return place }
      let place = Int32(pool.append(text))
      wanted[text] = place
      return place
    }
    return (cells, pool)
  }
}
