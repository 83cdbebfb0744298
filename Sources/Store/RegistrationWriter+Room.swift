import GRDB
import InstrumentKit

/// What becomes of a registration whose client is there: decided before anything is written.
extension RegistrationWriter {
  /// What becomes of a registration.
  struct Room {
    let outcome: Outcome
    /// The entry that it is said anew of, which keeps its number and is put beside.
    var before: KeyedEntry?
    /// The same laid over what that entry says.
    var laid: PreparedRegistration?
    /// The entries that are put beside, and by what.
    var aside: [(KeyedEntry, Deed)] = []

    init(_ outcome: Outcome, _ before: KeyedEntry? = nil) {
      (self.outcome, self.before) = (outcome, before)
    }
  }

  func room(
    for registration: PreparedRegistration, of client: Int64, line: Int,
    _ lay: ((KeptContent) throws -> LaidOver?)?
  ) throws -> Room {
    if let correcting = replacing.entry {
      var room = Room(.replaced, try entry(corrected: correcting, by: registration, client))
      room.aside = room.before.map { [($0, .correct)] } ?? []
      return room
    }
    let there = try there(registration, client)
    if let there, there.mark == registration.mark, there.stands {
      if let first = self.line(of: there.number) {
        return Room(.repeated(line: first, isSame: true))
      }
      try keepTrace(of: registration, client)
      return Room(.same)
    }
    if let room = try room(forResponse: registration, of: client, there) { return room }
    // What a person says of a day of which nothing stands is an entry of its own.
    guard let there, there.stands || replacing.deed != .correct else { return Room(.added) }
    if let first = self.line(of: there.number) {
      let isSame = marksOfLaid[there.number] == registration.mark
      return Room(.repeated(line: first, isSame: isSame))
    }
    return try room(for: registration, of: client, over: there, lay)
  }

  private func room(
    for registration: PreparedRegistration, of client: Int64, over there: KeyedEntry,
    _ lay: ((KeptContent) throws -> LaidOver?)?
  ) throws -> Room {
    func laid(_ content: KeptContent?) throws -> LaidOver? {
      guard let lay, let content else { return nil }
      return try lay(content)
    }
    let contents = try self.contents ?? KeptContents(database, sealer.keys)
    self.contents = contents
    if there.stands, lay != nil, try laid(contents.latest(there.number))?.isSame == true {
      return Room(.same)
    }
    if let deed = there.revised, !replacing.isOverCorrections {
      let wasBefore =
        try there.wasBefore(registration.mark, database)
        || contents.versions("a.id = ?", [there.number]).contains { version in
          try version.registration.on.number == registration.filledOn
            && laid(version)?.isSame == true
        }
      return Room(wasBefore ? .before(deed) : .revised(deed), there)
    }
    guard replacing.isAllowed else { return Room(.conflict, there) }
    let over = lay == nil ? nil : try laid(contents.latest(there.number))
    var room = Room(.replaced, there)
    room.laid = over?.registration
    room.aside = [(there, replacing.deed)]
    return room
  }

  /// Where a later form of a response that was taken goes; nil for what is no such form.
  private func room(
    forResponse registration: PreparedRegistration, of client: Int64, _ there: KeyedEntry?
  ) throws -> Room? {
    guard let trace = registration.response, let known = try kept(trace) else { return nil }
    guard known.client == client else { return Room(.otherClient) }
    guard let before = try standing(client, known.filledOn, known.part) else { return nil }
    switch trace.age(beside: known.trace) {
    case .earlier: return Room(.outdated)
    case .same: return nil
    case .later:
      let other = there.flatMap { $0.stands && $0.number != before.number ? $0 : nil }
      if other != nil, !replacing.isAllowed { return Room(.conflict) }
      let outcome = Outcome.corrected(
        from: Day(number: known.filledOn), to: Day(number: registration.filledOn))
      var room = Room(outcome, before)
      room.aside = [(before, .replace)] + (other.map { [($0, .strike)] } ?? [])
      return room
    }
  }
}
