import GRDB
import InstrumentKit
import Profile
import Records

extension [Life] {
  /// The referral that began last; nil where nobody was referred.
  var newestReferral: Life? {
    enumerated().filter { !$0.element.first.what.isEmpty }.max {
      ($0.element.toldOn, $0.offset) < ($1.element.toldOn, $1.offset)
    }?.element
  }
}

/// Tells which entries of a client are of the referral that began last: sealed words of a former one
/// are not told of it.
struct NewestReferral {
  private let names: [Int64: String]
  private let types: ItemTypes
  private let rows: RawStatement

  init(
    _ database: Database, names: [Int64: String], types: ItemTypes, until: Int32
  ) throws {
    (self.names, self.types) = (names, types)
    rows = try RawStatement(
      database,
      """
      SELECT a.id, r.answers FROM assessment a JOIN referral r ON r.assessment = a.id
      WHERE a.client \(Persons.clientsOfId) AND filled_on <= \(until)
      """)
  }

  /// - Parameters:
  ///   - entries: what was entered of the client, in the order of the law.
  ///   - fact: words that are told of a referral, whatever else their entry says of one.
  /// - Returns: nil where nobody was referred.
  func entries(
    _ entries: [(on: Day, number: Int, statement: Records.Statement)], telling fact: Int,
    of client: Int64
  ) throws -> Set<Int>? {
    // After a row for each entry comes one that says nothing.
    var columns = PackColumns(rows: entries.count + 1, names: names, types: types)
    let places = Dictionary(entries.enumerated().map { ($1.number, $0) }) { first, _ in first }
    var told: Set<Int> = []
    rows.bind(1, client)
    while try rows.next() {
      guard let place = places[Int(rows.number(0))] else { continue }
      told.insert(place)
      if !columns.add(rows.bytes(1), to: place) { throw StoreError(.damaged(what: "referral")) }
    }
    let referrals = ReferralPlaces(columns)
    var fold = LifeFold()
    var last = ""
    for (place, entry) in entries.enumerated() {
      let isTold = told.contains(place)
      if !isTold, !entry.statement.gives(fact) { continue }
      let row = referrals.row(isTold ? place : entries.count, in: columns, after: last)
      last = row.what
      fold.take([row], on: entry.on, entry: entry.number)
    }
    return fold.lives.newestReferral.map { Set($0.entries) }
  }
}
