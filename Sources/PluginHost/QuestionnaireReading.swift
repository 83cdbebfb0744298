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

  init(_ json: Data, _ links: Data?) {
    var (found, said): (QuestionnaireInstrument?, Rules?)
    var wrong: [Remark] = []
    do {
      said = try links.map { try QuestionnaireReading.rules($0) }
      found = try QuestionnaireInstrument.read(json, links: said)
    } catch let fault as RuleFault {
      let place = QuestionnaireFault.Place.links(line: fault.line, column: fault.column)
      wrong = [Remark(QuestionnaireFault(place: place, problem: .rule(fault.problem)))]
    } catch let faults as QuestionnaireFaults {
      wrong = faults.list.map(Remark.init)
    } catch {
      found = nil
    }
    (instrument, rules, faults) = (found, said, wrong)
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
    if let entry = manifest.impossibleEntry {
      return .failure(PluginManifest.FaultKind(.badManifest(.value(of: entry))))
    }
    return .success(manifest)
  }

  /// What it says and is not used here: no fault, and nothing that is passed over in silence.
  var notes: [Remark] {
    instrument?.leftOut.map { left in
      Remark(
        "E651", .advice, at: left.path,
        Label(
          nl: "\(left.path): \(left.what) wordt niet gebruikt",
          en: "\(left.path): \(left.what) is not used"),
        remedy: Label(
          nl: "niets nodig, tenzij het de betekenis verandert",
          en: "nothing to do, unless it changes the meaning"))
    } ?? []
  }
}

extension Remark {
  init(_ fault: QuestionnaireFault) {
    self.init(
      "E650", at: fault.placeWords, fault.words,
      remedy: Label(
        nl: "verbeter het bestand op die plaats en voeg het opnieuw toe",
        en: "mend the file at that place and add it again"))
  }
}

extension QuestionnaireFault {
  fileprivate var placeWords: String {
    switch place {
    case .path(let path): path
    case .text(_, let line, let column), .links(let line, let column): "\(line):\(column)"
    }
  }
}
