import InstrumentKit

/// What the balance reads; the raw value is the place in ``SPB/inputs``.
enum SPBInput: Int, CaseIterable {
  case signed, synthesis, timeline, plan, begun

  var input: Input {
    switch self {
    case .signed: .item("signed-on")
    case .synthesis: .has("synthesis")
    case .timeline: .rows("timeline")
    case .plan: .rows("plan")
    case .begun: .firstMeasured
    }
  }
}

/// What the balance writes; the raw value is the place in ``SPB/measures``.
enum SPBMeasure: Int, CaseIterable {
  case phase, monthsCovered, gaps, stepsOpen, stepsOverdue, ready, missing

  static let phases = Option.list(
    "preparation=voorbereiding investigation=onderzoek synthesis=synthese")
  static let parts = Option.list("signature=handtekening synthesis=synthese plan=plan")

  var measure: Measure {
    switch self {
    case .phase: Measure("phase", Label(nl: "fase", en: "phase"), .code(SPBMeasure.phases))
    case .monthsCovered:
      Measure("months-covered", Label(nl: "maanden-gedekt", en: "months-covered"), .count)
    case .gaps:
      Measure(
        "gaps-over-6-months",
        Label(nl: "onderbrekingen-boven-6-maanden", en: "gaps-over-6-months"), .count)
    case .stepsOpen: Measure("steps-open", Label(nl: "stappen-open", en: "steps-open"), .count)
    case .stepsOverdue:
      Measure("steps-overdue", Label(nl: "stappen-te-laat", en: "steps-overdue"), .count)
    case .ready:
      Measure("ready-for-esf", Label(nl: "klaar-voor-esf", en: "ready-for-esf"), .flag)
    case .missing:
      Measure("missing", Label(nl: "ontbreekt", en: "missing"), .codes(SPBMeasure.parts))
    }
  }
}

extension SPB {
  /// The places of columns in the rows of the two tables.
  private enum Column { static let kind = 0, from = 1, until = 2, when = 1, done = 2, width = 4 }
  private static let gap = 3

  public func score(_ subject: Subject, into result: inout Result) {
    let timeline = subject.entries(SPBInput.timeline.rawValue, width: Column.width)
    let plan = subject.entries(SPBInput.plan.rawValue, width: Column.width)
    // A date in the future is an appointment, not a signature.
    let isSigned = subject.day(SPBInput.signed.rawValue).map { $0 <= subject.today } ?? false
    let hasSynthesis = subject.flag(SPBInput.synthesis.rawValue) == true
    past(timeline, subject.today, result)
    steps(plan, subject.today, result)
    guard subject.day(SPBInput.begun.rawValue) != nil else {
      result.set(SPBMeasure.phase.rawValue, .unknown)
      result.set(SPBMeasure.ready.rawValue, .unknown)
      result.set(SPBMeasure.missing.rawValue, .unknown)
      return
    }
    let hasPlan = plan.count > 0
    let phase = !isSigned ? 0 : hasSynthesis || hasPlan ? 2 : 1
    result.set(SPBMeasure.phase.rawValue, phase)
    let missing = (isSigned ? 0 : 1) | (hasSynthesis ? 0 : 2) | (hasPlan ? 0 : 4)
    result.set(SPBMeasure.missing.rawValue, Cell(missing))
    result.set(
      SPBMeasure.ready.rawValue, Cell(missing == 0), because: SPB.lacks(missing))
  }

  private func steps(_ plan: Entries, _ today: Day, _ result: Result) {
    if plan.count == 0 {
      result.set(SPBMeasure.stepsOpen.rawValue, .unknown)
      result.set(SPBMeasure.stepsOverdue.rawValue, .unknown)
      return
    }
    var open = 0
    var overdue = 0
    for step in 0..<plan.count where plan[step, Column.done].value != 1 {
      open += 1
      if let day = plan.day(step, Column.when), day < today { overdue += 1 }
    }
    result.set(SPBMeasure.stepsOpen.rawValue, open)
    result.set(SPBMeasure.stepsOverdue.rawValue, overdue)
  }

  /// Months that some row touches, and the stretches over six months that none does.
  private func past(_ timeline: Entries, _ today: Day, _ result: Result) {
    // On the stack: this is done for everybody.
    withUnsafeTemporaryAllocation(of: Span.self, capacity: max(1, timeline.count)) { spans in
      let count = SPB.spans(timeline, today, into: spans)
      guard count > 0 else {
        result.set(SPBMeasure.monthsCovered.rawValue, .unknown)
        result.set(SPBMeasure.gaps.rawValue, .unknown)
        return
      }
      var months = 0
      var lastMonth = 0
      var gaps = 0
      var end = spans[0].from
      for place in 0..<count {
        let span = spans[place]
        if end.adding(months: 6) < span.from { gaps += 1 }
        end = max(end, span.until)
        let first = max(SPB.month(span.from), lastMonth + 1)
        let last = SPB.month(span.until)
        if last >= first { months += last - first + 1 }
        lastMonth = max(lastMonth, last)
      }
      if end.adding(months: 6) < today { gaps += 1 }
      result.set(SPBMeasure.monthsCovered.rawValue, months)
      result.set(SPBMeasure.gaps.rawValue, gaps)
    }
  }

  private struct Span {
    let from: Day
    let until: Day
  }

  /// The rows that cover something until today, in the order of their beginnings.
  ///
  /// - Returns: how many.
  private static func spans(
    _ timeline: Entries, _ today: Day, into spans: UnsafeMutableBufferPointer<Span>
  ) -> Int {
    var count = 0
    for row in 0..<timeline.count where timeline[row, Column.kind].value != SPB.gap {
      guard let from = timeline.day(row, Column.from), from <= today else { continue }
      let until = timeline.day(row, Column.until).map { min($0, today) } ?? today
      guard until >= from else { continue }
      var place = count
      while place > 0, spans[place - 1].from > from {
        spans[place] = spans[place - 1]
        place -= 1
      }
      spans[place] = Span(from: from, until: until)
      count += 1
    }
    return count
  }

  private static func month(_ day: Day) -> Int { day.civil.year * 12 + day.civil.month }

  private static func lacks(_ missing: Int) -> Reason {
    guard missing != 0 else {
      return Reason(
        "agreement-synthesis-plan",
        Label(
          nl: "overeenkomst getekend, synthese en plan aanwezig",
          en: "agreement signed, synthesis and plan present"))
    }
    let lacking = SPBMeasure.parts.indices.filter { missing >> $0 & 1 == 1 }.map {
      SPBMeasure.parts[$0].label
    }
    return Reason(
      "agreement-synthesis-plan",
      Label(
        nl: "ontbreekt: " + lacking.map(\.nl).joined(separator: ", "),
        en: "missing: " + lacking.map(\.en).joined(separator: ", ")))
  }
}
