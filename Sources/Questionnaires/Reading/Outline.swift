import InstrumentKit

/// The questionnaire's own tree, with what each linkId is called here: what responses are read and
/// written by.
package struct OutlineNode: Sendable {
  package enum Role: Sendable {
    case group
    /// A group that repeats: a table of this name.
    case rows(String)
    case question(OutlineQuestion)
    /// Shown, computed or hidden: an answer to it is not taken, which was said at reading.
    case leftOut
  }

  package let linkId: String
  package let role: Role
  package let children: [OutlineNode]

  package init(linkId: String, role: Role, children: [OutlineNode]) {
    self.linkId = linkId
    self.role = role
    self.children = children
  }
}

package struct OutlineQuestion: Sendable {
  /// The item's id, or that of a column where it stands in a group that repeats.
  package let item: String
  /// `valueBoolean`, `valueInteger` and so on; choices have a member of their own each.
  package let member: String
  package let choices: [Choice]
  /// The code that stands for words of one's own.
  package let openCode: String?
  package let repeats: Bool
  package let unit: JSONValue?
  package let maxLength: Int?
  package let isNote: Bool
  /// The scores that say why there is no level, where one alone does.
  package let absences: [Absence: String]

  package init(
    item: String, member: String, choices: [Choice], openCode: String? = nil, repeats: Bool,
    unit: JSONValue? = nil, maxLength: Int? = nil, isNote: Bool, absences: [Absence: String] = [:]
  ) {
    self.item = item
    self.member = member
    self.choices = choices
    self.openCode = openCode
    self.repeats = repeats
    self.unit = unit
    self.maxLength = maxLength
    self.isNote = isNote
    self.absences = absences
  }
}

extension ReadItem {
  /// - Parameter levels: the questions that judge a threshold, by linkId.
  func outline(_ levels: [String: FormMaker.LevelRule]) -> OutlineNode {
    let role: OutlineNode.Role
    switch kind {
    case .group: role = .group
    case .rows: role = .rows(id)
    case .leftOut: role = .leftOut
    case .question:
      let member =
        switch type {
        case "boolean": "valueBoolean"
        case "integer": "valueInteger"
        case "decimal": "valueDecimal"
        case "quantity": "valueQuantity"
        case "date": "valueDate"
        case "choice", "open-choice": "valueCoding"
        default: "valueString"
        }
      role = .question(
        OutlineQuestion(
          item: id, member: member, choices: choices, openCode: openCode, repeats: repeats,
          unit: unit, maxLength: maxLength, isNote: type == "string" || type == "text",
          absences: levels[linkId]?.absences ?? [:]))
    }
    return OutlineNode(
      linkId: linkId, role: role, children: children.map { $0.outline(levels) })
  }
}
