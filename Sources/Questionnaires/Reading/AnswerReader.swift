import InstrumentKit

/// What the answer to one item may be, and which is proposed.
struct AnswerReader {
  let place: JSONPlace
  let type: String
  let extended: [String: JSONPlace]
  let findings: Findings
  private(set) var label: Label
  private(set) var answer = AnswerType.note
  private(set) var repeats = false
  private(set) var choices: [Choice] = []
  private(set) var openCode: String?
  private(set) var unit: JSONValue?
  private(set) var maxLength: Int?
  private(set) var initial: String?

  /// The numbers that a file can hold: nine digits, on either side of zero.
  static let numbers = -999_999_999...999_999_999
  private static let mostOptions = 30
  /// The longest list of which one is chosen: countries are 250.
  private static let mostChoices = 1000
  static let types = [
    "group", "display", "boolean", "integer", "decimal", "date", "string", "text", "choice",
    "open-choice", "quantity",
  ]

  init(
    _ place: JSONPlace, _ type: String, _ extended: [String: JSONPlace], _ label: Label,
    _ findings: Findings
  ) {
    self.place = place
    self.type = type
    self.extended = extended
    self.label = label
    self.findings = findings
  }

  mutating func read(_ linkId: String, _ reader: ChoiceReader) {
    repeats = place.flag("repeats") ?? false
    maxLength = place.whole("maxLength", in: 1...1_000_000)
    // Only a response tells its answers apart from what people type.
    if maxLength != nil { findings.leave("\(place.path).maxLength", "maxLength") }
    switch type {
    case "group":
      for name in ["answerOption", "answerValueSet", "initial", "maxLength"]
      where place.member(name) != nil { place.fault(name, .notAChoice) }
      return
    case "boolean": answer = .flag
    case "integer": answer = number()
    case "decimal":
      answer = number()
      if extended["maxDecimalPlaces"]?.wholeValue(in: 0...20) != 0 {
        place.fault("type", .unsupported(.fraction))
      }
    case "quantity":
      answer = number()
      readUnit()
    case "date":
      answer = .day
      for name in ["minValue", "maxValue"] {
        if let bound = extended[name] { findings.leave(bound.path, name) }
      }
    case "string", "text": answer = .note
    case "choice", "open-choice": readChoices(linkId, reader)
    case "dateTime", "time", "url", "attachment", "reference":
      place.fault("type", .unsupported(.itemType(type)))
    default: place.fault("type", .notOneOf(Self.types))
    }
    let isChoice = type == "choice" || type == "open-choice"
    if !isChoice {
      for name in ["answerOption", "answerValueSet"] where place.member(name) != nil {
        place.fault(name, .notAChoice)
      }
      if repeats { place.fault("repeats", .unsupported(.repeatedAnswer)) }
    }
    readInitial()
  }

  private mutating func readChoices(_ linkId: String, _ reader: ChoiceReader) {
    choices = reader.choices(place, linkId: linkId)
    if choices.isEmpty, place.member("answerOption") == nil, place.member("answerValueSet") == nil {
      place.fault(.noOptions)
    }
    var options = choices.map { Option($0.code, $0.label) }
    if type == "open-choice" {
      var ids = ReadableIds(reserved: Set(choices.map(\.code)), fallback: "other")
      let code = ids.next("other", lowercased: false)
      openCode = code
      options.append(Option(code, Label(nl: "iets anders", en: "something else"), text: true))
    }
    let limit = repeats ? Self.mostOptions : Self.mostChoices
    if options.count > limit {
      let name = place.member("answerOption") == nil ? "answerValueSet" : "answerOption"
      place.fault(name, .tooMany(limit: limit))
      choices = Array(choices.prefix(limit))
    }
    guard repeats else {
      answer = .one(options)
      return
    }
    answer = .many(options)
  }

