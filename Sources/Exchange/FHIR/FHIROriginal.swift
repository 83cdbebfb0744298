import InstrumentKit
import Questionnaires

/// An instrument that came from a questionnaire: it goes out as it came in, and its responses have
/// the linkIds, the nesting and the codings of its author.
package struct FHIROriginal: FHIRForm {
  private let instrument: QuestionnaireInstrument
  private let tongue: Tongue

  package init(_ instrument: QuestionnaireInstrument, _ tongue: Tongue) {
    self.instrument = instrument
    self.tongue = tongue
  }

  package func resource(id: String) -> FHIRValue { .verbatim(instrument.source.json) }

  package var shape: ResponseShape {
    ResponseShape(
      url: instrument.url ?? FHIRSystem.instrument(instrument.description.id),
      version: instrument.version, outline: instrument.outline)
  }

  package func resource(_ response: FHIRQuestionnaire.Response) -> FHIRValue {
    .members([
      ("resourceType", .text("QuestionnaireResponse")), ("id", .text(response.id)),
      ("language", .text(tongue.rawValue)), ("questionnaire", .text(instrument.canonical)),
      ("status", .text("completed")), ("subject", response.subject),
      ("authored", .text("\(response.on)")), ("author", response.author),
      (
        "item",
        .list(
          instrument.outline.flatMap {
            $0.answered(response.answers, response.absences, response.rows)
          })
      ),
    ])
  }
}

extension OutlineNode {
  /// Nothing for what was not answered; a group that repeats gives one of itself for each row.
  fileprivate func answered(
    _ answers: [String: String], _ absences: [String: Absence], _ rows: [String: [[String: String]]]
  ) -> [FHIRValue] {
    func inside(_ answers: [String: String], _ absences: [String: Absence]) -> [FHIRValue] {
      children.flatMap { $0.answered(answers, absences, rows) }
    }
    switch role {
    case .leftOut: return []
    case .group:
      let found = inside(answers, absences)
      return found.isEmpty ? [] : [item("item", found)]
    case .rows(let table):
      return (rows[table] ?? []).compactMap { row in
        let cells = inside(row, [:])
        return cells.isEmpty ? nil : item("item", cells)
      }
    case .question(let question):
      var values = answers[question.item].map(question.values) ?? []
      if values.isEmpty, let absence = absences[question.item] {
        values = [[("extension", .list([.absent(absence)]))]]
      }
      let below = inside(answers, absences)
      if !below.isEmpty {
        // What hangs under an answer that is sealed has to hang somewhere.
        if values.isEmpty { values = [OutlineQuestion.masked] }
        values[0].append(("item", .list(below)))
      }
      return values.isEmpty ? [] : [item("answer", values.map(FHIRValue.members))]
    }
  }

  private func item(_ name: String, _ values: [FHIRValue]) -> FHIRValue {
    .members([("linkId", .text(linkId)), (name, .list(values))])
  }
}

extension OutlineQuestion {
  fileprivate typealias Answer = [(String, FHIRValue?)]

  fileprivate static let masked: Answer = [("extension", .list([.absent("masked")]))]

  /// The answers to it; none for an open one, which is sealed.
  fileprivate func values(_ text: String) -> [Answer] {
    if isNote { return [] }
    if let absence = Absence(code: text), !choices.contains(where: { $0.code == text }) {
      return [[("extension", .list([.absent(absence)]))]]
    }
    switch member {
    case "valueCoding":
      let codes = repeats ? text.split(separator: ";").map(String.init) : [text]
      return codes.compactMap { code in
        if code == openCode { return Self.masked }
        return choices.first { $0.code == code }.map { [($0.member, $0.answer)] }
      }
    case "valueBoolean": return [[(member, .flag(text == "yes"))]]
    case "valueInteger", "valueDecimal": return Int(text).map { [[(member, .number($0))]] } ?? []
    case "valueQuantity":
      return Int(text).map { number in
        [
          [
            (
              member,
              .members([
                ("value", .number(number)), ("unit", unit?["display"]?.text.map { .text($0) }),
                ("system", unit?["system"]?.text.map { .text($0) }),
                ("code", unit?["code"]?.text.map { .text($0) }),
              ])
            )
          ]
        ]
      } ?? []
    default: return [[(member, .text(text))]]
    }
  }
}

extension Choice {
  /// The value without what belongs to the question only, such as weights and translations.
  fileprivate var answer: FHIRValue {
    guard case .object(let members) = value else { return .verbatim(value.json) }
    return .members(
      members.filter { ["system", "version", "code", "display"].contains($0.name) }
        .map { ($0.name, .verbatim($0.value.json)) })
  }
}
