import Foundation
import GRDB
import InstrumentKit
import Profile

/// What is kept of one client besides the profile, without open answers and purposes.
package struct ClientFile: Sendable {
  /// A registration, and who entered it when.
  package struct Entered: Sendable {
    package let instrument: String
    package let registration: Registration
    package let enteredOn: Day
    package let operatorName: String
    package let organisation: String
  }

  /// A permission or objection, with the number of its row and when it was recorded.
  package struct Recorded: Sendable {
    package let row: Int64
    package let consent: Consent
    package let on: Day
  }

  package let client: String
  /// In the order of instruments, each oldest first.
  package let registrations: [Entered]
  /// In the order in which they came.
  package let consents: [Recorded]
}

extension Store {
  /// The instruments through which some clients have registrations.
  ///
  /// - Parameter day: those of its end; nil for all.
  package func instruments(of clients: [String], until day: Day?) throws -> Set<String> {
    try reading { database in
      let all = try Int.fetchOne(database, sql: "SELECT count(DISTINCT instrument) FROM assessment")
      let statement = try database.cachedStatement(
        sql: """
          SELECT DISTINCT i.text FROM assessment a JOIN client c ON c.id = a.client
          JOIN name i ON i.id = a.instrument WHERE a.client \(Persons.clients) AND a.filled_on <= ?2
          """)
      var found: Set<String> = []
      for client in clients where found.count < all ?? 0 {
        found.formUnion(
          try String.fetchAll(statement, arguments: [client, day?.number ?? Int32.max]))
      }
      return found
    }
  }

  /// Gives the files of some clients, one at a time, all as they stood at one moment.
  ///
  /// - Parameters:
  ///   - instruments: only registrations through these.
  ///   - day: what was known by its end; nil for all.
  ///   - body: must not ask the store anything.
  package func eachFile(
    of clients: [String], through instruments: Set<String>, until day: Day?,
    _ body: (ClientFile) throws -> Void
  ) throws {
    try reading { database in
      let reader = try RegistrationReader(database)
      let rows = try database.makeStatement(
        sql: """
          SELECT \(RegistrationReader.columns), i.text, a.entered_at, a.operator
          FROM assessment a JOIN client c ON c.id = a.client JOIN name i ON i.id = a.instrument
          LEFT JOIN status s ON s.assessment = a.id LEFT JOIN referral r ON r.assessment = a.id
          WHERE a.client \(Persons.clients) AND a.filled_on <= ?2 ORDER BY i.text, a.filled_on, a.id
          """)
      for client in clients {
        let last = day?.number ?? Int32.max
        let cursor = try Row.fetchCursor(rows, arguments: [client, last])
        var entered: [ClientFile.Entered] = []
        while let row = try cursor.next() {
          let instrument: String = row[19]
          guard instruments.contains(instrument) else { continue }
          let registration = try reader.registration(row) { _, _ in nil }
          entered.append(
            ClientFile.Entered(
              instrument: instrument, registration: registration,
              enteredOn: days.day(of: row[20]),
              operatorName: reader.names[row[21]] ?? "",
              organisation: registration.organisation))
        }
        let consents = try narrowed(Store.consents(database, of: client), database)
          .filter { $0.recorded <= last }
        try body(
          ClientFile(
            client: client, registrations: entered,
            consents: consents.map {
              ClientFile.Recorded(row: $0.id, consent: $0.consent, on: Day(number: $0.recorded))
            }))
      }
    }
  }
}
