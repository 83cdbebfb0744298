import InstrumentKit

/// Turns `enableWhen` into conditions of the kit.
struct ConditionReader {
  /// What one item hangs on, and where that is said.
  typealias Needs = [(id: String, path: String)]

  let questions: [String: ReadItem]

  private static let comparisons = ["exists", "=", "!=", ">", "<", ">=", "<="]

  /// The condition of an item itself; nil when it is always asked.
  func condition(_ item: ReadItem) -> (condition: Condition, needs: Needs)? {
    let place = item.place
    let tests = place.objects("enableWhen")
    let behaviour = place.word("enableBehavior", of: ["all", "any"])
    if tests.count > 1, place.member("enableBehavior") == nil {
      place.fault("enableBehavior", .missing)
    }
    var parts: [Condition] = []
    var needs: Needs = []
    for test in tests {
      guard let (part, id) = read(test) else { continue }
      parts.append(part)
      needs.append((id, "\(test.path).question"))
    }
    guard let first = parts.first else { return nil }
    if parts.count == 1 { return (first, needs) }
    return (behaviour == "any" ? .any(parts) : .all(parts), needs)
  }

  private func read(_ test: JSONPlace) -> (Condition, String)? {
    let members = (test.value.members ?? []).map(\.name).filter { $0.hasPrefix("answer") }
    test.only(Set(members).union(["question", "operator", "extension"]), leaving: [])
    _ = test.extensions([])
    guard let comparison = test.word("operator", of: Self.comparisons) else {
      if test.member("operator") == nil { test.fault("operator", .missing) }
      return nil
    }
    guard let linkId = test.text("question") else {
      if test.member("question") == nil { test.fault("question", .missing) }
      return nil
    }
    guard let item = questions[linkId] else {
      test.fault("question", .unknownQuestion)
      return nil
    }
    guard item.rows == nil else {
      test.fault("question", .questionInRows)
      return nil
    }
    guard item.kind == .question else {
      test.fault("question", item.kind == .leftOut ? .questionLeftOut : .unknownQuestion)
      return nil
    }
    guard let member = members.first else {
      test.fault("answer", .missing)
      return nil
    }
    if members.count > 1 { test.fault(members[1], .twoValues) }
    guard let condition = condition(comparison, item, test, member) else { return nil }
    return (condition, item.id)
  }

  private func condition(
    _ comparison: String, _ item: ReadItem, _ test: JSONPlace, _ member: String
  ) -> Condition? {
    if comparison == "exists" {
      guard member == "answerBoolean", let exists = test.flag(member) else {
        if member != "answerBoolean" { test.fault(member, .wrongType(.flag)) }
        return nil
      }
      return exists ? .answered(item.id) : .unanswered(item.id)
    }
    switch (item.answer, member) {
    case (.flag, "answerBoolean"):
      guard let flag = test.flag(member) else { return nil }
      switch comparison {
      case "=": return flag ? .yes(item.id) : .no(item.id)
      case "!=": return .any([.unanswered(item.id), flag ? .no(item.id) : .yes(item.id)])
      default: return wrong(test)
      }
    case (.count, "answerInteger"), (.number, "answerInteger"), (.count, "answerDecimal"),
      (.number, "answerDecimal"):
      return test.whole(member, in: -1_000_000_000...1_000_000_000)
        .map { number($0, comparison, item.id) }
    case (.count, "answerQuantity"), (.number, "answerQuantity"):
      guard let quantity = test.object(member) else { return nil }
      guard quantity.member("value") != nil else {
        quantity.fault("value", .missing)
        return nil
      }
      if let unit = item.unit, !Quantity.isSame(quantity.value, unit) {
        test.fault(member, .noUnit)
        return nil
      }
      return quantity.whole("value", in: -1_000_000_000...1_000_000_000)
        .map { number($0, comparison, item.id) }
    case (.one, _), (.many, _): return choice(comparison, item, test, member)
    default:
      // What is wrong with the question itself was told there.
      if item.isKnownType { test.fault(member, .cannotCompare) }
      return nil
    }
  }

  private func wrong(_ test: JSONPlace) -> Condition? {
    test.fault("operator", .cannotCompare)
    return nil
  }

  private func number(_ number: Int, _ comparison: String, _ id: String) -> Condition {
    let (low, high) = (-2_000_000_000, 2_000_000_000)
    switch comparison {
    case ">": return .number(id, (number + 1)...high)
    case ">=": return .number(id, number...high)
    case "<": return .number(id, low...(number - 1))
    case "<=": return .number(id, low...number)
    case "!=":
      // No answer at all is no answer with this value either.
      return .any([
        .unanswered(id), .number(id, low...(number - 1)), .number(id, (number + 1)...high),
      ])
    default: return .number(id, number...number)
    }
  }

  private func choice(
    _ comparison: String, _ item: ReadItem, _ test: JSONPlace, _ member: String
  ) -> Condition? {
    guard let value = test.member(member)?.value else { return nil }
    let name = "value" + member.dropFirst("answer".count)
    if comparison == "=" || comparison == "!=" {
      if name == "valueCoding", value["code"]?.text == nil {
        test.fault(member, .wrongType(.object))
        return nil
      }
      let meant = item.choices.meant(name, value)
      guard let choice = meant.first, meant.count == 1 else {
        test.fault(member, meant.isEmpty ? .notAnOption : .ambiguous)
        return nil
      }
      if comparison == "=" { return .has(item.id, choice.code) }
      return .any([.unanswered(item.id), .lacks(item.id, choice.code)])
    }
    // Options that are numbers can be compared; then those are meant for which it holds.
    guard name == "valueInteger", item.choices.allSatisfy({ $0.value.whole != nil }) else {
      return wrong(test)
    }
    guard let number = test.whole(member, in: -1_000_000...1_000_000) else { return nil }
    let meant = item.choices.filter { choice in
      guard let own = choice.value.whole else { return false }
      switch comparison {
      case ">": return own > number
      case ">=": return own >= number
      case "<": return own < number
      default: return own <= number
      }
    }
    if meant.isEmpty {
      test.fault(member, .notAnOption)
      return nil
    }
    if meant.count > 100 {
      test.fault(member, .tooMany(limit: 100))
      return nil
    }
    return .any(meant.map { .has(item.id, $0.code) })
  }
}
