import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

extension ColumnBuilder {
  func readReferrals(_ database: Database) throws {
    let row = try RawStatement(
      database,
      """
      SELECT client, registered_on, answers FROM referral \(upTo("registered_on"))
      ORDER BY \(try ColumnBuilder.order("referral", "registered_on", database))
      """)
    let clientRow = referrals.place(named: "client-row", .count)
    let filledOn = referrals.place(named: "filled-on", .day)
    var place = 0
    while try row.next() {
      let client = Int(rowOfClient[Int(row.number(0))])
      referrals.set(clientRow, place, Int32(client))
      referrals.set(filledOn, place, Int32(truncatingIfNeeded: row.number(1)))
      let bytes = row.bytes(2)
      try add(bytes, to: &referrals, place)
      try add(bytes, to: &clients, client)
      place += 1
    }
  }

  func readActions(_ database: Database) throws {
    var clientRows: [Int32] = []
    var places: [Int32] = []
    var groups: [Int32] = []
    var owners: [Int32] = []
    var starts: [Int32] = []
    var ends: [Int32] = []
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
      SELECT client, organisation, action, starts, planned_end FROM action
      \(upTo("(SELECT filled_on FROM assessment a WHERE a.id = assessment)")) ORDER BY client, id
      """)
    while try row.next() {
      guard let action = known[row.number(2)], let owner = organisations[row.number(1)] else {
        throw StoreError(.damaged(what: "action"))
      }
      clientRows.append(rowOfClient[Int(row.number(0))])
      places.append(Int32(action.action))
      groups.append(Int32(action.group))
      owners.append(Int32(owner))
      starts.append(row.knownDay(3) ?? Cell.unknown.raw)
      ends.append(row.knownDay(4) ?? Cell.unknown.raw)
    }
    counts[.actions] = owners.count
    for column in [
      Column("client-row", .count, clientRows), Column("action", .code(Names.action), places),
      Column("action-group", .code(Names.actionGroup), groups),
      Column("organisation", .code(Names.organisation), owners),
      Column("starts", .day, starts), Column("planned-end", .day, ends),
    ] { actions[column.name] = column }
  }

  /// Single observations take their place among assessments by date; few clients have any.
  func foldObservations(_ database: Database) throws {
    let clients = try Int64.fetchAll(
      database, sql: "SELECT DISTINCT client FROM observation \(upTo("observed_on"))")
    let isInTime = upTo("observed_on").replacingOccurrences(of: "WHERE", with: "AND")
    for client in clients {
      var record = ThresholdRecord()
      var absence = AbsenceRecord()
      var days: [Threshold: Int32] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT threshold, level, absence, observed_on FROM observations
          WHERE client = ? \(isInTime)
          ORDER BY observed_on, single, entered_at, id
          """, arguments: [client])
      while let row = try rows.next() {
        guard let threshold = Threshold(index: row[0]) else {
          throw StoreError(.damaged(what: "observation"))
        }
        if let level = Level(rawValue: row[1]) {
          days[threshold] = row[3]
          record[threshold] = level
          absence[threshold] = .notAsked
        } else if record[threshold] == nil, let reason = Absence(rawValue: row[2]) {
          absence[threshold] = reason
        }
      }
      let place = Int(rowOfClient[Int(client)])
      (levels.low[place], levels.high[place]) = (record.low, record.high)
      (absences.low[place], absences.high[place]) = (absence.low, absence.high)
      origins.set(days, of: place)
    }
  }

  /// Exact birth days are sealed with the identities; they are opened on all cores, except those
  /// that this program has just sealed itself.
  func openBirthDays(_ store: Store, _ database: Database) throws {
    let fresh = store.freshBirthDays(at: try Store.generation(database))
    var sealed: [(row: Int32, box: SealedBox)] = []
    let row = try RawStatement(
      database,
      """
      SELECT id, identity, identity_key FROM client
      WHERE identity IS NOT NULL AND id NOT BETWEEN \(fresh.first) AND \(fresh.last)
      UNION ALL SELECT id, identity, identity_key FROM client WHERE id IN (\(fresh.unsure))
      """)
    func openAll() throws {
      let opened = try BirthDays.open(
        sealed.map { (codes[Int($0.row)], $0.box) }, store.keys.sealer)
      for (place, day) in opened.enumerated() { birthDays[Int(sealed[place].row)] = day }
      sealed.removeAll(keepingCapacity: true)
    }
    for (place, day) in fresh.days.enumerated() {
      birthDays[Int(rowOfClient[Int(fresh.first) + place])] = day
    }
    while try row.next() {
      sealed.append(
        (
          rowOfClient[Int(row.number(0))],
          SealedBox(wrappedKey: Array(row.bytes(2)), box: Array(row.bytes(1)))
        ))
      if sealed.count == 65_536 { try openAll() }
    }
    try openAll()
  }
}
