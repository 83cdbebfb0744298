import InstrumentKit

/// Reads one questionnaire with its link file; all that is wrong goes to the findings.
struct QuestionnaireReader {
  private let root: JSONPlace
  private let source: JSONValue
  private let findings: Findings
  private let links: LinkFile
  private var byLinkId: [String: ReadItem] = [:]
  private var ordered: [ReadItem] = []

  private static let used: Set<String> = [
    "resourceType", "id", "url", "version", "name", "title", "_title", "description",
    "_description", "status", "language", "contained", "item", "subjectType", "publisher",
    "copyright", "extension",
  ]
  private static let leaving: Set<String> = [
    "meta", "text", "identifier", "derivedFrom", "experimental", "date", "contact", "useContext",
    "jurisdiction", "purpose", "approvalDate", "lastReviewDate", "effectivePeriod", "code",
  ]

  init(_ source: JSONValue, _ rules: Rules?, _ findings: Findings) {
    self.source = source
    self.findings = findings
    root = JSONPlace(value: source, path: "$", findings: findings)
    links = LinkFile(rules, findings)
  }

  /// Nil when something is wrong; the findings say what.
  mutating func read() -> QuestionnaireInstrument? {
    guard case .object = source else {
      root.fault(.wrongType(.object))
      return nil
    }
    guard root.text("resourceType") == "Questionnaire" else {
      root.fault("resourceType", .otherResource)
      return nil
    }
    root.only(Self.used, leaving: Self.leaving)
    _ = root.extensions([])
    if root.word("status", of: ["draft", "active", "retired", "unknown"]) == nil,
      root.member("status") == nil
    {
      root.fault("status", .missing)
    }
    checkSubject()
    let tongue = self.tongue
    let title = label("title", links.title, tongue)
    let description = describe(title, tongue)
    let rules = links.scores ?? [.total]
    let reserved = rules.flatMap { ScoreRule.parts(of: $0.id) }
    var reader = ItemReader(
      findings, tongue, links, contained: contained, title: title,
      reserved: Set(reserved + ["client", "filled-on", "birth-date", "sex", "national-number"]))
    var columns = ReadableIds(fallback: "item")
    let items = reader.items(root, columns: &columns, above: title)
    if root.member("item") == nil { root.fault("item", .missing) }
    index(items)
    checkLabels()
    let levels = self.levels()
    var maker = FormMaker(byLinkId, levels, findings)
    guard let form = maker.form(items, title: title), let description else { return nil }
    return made(items, form, rules, levels, description)
  }

  private mutating func index(_ items: [ReadItem]) {
    for item in items {
      if byLinkId[item.linkId] == nil { byLinkId[item.linkId] = item }
      ordered.append(item)
      index(item.children)
    }
  }

  private func made(
    _ items: [ReadItem], _ form: Form, _ rules: [ScoreRule],
    _ levels: [String: FormMaker.LevelRule], _ description: Description
  ) -> QuestionnaireInstrument? {
    let weighted = ordered.filter { $0.isWeighted && $0.rows == nil }
    let isScored = links.scores != nil || !weighted.isEmpty
    var maker = ScoreMaker(form, byLinkId, findings)
    let (plan, inputs, measures) = maker.made(isScored ? rules : [], weighted: weighted)
    let cases = GoldenMaker(
      questions: byLinkId, inputs: inputs, measures: measures, findings: findings
    ).cases(links.cases)
    guard findings.faults.isEmpty else { return nil }
    return QuestionnaireInstrument(
      description: description, form: form, inputs: inputs, measures: measures, goldenCases: cases,
      leftOut: findings.leftOut, source: source, url: root.text("url"),
      version: root.text("version"), outline: items.map { $0.outline(levels) }, plan: plan)
  }
}

extension QuestionnaireReader {
  /// The language of the texts; nil for one that is neither Dutch nor English.
  private var tongue: Tongue? {
    guard let language = root.text("language") else {
      if links.tongue == nil, root.member("language") == nil { root.fault("language", .noLanguage) }
      // Taken for English, so that one missing word does not make each text a fault.
      return links.tongue ?? .en
    }
    return Tongue(language: language)
  }

