import Cohort
import GRDB
import InstrumentKit
import Profile

/// Columns that are read when a sentence names them, because few do and they are long.
extension Store {
  /// `threshold.since` and `threshold.source` of clients, and the rows of observations and
  /// assessments; nil when the name is none of these.
  func onDemand(_ name: String, _ kind: RowKind, _ clients: Column?) throws -> [String: Column]? {
    guard let pool = clients?.pool else { return nil }
    switch kind {
    case .clients:
      let parts = name.split(separator: ".")
      guard parts.count == 2, parts[1] == "since" || parts[1] == "source",
        let threshold = Threshold(code: String(parts[0]))
      else { return nil }
      return try reading { try Store.origins(of: threshold, pool, $0) }
    case .observations: return try reading { try Store.observations(pool, $0) }
    case .assessments: return try reading { try assessments(pool, $0) }
    case .decisions: return try reading { try Store.decisions(pool, $0) }
    case .consents: return try reading { try Store.consents(pool, $0) }
    case .participations: return try reading { try Store.participations(pool, $0) }
    case .referrals, .actions, .origins: return nil
    }
  }

  /// When the newest level of a threshold was observed, and through which instrument.
  private static func origins(
    of threshold: Threshold, _ clients: TextPool, _ database: Database
  ) throws -> [String: Column] {
    var since = [Int32](repeating: Cell.unknown.raw, count: clients.count)
    var sources = since
    var texts = WordPool()
    let persons = try Persons(database)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT c.code, o.observed_on, coalesce(n.text, 'record'), o.level FROM observations o
        JOIN client c ON c.id = o.client LEFT JOIN name n ON n.id = o.instrument
        WHERE o.threshold = ? AND (o.level > 0 OR o.absence = ?)
        ORDER BY o.observed_on, o.entered_at, o.single, o.id
        """, arguments: [Int(threshold.index), Absence.notApplicable.rawValue])
    while let row = try rows.next() {
      let place = Int(persons.place(of: row[0], in: clients))
      if place < 0 { continue }
      // That it does not apply hides a level that was told before.
      let isLevel = row[3] as Int > 0
      since[place] = isLevel ? row[1] : Cell.unknown.raw
      sources[place] = isLevel ? texts.place(of: row[2]) : Cell.unknown.raw
    }
    let code = threshold.code
    return [
      "\(code).since": Column("\(code).since", .day, since),
      "\(code).source": Column("\(code).source", .text, sources, pool: texts.pool),
    ]
  }

  private static func observations(_ clients: TextPool, _ database: Database) throws
    -> [String: Column]
  {
    var cells: [String: [Int32]] = [:]
    var (sources, numbers, organisations) = (WordPool(), WordPool(), WordPool())
    var disagreements = try Disagreements(database)
    let persons = try Persons(database)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT c.code, o.threshold, o.level, o.absence, o.observed_on, coalesce(n.text, 'record'),
          o.id, coalesce(g.text, '')
        FROM observations o JOIN client c ON c.id = o.client
        LEFT JOIN name n ON n.id = o.instrument LEFT JOIN name g ON g.id = o.organisation
        ORDER BY c.code, o.observed_on, o.entered_at, o.single, o.id, o.threshold
        """)
    while let row = try rows.next() {
      let level: Int32 = row[2]
      let absence: Int32 = row[3]
      let place = persons.place(of: row[0], in: clients)
      let source = sources.place(of: row[5])
      let organisation = organisations.place(of: row[7])
      for (name, value) in [
        ("client-row", place), ("threshold", row[1]),
        ("level", level > 0 ? level : Int32.min + absence),
        ("absence", level > 0 ? Cell.unknown.raw : absence), ("on", row[4]),
        ("source", source), ("number", numbers.place(of: "#\(row[6] as Int64)")),
        ("organisation", organisation),
      ] { cells[name, default: []].append(value) }
      if level > 0 {
        disagreements.add(
          row: (cells["level"]?.count ?? 0) - 1, number: row[6],
          of: .init(client: place, on: row[4], threshold: row[1]), level: level,
          voice: (organisation, source))
      }
    }
    let others = disagreements.others
    for (name, other) in [
      ("other-level", "level"), ("other-organisation", "organisation"), ("other-number", "number"),
    ] {
      let said = cells[other] ?? []
      cells[name] = said.indices.map { row in others[row].map { said[$0] } ?? Cell.unknown.raw }
    }
    func column(_ name: String, _ type: FieldType, _ pool: TextPool? = nil) -> (String, Column) {
      (name, Column(name, type, cells[name] ?? [], pool: pool))
    }
    return Dictionary(uniqueKeysWithValues: [
      column("client-row", .count), column("threshold", .code(Names.thresholds)),
      column("level", .level), column("absence", .code(Names.absences)), column("on", .day),
      column("source", .text, sources.pool), column("number", .text, numbers.pool),
      column("organisation", .text, organisations.pool), column("other-level", .level),
      column("other-organisation", .text, organisations.pool),
      column("other-number", .text, numbers.pool),
    ])
  }

  private func assessments(_ clients: TextPool, _ database: Database) throws
    -> [String: Column]
  {
    var cells: [String: [Int32]] = [:]
    var words = WordPool()
    let persons = try Persons(database)
    var closing = try ClosingVisits(law.book(), clients.count, database)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT c.code, i.text, v.text, o.text, a.filled_on, p.text, \(ClosingVisits.columns)
        FROM assessment a
        JOIN client c ON c.id = a.client JOIN name i ON i.id = a.instrument
        JOIN name v ON v.id = a.version JOIN name o ON o.id = a.organisation
        JOIN name p ON p.id = a.operator
        ORDER BY c.code, a.filled_on, a.id
        """)
    while let row = try rows.next() {
      let place = persons.place(of: row[0], in: clients)
      for (name, value) in [
        ("client-row", place), ("instrument", words.place(of: row[1])),
        ("version", words.place(of: row[2])), ("organisation", words.place(of: row[3])),
        ("on", row[4]), ("operator", words.place(of: row[5])),
      ] { cells[name, default: []].append(value) }
      closing.add(row, from: 6, on: row[4], in: Int(place))
    }
    func column(_ name: String, _ type: FieldType) -> (String, Column) {
      (name, Column(name, type, cells[name] ?? [], pool: type == .text ? words.pool : nil))
    }
    return Dictionary(uniqueKeysWithValues: [
      column("client-row", .count), column("instrument", .text), column("version", .text),
      column("organisation", .text), column("on", .day),
      column("operator", .text), ("whole", try closing.column(database)),
    ])
  }
}
