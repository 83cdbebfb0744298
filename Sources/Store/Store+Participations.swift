import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

extension Store {
  /// What became of a participation that was to be kept.
  package enum Kept: Sendable { case added, replaced, same, conflict, unknownClient, forgotten }

  /// Keeps participations in one change.
  ///
  /// - Parameter judge: is told what each became; what it throws undoes everything.
  package func keep(
    _ participations: [Participation], replaces: Bool, actor: Actor, digest: String?,
    _ judge: (Int, Kept) throws -> Void
  ) throws {
    try changing(by: actor) { database in
      let names = try NameTable(database, keys.marks)
      let who = (operator: names.id(actor.name), organisation: names.id(actor.organisation))
      let link = try comingLink(database)
      var written = 0
      for (place, participation) in participations.enumerated() {
        let kept = try keep(participation, replaces, names, who, link, database)
        if case .added = kept { written += 1 }
        if case .replaced = kept { written += 1 }
        try judge(place, kept)
      }
      guard written > 0 else { return ((), nil) }
      return (
        (),
        TrailEntry(
          verb: "import", actor: actor, fields: ["participations"], count: written, digest: digest)
      )
    }
  }

  private func keep(
    _ participation: Participation, _ replaces: Bool, _ names: NameTable,
    _ who: (operator: Int64, organisation: Int64), _ link: Int64, _ database: Database
  ) throws -> Kept {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT id, forgotten IS NOT NULL FROM client WHERE code = ?"),
      arguments: [participation.client])
    guard let row, let client = row[0] as Int64? else { return .unknownClient }
    if row[1] { return .forgotten }
    let operation = names.id(participation.operation)
    try names.flush(database)
    let known = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT id, told FROM participation
          WHERE client = ? AND operation = ? AND entered_on = ?
          """),
      arguments: [client, operation, participation.enteredOn.number])
    let told = participation.told
    if let known, known[1] == told { return .same }
    if known != nil, !replaces { return .conflict }
    let at = clock.now()
    if let number = known?[0] as Int64? {
      try Superseding(database: database, link: link).supersede(.participation, number)
      try Revision(
        entry: number, kind: .participation, deed: .replace, client: client, was: client,
        link: link, at: at, who: who
      ).write(database, keys)
    }
    try Store.comeBack(client, database)
    let number = try known?[0] as Int64? ?? EntryNumbers.next(database)
    try database.execute(
      sql: """
        INSERT INTO participation (id, client, operation, entered_on, told, mark, entered_at,
          operator, organisation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, client, operation, participation.enteredOn.number, told,
        Data(keys.marks.mark(of: participation.content)), at, who.operator, who.organisation,
      ])
    try Store.comeBack(client, database)
    return known == nil ? .added : .replaced
  }

  /// All participations, by operation, code and day; of whom two codes are one person, under the code
  /// by which it goes on.
  package func participations() throws -> [Participation] {
    try reading { database in
      let persons = try Persons(database)
      return try Store.participations(database).map { row in
        var participation = row.participation
        participation.client = persons.code(of: participation.client)
        return participation
      }
    }
  }

  static func participations(
    _ database: Database, of client: Int64? = nil
  ) throws -> [(id: Int64, participation: Participation, mark: [UInt8])] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT p.id, c.code, o.text, p.entered_on, p.told, p.mark, p.age_group
        FROM participation p
        JOIN client c ON c.id = p.client JOIN name o ON o.id = p.operation
        WHERE c.id = coalesce(?, c.id) ORDER BY o.text, c.code, p.entered_on
        """, arguments: [client])
    var found: [(id: Int64, participation: Participation, mark: [UInt8])] = []
    while let row = try rows.next() {
      let participation = Participation(
        client: row[1], operation: row[2], enteredOn: Day(number: row[3]), told: row[4])
      let group = (row[6] as String?).map { AgeGroup($0) }
      guard var participation, group != .some(nil) else {
        throw StoreError(.damaged(what: "participation"))
      }
      participation.ageGroup = group ?? nil
      let mark: Data = row[5]
      found.append((row[0], participation, Array(mark)))
    }
    return found
  }

  static func participations(
    _ clients: TextPool, _ database: Database
  ) throws -> [String: Column] {
    let all = try participations(database).map(\.participation)
    let persons = try Persons(database)
    var words = WordPool()
    func column(
      _ name: String, _ type: FieldType, _ value: (Participation) -> Int32?
    ) -> (String, Column) {
      (name, Column(name, type, all.map { value($0) ?? Cell.unknown.raw }))
    }
    func code(_ list: CodeList, _ word: String?) -> Int32? {
      word.flatMap { list.place(of: $0) }.map(Int32.init)
    }
    let operations = all.map { words.place(of: $0.operation) }
    return Dictionary(uniqueKeysWithValues: [
      column("client-row", .count) { persons.place(of: $0.client, in: clients) },
      ("operation", Column("operation", .text, operations, pool: words.pool)),
      column("entered-on", .day) { $0.enteredOn.number },
      column("left-on", .day) { $0.leftOn?.number },
      column("labour-status", .code(Names.labourStatus)) {
        code(Names.labourStatus, $0.labourStatus?.rawValue)
      },
      column("education", .code(Names.diploma)) { code(Names.diploma, $0.education) },
      column("in-education", .code(Names.told)) { code(Names.told, $0.inEducation?.rawValue) },
      column("rural", .flag) { $0.rural.map { $0 ? 1 : 0 } },
      column("has-address", .flag) { $0.hasAddress.map { $0 ? 1 : 0 } },
      column("last-event", .code(Names.participationEvent)) {
        // Of one day the last that was told.
        code(
          Names.participationEvent,
          $0.events.enumerated().max { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }?
            .element.kind.rawValue)
      },
    ])
  }

  /// Keeps of somebody who is about to be forgotten between which ages they entered, so that what was
  /// reported stays; nothing finer, for the day of birth goes.
  ///
  /// - Parameter borders: the ages from which something else is counted; asked when there is a
  ///   participation.
  func keepAgeGroups(
    of client: Int64, _ borders: () throws -> [Int], _ database: Database
  ) throws {
    let own = try Store.participations(database, of: client)
    guard !own.isEmpty, let code = try Store.code(of: client, database),
      let born = try WordReader(self, database).word("birth-date", of: code),
      let day = Day(iso: born)
    else { return }
    let ages = try borders()
    for (id, participation, _) in own where !ages.isEmpty {
      var kept = participation
      kept.ageGroup = day.age(on: kept.enteredOn).map {
        AgeGroup(of: $0, borders: ages)
      }
      try database.execute(
        sql: "UPDATE participation SET age_group = ?, mark = ? WHERE id = ?",
        arguments: [
          kept.ageGroup?.description, Data(keys.marks.mark(of: kept.content)), id,
        ])
    }
  }

  /// Participations whose content is not what was kept.
  func checkParticipations(_ database: Database, _ findings: inout [StoreFinding]) throws {
    for row in try Store.participations(database)
    where keys.marks.mark(of: row.participation.content) != row.mark {
      findings.append(StoreFinding(kind: .changed(table: "participation", row: row.id)))
    }
  }
}

extension Participation {
  /// What its mark is made of.
  var content: [UInt8] {
    let group = ageGroup.map { " \($0)" } ?? ""
    return Array("\(client) \(operation) \(enteredOn.number) \(told)\(group)".utf8)
  }
}
