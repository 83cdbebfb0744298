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

    /// The same of an observation that is kept.
    static func content(of number: Int64, _ database: Database) throws -> [UInt8]? {
      try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT c.code, o.threshold, o.level, o.absence, o.observed_on FROM observation o
            JOIN client c ON c.id = o.client WHERE o.id = ?
            """), arguments: [number]
      ).map { row in
        content(client: row[0], threshold: row[1], level: row[2], absence: row[3], on: row[4])
      }
    }
  }

  /// Whether a client is known by this code.
  package func knows(client: String) throws -> Bool {
    try reading { try Store.id(of: client, $0) != nil }
  }

  /// Records one observation; when this returns it is on disk.
  ///
  /// - Returns: the number of the entry.
  /// - Throws: ``StoreError`` when there is no such client.
  @discardableResult
  package func record(_ observation: Observation, actor: Actor) throws -> Int64 {
    try changing { database in
      let client = try Store.open(observation.client, database)
      try Store.comeBack(client, database)
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
      let number = try EntryNumbers.next(database)
      try database.execute(
        sql: """
          INSERT INTO observation (id, client, threshold, level, absence, observed_on, entered_at,
            operator, organisation, because, because_key, mark)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          number, client, Int(observation.threshold.index), level, absence,
          observation.on.number,
          clock.now(), who.0, who.1, because.map { Data($0.box) },
          because.map { Data($0.wrappedKey) },
          Data(
            keys.marks.mark(
              of: Observation.content(
                client: observation.client, threshold: Int(observation.threshold.index),
                level: level, absence: absence, on: observation.on.number))),
        ])
      try Store.comeBack(client, database)
      let entry = TrailEntry(
        verb: "record", actor: actor, about: [observation.client],
        fields: [observation.threshold.code], count: 1)
      return (number, entry)
    }
  }

  static func id(of client: String, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT id FROM client WHERE code = ?", arguments: [client])
  }
}
