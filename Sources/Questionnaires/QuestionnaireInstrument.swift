import Foundation
import InstrumentKit

/// An instrument without code: a questionnaire of the HL7 FHIR R4 standard and a small link file.
///
/// Coded items arrive as the place of the option, several as a mask; the scores of a form are added
/// up from the weights of options. See ``LinkFile`` for what the link file may say.
package struct QuestionnaireInstrument: Instrument {
  package let description: Description
  package let form: Form
  package let inputs: [Input]
  package let measures: [Measure]
  package let goldenCases: [GoldenCase]
  /// What the questionnaire says and is not used here.
  package let leftOut: [QuestionnaireLeftOut]
  /// The questionnaire as it was read.
  package let source: JSONValue
  /// Its address and version, as responses name it.
  package let url: String?
  package let version: String?
  /// Its items in their tree, by linkId.
  package let outline: [OutlineNode]

  let plan: ScorePlan

  /// The most bytes of a questionnaire.
  package static let limit = 1 << 20

  package func score(_ subject: Subject, into result: inout Result) {
    plan.score(subject, into: &result)
  }

  /// The instrument that a questionnaire and its link file make.
  ///
  /// - Parameters:
  ///   - json: the bytes of the questionnaire.
  ///   - links: what the link file says; nil when there is none.
  /// - Throws: ``QuestionnaireFaults`` with everything that is wrong.
  package static func read(
    _ json: Data, links: Rules? = nil
  ) throws(QuestionnaireFaults) -> QuestionnaireInstrument {
    let source: JSONValue
    do {
      source = try JSONParser.read(Array(json), limit: limit)
    } catch {
      throw QuestionnaireFaults(list: error.list.map(QuestionnaireFault.init))
    }
    let findings = Findings()
    var reader = QuestionnaireReader(source, links, findings)
    guard let instrument = reader.read(), findings.faults.isEmpty else {
      throw QuestionnaireFaults(list: findings.faults)
    }
    return instrument
  }

  /// The address by which responses name it: with its version, where it has one.
  package var canonical: String {
    let address = url ?? "urn:drempel:instrument:\(description.id)"
    return version.map { "\(address)|\($0)" } ?? address
  }
}

extension QuestionnaireFault {
  init(_ fault: JSONFault) {
    let place = Place.text(path: fault.path, line: fault.line, column: fault.column)
    switch fault.problem {
    case .notJSON: self.init(place: place, problem: .notJSON)
    case .notUTF8: self.init(place: place, problem: .notUTF8)
    case .tooLarge(let limit): self.init(place: .path("$"), problem: .tooLarge(limit: limit))
    case .tooDeep(let limit):
      self.init(place: .path(fault.path), problem: .tooDeep(limit: limit))
    case .takenTwice: self.init(place: .path(fault.path), problem: .takenTwice)
    }
  }
}
