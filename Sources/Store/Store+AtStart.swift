import Cohort
import GRDB
import InstrumentKit
import Profile
import Records

/// `benefit.at-start` and the like, of clients, referrals and actions: read when a sentence names
/// them.
extension Store {
  /// The column of such a name, and those that are asked along with it; none for every other name.
  func atStart(
    _ name: String, _ kind: RowKind, in source: any ColumnSource, until: Day? = nil
  ) throws -> [String: Column] {
    guard [.clients, .referrals, .actions].contains(kind) else { return [:] }
    if kind == .referrals, name == Turns.name {
      return [name: try Turns.column(source)]
    }
    guard let wanted = AtStart(name), wanted.name == name else { return [:] }
    let begun = try Beginnings(kind, source, store: self, until: until)
    switch wanted {
    case .day: return [name: begun.column]
    case .field(let field) where field.home == .referral: return [name: try begun.told(field)]
    case .field(let field): return try moments([field], begun, in: source) { AtStart.field($0) }
    case .fieldOn(let field, let day):
      return try moments([field], begun.all(on: day), in: source) { .fieldOn($0, day) }
    }
  }

  private func moments(
    _ wanted: [Field], _ begun: Beginnings, in source: any ColumnSource,
    named: (Field) -> AtStart
  ) throws -> [String: Column] {
    // Who was registered again must be folded, which is done once for what reports ask together.
    let together = begun.hasOther ? Moments.askedTogether : []
    let fields = (wanted + together).reduce(into: [Field]()) { fields, field in
      if field.home != .derived, field.home != .referral, !fields.contains(field) {
        fields.append(field)
      }
    }
    return try reading { database in
      var made = try Moments(fields, begun, in: source)
      if begun.hasOther { try made.fold(self, database) }
      return Dictionary(
        uniqueKeysWithValues: made.columns.map { field, column in
          let name = named(field).name
          return (name, column.renamed(name))
        })
    }
  }
}

/// When each row of a table began, and of whom it is.
struct Beginnings {
  /// A person as the database has it, under the code under which it goes on.
  struct Person {
    let id: Int64
    let first: Int32
    let last: Int32
  }

  let kind: RowKind
  /// For each row its client's place; nil for clients themselves.
  let clientRows: [Int32]?
  private(set) var days: [Int32]
  /// By the place of the client; nil where nothing was entered.
  let people: [Person?]
  let until: Day?
  private let source: any ColumnSource
  /// The row of referrals along with which each row was told, -1 for none.
  private let referralRows: [Int32]
  /// Of actions that are work of their own, which: that work is left out of what was so before.
  private let ownWork: Set<Int>

  init(_ kind: RowKind, _ source: any ColumnSource, store: Store, until: Day?) throws {
    self.kind = kind
    self.source = source
    self.until = until
    let pool = try source.column("client", of: .clients)?.pool
    people = try store.reading { try Beginnings.people(pool, until, $0) }
    let referrals = try ToldReferrals(source, clients: people.count)
    let rows = try kind == .clients ? nil : source.column("client-row", of: kind)?.cells ?? []
    clientRows = rows
    ownWork = try kind == .actions ? Beginnings.ownWork(source) : []
    switch kind {
    case .referrals:
      days = referrals.days
      referralRows = days.indices.map(Int32.init)
    case .actions:
      let told = try source.column("told-on", of: .actions)?.cells ?? []
      let starts = try source.column("starts", of: .actions)?.cells ?? []
      days = zip(starts, told).map { Cell(raw: $0).isKnown ? $0 : $1 }
      referralRows = zip(rows ?? [], told).map { referrals.newest(of: Int($0), by: $1) }
    default:
      referralRows = people.indices.map { referrals.first(of: $0) }
      days = zip(people, people.indices).map { person, row in
        referrals.begins(of: row) ?? person?.first ?? Cell.unknown.raw
      }
    }
  }

  /// The same clients on one day.
  func all(on day: Day) -> Beginnings {
    var all = self
    all.days = people.map { $0 == nil ? Cell.unknown.raw : day.number }
    return all
  }

  var column: Column { Column(AtStart.day.name, .day, days) }

  /// Whether what a client shows today is not what was so for some row.
  var hasOther: Bool { days.indices.contains { isOther($0) } }

  func client(_ row: Int) -> Int { clientRows.map { Int($0[row]) } ?? row }

  /// Whether something was entered of the client after the row began, or the row itself says of its
  /// client what is to be left out.
  func isOther(_ row: Int) -> Bool {
    guard Cell(raw: days[row]).isKnown, let person = people[client(row)] else { return false }
    return person.last > days[row] || ownWork.contains(row)
  }

  func isOwnWork(_ row: Int) -> Bool { ownWork.contains(row) }

