import InstrumentKit

/// Which indicators are judged, what each is linked to, and where advice turns.
struct IndicatorSet: Sendable {
  struct Indicator: Sendable {
    let code: String
    let label: Label
    /// Offered to other instruments, nil where nothing of the vocabulary means the same.
    let threshold: Threshold?

    var part: Notation.Part { Notation.Part(code) ?? .body }
  }

  let name: String
  let version: String
  let indicators: [Indicator]
  /// Fewer indicators or assessors than this make a screening incomplete.
  let specifiedAtLeast: Int
  let assessorsAtLeast: Int
  /// The qualifiers from which a problem is moderate and severe.
  let moderateFrom: Int
  let severeFrom: Int
}

extension IndicatorSet {
  private static func one(
    _ code: String, _ nl: String, _ en: String, _ threshold: Threshold? = nil
  ) -> Indicator {
    Indicator(code: code, label: Label(nl: nl, en: en), threshold: threshold)
  }

  static let shipped = IndicatorSet(
    name: "vocational-brief", version: "1",
    indicators: [
      one("b130", "energie en drijfkracht", "energy and drive", .psychological),
      one("b164", "hogere cognitieve functies", "higher-level cognition", .cognition),
      one("b455", "uithouding", "exercise tolerance", .physicalCapacity),
      one("d155", "vaardigheden leren", "acquiring skills", .cognition),
      one("d240", "omgaan met stress", "handling stress", .psychological),
      one("d720", "complexe omgang met mensen", "complex dealings with people", .socialSkills),
      one(
        "d845", "werk vinden, behouden en beëindigen", "finding, keeping and leaving a job",
        .careerHistory),
      one("d850", "betaald werk", "paid work"), one("d855", "onbetaald werk", "unpaid work"),
      one("e310", "naaste familie", "close family", .socialNetwork),
      one("e330", "mensen met gezag", "people in authority"),
    ],
    specifiedAtLeast: 9, assessorsAtLeast: 2, moderateFrom: 2, severeFrom: 3)

  /// The rules as a file, which a site may copy and change.
  var text: String {
    let lines = indicators.map { indicator in
      "  - code: \(indicator.code)\n    nl: \(indicator.label.nl)\n    en: \(indicator.label.en)"
        + (indicator.threshold.map { "\n    threshold: \($0.code)" } ?? "")
    }
    return """
      # Indicators of the ICF screening; replace them by a file of your own.
      name: \(name)
      version: "\(version)"
      specified-at-least: \(specifiedAtLeast)
      assessors-at-least: \(assessorsAtLeast)
      moderate-from: \(moderateFrom)
      severe-from: \(severeFrom)
      indicators:
      \(lines.joined(separator: "\n"))

      """
  }

  /// - Throws: `RuleFault` with the place of what cannot be used.
  init(_ rules: Rules) throws {
    let root = rules.root
    try root.only([
      "name", "version", "specified-at-least", "assessors-at-least", "moderate-from",
      "severe-from", "indicators",
    ])
    name = rules.name
    version = rules.version
    var indicators: [Indicator] = []
    for node in try root.list("indicators", 1...60) {
      try node.only(["code", "nl", "en", "threshold"])
      let code = try node.code(notAmong: indicators.map(\.code))
      guard Notation.Part(code) != nil else { throw try node.required("code").fault(.notACode) }
      indicators.append(
        Indicator(
          code: code, label: try node.label(),
          threshold: try node.optional("threshold").map { try $0.threshold }))
    }
    self.indicators = indicators
    specifiedAtLeast = try root.number("specified-at-least", in: 1...indicators.count)
    assessorsAtLeast = try root.number("assessors-at-least", in: 1...9)
    moderateFrom = try root.number("moderate-from", in: 1...4)
    severeFrom = try root.number("severe-from", in: moderateFrom...4)
  }
}
