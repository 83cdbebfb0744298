// An instrument as a maker wrote it for kit 1.1. The tests compile it against the interface of that
// kit alone, so nothing that the kit has learnt since can be named here.

import InstrumentKit

/// The minor number of the kit that a golden case expects; below zero there is no such case.
@_silgen_name("older_expects") private func olderExpects() -> CInt

/// Judges how far somebody is with looking for work, by rules that a site may replace.
public struct Older: Instrument {
  private let name: String
  private let version: String
  /// What hinders looking for work.
  private let hindrances: [Threshold]
  private let hoursFrom: Int
  private let minor = Int(Kit.version.split(separator: ".").last ?? "") ?? -1

  private static let text = """
    name: plain
    version: "1"
    hours-from: 20
    hindrances: [mobility, childcare, dutch, hygiene]

    """
  private static let stances = Option.list("ready=klaar hindered=gehinderd idle=niet-actief")

  public init() {
    (name, version, hoursFrom) = ("plain", "1", 20)
    hindrances = [.mobility, .childcare, .dutch, .hygiene]
  }

  private init(_ rules: Rules) throws {
    try rules.root.only(["name", "version", "hours-from", "hindrances"])
    (name, version) = (rules.name, rules.version)
    hoursFrom = try rules.root.number("hours-from", in: 1...60)
    hindrances = try rules.root.list("hindrances").map { try $0.threshold }
  }

  public var description: Description {
    Description(
      id: "older", version: "1.0", label: Label(nl: "Ouder", en: "Older"),
      summary: Label(nl: "Hoe ver iemand is met zoeken", en: "How far somebody is with looking"),
      source: "tests", licence: "Apache-2.0")
  }

  private static func scale(_ letters: [Character]) -> AnswerType {
    let levels: [Level] = [.noBarrier, .supported, .blocking]
    return .level(
      LevelScale(
        zip(letters, levels).map { letter, level in
          LevelScale.Step(
            "\(letter)", .level(level), Label(nl: "stap \(letter)", en: "step \(letter)"))
        } + [
          LevelScale.Step("?", .absent(.cannotTell), Label(nl: "weet niet", en: "cannot tell"))
        ]))
  }

  public var form: Form {
    let seeks = Condition.yes("seeks")
    return Form([
      Section(
        "looking", Label(nl: "Zoeken", en: "Looking"),
        [
          Item("seeks", Label(nl: "Zoekt werk", en: "Looks for work"), .flag),
          Item(
            "hours", Label(nl: "Uren per week", en: "Hours a week"), .number(0...60), when: seeks),
          Item(
            "days", Label(nl: "Welke dagen", en: "Which days"),
            .many(
              Option.list("week=werkweek")
                + [Option("weekend", Label(nl: "weekend", en: "weekend"), when: seeks)]),
            .occasion, when: .any([seeks, .level("travel", .noBarrier)])),
          Item(
            "postcode", Label(nl: "Soort streek", en: "Kind of region"),
            .one(Option.list("r1=stad r2=rand r3=platteland"))),
        ]),
      Section(
        "hindrances", Label(nl: "Hindernissen", en: "Hindrances"), when: seeks,
        [
          Item(
            "travel", Label(nl: "Zich verplaatsen", en: "Getting about"),
            Older.scale(["a", "b", "c"]), link: .threshold(.mobility)),
          Item(
            "words", Label(nl: "Nederlands op het werk", en: "Dutch at work"),
            Older.scale(["x", "y", "z"]), when: .lacks("days", "weekend"),
            link: .threshold(.dutch, .narrower)),
        ]),
    ])
  }

  public var inputs: [Input] {
    [.item("seeks"), .history("hours"), .field("age"), .observed(.mobility), .item("days")]
  }

  public var measures: [Measure] {
    [
      Measure("stance", Label(nl: "houding", en: "stance"), .code(Older.stances)),
      Measure("blocking", Label(nl: "blokkades", en: "blocking"), .count),
      Measure("growth", Label(nl: "groei", en: "growth"), .flag),
      Measure("seen", Label(nl: "gezien", en: "seen"), .day),
      Measure("young", Label(nl: "jong", en: "young"), .flag, isDetail: true),
      Measure("kit", Label(nl: "kit", en: "kit"), .count),
    ]
  }

