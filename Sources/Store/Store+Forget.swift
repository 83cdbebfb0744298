import Foundation
import GRDB
import InstrumentKit
import Seal

extension Store {
  /// What forgetting a client destroys, and what stays under its code.
  package struct Forgetting: Sendable {
    /// Whether there is an identity; its birth day and national number go with it.
    package var hasIdentity = false
    package var notes = 0
    /// Reasons of levels and decisions, and purposes of permissions.
    package var reasons = 0
    package var drafts = 0
    package var registrations = 0
    package var observations = 0
    package var participations = 0
    /// Whether that was done at an earlier time.
    package var isDone = false

    /// Whether there is nothing that could be destroyed.
    package var isNothing: Bool { !hasIdentity && notes + reasons + drafts == 0 }
  }

  /// What forgetting would destroy; nothing is changed.
  ///
  /// - Throws: ``StoreError`` when there is no such client.
  package func forgetting(_ client: String) throws -> Forgetting {
    try reading { try forgetting(client, $0) }
  }

  private func forgetting(_ code: String, _ database: Database) throws -> Forgetting {
    guard try Store.id(of: code, database) != nil else { throw StoreError(.unknownClient) }
    // Every code of the person goes.
    func count(_ rows: String) throws -> Int {
      let rows = rows.replacing("= ?", with: Persons.clients)
      return try Int.fetchOne(
        database, sql: "SELECT count(*) FROM \(rows)", arguments: [code]) ?? 0
    }
    /// Also what was said before a correction.
    func sealed(_ kinds: [EntryKind], _ column: String) throws -> Int {
      try kinds.reduce(0) { sum, kind in
        try sum + count("\(kind.table) WHERE client = ? AND \(column) IS NOT NULL")
          + count("past_\(kind.table) WHERE owner = ? AND \(column) IS NOT NULL")
      }
    }
    return Forgetting(
      hasIdentity: try sealed([.registration], "identity") > 0,
      notes: try sealed([.registration], "notes"),
      reasons: try sealed([.level, .decision], "because") + sealed([.consent], "purpose")
        + count("revision WHERE owner = ? AND because IS NOT NULL"),
      drafts: try Store.codes(with: code, database).reduce(0) { $0 + draftFiles(of: $1).count },
      registrations: try count("assessment WHERE client = ?"),
      observations: try count("observation WHERE client = ?"),
      participations: try count("participation WHERE client = ?"),
      isDone: try count("client WHERE id = ? AND forgotten IS NOT NULL") > 0)
  }

  /// Destroys the keys and boxes of a client in one transaction; files follow, and a crash in
  /// between is made good by the next start (``finishForgetting(_:)``).
  ///
  /// - Parameters:
  ///   - list: where the forgotten are kept outside backups.
  ///   - ageBorders: the ages from which something else is counted of participations; of each is
  ///     kept between which of these somebody entered, and nothing where there are none.
  /// - Returns: what was destroyed, and whether nothing of it is left in the store's files.
  /// - Throws: ``StoreError``, or `SealError` about the list.
  package func forget(
    _ code: String, list: String, ageBorders: () throws -> [Int] = { [] }, actor: Actor
  ) throws -> (Forgetting, isFinished: Bool) {
    let found = try changing { database -> (Forgetting, TrailEntry?) in
      let found = try forgetting(code, database)
      if found.isDone, found.isNothing { return (found, nil) }
      let codes = try Store.codes(with: code, database)
      for code in codes {
        guard let client = try Store.id(of: code, database) else { continue }
        try destroy(client, ageBorders, database)
      }
      let pending = try Store.pendingForgets(database) + codes
      try database.execute(
        sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('forgetting', ?)",
        arguments: [Set(pending).sorted().joined(separator: " ")])
      return (
        found,
        TrailEntry(
          verb: "forget", actor: actor, about: codes,
          fields: ["identity", "notes", "because", "purpose", "drafts"], count: 1)
      )
    }
    return (found, try finishForgetting(list))
  }

  /// Leaves nothing of a client but rows under its code, and their marks as they are now.
  func destroy(
    _ client: Int64, _ ageBorders: () throws -> [Int], _ database: Database
  ) throws {
    try keepAgeGroups(of: client, ageBorders, database)
    try database.execute(
      sql: "UPDATE client SET forgotten = coalesce(forgotten, ?) WHERE id = ?",
      arguments: [clock.now(), client])
    try KeptResponse.forget(client, database)
    try destroyBoxes(client, database)
  }

  private func destroyBoxes(_ client: Int64, _ database: Database) throws {
    // The second half of a mark is that of the identity, which could be guessed by it.
    let noIdentity = keys.marks.mark(of: [])
    var marks: [(id: Int64, mark: [UInt8])] = []
    try eachRegistration(database, .client(client)) { registration in
      let content = registration.content.withoutNotes
      marks.append((registration.id, keys.marks.mark(of: content.bytes) + noIdentity))
    }
    for (id, mark) in marks {
      try database.execute(
        sql: "UPDATE assessment SET mark = ?, number_code = NULL WHERE id = ?",
        arguments: [Data(mark), id])
    }
    for kind in EntryKind.allCases {
      let columns = kind.boxes.flatMap { ["\($0.column) = NULL", "\($0.column)_key = NULL"] }
      if !columns.isEmpty {
        try database.execute(
          sql: "UPDATE \(kind.table) SET \(columns.joined(separator: ", ")) WHERE client = ?",
          arguments: [client])
      }
      // What was said before a correction goes whole, wherever it was told.
      for table in kind.tables {
        try database.execute(
          sql: "DELETE FROM past_\(table.name) WHERE owner = ?", arguments: [client])
      }
    }
    for (table, owner) in [("revision", "owner"), ("merge", "client")] {
      try database.execute(
        sql: "UPDATE \(table) SET because = NULL, because_key = NULL WHERE \(owner) = ?",
        arguments: [client])
    }
  }

