import Conformance
import Foundation
import InstrumentKit
import Questionnaires

/// A questionnaire and its link file, read as an instrument, or why they cannot be.
package struct QuestionnaireReading: Sendable {
  package let instrument: QuestionnaireInstrument?
  /// What the link file says, kept with every answer by its name and version.
  let rules: Rules?
  /// Everything that is wrong, by path or by line.
  package let faults: [Remark]
  private let hasLinks: Bool

  /// - Parameter name: what the link file is called.
  init(_ json: Data, _ links: Data?, name: String) {
    var (found, said): (QuestionnaireInstrument?, Rules?)
    var wrong: [Remark] = []
    do {
      said = try links.map { try QuestionnaireReading.rules($0) }
      found = try QuestionnaireInstrument.read(json, links: said)
    } catch let fault as RuleFault {
      let place = QuestionnaireFault.Place.links(line: fault.line, column: fault.column)
      wrong = [Remark(QuestionnaireFault(place: place, problem: .rule(fault.problem)), name)]
    } catch let faults as QuestionnaireFaults {
      wrong = faults.list.map { Remark($0, name) }
    } catch {
      found = nil
    }
    (instrument, rules, faults) = (found, said, wrong)
    hasLinks = links != nil
  }

  private static func rules(_ links: Data) throws -> Rules {
    guard links.count <= RulesText.limit, let text = String(data: links, encoding: .utf8) else {
      throw RuleFault(line: 1, column: 1, problem: .unreadable)
    }
    return try RulesText.read(text)
  }

  /// What a library would have as its manifest.
  var manifest: Swift.Result<PluginManifest, PluginManifest.FaultKind> {
    guard let instrument else {
      return .failure(
        PluginManifest.FaultKind(faults.first.map { .remark($0) } ?? .badManifest(.malformed)))
    }
    let manifest = PluginManifest(
      id: instrument.description.id, version: instrument.description.version, kit: Kit.version,
      swift: PluginManifest.hostSwift, items: instrument.form.items.count,
      measures: instrument.measures.count)
    if let entry = manifest.impossibleEntry(leastMeasures: 0) {
      return .failure(PluginManifest.FaultKind(.remark(impossible(entry))))
    }
    return .success(manifest)
  }

  /// What a manifest would not hold, told of the questionnaire itself.
  private func impossible(_ entry: String) -> Remark {
    let (place, words): (String, Label) =
      switch entry {
      case "id":
        (
          "$.name",
          Label(
            nl:
              "geeft geen naam voor het instrument (een letter, dan letters, cijfers, koppeltekens)",
            en: "gives no name for the instrument (a letter, then letters, digits, hyphens)")
        )
      case "version":
        (
          "$.version",
          Label(
            nl: "hoogstens 32 letters, cijfers, punten en koppeltekens",
            en: "at most 32 letters, digits, dots and hyphens")
        )
      default:
        (
          "$.item",
          Label(
            nl: "meer vragen of scores dan dit programma kan houden",
            en: "more items or scores than this program can keep")
        )
      }
    return Remark(
      "E650", at: place, Label(nl: "\(place): \(words.nl)", en: "\(place): \(words.en)"),
      remedy: Remark.mendIt)
  }

  /// What it says and is not used here: no fault, and nothing that is passed over in silence.
  ///
  /// One for each kind: a member that nine items have is one thing to know.
  var notes: [Remark] {
    var paths: [String: [String]] = [:]
    var order: [String] = []
    for left in instrument?.leftOut ?? [] {
      if paths[left.what] == nil { order.append(left.what) }
      paths[left.what, default: []].append(left.path)
    }
    let unused = order.map { what in QuestionnaireReading.unused(what, paths[what] ?? []) }
    return hasLinks ? unused : unused + [QuestionnaireReading.noLinks]
  }

  /// More places than these are counted.
  static let mostPaths = 12

  private static func unused(_ what: String, _ paths: [String]) -> Remark {
    let place = paths.prefix(mostPaths).joined(separator: ", ")
    let rest = paths.count - mostPaths
    let (nl, en) = rest > 0 ? (" en nog \(rest)", " and \(rest) more") : ("", "")
    return Remark(
      "E651", .advice, at: place + en,
      Label(
        nl: "\(what) wordt niet gebruikt: \(place)\(nl)", en: "\(what) is not used: \(place)\(en)"),
      remedy: Label(
        nl: "niets nodig, tenzij het de betekenis verandert",
        en: "nothing to do, unless it changes the meaning"))
  }

  /// Without one a questionnaire may still be sound, and mean less than its owner thinks.
  private static let noLinks = Remark(
    "E652", .advice, at: "$",
    Label(
      nl: "er ligt geen koppelbestand naast: geen drempels, geen klassen, geen gouden gevallen",
      en: "no link file lies beside it: no thresholds, no bands, no golden cases"),
    remedy: Label(
      nl: "zet naast NAAM.json een bestand NAAM.yaml, als er een is",
      en: "put a file NAME.yaml beside NAME.json, if there is one"))
}

extension Remark {
  init(_ fault: QuestionnaireFault, _ links: String) {
    self.init(
      "E650", at: fault.placeWords(links), fault.words(links: links), remedy: Remark.mendIt)
  }

  fileprivate static let mendIt = Label(
    nl: "verbeter het bestand op die plaats en voeg het opnieuw toe",
    en: "mend the file at that place and add it again")
}

extension QuestionnaireFault {
  fileprivate func placeWords(_ links: String) -> String {
    switch place {
    case .path(let path): path
    case .text(_, let line, let column): "\(line):\(column)"
    case .links(let line, let column): "\(links):\(line):\(column)"
    }
  }
}
