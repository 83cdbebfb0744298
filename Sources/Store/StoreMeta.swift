import Foundation
import GRDB
import InstrumentKit
import Seal

/// What a store knows of itself.
struct StoreMeta: Sendable {
  let id: String
  let name: String
  let fixedDate: Day?
  let numberKey: [UInt8]
  /// Whose days are its days; nil in stores of a time that knew none.
  let zone: String?

  /// What its mark is made of: a day changed later would change every age, a zone what is today.
  var content: [UInt8] {
    let zone = zone.map { "\n\($0)" } ?? ""
    return Array("\(id) \(fixedDate.map { "\($0.number)" } ?? "-") \(name)\(zone)".utf8)
  }

  func write(_ database: Database, _ marks: ContentMark) throws {
    let rows: [(String, (any DatabaseValueConvertible)?)] = [
      ("id", id), ("name", name), ("fixed-date", fixedDate.map { Int64($0.number) }),
      ("number-key", Data(numberKey)), ("generation", 1), ("zone", zone),
      ("mark", Data(marks.mark(of: content))),
    ]
    for (key, value) in rows {
      try database.execute(
        sql: "INSERT INTO meta (key, value) VALUES (?, ?)", arguments: [key, value])
    }
  }

  static func read(_ database: Database) throws -> StoreMeta? {
    func value(_ key: String) throws -> DatabaseValue? {
      try DatabaseValue.fetchOne(
        database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
    }
    guard let id = try value("id").flatMap(String.fromDatabaseValue),
      let name = try value("name").flatMap(String.fromDatabaseValue),
      let numberKey = try value("number-key").flatMap(Data.fromDatabaseValue)
    else { return nil }
    let fixed = try value("fixed-date").flatMap(Int32.fromDatabaseValue)
    return StoreMeta(
      id: id, name: name, fixedDate: fixed.map(Day.init(number:)), numberKey: Array(numberKey),
      zone: try value("zone").flatMap(String.fromDatabaseValue))
  }
}

/// The folder around the database.
enum StoreFolder {
  /// Makes the folder and its rooms, for the owner alone.
  static func create(_ folder: String) throws {
    let manager = FileManager.default
    if manager.fileExists(atPath: folder + "/store.db") {
      throw StoreError(.existsAlready, path: folder)
    }
    if let content = try? manager.contentsOfDirectory(atPath: folder), !content.isEmpty {
      throw StoreError(.folderNotEmpty, path: folder)
    }
    do {
      let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
      try manager.createDirectory(
        atPath: folder + "/drafts", withIntermediateDirectories: true, attributes: owner)
      try manager.setAttributes(owner, ofItemAtPath: folder)
    } catch {
      throw StoreError.of(errno, path: folder)
    }
  }

  /// Keeps the database as it was before a migration; it is whole as soon as it has its name.
  static func copyDatabase(_ queue: DatabaseQueue, _ folder: String, version: Int) throws {
    let path = Store.copy(of: version, in: folder)
    if FileManager.default.fileExists(atPath: path) { return }
    let part = path + "-part"
    unlink(part)
    let copy = try DatabaseQueue(path: part)
    try queue.backup(to: copy)
    try copy.close()
    chmod(part, 0o600)
    try BesideFolder.sync(part)
    guard rename(part, path) == 0 else { throw StoreError.of(errno, path: path) }
    try BesideFolder.sync(folder)
  }
}

extension Store {
  /// Where the database of an earlier version is kept.
  static func copy(of version: Int, in folder: String) -> String {
    "\(folder)/store-v\(version).db"
  }
}

extension StoreError {
  /// Runs something on the database; its errors come out as facts.
  static func translating<Value>(_ path: String, _ run: () throws -> Value) throws -> Value {
    do {
      return try run()
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw StoreError(.locked, path: path)
      case .SQLITE_FULL: throw StoreError(.diskFull, path: path)
      case .SQLITE_IOERR where isFull(path, error), .SQLITE_CANTOPEN where isFull(path, error):
        throw StoreError(.diskFull, path: path)
      case .SQLITE_NOTADB, .SQLITE_CORRUPT:
        throw StoreError(.damaged(what: "database"), path: path)
      case .SQLITE_CANTOPEN where access(path + "/store.db", R_OK) != 0:
        throw StoreError.of(errno, path: path)
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
        throw StoreError(.readOnly, path: path)
      default: throw StoreError(.database(error.extendedResultCode.rawValue), path: path)
      }
    }
  }

  /// Whether the disk is the reason: the library says so of pages only, and of all else that reading
  /// or writing failed.
  private static func isFull(_ path: String, _ error: DatabaseError) -> Bool {
    // Of the file that shares the log only its length is set.
    if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE { return true }
    var facts = statvfs()
    guard statvfs(path, &facts) == 0, facts.f_flag & UInt(ST_RDONLY) == 0 else { return false }
    return facts.f_bavail * UInt(facts.f_frsize) < 64 << 10
      || (facts.f_files > 0 && facts.f_favail == 0)
  }
}
