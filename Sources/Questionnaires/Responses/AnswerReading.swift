import InstrumentKit

/// What one answer of a response is in a file's row.
enum ReadAnswer {
  case text(String)
  /// Something that is not in the list, and the words for it where they are told.
  case open(String, String?)
  /// No answer, and why, which no answer here can say.
  case reason
  /// Under the answer's path.
  case fault(String, ResponseFault.Problem)
}

extension OutlineQuestion {
  func read(_ answer: JSONValue, isCell: Bool) -> ReadAnswer {
    guard case .object(let members) = answer else { return .fault("", .wrongType) }
    let values = members.filter { $0.name.hasPrefix("value") }
    if values.count > 1 { return .fault(".\(values[1].name)", .oneAnswer) }
    guard let given = values.first else { return reason(answer) }
    let read = read(given)
    if isCell, case .text(let text) = read, text.contains(where: { ";,\n\r".contains($0) }) {
      return .fault(".\(given.name)", .cannotHold)
    }
    if isCell, case .open = read { return .fault(".\(given.name)", .cannotHold) }
    return read
  }

  private func read(_ given: JSONValue.Member) -> ReadAnswer {
    let name = JSONPath.member(given.name)
    func fault(_ problem: ResponseFault.Problem) -> ReadAnswer { .fault(name, problem) }
    if !choices.isEmpty || member == "valueCoding" {
      let meant = choices.meant(given.name, given.value)
      if meant.count > 1 { return fault(.ambiguous) }
      if let choice = meant.first { return .text(choice.code) }
      guard let openCode else {
        let known = Set(choices.map(\.member))
        return known.contains(given.name)
          ? fault(.notAnOption) : fault(.otherValue(expected: known.min() ?? member))
      }
      let words = given.value.text ?? given.value["display"]?.text ?? given.value["code"]?.text
      guard let words, given.name == "valueString" || given.name == "valueCoding" else {
        return fault(.otherValue(expected: "valueString"))
      }
      return .open(openCode, words)
    }
    guard given.name == member else { return fault(.otherValue(expected: member)) }
    switch member {
    case "valueBoolean":
      guard case .flag(let flag) = given.value else { return fault(.wrongType) }
      return .text(flag ? "yes" : "no")
    case "valueInteger", "valueDecimal":
      guard case .number = given.value else { return fault(.wrongType) }
      return given.value.whole.map { .text(String($0)) } ?? fault(.notWhole)
    case "valueQuantity":
      guard given.value.members != nil else { return fault(.wrongType) }
      if let unit, !Quantity.isSame(given.value, unit) {
        return fault(.otherUnit(known: unit["code"]?.text ?? unit["display"]?.text ?? ""))
      }
      guard let number = given.value["value"]?.whole else {
        return .fault("\(name).value", given.value["value"] == nil ? .missing : .notWhole)
      }
      return .text(String(number))
    case "valueDate":
      guard let text = given.value.text, Day(iso: text) != nil else { return fault(.notADay) }
      return .text(text)
    default:
      guard let text = given.value.text, !text.isEmpty else { return fault(.wrongType) }
      if let maxLength, text.unicodeScalars.count > maxLength {
        return fault(.tooLong(limit: maxLength))
      }
      return .text(text)
    }
  }

  /// Why there is no answer, where that is all that is said.
  private func reason(_ answer: JSONValue) -> ReadAnswer {
    for one in answer["extension"]?.list ?? []
    where one["url"]?.text.flatMap(Extensions.name) == "data-absent-reason" {
      let code = one["valueCode"]?.text
      if code == "masked" { return openCode.map { .open($0, nil) } ?? .reason }
      let absence: Absence? =
        switch code {
        case "not-asked", "unknown": .notAsked
        case "asked-unknown": .cannotTell
        case "asked-declined": .declined
        case "not-applicable": .notApplicable
        default: nil
        }
      if let absence, let score = absences[absence] { return .text(score) }
      return .reason
    }
    return .fault("", .missing)
  }
}
