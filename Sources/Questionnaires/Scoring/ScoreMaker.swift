import InstrumentKit

/// Makes scores of the rules and of the weights that options have.
struct ScoreMaker {
  let findings: Findings
  /// The items of the form, with the conditions of their sections.
  let form: Form
  /// The items of the questionnaire by linkId.
  let questions: [String: ReadItem]
  private var inputs: [Input] = []
  private var inputPlaces: [Input: Int] = [:]
  private var measures: [Measure] = []
  private var weights: [Int32] = []
  private var starts: [String: Int] = [:]
  private var scores: [ScorePlan.Score] = []
  private let conditions: [String: [Condition]]
  private let items: [String: Item]

  init(_ form: Form, _ questions: [String: ReadItem], _ findings: Findings) {
    self.form = form
    self.questions = questions
    self.findings = findings
    items = Dictionary(form.items.map { ($0.id, $0) }) { first, _ in first }
    conditions = Dictionary(
      form.sections.flatMap { section in
        section.items.map { ($0.id, [section.condition, $0.condition].compactMap(\.self)) }
      }
    ) { first, _ in first }
  }

  mutating func made(
    _ rules: [ScoreRule], weighted: [ReadItem]
  ) -> (plan: ScorePlan, inputs: [Input], measures: [Measure]) {
    let chosen = rules.map { rule in (rule, items(of: rule, weighted)) }
    let applying = applying(chosen.flatMap { $0.1.map(\.id) })
    for (rule, items) in chosen { add(rule, items, applying?.places ?? [:]) }
    var sex: Int?
    if rules.contains(where: { $0.bands.count > 1 }) { sex = input(.field("sex")) }
    let plan = ScorePlan(
      scores: scores, weights: weights, applying: applying?.applying, sex: sex)
    return (plan, inputs, measures)
  }

  private func items(of rule: ScoreRule, _ weighted: [ReadItem]) -> [ReadItem] {
    guard let nodes = rule.items else {
      if weighted.isEmpty, let node = rule.node { findings.add(node, .notWeighted) }
      return weighted
    }
    var seen: Set<String> = []
    return nodes.compactMap { node in
      guard let linkId = findings.attempt({ try node.text }) else { return nil }
      guard let item = questions[linkId] else {
        findings.add(node, .unknownItem, linkId, among: questions.keys)
        return nil
      }
      guard item.isWeighted, item.rows == nil else {
        findings.add(node, .notWeighted)
        return nil
      }
      if !seen.insert(linkId).inserted { findings.add(node, .takenTwice) }
      return item
    }
  }

  private mutating func input(_ input: Input) -> Int {
    if let place = inputPlaces[input] { return place }
    inputPlaces[input] = inputs.count
    inputs.append(input)
    return inputs.count - 1
  }

  /// A small form of the items that matter and of all that they hang on; nil when nothing does.
  private mutating func applying(
    _ ids: [String]
  ) -> (applying: ScorePlan.Applying, places: [String: Int])? {
    guard ids.contains(where: { !(conditions[$0] ?? []).isEmpty }) else { return nil }
    var needed: Set<String> = []
    var left = ids
    while let id = left.popLast() {
      guard needed.insert(id).inserted else { continue }
      for condition in conditions[id] ?? [] { left += condition.items }
      for option in options(id) { left += option.condition?.items ?? [] }
    }
    let kept = form.items.filter { needed.contains($0.id) }
    let small = kept.map { item in
      let parts = conditions[item.id] ?? []
      let whole = parts.count > 1 ? Condition.all(parts) : parts.first
      return Item(item.id, item.label, item.type, when: whole)
    }
    guard
      let plan = try? FormPlan(Form([Section("all", Label(nl: "", en: ""), small)]))
    else { return nil }
    var places: [Int] = []
    var isOpen: [Bool] = []
    for item in kept {
      if case .note = item.type {
        places.append(input(.has(item.id)))
        isOpen.append(true)
      } else {
        places.append(input(.item(item.id)))
        isOpen.append(false)
      }
    }
    let named = Dictionary(kept.enumerated().map { ($1.id, $0) }) { first, _ in first }
    return (ScorePlan.Applying(form: plan, inputs: places, isOpen: isOpen), named)
  }

  private func options(_ id: String) -> [Option] {
    switch items[id]?.type {
    case .one(let options), .many(let options): options
    default: []
    }
  }

  private mutating func add(_ rule: ScoreRule, _ items: [ReadItem], _ places: [String: Int]) {
    let parts = items.map { part($0, places[$0.id]) }
    let start = measures.count
    let (nl, en) = (rule.label.nl, rule.label.en)
    measures += [
      Measure(rule.id, rule.label, .count),
      Measure(
        "\(rule.id)-least", Label(nl: "\(nl), minstens", en: "\(en), at least"), .count,
        isDetail: true),
      Measure(
        "\(rule.id)-most", Label(nl: "\(nl), hoogstens", en: "\(en), at most"), .count,
        isDetail: true),
      Measure(
        "\(rule.id)-answered", Label(nl: "\(nl), beantwoord", en: "\(en), answered"), .count,
        isDetail: true),
      Measure(
        "\(rule.id)-open", Label(nl: "\(nl), open", en: "\(en), open"), .count, isDetail: true),
    ]
    var bands: [Option] = []
    var limits: [[(upTo: Int32, place: Int)]] = []
    let most = parts.reduce(0) { $0 + Int($1.most) } * rule.times
    for (_, list) in rule.bands {
      limits.append(limited(list, most, &bands))
    }
    if !bands.isEmpty {
      measures.append(
        Measure("\(rule.id)-band", Label(nl: "\(nl), klasse", en: "\(en), band"), .code(bands)))
    }
    scores.append(
      ScorePlan.Score(rule: rule, parts: parts, measure: start, bands: bands, limits: limits))
  }

  private func limited(
    _ list: [ScoreRule.Band], _ most: Int, _ bands: inout [Option]
  ) -> [(upTo: Int32, place: Int)] {
    var limits: [(upTo: Int32, place: Int)] = []
    for (number, band) in list.enumerated() {
      let place = bands.firstIndex { $0.code == band.option.code } ?? bands.count
      if place == bands.count { bands.append(band.option) }
      let upTo = band.upTo.map { Int32(clamping: $0) } ?? Int32.max
      let isLast = number == list.count - 1
      if limits.contains(where: { $0.upTo >= upTo }) || (band.upTo == nil && !isLast) {
        findings.add(band.node, .bandsOutOfOrder)
      } else if isLast, Int(upTo) < most {
        findings.add(band.node, .bandsTooShort(most: most))
      }
      limits.append((upTo, place))
    }
    return limits
  }

  private mutating func part(_ item: ReadItem, _ place: Int?) -> ScorePlan.Part {
    let own =
      item.choices.map { $0.weight.map(Int32.init) ?? -1 } + (item.openCode == nil ? [] : [-1])
    let start = starts[item.id] ?? weights.count
    if starts[item.id] == nil { weights += own }
    starts[item.id] = start
    let given = item.choices.filter { $0.weight != nil }
    let known = given.compactMap { $0.weight.map(Int32.init) }
    let isMany = item.repeats
    let together = given.filter { !$0.isExclusive }.reduce(Int32(0)) { $0 + Int32($1.weight ?? 0) }
    return ScorePlan.Part(
      input: input(.item(item.id)), start: start, count: own.count, isMany: isMany,
      least: isMany ? 0 : known.min() ?? 0,
      most: isMany ? max(together, known.max() ?? 0) : known.max() ?? 0,
      applying: place)
  }
}
