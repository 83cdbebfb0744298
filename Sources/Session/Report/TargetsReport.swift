import Cohort
import InstrumentKit
import Language
import PluginHost
import Profile

/// Places that were planned and requested, as a site's file states them.
struct Targets {
  struct Target {
    let status: String
    let years: ClosedRange<Int>
    let province: String?
    let centre: String?
    let planned: Int?
    let requested: Int?
    /// The place in the list of actions whose beginning realises a place; nil when none does.
    let action: Int?
    /// Places in the list of benefits that belong to the status; empty for anybody.
    let benefits: [Int]
  }

  let name: String
  let version: String
  let targets: [Target]

  init(_ rules: Rules) throws {
    (name, version) = (rules.name, rules.version)
    try rules.root.only(["name", "version", "targets"])
    targets = try rules.root.list("targets").map(Targets.target)
  }

  private static func target(_ node: Rules.Node) throws -> Target {
    try node.only([
      "status", "year", "until", "province", "centre", "planned", "requested", "action", "benefits",
    ])
    let from = try node.number("year", in: 1990...2100)
    let until = try node.optional("until") == nil ? from : node.number("until", in: from...2100)
    func count(_ key: String) throws -> Int? {
      try node.optional(key) == nil ? nil : node.number(key, in: 0...1_000_000)
    }
    return Target(
      status: try node.code("status"), years: from...until,
      province: try node.optional("province").map { try code($0, of: Commune.provinces).word },
      centre: try node.optional("centre")?.text, planned: try count("planned"),
      requested: try count("requested"),
      action: try node.optional("action").map { try code($0, of: Names.action).place },
      benefits: try (node.optional("benefits")?.list ?? []).map {
        try code($0, of: FieldCatalog.standard.field("benefit")?.type.list ?? Names.hidden).place
      })
  }

  private static func code(
    _ node: Rules.Node, of list: CodeList
  ) throws -> (place: Int, word: String) {
    guard let place = list.place(of: try node.text) else {
      throw node.fault(.notOneOf(list.codes.map(\.en)))
    }
    return (place, list.codes[place].en)
  }

  /// What was published; how many were realised is not stated.
  static let shipped = """
    # Places of the published report. A site states its own in targets.yaml, in the folder rules:
    # a row per status and year, or per province or welfare centre.
    name: published
    version: 2013-1
    targets:
      - { status: all, year: 2010, until: 2011, planned: 230, requested: 140, action: tender.taz }
      - { status: ocmw, year: 2010, until: 2011, requested: 70, action: tender.taz,
          benefits: [living-wage, equivalent-living-wage] }
      - { status: sickness-insurance, year: 2010, until: 2011, requested: 70, action: tender.taz,
          benefits: [sickness] }
    """
}

extension ReportMaker {
  func targets() throws -> Report {
    let rules = try RulesFile.read(rulesFile("targets"), shipped: Targets.shipped) {
      try Targets($0)
    }
    let columns = try source(nil)
    let realised = try Realised(columns, today: today)
    let rows = rules.targets.map { target in
      Report.Row(
        Targets.entry(target),
        [
          target.planned.map { .known($0) } ?? .unknown,
          target.requested.map { .known($0) } ?? .unknown, realised.count(target),
        ], in: nil)
    }
    let table = Report.Table(
      name: "targets", title: Label(nl: "Plaatsen", en: "Places"),
      columns: [
        .init("planned", Label(nl: "gepland", en: "planned")),
        .init("requested", Label(nl: "aangevraagd", en: "requested")),
        .init("realised", Label(nl: "gerealiseerd", en: "realised")),
      ], rows: rows)
    let source = Label(
      nl: "Gepland en aangevraagd: regels \(rules.name) \(rules.version). Gerealiseerd: mensen met "
        + "een actie die in die jaren begon; zonder zo'n begin in de opslag onbekend.",
      en: "Planned and requested: rules \(rules.name) \(rules.version). Realised: people with an "
        + "action that began in those years; unknown when the store has no such beginning.")
    return Report(
      ref, today: today, tables: [table] + (try ref.tables.map(self.table)),
      notes: [source] + realised.notes)
  }
}

