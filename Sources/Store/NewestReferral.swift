import GRDB
import InstrumentKit
import Profile
import Records

extension LifeRow {
  /// What is told of a referral. Without a direction it is of the referral before it, unless there is
  /// no follow-up.
  ///
  /// A referral belongs to its direction, whichever of the two organisations tells of it.
  static func referral(_ direction: Int?, streams: Int?, hasNone: Bool, after last: String)
    -> LifeRow
  {
    let what = direction.map(String.init) ?? (hasNone ? "" : last)
    return LifeRow(
      .referral, what, organisation: "",
      streams: what.isEmpty ? nil : streams.map { Int32(truncatingIfNeeded: $0) })
  }
}

extension [Life] {
  /// The referral that began last; nil where nobody was referred.
  var newestReferral: Life? {
    enumerated().filter { !$0.element.first.what.isEmpty }.max {
      ($0.element.toldOn, $0.offset) < ($1.element.toldOn, $1.offset)
    }?.element
  }
}

/// Tells which entries of a client are of the referral that began last: sealed words of a former one are
/// not told of it.
struct NewestReferral {
  private let book: FactBook
  private let reader: StatementReader
  private let rows: RawStatement

  init(_ database: Database, _ reader: StatementReader, until: Int32) throws {
    self.reader = reader
    book = reader.book
    rows = try RawStatement(
      database,
      """
      SELECT a.id, a.instrument, a.version, r.answers FROM assessment a
      JOIN referral r ON r.assessment = a.id
      WHERE a.client \(Persons.clientsOfId) AND filled_on <= \(until)
      """)
  }

  /// - Parameter entries: what was entered of the client, in the order of the law.
  /// - Returns: nil where nobody was referred.
  func entries(
    _ entries: [(on: Day, number: Int, statement: Records.Statement)], telling fact: Int,
    of client: Int64
  ) throws -> Set<Int>? {
    var told: [Int: PlaceTable<Answer>] = [:]
    rows.bind(1, client)
    while try rows.next() {
      try reader.add(
        rows.bytes(3), of: rows.number(1), rows.number(2),
        to: &told[Int(rows.number(0)), default: PlaceTable()])
    }
    var fold = LifeFold()
    var last = ""
    for entry in entries where told[entry.number] != nil || entry.statement.gives(fact) {
      let row = row(told[entry.number] ?? PlaceTable(), after: last)
      last = row.what
      fold.take([row], on: entry.on, entry: entry.number)
    }
    return fold.lives.newestReferral.map { Set($0.entries) }
  }

  private func row(_ answers: PlaceTable<Answer>, after last: String) -> LifeRow {
    func answer(_ name: String) -> Answer? { book.place(of: name).flatMap { answers[$0] } }
    var direction: Int?
    if case .one(let place)? = answer("direction") { direction = Int(place) }
    var streams: Int?
    if case .many(let bits)? = answer("stream") { streams = Int(bits) }
    return .referral(
      direction, streams: streams, hasNone: answer("followed-up") == .one(0), after: last)
  }
}
