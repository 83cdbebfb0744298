import GRDB
import InstrumentKit
import Seal

/// The identity that a registration gives, as it is written.
struct WrittenIdentity {
  let box: SealedBox?
  let numberCode: [UInt8]?
  /// The mark of the whole registration, of which the second half is that of the identity.
  let mark: [UInt8]

  init(box: SealedBox?, numberCode: [UInt8]?, mark: [UInt8]) {
    (self.box, self.numberCode, self.mark) = (box, numberCode, mark)
  }

  init(_ registration: PreparedRegistration) {
    self.init(
      box: registration.identity, numberCode: registration.numberCode, mark: registration.mark)
  }
}

/// The rows of one registration.
extension RegistrationWriter {
  func insertClient(_ registration: PreparedRegistration) throws -> Int64 {
    let row = statements.client
    row.bind(1, registration.client)
    try row.run()
    return database.lastInsertedRowID
  }

  /// - Parameter entered: when and by whom it was first entered.
  func insertAssessment(
    _ registration: PreparedRegistration, _ client: Int64, _ assessment: Int64,
    _ identity: WrittenIdentity, entered: (at: Int64, by: Int64)
  ) throws {
    let row = statements.assessment
    let numbers: [Int64] = [
      client, instrument, version, Int64(registration.filledOn), entered.at, entered.by,
      who.organisation, Int64(bitPattern: registration.levels.low),
      Int64(bitPattern: registration.levels.high), Int64(bitPattern: registration.absences.low),
      Int64(bitPattern: registration.absences.high),
      Int64(bitPattern: registration.specifications.low),
      Int64(bitPattern: registration.specifications.high), Int64(registration.applicable),
      Int64(registration.answered),
    ]
    for (place, number) in numbers.enumerated() { row.bind(Int32(place + 1), number) }
    row.bind(16, registration.answers)
    row.bind(17, registration.notes?.box)
    row.bind(18, registration.notes?.wrappedKey)
    row.bind(19, identity.mark)
    row.bind(20, registration.part)
    row.bind(21, kept)
    row.bind(22, identity.box?.box)
    row.bind(23, identity.box?.wrappedKey)
    row.bind(24, identity.numberCode)
    row.bind(25, assessment)
    try row.run()
    try insertParts(registration, assessment, client)
  }

  private func insertParts(
    _ registration: PreparedRegistration, _ assessment: Int64, _ client: Int64
  ) throws {
    for (row, pack) in [
      (statements.status, registration.status), (statements.referral, registration.referral),
    ] where !pack.isEmpty {
      row.bind(1, assessment)
      row.bind(2, client)
      row.bind(3, Int64(registration.filledOn))
      row.bind(4, pack)
      try row.run()
    }
    for action in registration.actions {
      statements.action.bind(1, assessment)
      statements.action.bind(2, client)
      statements.action.bind(3, action.organisation)
      statements.action.bind(4, action.action)
      statements.action.bind(5, action.starts.map(Int64.init))
      statements.action.bind(6, action.plannedEnd.map(Int64.init))
      for (place, number) in action.more.enumerated() {
        statements.action.bind(Int32(place + 7), number)
      }
      try statements.action.run()
    }
  }
}
