import InstrumentKit

/// What the intake reads of a subject; the raw value is the place in ``Intake/inputs``.
enum IntakeInput: Int, CaseIterable {
  case followedUp, notFollowed, direction, streams, transfer, reasons, ready, notReady
  case employment, benefit, livingWageSince, equivalentSince, sex, answered, applicable

  var input: Input {
    switch self {
    case .followedUp: .item("followed-up")
    case .notFollowed: .item("not-followed-reason")
    case .direction: .item("direction")
    case .streams: .item("stream")
    case .transfer: .item("transfer")
    case .reasons: .item("reason-client")
    case .ready: .item("training-ready")
    case .notReady: .item("training-not-ready")
    case .employment: .item("employment")
    case .benefit: .item("benefit")
    case .livingWageSince: .item("living-wage-since")
    case .equivalentSince: .item("equivalent-since")
    case .sex: .item("sex")
    case .answered: .answered
    case .applicable: .applicable
    }
  }
}

/// What the intake writes; the raw value is the place in ``Intake/measures``, domains follow.
enum IntakeMeasure: Int, CaseIterable {
  static let count = allCases.count
  case eligible, direction, streams, transfer, readiness
  case blocking, supported, unassessed, completeness, conflicts

  var measure: Measure {
    switch self {
    case .eligible: Measure("eligible", Label(nl: "komt-in-aanmerking", en: "eligible"), .flag)
    case .direction:
      Measure("direction", Label(nl: "richting", en: "direction"), .code(Intake.directions))
    case .streams: Measure("streams", Label(nl: "stromen", en: "streams"), .codes(Intake.streams))
    case .transfer:
      Measure("transfer", Label(nl: "overdracht", en: "transfer"), .code(Intake.transfers))
    case .readiness:
      Measure("readiness", Label(nl: "rijpheid", en: "readiness"), .code(Intake.readiness))
    case .blocking: Measure("blocking", Label(nl: "blokkerend", en: "blocking"), .count)
    case .supported: Measure("supported", Label(nl: "ondersteund", en: "supported"), .count)
    case .unassessed: Measure("unassessed", Label(nl: "onbeoordeeld", en: "unassessed"), .count)
    case .completeness:
      Measure("completeness", Label(nl: "volledigheid", en: "completeness"), .percent)
    case .conflicts:
      Measure("conflicts", Label(nl: "tegenstrijdig", en: "conflicts"), .codes(Intake.conflicts))
    }
  }
}

extension Intake {
  static let readiness = Option.list(
    "regular=regulier social=sociaal training=opleiding not-ready=niet-klaar")

  static let allMeasures: [Measure] =
    IntakeMeasure.allCases.map(\.measure)
    + Domain.all.flatMap { domain in
      [("blocking", "blokkerend"), ("supported", "ondersteund"), ("unassessed", "onbeoordeeld")]
        .map { en, nl in
          Measure(
            "\(en)-\(domain.code)",
            Label(nl: "\(nl)-\(dutchDomain(domain.code))", en: "\(en)-\(domain.code)"),
            .count, isDetail: true)
        }
    }

  private static func dutchDomain(_ code: String) -> String {
    switch code {
    case "health": "gezondheid"
    case "housing": "wonen"
    case "family": "gezin"
    case "network": "netwerk"
    case "society": "maatschappij"
    case "career": "loopbaan"
    case "practical": "praktisch"
    default: code
    }
  }

  private static let coreSet = ThresholdSet(core)
  private static let domainSets = Domain.all.map {
    ThresholdSet($0.thresholds).intersection(coreSet)
  }

  public func score(_ subject: Subject, into result: inout Result) {
    let levels = subject.levels
    counts(levels, in: Intake.coreSet, at: IntakeMeasure.blocking.rawValue, result)
    for (domain, set) in Intake.domainSets.enumerated() {
      counts(levels, in: set, at: IntakeMeasure.count + domain * 3, result)
    }
    result.set(IntakeMeasure.direction.rawValue, subject[IntakeInput.direction.rawValue])
    result.set(IntakeMeasure.streams.rawValue, subject[IntakeInput.streams.rawValue])
    result.set(IntakeMeasure.transfer.rawValue, subject[IntakeInput.transfer.rawValue])
    result.set(IntakeMeasure.completeness.rawValue, completeness(of: subject))
    eligible(subject, result)
    ready(subject, result)
    result.set(IntakeMeasure.conflicts.rawValue, Cell(raw: conflicts(of: subject)))
  }

  private func counts(
    _ levels: ThresholdRecord, in set: ThresholdSet, at place: Int, _ result: Result
  ) {
    result.set(place, levels.thresholds(at: .blocking).intersection(set).count)
    result.set(place + 1, levels.thresholds(at: .supported).intersection(set).count)
    result.set(place + 2, set.subtracting(levels.assessed).count)
  }

  private func completeness(of subject: Subject) -> Cell {
    guard let applicable = subject.number(IntakeInput.applicable.rawValue), applicable > 0,
      let answered = subject.number(IntakeInput.answered.rawValue)
    else { return .unknown }
    return Cell(answered * 100 / applicable)
  }

  /// Not ready alone says no, "other" alone says nothing, every other reason says yes.
  private func eligible(_ subject: Subject, _ result: Result) {
    let place = IntakeMeasure.eligible.rawValue
    guard let followed = subject.flag(IntakeInput.followedUp.rawValue) else {
      return result.set(place, .unknown, because: Intake.notRegistered)
    }
    if followed { return result.set(place, Cell(true), because: Intake.followed) }
    let reasons = subject.mask(IntakeInput.notFollowed.rawValue) ?? 0
    if reasons & 0b0111110 != 0 { return result.set(place, Cell(true), because: Intake.otherHelp) }
    if reasons & 1 != 0 { return result.set(place, Cell(false), because: Intake.notReady) }
    result.set(place, .unknown, because: Intake.notRegistered)
  }

  /// The furthest that any ticked reason reaches: regular, social, training, not ready.
  private func ready(_ subject: Subject, _ result: Result) {
    let place = IntakeMeasure.readiness.rawValue
    guard let reasons = subject.mask(IntakeInput.reasons.rawValue) else {
      return result.set(place, .unknown)
    }
    if reasons & 0b001 != 0 { return result.set(place, 0) }
    if reasons & 0b010 != 0 { return result.set(place, 1) }
    if reasons & 0b100 != 0 { return result.set(place, 2) }
    if reasons & 0b11000 != 0 { return result.set(place, 3) }
    result.set(place, .unknown)
  }
}
