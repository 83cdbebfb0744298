import InstrumentKit

/// What MPSA reads of a subject; the raw value is the place in ``MPSA/inputs``.
enum MPSAInput: Int, CaseIterable {
  case age, incapacity, activation, aidMonths, firstProposal, nextReview, proposed, decision
  case measurements, firstMeasured

  var input: Input {
    switch self {
    case .age: .field("age")
    case .incapacity: .item("incapacity")
    case .activation: .item("current-activation")
    case .aidMonths: .item("aid-months")
    case .firstProposal: .item("first-aid-proposal")
    case .nextReview: .item("next-review")
    case .proposed: .item("social-only-proposed")
    case .decision: .item("bcsb-decision")
    case .measurements: .measurements
    case .firstMeasured: .firstMeasured
    }
  }
}

/// What MPSA writes; the raw value is the place in ``MPSA/measures``, groups follow after these.
enum MPSAMeasure: Int, CaseIterable {
  case activation, blocking, supported, unassessed, completeness, complete, openItems
  case measurement, due, overdue, targetGroup

  static let count = allCases.count

  func measure(_ targets: TargetGroups) -> Measure {
    switch self {
    case .activation:
      Measure("activation", Label(nl: "activering", en: "activation"), .code(MPSA.activations))
    case .blocking: Measure("blocking", Label(nl: "blokkerend", en: "blocking"), .count)
    case .supported: Measure("supported", Label(nl: "ondersteund", en: "supported"), .count)
    case .unassessed: Measure("unassessed", Label(nl: "onbeoordeeld", en: "unassessed"), .count)
    case .completeness:
      Measure("completeness", Label(nl: "volledigheid", en: "completeness"), .percent)
    case .complete: Measure("complete", Label(nl: "volledig", en: "complete"), .flag)
    case .openItems: Measure("open-items", Label(nl: "open-vragen", en: "open-items"), .count)
    case .measurement: Measure("measurement", Label(nl: "meting", en: "measurement"), .count)
    case .due: Measure("due", Label(nl: "tegen", en: "due"), .day)
    case .targetGroup:
      Measure(
        "target-group", Label(nl: "doelgroep", en: "target-group"), .code(targets.options))
    case .overdue: Measure("overdue", Label(nl: "te-laat", en: "overdue"), .flag)
    }
  }
}

extension MPSA {
  static func allMeasures(_ targets: TargetGroups) -> [Measure] {
    MPSAMeasure.allCases.map { $0.measure(targets) }
      + groups.flatMap { group in
        [("blocking", "blokkerend"), ("supported", "ondersteund"), ("unassessed", "onbeoordeeld")]
          .map { en, nl in
            Measure(
              "\(en)-\(group.id)",
              Label(nl: "\(nl)-\(dutchGroup(group.id))", en: "\(en)-\(group.id)"),
              .count, isDetail: true)
          }
      }
  }

  private static func dutchGroup(_ id: String) -> String {
    switch id {
    case "medical": "medisch"
    case "housing": "wonen"
    case "family": "gezin"
    case "society": "maatschappij"
    default: "andere"
    }
  }

  /// The bits of each group, read once instead of per subject.
  private static let groupSets = groups.map { ThresholdSet($0.thresholds.map(\.0)) }

  public func score(_ subject: Subject, into result: inout Result) {
    let levels = subject.levels
    counts(levels, in: MPSA.judged, at: MPSAMeasure.blocking.rawValue, result)
    for (group, set) in MPSA.groupSets.enumerated() {
      counts(levels, in: set, at: MPSAMeasure.count + group * 3, result)
    }
    let open = MPSA.judged.subtracting(subject.accepted.assessed).count
    let answered = MPSA.judged.count - open
    result.set(MPSAMeasure.openItems.rawValue, open)
    result.set(MPSAMeasure.completeness.rawValue, answered * 100 / MPSA.judged.count)
    result.set(MPSAMeasure.complete.rawValue, open == 0)
    result.set(MPSAMeasure.measurement.rawValue, subject[MPSAInput.measurements.rawValue])
    let activation = activation(of: subject)
    result.set(MPSAMeasure.activation.rawValue, activation.cell, because: activation.why.reason)
    target(levels, activation.cell, result)
    clock(of: subject, result)
  }

  /// Three counts side by side, from any instrument's newest levels.
  private func counts(
    _ levels: ThresholdRecord, in set: ThresholdSet, at place: Int, _ result: Result
  ) {
    result.set(place, levels.thresholds(at: .blocking).intersection(set).count)
    result.set(place + 1, levels.thresholds(at: .supported).intersection(set).count)
    result.set(place + 2, set.subtracting(levels.assessed).count)
  }

  /// Age and recognised incapacity decide first, then the committee, then what is registered.
  private func activation(of subject: Subject) -> (cell: Cell, why: ActivationReason) {
    let age = subject.number(MPSAInput.age.rawValue)
    if let age, age > 60 { return (Cell(3), .over60(age)) }
    if let incapacity = subject.number(MPSAInput.incapacity.rawValue), incapacity >= 66 {
      return (Cell(3), .incapable(incapacity))
    }
    let measured = subject.number(MPSAInput.measurements.rawValue) ?? 0
    if subject.flag(MPSAInput.proposed.rawValue) == true, measured >= 3,
      subject.number(MPSAInput.decision.rawValue) == 0
    {
      return (Cell(3), .committee)
    }
    // Without an age the first rule cannot be excluded.
    guard age != nil, let registered = subject.mask(MPSAInput.activation.rawValue),
      registered & 3 != 0
    else { return (.unknown, .notRegistered) }
    return (Cell(registered & 3 == 3 ? 2 : registered & 1 != 0 ? 1 : 0), .registered)
  }

  /// The group that a referral would follow, by the site's rules.
  private func target(_ levels: ThresholdRecord, _ activation: Cell, _ result: Result) {
    let place = targets.place(
      activation: activation.value,
      blocking: levels.thresholds(at: .blocking).intersection(MPSA.judged),
      open: MPSA.judged.subtracting(levels.assessed))
    guard let place else { return result.set(MPSAMeasure.targetGroup.rawValue, .unknown) }
    result.set(
      MPSAMeasure.targetGroup.rawValue, Cell(place), because: MPSA.fits(targets.groups[place]))
  }

  /// First filled in by the first aid proposal, a whole measurement three months later, then each
  /// review.
  private func clock(of subject: Subject, _ result: Result) {
    let due = dueDay(of: subject)
    if let due {
      result.set(MPSAMeasure.due.rawValue, due)
      result.set(MPSAMeasure.overdue.rawValue, due < subject.today)
    } else {
      result.set(MPSAMeasure.due.rawValue, .unknown)
      result.set(MPSAMeasure.overdue.rawValue, .unknown)
    }
  }

  private func dueDay(of subject: Subject) -> Day? {
    if let months = subject.number(MPSAInput.aidMonths.rawValue), months < 3 { return nil }
    let proposal = subject.day(MPSAInput.firstProposal.rawValue)
    let first = subject.day(MPSAInput.firstMeasured.rawValue)
    if first == nil { return proposal }
    if subject.number(MPSAInput.measurements.rawValue) ?? 0 > 0 {
      return subject.day(MPSAInput.nextReview.rawValue)
    }
    return (proposal ?? first)?.adding(months: 3)
  }
}
