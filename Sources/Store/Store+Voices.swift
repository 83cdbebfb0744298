import GRDB
import InstrumentKit
import Profile
import Records

/// Something that was said and does not become what stands, or that takes the place of what somebody
/// else said of the same day.
package struct Voice: Sendable {
  package enum Matter: Hashable, Sendable {
    case level(Threshold)
    /// A field, or `instrument.item`.
    case fact(String)
  }

  /// What an entry says of it.
  package struct Said: Sendable {
    package let number: Int64
    package let on: Day
    /// Nil for a level recorded by itself.
    package let source: String?
    package let organisation: String?
    package let finding: Finding?
    /// Nil where it only felled what was said.
    package let answer: Answer?
  }

  package let matter: Matter
  package let own: Said
  package let other: Said
  /// Whether what was said stands, and the other does not.
  package let stands: Bool

  /// Whether the other fell because the thing of which it is a part was said anew.
  package var isByGroup: Bool { own.finding == nil && own.answer == nil }
}

extension Store {
  /// What some entries of a client say that is not as others have it; the newest other of each.
  package func voices(of client: String, _ own: Set<Int64>) throws -> [Voice] {
    if own.isEmpty { return [] }
    return try reading { database in
      let id = try Int64.fetchOne(
        database, sql: "SELECT coalesce(merged, id) FROM client WHERE code = ?",
        arguments: [client])
      guard let id else { return [] }
      return try VoiceReader(self, database).voices(of: id, own)
    }
  }
}

extension Store {
  /// The clients of some entries, in order, of whom an answer is not as others have it.
  package func otherwise(_ entries: [(client: String, number: Int64)]) throws -> [String] {
    let own = Dictionary(grouping: entries) { $0.client }
    return try own.keys.sorted().filter { client in
      try !voices(of: client, Set(own[client, default: []].map(\.number))).isEmpty
    }
  }
}

/// Compares what some entries say with what stands after all of them.
struct VoiceReader {
  private let database: Database
  private let folder: ClientFolder
  private let book: FactBook

  init(_ store: Store, _ database: Database) throws {
    self.database = database
    book = store.book()
    var names = try Store.names(database)
    let moves = try AcceptedMoves(database, &names)
    let reader = StatementReader(
      book, names: names, types: try ItemTypes(database), moves: moves)
    folder = try ClientFolder(database, reader, store.keys.sealer, until: nil)
  }

  private typealias Entry = (on: Day, number: Int, statement: Records.Statement)

  func voices(of client: Int64, _ own: Set<Int64>) throws -> [Voice] {
    let entries: [Entry] = try folder.entries(of: client, identity: true, notes: true)
    var fold = Fold(book)
    for entry in entries { fold.take(entry.statement, on: entry.on, entry: entry.number) }
    var found: [Voice] = []
    for entry in entries where own.contains(Int64(entry.number)) {
      for threshold in Threshold.all {
        if let voice = try voice(of: threshold, entry, entries, fold.known) { found.append(voice) }
      }
      for fact in entry.statement.answers.places {
        if let voice = try voice(of: fact, entry, entries, fold.known) { found.append(voice) }
      }
      for (fact, standing) in fold.known.facts {
        // One thing was said anew, and what the other said of it went along.
        guard case .fallen(by: entry.number) = standing.state, let said = standing.offered,
          said.on == entry.on, !own.contains(Int64(said.entry))
        else { continue }
        found.append(
          Voice(
            matter: .fact(book.names[fact]), own: try self.said(entry.number, entry.on),
            other: try self.said(said.entry, said.on, answer: said.answer), stands: true))
      }
    }
    return found
  }

  /// The entries of the same day that came before one, the newest first.
  private func before(_ entry: Entry, _ entries: [Entry]) -> [Entry] {
    entries.filter { $0.on == entry.on && $0.number < entry.number }.reversed()
  }

  private func voice(
    of threshold: Threshold, _ entry: Entry, _ entries: [Entry], _ known: Known
  ) throws -> Voice? {
    guard let level = entry.statement.levels[threshold] else { return nil }
    let own = try said(entry.number, entry.on, finding: .level(level))
    let standing = known.levels[threshold]
    if let number = standing?.entry, let on = standing?.on, number != entry.number {
      guard let finding = standing?.finding, finding != .level(level) else { return nil }
      return Voice(
        matter: .level(threshold), own: own, other: try said(number, on, finding: finding),
        stands: false)
    }
    for other in before(entry, entries) {
      guard let theirs = other.statement.levels[threshold], theirs != level else { continue }
      return Voice(
        matter: .level(threshold), own: own,
        other: try said(other.number, other.on, finding: .level(theirs)), stands: true)
    }
    return nil
  }

  private func voice(
    of fact: Int, _ entry: Entry, _ entries: [Entry], _ known: Known
  ) throws -> Voice? {
    guard let answer = entry.statement.answers[fact], answer.isValue else { return nil }
    let own = try said(entry.number, entry.on, answer: answer)
    let matter = Voice.Matter.fact(book.names[fact])
    switch known.facts[fact]?.state {
    case .stands(let standing)? where standing.entry == entry.number:
      for other in before(entry, entries) {
        guard let theirs = other.statement.answers[fact], theirs.isValue,
          !theirs.agrees(with: answer)
        else { continue }
        return Voice(
          matter: matter, own: own, other: try said(other.number, other.on, answer: theirs),
          stands: true)
      }
      return nil
    case .stands(let standing)?, .notApplicable(let standing)?, .noLongerKnown(let standing)?:
      if standing.answer.agrees(with: answer) { return nil }
      return Voice(
        matter: matter, own: own,
        other: try said(standing.entry, standing.on, answer: standing.answer), stands: false)
    case .fallen(by: let number)?:
      // What a form itself does not ask is told where it is answered.
      guard number != entry.number, let other = entries.first(where: { $0.number == number })
      else { return nil }
      return Voice(
        matter: matter, own: own, other: try said(number, other.on), stands: false)
    case .unanswered?, nil: return nil
    }
  }

  /// An entry and who made it.
  private func said(
    _ number: Int, _ on: Day, finding: Finding? = nil, answer: Answer? = nil
  ) throws -> Voice.Said {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT i.text, o.text FROM assessment a JOIN name i ON i.id = a.instrument
            LEFT JOIN name o ON o.id = a.organisation WHERE a.id = ?1
          UNION ALL SELECT NULL, o.text FROM observation b
            LEFT JOIN name o ON o.id = b.organisation WHERE b.id = ?1
          """), arguments: [number])
    return Voice.Said(
      number: Int64(number), on: on, source: row?[0], organisation: row?[1], finding: finding,
      answer: answer)
  }
}