extension Targets {
  static func entry(_ target: Target) -> Report.Entry {
    let (from, to) = (target.years.lowerBound, target.years.upperBound)
    let years = from == to ? "\(from)" : "\(from)-\(to)"
    let parts = [years, target.status] + [target.province, target.centre].compactMap(\.self)
    let dutch = parts.map { word in
      Commune.provinces.place(of: word).map { Commune.provinces.codes[$0].nl }
        ?? statuses[word] ?? word
    }
    return .init(
      parts.joined(separator: "/"),
      Label(nl: dutch.joined(separator: " · "), en: parts.joined(separator: " · ")))
  }

  private static let statuses = [
    "all": "allen", "ocmw": "OCMW", "sickness-insurance": "ziekteverzekering",
  ]
}

/// Actions that began, with what was so of their clients then.
private final class Realised {
  private let clients, actions, starts, benefits, communes: Column?
  private let today: Day
  /// Who would count if anybody knew in which province or welfare centre.
  private(set) var unplaced: Set<Int> = []
  /// Who would count if anybody knew which benefit they had then.
  private(set) var withoutBenefit: Set<Int> = []

  init(_ source: any ColumnSource, today: Day) throws {
    self.today = today
    clients = try source.column("client-row", of: .actions)
    actions = try source.column("action", of: .actions)
    starts = try source.column("starts", of: .actions)
    benefits = try source.column("benefit.at-start", of: .actions)
    communes = try source.column("commune.at-start", of: .actions)
  }

  func count(_ target: Targets.Target) -> Report.Count {
    guard let clients, let actions, let starts, let action = target.action else { return .unknown }
    var people: Set<Int> = []
    var isKnown = false
    for row in actions.cells.indices where actions[row].value == action {
      guard let number = starts[row].value, let client = clients[row].value else { continue }
      let day = Day(number: Int32(number))
      guard day <= today, target.years.contains(day.civil.year) else { continue }
      isKnown = true
      if belongs(row, client, target) { people.insert(client) }
    }
    return isKnown ? .known(people.count) : .unknown
  }

  var notes: [Label] {
    var notes: [Label] = []
    let unknown = withoutBenefit.count
    if unknown > 0 {
      notes.append(
        Label(
          nl: "Van \(unknown) van hen is niet bekend welke uitkering zij bij het begin hadden; zij "
            + "tellen bij geen uitkering.",
          en: "Of \(unknown) of them the benefit at the start is not known; they count in none."))
    }
    let count = unplaced.count
    if count == 0 { return notes }
    return notes + [
      Label(
        nl:
          "\(count) van hen \(count == 1 ? "heeft" : "hebben") geen of een onbekende gemeente, en "
          + "\(count == 1 ? "telt" : "tellen") bij geen provincie.",
        en: "\(count) of them \(count == 1 ? "has" : "have") no known commune, and "
          + "\(count == 1 ? "counts" : "count") in no province.")
    ]
  }

  private func belongs(_ row: Int, _ client: Int, _ target: Targets.Target) -> Bool {
    if !target.benefits.isEmpty {
      guard let mask = benefits?[row].value else {
        withoutBenefit.insert(client)
        return false
      }
      if !target.benefits.contains(where: { mask >> $0 & 1 != 0 }) { return false }
    }
    if target.province == nil, target.centre == nil { return true }
    let text = communes?[row].value.flatMap { communes?.pool?[$0] }
    let commune = text.flatMap { Commune.named($0, on: today) }
    if commune == nil { unplaced.insert(client) }
    if let centre = target.centre {
      let own = Commune.named(centre, on: today)
      let isOwn = own.map { $0 == commune } ?? (text.map(Names.folded) == Names.folded(centre))
      if !isOwn { return false }
    }
    return target.province.map { $0 == commune?.province } ?? true
  }
}
