import GRDB
import Seal

/// By what responses are known elsewhere: they stand under texts, of which the ledger has numbers.
struct LedgerResponses {
  private let database: Database
  private let marks: ContentMark

  init(_ database: Database, _ marks: ContentMark) {
    (self.database, self.marks) = (database, marks)
  }

  static func number(_ key: String, _ marks: ContentMark) -> Int64 {
    marks.mark(of: Array(key.utf8)).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// - Parameter words: the keys that are wanted; nil for all.
  func read(_ words: [String]?, _ contents: LedgerContents) throws {
    var found: [(number: Int64, key: String, bytes: [UInt8])] = []
    let row = try RawStatement(
      database,
      """
      SELECT key, value FROM main.meta
      WHERE \(words == nil ? "key GLOB 'response.*'" : "key = ?1")
      """)
    func take() throws {
      while try row.next() {
        let key = String(decoding: row.bytes(0), as: UTF8.self)
        var bytes: [UInt8] = []
        for place: Int32 in 0...1 { row.append(place, as: UInt8(place), to: &bytes) }
        found.append((LedgerResponses.number(key, marks), key, bytes))
      }
    }
    if let words {
      for word in Set(words) {
        row.bind(1, word)
        try take()
      }
    } else {
      try take()
    }
    for response in found.sorted(by: { $0.number < $1.number }) {
      try contents.add(.response, response.number) { bytes, _ in bytes += response.bytes }
    }
  }
}
