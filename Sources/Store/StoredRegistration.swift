import Foundation
import GRDB
import InstrumentKit
import Seal

/// A registration as it stands in the store, with all that its mark is made of.
struct StoredRegistration {
  let id: Int64
  let content: RegistrationContent
  /// The words of the identity that it gave; nil where they do not open.
  let identity: [UInt8]?
  let mark: [UInt8]
  let hasNotes: Bool
}

extension Store {
  /// Some registrations, or former versions of them.
  enum Among {
    case all, past
    case client(Int64)
    case entry(Int64)

    var isPast: Bool { if case .past = self { true } else { false } }

    var condition: String {
      switch self {
      case .all, .past: ""
      case .client(let client): "WHERE a.client = \(client)"
      case .entry(let number): "WHERE a.id = \(number)"
      }
    }
  }

  /// Goes through registrations in the order of their numbers.
  func eachRegistration(
    _ database: Database, _ among: Among = .all, _ body: (StoredRegistration) throws -> Void
  ) throws {
    let past = among.isPast ? "past_" : ""
    func same(_ table: String) -> String {
      "\(table).assessment = a.id" + (among.isPast ? " AND \(table).until = a.until" : "")
    }
    let action = try RawStatement(
      database,
      """
      SELECT t.assessment, t.organisation, action, starts, planned_end,
        \(among.isPast ? "t.until" : "0"), \(KeptAction.columns)
      FROM \(past)action t JOIN \(past)assessment a ON \(same("t")) \(among.condition)
      ORDER BY t.assessment, \(among.isPast ? "t.until, " : "")t.rowid
      """)
    var hasAction = try action.next()
    let row = try RawStatement(
      database,
      """
      SELECT a.id, c.code, a.filled_on, a.applicable, a.answered, a.low, a.high, a.absence_low,
        a.absence_high, a.word_low, a.word_high, a.answers, s.answers, r.answers, a.notes,
        a.notes_key, a.mark, a.part, a.identity, a.identity_key, o.code, \(among.isPast ? "a.until" : "0")
      FROM \(past)assessment a JOIN client c ON c.id = a.client
      JOIN client o ON o.id = a.\(among.isPast ? "owner" : "client")
      LEFT JOIN \(past)status s ON \(same("s")) LEFT JOIN \(past)referral r ON \(same("r"))
      \(among.condition) ORDER BY a.id\(among.isPast ? ", a.until" : "")
      """)
    while try row.next() {
      let place = (row.number(0), row.number(21))
      var actions: [KeptAction] = []
      while hasAction, (action.number(0), action.number(5)) <= place {
        if (action.number(0), action.number(5)) == place {
          var kept = KeptAction(
            organisation: action.number(1), action: action.number(2),
            starts: action.knownDay(3), plannedEnd: action.knownDay(4))
          kept.readMore(action, from: 6)
          actions.append(kept)
        }
        hasAction = try action.next()
      }
      try body(stored(row, actions))
    }
  }

  private func stored(_ row: RawStatement, _ actions: [KeptAction]) -> StoredRegistration {
    let owner = String(decoding: row.bytes(20), as: UTF8.self)
    // A box that does not open is a finding of its own.
    func opened(_ place: Int32, _ kind: SealKind) -> [UInt8]? {
      if row.bytes(place).isEmpty { return [] }
      let box = SealedBox(
        wrappedKey: Array(row.bytes(place + 1)), box: Array(row.bytes(place)))
      return try? keys.sealer.open(box, client: owner, kind: kind)
    }
    let content = RegistrationContent(
      client: String(decoding: row.bytes(1), as: UTF8.self),
      filledOn: Int32(truncatingIfNeeded: row.number(2)),
      planes: (5...10).map { UInt64(bitPattern: row.number($0)) },
      applicable: Int32(truncatingIfNeeded: row.number(3)),
      answered: Int32(truncatingIfNeeded: row.number(4)),
      parts: [
        Array(row.bytes(11)), Array(row.bytes(12)), Array(row.bytes(13)),
        opened(14, .notes) ?? [],
      ], actions: actions, part: row.number(17))
    return StoredRegistration(
      id: row.number(0), content: content, identity: opened(18, .identity),
      mark: Array(row.bytes(16)), hasNotes: !row.bytes(14).isEmpty)
  }
}
