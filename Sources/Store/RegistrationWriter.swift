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
    /// What it was before somebody did this to it since: not written.
    case before(Deed)
    /// Other content than somebody left there: not written unless that is said too.
    case revised(Deed)
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
  }

  package let sealer: RegistrationSealer
  let database: Database
  let statements: WriterStatements
  let instrument: Int64
  let version: Int64
  let who: (operator: Int64, organisation: Int64)
  let enteredAt: Int64
  private let replacing: Replacing
  private let superseding: Superseding
  /// The number of the next entry.
  var nextNumber: Int64
  /// Whether anything was ever superseded, so that former keys must be looked for.
  private let hasPast: Bool
  /// 1 when past assessments are read for many clients at once.
  let kept: Int64?
  /// The greatest client code so far: a greater one is new without looking.
  private var greatest: String
  private(set) var born: FreshBirthDays
  /// The lines of the assessments that were written, from the first on.
  private var lines: [Int32] = []
  private let firstWritten: Int64
  /// The lines of those that were there before.
  private var linesOfOlder: [Int64: Int] = [:]

  init(
    _ database: Database, sealer: RegistrationSealer, _ job: Store.ImportJob, link: Int64
  ) throws {
    kept = job.keepsHistory ? 1 : nil
    self.database = database
    self.sealer = sealer
    replacing = job.replacing
    superseding = Superseding(database: database, link: link)
    instrument = sealer.names.id(job.instrument)
    version = sealer.names.id(job.version)
    who = (sealer.names.id(job.actor.name), sealer.names.id(job.actor.organisation))
    enteredAt = Int64(time(nil))
    greatest = try String.fetchOne(database, sql: "SELECT max(code) FROM client") ?? ""
    let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM client") ?? 0
    born = FreshBirthDays(first: last + 1)
    firstWritten = try EntryNumbers.last(database)
    nextNumber = firstWritten + 1
    hasPast =
      try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM revision)") ?? false
    statements = try WriterStatements(database)
    try sealer.names.flush(database)
    try WriterStatements.describe(sealer.layout, database)
  }

  /// - Throws: ``StoreError`` or a database error; the transaction is then undone.
  /// - Parameter line: where it stands in its file, so that a later row of the same key can be told.
  package func write(_ registration: PreparedRegistration, line: Int = 0) throws -> Outcome {
    try sealer.names.flush(database)
    guard let known = try known(registration.client) else {
      if let trace = registration.response, try kept(trace) != nil { return .otherClient }
      let client = try insertClient(registration)
      born.add(registration.birthDay, of: client)
      return try written(.added, registration, client, nil, line: line)
    }
    let client = known.id
    if known.isForgotten {
      // What was taken before it was forgotten may come again; nothing of it is taken.
      return try there(registration, client) != nil ? .same : .forgotten
    }
    let (outcome, before) = try room(for: registration, of: client, line: line)
    switch outcome {
    case .added, .replaced, .corrected:
      born.forget(client)
      if known.isGone { try Store.comeBack(client, database) }
      return try written(outcome, registration, client, before, line: line)
    default: return outcome
    }
  }

  /// - Parameter before: the entry that it is said anew of, which keeps its number.
  private func written(
    _ outcome: Outcome, _ registration: PreparedRegistration, _ client: Int64,
    _ before: KeyedEntry?, line: Int
  ) throws -> Outcome {
    let number = before?.number ?? nextNumber
    if before == nil { nextNumber += 1 }
    let identity = try before.flatMap { try self.identity(of: registration, over: $0) }
    try insertAssessment(
      registration, client, number, identity ?? WrittenIdentity(registration),
      entered: before?.entered ?? (at: enteredAt, by: who.operator))
    let place = Int(number - firstWritten - 1)
    if place < 0 {
      linesOfOlder[number] = line
    } else {
      while lines.count <= place { lines.append(0) }
      lines[place] = Int32(truncatingIfNeeded: line)
    }
    try keepTrace(of: registration, client)
    return outcome
  }

  /// What a registration says of the identity that is said anew, and what stays of it.
  private func identity(
    of registration: PreparedRegistration, over entry: KeyedEntry
  ) throws -> WrittenIdentity? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT identity, identity_key, number_code, c.code FROM past_assessment a
          JOIN client c ON c.id = a.owner
          WHERE a.id = ? ORDER BY until DESC LIMIT 1
          """), arguments: [entry.number])
    guard let row, let box = row[0] as Data?, let key = row[1] as Data? else { return nil }
    let older = try sealer.keys.sealer.open(
      SealedBox(wrappedKey: Array(key), box: Array(box)), client: row[3], kind: .identity)
    let content = SealedFields.merged(
      newer: registration.identityContent, older: older, without: registration.coveredIdentity)
    let former: Data? = row[2]
    let isNumberSaid = registration.coveredIdentity.contains("national-number")
    return WrittenIdentity(
      box: content.isEmpty
        ? nil
        : try sealer.keys.sealer.seal(content, client: registration.client, kind: .identity),
      numberCode: registration.numberCode ?? (isNumberSaid ? nil : former.map(Array.init)),
      mark: Array(registration.mark.prefix(16)) + sealer.keys.marks.mark(of: content))
  }

  /// The line of an assessment that was written by this writer.
  private func line(of number: Int64) -> Int? {
    let place = Int(number - firstWritten - 1)
    if place < 0 { return linesOfOlder[number].flatMap { $0 > 0 ? $0 : nil } }
    return lines.indices.contains(place) && lines[place] > 0 ? Int(lines[place]) : nil
  }

  /// What it comes in the place of, which is put beside.
  ///
  /// - Returns: what becomes of it, and the entry of its key.
  private func room(
    for registration: PreparedRegistration, of client: Int64, line: Int
  ) throws -> (Outcome, KeyedEntry?) {
    if let correcting = replacing.entry {
      return (.replaced, try corrected(correcting, by: registration, client))
    }
    let there = try there(registration, client)
    if let there, there.mark == registration.mark, there.stands {
      if let first = self.line(of: there.number) {
        return (.repeated(line: first, isSame: true), nil)
      }
      try keepTrace(of: registration, client)
      return (.same, nil)
    }
    if let trace = registration.response, let known = try kept(trace) {
      guard known.client == client else { return (.otherClient, nil) }
      let before = try standing(client, known.filledOn, known.part)
      if let before {
        switch trace.age(beside: known.trace) {
        case .earlier: return (.outdated, nil)
        case .same: break
        case .later:
          let other = there.flatMap { $0.stands && $0.number != before.number ? $0 : nil }
          if other != nil, !replacing.isAllowed { return (.conflict, nil) }
          try supersede(before, client, .replace)
          if let other { try supersede(other, client, .strike) }
          let outcome = Outcome.corrected(
            from: Day(number: known.filledOn), to: Day(number: registration.filledOn))
          return (outcome, before)
        }
      }
    }
    // What a person says of a day of which nothing stands is an entry of its own.
    guard let there, there.stands || replacing.deed != .correct else { return (.added, nil) }
    if let first = self.line(of: there.number) {
      return (.repeated(line: first, isSame: false), nil)
    }
    if let deed = there.revised, !replacing.isOverCorrections {
      let wasBefore = try there.wasBefore(registration.mark, database)
      return (wasBefore ? .before(deed) : .revised(deed), there)
    }
    guard replacing.isAllowed else { return (.conflict, there) }
    guard there.isHere(client) else { return (.revised(.move), there) }
    try supersede(there, client, replacing.deed)
    return (.replaced, there)
  }

  /// Puts the entry that is corrected aside; by another day it may not take another's place.
  private func corrected(
    _ number: Int64, by registration: PreparedRegistration, _ client: Int64
  ) throws -> KeyedEntry {
    if let other = try there(registration, client), other.stands, other.number != number {
      throw StoreError(.notRevised(.isTaken(by: other.number)))
    }
    guard let entry = try KeyedEntry.read(number: number, database) else {
      throw StoreError(.notRevised(.unknownEntry))
    }
    try supersede(entry, client, .correct)
    return entry
  }

  private func supersede(_ entry: KeyedEntry, _ client: Int64, _ deed: Deed) throws {
    if entry.stands { try superseding.supersede(.registration, entry.number) }
    try revise(entry.number, client, deed)
  }

  private func revise(_ number: Int64, _ client: Int64, _ deed: Deed) throws {
    try Revision(
      entry: number, kind: .registration, deed: deed, client: client, was: client,
      link: superseding.link, at: enteredAt, who: who,
      because: try replacing.because.flatMap { words in
        try Store.code(of: client, database).map {
          try sealer.keys.sealer.seal(Array(words.utf8), client: $0, kind: .because)
        }
      }
    ).write(database, sealer.keys)
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

  private func known(
    _ code: String
  ) throws -> (id: Int64, isForgotten: Bool, isGone: Bool)? {
    // Codes that rise need no look-up: files usually come in order.
    if Array(code.utf8).lexicographicallyPrecedes(greatest.utf8) || code == greatest {
      return try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT id, forgotten IS NOT NULL, gone IS NOT NULL FROM client WHERE code = ?"),
        arguments: [code]
      ).map { (id: $0[0], isForgotten: $0[1], isGone: $0[2]) }
    }
    greatest = code
    return nil
  }

  /// The entry of a key, also one that had it before it was corrected, moved or struck.
  private func there(
    _ registration: PreparedRegistration, _ client: Int64
  ) throws -> KeyedEntry? {
    let key: StatementArguments = [
      client, instrument, registration.filledOn, registration.part, who.organisation,
    ]
    return try KeyedEntry.read(key, hasPast: hasPast, database)
  }

  private func standing(
    _ client: Int64, _ filledOn: Int32, _ part: Int64
  ) throws -> KeyedEntry? {
    try KeyedEntry.read(
      [client, instrument, filledOn, part, who.organisation], hasPast: false, database)
  }
}