  private static func ownWork(_ source: any ColumnSource) throws -> Set<Int> {
    guard let art60 = Names.action.place(of: "work.art60"),
      let actions = try source.column("action", of: .actions)
    else { return [] }
    return Set(actions.cells.indices.filter { actions.cells[$0] == Int32(art60) })
  }

  /// What was told of the referral along with which a row was told.
  func told(_ field: Field) throws -> Column {
    let name = AtStart.field(field).name
    guard let column = try source.column(field.name, of: .referrals) else {
      let pool: TextPool? = field.type == .text ? TextPool() : nil
      return Column(
        name, field.type, days.map { _ in Cell.unknown.raw }, pool: pool)
    }
    let cells = referralRows.map { $0 < 0 ? Cell.unknown.raw : column.cells[Int($0)] }
    return column.with(cells).renamed(name)
  }

  private static func people(
    _ pool: TextPool?, _ until: Day?, _ database: Database
  ) throws -> [Person?] {
    guard let pool else { return [] }
    var people = [Person?](repeating: nil, count: pool.count)
    func upTo(_ column: String) -> String { until.map { "WHERE \(column) <= \($0.number)" } ?? "" }
    let row = try RawStatement(
      database,
      """
      SELECT p.id, p.code, min(a.first), max(max(a.last, coalesce(o.last, a.last)))
      FROM client c JOIN client p ON p.id = coalesce(c.merged, c.id)
      JOIN (SELECT client, min(filled_on) AS first, max(filled_on) AS last FROM assessment
        \(upTo("filled_on")) GROUP BY client) a ON a.client = c.id
      LEFT JOIN (SELECT client, max(observed_on) AS last FROM observation
        \(upTo("observed_on")) GROUP BY client) o ON o.client = c.id
      GROUP BY p.id ORDER BY p.code
      """)
    var next = 0
    while try row.next() {
      let code = String(decoding: row.bytes(1), as: UTF8.self)
      let isNext = next < pool.count && pool.utf8(next).elementsEqual(row.bytes(1))
      guard let place = isNext ? next : pool.placeInOrder(of: code) else { continue }
      next = place + 1
      people[place] = Person(
        id: row.number(0), first: Int32(truncatingIfNeeded: row.number(2)),
        last: Int32(truncatingIfNeeded: row.number(3)))
    }
    return people
  }
}

/// The referrals of each client, in the order in which they were first told of.
private struct ToldReferrals {
  let days: [Int32]
  private var rows: [[Int32]]
  private let isReferral: [Bool]

  init(_ source: any ColumnSource, clients: Int) throws {
    let clientRows = try source.column("client-row", of: .referrals)?.cells ?? []
    let days = try source.column("filled-on", of: .referrals)?.cells ?? []
    let directions = try source.column("direction", of: .referrals)
    let followed = try source.column("followed-up", of: .referrals)
    isReferral = clientRows.indices.map { row in
      directions?[row].isKnown == true || followed?[row].value == 1
    }
    self.days = days
    rows = [[Int32]](repeating: [], count: clients)
    for (row, client) in clientRows.enumerated() { rows[Int(client)].append(Int32(row)) }
    for client in rows.indices where rows[client].count > 1 {
      rows[client].sort { (days[Int($0)], $0) < (days[Int($1)], $1) }
    }
  }

  /// The first referral of a client; without any, the row that says so.
  func first(of client: Int) -> Int32 {
    rows[client].first { isReferral[Int($0)] } ?? rows[client].first ?? -1
  }

  /// The day of the first referral.
  func begins(of client: Int) -> Int32? {
    rows[client].first { isReferral[Int($0)] }.map { days[Int($0)] }
  }

  /// The referral that was the newest on a day.
  func newest(of client: Int, by day: Int32) -> Int32 {
    rows[client].last { isReferral[Int($0)] && days[Int($0)] <= day } ?? -1
  }
}

/// The how manieth referral of its client in its direction each referral is.
private enum Turns {
  static let name = "turn"

  static func column(_ source: any ColumnSource) throws -> Column {
    let clientRows = try source.column("client-row", of: .referrals)?.cells ?? []
    let days = try source.column("filled-on", of: .referrals)?.cells ?? []
    let directions = try source.column("direction", of: .referrals)
    struct Key: Hashable {
      let client: Int32
      let direction: Int
    }
    var turns = [Int32](repeating: Cell.unknown.raw, count: clientRows.count)
    var counts: [Key: Int32] = [:]
    for row in clientRows.indices.sorted(by: { (days[$0], $0) < (days[$1], $1) }) {
      guard let direction = directions?[row].value else { continue }
      let key = Key(client: clientRows[row], direction: direction)
      counts[key, default: 0] += 1
      turns[row] = counts[key] ?? 0
    }
    return Column(name, .count, turns)
  }
}
