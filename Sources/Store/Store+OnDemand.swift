import Cohort
import GRDB
import InstrumentKit
import Profile

extension RowKind {
  /// The entries of which its rows are made when a sentence asks for them.
  fileprivate var entries: [EntryKind] {
    switch self {
    case .observations: [.registration, .level]
    case .assessments, .duplicates: [.registration]
    case .decisions: [.decision]
    case .consents: [.consent]
    case .participations: [.participation]
    case .clients, .referrals, .actions, .origins: []
    }
  }
}

/// Columns that are read when a sentence names them.
extension Store {
  /// All rows of a kind.
  func onDemand(_ kind: RowKind, _ clients: TextPool) throws -> [String: Column] {
    try reading { database in
      unvouched.kinds.formUnion(kind.entries)
      return switch kind {
      case .observations: try observations(clients, database)
      case .assessments: try assessments(clients, database)
      case .decisions: try Store.decisions(clients, database)
      case .consents: try consents(clients, database)
      case .participations: try Store.participations(clients, database)
      case .clients, .referrals, .actions, .origins, .duplicates: [:]
      }
    }
  }

  /// When the newest level of a threshold was observed, and through which instrument: the columns
  /// `threshold.since` and `threshold.source`, nil when the name is none of these.
  ///
  /// - Parameter until: what is of a later day is not there.
  func origins(
    _ name: String, _ clients: TextPool, _ choice: ClientChoice, until: Int32? = nil
  ) throws -> [String: Column]? {
    let parts = name.split(separator: ".")
    guard parts.count == 2, parts[1] == "since" || parts[1] == "source",
      let threshold = Threshold(code: String(parts[0]))
    else { return nil }
    return try reading { try origins(of: threshold, clients, choice, until, $0) }
  }

  private func origins(
    of threshold: Threshold, _ clients: TextPool, _ choice: ClientChoice, _ until: Int32?,
    _ database: Database
  ) throws -> [String: Column] {
    let words = try words(database)
    let places = try Store.places(clients, choice, database)
    var since = [Int32](repeating: Cell.unknown.raw, count: clients.count)
    var sources = since
    var newest = [(on: Int32, number: Int64)](repeating: (Int32.min, 0), count: clients.count)
    var texts = WordPool()
    let bit = Int(threshold.index)
    func take(
      _ client: Int64, _ on: Int32, _ number: Int64, isLevel: Bool,
      _ source: @autoclosure () -> String
    ) {
      let place = Int(places[client])
      if place < 0 || (on, number) < newest[place] { return }
      newest[place] = (on, number)
      // That it does not apply hides a level that was told before.
      since[place] = isLevel ? on : Cell.unknown.raw
      sources[place] = isLevel ? texts.place(of: source()) : Cell.unknown.raw
    }
    func upTo(_ column: String) -> String? { until.map { "\(column) <= \($0)" } }
    let none = "(absence_low >> \(bit)) & (absence_high >> \(bit)) & 1"
    let isLevel = "((low | high) >> \(bit)) & 1"
    let rows = try choice.statement(
      database,
      """
      SELECT client, filled_on, assessment.id, \(isLevel), instrument
      FROM \(choice.chosen) \(choice.schema)assessment
      \(choice.condition("client", "(\(isLevel) OR \(none))", upTo("filled_on")))
      """)
    while try rows.next() {
      take(
        rows.number(0), Int32(truncatingIfNeeded: rows.number(1)), rows.number(2),
        isLevel: rows.number(3) != 0, words[rows.number(4)] ?? "")
    }
    let single = try choice.statement(
      database,
      """
      SELECT client, observed_on, observation.id, level > 0 FROM \(choice.chosen) \(choice.schema)observation
      \(choice.condition(
        "client", "threshold = \(bit)",
        "(level > 0 OR absence = \(Absence.notApplicable.rawValue))",
        upTo("observed_on")))
      """)
    while try single.next() {
      take(
        single.number(0), Int32(truncatingIfNeeded: single.number(1)), single.number(2),
        isLevel: single.number(3) != 0, "record")
    }
    let code = threshold.code
    return [
      "\(code).since": Column("\(code).since", .day, since),
      "\(code).source": Column("\(code).source", .text, sources, pool: texts.pool),
    ]
  }

  /// The first day of which an entry speaks that is no registration: the column `entered-on`.
  func begins(_ clients: TextPool) throws -> [String: Column] {
    try reading { database in
      let places = try Store.places(clients, .all, database)
      var days = [Int32](repeating: Int32.max, count: clients.count)
      for kind in EntryKind.allCases where kind != .registration {
        let row = try RawStatement(
          database, "SELECT client, min(\(kind.day)) FROM \(kind.table) GROUP BY client")
        while try row.next() {
          let place = Int(places[row.number(0)])
          guard place >= 0 else { continue }
          days[place] = min(days[place], Int32(truncatingIfNeeded: row.number(1)))
        }
      }
      let cells = days.map { $0 == .max ? Cell.unknown.raw : $0 }
      return ["entered-on": Column("entered-on", .day, cells)]
    }
  }

  /// The place of each client among some codes, by id; who is not among them has none.
  static func places(
    _ clients: TextPool, _ choice: ClientChoice, _ database: Database
  ) throws -> ClientPlaces {
    let greatest = try Int.fetchOne(database, sql: "SELECT max(id) FROM client") ?? 0
    var places = ClientPlaces(greatest: choice.ids == nil ? greatest : nil)
    let row = try choice.statement(
      database,
      "SELECT c.id, code FROM \(choice.chosen) \(choice.schema)client c \(choice.condition("c.id")) ORDER BY code"
    )
    var next = 0
    while try row.next() {
      let code = row.bytes(1)
      // Both are in order, so that each is looked at once.
      while next < clients.count, clients.utf8(next).lexicographicallyPrecedes(code) { next += 1 }
      if next < clients.count, clients.utf8(next).elementsEqual(code) {
        places[row.number(0)] = Int32(next)
      }
    }
    places.add(try Persons(database, choice.schema))
    return places
  }
}
