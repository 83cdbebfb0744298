import InstrumentKit

/// What a questionnaire does not say of itself: a small file beside it.
///
/// Items and options are named as in the questionnaire, by linkId and code. All but `name` and
/// `version` may be left out.
///
/// ```yaml
/// name: phq9-links            # what this file calls itself
/// version: "1"
/// id: phq9                    # the instrument's; else the questionnaire's name or id
/// language: en                # of its texts, where the questionnaire does not say
/// title: {nl: Stemming, en: Mood}
/// summary: {nl: Negen vragen, en: Nine questions}
/// source: Kroenke and others, 2001
/// licence: free to use
/// labels:                     # words that the questionnaire lacks in one language
///   q1: {nl: Plezier, options: {LA6568-5: {nl: nooit}}}
/// thresholds:                 # every option is mapped: a level, a reason, or unmapped
///   - item: q10
///     threshold: psychological
///     relation: broader       # equivalent unless said
///     levels: {LA6572-7: none, LA6573-5: supported, LA6575-0: blocking}
/// scores:                     # one of all weighted items, called total, unless said
///   - id: total
///     label: {nl: Totaal, en: Total}
///     items: [q1, q2]         # all weighted items unless said
///     missing: 2              # open items with which there still is a score; none unless said
///     prorate: yes            # these count for the mean of the others; else for nothing
///     times: 4                # what the sum is multiplied by
///     bands:                  # or {m: [...], f: [...]} where the sexes have their own
///       - {upto: 4, code: minimal, label: {nl: minimaal, en: minimal}}
///       - {code: more, label: {nl: meer, en: more}}
/// cases:                      # golden cases
///   - {name: nothing answered, answers: {}, expects: {total: unknown, total-open: 2}}
///   - {name: all, answers: {q1: LA6568-5, q2: LA6569-3}, sex: f, expects: {total: 1}}
/// ```
struct LinkFile {
  struct ThresholdRule {
    let item: Rules.Node
    let threshold: Threshold
    let relation: Relation
    /// What each option says; nil for `unmapped`.
    let levels: [(code: String, finding: Finding, node: Rules.Node)]
    let node: Rules.Node
  }

  struct Case {
    let name: String
    let today: String?
    let answers: [(linkId: String, answer: String, node: Rules.Node)]
    let sex: String?
    let expects: [(measure: String, value: String, node: Rules.Node)]
  }

  private(set) var rules: Rules?
  private(set) var id: String?
  private(set) var tongue: Tongue?
  private(set) var title: Label?
  private(set) var summary: Label?
  private(set) var source: String?
  private(set) var licence: String?
  private(set) var labels = LinkLabels()
  private(set) var thresholds: [ThresholdRule] = []
  /// Nil where the file says nothing of scores.
  private(set) var scores: [ScoreRule]?
  private(set) var cases: [Case] = []

  static let keys = [
    "name", "version", "id", "language", "title", "summary", "source", "licence", "labels",
    "thresholds", "scores", "cases",
  ]

  init(_ rules: Rules?, _ findings: Findings) {
    guard let rules else { return }
    self.rules = rules
    findings.rules = rules
    let root = rules.root
    findings.attempt { try root.only(Self.keys) }
    id = findings.attempt { try root.optional("id") == nil ? nil : try root.code("id") }
    tongue = findings.attempt { () throws -> Tongue? in
      guard let node = try root.optional("language") else { return nil }
      guard let tongue = Tongue(rawValue: try node.text) else {
        throw node.fault(.notOneOf(Tongue.allCases.map(\.rawValue)))
      }
      return tongue
    }
    title = findings.attempt { try root.optional("title")?.plainLabel() }
    summary = findings.attempt { try root.optional("summary")?.plainLabel() }
    source = findings.attempt { try root.optional("source")?.plainText() }
    licence = findings.attempt { try root.optional("licence")?.plainText() }
    if let node = findings.attempt({ try root.optional("labels") }) {
      labels = LinkLabels(node, findings)
    }
    for node in list("thresholds", findings) {
      if let rule = findings.attempt({ try Self.threshold(node) }) { thresholds.append(rule) }
    }
    if let node = findings.attempt({ try root.optional("scores") }) {
      var read: [ScoreRule] = []
      for score in findings.attempt({ try Self.scores(node) }) ?? [] {
        if let rule = findings.attempt({ try ScoreRule(score, taken: read.map(\.id)) }) {
          read.append(rule)
        }
      }
      scores = read
    }
    for node in list("cases", findings) {
      if let one = findings.attempt({ try Self.golden(node) }) { cases.append(one) }
    }
  }

  private func list(_ key: String, _ findings: Findings) -> [Rules.Node] {
    findings.attempt { try rules?.root.optional(key)?.list } ?? []
  }

  /// Each score may be of all items, so that their number is bounded.
  private static func scores(_ node: Rules.Node) throws -> [Rules.Node] {
    let nodes = try node.list
    if nodes.count > 50 { throw node.fault(.wrongLength(0...50)) }
    return nodes
  }

  private static func threshold(_ node: Rules.Node) throws -> ThresholdRule {
    try node.only(["item", "threshold", "relation", "levels"])
    let relation = try node.optional("relation")
    let relations = ["equivalent", "narrower", "broader"]
    guard let kind = Relation(rawValue: try relation?.text ?? "equivalent") else {
      throw (relation ?? node).fault(.notOneOf(relations))
    }
    let levels = try node.required("levels").map.map { code, value in
      let text = try value.text
      if let level = Level(code: text) { return (code, Finding.level(level), value) }
      if let absence = Absence(code: text) { return (code, Finding.absent(absence), value) }
      guard text == "unmapped" else {
        throw value.fault(
          .notOneOf(
            Level.allCases.map(\.code) + Absence.allCases.map(\.code) + ["unmapped"]))
      }
      return (code, Finding.silent, value)
    }
    return ThresholdRule(
      item: try node.required("item"), threshold: try node.required("threshold").threshold,
      relation: kind, levels: levels, node: node)
  }

  private static func golden(_ node: Rules.Node) throws -> Case {
    try node.only(["name", "today", "answers", "sex", "expects"])
    let today = try node.optional("today")
    if let today, Day(iso: try today.text) == nil { throw today.fault(.notAText) }
    let sex = try node.optional("sex")
    if let sex, !ScoreRule.sexes.contains(try sex.text) {
      throw sex.fault(.notOneOf(ScoreRule.sexes))
    }
    return Case(
      name: try node.required("name").plainText(), today: try today?.text,
      answers: try (try node.optional("answers")?.map ?? []).map { ($0, try $1.text, $1) },
      sex: try sex?.text,
      expects: try node.required("expects").map.map { ($0, try $1.text, $1) })
  }
}

extension Rules.Node {
  /// A text that can be shown on one line.
  func plainText() throws -> String {
    guard let line = JSONPlace.line(try text, limit: 2000) else { throw fault(.notAText) }
    return line
  }

  func plainLabel() throws -> Label {
    try only(["nl", "en"])
    return Label(
      nl: try required("nl").plainText(), en: try required("en").plainText())
  }
}
