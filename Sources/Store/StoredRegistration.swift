import Foundation
import GRDB
import InstrumentKit
import Seal

/// A registration as it stands in the store, with all that its mark is made of.
struct StoredRegistration {
  let id: Int64
  let content: RegistrationContent
  let mark: [UInt8]
  let hasNotes: Bool
}

extension Store {
  /// Goes through all registrations, or those of one client.
  func eachRegistration(
    _ database: Database, of client: Int64? = nil, _ body: (StoredRegistration) throws -> Void
  ) throws {
    let among = client.map {
      "WHERE assessment IN (SELECT id FROM assessment WHERE client = \($0))"
    }
    let action = try RawStatement(
      database,
      """
      SELECT assessment, organisation, action, starts, planned_end FROM action \(among ?? "")
      ORDER BY assessment, id
      """)
    var hasAction = try action.next()
    let row = try RawStatement(
      database,
      """
      SELECT a.id, c.code, a.filled_on, a.applicable, a.answered, a.low, a.high, a.absence_low,
        a.absence_high, a.word_low, a.word_high, a.answers, s.answers, r.answers, a.notes,
        a.notes_key, a.mark, a.part
      FROM assessment a JOIN client c ON c.id = a.client
      LEFT JOIN status s ON s.assessment = a.id LEFT JOIN referral r ON r.assessment = a.id
      \(client.map { "WHERE a.client = \($0)" } ?? "") ORDER BY a.id
      """)
    while try row.next() {
      let id = row.number(0)
      var actions: [KeptAction] = []
      while hasAction, action.number(0) <= id {
        if action.number(0) == id {
          actions.append(
            KeptAction(
              organisation: action.number(1), action: action.number(2),
              starts: action.knownDay(3), plannedEnd: action.knownDay(4)))
        }
        hasAction = try action.next()
      }
      let client = String(decoding: row.bytes(1), as: UTF8.self)
      let box = SealedBox(wrappedKey: Array(row.bytes(15)), box: Array(row.bytes(14)))
      // A box that does not open is a finding of its own.
      let notes =
        box.box.isEmpty ? [] : (try? keys.sealer.open(box, client: client, kind: .notes)) ?? []
      let content = RegistrationContent(
        client: client, filledOn: Int32(truncatingIfNeeded: row.number(2)),
        planes: (5...10).map { UInt64(bitPattern: row.number($0)) },
        applicable: Int32(truncatingIfNeeded: row.number(3)),
        answered: Int32(truncatingIfNeeded: row.number(4)),
        parts: [Array(row.bytes(11)), Array(row.bytes(12)), Array(row.bytes(13)), notes],
        actions: actions, part: row.number(17))
      try body(
        StoredRegistration(
          id: id, content: content, mark: Array(row.bytes(16)), hasNotes: !box.box.isEmpty))
    }
  }
}
