import GRDB
import InstrumentKit
import Records

/// What was read of a client before there were entries: of each field the newest known value,
/// whoever gave it and whatever else was said since. Only a migration asks for it, to tell what
/// reads differently now.
struct FormerReading {
  /// By the id of a name.
  private(set) var answers: [Int64: Answer] = [:]
  private(set) var levels = ThresholdRecord()
  private(set) var absences = AbsenceRecord()
  /// What was named in the newest registration.
  private(set) var specifications = SpecificationSet()
  /// How many registrations there are, by the id of the instrument.
  private(set) var visits: [Int64: Int] = [:]
  private(set) var referrals = 0
  private(set) var actions = 0

  fileprivate mutating func take(_ given: [Int64: Answer]) {
    for (name, answer) in given where answer.isValue || answers[name]?.isValue != true {
      answers[name] = answer
    }
  }

  fileprivate mutating func take(_ row: Registration) {
    take(row.given)
    specifications = row.specifications
    visits[row.instrument, default: 0] += 1
    referrals += row.hasReferral ? 1 : 0
    actions += row.actions
  }

  /// - Parameter beside: whether absences of earlier ones stand as long as there is no level.
  fileprivate mutating func take(_ said: Said, beside: Bool) {
    levels = levels.updated(by: said.levels)
    if !beside { absences = AbsenceRecord() }
    for threshold in Threshold.all {
      if said.absences[threshold] != .notAsked { absences[threshold] = said.absences[threshold] }
      if levels[threshold] != nil { absences[threshold] = .notAsked }
    }
  }

  /// A registration as it counted.
  fileprivate struct Registration {
    let instrument: Int64
    let given: [Int64: Answer]
    let specifications: SpecificationSet
    let hasReferral: Bool
    let actions: Int
  }

  /// What was said of levels, by a registration or by itself, and its place in the order of then.
  fileprivate struct Said {
    let on: Int64
    let isSingle: Bool
    let at: Int64
    let levels: ThresholdRecord
    let absences: AbsenceRecord

    static func isBefore(_ one: Said, _ other: Said) -> Bool {
      (one.on, one.isSingle ? 1 : 0, one.at) < (other.on, other.isSingle ? 1 : 0, other.at)
    }
  }
}

/// Reads what was read before, of one client after another, from a store that was just migrated.
struct FormerReader {
  /// What has to be noted before entries are numbered anew: the order of then and the identities.
  static let notes = """
    CREATE TABLE former_order AS
      SELECT row_number() OVER (ORDER BY entered_at, id) AS place, id AS former FROM assessment;
    CREATE INDEX former_place ON former_order(place);
    CREATE TABLE former_identity AS
      SELECT id AS client, identity, identity_key FROM client WHERE identity IS NOT NULL;
    CREATE INDEX former_identity_client ON former_identity(client);
    """

  private let database: Database
  private let reader: StatementReader
  private let moves: AcceptedMoves

  init(_ database: Database, _ reader: StatementReader, _ moves: AcceptedMoves) {
    (self.database, self.reader, self.moves) = (database, reader, moves)
  }

  /// Gives the clients in the order of their ids.
  func each(_ give: (_ client: Int64, FormerReading) throws -> Void) throws {
    let singles = try singles()
    let row = try RawStatement(
      database,
      """
      SELECT a.client, a.instrument, a.version, a.filled_on, a.low, a.high, a.absence_low,
        a.absence_high, a.word_low, a.word_high, a.answers, s.answers, r.answers,
        r.assessment IS NOT NULL, (SELECT count(*) FROM action t WHERE t.assessment = a.id)
      FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM assessment) a
      JOIN former_order f ON f.place = a.place
      LEFT JOIN status s ON s.assessment = a.id LEFT JOIN referral r ON r.assessment = a.id
      ORDER BY a.client, a.filled_on, f.former
      """)
    var client: Int64?
    var reading = FormerReading()
    var said: [FormerReading.Said] = []
    func end() throws {
      guard let client else { return }
      let single = singles[client] ?? []
      let all = single.isEmpty ? said : (said + single).sorted(by: FormerReading.Said.isBefore)
      for one in all { reading.take(one, beside: !single.isEmpty) }
      try give(client, reading)
    }
    while try row.next() {
      if row.number(0) != client {
        try end()
        (client, reading, said) = (row.number(0), FormerReading(), [])
      }
      func bits(_ place: Int32) -> UInt64 { UInt64(bitPattern: row.number(place)) }
      var given: [Int64: Answer] = [:]
      try read(row.bytes(10), moves.of(row.number(1), row.number(2)), into: &given)
      try read(row.bytes(11), nil, into: &given)
      try read(row.bytes(12), nil, into: &given)
      reading.take(
        FormerReading.Registration(
          instrument: row.number(1), given: given,
          specifications: SpecificationSet(low: bits(8), high: bits(9)),
          hasReferral: row.number(13) != 0, actions: Int(row.number(14))))
      said.append(
        FormerReading.Said(
          on: row.number(3), isSingle: false, at: Int64(said.count),
          levels: ThresholdRecord(low: bits(4), high: bits(5)),
          absences: AbsenceRecord(low: bits(6), high: bits(7))))
    }
    try end()
  }

  /// The answers of one pack; what was not counted because it did not apply is left out.
  private func read(
    _ pack: UnsafeBufferPointer<UInt8>, _ moves: PackMoves?, into given: inout [Int64: Answer]
  ) throws {
    let isWhole = Pack.each(pack) { name, kind, isAside, value in
      if isAside { return }
      var (name, value) = (name, value)
      if let moves {
        guard let moved = moves.moved(name, kind, value) else { return }
        (name, value) = moved
      }
      given[name] = reader.answer(kind, name, value, beside: given[name])
    }
    if !isWhole { throw StoreError(.damaged(what: "answers")) }
  }

  private func singles() throws -> [Int64: [FormerReading.Said]] {
    var found: [Int64: [FormerReading.Said]] = [:]
    let row = try RawStatement(
      database,
      "SELECT client, observed_on, threshold, level, absence FROM observation ORDER BY id")
    while try row.next() {
      guard let threshold = Threshold(index: Int(row.number(2))) else {
        throw StoreError(.damaged(what: "observation"))
      }
      var (levels, absences) = (ThresholdRecord(), AbsenceRecord())
      if let level = Level(rawValue: UInt8(truncatingIfNeeded: row.number(3))) {
        levels[threshold] = level
      } else if let absence = Absence(rawValue: UInt8(truncatingIfNeeded: row.number(4))) {
        absences[threshold] = absence
      }
      let client = row.number(0)
      found[client, default: []].append(
        FormerReading.Said(
          on: row.number(1), isSingle: true, at: Int64(found[client]?.count ?? 0),
          levels: levels, absences: absences))
    }
    return found
  }
}
