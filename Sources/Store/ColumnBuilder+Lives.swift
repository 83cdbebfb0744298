import Cohort
import InstrumentKit
import Profile
import Records

extension ColumnBuilder {
  /// Finds of which referral each row tells where a client has several: telling of one again adds
  /// none, and the client shows the newest alone.
  ///
  /// - Parameter rows: of each such client the rows in their order.
  func foldReferrals(_ rows: [Int32: [Int]], _ filledOn: Int) {
    if rows.isEmpty { return }
    let columns = ReferralPlaces(referrals)
    var repeated: Set<Int32> = []
    for (client, rows) in rows {
      var fold = LifeFold()
      var last = ""
      for row in rows {
        let told = columns.row(row, in: referrals, after: last)
        last = told.what
        let day = Day(number: referrals.cell(filledOn, row).raw)
        fold.take([told], on: day, entry: row)
      }
      for life in fold.lives {
        repeated.formUnion(life.entries.dropFirst().map(Int32.init))
        fill(life.entries, columns)
      }
      show(fold.lives, rows, of: Int(client), columns)
    }
    let count = Int32(counts[.referrals] ?? 0)
    let begun = (0..<count).filter { !repeated.contains($0) }
    counts[.referrals] = begun.count
    self.begun = begun
  }

  /// The row that begins a referral takes what only later rows tell.
  private func fill(_ rows: [Int], _ columns: ReferralPlaces) {
    guard let first = rows.first else { return }
    for row in rows.dropFirst() {
      for place in columns.details where !referrals.cell(place, first).isKnown {
        let told = referrals.cell(place, row)
        if told.isKnown { referrals.set(place, first, told.raw) }
      }
    }
  }

  /// What a client shows: the referral that began last, as it is known now; whether there is
  /// follow-up at all as it was said last.
  private func show(
    _ lives: [Life], _ rows: [Int], of client: Int, _ columns: ReferralPlaces
  ) {
    let newest = lives.newestReferral
    for place in columns.details {
      let told = columns.isOfAll(place, referrals) ? rows : newest?.entries ?? []
      guard let mine = clients.place(of: referrals.name(place)) else { continue }
      let row = told.last { referrals.cell(place, $0).isKnown } ?? told.last
      clients.set(mine, client, row.map { shown(place, $0, in: mine) } ?? Cell.unknown.raw)
    }
  }

  private func shown(_ place: Int, _ row: Int, in mine: Int) -> Int32 {
    referrals.text(place, row).map { clients.raw(of: $0, in: mine) }
      ?? referrals.cell(place, row).raw
  }
}

/// The columns of referrals by what they say.
struct ReferralPlaces {
  /// Everything that is told of a referral.
  let details: [Int]
  private let direction: Int?
  private let stream: Int?
  private let followedUp: Int?

  init(_ columns: PackColumns) {
    details = (0..<columns.count).filter {
      FieldCatalog.standard.field(columns.name($0))?.home == .referral
    }
    direction = columns.place(of: "direction")
    stream = columns.place(of: "stream")
    followedUp = columns.place(of: "followed-up")
  }

  /// Whether a column is not about one referral.
  func isOfAll(_ place: Int, _ columns: PackColumns) -> Bool {
    ["followed-up", "not-followed-reason"].contains(columns.name(place))
  }

  /// What a row tells. Without a direction it is of the referral before it, unless it says that
  /// there is no follow-up.
  ///
  /// A referral belongs to its direction, whichever of the two organisations tells of it.
  func row(_ row: Int, in columns: PackColumns, after last: String) -> LifeRow {
    func cell(_ place: Int?) -> Cell? { place.map { columns.cell($0, row) } }
    let hasNone = cell(followedUp) == Cell(false)
    let what = cell(direction)?.value.map(String.init) ?? (hasNone ? "" : last)
    return LifeRow(
      .referral, what, organisation: "",
      streams: what.isEmpty ? nil : cell(stream)?.value.map { Int32(truncatingIfNeeded: $0) })
  }
}

/// The actions of one client after another, each told once.
struct ActionLives {
  /// A row of a registration, as columns have it.
  struct Row {
    let action: Int32
    let group: Int32
    let owner: Int32
    /// With whom, as texts are compared.
    let partner: String?
    let starts: Int32?
    let plannedEnd: Int32?
    /// The day on which it stopped early.
    let stoppedOn: Int32?
    /// What else is told of it, by column; what is not told is not there.
    let more: [String: Int32]
  }

  /// An action as it is known after all that was told of it.
  struct Told {
    let client: Int32
    let row: Row
    /// The day of the entry that first told of it.
    let on: Int32
    let starts: Int32?
    let plannedEnd: Int32?
    let more: [String: Int32]
  }

  private(set) var client: Int32 = -1
  private var rows: [(row: Row, on: Int32, entry: Int64)] = []

  mutating func add(_ row: Row, of client: Int32, on day: Int32, entry: Int64) {
    self.client = client
    rows.append((row, day, entry))
  }

  /// The actions of the client, and room for the next.
  mutating func ended() -> [Told] {
    defer { rows.removeAll(keepingCapacity: true) }
    guard let first = rows.first else { return [] }
    if rows.allSatisfy({ $0.entry == first.entry }) {
      return rows.map {
        Told(
          client: client, row: $0.row, on: $0.on, starts: $0.row.starts,
          plannedEnd: $0.row.plannedEnd, more: $0.row.more)
      }
    }
    var fold = LifeFold()
    var start = 0
    while start < rows.count {
      let told = rows[start...].prefix { $0.entry == rows[start].entry }
      fold.take(
        told.map { ActionLives.told($0.row, on: $0.on) }, on: Day(number: rows[start].on),
        entry: start)
      start += told.count
    }
    // A life is of the kind of the first row that told of it.
    return fold.lives.compactMap { life in
      let of = rows[life.entries[0]...].first {
        ActionLives.told($0.row, on: $0.on).isOfKind(life.first)
      }
      return of.map {
        Told(
          client: client, row: $0.row, on: life.toldOn.number, starts: life.now.starts?.number,
          plannedEnd: life.now.plannedEnd?.number,
          more: life.now.details.compactMapValues {
            if case .one(let raw) = $0 { raw } else { nil }
          })
      }
    }
  }

  private static func told(_ row: Row, on day: Int32) -> LifeRow {
    // Of what stopped on an unknown day it is known that it had stopped when that was told.
    let ended = row.stoppedOn ?? (row.more["stopped-early"] == 1 ? day : nil)
    var told = LifeRow(
      .action, "\(row.action)", organisation: "\(row.owner)", partner: row.partner,
      starts: row.starts.map(Day.init(number:)),
      plannedEnd: row.plannedEnd.map(Day.init(number:)), ended: ended.map(Day.init(number:)))
    told.details = row.more.mapValues { .one($0) }
    return told
  }
}

extension LifeRow {
  /// Whether it is about the same kind of thing.
  func isOfKind(_ other: LifeRow) -> Bool {
    kind == other.kind && what == other.what && organisation == other.organisation
  }
}
