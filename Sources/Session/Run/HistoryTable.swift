import Cohort
import InstrumentKit
import PluginHost
import Profile
import Store

/// Every version of what was entered of some clients, newest first: from what to what.
struct HistoryTable {
  private let tongue: Tongue
  private let labels: [String: Label]
  /// The answers that this role may not read, by their names.
  private let hidden: Set<String>
  /// Whether health stays out, as it does of every file that does not name it.
  private let withholdsHealth: Bool

  init(tongue: Tongue, _ plugins: [LoadedPlugin], _ policy: Policy, withholdsHealth: Bool) {
    self.tongue = tongue
    self.withholdsHealth = withholdsHealth
    hidden = Set(
      plugins.flatMap { plugin in
        let hidden = policy.hidden(plugin)
        return plugin.form.items.filter { hidden.contains($0.id) }
          .map { $0.keptName(in: plugin.id) }
      })
    labels = Dictionary(
      plugins.flatMap { plugin in
        plugin.form.items.map { item in
          let names = (nl: item.name(.nl), en: item.name(.en))
          return (item.keptName(in: plugin.id), Label(nl: names.nl, en: names.en))
        }
      }
    ) { first, _ in first }
  }

  private static let names = [
    "client", "entry", "on", "kind", "deed", "change", "at", "operator", "organisation", "because",
  ]

  /// What happened to one client: each version of an entry, and with whom it was merged.
  struct Story: Sendable {
    let versions: [EntryVersion]
    let merges: [MergeEvent]

    var isEmpty: Bool { versions.isEmpty && merges.isEmpty }
  }

  private struct Line {
    let at: Int64
    /// Of one moment the higher comes first; what is done to a person comes after entries.
    let number: Int64
    var on: Day?
    let words: [String?]
  }

  /// A row per version, and per merge.
  func frame(_ stories: [Story]) -> Frame {
    var words = WordPool()
    var cells = [[Int32]](repeating: [], count: HistoryTable.names.count)
    var count = 0
    for story in stories {
      let lines = self.lines(story.versions) + story.merges.map(line)
      let order = lines.indices.sorted {
        (lines[$0].at, lines[$0].number, $0) > (lines[$1].at, lines[$1].number, $1)
      }
      for place in order {
        for (column, word) in lines[place].words.enumerated() {
          cells[column].append(word.map { words.place(of: $0) } ?? Cell.unknown.raw)
        }
        cells[2][count] = lines[place].on?.number ?? Cell.unknown.raw
        count += 1
      }
    }
    let columns = zip(HistoryTable.names, cells).map { name, cells in
      name == "on"
        ? Column(name, .day, cells) : Column(name, .text, cells, pool: words.pool)
    }
    return Frame(columns: columns, rowCount: count)
  }

  private func lines(_ versions: [EntryVersion]) -> [Line] {
    zip(versions, changes(versions)).map { version, change in
      Line(
        at: version.at, number: version.number, on: version.on,
        words: [
          version.code, "#\(version.number)", nil, kind(version), deed(version), change,
          HistoryTable.moment(version.at), version.who, version.organisation, version.because,
        ])
    }
  }

  private func line(_ merge: MergeEvent) -> Line {
    let isDutch = tongue == .nl
    let deed =
      merge.isDivision
      ? (isDutch ? "gesplitst" : "divided") : (isDutch ? "samengevoegd" : "merged")
    return Line(
      at: merge.at, number: .max,
      words: [
        merge.client, nil, nil, isDutch ? "persoon" : "person", deed,
        "\(merge.from) → \(merge.to)", HistoryTable.moment(merge.at), merge.who,
        merge.organisation, merge.because,
      ])
  }

