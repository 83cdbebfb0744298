import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Records
import Seal

extension ColumnBuilder {
  func readReferrals(_ database: Database) throws {
    // A client's registrations are found by an index, and what hangs on them by theirs.
    let table =
      choice.ids == nil ? "referral r" : "assessment a CROSS JOIN referral r ON r.assessment = a.id"
    func rows(_ columns: String, _ order: String) throws -> RawStatement {
      try choice.statement(
        database,
        """
        SELECT \(columns) FROM \(choice.chosen) \(table)
        \(choice.condition("a.client", upTo("registered_on"))) \(order)
        """)
    }
    let counted = try rows("count(*)", "")
    while try counted.next() {
      counts[.referrals] = Int(counted.number(0))
      referrals = PackColumns(rows: Int(counted.number(0)), names: names, types: types)
    }
    let row = try rows(
      "r.client, registered_on, r.answers",
      "ORDER BY \(try order("referral", "registered_on", "r.assessment", database))")
    let clientRow = referrals.place(named: "client-row", .count)
    let filledOn = referrals.place(named: "filled-on", .day)
    var rows: [Int32: [Int]] = [:]
    var first = [Int32](repeating: -1, count: counts[.clients] ?? 0)
    var place = 0
    while try row.next() {
      let client = Int(places[row.number(0)])
      if client < 0 { throw StoreError(.damaged(what: "referral")) }
      referrals.set(clientRow, place, Int32(client))
      referrals.set(filledOn, place, Int32(truncatingIfNeeded: row.number(1)))
      let bytes = row.bytes(2)
      try add(bytes, to: &referrals, place)
      try add(bytes, to: &clients, client)
      if first[client] < 0 {
        first[client] = Int32(place)
      } else {
        rows[Int32(client), default: [Int(first[client])]].append(place)
      }
      place += 1
    }
    foldReferrals(rows, filledOn)
  }

  func readActions(_ database: Database) throws {
    // What each word id means, as an action, its group and an organisation.
    var known: [Int64: (action: Int, group: Int)] = [:]
    var organisations: [Int64: Int] = [:]
    for (id, word) in names {
      organisations[id] = Names.organisation.place(of: word)
      if let action = Names.action.place(of: word),
        let group = Names.actionGroup.place(of: String(word.prefix { $0 != "." }))
      {
        known[id] = (action, group)
      }
    }
    let table =
      choice.ids == nil
      ? "action t JOIN assessment a ON a.id = t.assessment"
      : "assessment a CROSS JOIN action t ON t.assessment = a.id"
    let row = try choice.statement(
      database,
      """
      SELECT t.client, t.organisation, action, starts, planned_end, filled_on, t.assessment, t.id,
        \(KeptAction.columns)
      FROM \(choice.chosen) \(table)
      \(persons.isEmpty ? "" : "JOIN client c ON c.id = t.client")
      \(choice.condition("a.client", upTo("filled_on")))
      ORDER BY \(persons.isEmpty ? "t.client" : "coalesce(c.merged, c.id)"), filled_on,
        t.assessment, t.id
      """)
    var lives = ActionLives()
    var made = ActionColumns()
    while try row.next() {
      guard let action = known[row.number(2)], let owner = organisations[row.number(1)] else {
        throw StoreError(.damaged(what: "action"))
      }
      let client = places[row.number(0)]
      if client < 0 { throw StoreError(.damaged(what: "action")) }
      if client != lives.client { lives.ended().forEach { made.add($0) } }
      var kept = KeptAction(
        organisation: row.number(1), action: row.number(2), starts: row.knownDay(3),
        plannedEnd: row.knownDay(4))
      kept.readMore(row, from: 8)
      let partner = kept.partners.flatMap { names[$0] }
      lives.add(
        ActionLives.Row(
          action: Int32(action.action), group: Int32(action.group), owner: Int32(owner),
          partner: partner.map(Names.folded), starts: kept.starts, plannedEnd: kept.plannedEnd,
          stoppedOn: kept.stoppedOn,
          more: made.more(kept, partner: partner, id: row.number(7))),
        of: client, on: Int32(truncatingIfNeeded: row.number(5)), entry: row.number(6))
    }
    lives.ended().forEach { made.add($0) }
    actions = made.columns
    counts[.actions] = made.count
  }

  /// Exact birth days are sealed with the identities; they are opened on all cores, except those
  /// that this program has just sealed itself. Of several the newest that tells one counts.
  func openBirthDays(_ store: Store, _ database: Database) throws {
    let fresh =
      choice.ids == nil && until == nil
      ? store.freshBirthDays(at: try Store.generation(database)) : FreshBirthDays(first: 1)
    var sealed: [(row: Int32, code: String, on: Int32, box: SealedBox)] = []
    let ownCodes = try persons.ownCodes(database)
    var toldOn = [Int32](repeating: Int32.min, count: birthDays.count)
    let isClosed =
      fresh.days.isEmpty
      ? nil
      : "(client NOT BETWEEN \(fresh.first) AND \(fresh.last) OR client IN (\(fresh.unsure)))"
    let row = try choice.statement(
      database,
      """
      SELECT client, identity, identity_key, filled_on, \(EntryKind.sealedUnder("assessment", "''"))
      FROM \(choice.chosen) assessment
      \(choice.condition("client", "identity IS NOT NULL", upTo("filled_on"), isClosed))
      ORDER BY assessment.id
      """)
    func openAll() throws {
      let opened = try BirthDays.open(
        sealed.map { ($0.code, $0.box) }, store.keys.sealer)
      for (place, day) in opened.enumerated() where Cell(raw: day).isKnown {
        let (row, _, on, _) = sealed[place]
        if on < toldOn[Int(row)] { continue }
        (birthDays[Int(row)], toldOn[Int(row)]) = (day, on)
      }
      sealed.removeAll(keepingCapacity: true)
    }
    for (place, day) in fresh.days.enumerated() {
      let client = places[fresh.first + Int64(place)]
      if client >= 0 { birthDays[Int(client)] = day }
    }
    while try row.next() {
      let client = places[row.number(0)]
      if client < 0 { continue }
      let moved = String(decoding: row.bytes(4), as: UTF8.self)
      sealed.append(
        (
          client, moved.isEmpty ? ownCodes[row.number(0)] ?? codes[Int(client)] : moved,
          Int32(truncatingIfNeeded: row.number(3)),
          SealedBox(wrappedKey: Array(row.bytes(2)), box: Array(row.bytes(1)))
        ))
      if sealed.count == 65_536 { try openAll() }
    }
    try openAll()
  }
}
