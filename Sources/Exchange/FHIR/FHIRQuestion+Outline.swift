import InstrumentKit
import Questionnaires

extension FHIRQuestion {
  /// The question as responses are read by.
  var outline: OutlineNode {
    let inside = questions.map(\.outline)
    guard let item else { return OutlineNode(linkId: id, role: .group, children: inside) }
    if isTable { return OutlineNode(linkId: id, role: .rows(item.id), children: inside) }
    let question = OutlineQuestion(
      item: item.id, member: member, choices: choices, openCode: openCode,
      repeats: choice?.repeats ?? false,
      isNote: false, absences: absences)
    return OutlineNode(linkId: id, role: .question(question), children: inside)
  }

  private var choices: [Choice] {
    (choice?.answers ?? []).map { answer in
      Choice(
        answer.code,
        .object([
          .init("system", .text(answer.system)), .init("code", .text(answer.code)),
        ]))
    }
  }

  /// The scores that say why there is no level, where one alone does.
  private var absences: [Absence: String] {
    var absences: [Absence: String] = [:]
    for answer in choice?.answers ?? [] {
      if let absence = answer.absence { absences[absence] = answer.code }
    }
    return absences
  }

  private var member: String {
    if choice != nil { return "valueCoding" }
    return switch item?.type {
    case .day: "valueDate"
    case .count, .percent, .number: "valueInteger"
    case .flag: "valueBoolean"
    default: "valueString"
    }
  }
}

extension FHIRQuestionnaire {
  package var shape: ResponseShape {
    ResponseShape(
      url: FHIRSystem.instrument(description.id), version: version,
      outline: nodes.map(\.outline))
  }
}
