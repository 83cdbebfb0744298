import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

extension Store {
  /// One level, or the reason why there is none, recorded by itself.
  package struct Observation: Sendable {
    package let client: String
    package let threshold: Threshold
    package let finding: Finding
    package let on: Day
    /// In the counsellor's words: sealed.
    package let because: String?

    package init(
      client: String, threshold: Threshold, finding: Finding, on: Day, because: String?
    ) {
      self.client = client
      self.threshold = threshold
      self.finding = finding
      self.on = on
      self.because = because
    }

    /// What the mark of an observation is made of.
    static func content(
      client: String, threshold: Int, level: Int, absence: Int, on: Int32
    ) -> [UInt8] { Array("\(client) \(threshold) \(level) \(absence) \(on)".utf8) }
  }

  /// Whether a client is known by this code.
  package func knows(client: String) throws -> Bool {
    try reading { try Store.id(of: client, $0) != nil }
  }

  /// Records one observation; when this returns it is on disk.
  ///
  /// - Throws: ``StoreError`` when there is no such client.
  package func record(_ observation: Observation, actor: Actor) throws {
    try changing { database in
      let client = try Store.open(observation.client, database)
      let names = try NameTable(database, keys.marks)
      let who = (names.id(actor.name), names.id(actor.organisation))
      try names.flush(database)
      let because = try observation.because.map {
        try keys.sealer.seal(Array($0.utf8), client: observation.client, kind: .because)
      }
      var level = 0
      var absence = 0
      switch observation.finding {
      case .level(let given): level = Int(given.rawValue)
      case .absent(let reason): absence = Int(reason.rawValue)
      case .silent: throw StoreError(.damaged(what: "observation"))
      }
      try database.execute(
        sql: """
          INSERT INTO observation (client, threshold, level, absence, observed_on, entered_at,
            operator, organisation, because, because_key, mark)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          client, Int(observation.threshold.index), level, absence, observation.on.number,
          clock.now(), who.0, who.1, because.map { Data($0.box) },
          because.map { Data($0.wrappedKey) },
          Data(
            keys.marks.mark(
              of: Observation.content(
                client: observation.client, threshold: Int(observation.threshold.index),
                level: level, absence: absence, on: observation.on.number))),
        ])
      let entry = TrailEntry(
        verb: "record", actor: actor, about: [observation.client],
        fields: [observation.threshold.code], count: 1)
      return ((), entry)
    }
  }

  static func id(of client: String, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT id FROM client WHERE code = ?", arguments: [client])
  }

  /// One sealed field of some clients, opened and logged in one go: of the identity, or the newest
  /// answer in a note.
  ///
  /// - Returns: for each client the words, nil where nothing is known.
  /// - Parameter isStopped: asked now and then; true ends it, and nothing is shown or logged.
  package func words(
    of clients: [String], field: Field, actor: Actor, isStopped: () -> Bool = { false }
  ) throws -> [String?] {
    let (sql, kind): (String, SealKind) =
      field.group == .identity
      ? ("SELECT identity, identity_key FROM client WHERE code = ?", .identity)
      : (
        """
        SELECT a.notes, a.notes_key FROM assessment a JOIN client c ON c.id = a.client
        WHERE c.code = ? AND a.notes IS NOT NULL ORDER BY a.filled_on DESC, a.id DESC
        """, .notes
      )
    let found = try reading { database in
      try clients.enumerated().map { place, client -> String? in
        if place % 1024 == 0, isStopped() { throw CancellationError() }
        let rows = try Row.fetchCursor(
          database.cachedStatement(sql: sql), arguments: [client])
        while let row = try rows.next() {
          guard let box = row[0] as Data?, let key = row[1] as Data? else { continue }
          let content = try keys.sealer.open(
            SealedBox(wrappedKey: Array(key), box: Array(box)), client: client, kind: kind)
          guard let known = SealedFields.read(content) else {
            throw StoreError(.damaged(what: field.group.rawValue))
          }
          if let word = known.first(where: { $0.name == field.name })?.value { return word }
        }
        return nil
      }
    }
    try log(
      TrailEntry(
        verb: field.group.rawValue, actor: actor, about: clients,
        fields: [field.name], count: clients.count))
    return found
  }
}