  private func checkSubject() {
    let types = root.list("subjectType")
    for type in types where type.value.text == nil { type.fault(.wrongType(.text)) }
    if !types.isEmpty, !types.contains(where: { $0.value == .text("Patient") }) {
      root.fault("subjectType", .notForPeople)
    }
  }

  private var contained: [String: JSONPlace] {
    var sets: [String: JSONPlace] = [:]
    for place in root.objects("contained") {
      guard place.value["resourceType"] == .text("ValueSet"), let id = place.text("id") else {
        findings.leave(place.path, "contained")
        continue
      }
      if place.member("modifierExtension") != nil { place.fault("modifierExtension", .modifier) }
      if sets.updateValue(place, forKey: id) != nil { place.fault("id", .takenTwice) }
    }
    return sets
  }

  private func label(_ name: String, _ given: Label?, _ tongue: Tongue?) -> Label {
    let words = root.words(name, tongue)
    if let given { return given }
    for tongue in Tongue.allCases where words[tongue] == nil {
      root.fault(name, root.member(name) == nil ? .missing : .noLabel(tongue))
    }
    return Label(nl: words[.nl] ?? "?", en: words[.en] ?? "?")
  }

  private func describe(_ title: Label, _ tongue: Tongue?) -> Description? {
    var summary = links.summary
    if summary == nil, root.member("description") != nil {
      let words = root.words("description", tongue)
      if let nl = words[.nl], let en = words[.en] {
        summary = Label(nl: nl, en: en)
      } else {
        findings.leave("$.description", "description")
      }
    }
    let names = ["name", "id"].filter { root.member($0) != nil }
    let id = links.id ?? names.lazy.compactMap { root.line($0).flatMap(ReadableIds.kebab) }.first
    if id == nil { root.fault(names.first ?? "name", names.isEmpty ? .missing : .notAnId) }
    let version = root.line("version", limit: 64) ?? links.rules?.version
    if version == nil, root.member("version") == nil { root.fault("version", .noVersion) }
    let published = root.line("url")
    guard let id, let version else { return nil }
    return Description(
      id: id, version: version, label: title, summary: summary ?? title,
      source: links.source ?? root.line("publisher") ?? published ?? "",
      licence: links.licence ?? root.line("copyright") ?? "")
  }

  private func checkLabels() {
    var choices: [String: [Choice]] = [:]
    for item in ordered { choices[item.linkId, default: []] += item.choices }
    links.labels.check(choices, findings)
  }

  /// The thresholds that questions judge, by linkId.
  private func levels() -> [String: FormMaker.LevelRule] {
    var levels: [String: FormMaker.LevelRule] = [:]
    for rule in links.thresholds {
      guard let linkId = findings.attempt({ try rule.item.text }) else { continue }
      guard let item = byLinkId[linkId] else {
        findings.add(rule.item, .unknownItem, linkId, among: byLinkId.keys)
        continue
      }
      guard item.type == "choice", !item.repeats, item.rows == nil, !item.choices.isEmpty else {
        findings.add(rule.item, .notAChoice)
        continue
      }
      if levels[linkId] != nil { findings.add(rule.item, .takenTwice) }
      var said: [String: Finding] = [:]
      for (code, finding, node) in rule.levels {
        let meant = item.choices.meant(by: code)
        if meant.isEmpty {
          findings.add(node, .notAnOption, code, among: item.choices.map(\.original))
        }
        if meant.count > 1 { findings.add(node, .ambiguous) }
        for choice in meant { said[choice.code] = finding }
      }
      let open = item.choices.filter { said[$0.code] == nil }.map(\.original)
      if !open.isEmpty { findings.add(rule.node, .notMapped(open)) }
      if !said.values.contains(where: { $0.level != nil }) { findings.add(rule.node, .noLevel) }
      levels[linkId] = .init(
        threshold: rule.threshold, relation: rule.relation, findings: said)
    }
    return levels
  }
}
