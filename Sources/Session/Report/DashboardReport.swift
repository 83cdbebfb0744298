import Cohort
import InstrumentKit
import Language
import Profile
import Store

extension ReportMaker {
  /// Efforts, results and outflow of a quarter: a commune beside what is around it.
  func dashboard() throws -> Report {
    guard let commune = ref.commune, let from = ref.from, let to = ref.to else {
      return Report(ref, today: today, tables: [])
    }
    let isOver = to <= today
    var before = try DashboardState(source(from.adding(days: -1)))
    before.benefits = try source(nil).column("benefit.at-\(from.adding(days: -1))", of: .clients)
    let end = min(to, today)
    let after = try DashboardState(source(end < today ? end : nil))
    let areas = Areas(around: commune, in: after, on: end)
    try checkCancelled()
    let quarter = DashboardQuarter(
      before: before, after: after, areas: areas, begins: from, isOver: isOver)
    var later: DashboardState?
    let horizon = to.adding(months: 12)
    if horizon <= today {
      later = try DashboardState(source(horizon < today ? horizon : nil))
    }
    try checkCancelled()
    var notes = [
      Label(
        nl: "Inspanningen: acties die in het kwartaal genoteerd werden. Resultaten: niveaus op het "
          + "einde, naast die op de dag voor het begin. De gebieden overlappen: de gemeente is deel "
          + "van haar provincie. Gemeenten zijn die van het einde; wat opging in een andere telt daar.",
        en:
          "Efforts: actions that were recorded in the quarter. Results: levels at its end, beside "
          + "those of the day before it. The areas overlap: the commune is part of its province. "
          + "Communes are those of the end; what went up in another counts there.")
    ]
    notes += areas.notes
    if !isOver {
      notes.append(
        Label(
          nl: "Het kwartaal is nog niet voorbij: resultaten en uitstroom zijn onbekend.",
          en: "The quarter is not over yet: results and outflow are unknown."))
    }
    return Report(
      ref, today: today,
      tables: [quarter.people(), quarter.efforts(), quarter.results(), quarter.outflow(later)],
      notes: notes)
  }
}

/// The commune and what stands beside it, with the clients of each; nil where nobody knows which
/// communes belong to it.
struct Areas {
  let entries: [Report.Entry]
  let clients: [[Int]?]
  /// What somebody should know about the commune.
  let notes: [Label]

  /// - Parameter day: communes are those of this day.
  init(around commune: String, in state: DashboardState, on day: Day) {
    let known = Commune.named(commune, on: day)
    let rows = ClientCommunes(state, on: day)
    let neighbours = known.map { rows.neighbours(of: $0) }
    let code = known.flatMap { Commune.provinces.place(of: $0.province) }
      .map { Commune.provinces.codes[$0] }
    entries = [
      .init("commune", Label(nl: commune, en: commune)),
      .init("neighbours", Label(nl: "buurgemeenten", en: "neighbours")),
      .init("centre-cities", Label(nl: "centrumsteden", en: "centre cities")),
      .init(
        "region", Label(nl: code?.nl ?? "provincie", en: code?.en ?? "province")),
      .init("unplaced", Label(nl: "gemeente onbekend", en: "commune unknown")),
      .init("all", Label(nl: "alle cliënten", en: "all clients")),
    ]
    clients = [
      known.map { own in rows.of { $0 == own } } ?? rows.written(commune), neighbours,
      rows.of(\.isCentreCity), known.map { own in rows.of { $0.province == own.province } },
      rows.unplaced, Array(0..<state.count),
    ]
    notes = Areas.notes(commune, known, day)
  }

  private static func notes(_ name: String, _ known: Commune?, _ day: Day) -> [Label] {
    guard let known else {
      let near = UnknownCommune(name: name).near
      return [
        Label(
          nl:
            "\(name) staat niet in de lijst van gemeenten\(near.map { "; bedoelde u \($0)?" } ?? ""). "
            + "Buren en provincie zijn onbekend.",
          en:
            "\(name) is not in the list of communes\(near.map { "; did you mean \($0)?" } ?? ""). "
            + "Neighbours and province are unknown.")
      ]
    }
    var notes: [Label] = []
    if let named = Commune.named(name), named != known, let end = named.until, end < day {
      notes.append(named.whatBecame(on: day))
    }
    if day < Commune.bordersKnown {
      notes.append(
        Label(
          nl: "Buren naar de grenzen van \(Commune.bordersKnown), de oudste die bekend zijn.",
          en: "Neighbours by the borders of \(Commune.bordersKnown), the oldest that are known."))
    }
    return notes
  }

  /// A count for each area.
  func counts(_ body: ([Int]) -> Int) -> [Report.Count] {
    clients.map { $0.map { .known(body($0)) } ?? .unknown }
  }

