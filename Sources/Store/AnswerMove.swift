import Foundation
import GRDB
import InstrumentKit
import Profile

/// One step by which answers of an earlier version are read as those of a later one: what is
/// stored stays as it was given. Names are those of the store, `instrument.item`.
package enum AnswerMove: Codable, Hashable, Sendable {
  case renamed(String, to: String)
  case split(String, into: [String: [String]])
  case recoded(String, [String: String])
  case dropped(String)

  /// Nil for a step that this host does not know.
  package init?(_ step: Migration.Step, of instrument: String) {
    func name(_ item: String) -> String { "\(instrument).\(item)" }
    switch step {
    case .renamed(let item, let new): self = .renamed(name(item), to: name(new))
    case .split(let item, let into):
      self = .split(name(item), into: into.mapValues { [name($0.item), $0.answer] })
    case .recoded(let item, let codes): self = .recoded(name(item), codes)
    case .dropped(let item): self = .dropped(name(item))
    @unknown default: return nil
    }
  }

  /// An answer after all of some steps, nil when one drops it.
  static func moved(
    _ name: String, _ words: String, by steps: [AnswerMove]
  ) -> (name: String, words: String)? {
    var place = (name: name, words: words)
    for step in steps {
      guard let next = step.moved(place.name, place.words) else { return nil }
      place = next
    }
    return place
  }

  /// An answer after this step: its name and words, nil when it is dropped.
  ///
  /// Cells of tables move with their table.
  func moved(_ name: String, _ words: String) -> (name: String, words: String)? {
    switch self {
    case .renamed(let old, let new):
      if name == old { return (new, words) }
      if name.hasPrefix("\(old)#") || name == "\(old).other" || name.hasPrefix("\(old).other.") {
        return (new + name.dropFirst(old.count), words)
      }
    case .split(let old, let into):
      if name == old { return into[words].map { ($0[0], $0[1]) } }
    case .recoded(let old, let codes):
      if name == old || TableName.column(name) == old { return (name, codes[words] ?? words) }
    case .dropped(let old):
      if name == old || name.hasPrefix("\(old)#") { return nil }
    }
    return (name, words)
  }
}

/// How the answers of one version are read, each step after the other.
///
/// A pack holds words as ids; what an id becomes is worked out once.
final class PackMoves {
  let steps: [AnswerMove]
  private let names: [Int64: String]
  private let ids: [String: Int64]
  private var known: [Key: (name: Int64, value: Int64)?] = [:]

  private struct Key: Hashable {
    let name: Int64
    let kind: Pack.Kind
    let value: Int64
  }

  init(_ steps: [AnswerMove], _ names: [Int64: String]) {
    self.steps = steps
    self.names = names
    ids = Dictionary(names.map { ($0.value, $0.key) }) { first, _ in first }
  }

  /// Where an answer stands now, nil when it is left out.
  func moved(_ name: Int64, _ kind: Pack.Kind, _ value: Int64) -> (name: Int64, value: Int64)? {
    let isWord = (kind == .word || kind == .words) && value >= 0
    let key = Key(name: name, kind: kind, value: isWord ? value : -1)
    if let found = known[key] { return found.map { ($0.name, isWord ? $0.value : value) } }
    let place = AnswerMove.moved(
      names[name] ?? "", isWord ? names[value] ?? "" : "", by: steps)
    let result = place.flatMap { place in
      ids[place.name].map { name in
        (name: name, value: isWord ? ids[place.words] ?? value : value)
      }
    }
    known[key] = result
    return result.map { ($0.name, isWord ? $0.value : value) }
  }
}

/// The moves that were accepted, by instrument and version.
struct AcceptedMoves {
  private struct Key: Hashable {
    let instrument: Int64
    let version: Int64
  }

  private let moves: [Key: PackMoves]

  /// - Parameter names: the words of the store, to which those are added that only moved answers
  ///   have.
  init(_ database: Database, _ names: inout [Int64: String]) throws {
    var found: [(key: Key, steps: [AnswerMove])] = []
    for row in try Row.fetchAll(database, sql: "SELECT instrument, version, steps FROM move") {
      guard
        let steps = try? JSONDecoder().decode(
          [AnswerMove].self, from: Data((row[2] as String).utf8))
      else { throw StoreError(.damaged(what: "move")) }
      found.append((Key(instrument: row[0], version: row[1]), steps))
    }
    if !found.isEmpty { AcceptedMoves.add(found.map(\.steps), to: &names) }
    let words = names
    moves = Dictionary(uniqueKeysWithValues: found.map { ($0.key, PackMoves($0.steps, words)) })
  }

  /// Cells of a table that has another name now have a name that nobody ever wrote.
  private static func add(_ all: [[AnswerMove]], to names: inout [Int64: String]) {
    var known = Set(names.values)
    var next = (names.keys.max() ?? 0) + 1
    for name in names.values.sorted() where TableName.isCell(name) {
      for steps in all {
        guard let moved = AnswerMove.moved(name, "", by: steps)?.name, !known.contains(moved)
        else { continue }
        names[next] = moved
        known.insert(moved)
        next += 1
      }
    }
  }

  func of(_ instrument: Int64, _ version: Int64) -> PackMoves? {
    moves.isEmpty ? nil : moves[Key(instrument: instrument, version: version)]
  }
}
