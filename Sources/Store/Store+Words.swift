import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

/// What is sealed with a client, opened for somebody who may read it.
extension Store {
  /// One sealed field of some clients, opened and logged in one go: of the identity what stands, or
  /// the newest answer in a note.
  ///
  /// - Returns: for each client the words, nil where nothing is known.
  /// - Parameter isStopped: asked now and then; true ends it, and nothing is shown or logged.
  package func words(
    of clients: [String], field: Field, actor: Actor, isStopped: () -> Bool = { false }
  ) throws -> [String?] {
    let found = try reading { database in
      let identities = field.group == .identity ? try IdentityReader(self, database) : nil
      return try clients.enumerated().map { place, client -> String? in
        if place % 1024 == 0, isStopped() { throw CancellationError() }
        return try identities.map { try $0.word(field.name, of: client) }
          ?? note(field.name, of: client, database)
      }
    }
    try log(
      TrailEntry(
        verb: field.group.rawValue, actor: actor, about: clients,
        fields: [field.name], count: clients.count))
    return found
  }

  private func note(
    _ name: String, of client: String, _ database: Database
  ) throws -> String? {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT a.notes, a.notes_key, c.code FROM assessment a JOIN client c ON c.id = a.client
          WHERE a.client \(Persons.clients) AND a.notes IS NOT NULL
          ORDER BY a.filled_on DESC, a.id DESC
          """), arguments: [client])
    while let row = try rows.next() {
      guard let box = row[0] as Data?, let key = row[1] as Data? else { continue }
      let content = try keys.sealer.open(
        SealedBox(wrappedKey: Array(key), box: Array(box)), client: row[2], kind: .notes)
      guard let known = SealedFields.read(content) else {
        throw StoreError(.damaged(what: "notes"))
      }
      if let word = known.first(where: { $0.name == name })?.value { return word }
    }
    return nil
  }
}

/// Tells what stands of the identity of one client after another.
final class IdentityReader {
  private let database: Database
  private let sealer: ClientSealer
  private let folder: ClientFolder
  private let reader: StatementReader

  /// - Parameter until: what was told on a later day is not read.
  init(_ store: Store, _ database: Database, until: Day? = nil) throws {
    self.database = database
    sealer = store.keys.sealer
    var names = try Store.names(database)
    let moves = try AcceptedMoves(database, &names)
    reader = StatementReader(
      store.law.book(), names: names, types: try ItemTypes(database), moves: moves)
    folder = try ClientFolder(database, reader, sealer, until: until?.number)
  }

  /// The names of what may be known of somebody's identity.
  static let fields = FieldCatalog.standard.fields.filter { $0.group == .identity }.map(\.name)

  /// Who was registered once is what that registration says; others are folded by the law.
  func word(_ name: String, of code: String) throws -> String? {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT a.client, identity, identity_key, c.code FROM assessment a
          JOIN client c ON c.id = a.client
          WHERE a.client \(Persons.clients) ORDER BY filled_on DESC, a.id DESC
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
}
