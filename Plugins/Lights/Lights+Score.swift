import InstrumentKit

/// What the lights write besides a measure each; the raw value is the place in the list.
enum LightsMeasure: Int, CaseIterable {
  case on, unknown, screeningAdvised, lastCheck, checkDue

  var measure: Measure {
    switch self {
    case .on: Measure("lights-on", Label(nl: "lichten-aan", en: "lights-on"), .count)
    case .unknown:
      Measure("lights-unknown", Label(nl: "lichten-onbekend", en: "lights-unknown"), .count)
    case .screeningAdvised:
      Measure(
        "screening-advised", Label(nl: "screening-aangewezen", en: "screening-advised"), .flag)
    case .lastCheck:
      Measure("last-check", Label(nl: "laatste-controle", en: "last-check"), .day)
    case .checkDue: Measure("check-due", Label(nl: "controle-nodig", en: "check-due"), .flag)
    }
  }

  static let count = allCases.count
  static let states = Option.list("off=uit on=aan")

  static func all(_ board: Board) -> [Measure] {
    allCases.map(\.measure)
      + board.lights.map { light in
        Measure(
          "light-\(light.code)",
          Label(nl: "licht-\(light.label.nl)", en: "light-\(light.code)"), .code(states))
      }
  }
}

extension Lights {
  public func score(_ subject: Subject, into result: inout Result) {
    let levels = subject.levels
    let barriers = levels.thresholds(at: .supported).bits | levels.thresholds(at: .blocking).bits
    let known = levels.assessed.bits
    var on = 0
    var unknown = 0
    var advises = false
    var mayAdvise = false
    for place in board.wires.indices {
      let wire = board.wires[place]
      let measure = LightsMeasure.count + place
      if let barrier = seen(wire.thresholds & barriers, subject) {
        on += 1
        if wire.isEnough { advises = true }
        result.set(measure, Cell(1), because: lit(barrier))
      } else if seen(wire.thresholds & known & ~barriers, subject) != nil {
        result.set(measure, Cell(0))
      } else {
        unknown += 1
        if wire.isEnough { mayAdvise = true }
        result.set(measure, .unknown)
      }
    }
    let all = board.wires.count
    result.set(LightsMeasure.on.rawValue, unknown == all ? .unknown : Cell(on))
    result.set(LightsMeasure.unknown.rawValue, unknown)
    advises = advises || on >= board.advisedFrom
    mayAdvise = mayAdvise || on + unknown >= board.advisedFrom
    // What is unknown may still turn on: no is said only when it makes no difference.
    result.set(
      LightsMeasure.screeningAdvised.rawValue,
      advises ? Cell(true) : mayAdvise ? .unknown : Cell(false),
      because: counted(on, unknown))
    let last = subject.day(0)
    result.set(LightsMeasure.lastCheck.rawValue, subject[0])
    let isChecked = last.map { Lights.isWithin(1, of: subject.today, $0, inclusive: false) }
    result.set(LightsMeasure.checkDue.rawValue, !(isChecked ?? false))
  }

  /// The first of some thresholds that was observed within the window.
  private func seen(_ thresholds: UInt64, _ subject: Subject) -> Threshold? {
    var left = thresholds
    while left != 0 {
      let index = left.trailingZeroBitCount
      left &= left - 1
      let place = board.places[index]
      // A level that was observed later than the day asked for is not known yet.
      if let day = subject.day(1 + place), day <= subject.today,
        Lights.isWithin(board.windowMonths, of: subject.today, day, inclusive: true)
      {
        return board.thresholds[place]
      }
    }
    return nil
  }

  /// Whether a day is at most, or less than, so many months before another. The calendar is asked
  /// only where the number of days leaves it open.
  private static func isWithin(
    _ months: Int, of today: Day, _ day: Day, inclusive: Bool
  ) -> Bool {
    let days = Int(today.number) - Int(day.number)
    if days < months * 28 { return true }
    if days > months * 31 { return false }
    return inclusive ? day >= today.adding(months: -months) : day.adding(months: months) > today
  }

  private func lit(_ threshold: Threshold) -> Reason {
    let months = board.windowMonths
    return Reason(
      "barrier-in-window",
      Label(
        nl: "\(threshold.label.nl): een belemmering, vastgesteld in de laatste \(months) maanden",
        en: "\(threshold.label.en): a barrier, observed in the last \(months) months"))
  }

  private func counted(_ on: Int, _ unknown: Int) -> Reason {
    let alone = board.lights.filter(\.isEnough)
    let nl = alone.map(\.label.nl).joined(separator: ", ")
    let en = alone.map(\.label.en).joined(separator: ", ")
    return Reason(
      "lights",
      Label(
        nl:
          "\(on) aan, \(unknown) onbekend; vanaf \(board.advisedFrom)\(nl.isEmpty ? "" : ", of \(nl)")",
        en:
          "\(on) on, \(unknown) unknown; from \(board.advisedFrom)\(en.isEmpty ? "" : ", or \(en)")"
      ))
  }
}
