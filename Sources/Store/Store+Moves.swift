import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

/// What becomes of answers of an earlier version, and of how many.
package struct MovedAnswers: Hashable, Sendable {
  package enum Fate: String, Hashable, Sendable {
    case moves, dropped
    /// The later version has no such item, or no such answer to it.
    case noPlace = "no-place"
  }

  package let version: String
  package let item: String
  /// The code, nil where any answer does the same.
  package let answer: String?
  package let fate: Fate
  /// Where it is then found, `item` or `item = code`; nil where it is not.
  package let place: String?
  package let count: Int
}

extension Store {
  /// How many times each version of an instrument was filled in.
  package func versions(of instrument: String) throws -> [String: Int] {
    try reading { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT v.text, count(*) FROM assessment a JOIN name i ON i.id = a.instrument
          JOIN name v ON v.id = a.version WHERE i.text = ? GROUP BY v.text
          """, arguments: [instrument])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }
  }

  /// The versions of which the answers are read through moves.
  package func movedVersions(of instrument: String) throws -> Set<String> {
    try reading { database in
      try Set(
        String.fetchAll(
          database,
          sql: """
            SELECT v.text FROM move m JOIN name i ON i.id = m.instrument
            JOIN name v ON v.id = m.version WHERE i.text = ?
            """, arguments: [instrument]))
    }
  }

  /// What moves would do to all answers of one version; nothing is changed.
  package func moving(
    _ instrument: String, from version: String, by steps: [AnswerMove], to form: FormPlan
  ) throws -> [MovedAnswers] {
    try reading { database in
      let names = try Store.names(database)
      let places = Store.places(of: form, in: instrument)
      var counts: [MovedAnswers: Int] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT a.answers FROM assessment a JOIN name i ON i.id = a.instrument
          JOIN name v ON v.id = a.version WHERE i.text = ? AND v.text = ?
          """, arguments: [instrument, version])
      while let row = try rows.next() {
        let pack: Data = row[0]
        _ = pack.withUnsafeBytes { bytes in
          Pack.each(bytes.bindMemory(to: UInt8.self)) { name, kind, isAside, value in
            guard let name = names[name], name.hasPrefix("\(instrument).") else { return }
            let isWord = (kind == .word || kind == .words) && value >= 0
            let words = isWord ? names[value] ?? "" : ""
            counts[Store.fate(name, words, steps, places, version), default: 0] += 1
          }
        }
      }
      return counts.map { moved, count in
        MovedAnswers(
          version: moved.version, item: moved.item, answer: moved.answer, fate: moved.fate,
          place: moved.place, count: count)
      }.sorted { ($0.item, $0.answer ?? "") < ($1.item, $1.answer ?? "") }
    }
  }

  private static func fate(
    _ name: String, _ words: String, _ steps: [AnswerMove], _ places: [String: Set<String>?],
    _ version: String
  ) -> MovedAnswers {
    let item = TableName.column(name)
    let prefix = item.prefix { $0 != "." }.count + 1
    func made(_ fate: MovedAnswers.Fate, _ answer: String?, _ place: String?) -> MovedAnswers {
      MovedAnswers(
        version: version, item: String(item.dropFirst(prefix)), answer: answer, fate: fate,
        place: place, count: 0)
    }
    let isSplit = steps.contains { if case .split(name, _) = $0 { true } else { false } }
    guard let end = AnswerMove.moved(name, words, by: steps) else {
      return made(isSplit ? .noPlace : .dropped, isSplit ? words : nil, nil)
    }
    let column = TableName.column(end.name)
    guard let codes = places[column] else { return made(.noPlace, nil, nil) }
    if let codes, !words.isEmpty, !codes.contains(end.words) {
      return made(.noPlace, words, nil)
    }
    let isSame = end.name == name && end.words == words
    let place = String(column.dropFirst(prefix))
    if isSame { return made(.moves, nil, place) }
    let isRecoded = end.words != words && !words.isEmpty
    return made(.moves, isRecoded ? words : nil, isRecoded ? "\(place) = \(end.words)" : place)
  }

  /// The items of a form by the names of the store, with their codes where they are closed.
  private static func places(of form: FormPlan, in instrument: String) -> [String: Set<String>?] {
    var places: [String: Set<String>?] = [:]
    func add(_ item: Item, _ name: String) {
      switch item.type {
      case .one(let options), .many(let options):
        places[name] = .some(Set(options.map(\.code)))
      case .level(let scale): places[name] = .some(Set(scale.steps.map(\.code)))
      case .table(let columns): for column in columns { add(column, "\(name).\(column.id)") }
      default: places.updateValue(nil, forKey: name)
      }
    }
    for item in form.items {
      if case .field? = item.link { continue }
      add(item, "\(instrument).\(item.id)")
    }
    return places
  }

  /// From now on answers of these versions are read by these moves; what is stored stays as it is.
  package func accept(
    _ moves: [String: [AnswerMove]], of instrument: String, to form: FormPlan, actor: Actor
  ) throws {
    try changing { database in
      let names = try NameTable(database, keys.marks)
      let layout = RegistrationLayout(
        form, instrument: instrument, catalog: .standard, names: names)
      let versions = moves.map { (names.id($0.key), $0.value) }
      let id = names.id(instrument)
      try names.flush(database)
      try WriterStatements.describe(layout, database)
      for (version, steps) in versions {
        let text = String(decoding: try JSONEncoder().encode(steps), as: UTF8.self)
        try database.execute(
          sql: "INSERT OR REPLACE INTO move (instrument, version, steps, mark) VALUES (?, ?, ?, ?)",
          arguments: [
            id, version, text, Data(keys.marks.mark(of: Store.content(id, version, text))),
          ])
      }
      return (
        (),
        TrailEntry(verb: "move", actor: actor, fields: [instrument], count: versions.count)
      )
    }
  }

  /// Reads all answers of an instrument as they were given again.
  package func takeBackMoves(of instrument: String, actor: Actor) throws {
    try changing { database in
      try database.execute(
        sql: "DELETE FROM move WHERE instrument = (SELECT id FROM name WHERE text = ?)",
        arguments: [instrument])
      let count = database.changesCount
      return ((), TrailEntry(verb: "move", actor: actor, fields: [instrument], count: count))
    }
  }

  private static func content(_ instrument: Int64, _ version: Int64, _ steps: String) -> [UInt8] {
    Array("\(instrument) \(version) \(steps)".utf8)
  }

  /// Moves that are not what was accepted.
  func checkMoves(_ database: Database, _ findings: inout [StoreFinding]) throws {
    for row in try Row.fetchAll(
      database, sql: "SELECT instrument, version, steps, mark FROM move")
    {
      let content = Store.content(row[0], row[1], row[2])
      if keys.marks.mark(of: content) != Array(row[3] as Data) {
        findings.append(StoreFinding(kind: .changed(table: "move", row: row[1])))
      }
    }
  }
}
