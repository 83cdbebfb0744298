import Foundation
import GRDB
import Seal
import Synchronization

/// The words of a store by id, so that each is kept once; ids are given out before rows exist.
final class NameTable: Sendable {
  private struct State {
    var ids: [String: Int64]
    var next: Int64
    var pending: [(Int64, String)] = []
  }

  private let state: Mutex<State>
  private let marks: ContentMark

  init(_ database: Database, _ marks: ContentMark) throws {
    self.marks = marks
    var ids: [String: Int64] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT id, text FROM name")
    while let row = try rows.next() { ids[row[1]] = row[0] }
    state = Mutex(State(ids: ids, next: (ids.values.max() ?? 0) + 1))
  }

  /// The id of a word, a new one if need be; safe from any thread.
  func id(_ text: String) -> Int64 {
    state.withLock { state in
      if let id = state.ids[text] { return id }
      let id = state.next
      state.next += 1
      state.ids[text] = id
      state.pending.append((id, text))
      return id
    }
  }

  /// Writes the words that are not in the store yet; rows that use them may follow.
  func flush(_ database: Database) throws {
    let pending = state.withLock { state in
      let pending = state.pending
      state.pending = []
      return pending
    }
    for (id, text) in pending {
      try database.execute(
        sql: "INSERT INTO name (id, text, mark) VALUES (?, ?, ?)",
        arguments: [id, text, Data(marks.mark(of: NameTable.content(id, text)))])
    }
  }

  /// What the mark of a word is made of: a word changed later would change many answers.
  static func content(_ id: Int64, _ text: String) -> [UInt8] { Array("\(id) \(text)".utf8) }
}
