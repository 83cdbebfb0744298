import InstrumentKit

extension MEA {
  /// Who contributes.
  static let roles = Option.list(
    """
    trajectory-counsellor=trajectbegeleider team-coach=teamcoach
    work-disability-service=dienst-arbeidsbeperking psychologist=psycholoog
    specialised-assessment=gespecialiseerde-arbeidsonderzoeksdienst care-partner=zorgpartner
    health-insurer=ziekenfonds riziv=RIZIV physician=arts
    """)

  /// Who may read medical data and GAF, whatever document they stand in.
  static let medicalReaders: Set<String> = [
    "physician", "psychologist", "specialised-assessment", "care-partner",
  ]

  static let scale = LevelScale([
    .init("none", .level(.noBarrier), Label(nl: "geen belemmering", en: "no barrier")),
    .init(
      "supported", .level(.supported), Label(nl: "mogelijk mits steun", en: "with support")),
    .init("blocking", .level(.blocking), Label(nl: "nu niet mogelijk", en: "not possible now")),
    .init(
      "cannot-tell", .absent(.cannotTell), Label(nl: "niet te zeggen", en: "cannot tell")),
  ])

  static let sections = Form(
    [client, author, status, question, disability, schooling, work, medical]
      + [context, body, mind, psyche, care, advice, synthesis, annexes, gaf],
    contributor: "role")

  private static func shared(
    _ field: String, _ nl: String, _ en: String, when condition: Condition? = nil
  ) -> Item {
    Item(field, Label(nl: nl, en: en), .shared, when: condition, link: .field(field))
  }

  private static func note(
    _ id: String, _ nl: String, _ en: String, _ asking: Asking = .core,
    when condition: Condition? = nil
  ) -> Item {
    Item(id, Label(nl: nl, en: en), .note, asking, when: condition)
  }

  private static func level(_ threshold: Threshold) -> Item {
    Item(threshold.code, threshold.label, .level(scale), link: .threshold(threshold))
  }

  private static func by(_ roles: String...) -> Condition {
    .any(roles.map { .has("role", $0) })
  }

  private static let client = Section(
    "1-client", Label(nl: "1 Cliënt", en: "1 Client"),
    [
      shared("sex", "Geslacht", "Sex"), shared("birth-date", "Geboortedatum", "Date of birth"),
      shared("commune", "Gemeente", "Commune"),
      shared("civil-status", "Burgerlijke staat", "Civil status"),
    ])

  private static let author = Section(
    "2-author", Label(nl: "2 Auteur en soort verslag", en: "2 Author and kind of report"),
    [
      Item("role", Label(nl: "Wie draagt bij", en: "Who contributes"), .one(roles)),
      Item("purpose", Label(nl: "Doel van het document", en: "Purpose"), .one(purposeOptions)),
    ])

  private static let status = Section(
    "3-status", Label(nl: "3 Statuut", en: "3 Status"),
    [
      shared("benefit", "Uitkering", "Benefit"),
      shared("employed", "Is aan het werk", "Is at work"),
      shared("vdab-category", "Categorie bij VDAB", "VDAB category"),
      shared("unemployed-since", "Werkloos sinds", "Unemployed since"),
    ])

  private static let question = Section(
    "4-question", Label(nl: "4 Vraag", en: "4 Question"),
    [
      note("question-client", "Vraag van de cliënt", "Question of the client"),
      note("question-referrer", "Vraag van de verwijzer", "Question of the referrer"),
    ])

  private static let disability = Section(
    "5-disability",
    Label(nl: "5 Indicatie arbeidsbeperking", en: "5 Indication of work disability"),
    [
      Item(
        "work-disability", Label(nl: "Arbeidsbeperking", en: "Work disability"),
        .one(Option.list("recognised=erkend indicated=geïndiceerd none=geen"))),
      level(.disability),
      shared("disability-grounds", "Gronden", "Grounds"),
    ])

  private static let schooling = Section(
    "6-schooling", Label(nl: "6 Scholing", en: "6 Schooling"),
    [
      shared("diploma", "Hoogste diploma", "Highest diploma"),
      shared("training-12m", "Recente opleiding", "Recent training"),
      note("schooling", "Toelichting bij scholing", "Remarks on schooling", .occasion),
    ])

  private static let work = Section(
    "7-work", Label(nl: "7 Werk", en: "7 Work"),
    [
      note("experience", "Werkervaring", "Work experience"),
      note("steps", "Stappen naar werk", "Steps to work"),
      note("work-competences", "Werkgerichte competenties", "Work-directed competences"),
      note("work-attitudes", "Werkattitudes", "Work attitudes"),
      note("interests", "Interesses en motivatie", "Interests and motivation"),
      level(.motivation), level(.careerHistory), level(.jobGoal),
      note("r-pas", "R-pas", "R-pas", when: by("specialised-assessment")),
    ])