  var unknown: [Report.Count] { clients.map { _ in .unknown } }
}

/// One quarter between two days.
struct DashboardQuarter {
  let before: DashboardState
  let after: DashboardState
  let areas: Areas
  let begins: Day
  let isOver: Bool

  func people() -> Report.Table {
    let known = Report.Row(
      .init("known", Label(nl: "bekend op het einde", en: "known at the end")),
      areas.counts { clients in clients.count { after.filledOn?[$0].isKnown ?? false } }, in: nil)
    return Report.Table(
      name: "clients", title: Label(nl: "Cliënten", en: "Clients"), columns: areas.entries,
      rows: [known])
  }

  func efforts() -> Report.Table {
    let rows = Names.actionGroup.codes.enumerated().map { group, code in
      Report.Row(
        .init(code.en, Label(nl: code.nl, en: code.en)),
        areas.counts { clients in
          clients.reduce(0) { sum, client in
            let old = before.actions[client]?[group] ?? 0
            return sum + max(0, (after.actions[client]?[group] ?? 0) - old)
          }
        })
    }
    return Report.Table(
      name: "efforts", title: Label(nl: "Inspanningen: acties", en: "Efforts: actions"),
      columns: areas.entries, rows: rows)
  }

  func results() -> Report.Table {
    let moved: [[Int]?] = areas.clients.map { clients in clients.map { changes($0) } }
    let rows = Names.change.codes.enumerated().map { place, code in
      let counts = moved.map { counts -> Report.Count in
        isOver ? counts.map { .known($0[place]) } ?? .unknown : .unknown
      }
      return Report.Row(.init(code.en, Label(nl: code.nl, en: code.en)), counts)
    }
    return Report.Table(
      name: "results", title: Label(nl: "Resultaten: drempels", en: "Results: thresholds"),
      columns: areas.entries, rows: rows)
  }

  /// How many levels of these clients became better, worse, stayed or were first seen.
  private func changes(_ clients: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: Names.change.codes.count)
    if !isOver { return counts }
    let thresholds = Threshold.all
    for client in clients {
      let (old, new) = (before.levels[client], after.levels[client])
      for threshold in thresholds {
        guard let now = new[threshold] else { continue }
        counts[Comparer.Change(from: old[threshold], to: now).rawValue] += 1
      }
    }
    return counts
  }

  /// - Parameter later: a year after the quarter; nil while that is not over.
  func outflow(_ later: DashboardState?) -> Report.Table {
    func had(_ client: Int) -> Bool { before.hasIntegrationIncome(client) == true }
    // What nobody looked at since is not known to have stayed.
    func isSeen(_ client: Int) -> Bool {
      after.filledOn?[client].value.map { $0 >= Int(begins.number) } ?? false
    }
    func left(_ client: Int) -> Bool {
      had(client) && isSeen(client) && after.hasIntegrationIncome(client) == false
    }
    func stayed(_ client: Int) -> Bool {
      had(client) && isSeen(client) && after.hasIntegrationIncome(client) == true
    }
    func row(
      _ code: String, _ nl: String, _ en: String, in group: Int?, _ belongs: ((Int) -> Bool)?
    ) -> Report.Row {
      let counts = belongs.map { belongs in areas.counts { $0.count(where: belongs) } }
      return Report.Row(
        .init(code, Label(nl: nl, en: en)), isOver ? counts ?? areas.unknown : areas.unknown,
        in: group)
    }
    return Report.Table(
      name: "outflow",
      title: Label(nl: "Uitstroom uit het leefloon", en: "Outflow from the integration income"),
      columns: areas.entries,
      rows: [
        row("at-begin", "bij het begin", "at the beginning", in: nil, had),
        row("left", "vertrokken", "left", in: 0, left),
        row("stayed", "gebleven", "stayed", in: 0, stayed),
        row("not-seen", "niet meer gezien", "not seen again", in: 0) { had($0) && !isSeen($0) },
        row("left-for-work", "vertrokken en aan het werk", "left and at work", in: nil) {
          left($0) && after.employed?[$0].value == 1
        },
        row(
          "left-12-months", "na twaalf maanden nog weg", "still gone after twelve months",
          in: nil,
          later.map { later in { left($0) && later.hasIntegrationIncome($0) == false } }),
        row("entered", "ingestroomd", "entered", in: nil) {
          after.hasIntegrationIncome($0) == true && isSeen($0)
            && before.hasIntegrationIncome($0) == false
        },
        row(
          "begin-unknown", "leefloon op het einde, bij het begin onbekend",
          "integration income at the end, unknown at the beginning", in: nil
        ) {
          after.hasIntegrationIncome($0) == true && before.hasIntegrationIncome($0) == nil
        },
      ])
  }
}
