import InstrumentKit
import PluginHost
import Profile

/// Rules of the host itself; those of a plugin are told with it.
extension RulesFault: Worded {
  var message: Message {
    let place = "\(file ?? "rules"):\(fault.line):\(fault.column)"
    let words = self.words
    return Message("E616", "\(place): \(words.nl)", "\(place): \(words.en)")
  }
}

extension RulesFault {
  /// What cannot be used, without its place, and the name that was meant.
  var words: Label {
    let words = fault.problem.words
    guard case .notOneOf = fault.problem, let near = misnamed?.near else { return words }
    return Label(
      nl: "\(words.nl); bedoelde u \(near)?", en: "\(words.en); did you mean \(near)?")
  }
}

extension RuleFault.Problem {
  /// What cannot be used, without its place.
  var words: Label {
    switch self {
    case .missing(let key): return Label(nl: "\(key) ontbreekt", en: "\(key) is missing")
    case .notAMap:
      return Label(nl: "verwacht naam: waarde", en: "expected name: value")
    case .notAList: return Label(nl: "verwacht een lijst", en: "expected a list")
    case .notAText: return Label(nl: "verwacht een woord of tekst", en: "expected a word or text")
    case .emptyList: return Label(nl: "de lijst is leeg", en: "the list is empty")
    case .notACode:
      return Label(
        nl: "verwacht een code: kleine letters, cijfers en streepjes, hoogstens 32",
        en: "expected a code: small letters, digits and dashes, at most 32")
    case .notANumber(let range):
      return Label(
        nl: "verwacht een getal van \(range.lowerBound) tot \(range.upperBound)",
        en: "expected a number from \(range.lowerBound) to \(range.upperBound)")
    case .wrongLength(let range):
      let count = range.count == 1 ? "\(range.lowerBound)" : nil
      return Label(
        nl: "verwacht een lijst van \(count ?? "\(range.lowerBound) tot \(range.upperBound)")",
        en: "expected a list of \(count ?? "\(range.lowerBound) to \(range.upperBound)")")
    case .notOneOf(let known):
      let shown = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
      return Label(nl: "verwacht een van \(shown)", en: "expected one of \(shown)")
    case .unknownKey(let key, let known):
      let near = Nearest.of(key, among: known) ?? known.joined(separator: ", ")
      return Label(
        nl: "\(key) betekent hier niets; bedoelde u \(near)?",
        en: "\(key) means nothing here; did you mean \(near)?")
    case .takenTwice(let name):
      return Label(nl: "\(name) staat er twee keer", en: "\(name) is there twice")
    case .unreadable:
      return Label(
        nl: "kan hier niet als YAML gelezen worden", en: "cannot be read as YAML here")
    @unknown default: return Label(nl: "is niet bruikbaar", en: "cannot be used")
    }
  }
}
