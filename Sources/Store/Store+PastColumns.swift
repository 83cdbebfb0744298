import Cohort
import GRDB
import InstrumentKit
import Profile

/// A moment of the trail that is shown, and the columns of now.
struct HeldMoment {
  let link: Int64
  /// The newest entry that was there.
  let last: Int64
  let today: any ProfileColumns
}

extension Store {
  /// So many of the clients may be read one by one; of more all rows are read.
  private static let mostRead = 3

  /// The columns of another moment: those of now, with the clients of whom it tells otherwise put in
  /// their place; else all from the rows.
  func past(_ until: Day?) throws -> any ProfileColumns {
    if held == nil { _ = try columnsOfNow() }
    guard let held else {
      return try reading { database in
        guard let base = try current(database)?.profiles,
          let plan = try plan(until, base, database)
        else { return try whole(database, until: until) }
        return try plan.over { try read($0, database, until: until) }
      }
    }
    guard let plan = try reading({ try plan(until, held.today, $0) }) else {
      return try reading { try whole($0, until: until) }
    }
    return try plan.over { clients in
      try reading(clients, at: held) { try read(clients, $0, until: until) }
    }
  }

  /// The columns of now without what came later, and the clients who must be read.
  private struct PastPlan {
    let masked: any ProfileColumns
    let read: [Int64]

    func over(
      _ rows: ([Int64]) throws -> (rows: RowColumns, gone: [String])
    ) throws -> any ProfileColumns {
      if read.isEmpty { return masked }
      let (rows, gone) = try rows(read)
      return try OverlaidColumns(masked, rows, gone: gone, isShared: true)
    }
  }

  private func plan(
    _ until: Day?, _ base: any ProfileColumns, _ database: Database
  ) throws -> PastPlan? {
    let codes = try base.codes()
    let limit = max(columnLimits.read, codes.count / Store.mostRead)
    let spans = try ClientSpans(database)
    guard var plan = spans.plan(until: until?.number, number: held?.last, atMost: limit) else {
      return nil
    }
    if let held {
      guard let touched = try revised(since: held, database, atMost: limit) else { return nil }
      plan.read.formUnion(touched)
    }
    let places = try Store.places(codes, .allOfNow, database)
    func rows(_ clients: [Int64]) -> [Int32] {
      clients.filter { !plan.read.contains($0) }.map { places[$0] }.filter { $0 >= 0 }
    }
    let (absent, unknown) = (rows(plan.absent), rows(plan.unknown))
    let masked =
      absent.isEmpty && unknown.isEmpty
      ? base : try MaskedColumns(base, absent: absent, unknown: unknown)
    return PastPlan(masked: masked, read: try together(plan.read, database))
  }

  /// Clients of whom something was done to an entry, or who became one, after a moment that is shown.
  private func revised(
    since held: HeldMoment, _ database: Database, atMost limit: Int
  ) throws -> Set<Int64>? {
    var touched: Set<Int64> = []
    let rows = try RawStatement(
      database,
      """
      SELECT client FROM main.revision WHERE link > \(held.link)
      UNION SELECT was FROM main.revision WHERE link > \(held.link)
      UNION SELECT client FROM main.merge WHERE since > \(held.link) OR until > \(held.link)
      UNION SELECT person FROM main.merge WHERE since > \(held.link) OR until > \(held.link)
      """)
    while try rows.next() {
      touched.insert(rows.number(0))
      if touched.count > limit { return nil }
    }
    return touched
  }

  /// These clients with all codes that are one person with them.
  func together(_ clients: Set<Int64>, _ database: Database) throws -> [Int64] {
    let merged = try Persons(database).merged
    if merged.isEmpty { return clients.sorted() }
    var all = clients
    all.formUnion(clients.compactMap { merged[$0] })
    all.formUnion(merged.filter { all.contains($0.value) }.keys)
    return all.sorted()
  }
}
