import InstrumentKit

extension MPSA {
  /// The five groups of thresholds, in the order of the printed form.
  static let groups: [(id: String, label: Label, thresholds: [(Threshold, Relation)])] = [
    (
      "medical", Label(nl: "Medisch en psychisch", en: "Medical and psychological"),
      [
        (.illness, .narrower), (.pregnancy, .equivalent), (.addiction, .equivalent),
        (.psychological, .equivalent), (.disability, .narrower), (.frustration, .narrower),
      ]
    ),
    (
      "housing", Label(nl: "Wonen", en: "Housing"),
      [(.homelessness, .narrower), (.unfitDwelling, .equivalent), (.moving, .narrower)]
    ),
    (
      "family", Label(nl: "Gezin", en: "Family"),
      [(.relationships, .equivalent), (.parenting, .equivalent), (.childcare, .equivalent)]
    ),
    (
      "society", Label(nl: "Maatschappij", en: "Society"),
      [
        (.hygiene, .broader), (.communication, .equivalent), (.administration, .narrower),
        (.socialSkills, .equivalent),
      ]
    ),
    (
      "other", Label(nl: "Andere", en: "Other"),
      [
        (.appointments, .equivalent), (.initiative, .equivalent), (.mobility, .narrower),
        (.flexibility, .equivalent), (.selfKnowledge, .equivalent),
      ]
    ),
  ]

  /// The 21 thresholds that MPSA judges.
  static let judged = ThresholdSet(groups.flatMap { $0.thresholds.map(\.0) })

  static let scale = LevelScale([
    .init(
      "a", .absent(.cannotTell), Label(nl: "nog niet beoordeeld", en: "not yet judged")),
    .init("b", .level(.noBarrier), Label(nl: "geen probleem", en: "no problem")),
    .init(
      "c", .level(.supported),
      Label(nl: "gekend probleem, op zich geen hinder", en: "known, not by itself in the way")),
    .init(
      "d", .level(.blocking),
      Label(nl: "gekend probleem, op zich een hinder", en: "known, by itself in the way")),
  ])

  static let activations = Option.list(
    """
    professional=professioneel social=sociaal both=professioneel-en-sociaal
    social-only=uitsluitend-sociaal
    """)

  static let sections = Form(
    [general, clock]
      + groups.map { group in
        Section(
          group.id, group.label,
          group.thresholds.map { threshold, relation in
            Item(
              threshold.code, threshold.label, .level(scale),
              link: .threshold(threshold, relation))
          })
      })

  private static let general = Section(
    "general", Label(nl: "Algemeen", en: "General"),
    [
      shared("sex", "Geslacht", "Sex"), shared("birth-date", "Geboortedatum", "Date of birth"),
      shared("commune", "Gemeente", "Commune"),
      shared("benefit", "Uitkering", "Benefit"),
      Item(
        "incapacity",
        Label(
          nl: "Erkende ongeschiktheid in % (ook zonder recht op een uitkering)",
          en: "Recognised incapacity in % (a right to a benefit is not needed)"), .percent),
      Item(
        "current-activation",
        Label(nl: "Huidige activering", en: "Current activation"),
        .many(Option.list("social=sociaal professional=professioneel"))),
      shared("diploma", "Scholing", "Schooling"),
      shared("unemployed-since", "Werkloos sinds", "Unemployed since"),
      shared("experience-12m", "Recente werkervaring", "Recent experience"),
      shared("dutch-level", "Nederlands", "Dutch"),
    ])

  private static let clock = Section(
    "clock", Label(nl: "Steun en opvolging", en: "Aid and follow-up"),
    [
      Item(
        "aid-months", Label(nl: "Verwachte steun in maanden", en: "Expected aid in months"),
        .count),
      Item(
        "first-aid-proposal",
        Label(nl: "Eerste steunvoorstel", en: "First aid proposal"), .day),
      Item("next-review", Label(nl: "Volgende herziening", en: "Next review"), .day, .occasion),
      Item(
        "social-only-proposed",
        Label(nl: "Voorgesteld als enkel sociaal activeerbaar", en: "Social only proposed"), .flag,
        .occasion),
      Item(
        "bcsb-decision", Label(nl: "Beslissing van het BCSB", en: "Decision of the committee"),
        .one(Option.list("social-only=uitsluitend-sociaal refused=geweigerd")), .occasion,
        when: .yes("social-only-proposed")),
    ])

  private static func shared(_ field: String, _ nl: String, _ en: String) -> Item {
    Item(field, Label(nl: nl, en: en), .shared, link: .field(field))
  }
}