  /// Of each version what it says other than the one before.
  private func changes(_ versions: [EntryVersion]) -> [String?] {
    var said: [Int64: [String: String]] = [:]
    var isStruck: Set<Int64> = []
    return versions.map { version in
      let before = said[version.number]
      guard let says = version.says else {
        isStruck.insert(version.number)
        return nil
      }
      said[version.number] = says
      // What was restored says what it said before it was struck.
      if isStruck.remove(version.number) != nil, says == before { return nil }
      return change(before, says, version)
    }
  }

  private func change(
    _ before: [String: String]?, _ after: [String: String], _ version: EntryVersion
  ) -> String? {
    if before == nil, version.kind == .registration {
      return Counted.answer.text(after.count, tongue)
    }
    let names = Set((before ?? [:]).keys).union(after.keys).sorted()
    let changed = names.filter { before?[$0] != after[$0] }
    let told = changed.filter { !isWithheld($0) }
    var lines = told.map { name -> String in
      func said(_ says: [String: String]) -> String {
        says[name].map { word($0, of: name) } ?? "–"
      }
      guard let before else { return "\(self.name(name)) = \(said(after))" }
      return "\(self.name(name)) \(said(before)) → \(said(after))"
    }
    // What it is that may not be told would tell of it.
    if told.count < changed.count {
      lines.append("\(Silence.withheld.words(tongue)): \(changed.count - told.count)")
    }
    return lines.isEmpty ? nil : lines.joined(separator: "; ")
  }

  /// Whether an answer is not told here: of a cell of a table what holds for the table, of words beside
  /// an option what holds for the question.
  private func isWithheld(_ name: String) -> Bool {
    let item = String(name.prefix { $0 != "#" })
    if hidden.contains(where: { item == $0 || item.hasPrefix("\($0).") }) { return true }
    guard withholdsHealth else { return false }
    if FieldCatalog.standard.field(name)?.group == .health { return true }
    let code = Threshold(code: name) == nil ? String(name.prefix { $0 != "." }) : name
    return Threshold(code: code)?.domain == "health"
  }

  private func name(_ name: String) -> String {
    if let label = labels[name] { return label.text(tongue) }
    if let threshold = Threshold(code: name) {
      let code = Names.thresholds.codes[Int(threshold.index)]
      return tongue == .nl ? code.nl : code.en
    }
    if tongue == .nl, let field = FieldCatalog.standard.field(name) { return field.dutch }
    return name
  }

  private func word(_ value: String, of name: String) -> String {
    if tongue == .en { return value }
    let list =
      Threshold(code: name) == nil
      ? FieldCatalog.standard.field(name)?.type.list
        ?? (["yes", "no"].contains(value) ? Names.told : nil) : Names.levels
    let parts = value.split(separator: ";").map { part in
      for list in [list, Names.absences].compactMap(\.self) {
        if let place = list.place(of: String(part)) { return list.codes[place].nl }
      }
      return String(part)
    }
    return parts.joined(separator: ";")
  }

  private func kind(_ version: EntryVersion) -> String {
    version.instrument ?? version.kind.label.text(tongue)
  }

  private func deed(_ version: EntryVersion) -> String {
    if version.went {
      return tongue == .nl ? "naar een andere cliënt" : "went to another client"
    }
    return version.deed?.done.text(tongue) ?? (tongue == .nl ? "genoteerd" : "entered")
  }

  /// A moment to the minute, in UTC as in the trail.
  private static func moment(_ at: Int64) -> String {
    if at == 0 { return "–" }
    let day = Day(number: Int32(clamping: at / 86_400))
    let minute = at % 86_400 / 60
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day) \(two(minute / 60)):\(two(minute % 60))"
  }
}

extension EntryKind {
  var label: Label {
    switch self {
    case .registration: Label(nl: "registratie", en: "registration")
    case .level: Label(nl: "niveau", en: "level")
    case .decision: Label(nl: "beslissing", en: "decision")
    case .consent: Label(nl: "toestemming", en: "consent")
    case .participation: Label(nl: "deelname", en: "participation")
    }
  }
}
