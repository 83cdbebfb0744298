import Cohort
import InstrumentKit
import Profile

/// The two tables of an ESF+ period.
struct ESFTable {
  /// Which participations each kind of indicator counts in a period.
  enum Part: CaseIterable {
    /// Entered in it: outputs.
    case entered
    /// Left in it: results on leaving.
    case left
    /// The day so many months after leaving falls in it: later results.
    case later
  }

  /// Whom a column of the indicators counts, by name.
  static let groups: [(name: String, holds: @Sendable (ESFRow) -> Bool)] = [
    ("women", { $0.sex == "f" }), ("men", { $0.sex == "m" }), ("non-binary", { $0.sex == "x" }),
    ("sex-unknown", { $0.sex == nil }), ("total", { _ in true }),
  ]

  /// All that entered up to the end of the period: totals are checked over all of them.
  private let all: [ESFRow]
  /// Those that the period has something of.
  let rows: [ESFRow]
  let period: ClosedRange<Day>
  let rules: ESFRules

  init(_ all: [ESFRow], _ period: ClosedRange<Day>, _ rules: ESFRules) {
    self.all = all
    self.period = period
    self.rules = rules
    rows = all.filter { row in
      Part.allCases.contains { ESFTable.day(row, $0, rules).map(period.contains) ?? false }
    }
  }

  /// `esf.csv` has its indicators in `esf.indicators.csv`.
  static func secondPath(_ path: String) -> String {
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let point = path.lastIndex(of: "."), point > name else { return path + ".indicators" }
    return path[..<point] + ".indicators" + path[point...]
  }

  private static func day(_ row: ESFRow, _ part: Part, _ rules: ESFRules) -> Day? {
    switch part {
    case .entered: row.participation.enteredOn
    case .left: row.participation.leftOn
    case .later: row.participation.leftOn?.adding(months: rules.laterMonths)
    }
  }

  func holds(_ row: ESFRow, _ part: Part) -> Bool {
    ESFTable.day(row, part, rules).map(period.contains) ?? false
  }

  private var rulesWord: String { "\(rules.name) \(rules.version)" }

  /// A row per participation: its facts, then each indicator's answer.
  var participants: Frame {
    func days(_ name: String, _ day: (ESFRow) -> Day?) -> Column {
      Column(name, .day, rows.map { day($0)?.number ?? Cell.unknown.raw })
    }
    func flags(_ name: String, _ holds: (ESFRow) -> Bool) -> Column {
      Column(name, .flag, rows.map { holds($0) ? 1 : 0 })
    }
    let answers = ESFIndicator.all.enumerated().map { place, indicator in
      Reference.texts(indicator.code, rows.map { $0.answer(place).rawValue })
    }
    let columns = [
      Reference.texts("operation", rows.map(\.participation.operation)),
      Reference.texts("client", rows.map(\.participation.client)),
      days("entered-on", \.participation.enteredOn), days("left-on", \.participation.leftOn),
      Reference.texts("sex", rows.map(\.sex)),
      Column("age", .count, rows.map { $0.age.map(Int32.init) ?? Cell.unknown.raw }),
      Column("isced", .count, rows.map { $0.isced.map(Int32.init) ?? Cell.unknown.raw }),
      flags("complete", \.isComplete),
      Reference.texts(
        "missing",
        rows.map { row in
          row.isComplete ? nil : row.missing.map(\.rawValue).joined(separator: ";")
        }),
      flags("short-stay", \.isShort), flags("may-change", \.mayChange),
      flags("entered-in-period") { holds($0, .entered) },
      flags("left-in-period") { holds($0, .left) },
      flags("six-months-in-period") { holds($0, .later) },
    ]
    let rules = Reference.texts("rules", rows.map { _ in rulesWord })
    return Frame(columns: columns + answers + [rules], rowCount: rows.count)
  }

