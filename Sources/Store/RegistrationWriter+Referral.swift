import Foundation
import GRDB
import InstrumentKit
import Profile

extension RegistrationWriter {
  /// The day on which the newest referral of a client was told, up to a day; nil when there is none.
  func referral(of client: Int64, until day: Int32) throws -> Day? {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT r.registered_on, r.answers FROM assessment a
          JOIN referral r ON r.assessment = a.id
          WHERE a.client \(Persons.clientsOfId) AND a.filled_on <= ?2 ORDER BY a.filled_on DESC, a.id DESC
          """), arguments: [client, day])
    let (followedUp, direction) = (
      sealer.names.id("followed-up"), sealer.names.id("direction")
    )
    for row in rows {
      var isReferral = false
      let isWhole = (row[1] as Data).withUnsafeBytes { bytes in
        Pack.each(bytes.bindMemory(to: UInt8.self)) { name, kind, isAside, value in
          if isAside { return }
          if name == followedUp, kind == .number { isReferral = isReferral || value == 1 }
          if name == direction, kind == .word { isReferral = true }
        }
      }
      if !isWhole { throw StoreError(.damaged(what: "answers")) }
      if isReferral { return Day(number: row[0]) }
    }
    return nil
  }
}
