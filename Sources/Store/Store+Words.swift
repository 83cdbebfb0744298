import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

/// What is sealed with a client, opened for somebody who may read it.
extension Store {
  /// One sealed field of some clients, opened and logged in one go: what stands, or stood on a day.
  ///
  /// - Returns: for each client the words, nil where nothing is known.
  /// - Parameters:
  ///   - until: what was told on a later day is not read.
  ///   - isStopped: asked now and then; true ends it, and nothing is shown or logged.
  package func words(
    of clients: [String], field: Field, until: Day? = nil, actor: Actor,
    isStopped: () -> Bool = { false }
  ) throws -> [String?] {
    let found = try reading { database in
      let reader = try WordReader(self, database, until: until)
      return try clients.enumerated().map { place, client -> String? in
        if place % 1024 == 0, isStopped() { throw CancellationError() }
        return field.group == .identity
          ? try reader.word(field.name, of: client) : try reader.note(field.name, of: client)
      }
    }
    try log(
      TrailEntry(
        verb: field.group.rawValue, actor: actor, about: clients,
        fields: [field.name], count: clients.count))
    return found
  }
}

/// Tells what stands of what is sealed with one client after another.
final class WordReader {
  private let database: Database
  private let sealer: ClientSealer
  private let folder: ClientFolder
  private let reader: StatementReader
  private let referral: NewestReferral
  private let until: Int32

  /// - Parameter until: what was told on a later day is not read.
  init(_ store: Store, _ database: Database, until: Day? = nil) throws {
    self.database = database
    sealer = store.keys.sealer
    self.until = until?.number ?? Int32.max
    var names = try Store.names(database)
    let moves = try AcceptedMoves(database, &names)
    let types = try ItemTypes(database)
    reader = StatementReader(store.law.book(), names: names, types: types, moves: moves)
    folder = try ClientFolder(database, reader, sealer, until: until?.number)
    referral = try NewestReferral(database, names: names, types: types, until: self.until)
  }

  /// The names of what may be known of somebody's identity.
  static let fields = FieldCatalog.standard.fields.filter { $0.group == .identity }.map(\.name)

  /// Who was registered once is what that registration says; others are folded by the law.
  func word(_ name: String, of code: String) throws -> String? {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT a.client, identity, identity_key, \(EntryKind.sealedUnder("a", "c.code"))
          FROM assessment a
          JOIN client c ON c.id = a.client
          WHERE a.client \(Persons.clients) AND filled_on <= \(until)
          ORDER BY filled_on DESC, a.id DESC
          """), arguments: [code])
    if rows.count > 1, let fact = reader.book.place(of: name) {
      let known = try folder.known(rows[0][0], identity: true)
      if case .words(let words)? = known.value(of: fact) { return words }
      return nil
    }
    for row in rows {
      guard let box = row[1] as Data?, let key = row[2] as Data? else { continue }
      let content = try sealer.open(
        SealedBox(wrappedKey: Array(key), box: Array(box)), client: row[3], kind: .identity)
      guard let known = SealedFields.read(content) else {
        throw StoreError(.damaged(what: "identity"))
      }
      if let word = known.first(where: { $0.name == name })?.value { return word }
    }
    return nil
  }

  /// Words that may have fallen by what was said later are what is left of them by the law.
  func note(_ name: String, of code: String) throws -> String? {
    let client = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT coalesce(merged, id) FROM client WHERE code = ?"),
      arguments: [code])
    guard let client, let fact = reader.book.place(of: name) else { return nil }
    if FieldCatalog.standard.field(name)?.isOfReferral == true {
      let entries = try folder.entries(of: client, notes: true)
      if let own = try referral.entries(entries, telling: fact, of: client) {
        let newest = entries.last { own.contains($0.number) && $0.statement.gives(fact) }
        if case .words(let words)? = newest?.statement.answers[fact] { return words }
        return nil
      }
    }
    let known = try folder.known(client, notes: true)
    if case .words(let words)? = known.value(of: fact) { return words }
    return nil
  }
}