  /// Counts of yes by women, men, non-binary, those whose sex is not known, and in total.
  func indicators(_ tongue: Tongue) -> Frame {
    let all = ESFIndicator.all
    let counted = counts
    let groups = ESFTable.groups.enumerated().map { group, named in
      Column(named.name, .count, all.indices.map { Int32(counted[$0][group]) })
    }
    return Frame(
      columns: [
        Reference.texts("indicator", all.map(\.code)),
        Reference.texts("label", all.map { $0.label.text(tongue) }),
      ] + groups + [
        Column("from", .day, all.map { _ in period.lowerBound.number }),
        Column("until", .day, all.map { _ in period.upperBound.number }),
        Reference.texts("rules", all.map { _ in rulesWord }),
      ], rowCount: all.count)
  }

  /// By indicator, the counts of each group.
  private var counts: [[Int]] {
    ESFIndicator.all.indices.map { place in
      ESFTable.groups.map { group in
        rows.count { group.holds($0) && holds($0, part(of: place)) && $0.counts(place) }
      }
    }
  }

  /// What is kept of the totals in the log, without people: see ``Reported``.
  var cells: [String] {
    let totals = zip(ESFIndicator.all, counts).map { indicator, counts in
      "\(indicator.code)=" + counts.map(String.init).joined(separator: ",")
    }
    return ["\(period.lowerBound)..\(period.upperBound)", rulesWord] + totals
  }

  private func part(of place: Int) -> Part {
    let outputs = ESFIndicator.outputs.count
    return place < outputs ? .entered : place < outputs + 4 ? .left : .later
  }
}

/// Checks, before anything is written.
extension ESFTable {
  /// - Throws: ``BrokenTotals``, naming the participations that break a relation of the indicators.
  func check() throws {
    var broken: [(relation: String, row: ESFRow)] = []
    for row in all {
      if let relation = ESFCheck.broken(by: row) { broken.append((relation, row)) }
    }
    if !broken.isEmpty {
      throw BrokenTotals(
        relation: broken[0].relation,
        participations: broken.map {
          "\($0.row.participation.client) (\($0.row.participation.operation))"
        },
        rules: rulesWord)
    }
    // What holds for each holds for all of them; that it was added up right is checked here.
    let places = Dictionary(
      uniqueKeysWithValues: ESFIndicator.all.enumerated().map { ($1.code, $0) })
    for group in ESFTable.groups {
      let members = all.filter(group.holds)
      let whole = members.count { row in row.isComplete && row.counts(0) && hasAll(row) }
      let relation = ESFCheck.broken({ code in
        places[code].map { place in members.count { $0.counts(place) } } ?? 0
      }) { $0 == whole }
      if let relation {
        throw BrokenTotals(
          relation: "\(relation), \(group.name)", participations: [], rules: rulesWord)
      }
    }
  }

  /// Whether it counts in more than the total.
  private func hasAll(_ row: ESFRow) -> Bool {
    ESFIndicator.all.indices.dropFirst().contains(where: row.counts)
  }

  /// Results of the period that are more than its linked outputs, because these people entered
  /// before it.
  var above: [String] {
    let counted = counts
    let places = Dictionary(
      uniqueKeysWithValues: ESFIndicator.all.enumerated().map { ($1.code, $0) })
    return ESFCheck.bounds.filter { bound in
      ESFTable.groups.indices.contains { group in
        func count(_ code: String) -> Int { places[code].map { counted[$0][group] } ?? 0 }
        return count(bound.part) > bound.of.reduce(0) { $0 + count($1) }
      }
    }.map(\.part)
  }
}

/// Indicators that cannot be.
struct BrokenTotals: Worded {
  let relation: String
  let participations: [String]
  let rules: String

  var message: Message {
    let some = participations.prefix(20).joined(separator: ", ")
    let who = some + (participations.count > 20 ? ", … (\(participations.count))" : "")
    return Message(
      "E383", "\(relation): er is niets geschreven" + (who.isEmpty ? "" : ". Dit komt van \(who)"),
      "\(relation): nothing was written" + (who.isEmpty ? "" : ". This comes of \(who)"),
      next: (
        "kijk de deelnames en de regels \(rules) na",
        "look at the participations and the rules \(rules)"
      ))
  }
}
