import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Records
import Seal

/// Compares, client by client, what was read of a store before it was migrated with what its
/// tables show now.
final class MigrationReader {
  private let database: Database
  private let keys: Store.StoreKeys
  private let builder: ColumnBuilder
  private let columns: [RowKind: [String: Column]]
  private let reader: StatementReader
  private let folder: ClientFolder
  private let rounds: [(id: Int64, column: Column)]
  private let rows: (referrals: [Int32: Int], actions: [Int32: Int])
  /// The columns of what was answered, by the id of its name.
  private var answered: [Int64: Column] = [:]
  private var found: MigrationReport

  init(_ store: Store, _ database: Database, from: Int) throws {
    self.database = database
    keys = store.keys
    builder = try ColumnBuilder(store, database)
    let columns = builder.finishedColumns()
    self.columns = columns
    reader = StatementReader(
      store.book(), names: builder.names, types: builder.types, moves: builder.moves)
    folder = try ClientFolder(database, reader, keys.sealer, until: nil)
    for (id, name) in builder.names where MigrationReader.isOfEntries(name) {
      if let column = columns[.clients]?[name] { answered[id] = column }
    }
    rounds = builder.names.compactMap { id, name in
      columns[.clients]?["\(name).measurements"].map { (id, $0) }
    }.sorted { $0.1.name < $1.1.name }
    func count(_ kind: RowKind) -> [Int32: Int] {
      (columns[kind]?["client-row"]?.cells ?? []).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    rows = (count(.referrals), count(.actions))
    found = MigrationReport(from: from, clientCount: builder.codes.count)
  }

  /// What the store works out itself is no answer.
  private static func isOfEntries(_ name: String) -> Bool {
    !["client", "filled-on", "client-row", "birth-date", "birth-year", "levels-on"].contains(name)
  }

  func report() throws -> MigrationReport {
    let former = FormerReader(database, reader, builder.moves)
    try former.each { client, reading in
      let row = Int(builder.places[client])
      if row >= 0 { try compare(client, row, reading) }
    }
    found.changes = found.changes.enumerated().sorted {
      ($0.element.client, $0.offset) < ($1.element.client, $1.offset)
    }.map(\.element)
    return found
  }

  private func compare(_ client: Int64, _ row: Int, _ reading: FormerReading) throws {
    let difference = ReadingDifference(reading, builder, row, answered)
    if difference.isUnspecified { found.unspecified += 1 }
    let code = builder.codes[row]
    var changes: [MigrationReport.Change] = []
    func add(
      _ kind: MigrationReport.Kind, _ name: String, _ before: String?, _ after: String?,
      _ why: (MigrationReport.Reason, Day?)
    ) {
      changes.append(
        MigrationReport.Change(
          client: code, kind: kind, name: name, before: before, after: after, reason: why.0,
          on: why.1))
    }
    let identity = try identity(of: client, code, reading)
    if !difference.isEmpty || !identity.isEmpty {
      let why = try DifferenceReasons(
        folder, reader.book, client, difference, identity, words: !identity.isEmpty)
      for item in difference.answers {
        add(.answer, item.name, item.before, item.after, why.answer(item))
      }
      for item in difference.levels {
        add(.level, item.threshold.code, item.before, item.after, why.level(item))
      }
      for item in difference.specifications {
        add(
          .specification, item.word.code, item.before, item.after,
          why.specification(item))
      }
      for name in identity { add(.identity, name, nil, nil, why.identity(name)) }
    }
    func counted(
      _ kind: MigrationReport.Kind, _ name: String, _ before: Int, _ after: Int,
      _ reason: MigrationReport.Reason
    ) {
      if before != after { add(kind, name, "\(before)", "\(after)", (reason, nil)) }
    }
    counted(
      .referrals, "referrals", reading.referrals, rows.referrals[Int32(row)] ?? 0, .toldAgain)
    counted(.actions, "actions", reading.actions, rows.actions[Int32(row)] ?? 0, .toldAgain)
    for (id, column) in rounds {
      counted(
        .measurements, column.name, reading.visits[id] ?? 0, column[row].value ?? 0, .rounds)
    }
    found.changes += changes
  }

  /// The names of what reads differently of somebody's identity. Who was registered once is what
  /// that registration says.
  private func identity(
    of client: Int64, _ code: String, _ reading: FormerReading
  ) throws -> [String] {
    if reading.visits.values.reduce(0, +) < 2 { return [] }
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT identity, identity_key FROM former_identity WHERE client = ?"),
      arguments: [client])
    guard let box = row?[0] as Data?, let key = row?[1] as Data? else { return [] }
    let content = try keys.sealer.open(
      SealedBox(wrappedKey: Array(key), box: Array(box)), client: code, kind: .identity)
    guard let fields = SealedFields.read(content) else {
      throw StoreError(.damaged(what: "identity"))
    }
    let known = try folder.known(client, identity: true)
    return fields.map(\.name).filter { name in
      reader.book.place(of: name).map { known.value(of: $0) == nil } ?? false
    }
  }
}
