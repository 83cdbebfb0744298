import Foundation
import GRDB
import GRDBSQLite

/// A prepared statement of SQLite itself: a million rows leave no time for boxed values.
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

  func bind(_ place: Int32, _ number: Int64?) {
    if let number { bind(place, number) } else { sqlite3_bind_null(handle, place) }
  }

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
    if code != SQLITE_DONE { throw error(code) }
  }

  /// Goes to the next row; false after the last.
  func next() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(handle)
    if code != SQLITE_DONE { throw error(code) }
    return false
  }

  func number(_ place: Int32) -> Int64 { sqlite3_column_int64(handle, place) }

  /// A day, nil when there is none.
  func knownDay(_ place: Int32) -> Int32? {
    sqlite3_column_type(handle, place) == SQLITE_NULL
      ? nil : Int32(truncatingIfNeeded: number(place))
  }

  /// A number, nil when there is none.
  func knownNumber(_ place: Int32) -> Int64? {
    sqlite3_column_type(handle, place) == SQLITE_NULL ? nil : number(place)
  }

  /// The bytes of a text or blob, until the next row.
  func bytes(_ place: Int32) -> UnsafeBufferPointer<UInt8> {
    let base = sqlite3_column_blob(handle, place)
    return UnsafeBufferPointer(
      start: base?.assumingMemoryBound(to: UInt8.self),
      count: Int(sqlite3_column_bytes(handle, place)))
  }

  /// The bytes that are bound, which are copied.
  func bind(_ place: Int32, _ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes {
      _ = sqlite3_bind_blob(
        handle, place, $0.baseAddress, Int32($0.count), RawStatement.transient)
    }
  }

  /// Puts a value behind others in such a way that no two rows come out the same; nothing for null.
  func append(_ place: Int32, as column: UInt8, to content: inout [UInt8]) {
    let type = UInt8(truncatingIfNeeded: sqlite3_column_type(handle, place))
    func append<Number>(_ number: Number) {
      withUnsafeBytes(of: number) { content.append(contentsOf: $0) }
    }
    switch Int32(type) {
    case SQLITE_NULL: return
    case SQLITE_INTEGER:
      append((column, type))
      append(number(place).littleEndian)
    case SQLITE_FLOAT:
      append((column, type))
      append(sqlite3_column_double(handle, place).bitPattern.littleEndian)
    default:
      let value = bytes(place)
      append((column, type))
      append(UInt32(truncatingIfNeeded: value.count).littleEndian)
      content.append(contentsOf: value)
    }
  }

  private func error(_ code: Int32) -> StoreError {
    switch code & 255 {
    case SQLITE_FULL: StoreError(.diskFull)
    case SQLITE_BUSY: StoreError(.locked)
    default: StoreError(.database(sqlite3_extended_errcode(connection)))
    }
  }

  /// Tells SQLite to copy what is bound.
  private static var transient: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}
