import GRDB

/// Client codes that differ only in capitals, in dashes and the like, or in zeros before a number.
enum NearCodes {
  /// How many clients from one on have a code that is near to that of somebody else.
  static func count(since first: Int64, _ database: Database) throws -> Int {
    let any = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM client WHERE id >= ?)", arguments: [first])
    guard any == true else { return 0 }
    let row = try RawStatement(database, "SELECT id, coalesce(merged, id), code FROM client")
    var seen: [(key: UInt64, person: Int64, isNew: Bool)] = []
    while try row.next() {
      seen.append((key(row.bytes(2)), row.number(1), row.number(0) >= first))
    }
    seen.sort { $0.key < $1.key }
    var count = 0
    var start = 0
    while start < seen.count {
      var end = start + 1
      while end < seen.count, seen[end].key == seen[start].key { end += 1 }
      if seen[start..<end].contains(where: { $0.person != seen[start].person }) {
        count += seen[start..<end].count { $0.isNew }
      }
      start = end
    }
    return count
  }

  /// What is left of a code without all that, as a number.
  static func key(_ code: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isInNumber = false
    for byte in code {
      let lower = (65...90).contains(byte) ? byte + 32 : byte
      guard (97...122).contains(lower) || (48...57).contains(lower) || lower > 127 else { continue }
      if lower == 48, !isInNumber { continue }
      isInNumber = (48...57).contains(lower)
      hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
    }
    return hash
  }
}

extension Store {
  /// The codes of other clients that differ from one only in capitals, dashes and zeros.
  package func codes(near code: String) throws -> [String] {
    let wanted = Array(code.utf8).withUnsafeBufferPointer(NearCodes.key)
    return try reading { database in
      let row = try RawStatement(database, "SELECT code FROM client ORDER BY code")
      var found: [String] = []
      while try row.next() {
        if NearCodes.key(row.bytes(0)) != wanted { continue }
        let other = String(decoding: row.bytes(0), as: UTF8.self)
        if other != code { found.append(other) }
      }
      return found
    }
  }
}