  private static let medical = Section(
    "8-medical",
    Label(nl: "8 Medische gegevens in werktermen", en: "8 Medical data in work terms"),
    readers: medicalReaders,
    [
      Item(
        "medical-source", Label(nl: "Bron", en: "Source"),
        .one(Option.list("physician=arts specialist-certificate=attest-van-specialist"))),
      note("medical-work", "Gevolgen voor werk", "Consequences for work"),
      note("medical-limits", "Wat niet kan", "What is not possible"),
    ])

  private static let context = Section(
    "9-context", Label(nl: "9 Sociale context", en: "9 Social context"),
    [
      level(.socialNetwork), level(.workNetwork), level(.relationships), level(.careDuty),
      note("context", "Context en steunfiguren", "Context and support network"),
    ])

  private static let body = Section(
    "10-body", Label(nl: "10 Motoriek en lichaam", en: "10 Motor function and body"),
    [
      level(.physicalCapacity), level(.mobility), level(.selfReliance),
      note("motor", "Motoriek en belasting", "Motor function and load"),
    ])

  private static let mind = Section(
    "11-mind", Label(nl: "11 Cognitie en communicatie", en: "11 Cognition and communication"),
    [
      level(.cognition), level(.communication), level(.socialSkills),
      note("mind", "Toelichting bij cognitie", "Remarks on cognition"),
    ])

  private static let psyche = Section(
    "12-psyche", Label(nl: "12 Psychische draagkracht", en: "12 Psychological capacity"),
    [
      level(.psychological),
      note("psyche", "Toelichting bij draagkracht", "Remarks on capacity"),
    ])

  private static let care = Section(
    "13-care", Label(nl: "13 Zorgacties", en: "13 Care actions"),
    [
      note("care-report", "Verslag van de begeleiding", "Report of the guidance"),
      Item(
        "minimal-step", Label(nl: "Minimale stap gezet", en: "Minimal step taken"), .flag),
      note(
        "minimal-step-reason", "Waarom niet", "Why not", when: .no("minimal-step")),
    ])

  private static let advice = Section(
    "14-advice", Label(nl: "14 Gemotiveerd advies", en: "14 Motivated advice"),
    when: by("trajectory-counsellor", "psychologist", "specialised-assessment"),
    [
      note("advice", "Advies", "Advice"),
      note("advice-grounds", "Waarop het steunt", "What it rests on"),
    ])

  private static let synthesis = Section(
    "15-synthesis", Label(nl: "15 Besluit", en: "15 Conclusion"),
    [
      note("strengths", "Sterke punten", "Strengths"),
      note("points", "Werkpunten", "Points to work on"),
      note("conclusion", "Advies en motivering", "Advice and its motivation"),
    ])

  private static let annexes = Section(
    "16-annexes", Label(nl: "16 Bijlagen", en: "16 Annexes"),
    [
      note("documents", "Documenten", "Documents", .occasion),
      Item(
        "privacy-signed-on",
        Label(nl: "Privacyverklaring getekend op", en: "Privacy statement signed on"), .day),
      Item(
        "partners-may-manage",
        Label(nl: "Partners mogen het dossier beheren", en: "Partners may manage the file"),
        .flag),
      note("privacy-services", "Wie wat mag vragen", "Who may ask what"),
      Item(
        "actions-detailed", Label(nl: "Acties in detail", en: "Detailed actions"),
        .table(detailed), .occasion),
      note("person-card", "Persoonskaart", "Person card", .occasion),
    ])

  private static let detailed = [
    Item(
      "partnership", Label(nl: "partnerschap", en: "partnership"),
      .one(Option.list("empowerment=empowerment care=zorg other=andere"))),
    Item("on", Label(nl: "op", en: "on"), .day),
    Item(
      "result", Label(nl: "resultaat", en: "result"),
      .one(Option.list("reached=bereikt partly=deels not=niet going-on=loopt"))),
    Item("course", Label(nl: "verloop in werktermen", en: "course in work terms"), .note),
  ]

  private static let gaf = Section(
    "gaf", Label(nl: "GAF", en: "GAF"), readers: medicalReaders,
    [
      Item(
        "gaf",
        Label(
          nl: "GAF, exact (0: te weinig informatie)", en: "GAF, exact (0: not enough information)"),
        .number(0...100), .occasion)
    ])
}