  public var goldenCases: [GoldenCase] {
    let tied = Int(olderExpects())
    let own = [
      GoldenCase(
        "nothing known",
        expects: ["stance": "unknown", "blocking": "0", "growth": "unknown", "seen": "unknown"]),
      GoldenCase(
        "looks and nothing hinders", levels: [.mobility: .noBarrier],
        inputs: ["item:seeks": "yes", "age": "24"], expects: ["stance": "ready", "young": "yes"]),
      GoldenCase(
        "one blocks", levels: [.mobility: .blocking, .illness: .blocking],
        inputs: ["item:seeks": "yes", "age": "25"],
        expects: ["stance": "hindered", "blocking": "1", "young": "no"]),
      GoldenCase("does not look", inputs: ["item:seeks": "no"], expects: ["stance": "idle"]),
      GoldenCase(
        "more hours than before",
        inputs: ["item:seeks": "yes", "history:hours": "2012-01-01=10;2012-06-01=20"],
        expects: ["growth": "yes"]),
      GoldenCase(
        "more, but fewer than the rules want",
        inputs: ["item:seeks": "yes", "history:hours": "2012-01-01=10;2012-06-01=19"],
        expects: ["growth": "no"]),
      GoldenCase(
        "when mobility was seen", inputs: ["observed:mobility": "2012-05-01"],
        expects: ["seen": "2012-05-01"]),
    ]
    return tied < 0
      ? own : own + [GoldenCase("as the kit counts itself", expects: ["kit": "\(tied)"])]
  }

  public var rules: String? { Older.text }
  public var advice: Advice? {
    Advice(measure: "stance", order: ["idle", "hindered", "ready"], overrides: .both)
  }

  public func following(_ rules: Rules) throws -> any Instrument { try Older(rules) }

  public func misreading(_ text: String, of item: String) -> Misreading? {
    guard item == "postcode", text.first == "r" else { return nil }
    return Misreading(at: 2, Label(nl: "verwacht 1, 2 of 3", en: "expected 1, 2 or 3"))
  }

  public func score(_ subject: Subject, into result: inout Result) {
    let levels = subject.levels
    let hindering = levels.thresholds(at: .blocking).intersection(ThresholdSet(hindrances))
    if let seeks = subject.flag(0) {
      result.set(
        0, Cell(seeks ? (hindering.isEmpty ? 0 : 1) : 2),
        because: Reason(
          "hindered", Label(nl: "\(hindering.count) remmen", en: "\(hindering.count) hinder")))
    } else {
      result.set(0, .unknown)
    }
    result.set(1, hindering.count)
    let hours = subject.entries(1)
    let last = hours[hours.count - 1, 1].value
    let before = hours[hours.count - 2, 1].value
    if let last, let before, let day = hours.day(hours.count - 1) {
      result.set(
        2, Cell(last > before && last >= hoursFrom),
        because: Reason(
          "hours",
          Label(nl: "\(before) naar \(last) op \(day)", en: "\(before) to \(last) on \(day)")))
    } else {
      result.set(2, .unknown)
    }
    result.set(3, subject.day(3).map { Cell($0) } ?? .unknown)
    result.set(4, subject.number(2).map { Cell($0 < 25) } ?? .unknown)
    result.set(5, minor)
  }

  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    guard let newest = dossier.assessments.last else { return nil }
    let scale = Document.Scale(["a", "b", "c"], unknown: "?")
    let points = dossier.assessments.map { assessment in
      Document.Movement.Point(
        assessment.on, assessment.answers["travel"].flatMap { scale.steps.firstIndex(of: $0) })
    }
    let asked = form.items.compactMap { item in
      dossier.words(of: item, in: tongue).map { [item.label.text(tongue), $0] }
    }
    return Document([
      .heading("\(dossier.client) · \(newest.on)"),
      .facts(dossier.facts(["stance", "growth"])),
      .table(.init(columns: [tongue == .nl ? "vraag" : "item", "="], rows: asked)),
      .bars([.init("hours", Int(newest.answers["hours"] ?? "") ?? 0)]),
      .strips(
        [.init("travel", points.map { .init("\($0.on)", $0.step) })], scale),
      .movement(
        .init(
          from: points[0].on, to: dossier.today, scale: scale, lines: [.init("travel", points)])),
      .paragraph("\(name) \(version)"),
    ])
  }
}

@c(drempel_register_older)
public func registerOlder(_ registrar: UnsafeMutableRawPointer) {
  Registrar.at(registrar).add(Older())
}
