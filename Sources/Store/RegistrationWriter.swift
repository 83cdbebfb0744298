import Foundation
import GRDB
import GRDBSQLite
import InstrumentKit
import Profile
import Seal

/// Writes prepared registrations inside one transaction.
package final class RegistrationWriter {
  /// What became of a registration.
  package enum Outcome: Sendable {
    case added
    /// The same content under the same key was there already.
    case same
    /// Other content under the same key: not written.
    case conflict
    /// Other content under the same key: put in its place.
    case replaced
    /// The client was forgotten: nothing is taken of it.
    case forgotten
    /// The same key stood earlier in the same file, on this line: not written.
    case repeated(line: Int, isSame: Bool)
    /// A later form of a response that was taken before, put in its place; the days that they have.
    case corrected(from: Day, to: Day)
    /// An earlier form of a response that was taken before: not written.
    case outdated
    /// A response of this name was taken of another client: not written.
    case otherClient
    /// Of a day before the client was born: not written.
    case beforeBirth
    /// It tells of a birth after an earlier registration: not written.
    case bornAfter
  }

  package let sealer: RegistrationSealer
  private let database: Database
  private let statements: WriterStatements
  private let instrument: Int64
  private let version: Int64
  private let who: (operator: Int64, organisation: Int64)
  private let enteredAt: Int64
  private var births: BirthCheck
  private let replaces: Bool
  /// 1 when past assessments are read for many clients at once.
  private let kept: Int64?
  /// The greatest client code so far: a greater one is new without looking.
  private var greatest: String
  private(set) var born: FreshBirthDays
  /// The lines of the assessments that were written, from the first on.
  private var lines: [Int32] = []
  private let firstWritten: Int64

  init(
    _ database: Database, sealer: RegistrationSealer, instrument: String, version: String,
    actor: Actor, replaces: Bool, keepsHistory: Bool, at moment: Int64,
    birthDay: ((String) -> Day?)? = nil
  ) throws {
    kept = keepsHistory ? 1 : nil
    self.database = database
    self.sealer = sealer
    self.replaces = replaces
    self.instrument = sealer.names.id(instrument)
    self.version = sealer.names.id(version)
    who = (sealer.names.id(actor.name), sealer.names.id(actor.organisation))
    enteredAt = moment
    births = BirthCheck(sealer.keys.sealer, known: birthDay)
    greatest = try String.fetchOne(database, sql: "SELECT max(code) FROM client") ?? ""
    let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM client") ?? 0
    born = FreshBirthDays(first: last + 1)
    firstWritten = try Int64.fetchOne(database, sql: "SELECT max(id) FROM assessment") ?? 0
    statements = try WriterStatements(database)
    try sealer.names.flush(database)
    try WriterStatements.describe(sealer.layout, database)
  }

  /// - Throws: ``StoreError`` or a database error; the transaction is then undone.
  /// - Parameter line: where it stands in its file, so that a later row of the same key can be told.
  package func write(_ registration: PreparedRegistration, line: Int = 0) throws -> Outcome {
    try sealer.names.flush(database)
    var outcome = Outcome.added
    let client: Int64
    if let known = try known(registration.client) {
      client = known.id
      if known.isForgotten {
        // What was taken before it was forgotten may come again; nothing of it is taken.
        let isKnown = try earlier(client, registration.filledOn, registration.part) != nil
        return isKnown ? .same : .forgotten
      }
      if let fault = try births.fault(registration, of: client, born, database) { return fault }
      if let refused = try makeRoom(for: registration, of: client, line: line, &outcome) {
        return refused
      }
      try merge(registration, into: client)
    } else {
      if let trace = registration.response, try kept(trace) != nil { return .otherClient }
      client = try insertClient(registration)
    }
    note(line, of: try insertAssessment(registration, client))
    try keepTrace(of: registration, client)
    return outcome
  }

  private func note(_ line: Int, of assessment: Int64) {
    let place = Int(assessment - firstWritten - 1)
    if place < 0 { return }
    while lines.count <= place { lines.append(0) }
    lines[place] = Int32(truncatingIfNeeded: line)
  }

  /// The line of an assessment that was written by this writer.
  private func line(of assessment: Int64) -> Int? {
    let place = Int(assessment - firstWritten - 1)
    return lines.indices.contains(place) && lines[place] > 0 ? Int(lines[place]) : nil
  }

  /// Takes away what it comes in the place of.
  ///
  /// - Returns: why it is not written, nil when it can be.
  private func makeRoom(
    for registration: PreparedRegistration, of client: Int64, line: Int,
    _ outcome: inout Outcome
  ) throws -> Outcome? {
    let there = try earlier(client, registration.filledOn, registration.part)
    if let there, there.mark == registration.mark {
      if let first = self.line(of: there.id) { return .repeated(line: first, isSame: true) }
      try keepTrace(of: registration, client)
      return .same
    }
    if let trace = registration.response, let known = try kept(trace) {
      guard known.client == client else { return .otherClient }
      let before = try earlier(client, known.filledOn, known.part)
      switch before == nil ? .same : trace.age(beside: known.trace) {
      case .earlier: return .outdated
      case .same: break
      case .later:
        if let there, there.id != before?.id, !replaces { return .conflict }
        if let before { try remove(before.id) }
        if let there, there.id != before?.id { try remove(there.id) }
        outcome = .corrected(
          from: Day(number: known.filledOn), to: Day(number: registration.filledOn))
        return nil
      }
    }
    guard let there else { return nil }
    if let first = self.line(of: there.id) { return .repeated(line: first, isSame: false) }
    guard replaces else { return .conflict }
    try remove(there.id)
    outcome = .replaced
    return nil
  }

  private func kept(_ trace: ResponseTrace) throws -> KeptResponse? {
    try KeptResponse.read(
      KeptResponse.key(trace.name, of: instrument, sealer.keys.marks), database)
  }

  /// Keeps by what a response is known elsewhere, in its latest form.
  private func keepTrace(of registration: PreparedRegistration, _ client: Int64) throws {
    guard let trace = registration.response else { return }
    if let known = try kept(trace), trace.age(beside: known.trace) == .earlier { return }
    let kept = KeptResponse(
      client: client, filledOn: registration.filledOn, part: registration.part, trace: trace)
    try kept.write(
      KeptResponse.key(trace.name, of: instrument, sealer.keys.marks), database)
  }

  private func known(_ code: String) throws -> (id: Int64, isForgotten: Bool)? {
    // Codes that rise need no look-up: files usually come in order.
    if Array(code.utf8).lexicographicallyPrecedes(greatest.utf8) || code == greatest {
      return try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT id, forgotten IS NOT NULL FROM client WHERE code = ?"), arguments: [code]
      ).map { (id: $0[0], isForgotten: $0[1]) }
    }
    greatest = code
    return nil
  }

  private func earlier(
    _ client: Int64, _ filledOn: Int32, _ part: Int64
  ) throws -> (id: Int64, mark: [UInt8])? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT id, mark FROM assessment
          WHERE client = ? AND instrument = ? AND filled_on = ? AND part = ?
          """), arguments: [client, instrument, filledOn, part])
    return row.map { (id: $0[0], mark: Array($0[1] as Data)) }
  }

  private func remove(_ assessment: Int64) throws {
    for table in ["action", "referral", "status"] {
      try database.execute(
        sql: "DELETE FROM \(table) WHERE assessment = ?", arguments: [assessment])
    }
    try database.execute(sql: "DELETE FROM assessment WHERE id = ?", arguments: [assessment])
  }

  /// Identity that is newer replaces, older fills gaps; each time under a new key.
  private func merge(_ registration: PreparedRegistration, into client: Int64) throws {
    guard registration.identity != nil,
      let row = try Row.fetchOne(
        database, sql: "SELECT identity, identity_key, number_code FROM client WHERE id = ?",
        arguments: [client])
    else { return }
    born.forget(client)
    let newest =
      try Int32.fetchOne(
        database, sql: "SELECT max(filled_on) FROM assessment WHERE client = ?",
        arguments: [client]) ?? Int32.min
    let isNewer = registration.filledOn >= newest
    var content = registration.identityContent
    if let box = row["identity"] as Data?, let key = row["identity_key"] as Data? {
      let known = try sealer.keys.sealer.open(
        SealedBox(wrappedKey: Array(key), box: Array(box)), client: registration.client,
        kind: .identity)
      content =
        isNewer
        ? SealedFields.merged(newer: content, older: known)
        : SealedFields.merged(newer: known, older: content)
    }
    let sealed = try sealer.keys.sealer.seal(
      content, client: registration.client, kind: .identity)
    let number: Data? = row["number_code"]
    let given = registration.numberCode.map { Data($0) }
    try database.execute(
      sql: "UPDATE client SET identity = ?, identity_key = ?, number_code = ? WHERE id = ?",
      arguments: [
        Data(sealed.box), Data(sealed.wrappedKey), isNewer ? given ?? number : number ?? given,
        client,
      ])
  }

  private func insertClient(_ registration: PreparedRegistration) throws -> Int64 {
    let row = statements.client
    row.bind(1, registration.client)
    row.bind(2, registration.identity?.box)
    row.bind(3, registration.identity?.wrappedKey)
    row.bind(4, registration.numberCode)
    try row.run()
    let client = database.lastInsertedRowID
    born.add(registration.birthDay, of: client)
    return client
  }

  private func insertAssessment(
    _ registration: PreparedRegistration, _ client: Int64
  ) throws -> Int64 {
    let row = statements.assessment
    let numbers: [Int64] = [
      client, instrument, version, Int64(registration.filledOn), enteredAt, who.operator,
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
    row.bind(19, registration.mark)
    row.bind(20, registration.part)
    row.bind(21, kept)
    try row.run()
    let assessment = database.lastInsertedRowID
    try insertParts(registration, assessment, client)
    return assessment
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
      try statements.action.run()
    }
  }
}
