import Foundation
import GRDB
import GRDBSQLite

/// The insertions of an import, prepared once: a million rows leave no time for boxed arguments.
final class WriterStatements {
  let client: RawStatement
  let assessment: RawStatement
  let status: RawStatement
  let referral: RawStatement
  let action: RawStatement

  init(_ database: Database) throws {
    func insert(_ table: String, _ columns: String) throws -> RawStatement {
      let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
      return try RawStatement(
        database, "INSERT INTO \(table) (\(columns)) VALUES (\(marks))")
    }
    client = try insert("client", "code, identity, identity_key, number_code")
    assessment = try insert(
      "assessment",
      """
      client, instrument, version, filled_on, entered_at, operator, organisation, low, high,
      absence_low, absence_high, word_low, word_high, applicable, answered, answers, notes,
      notes_key, mark
      """)
    status = try insert("status", "assessment, client, observed_on, answers")
    referral = try insert("referral", "assessment, client, registered_on, answers")
    action = try insert("action", "assessment, client, organisation, action")
  }
}

/// A prepared statement of SQLite itself.
final class RawStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ database: Database, _ sql: String) throws {
    guard let connection = database.sqliteConnection else {
      throw StoreError(.database(SQLITE_MISUSE))
    }
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw StoreError(.database(code)) }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  func bind(_ place: Int32, _ number: Int64) { sqlite3_bind_int64(handle, place, number) }

  func bind(_ place: Int32, _ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        _ = sqlite3_bind_text(
          handle, place, $0.baseAddress, Int32($0.count), RawStatement.transient)
      }
    }
  }

  /// Bytes, or null.
  func bind(_ place: Int32, _ bytes: [UInt8]?) {
    guard let bytes else {
      sqlite3_bind_null(handle, place)
      return
    }
    // An empty array has no address, and a null address would bind null.
    if bytes.isEmpty {
      sqlite3_bind_zeroblob(handle, place, 0)
      return
    }
    bytes.withUnsafeBytes {
      _ = sqlite3_bind_blob(
        handle, place, $0.baseAddress, Int32($0.count), RawStatement.transient)
    }
  }

  /// Runs it once; values stay bound until bound anew.
  func run() throws {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else {
      switch code & 255 {
      case SQLITE_FULL: throw StoreError(.diskFull)
      case SQLITE_BUSY: throw StoreError(.locked)
      default: throw StoreError(.database(sqlite3_extended_errcode(connection)))
      }
    }
  }

  /// Tells SQLite to copy what is bound.
  private static var transient: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}
