import InstrumentKit

/// One answer of a closed list: what it is called here, and what it is in the questionnaire.
package struct Choice: Sendable {
  /// As files and sentences have it.
  package let code: String
  /// `valueCoding`, `valueInteger`, `valueString` or `valueDate`.
  package let member: String
  /// The value under that member, as it stands in the questionnaire.
  package let value: JSONValue
  let label: Label
  let weight: Int?
  let isExclusive: Bool
  let isSelected: Bool
  let path: String

  /// An answer of an instrument that did not come from a questionnaire.
  package init(_ code: String, _ coding: JSONValue) {
    self.init(
      code: code, member: "valueCoding", value: coding, label: Label(nl: code, en: code),
      weight: nil, isExclusive: false, isSelected: false, path: "")
  }

  init(
    code: String, member: String, value: JSONValue, label: Label, weight: Int?, isExclusive: Bool,
    isSelected: Bool, path: String
  ) {
    self.code = code
    self.member = member
    self.value = value
    self.label = label
    self.weight = weight
    self.isExclusive = isExclusive
    self.isSelected = isSelected
    self.path = path
  }

  /// Whether an answer in a response is this one; a coding may leave out its system.
  package func isMeant(_ member: String, _ answer: JSONValue) -> Bool {
    guard member == self.member else { return false }
    guard member == "valueCoding" else {
      return answer == value || (value.whole != nil && answer.whole == value.whole)
    }
    return isMeant(coding: answer)
  }

  func isMeant(coding answer: JSONValue) -> Bool {
    guard member == "valueCoding", let code = answer["code"], code == value["code"] else {
      return false
    }
    guard let system = answer["system"], let own = value["system"] else { return true }
    return system == own
  }

  /// The code or the value as the questionnaire's author wrote it.
  var original: String {
    if let code = value["code"]?.text { return code }
    if let number = value.whole { return String(number) }
    return value.text ?? code
  }
}
