import InstrumentKit

extension ICF {
  static func form(_ set: IndicatorSet) -> Form {
    let parts: [(String, Label, Notation.Part)] = [
      ("body", Label(nl: "Functies", en: "Body functions"), .body),
      (
        "activity", Label(nl: "Activiteiten en participatie", en: "Activities and participation"),
        .activity
      ),
      ("environment", Label(nl: "Omgeving", en: "Environment"), .environment),
    ]
    return Form(
      [
        Section(
          "screening", Label(nl: "Screening", en: "Screening"),
          [
            Item(
              "assessors",
              Label(nl: "Hoeveel consulenten scoorden samen", en: "How many counsellors scored"),
              .number(1...9))
          ])
      ]
        + parts.compactMap { id, label, part in
          let items = set.indicators.filter { $0.part == part }.map(item)
          return items.isEmpty ? nil : Section(id, label, items)
        })
  }

  private static func item(_ indicator: IndicatorSet.Indicator) -> Item {
    let steps = Notation.forms(indicator.part).map { suffix, reading in
      LevelScale.Step(
        indicator.code + suffix, Notation.finding(reading), words(reading))
    }
    return Item(
      indicator.code,
      Label(
        nl: "\(indicator.code) \(indicator.label.nl)",
        en: "\(indicator.code) \(indicator.label.en)"),
      .level(LevelScale(steps, legend: legend(indicator.part))),
      link: indicator.threshold.map { .threshold($0, .narrower) } ?? .own)
  }

  private static func legend(_ part: Notation.Part) -> Label {
    let nl = "0 geen 1 licht 2 matig 3 ernstig 4 volledig 8 onbepaald 9 n.v.t."
    let en = "0 none 1 mild 2 moderate 3 severe 4 complete 8 not specified 9 n/a"
    switch part {
    case .body: return Label(nl: nl, en: en)
    case .activity:
      return Label(nl: nl + "; 23 = doet 2, kan 3", en: en + "; 23 = does 2, can 3")
    case .environment:
      return Label(nl: nl + "; +2 = steun", en: en + "; +2 = facilitator")
    }
  }

  /// The words of one qualifier.
  static func word(_ qualifier: Int) -> Label {
    switch qualifier {
    case 0: Label(nl: "geen", en: "none")
    case 1: Label(nl: "licht", en: "mild")
    case 2: Label(nl: "matig", en: "moderate")
    case 3: Label(nl: "ernstig", en: "severe")
    case 4: Label(nl: "volledig", en: "complete")
    case 8: Label(nl: "niet gespecificeerd", en: "not specified")
    default: Label(nl: "niet van toepassing", en: "not applicable")
    }
  }

  /// What a written code says, in words.
  static func words(_ reading: Notation.Reading) -> Label {
    if let helps = reading.facilitator {
      let word = helps == 3 ? Label(nl: "aanzienlijk", en: "substantial") : word(helps)
      return Label(nl: "steun: \(word.nl)", en: "facilitator: \(word.en)")
    }
    let problem = reading.problem.map(word) ?? Label(nl: "niet beoordeeld", en: "not judged")
    guard let capacity = reading.capacity.map(word) else { return problem }
    return Label(
      nl: "doet: \(problem.nl), kan: \(capacity.nl)",
      en: "does: \(problem.en), can: \(capacity.en)")
  }
}
