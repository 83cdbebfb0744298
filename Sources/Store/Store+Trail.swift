import Foundation
import GRDB
import InstrumentKit
import Seal

/// What a check of the trail found.
package enum TrailState: Hashable, Sendable {
  case unbroken(count: Int64, head: String)
  /// The first entry whose link is wrong or that is missing.
  case broken(at: Int64)
  case headNotAuthentic
}

extension Store {
  /// Follows every link; anything changed, left out or cut off shows.
  package func verifyTrail() throws -> TrailState {
    try reading { database in
      guard let head = try? TrailHead.read(database, keys.chain) else { return .headNotAuthentic }
      var expected: Int64 = 1
      var link = TrailChain.start
      let row = try RawStatement(
        database, "SELECT number, entry, link FROM trail ORDER BY number")
      while try row.next() {
        let kept = Array(row.bytes(2))
        guard row.number(0) == expected,
          keys.chain.isLink(kept, after: link, entry: Array(row.bytes(1)))
        else { return .broken(at: expected) }
        link = kept
        expected += 1
      }
      guard head.count == expected - 1, head.link == link else { return .broken(at: expected) }
      return .unbroken(count: head.count, head: Hex.text(head.link))
    }
  }

  /// Where the trail stands: how many entries, a colon, and the last link.
  package func head() throws -> String {
    try reading { database in
      let (count, link) = try TrailHead.read(database, keys.chain)
      return "\(count):\(Hex.text(link))"
    }
  }

  /// Whether the trail once stood at this head; nil when the text is none.
  package func hasStood(at head: String) throws -> Bool? {
    let parts = head.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int64(parts[0]), number >= 0,
      let link = Hex.bytes(parts[1]), link.count == TrailChain.start.count
    else { return nil }
    if number == 0 { return link == TrailChain.start }
    return try reading { database in
      let kept = try Data.fetchOne(
        database, sql: "SELECT link FROM trail WHERE number = ?", arguments: [number])
      return kept.map { Array($0) == link } ?? false
    }
  }

  /// The entries, oldest first.
  package func trail() throws -> [TrailEntry] {
    try reading { database in
      try Row.fetchAll(database, sql: "SELECT number, entry FROM trail ORDER BY number")
        .map { try TrailEntry($0[1], keys.entries, "trail", $0[0]) }
    }
  }

  /// Writes that this session was opened, once: before it answers anything, or together with its
  /// first change.
  ///
  /// When nothing can be written now, because another program writes or the disk is full, it is
  /// written with what comes next: who only asks does not wait.
  package func logIn() throws {
    guard let entry = login, !isReadOnly else { return }
    do {
      try withWait(100) { try changing { _ in ((), entry) } }
    } catch let error as StoreError where [.locked, .diskFull, .readOnly].contains(error.code) {
      return
    }
  }

  /// Does something that waits so many milliseconds for other programs.
  func withWait<Value>(_ milliseconds: Int, _ run: () throws -> Value) throws -> Value {
    let usual = busy.change(limit: milliseconds)
    defer { _ = busy.change(limit: usual) }
    return try run()
  }

  /// Writes an entry that comes with no change, such as an export or a reading of identity.
  package func log(_ entry: TrailEntry) throws {
    try changing { _ in ((), entry) }
  }
}
