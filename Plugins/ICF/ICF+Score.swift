import InstrumentKit

/// What ICF writes; the raw value is the place in ``ICF/measures``.
enum ICFMeasure: Int, CaseIterable {
  case advice, specified, assessors, mild, moderate, severe, facilitators, offset, complete

  static let count = allCases.count

  static let advices = Option.list(
    """
    mediation=bemiddeling light-guidance=lichte-begeleiding
    specialised-rehabilitation=gespecialiseerde-revalidatie incomplete=onvolledig
    """)

  var measure: Measure {
    switch self {
    case .advice:
      Measure("advice", Label(nl: "advies", en: "advice"), .code(ICFMeasure.advices))
    case .specified: Measure("specified", Label(nl: "gespecificeerd", en: "specified"), .count)
    case .assessors: Measure("assessors", Label(nl: "beoordelaars", en: "assessors"), .count)
    case .mild: Measure("mild", Label(nl: "licht", en: "mild"), .count)
    case .moderate: Measure("moderate", Label(nl: "matig", en: "moderate"), .count)
    case .severe: Measure("severe", Label(nl: "ernstig", en: "severe"), .count)
    case .facilitators:
      Measure("facilitators", Label(nl: "steunen", en: "facilitators"), .count)
    case .offset:
      Measure("offset", Label(nl: "ernstig-met-steun", en: "severe-with-support"), .flag)
    case .complete: Measure("complete", Label(nl: "volledig", en: "complete"), .flag)
    }
  }
}

extension ICF {
  private enum Place { static let assessors = 0, last = 1, first = 2 }

  private static let body = Notation.forms(.body).map(\.reading)
  private static let activity = Notation.forms(.activity).map(\.reading)
  private static let environment = Notation.forms(.environment).map(\.reading)

  /// How many indicators are at which severity, and those that decide by place.
  private struct Tally {
    var specified = 0
    var mild = 0
    var moderate = 0
    var severe = 0
    var facilitators = 0
    /// Masks by place in the set.
    var moderates = 0
    var severes = 0
    /// Severe barriers of body or activity.
    var hinders = 0
    /// Facilitators of +3 and +4.
    var strong = 0
    var isEmpty = true
  }

  private func tally(_ subject: Subject) -> Tally {
    var tally = Tally()
    for place in parts.indices {
      guard let score = subject.number(Place.first + place) else { continue }
      tally.isEmpty = false
      let part = parts[place]
      let readings =
        switch part {
        case .body: ICF.body
        case .activity: ICF.activity
        case .environment: ICF.environment
        }
      let reading = readings[score]
      if let helps = reading.facilitator {
        if helps < 8 { tally.specified += 1 }
        if (1...4).contains(helps) { tally.facilitators += 1 }
        if (3...4).contains(helps) { tally.strong |= 1 << place }
        continue
      }
      guard let problem = reading.problem, problem < 8 else { continue }
      tally.specified += 1
      if problem >= set.severeFrom {
        tally.severe += 1
        tally.severes |= 1 << place
        if part != .environment { tally.hinders |= 1 << place }
      } else if problem >= set.moderateFrom {
        tally.moderate += 1
        tally.moderates |= 1 << place
      } else if problem > 0 {
        tally.mild += 1
      }
    }
    return tally
  }

  public func score(_ subject: Subject, into result: inout Result) {
    let tally = tally(subject)
    let assessors = subject[Place.assessors]
    result.set(ICFMeasure.assessors.rawValue, assessors)
    if tally.isEmpty {
      // Nobody was screened: nothing is counted, so nothing is zero.
      for place in 0..<ICFMeasure.count where place != ICFMeasure.assessors.rawValue {
        result.set(place, .unknown)
      }
      return
    }
    result.set(ICFMeasure.specified.rawValue, tally.specified)
    result.set(ICFMeasure.mild.rawValue, tally.mild)
    result.set(ICFMeasure.moderate.rawValue, tally.moderate)
    result.set(ICFMeasure.severe.rawValue, tally.severe)
    result.set(ICFMeasure.facilitators.rawValue, tally.facilitators)
    let isOffset = tally.severes != 0 && tally.strong != 0
    if isOffset {
      result.set(
        ICFMeasure.offset.rawValue, Cell(true), because: beside(tally.severes, tally.strong))
    } else {
      result.set(ICFMeasure.offset.rawValue, false)
    }
    let isComplete =
      tally.specified >= set.specifiedAtLeast
      && (assessors.value ?? 0) >= set.assessorsAtLeast
    result.set(ICFMeasure.complete.rawValue, isComplete)
    advise(tally, assessors, isComplete, result)
  }

  private func advise(_ tally: Tally, _ assessors: Cell, _ isComplete: Bool, _ result: Result) {
    let place = ICFMeasure.advice.rawValue
    guard isComplete else {
      return result.set(place, Cell(3), because: incomplete(tally.specified, assessors))
    }
    if tally.hinders != 0 {
      return result.set(place, Cell(2), because: because("severe", tally.hinders))
    }
    if tally.severes != 0 {
      return result.set(place, Cell(1), because: because("environment", tally.severes))
    }
    if tally.moderates != 0 {
      return result.set(place, Cell(1), because: because("moderate", tally.moderates))
    }
    result.set(
      place, Cell(0),
      because: Reason(
        "nothing-above-mild", Label(nl: "niets is meer dan licht", en: "nothing is above mild")))
  }

  private func codes(_ mask: Int) -> String {
    set.indicators.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element.code)
      .joined(separator: ", ")
  }

  private func because(_ rule: String, _ mask: Int) -> Reason {
    switch rule {
    case "severe":
      Reason(
        rule,
        Label(nl: "ernstig of volledig: \(codes(mask))", en: "severe or complete: \(codes(mask))"))
    case "environment":
      Reason(
        rule,
        Label(
          nl: "ernstig, maar enkel in de omgeving: \(codes(mask))",
          en: "severe, but in the environment only: \(codes(mask))"))
    default:
      Reason(
        rule,
        Label(
          nl: "matig: \(codes(mask)), en niets is ernstig",
          en: "moderate: \(codes(mask)), and nothing is severe"))
    }
  }

  private func beside(_ severe: Int, _ strong: Int) -> Reason {
    Reason(
      "offset",
      Label(
        nl: "ernstig: \(codes(severe)); sterke steun: \(codes(strong))",
        en: "severe: \(codes(severe)); strong facilitator: \(codes(strong))"))
  }

  private func incomplete(_ specified: Int, _ assessors: Cell) -> Reason {
    let count = set.indicators.count
    let people = assessors.value.map { "\($0)" }
    return Reason(
      "incomplete",
      Label(
        nl:
          "\(specified) van \(count) gespecificeerd, door \(people ?? "een onbekend aantal") consulent(en)",
        en:
          "\(specified) of \(count) specified, by \(people ?? "an unknown number of") counsellor(s)"
      ))
  }
}
