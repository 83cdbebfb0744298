import InstrumentKit
import Profile

extension QuestionnaireFault {
  /// Where it is, what is wrong and what to do next, on one line.
  ///
  /// - Parameter links: what the link file is called.
  package func words(links: String) -> Label {
    let what = misnamed.flatMap { problem.words(of: $0) } ?? problem.words
    switch place {
    case .path(let path): return Label(nl: "\(path): \(what.nl)", en: "\(path): \(what.en)")
    case .text(let path, let line, let column):
      return Label(
        nl: "regel \(line), teken \(column) (\(path)): \(what.nl)",
        en: "line \(line), character \(column) (\(path)): \(what.en)")
    case .links(let line, let column):
      let place = "\(links):\(line):\(column)"
      return Label(nl: "\(place): \(what.nl)", en: "\(place): \(what.en)")
    }
  }
}

extension QuestionnaireFault.Problem {
  /// A wrong name of the link file: which, and what it could have been. Nil for all other problems.
  func words(of name: Misnamed) -> Label? {
    let word = String(name.word.prefix(60))
    func told(
      _ nl: String, _ en: String, else known: [String], _ orNl: String = "verbeter hem",
      _ orEn: String = "mend it"
    ) -> Label {
      if let near = name.near {
        return Label(nl: "\(nl); bedoelde u \(near)?", en: "\(en); did you mean \(near)?")
      }
      if known.isEmpty { return Label(nl: "\(nl); \(orNl)", en: "\(en); \(orEn)") }
      let list = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
      return Label(nl: "\(nl); kies uit \(list)", en: "\(en); choose from \(list)")
    }
    switch self {
    case .unknownItem:
      return told(
        "de vragenlijst heeft geen vraag \(word)", "the questionnaire has no question \(word)",
        else: [])
    case .notAnOption:
      return told(
        "\(word) is geen antwoord van deze vraag", "\(word) is no option of this question",
        else: [], "kies er een", "choose one")
    case .notAMeasure(let known):
      return told("er is geen uitkomst \(word)", "there is no measure \(word)", else: known)
    case .notAnInput(let known):
      return told("\(word) telt in geen score mee", "\(word) counts in no score", else: known)
    case .rule(.notOneOf(let known)):
      return told("\(word) kan hier niet", "\(word) cannot stand here", else: known)
    case .rule(.unknownKey(_, let known)):
      return told("de sleutel \(word) bestaat niet", "there is no key \(word)", else: known)
    default: return nil
    }
  }
}
