import InstrumentKit

/// Reads the options of one question, from itself or from a list that the questionnaire contains.
struct ChoiceReader {
  let tongue: Tongue?
  let contained: [String: JSONPlace]
  let labels: LinkLabels

  private static let codingRest: Set<String> = ["version", "userSelected"]

  /// - Parameter linkId: under which the link file has words for them.
  func choices(_ item: JSONPlace, linkId: String) -> [Choice] {
    let own = item.objects("answerOption")
    var ids = ReadableIds(fallback: "code")
    var seen: Set<JSONValue> = []
    var choices: [Choice] = []
    func add(_ choice: Choice?) {
      guard let choice else { return }
      let key: JSONValue =
        choice.member == "valueCoding"
        ? .list([choice.value["system"] ?? .null, choice.value["code"] ?? .null]) : choice.value
      if seen.insert(key).inserted {
        choices.append(choice)
      } else {
        item.findings.add(choice.path, .takenTwice)
      }
    }
    for option in own { add(choice(option, linkId, &ids)) }
    if let set = item.text("answerValueSet") {
      if !own.isEmpty {
        item.fault("answerValueSet", .twoValues)
      } else {
        for (concept, system) in concepts(set, item) {
          add(choice(concept: concept, system: system, linkId, &ids))
        }
      }
    }
    return choices
  }

  private func choice(
    _ option: JSONPlace, _ linkId: String, _ ids: inout ReadableIds
  ) -> Choice? {
    let names = ["valueCoding", "valueInteger", "valueString", "valueDate"]
    if let time = ["valueReference", "valueTime"].first(where: { option.member($0) != nil }) {
      option.fault(time, .unsupported(.valueReference))
      return nil
    }
    option.only(
      Set(names).union(["initialSelected", "extension"]).union(names.map { "_\($0)" }), leaving: [])
    let given = names.filter { option.member($0) != nil }
    guard let name = given.first else {
      option.fault(.missing)
      return nil
    }
    if given.count > 1 { option.fault(given[1], .twoValues) }
    let beside = [option.object("_\(name)")].compactMap(\.self)
    let value: JSONPlace?
    let original: String
    var words: [Tongue: String]
    switch name {
    case "valueCoding":
      guard let coding = option.object(name) else { return nil }
      guard let code = coding.line("code", limit: 256) else {
        if coding.member("code") == nil { coding.fault("code", .missing) }
        return nil
      }
      _ = coding.text("system")
      coding.only(
        ["system", "code", "display", "_display", "extension"], leaving: Self.codingRest)
      value = coding
      original = code
      words = coding.words("display", tongue)
    case "valueInteger":
      guard let number = option.whole(name, in: -1_000_000...1_000_000) else { return nil }
      value = option.member(name)
      original = String(number)
      words = [.nl: original, .en: original]
    case "valueDate":
      guard let text = option.text(name) else { return nil }
      guard Day(iso: text) != nil else {
        option.fault(name, .unreadableText)
        return nil
      }
      value = option.member(name)
      original = text
      words = [.nl: text, .en: text]
    default:
      guard let text = option.line(name, limit: 1000) else { return nil }
      value = option.member(name)
      original = text
      words = option.words(name, tongue)
    }
    guard let value else { return nil }
    words.merge(labels.option(linkId, original, qualified: Self.qualified(value))) { _, given in
      given
    }
    let extended = name == "valueCoding" ? [value] : beside
    let display = name == "valueCoding" ? "\(value.path).display" : value.path
    return Choice(
      code: ids.next(original, lowercased: false), member: name, value: value.value,
      label: label(words, display, option.findings), weight: option.weight(extended),
      isExclusive: option.isExclusive, isSelected: option.flag("initialSelected") ?? false,
      path: name == "valueCoding" ? "\(value.path).code" : value.path)
  }

  private func choice(
    concept: JSONPlace, system: String?, _ linkId: String, _ ids: inout ReadableIds
  ) -> Choice? {
    guard let code = concept.line("code", limit: 256) else {
      if concept.member("code") == nil { concept.fault("code", .missing) }
      return nil
    }
    concept.only(
      ["code", "display", "_display", "designation", "extension", "system"],
      leaving: ["version", "inactive", "abstract"])
    if concept.value["abstract"] == .flag(true) {
      concept.fault("abstract", .unsupported(.valueSetFilter))
    }
    if concept.member("contains") != nil {
      concept.fault("contains", .unsupported(.valueSetFilter))
    }
    var words = concept.words("display", tongue)
    for designation in concept.objects("designation") {
      guard let language = designation.text("language").flatMap(Tongue.init(language:)),
        let text = designation.line("value")
      else { continue }
      words[language] = text
    }
    words.merge(labels.option(linkId, code, qualified: system.map { "\($0)|\(code)" })) {
      _, given in given
    }
    var members = [JSONValue.Member("code", .text(code))]
    if let system { members.insert(JSONValue.Member("system", .text(system)), at: 0) }
    if let display = concept.value["display"] {
      members.append(JSONValue.Member("display", display))
    }
    return Choice(
      code: ids.next(code, lowercased: false), member: "valueCoding", value: .object(members),
      label: label(words, "\(concept.path).display", concept.findings),
      weight: concept.weight([]), isExclusive: concept.isExclusive, isSelected: false,
      path: "\(concept.path).code")
  }

  private static func qualified(_ value: JSONPlace?) -> String? {
    guard let code = value?.value["code"]?.text, let system = value?.value["system"]?.text else {
      return nil
    }
    return "\(system)|\(code)"
  }

  private func label(_ words: [Tongue: String], _ path: String, _ findings: Findings) -> Label {
    for tongue in Tongue.allCases where words[tongue] == nil {
      findings.add(path, .noLabel(tongue))
    }
    return Label(nl: words[.nl] ?? "?", en: words[.en] ?? "?")
  }

  /// The concepts of a value set that the questionnaire contains.
  private func concepts(_ set: String, _ item: JSONPlace) -> [(JSONPlace, String?)] {
    guard set.hasPrefix("#") else {
      item.fault("answerValueSet", .unsupported(.valueSetElsewhere))
      return []
    }
    guard let place = contained[String(set.dropFirst())] else {
      item.fault("answerValueSet", .unknownValueSet)
      return []
    }
    if let expansion = place.object("expansion") {
      return expansion.objects("contains").map { ($0, $0.text("system")) }
    }
    guard let compose = place.object("compose") else {
      place.fault("compose", .missing)
      return []
    }
    compose.only(["include"], leaving: ["lockedDate", "inactive"])
    var found: [(JSONPlace, String?)] = []
    for include in compose.objects("include") {
      include.only(["system", "concept"], leaving: ["version"])
      guard include.member("concept") != nil else {
        include.fault(.unsupported(.valueSetFilter))
        continue
      }
      let system = include.text("system")
      found += include.objects("concept").map { ($0, system) }
    }
    if compose.member("include") == nil { compose.fault("include", .missing) }
    return found
  }
}