  /// The options of which one cannot go with others look at the question itself.
  static func exclusive(_ item: ReadItem) -> AnswerType {
    let id = item.id
    guard case .many(let options) = item.answer, options.count <= mostOptions,
      item.choices.contains(where: \.isExclusive)
    else { return item.answer }
    let alone = Set(item.choices.filter(\.isExclusive).map(\.code))
    return .many(
      options.map { option in
        let others = options.map(\.code).filter {
          $0 != option.code && (alone.contains(option.code) || alone.contains($0))
        }
        if others.isEmpty { return option }
        let free = Condition.all(others.map { .lacks(id, $0) })
        return Option(
          option.code, option.label, when: .any([.unanswered(id), free]), text: option.opensText)
      })
  }

  private func number() -> AnswerType {
    let least = bound("minValue")
    let most = bound("maxValue")
    guard least != nil || most != nil else { return .count }
    // Below zero is only what the questionnaire says itself.
    let lowest = most.map { $0 < 0 } ?? false ? Self.numbers.lowerBound : 0
    let range = (least ?? lowest, most ?? Self.numbers.upperBound)
    guard range.0 <= range.1 else {
      (extended["maxValue"] ?? place).fault(.boundsCrossed)
      return .count
    }
    return .number(range.0...range.1)
  }

  private func bound(_ name: String) -> Int? {
    extended[name]?.wholeValue(in: Self.numbers)
  }

  private mutating func readUnit() {
    guard
      let coding = (extended["questionnaire-unit"] ?? extended["questionnaire-unitOption"])?
        .object("valueCoding")
    else {
      place.fault("extension", .noUnit)
      return
    }
    if extended["questionnaire-unit"] != nil, let other = extended["questionnaire-unitOption"] {
      other.fault(.twoValues)
    }
    guard let word = coding.line("display", limit: 40) ?? coding.line("code", limit: 40) else {
      coding.fault("code", .missing)
      return
    }
    unit = coding.value
    label = Label(nl: "\(label.nl) (\(word))", en: "\(label.en) (\(word))")
  }

  private mutating func readInitial() {
    let selected = choices.filter(\.isSelected)
    if selected.count > 1, !repeats {
      findings.add(selected[1].path, .twoValues)
    }
    var codes = selected.map(\.code)
    let given = place.objects("initial")
    if given.count > 1, !repeats { given[1].fault(.twoValues) }
    for one in given {
      guard let member = one.value.members?.first(where: { $0.name.hasPrefix("value") }) else {
        one.fault(.missing)
        continue
      }
      one.only([member.name, "_\(member.name)", "extension"], leaving: [])
      if let code = proposal(member, one) { codes.append(code) }
    }
    if !codes.isEmpty { initial = codes.joined(separator: ";") }
  }

  private func proposal(_ member: JSONValue.Member, _ place: JSONPlace) -> String? {
    func wrong(_ problem: QuestionnaireFault.Problem) -> String? {
      place.fault(member.name, problem)
      return nil
    }
    switch (answer, member.name) {
    case (.flag, "valueBoolean"): return place.flag(member.name).map { $0 ? "yes" : "no" }
    case (.count, "valueInteger"), (.number, "valueInteger"), (.count, "valueDecimal"),
      (.number, "valueDecimal"), (.count, "valueQuantity"), (.number, "valueQuantity"):
      guard let number = place.wholeValue(in: Self.numbers) else { return nil }
      if let unit, !Quantity.isSame(member.value, unit) { return wrong(.noUnit) }
      if case .number(let range) = answer, !range.contains(number) {
        return wrong(.outOfRange(range))
      }
      if case .count = answer, number < 0 {
        return wrong(.outOfRange(0...Self.numbers.upperBound))
      }
      return String(number)
    case (.day, "valueDate"):
      guard let text = place.text(member.name) else { return nil }
      return Day(iso: text).map { "\($0)" } ?? wrong(.unreadableText)
    case (.note, "valueString"): return place.line(member.name)
    case (.one, _), (.many, _):
      let meant = choices.meant(member.name, member.value)
      if meant.count > 1 { return wrong(.ambiguous) }
      return meant.first?.code ?? wrong(.notAnOption)
    default: return wrong(.wrongType(.object))
    }
  }
}
