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

  /// Its code with the system before it, as a link file has it where two systems have one code.
  var qualified: String? {
    guard let code = value["code"]?.text, let system = value["system"]?.text else { return nil }
    return "\(system)|\(code)"
  }

  /// The code or the value as the questionnaire's author wrote it.
  var original: String {
    if let code = value["code"]?.text { return code }
    if let number = value.whole { return String(number) }
    return value.text ?? code
  }
}

extension [Choice] {
  /// The options that an answer in a questionnaire or a response can be: several where it has a code
  /// without a system and these have that code in systems of their own.
  package func meant(_ member: String, _ answer: JSONValue) -> [Choice] {
    let all = filter { $0.isMeant(member, answer) }
    if all.count < 2 { return all }
    let exact = all.filter { $0.value["system"] == answer["system"] }
    return exact.count == 1 ? exact : all
  }

  /// The options that a link file can mean by a word: `CODE`, or `SYSTEM|CODE`.
  func meant(by word: String) -> [Choice] {
    let exact = filter { $0.qualified == word }
    return exact.isEmpty ? filter { $0.original == word } : exact
  }
}
