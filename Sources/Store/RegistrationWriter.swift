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
    /// Of a day before the client was born: not written.
    case beforeBirth
    /// It tells of a birth after an earlier registration: not written.
    case bornAfter
    /// Its national number stands for another client: not written. The line is that of the same
    /// file that gave it.
    case numberTaken(NumberHolder)
  }

  package let sealer: RegistrationSealer
  let database: Database
  let statements: WriterStatements
  let instrument: Int64
  let version: Int64
  let who: (operator: Int64, organisation: Int64)
  let enteredAt: Int64
  private var births: BirthCheck
  let replacing: Replacing
  private let superseding: Superseding
  let numbers: NumberCheck
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
  /// The lines of those that were there before, and the marks of the rows that were laid over them.
  private var linesOfOlder: [Int64: Int] = [:]
  var marksOfLaid: [Int64: [UInt8]] = [:]
  var contents: KeptContents?
  /// Entries beside which others of the same day or a later one stand, of the first clients.
  package private(set) var besideOthers: [(client: String, number: Int64)] = []
  private static let mostBeside = 1_000
  private var others: RawStatement?
  private static let beside = """
    SELECT 1 FROM assessment WHERE client = ?1 AND filled_on >= ?2 AND id <> ?3
    UNION ALL SELECT 1 FROM observation WHERE client = ?1 AND observed_on >= ?2 LIMIT 1
    """
  /// The clients of whom an entry was said anew, as far as the trail names them.
  private(set) var corrected: [String] = []

  init(
    _ database: Database, sealer: RegistrationSealer, _ job: Store.ImportJob, link: Int64,
    at moment: Int64
  ) throws {
    kept = job.keepsHistory ? 1 : nil
    self.database = database
    self.sealer = sealer
    replacing = job.replacing
    superseding = Superseding(database: database, link: link)
    instrument = sealer.names.id(job.instrument)
    version = sealer.names.id(job.version)
    who = (sealer.names.id(job.actor.name), sealer.names.id(job.actor.organisation))
    enteredAt = moment
    births = BirthCheck(sealer.keys.sealer, known: job.birthDay)
    greatest = try String.fetchOne(database, sql: "SELECT max(code) FROM client") ?? ""
    let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM client") ?? 0
    born = FreshBirthDays(first: last + 1)
    firstWritten = try EntryNumbers.last(database)
    nextNumber = firstWritten + 1
    hasPast =
      try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM revision)") ?? false
    numbers = try NumberCheck(database, job.numbers)
    statements = try WriterStatements(database)
    try sealer.names.flush(database)
    try WriterStatements.describe(sealer.layout, database)
  }

  /// The day of a referral that stands though what was written last says that there is none.
  package private(set) var standingReferral: Day?

  /// - Throws: ``StoreError`` or a database error; the transaction is then undone.
  /// - Parameters:
  ///   - line: where it stands in its file, so that a later row of the same key can be told.
  ///   - lay: gives it laid over what an entry of its key says; nil where it is said as a whole.
  package func write(
    _ registration: PreparedRegistration, line: Int = 0,
    lay: ((KeptContent) throws -> LaidOver?)? = nil
  ) throws -> Outcome {
    try sealer.names.flush(database)
    standingReferral = nil
    guard let known = try known(registration.client) else {
      if let trace = registration.response, try kept(trace) != nil { return .otherClient }
      if let holder = try numbers.holder(of: registration, nil) { return taken(holder) }
      let client = try insertClient(registration)
      born.add(registration.birthDay, of: client)
      return try written(Room(.added), registration, client, line: line)
    }
    let client = known.id
    if known.isForgotten {
      // What was taken before it was forgotten may come again; nothing of it is taken.
      return try there(registration, client) != nil ? .same : .forgotten
    }
    if let fault = try births.fault(registration, of: client, born, database) { return fault }
    let room = try room(for: registration, of: client, line: line, lay)
    switch room.outcome {
    case .added, .replaced, .corrected:
      if let holder = try numbers.holder(of: registration, client, over: room.before?.number) {
        return taken(holder)
      }
      if try isSaid(registration, room, client) { return .same }
      if known.isGone { try Store.comeBack(client, database) }
      born.forget(client)
      if registration.isNotFollowedUp {
        standingReferral = try referral(of: client, until: registration.filledOn)
      }
      let outcome = try written(room, registration, client, line: line)
      try look(for: registration, room.before?.number ?? nextNumber - 1, client)
      return outcome
    default: return room.outcome
    }
  }

  private func written(
    _ room: Room, _ registration: PreparedRegistration, _ client: Int64, line: Int
  ) throws -> Outcome {
    let before = room.before
    for (entry, deed) in room.aside { try supersede(entry, client, deed) }
    if let before, !before.isHere(client) {
      try comeBack(before.number, to: client, registration.client)
    }
    let number = before?.number ?? nextNumber
    let said = room.laid ?? registration
    if before == nil { nextNumber += 1 }
    // Words of what was laid over an entry may be new.
    try sealer.names.flush(database)
    let identity = try before.flatMap { try self.identity(of: said, over: $0, stands: false) }
    try insertAssessment(
      said, client, number, identity ?? WrittenIdentity(said),
      entered: before?.entered ?? (at: enteredAt, by: who.operator))
    let place = Int(number - firstWritten - 1)
    if place < 0 {
      linesOfOlder[number] = line
      marksOfLaid[number] = registration.mark
      if corrected.count < TrailEntry.mostNamed { corrected.append(registration.client) }
    } else {
      while lines.count <= place { lines.append(0) }
      lines[place] = Int32(truncatingIfNeeded: line)
    }
    try keepTrace(of: registration, client)
    return room.outcome
  }

  /// Notes an entry of a client who was there, where somebody else may have said another thing.
  private func look(for registration: PreparedRegistration, _ number: Int64, _ client: Int64) throws
  {
    if besideOthers.count >= Self.mostBeside { return }
    let others = try self.others ?? RawStatement(database, Self.beside)
    self.others = others
    others.bind(1, client)
    others.bind(2, Int64(registration.filledOn))
    others.bind(3, number)
    while try others.next() { besideOthers.append((registration.client, number)) }
  }

  /// Whether the entry in the place of which it would come says all of it already.
  private func isSaid(
    _ registration: PreparedRegistration, _ room: Room, _ client: Int64
  ) throws -> Bool {
    guard case .replaced = room.outcome, room.laid == nil, room.aside.count == 1,
      let before = room.before, before.stands, before.isHere(client),
      before.mark.prefix(16) == registration.mark.prefix(16)
    else { return false }
    let identity = try identity(of: registration, over: before, stands: true)
    return identity?.mark ?? registration.mark == before.mark
  }

  /// What a registration says of the identity that is said anew, and what stays of it.
  ///
  /// - Parameter stands: whether the entry was not put beside yet.
  private func identity(
    of registration: PreparedRegistration, over entry: KeyedEntry, stands: Bool
  ) throws -> WrittenIdentity? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT identity, identity_key, number_code, c.code
          FROM \(stands ? "" : "past_")assessment a
          JOIN client c ON c.id = a.\(stands ? "client" : "owner")
          WHERE a.id = ? \(stands ? "" : "ORDER BY until DESC LIMIT 1")
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
  func line(of number: Int64) -> Int? {
    let place = Int(number - firstWritten - 1)
    if place < 0 { return linesOfOlder[number].flatMap { $0 > 0 ? $0 : nil } }
    return lines.indices.contains(place) && lines[place] > 0 ? Int(lines[place]) : nil
  }

  private func taken(_ holder: NumberCheck.Holder) -> Outcome {
    .numberTaken(NumberHolder(client: holder.client, line: line(of: holder.entry)))
  }

  /// Clients that came and whose code differs from another's only in capitals, dashes and zeros.
  package func nearCodes() throws -> Int { try NearCodes.count(since: born.first, database) }

  /// The rows whose number stands for another client too, where that was not looked for row by
  /// row, each with the line of the first.
  package func numbersTwice() throws -> [(line: Int, first: Int)] {
    try numbers.makeIndex()
    return try numbers.twice().map { (line(of: $0.entry) ?? 0, line(of: $0.first) ?? 0) }
      .sorted { $0.line < $1.line }
  }

  /// Seals an entry that went to another client with this one again.
  private func comeBack(_ number: Int64, to client: Int64, _ code: String) throws {
    guard let entry = try EntryHead.read(number, database) else { return }
    try ResealedEntry(
      entry, from: entry.code, to: (client, code), sealer.keys, database
    ).write()
    try Store.markGone(entry.client, database)
    if corrected.count < TrailEntry.mostNamed { corrected.append(entry.code) }
  }

  /// The entry that is corrected; by another day it may not take another's place.
  func entry(
    corrected number: Int64, by registration: PreparedRegistration, _ client: Int64
  ) throws -> KeyedEntry {
    if let other = try there(registration, client), other.stands, other.number != number {
      throw StoreError(.notRevised(.isTaken(by: other.number)))
    }
    guard let entry = try KeyedEntry.read(number: number, database) else {
      throw StoreError(.notRevised(.unknownEntry))
    }
    return entry
  }

  private func supersede(_ entry: KeyedEntry, _ client: Int64, _ deed: Deed) throws {
    // Of one that was struck there is nothing to put beside.
    try superseding.supersede(.registration, entry.number)
    try Revision(
      entry: entry.number, kind: .registration, deed: deed, client: client, was: entry.client,
      link: superseding.link, at: enteredAt, who: who,
      because: try replacing.because.flatMap { words in
        try Store.code(of: client, database).map {
          try sealer.keys.sealer.seal(Array(words.utf8), client: $0, kind: .because)
        }
      }
    ).write(database, sealer.keys)
  }

  func kept(_ trace: ResponseTrace) throws -> KeptResponse? {
    try KeptResponse.read(
      KeptResponse.key(trace.name, of: instrument, sealer.keys.marks), database)
  }

  /// Keeps by what a response is known elsewhere, in its latest form.
  func keepTrace(of registration: PreparedRegistration, _ client: Int64) throws {
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
  func there(
    _ registration: PreparedRegistration, _ client: Int64
  ) throws -> KeyedEntry? {
    let key: StatementArguments = [
      client, instrument, registration.filledOn, registration.part, who.organisation,
    ]
    return try KeyedEntry.read(key, hasPast: hasPast, database)
  }

  func standing(
    _ client: Int64, _ filledOn: Int32, _ part: Int64
  ) throws -> KeyedEntry? {
    try KeyedEntry.read(
      [client, instrument, filledOn, part, who.organisation], hasPast: false, database)
  }
}
