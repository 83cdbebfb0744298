import InstrumentKit

/// What the ladder writes; the raw value is the place in ``Ladder/measures``.
enum LadderMeasure: Int, CaseIterable {
  case rung, rungWork, rungWelfare, reachable, movement, stuck, judgesDiffer, judged

  static let count = allCases.count
  static let movements = Option.list(
    "risen=gestegen fallen=gedaald relapsed=teruggevallen constant=constant")

  var measure: Measure {
    switch self {
    case .rung: Measure("rung", Label(nl: "trede", en: "rung"), .count)
    case .rungWork: Measure("rung-work", Label(nl: "trede-werk", en: "rung-work"), .count)
    case .rungWelfare:
      Measure("rung-welfare", Label(nl: "trede-welzijn", en: "rung-welfare"), .count)
    case .reachable: Measure("reachable", Label(nl: "bereikbaar", en: "reachable"), .count)
    case .movement:
      Measure("movement", Label(nl: "beweging", en: "movement"), .code(LadderMeasure.movements))
    case .stuck: Measure("stuck", Label(nl: "vast", en: "stuck"), .flag)
    case .judgesDiffer:
      Measure("judges-differ", Label(nl: "oordelen-verschillen", en: "judges-differ"), .flag)
    case .judged: Measure("judged", Label(nl: "beoordeeld", en: "judged"), .day)
    }
  }
}

/// The judgements of one case manager, oldest first, read where they lie.
private struct Judgements {
  let judges: Entries
  let rungs: Entries
  let reach: Entries
  let today: Day

  /// The newest one before a place; rungs are places in a list that begins with 1.
  func previous(of judge: Int, before place: Int) -> Int? {
    var place = place - 1
    while place >= 0 {
      if judges[place, 1].value == judge, rungs[place, 1].isKnown,
        let day = judges.day(place), day <= today
      {
        return place
      }
      place -= 1
    }
    return nil
  }

  func rung(_ place: Int) -> Int? { rungs[place, 1].value.map { $0 + 1 } }
  func reachable(_ place: Int) -> Int? { reach[place, 1].value.map { $0 + 1 } }
  func day(_ place: Int) -> Day? { judges.day(place) }
}

extension Ladder {
  public func score(_ subject: Subject, into result: inout Result) {
    let all = Judgements(
      judges: subject.entries(0), rungs: subject.entries(1), reach: subject.entries(2),
      today: subject.today)
    let count = all.judges.count
    let work = all.previous(of: 0, before: count)
    let welfare = all.previous(of: 1, before: count)
    func set(_ measure: LadderMeasure, _ value: Int?) {
      result.set(measure.rawValue, value.map { Cell($0) } ?? .unknown)
    }
    set(.rungWork, work.flatMap(all.rung))
    set(.rungWelfare, welfare.flatMap(all.rung))
    guard let newest = [work, welfare].compactMap(\.self).max() else {
      for place in 0..<LadderMeasure.count { result.set(place, .unknown) }
      return
    }
    let judge = newest == work ? 0 : 1
    // Two judges on one day who disagree leave the rung open; both stand beside it.
    let differ = work.flatMap(all.rung) != welfare.flatMap(all.rung)
    let both = work.flatMap(all.day) == welfare.flatMap(all.day)
    if both, differ {
      result.set(LadderMeasure.rung.rawValue, .unknown, because: Ladder.disagree)
    } else {
      set(.rung, all.rung(newest))
    }
    result.set(
      LadderMeasure.judgesDiffer.rawValue,
      work == nil || welfare == nil ? .unknown : Cell(differ))
    set(.reachable, all.reachable(newest))
    result.set(LadderMeasure.judged.rawValue, all.day(newest).map { Cell($0) } ?? .unknown)
    move(all, judge, newest, result)
    stick(all, judge, newest, result)
  }

  /// Since the previous judgement of the same case manager.
  private func move(_ all: Judgements, _ judge: Int, _ newest: Int, _ result: Result) {
    let measure = LadderMeasure.movement.rawValue
    guard let now = all.rung(newest), let before = all.previous(of: judge, before: newest),
      let then = all.rung(before)
    else { return result.set(measure, .unknown) }
    guard now < then else {
      return result.set(
        measure, Cell(now > then ? 0 : 3), because: Ladder.moved(then, now, all.day(before)))
    }
    // Falling after a rise is a relapse.
    var earlier = all.previous(of: judge, before: before)
    while let place = earlier {
      if let rung = all.rung(place), rung < then {
        return result.set(measure, Cell(2), because: Ladder.moved(then, now, all.day(before)))
      }
      earlier = all.previous(of: judge, before: place)
    }
    result.set(measure, Cell(1), because: Ladder.moved(then, now, all.day(before)))
  }

  /// No rise in twelve months while a higher rung was in reach when they began.
  private func stick(_ all: Judgements, _ judge: Int, _ newest: Int, _ result: Result) {
    let measure = LadderMeasure.stuck.rawValue
    let start = all.today.adding(months: -12)
    var place: Int? = newest
    var highest = 0
    while let found = place, let day = all.day(found), day > start {
      highest = max(highest, all.rung(found) ?? 0)
      place = all.previous(of: judge, before: found)
    }
    guard let base = place, let then = all.rung(base) else {
      return result.set(measure, .unknown, because: Ladder.tooShort)
    }
    guard let reachable = all.reachable(base) else { return result.set(measure, .unknown) }
    result.set(
      measure, Cell(reachable > then && highest <= then),
      because: Ladder.reached(then, reachable, all.day(base)))
  }
}
