import InstrumentKit
import Profile
import Records
import Store

/// What is told of an export for ESF+ beside its files: what counts less than it seems, and why.
struct ESFNotes {
  let table: ESFTable
  /// Clients and operations of people who left, came back and have not left again.
  let returned: Set<Participation.Key>

  /// Sentences, each a line.
  var labels: [Label] {
    [incomplete, forgotten, learning, again, short, soon, above].compactMap(\.self)
  }

  private var incomplete: Label? {
    let rows = table.rows.filter { !$0.isComplete }
    if rows.isEmpty { return nil }
    func words(_ word: (ESFRow.Need) -> String) -> String {
      list(rows) { $0.missing.map(word).joined(separator: ", ") }
    }
    return Label(
      nl: "\(rows.count) onvolledig, enkel in het totaal geteld: \(words(\.dutch))",
      en: "\(rows.count) incomplete, counted in the total only: \(words(\.rawValue))")
  }

  private var forgotten: Label? {
    let count = table.rows.count(where: \.isAgedByGroup)
    if count == 0 { return nil }
    return Label(
      nl: "\(count) van vergeten cliënten: van hun leeftijd is enkel de groep bewaard",
      en: "\(count) of people who were forgotten: of their age only the group is kept")
  }

  /// In education or training on leaving, and it is open whether on entering too.
  private var learning: Label? {
    let place = ESFIndicator.outputs.count + 1
    let rows = table.rows.filter {
      table.holds($0, .left) && [.notAsked, .refused].contains($0.answer(place))
    }
    if rows.isEmpty { return nil }
    let who = list(rows) { $0.participation.operation }
    return Label(
      nl:
        "\(rows.count) niet in EECR02 geteld: in opleiding bij vertrek, niet bekend of dat bij de "
        + "instap al zo was (in-education): \(who)",
      en:
        "\(rows.count) not counted in EECR02: in training on leaving, not known whether on entering "
        + "too (in-education): \(who)")
  }

  private var again: Label? {
    let rows = table.rows.filter { returned.contains($0.participation.key) }
    if rows.isEmpty { return nil }
    let who = list(rows) { $0.participation.operation }
    return Label(
      nl: "\(rows.count) uitgestapt en opnieuw ingestapt, nog niet vertrokken: \(who)",
      en: "\(rows.count) left and entered again, and have not left: \(who)")
  }

  private var short: Label? {
    let count = table.rows.count(where: \.isShort)
    if count == 0 { return nil }
    let (nl, en) =
      switch table.rules.shortStay {
      case .asOthers: ("meegeteld als de andere", "counted as the others")
      case .totalOnly: ("enkel in EECO01 geteld", "counted in EECO01 only")
      case .not: ("niet geteld", "not counted")
      }
    let days = table.rules.shortDays
    return Label(
      nl:
        "\(count) duurde\(count == 1 ? "" : "n") hoogstens \(days) dag\(days == 1 ? "" : "en"): \(nl)",
      en: "\(count) lasted \(days) day\(days == 1 ? "" : "s") at most: \(en)")
  }

  private var soon: Label? {
    let count = table.rows.count(where: \.mayChange)
    if count == 0 { return nil }
    let days = table.rules.leavingDays
    return Label(
      nl:
        "\(count) nog geen \(days) dagen vertrokken: het resultaat bij vertrek kan nog veranderen",
      en: "\(count) left less than \(days) days ago: the results on leaving may still change")
  }

  private var above: Label? {
    let codes = table.above
    if codes.isEmpty { return nil }
    let some = codes.joined(separator: ", ")
    return Label(
      nl: "\(some): meer dan de instap in deze periode, want zij stapten vroeger in; over alle "
        + "deelnames samen klopt het",
      en: "\(some): more than entered in this period, for they entered before it; over all "
        + "participations together it holds")
  }

  private func list(_ rows: [ESFRow], _ words: (ESFRow) -> String) -> String {
    rows.map { "\($0.participation.client) (\(words($0)))" }.joined(separator: ", ")
  }
}

extension ESFRow.Need {
  fileprivate var dutch: String {
    switch self {
    case .sex: "geslacht"
    case .labourStatus: "arbeidsstatuut"
    case .unemployedSince: "werkloos sinds"
    case .age: "leeftijd"
    case .education: "opleidingsniveau"
    }
  }
}

/// Totals that were reported before, as the log keeps them: cells without people, so that they stay
/// when somebody is forgotten.
struct Reported {
  let on: Day
  let cells: [String]

  /// The newest that the log has of a file and its period.
  init?(_ trail: [TrailEntry], _ days: LocalDay, file: String, period: String) {
    let newest = trail.last { entry in
      entry.verb == "export-done" && entry.file == file && entry.cells?.first == period
    }
    guard let newest, let cells = newest.cells else { return nil }
    on = days.day(of: newest.at)
    self.cells = cells
  }

  /// What differs now.
  func label(_ now: [String]) -> Label? {
    let changed = zip(cells, now).filter { $0 != $1 }.map { before, now in
      let value = now.split(separator: "=").last.map(String.init) ?? now
      return "\(before) → \(value)"
    }
    if changed.isEmpty { return nil }
    let some = changed.joined(separator: "; ")
    return Label(
      nl: "anders dan op \(on) gerapporteerd (v, m, x, onbekend, totaal): \(some)",
      en: "not as reported on \(on) (women, men, non-binary, unknown, total): \(some)")
  }
}
