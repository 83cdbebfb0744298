import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// What is shown beside a question: the last answer, and what other instruments say.
struct Suggestion {
  /// What Enter takes; nil when there is nothing, or more than one possibility.
  let answer: String?
  /// One line each, already in the reader's language.
  let lines: [String]

  static let none = Suggestion(answer: nil, lines: [])

  /// For an item that judges a threshold: own last score, and the newest level from elsewhere.
  static func level(
    _ threshold: Threshold, _ scale: LevelScale, _ observed: [Observed], own: String,
    _ tongue: Tongue
  ) -> Suggestion {
    let known = observed.filter { $0.threshold == threshold && $0.finding.level != nil }
    let last = known.first { $0.source == own }
    let other = known.first { $0.source != own }
    var lines: [String] = []
    var answer: String?
    if let last, let level = last.finding.level,
      case .score(let place)? = Crosswalk.offer(level, on: scale)
    {
      answer = scale.steps[place].code
      lines.append(
        tongue == .nl
          ? "vorige \(last.on): \(scale.steps[place].code)"
          : "last \(last.on): \(scale.steps[place].code)")
    }
    if let other, let level = other.finding.level {
      let source = other.source ?? (tongue == .nl ? "notitie" : "record")
      let code = Names.levels.codes[Int(level.rawValue) - 1]
      let says =
        tongue == .nl
        ? "\(source) \(other.on) zegt \(code.nl)" : "\(source) \(other.on) says \(code.en)"
      switch Crosswalk.offer(level, on: scale) {
      case .score(let place):
        lines.append("\(says): \(scale.steps[place].code)")
        // The newest word is what Enter takes.
        if last.map({ $0.on < other.on }) ?? true { answer = scale.steps[place].code }
      case .band(let places):
        let codes = places.map { scale.steps[$0].code }.joined(separator: ", ")
        lines.append("\(says): \(codes)?")
      case nil: lines.append(says)
      @unknown default: lines.append(says)
      }
    }
    return Suggestion(answer: answer, lines: lines)
  }

  /// For any other item: what is known now.
  static func known(_ value: String, of item: Item, _ tongue: Tongue) -> Suggestion {
    let words = AnswerSheet.spoken(value, of: item, tongue)
    return Suggestion(answer: value, lines: [tongue == .nl ? "nu: \(words)" : "now: \(words)"])
  }
}
