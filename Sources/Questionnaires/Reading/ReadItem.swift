import InstrumentKit

/// One item of the questionnaire as far as it is understood, before conditions are.
struct ReadItem {
  enum Kind {
    case group
    /// A group that repeats.
    case rows
    case question
    /// Shown, computed or hidden: nobody answers it.
    case leftOut
  }

  let place: JSONPlace
  let linkId: String
  let kind: Kind
  /// The type in the questionnaire.
  let type: String
  /// How the item is called here; among columns where it stands in a group that repeats.
  let id: String
  let label: Label
  let answer: AnswerType
  let repeats: Bool
  let choices: [Choice]
  /// The code of what is not in the list, where other answers may be given.
  let openCode: String?
  let unit: JSONValue?
  let maxLength: Int?
  let isRequired: Bool
  let initial: String?
  /// The group that repeats, in which it stands.
  let rows: String?
  var children: [ReadItem] = []

  var isKnownType: Bool { AnswerReader.types.contains(type) }

  var isWeighted: Bool { choices.contains { $0.weight != nil } }
}
