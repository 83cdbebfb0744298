import InstrumentKit

/// Why a movement is what it is, in words that the client can read too.
extension Ladder {
  static let disagree = Reason(
    "judges-disagree",
    Label(
      nl: "twee casemanagers oordeelden op dezelfde dag anders",
      en: "two case managers judged differently on the same day"))

  static let tooShort = Reason(
    "too-short",
    Label(
      nl: "nog geen oordeel van twaalf maanden geleden",
      en: "no judgement of twelve months ago yet"))

  static func moved(_ then: Int, _ now: Int, _ day: Day?) -> Reason {
    let since = day.map { "\($0)" } ?? "?"
    return Reason(
      "previous-judgement",
      Label(
        nl: "trede \(then) op \(since), nu \(now)", en: "rung \(then) on \(since), now \(now)"))
  }

  static func reached(_ then: Int, _ reachable: Int, _ day: Day?) -> Reason {
    let since = day.map { "\($0)" } ?? "?"
    return Reason(
      "no-rise-in-12-months",
      Label(
        nl: "op \(since) trede \(then), met \(reachable) binnen bereik",
        en: "rung \(then) on \(since), with \(reachable) within reach"))
  }
}
