import InstrumentKit

extension Intake {
  static let employments = Option.list("nec bnec art60=art.-60 other=andere")
  static let benefits = Option.list(
    """
    none=geen unemployment=werkloosheid sickness=ziekte living-wage=leefloon
    equivalent-living-wage=equivalent-leefloon other=andere
    """)

  /// The same, with own words beside what is not in the list.
  static func saidInWords(_ options: [Option]) -> [Option] {
    options.map { option in
      option.code == "other"
        ? Option(option.code, option.label, when: option.condition, text: true) : option
    }
  }

  static let status = Section(
    "status", Label(nl: "Statuut", en: "Status"),
    [
      field("vdab-registered", "Ingeschreven bij VDAB", "Registered with VDAB"),
      field("vdab-as", "Ingeschreven als", "Registered as", when: .yes("vdab-registered")),
      field("vdab-category", "Categorie", "Category", when: .yes("vdab-registered")),
      field("vdab-since", "Ingeschreven sinds", "Registered since", when: .yes("vdab-registered")),
      field(
        "unemployed-since", "Werkloos sinds", "Unemployed since", when: .yes("vdab-registered")),
      field("employed", "Aan het werk", "At work"),
      Item(
        "employment", Label(nl: "In welk circuit", en: "In which circuit"),
        .one(saidInWords(employments)),
        when: .yes("employed"), link: .field("employment")),
      field("wage-as", "Loon als", "Wage as", .occasion),
      Item(
        "benefit", Label(nl: "Uitkering", en: "Benefit"), .many(saidInWords(benefits)),
        link: .field("benefit")),
      field(
        "living-wage-since", "Leefloon sinds", "Integration income since",
        when: .has("benefit", "living-wage")),
      field(
        "equivalent-since", "Equivalent leefloon sinds", "Equivalent income since",
        when: .has("benefit", "equivalent-living-wage")),
    ])

  static let education = Section(
    "education", Label(nl: "Opleiding en werk", en: "Education and work"),
    [
      field("diploma", "Hoogste diploma", "Highest diploma"),
      field("diploma-belgian", "Belgisch diploma", "Belgian diploma"),
      field("diploma-recognised", "Gelijkgeschakeld", "Recognised", when: .no("diploma-belgian")),
      field("diploma-level-set", "Niveau bepaald", "Level stated", when: .no("diploma-belgian")),
      field("diploma-level", "Welk niveau", "Which level", when: .yes("diploma-level-set")),
      field("training-12m", "Opleiding in het laatste jaar", "Training last year"),
      field("training-kind", "Soort opleiding", "Kind of training", when: .yes("training-12m")),
      field("training-provider", "Aanbieder", "Provider", when: .yes("training-12m")),
      field("job-goal", "Jobdoelwit", "Job goal"),
      field("job-goal-text", "Welk jobdoelwit", "Which job goal", when: .yes("job-goal")),
      field("job-goal-realistic", "Realistisch", "Realistic", when: .yes("job-goal")),
      field("job-goal-shared", "Gedeeld", "Shared", when: .yes("job-goal")),
      field("job-goal-clarify", "Uit te klaren", "To be clarified", .occasion),
      field("experience-12m", "Werkervaring in het laatste jaar", "Experience last year"),
      field("experience-text", "Welke ervaring", "Which experience", when: .yes("experience-12m")),
      field("jobs", "Hoeveel jobs", "How many jobs", when: .yes("experience-12m")),
      field("experience-where", "Waar", "Where", when: .yes("experience-12m")),
      field("worked-share", "Deel gewerkt in %", "Share worked in %", when: .yes("experience-12m")),
      field(
        "experience-in-line", "Sluit aan bij het jobdoelwit", "In line with goal",
        when: .yes("experience-12m")),
      field(
        "inactivity-5y", "Hoelang inactief in de laatste vijf jaar",
        "How long inactive in the last five years"),
      field("work-permit", "Arbeidskaart", "Work permit"),
      field(
        "permit-requested", "Aangevraagd", "Requested", when: .has("work-permit", "none")),
    ])

  static let language = Section(
    "language", Label(nl: "Taal", en: "Language"),
    [
      field(
        "dutch-native-or-working", "Nederlands is moeder- of voertaal",
        "Dutch native or working language"),
      field(
        "dutch-level", "Niveau volgens attest", "Level by certificate",
        when: .no("dutch-native-or-working")),
      field("latin-reading", "Leest Latijns schrift", "Reads Latin script", .occasion),
      field("latin-writing", "Schrijft Latijns schrift", "Writes Latin script", .occasion),
    ])
}