  static func pendingForgets(_ database: Database) throws -> [String] {
    let text = try String.fetchOne(
      database, sql: "SELECT value FROM meta WHERE key = 'forgetting'")
    return text?.split(separator: " ").map(String.init) ?? []
  }

  /// Removes what files still hold of clients that were forgotten: drafts, columns with their birth
  /// days, copies made before a migration, and pages of file and log; and writes them on the list.
  ///
  /// - Returns: false when another program is in the way or the disk is full; the next start tries
  ///   again.
  /// - Throws: ``StoreError``, or `SealError` about the list.
  package func finishForgetting(_ list: String) throws -> Bool {
    if isReadOnly { return true }
    let pending = try reading(Store.pendingForgets)
    if pending.isEmpty { return true }
    let forgotten = forgottenList(list)
    for code in pending {
      for file in draftFiles(of: code) { unlink("\(folder)/drafts/\(file)") }
      try forgotten.add(code)
    }
    for file in [ColumnFile.Name.all, .changed] { unlink("\(folder)/\(file.rawValue)") }
    openedColumns = nil
    for copy in migrationCopies { unlink("\(folder)/\(copy)") }
    // What was taken away must not come back after a power cut, when nothing says that it should go.
    for path in [folder + "/drafts", folder] { try BesideFolder.sync(path) }
    guard try rewrite() else { return false }
    try StoreError.translating(folder) {
      try queue.write { try $0.execute(sql: "DELETE FROM meta WHERE key = 'forgetting'") }
    }
    return true
  }

  func forgottenList(_ path: String) -> ForgottenList {
    ForgottenList(keys.master, store: id, path: path)
  }

  /// Writes the whole file anew and cuts off the log: pages keep bytes of what was once moved
  /// elsewhere, which no deletion reaches.
  ///
  /// - Returns: false when another program is reading or writing just now.
  func rewrite() throws -> Bool {
    try Store.unstopped { try rewritten() }
  }

  private func rewritten() throws -> Bool {
    try withWait(5_000) {
      do {
        return try StoreError.translating(folder) {
          try queue.writeWithoutTransaction { database in
            // In memory it would take as much as the store is large. What the connection made for
            // itself goes when that is changed.
            isWatching = false
            try database.execute(sql: "PRAGMA temp_store = FILE")
            defer { try? database.execute(sql: "PRAGMA temp_store = MEMORY") }
            try database.execute(sql: "VACUUM")
            // The first column tells whether somebody was in the way.
            return try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
          }
        }
      } catch let error as StoreError where [.locked, .diskFull].contains(error.code) {
        return false
      }
    }
  }

  /// The database as it was before each migration.
  package var migrationCopies: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.contains(/^store-v[0-9]+\.db/) }.sorted()
  }

  /// The drafts of a client, and what a crash left of writing one.
  private func draftFiles(of client: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/drafts")) ?? []
    return names.filter { name in
      name.range(of: "--", options: .backwards).map { name[..<$0.lowerBound] == client } ?? false
    }
  }

  /// Clients that were forgotten, of whom something is there all the same.
  func checkForgotten(_ database: Database, _ findings: inout [StoreFinding]) throws {
    let rows = try Int64.fetchAll(
      database,
      sql: """
        SELECT id FROM client c WHERE forgotten IS NOT NULL AND (
          EXISTS (SELECT 1 FROM assessment WHERE client = c.id AND (notes IS NOT NULL
            OR identity IS NOT NULL OR identity_key IS NOT NULL OR number_code IS NOT NULL))
          OR EXISTS (SELECT 1 FROM past_assessment WHERE owner = c.id)
          OR EXISTS (SELECT 1 FROM revision WHERE owner = c.id AND because IS NOT NULL)
          OR EXISTS (SELECT 1 FROM merge WHERE client = c.id AND because IS NOT NULL)
          OR EXISTS (SELECT 1 FROM observation WHERE client = c.id AND because IS NOT NULL)
          OR EXISTS (SELECT 1 FROM decision WHERE client = c.id AND because IS NOT NULL)
          OR EXISTS (SELECT 1 FROM consent WHERE client = c.id AND purpose IS NOT NULL))
        """)
    findings += rows.map { StoreFinding(kind: .changed(table: "client", row: $0)) }
  }

  /// The row of a client of whom more may be recorded.
  ///
  /// - Throws: ``StoreError`` when there is none, or it was forgotten.
  static func open(_ client: String, _ database: Database) throws -> Int64 {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT id, forgotten IS NOT NULL FROM client WHERE code = ?",
        arguments: [client])
    else { throw StoreError(.unknownClient) }
    let isForgotten: Bool = row[1]
    if isForgotten { throw StoreError(.forgotten) }
    return row[0]
  }

  /// - Throws: ``StoreError`` when this client was forgotten; one that is not known may come.
  package func mustBeOpen(_ client: String) throws {
    try reading { database in
      if try Store.id(of: client, database) != nil { _ = try Store.open(client, database) }
    }
  }
}
