import Exchange
import InstrumentKit
import PluginHost
import Profile
import Store

/// Answers that were given in another version of an instrument, and how this one reads them.
package struct Migrator {
  let store: Store
  let plugin: LoadedPlugin

  package init(_ store: Store, _ plugin: LoadedPlugin) {
    self.store = store
    self.plugin = plugin
  }

  /// The moves from each version that answers were given in to this one; nil where there is no way.
  package func ways() throws -> [(version: String, count: Int, moves: [AnswerMove]?)] {
    try store.versions(of: plugin.id).sorted { $0.key < $1.key }.compactMap { version, count in
      let base = Migrator.base(version)
      if base == plugin.description.version { return nil }
      return (version, count, moves(from: base))
    }
  }

  /// What the ways would do to all answers, and nothing is done.
  package func report() throws -> [MovedAnswers] {
    try ways().flatMap { version, _, moves in
      try store.moving(plugin.id, from: version, by: moves ?? [], to: plugin.form)
    }
  }

  /// From now on the answers of all versions that have a way are read as this one's.
  package func accept(_ actor: Actor) throws {
    let ways = try ways().compactMap { version, _, moves in moves.map { (version, $0) } }
    try store.accept(
      Dictionary(ways, uniquingKeysWith: { first, _ in first }), of: plugin.id, to: plugin.form,
      actor: actor)
  }

  /// - Throws: ``UnmovedAnswers`` when answers of an earlier version have a way that nobody
  ///   accepted: what this version made of them would silently be wrong.
  func mustBeAccepted() throws {
    // Who brings no map changed nothing that matters to earlier answers; a questionnaire cannot
    // bring one, so of each new version somebody says that its answers carry on.
    if plugin.instrument.migrations.isEmpty, plugin.questionnaire == nil { return }
    let open = try ways().filter { $0.moves != nil }.map(\.version)
    if open.isEmpty { return }
    let accepted = try store.movedVersions(of: plugin.id)
    if let version = open.first(where: { !accepted.contains($0) }) {
      throw UnmovedAnswers(instrument: plugin.id, from: version, to: plugin.description.version)
    }
  }

  /// The version of the instrument, without that of its rules.
  static func base(_ version: String) -> String { String(version.prefix { $0 != "+" }) }

  private func moves(from version: String) -> [AnswerMove]? {
    if plugin.questionnaire != nil { return [] }
    var version = version
    var moves: [AnswerMove] = []
    // A version is reached once: maps that go round lead nowhere.
    for _ in plugin.instrument.migrations {
      guard let next = plugin.instrument.migrations.first(where: { $0.from == version }) else {
        return nil
      }
      let steps = next.steps.compactMap { AnswerMove($0, of: plugin.id) }
      guard steps.count == next.steps.count else { return nil }
      moves += steps
      version = next.to
      if version == plugin.description.version { return moves }
    }
    return nil
  }
}

/// Answers of an earlier version that nobody has moved.
struct UnmovedAnswers: Worded {
  let instrument: String
  let from: String
  let to: String

  var message: Message {
    Message(
      "E614", "antwoorden van \(instrument) \(from) worden nog niet gelezen als \(to)",
      "answers of \(instrument) \(from) are not read as \(to) yet",
      next: (
        "zie wat er zou gebeuren: drempel plugin migrate \(instrument) --dry",
        "see what would happen: drempel plugin migrate \(instrument) --dry"
      ))
  }
}

extension Session {
  /// Shows what becomes of earlier answers, and does it unless this is dry.
  package func migrate(_ id: String, isDry: Bool, isBack: Bool) throws -> Document {
    guard let store else { throw StoreError(.notAStore) }
    guard let plugin = plugin(id) else { throw missing(id) }
    if !isDry { try policy.mustWrite() }
    let isDutch = tongue == .nl
    if isBack {
      if !isDry { try store.takeBackMoves(of: id, actor: policy.actor) }
      return Document([
        .paragraph(
          isDutch
            ? "alle antwoorden van \(id) worden gelezen zoals ze gegeven zijn"
            : "all answers of \(id) are read as they were given")
      ])
    }
    let migrator = Migrator(store, plugin)
    let ways = try migrator.ways()
    let rows = try migrator.report().map { moved in
      [
        moved.version, moved.item, moved.answer ?? "", Session.fate(moved.fate, isDutch),
        moved.place ?? "", "\(moved.count)",
      ]
    }
    if !isDry { try migrator.accept(policy.actor) }
    let stuck = ways.filter { $0.moves == nil }.map(\.version)
    var blocks: [Document.Block] = [
      .heading("\(plugin.description.label.text(tongue)) → \(plugin.description.version)")
    ]
    if !rows.isEmpty {
      blocks.append(
        .table(
          .init(
            columns: isDutch
              ? ["versie", "vraag", "antwoord", "wordt", "waarheen", "aantal"]
              : ["version", "item", "answer", "becomes", "where", "count"], numeric: [5],
            rows: rows)))
    }
    if !stuck.isEmpty {
      blocks.append(
        .paragraph(
          (isDutch ? "geen weg van versie " : "no way from version ")
            + stuck.joined(separator: ", ")))
    }
    blocks.append(.paragraph(Session.told(ways.count - stuck.count, isDry, isDutch)))
    return Document(blocks)
  }

  private static func told(_ versions: Int, _ isDry: Bool, _ isDutch: Bool) -> String {
    if versions == 0 {
      return isDutch ? "er is niets om te zetten" : "there is nothing to move"
    }
    if isDry { return isDutch ? "er is niets gewijzigd" : "nothing was changed" }
    return isDutch
      ? "vanaf nu zo gelezen; wat bewaard is, blijft zoals het gegeven werd (--back)"
      : "read so from now on; what is stored stays as it was given (--back)"
  }

  private static func fate(_ fate: MovedAnswers.Fate, _ isDutch: Bool) -> String {
    switch fate {
    case .moves: isDutch ? "gelezen" : "read"
    case .dropped: isDutch ? "weggelaten" : "left out"
    case .noPlace: isDutch ? "heeft geen plaats" : "has no place"
    }
  }
}
