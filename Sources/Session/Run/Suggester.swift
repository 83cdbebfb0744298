import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// What an instrument has still to ask of each client, with what is known from elsewhere.
struct Suggester {
  struct Line {
    let item: Item
    let threshold: Threshold?
    /// What another instrument says; nil when it is to be asked.
    let proposal: Proposal?
    /// The scores that are meant, as they would be answered.
    let scores: [String]

    /// A place in `Names.suggestion`.
    var how: Int { scores.isEmpty ? 2 : scores.count == 1 ? 0 : 1 }
  }

  let plugin: LoadedPlugin
  let view: RowsView
  let tongue: Tongue
  let hidden: Set<String>
  /// The known answers of each item by row; nil for what no column keeps.
  private let known: [ColumnWords?]
  private let accepted: LevelPlanes

  init(_ plugin: LoadedPlugin, _ view: RowsView, _ tongue: Tongue, _ policy: Policy) throws {
    (self.plugin, self.view, self.tongue) = (plugin, view, tongue)
    hidden = policy.hidden(plugin)
    accepted = try view.planes(.accepted(instrument: plugin.id))
    known = try plugin.form.items.map { item in
      guard let name = plugin.column(of: item),
        let column = try view.source.column(name, of: .clients)
      else { return nil }
      return ColumnWords(try view.named(name, column.type), nil)
    }
  }

  /// The open items of one client, in the order of the form.
  func lines(_ row: Int, _ observed: [Observed]) throws -> [Line] {
    var sheet = AnswerSheet(day: "\(view.today)")
    for (place, item) in plugin.form.items.enumerated() {
      sheet.answers[item.id] = answer(place, row)
    }
    let applicable = try sheet.judged(plugin, client: "X", reference: view.today).draft.applicable
    return plugin.form.items.indices.compactMap { place in
      let item = plugin.form.items[place]
      guard applicable[place], item.asking == .core, !hidden.contains(item.id) else { return nil }
      guard case .threshold(let threshold, _)? = item.link else {
        guard sheet.answers[item.id] == nil, isAsked(item) else { return nil }
        return Line(item: item, threshold: nil, proposal: nil, scores: [])
      }
      let own = Proposal.own(threshold, of: plugin, observed)
      let other = Proposal(place, of: plugin, observed)
      if let own {
        // What was judged here stands, until something newer says otherwise.
        guard let other, other.on > own.on, own.finding.level != other.level else { return nil }
      }
      return Line(
        item: item, threshold: threshold, proposal: other, scores: scores(other, of: item))
    }
  }

  /// Notes and lists have no column to be found in, and the day is the talk's own.
  private func isAsked(_ item: Item) -> Bool {
    if case .specifications? = item.link { return false }
    if case .table = item.type { return false }
    return item.id != "filled-on" && item.actionsOwner == nil && plugin.column(of: item) != nil
  }

  /// A level's score is worked out again where only the level is kept.
  private func answer(_ place: Int, _ row: Int) -> String? {
    let item = plugin.form.items[place]
    if let answer = known[place]?[row] { return answer }
    guard case .threshold(let threshold, _)? = item.link, case .level(let scale) = item.type,
      let level = accepted[row][threshold]
    else { return nil }
    return scale.places(for: level).first.map { scale.steps[$0].code }
  }

  private func scores(_ proposal: Proposal?, of item: Item) -> [String] {
    guard case .level(let scale) = item.type else { return [] }
    switch proposal?.offer {
    case .score(let place)?: return [scale.steps[place].code]
    case .band(let places)?: return places.map { scale.steps[$0].code }
    default: return []
    }
  }

  /// A row per open item, for files and further stages.
  func frame(_ clients: [(code: String, observed: [Observed])]) throws -> Frame {
    var words = WordPool()
    var cells = [[Int32]](repeating: [], count: 9)
    for (row, client) in clients.enumerated() {
      for line in try lines(row, client.observed) {
        let unknown = Cell.unknown.raw
        let proposal = line.proposal
        let values = [
          words.place(of: client.code), words.place(of: line.item.id),
          words.place(of: line.item.label.text(tongue)),
          line.threshold.map { Int32($0.index) } ?? unknown, Int32(line.how),
          line.scores.isEmpty ? unknown : words.place(of: line.scores.joined(separator: ";")),
          proposal.map { Int32($0.level.rawValue) } ?? unknown,
          proposal.map { words.place(of: $0.sourceWords(.en)) } ?? unknown,
          proposal?.on.number ?? unknown,
        ]
        for (column, cell) in values.enumerated() { cells[column].append(cell) }
      }
    }
    let types: [(String, FieldType)] = [
      ("client", .text), ("item", .text), ("label", .text),
      ("threshold", .code(Names.thresholds)), ("how", .code(Names.suggestion)), ("answer", .text),
      ("level", .level), ("source", .text), ("on", .day),
    ]
    let columns = zip(types, cells).map { type, cells in
      Column(type.0, type.1, cells, pool: type.1 == .text ? words.pool : nil)
    }
    return Frame(columns: columns, rowCount: cells[0].count)
  }

  /// One client's open items to read before a talk.
  func document(_ row: Int, _ client: String, _ observed: [Observed]) throws -> Document {
    let isDutch = tongue == .nl
    let lines = try lines(row, observed)
    let title = "\(client) · \(plugin.description.label.text(tongue)) \(plugin.version)"
    guard !lines.isEmpty else {
      return Document([
        .heading(title), .paragraph(isDutch ? "Niets staat open." : "Nothing is open."),
      ])
    }
    let rows = lines.map { line -> [String] in
      let from = line.proposal.map {
        "\($0.sourceWords(tongue)) \($0.on) · \(Finding.level($0.level).word(tongue))"
      }
      let shown = line.scores.prefix(4).joined(separator: ", ")
      return [
        isDutch ? line.item.name(tongue) : line.item.id, line.item.label.text(tongue),
        word(line.how),
        shown + (line.scores.count > 4 ? ", …" : ""), from ?? "",
      ]
    }
    let counts = Names.suggestion.codes.indices.map { how in
      "\(lines.count { $0.how == how }) \(word(how))"
    }
    let columns =
      isDutch
      ? ["vraag", "", "hoe", "antwoord", "volgens"]
      : ["item", "", "how", "answer", "according to"]
    return Document([
      .heading(title), .table(.init(columns: columns, rows: rows)),
      .paragraph(counts.joined(separator: " · ")),
    ])
  }

  private func word(_ how: Int) -> String {
    let code = Names.suggestion.codes[how]
    return tongue == .nl ? code.nl : code.en
  }
}
