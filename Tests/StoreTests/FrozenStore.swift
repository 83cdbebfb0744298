import Foundation
import GRDB
import InstrumentKit
import Seal

@testable import Store

/// A copy of a store that an earlier version made, in a folder of its own.
struct FrozenStore {
  static let frozen = (#filePath as NSString).deletingLastPathComponent + "/Frozen"
  static let actor = Actor(name: "test", organisation: "test", role: "admin", purpose: "test")

  /// The folder that holds the store, its key and what a test makes beside them.
  let root: String
  var folder: String { root + "/store" }
  var key: String { root + "/store.key" }
  var list: String { root + "/store.forgotten" }

  init(_ version: String = "v1") throws {
    root = NSTemporaryDirectory() + "drempel-frozen-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root + "/store/drafts", withIntermediateDirectories: true)
    for (name, place) in [("store.db", folder + "/store.db"), ("store.key", key)] {
      try FileManager.default.copyItem(
        atPath: "\(FrozenStore.frozen)/\(version)/\(name)", toPath: place)
      chmod(place, 0o600)
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  func open(_ folder: String? = nil) throws -> Store {
    try Store.open(at: folder ?? self.folder) { _ in
      try KeyFile.read(at: key).unlock(passphrase: nil)
    }
  }

  /// Adds clients whose identity, notes and reasons are of all sizes, as an import would.
  func fill(_ store: Store, clients: Int, using generator: inout some RandomNumberGenerator) throws
  {
    func content() -> [UInt8] {
      let size =
        Int.random(in: 1...9_000, using: &generator) / Int.random(in: 1...60, using: &generator)
      return (0..<max(1, size)).map { _ in UInt8.random(in: 97...122, using: &generator) }
    }
    let columns = """
      instrument, version, filled_on, entered_at, operator, organisation, low, high, absence_low,
      absence_high, word_low, word_high, applicable, answered, answers, mark, part, kept
      """
    try store.changing { database in
      for number in 0..<clients {
        let code = "F\(number)"
        try database.execute(sql: "INSERT INTO client (code) VALUES (?)", arguments: [code])
        let client = database.lastInsertedRowID
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let notes = try store.keys.sealer.seal(content(), client: code, kind: .notes)
          let identity = try store.keys.sealer.seal(content(), client: code, kind: .identity)
          let number = store.keys.numbers.code(of: "\(10_000_000_000 + number)")
          try database.execute(
            sql: """
              INSERT INTO assessment (id, client, notes, notes_key, identity, identity_key,
                number_code, \(columns))
              SELECT \(try EntryNumbers.next(database)), ?, ?, ?, ?, ?, ?, \(columns.replacingOccurrences(of: "filled_on", with: "filled_on + \(Int.random(in: 1...100_000, using: &generator))"))
              FROM assessment WHERE id = 1
              """,
            arguments: [
              client, Data(notes.box), Data(notes.wrappedKey), Data(identity.box),
              Data(identity.wrappedKey), Data(number),
            ])
          let because = try store.keys.sealer.seal(content(), client: code, kind: .because)
          try database.execute(
            sql: """
              INSERT INTO observation (id, client, threshold, level, absence, observed_on, entered_at,
                operator, organisation, because, because_key)
              SELECT \(try EntryNumbers.next(database)), ?, 3, 1, 0, 15000, 0, operator, organisation, ?, ? FROM assessment WHERE id = 1
              """, arguments: [client, Data(because.box), Data(because.wrappedKey)])
        }
        var marks: [(Int64, [UInt8])] = []
        try store.eachRegistration(database, .client(client)) {
          marks.append(
            (
              $0.id,
              store.keys.marks.mark(of: $0.content.bytes)
                + store.keys.marks.mark(of: $0.identity ?? [])
            ))
        }
        for (id, mark) in marks {
          try database.execute(
            sql: "UPDATE assessment SET mark = ? WHERE id = ?",
            arguments: [Data(mark), id])
        }
      }
      return ((), TrailEntry(verb: "import", actor: FrozenStore.actor, count: clients))
    }
  }

  /// Every sealed box, wrapped key and keyed number of a client, as bytes.
  func secrets(of code: String, in store: Store) throws -> [Data] {
    try store.reading { database in
      var found: [Data] = []
      for (table, columns) in [
        ("assessment", ["notes", "notes_key", "identity", "identity_key", "number_code"]),
        ("observation", ["because", "because_key"]),
        ("decision", ["because", "because_key"]), ("consent", ["purpose", "purpose_key"]),
      ] {
        for column in columns {
          found += try Data.fetchAll(
            database,
            sql: """
              SELECT \(column) FROM \(table) WHERE \(column) IS NOT NULL
                AND client = (SELECT id FROM client WHERE code = ?)
              """, arguments: [code])
        }
      }
      return found
    }
  }

  /// The bytes of every file of the store.
  func bytes() throws -> Data {
    let files = FileManager.default.enumerator(atPath: folder)
    var bytes = Data()
    while let name = files?.nextObject() as? String {
      bytes += FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
    }
    return bytes
  }

  /// How many of some secrets are there, each by any of its stretches of eight bytes.
  static func count(_ secrets: [Data], in bytes: Data) -> Int {
    func stretches(_ secret: Data) -> [UInt64] {
      secret.withUnsafeBytes { bytes in
        stride(from: 0, through: bytes.count - 8, by: 8).map {
          bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self)
        }
      }
    }
    let wanted = Set(secrets.flatMap(stretches))
    let found = bytes.withUnsafeBytes { bytes in
      var found: Set<UInt64> = []
      for place in 0..<max(0, bytes.count - 7) {
        let stretch = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        if wanted.contains(stretch) { found.insert(stretch) }
      }
      return found
    }
    return secrets.count { stretches($0).contains { found.contains($0) } }
  }
}
