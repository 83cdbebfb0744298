import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Records
import Seal

extension ColumnBuilder {
  func readReferrals(_ database: Database) throws {
    let row = try RawStatement(
      database,
      """
      SELECT client, registered_on, answers FROM referral \(upTo("registered_on"))
      ORDER BY \(try order("referral", "registered_on", "assessment", database))
      """)
    let clientRow = referrals.place(named: "client-row", .count)
    let filledOn = referrals.place(named: "filled-on", .day)
    var rows: [Int32: [Int]] = [:]
    var first = [Int32](repeating: -1, count: counts[.clients] ?? 0)
    var place = 0
    while try row.next() {
      let client = Int(rowOfClient[Int(row.number(0))])
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
    let row = try RawStatement(
      database,
      """
      SELECT t.client, t.organisation, action, starts, planned_end, filled_on, t.assessment, t.id,
        \(KeptAction.columns)
      FROM action t JOIN assessment a ON a.id = t.assessment
      \(persons.isEmpty ? "" : "JOIN client c ON c.id = t.client") \(upTo("filled_on"))
      ORDER BY \(persons.isEmpty ? "t.client" : "coalesce(c.merged, c.id)"), filled_on, t.assessment, t.id
      """)
    var lives = ActionLives()
    var made = ActionColumns()
    while try row.next() {
      guard let action = known[row.number(2)], let owner = organisations[row.number(1)] else {
        throw StoreError(.damaged(what: "action"))
      }
      let client = rowOfClient[Int(row.number(0))]
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
    let fresh = store.freshBirthDays(at: try Store.generation(database))
    var sealed: [(row: Int32, code: String, on: Int32, box: SealedBox)] = []
    let ownCodes = try persons.ownCodes(database)
    var toldOn = [Int32](repeating: Int32.min, count: birthDays.count)
    let until = until.map { "AND filled_on <= \($0)" } ?? ""
    let row = try RawStatement(
      database,
      """
      SELECT client, identity, identity_key, filled_on FROM assessment
      WHERE identity IS NOT NULL \(until)
        AND (client NOT BETWEEN \(fresh.first) AND \(fresh.last)
          OR client IN (\(fresh.unsure))) ORDER BY id
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
      birthDays[Int(rowOfClient[Int(fresh.first) + place])] = day
    }
    while try row.next() {
      let place = rowOfClient[Int(row.number(0))]
      sealed.append(
        (
          place, ownCodes[row.number(0)] ?? codes[Int(place)],
          Int32(truncatingIfNeeded: row.number(3)),
          SealedBox(wrappedKey: Array(row.bytes(2)), box: Array(row.bytes(1)))
        ))
      if sealed.count == 65_536 { try openAll() }
    }
    try openAll()
  }
}
