import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// The newest level that another instrument, or a note, has for an item.
struct Proposal {
  let level: Level
  /// The instrument; nil for a level recorded by itself.
  let source: String?
  let on: Day
  /// The scores that mean it; nil when none does.
  let offer: Crosswalk.Offer?

  /// - Parameter observed: everything that was ever observed of a client, newest first.
  init?(_ place: Int, of plugin: LoadedPlugin, _ observed: [Observed]) {
    guard case .threshold(let threshold, _)? = plugin.form.items[place].link else { return nil }
    for found in observed where found.threshold == threshold && found.source != plugin.id {
      guard let level = found.finding.level else { continue }
      (self.level, source, on) = (level, found.source, found.on)
      offer = Crosswalk.offer(level, for: place, of: plugin.form)
      return
    }
    return nil
  }

  /// The newest level that the instrument itself has.
  static func own(
    _ threshold: Threshold, of plugin: LoadedPlugin, _ observed: [Observed]
  ) -> Observed? {
    observed.first {
      $0.threshold == threshold && $0.source == plugin.id && $0.finding.level != nil
    }
  }

  func sourceWords(_ tongue: Tongue) -> String {
    Names.told(source ?? "record", in: "source", tongue)
  }
}

/// What is shown beside a question: the last answer, and what other instruments say.
struct Suggestion {
  /// What Enter takes; nil when there is nothing, or more than one possibility.
  let answer: String?
  /// One line each, already in the reader's language.
  let lines: [String]

  static let none = Suggestion(answer: nil, lines: [])

  /// For an item that judges a threshold: own last score, and the newest level from elsewhere.
  ///
  /// - Parameter score: the own last score, where more than its level was kept.
  static func level(
    _ place: Int, of plugin: LoadedPlugin, _ observed: [Observed], score: String?,
    _ tongue: Tongue
  ) -> Suggestion {
    let item = plugin.form.items[place]
    guard case .threshold(let threshold, _)? = item.link, case .level(let scale) = item.type else {
      return .none
    }
    let last = Proposal.own(threshold, of: plugin, observed)
    var lines: [String] = []
    var answer = score ?? last?.finding.level.flatMap { own($0, scale) }
    if let answer {
      let on = last.map { " \($0.on)" } ?? ""
      let words = scale.shown(answer, tongue)
      lines.append(tongue == .nl ? "vorige\(on): \(words)" : "last\(on): \(words)")
    }
    if let other = Proposal(place, of: plugin, observed) {
      let says =
        "\(other.sourceWords(tongue)) \(other.on) " + (tongue == .nl ? "zegt " : "says ")
        + Finding.level(other.level).word(tongue)
      switch other.offer {
      case .score(let place):
        lines.append("\(says): \(scale.shown(scale.steps[place].code, tongue))")
        // The newest word is what Enter takes.
        if last.map({ $0.on < other.on }) ?? (answer == nil) { answer = scale.steps[place].code }
      case .band(let places): lines.append("\(says): \(band(places, scale, tongue))")
      case nil: lines.append(says)
      @unknown default: lines.append(says)
      }
    }
    return Suggestion(answer: answer, lines: lines)
  }

  private static func own(_ level: Level, _ scale: LevelScale) -> String? {
    guard case .score(let place)? = Crosswalk.offer(level, on: scale) else { return nil }
    return scale.steps[place].code
  }

  /// The scores that may be meant; many are told by the first few.
  private static func band(_ places: [Int], _ scale: LevelScale, _ tongue: Tongue) -> String {
    let codes = places.map { scale.shown(scale.steps[$0].code, tongue) }
    return codes.prefix(4).joined(separator: ", ") + (codes.count > 4 ? ", …?" : "?")
  }

  /// For any other item: what is known now.
  static func known(_ value: String, of item: Item, _ tongue: Tongue) -> Suggestion {
    var words = item.words(of: value, in: tongue)
    if case .level(let scale) = item.type, words != value, !scale.isToldInWords {
      words = "\(value) \(words)"
    }
    let shown = ValueText.shown(words)
    return Suggestion(answer: value, lines: [tongue == .nl ? "nu: \(shown)" : "now: \(shown)"])
  }

  /// For an item of which nothing is known: what its form proposes.
  static func proposed(_ value: String, of item: Item, _ tongue: Tongue) -> Suggestion {
    let words = item.words(of: value, in: tongue)
    return Suggestion(
      answer: value, lines: [tongue == .nl ? "voorstel: \(words)" : "proposed: \(words)"])
  }
}

extension LevelScale {
  /// Whether its codes are for programs only: longer than people would type.
  var isToldInWords: Bool { legend == nil && steps.contains { $0.code.utf8.count > 3 } }

  /// A score as people know it.
  func shown(_ code: String, _ tongue: Tongue) -> String {
    guard isToldInWords, let step = steps.first(where: { $0.code == code }) else { return code }
    return step.label.text(tongue)
  }
}
