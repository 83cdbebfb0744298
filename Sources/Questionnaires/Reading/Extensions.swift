import InstrumentKit

/// The standard's extensions that are read here, by the ends of their addresses.
enum Extensions {
  static let addresses = [
    "http://hl7.org/fhir/StructureDefinition/",
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/",
  ]

  /// Names of extensions that change what is asked or which answers are right: passing over them
  /// would make another questionnaire.
  static let refused: Set<String> = [
    "sdc-questionnaire-enableWhenExpression", "sdc-questionnaire-answerExpression",
    "sdc-questionnaire-candidateExpression", "sdc-questionnaire-answerOptionsToggleExpression",
    "sdc-questionnaire-subQuestionnaire", "sdc-questionnaire-assembleContext",
    "sdc-questionnaire-lookupQuestionnaire", "questionnaire-constraint", "targetConstraint",
    "regex", "questionnaire-unitValueSet",
  ]

  static let weights: Set<String> = [
    "itemWeight", "ordinalValue", "questionnaire-ordinalValue", "codesystem-ordinalValue",
    "valueset-ordinalValue",
  ]

  /// The name at the end of one of the standard's addresses.
  static func name(_ url: String) -> String? {
    addresses.first { url.hasPrefix($0) }.map { String(url.dropFirst($0.count)) }
  }
}

extension JSONPlace {
  /// The extensions of these names; others are refused or said to be left out.
  func extensions(_ known: Set<String>) -> [(name: String, place: JSONPlace)] {
    objects("extension").compactMap { place in
      guard let url = place.text("url") else {
        if place.member("url") == nil { place.fault("url", .missing) }
        return nil
      }
      place.only(place.valueNames.union(["url", "extension"]), leaving: [])
      let name = Extensions.name(url)
      if let name, known.contains(name) { return (name, place) }
      if let name, Extensions.refused.contains(name) {
        place.fault(.unsupported(.extension(name)))
      } else {
        findings.leave(place.path, JSONPlace.line(url, limit: 200) ?? "extension")
      }
      return nil
    }
  }

  /// The members of an extension that hold its value.
  private var valueNames: Set<String> {
    Set((value.members ?? []).map(\.name).filter { $0.hasPrefix("value") })
  }

  /// What a whole number's extension says, whichever type of number it was given as.
  func wholeValue(in range: ClosedRange<Int>) -> Int? {
    for name in ["valueInteger", "valueDecimal"] where member(name) != nil {
      return whole(name, in: range)
    }
    if let quantity = object("valueQuantity") {
      guard quantity.member("value") != nil else {
        quantity.fault("value", .missing)
        return nil
      }
      return quantity.whole("value", in: range)
    }
    fault(.missing)
    return nil
  }

  /// The words of a member in both languages, as far as they are given.
  ///
  /// - Parameter tongue: of the member itself; nil for a language that is neither.
  func words(_ name: String, _ tongue: Tongue?) -> [Tongue: String] {
    var words: [Tongue: String] = [:]
    if let text = line(name), let tongue { words[tongue] = text }
    guard let beside = object("_\(name)") else { return words }
    beside.only(["extension"], leaving: [])
    for (_, translation) in beside.extensions(["translation"]) {
      let parts = translation.objects("extension")
      guard let lang = parts.first(where: { $0.value["url"] == .text("lang") }),
        let content = parts.first(where: { $0.value["url"] == .text("content") })
      else {
        translation.fault("extension", .missing)
        continue
      }
      let code = lang.text("valueCode") ?? lang.text("valueString")
      let kind = content.member("valueMarkdown") == nil ? "valueString" : "valueMarkdown"
      guard let text = content.line(kind) else {
        if content.member(kind) == nil { content.fault(kind, .missing) }
        continue
      }
      if let tongue = code.flatMap(Tongue.init(language:)) {
        words[tongue] = text
      } else {
        findings.leave(translation.path, "translation")
      }
    }
    return words
  }

  /// The whole number that an option counts for, by any extension that says so.
  func weight(_ beside: [JSONPlace]) -> Int? {
    var found: Int?
    for place in [self] + beside {
      for (_, weight) in place.extensions(
        Extensions.weights.union(["questionnaire-optionExclusive"]))
      where weight.value["valueBoolean"] == nil {
        guard let number = weight.wholeValue(in: 0...1000) else { continue }
        if let found, found != number { weight.fault(.twoWeights) }
        found = number
      }
    }
    return found
  }

  /// Whether an option cannot go with others.
  var isExclusive: Bool {
    (value["extension"]?.list ?? []).contains { one in
      one["url"]?.text.flatMap(Extensions.name) == "questionnaire-optionExclusive"
        && one["valueBoolean"] == .flag(true)
    }
  }
}

extension Tongue {
  /// Of a language tag such as `nl-BE`.
  init?(language: String) {
    self.init(rawValue: String(language.prefix { $0 != "-" && $0 != "_" }).lowercased())
  }
}
