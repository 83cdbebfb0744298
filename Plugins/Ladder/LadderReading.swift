import InstrumentKit

/// What each rung means here: readings differ between countries, so the name is always kept.
struct LadderReading: Sendable {
  let name: String
  let version: String
  /// From 1, isolated, to 6, paid work.
  let rungs: [Label]

  static let shipped = LadderReading(
    name: "w2-flanders", version: "2012",
    rungs: [
      Label(nl: "geïsoleerd", en: "isolated"),
      Label(nl: "sociale contacten buitenshuis", en: "social contacts outside the home"),
      Label(nl: "arbeidsmatige activiteiten", en: "work-like activities"),
      Label(nl: "tijdelijk activeringstraject", en: "temporary activation path"),
      Label(nl: "betaald werk met ondersteuning", en: "paid work with support"),
      Label(nl: "betaald werk zonder ondersteuning", en: "paid work without support"),
    ])

  var options: [Option] {
    rungs.enumerated().map { place, label in
      Option(
        "\(place + 1)",
        Label(nl: "\(place + 1) \(label.nl)", en: "\(place + 1) \(label.en)"))
    }
  }

  /// The rules as a file, which a site may copy and change.
  var text: String {
    """
    # The participation ladder; replace the meanings of its six rungs by those of your own.
    name: \(name)
    version: "\(version)"
    rungs:
    \(rungs.map { "  - nl: \($0.nl)\n    en: \($0.en)" }.joined(separator: "\n"))

    """
  }
}

extension LadderReading {
  /// - Throws: `RuleFault` with the place of what cannot be used.
  init(_ rules: Rules) throws {
    try rules.root.only(["name", "version", "rungs"])
    self.init(
      name: rules.name, version: rules.version,
      rungs: try rules.root.list("rungs", 6...6).map { node in
        try node.only(["nl", "en"])
        return try node.label()
      })
  }
}
