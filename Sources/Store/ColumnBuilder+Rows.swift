import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

extension ColumnBuilder {
  func readReferrals(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT client, registered_on, answers FROM referral
        ORDER BY \(try ColumnBuilder.order("referral", "registered_on", database))
        """)
    var place = 0
    while let row = try rows.next() {
      let client = Int(rowOfClient[Int(row[0] as Int64)])
      referrals.set("client-row", .count, place, Int32(client))
      referrals.set("filled-on", .day, place, row[1])
      try row.withUnsafeData(atIndex: 2) { data in
        try add(data, to: &referrals, place)
        try add(data, to: &clients, client)
      }
      place += 1
    }
  }

  func readActions(_ database: Database) throws {
    var cells: [String: [Int32]] = ["client-row": [], "action": [], "action-group": []]
    var owners: [Int32] = []
    var unknown = 0
    let rows = try Row.fetchCursor(
      database, sql: "SELECT client, organisation, action FROM action ORDER BY client, id")
    while let row = try rows.next() {
      let action = names[row[2]] ?? ""
      guard let place = Names.action.place(of: action),
        let group = Names.actionGroup.place(of: String(action.prefix { $0 != "." })),
        let owner = Names.organisation.place(of: names[row[1]] ?? "")
      else {
        unknown += 1
        continue
      }
      cells["client-row", default: []].append(rowOfClient[Int(row[0] as Int64)])
      cells["action", default: []].append(Int32(place))
      cells["action-group", default: []].append(Int32(group))
      owners.append(Int32(owner))
    }
    if unknown > 0 { throw StoreError(.damaged(what: "action")) }
    counts[.actions] = owners.count
    actions["client-row"] = Column("client-row", .count, cells["client-row"] ?? [])
    actions["action"] = Column("action", .code(Names.action), cells["action"] ?? [])
    actions["action-group"] = Column(
      "action-group", .code(Names.actionGroup), cells["action-group"] ?? [])
    actions["organisation"] = Column("organisation", .code(Names.organisation), owners)
  }

  /// Single observations take their place among assessments by date; few clients have any.
  func foldObservations(_ database: Database) throws {
    let clients = try Int64.fetchAll(database, sql: "SELECT DISTINCT client FROM observation")
    for client in clients {
      var record = ThresholdRecord()
      var absence = AbsenceRecord()
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT threshold, level, absence FROM observations WHERE client = ?
          ORDER BY observed_on, single, entered_at, id
          """, arguments: [client])
      while let row = try rows.next() {
        guard let threshold = Threshold(index: row[0]) else {
          throw StoreError(.damaged(what: "observation"))
        }
        if let level = Level(rawValue: row[1]) {
          record[threshold] = level
          absence[threshold] = .notAsked
        } else if record[threshold] == nil, let reason = Absence(rawValue: row[2]) {
          absence[threshold] = reason
        }
      }
      let place = Int(rowOfClient[Int(client)])
      (levels.low[place], levels.high[place]) = (record.low, record.high)
      (absences.low[place], absences.high[place]) = (absence.low, absence.high)
    }
  }

  /// Exact birth days are sealed with the identities; they are opened on all cores.
  func openBirthDays(_ store: Store, _ database: Database) throws {
    var sealed: [(row: Int32, client: Int64, box: SealedBox)] = []
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT id, identity, identity_key FROM client WHERE identity IS NOT NULL")
    func openAll() throws {
      let opened = try BirthDays.open(
        sealed.map { (codes[Int($0.row)], $0.box) }, store.keys.sealer)
      for (place, day) in opened.enumerated() { birthDays[Int(sealed[place].row)] = day }
      sealed.removeAll(keepingCapacity: true)
    }
    while let row = try rows.next() {
      let box: Data = row[1]
      let key: Data = row[2]
      sealed.append(
        (
          rowOfClient[Int(row[0] as Int64)], row[0],
          SealedBox(wrappedKey: Array(key), box: Array(box))
        ))
      if sealed.count == 65_536 { try openAll() }
    }
    try openAll()
  }
}
