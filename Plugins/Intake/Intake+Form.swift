import InstrumentKit

extension Intake {
  static let sections = Form([
    registration, client, referral, status, education, language, thresholds, followUp,
  ])

  /// The 31 core thresholds, in the order of the form.
  static let core: [Threshold] = [
    .illness, .pregnancy, .addiction, .psychological, .disability, .homelessness, .unfitDwelling,
    .moving, .transitHousing, .relationships, .parenting, .childcare, .careDuty, .socialNetwork,
    .workNetwork, .appearance, .communication, .administration, .socialSkills, .careerHistory,
    .appointments, .initiative, .flexibility, .frustration, .motivation, .mobility,
    .selfKnowledge, .structure, .finances, .justice, .unemploymentTrap,
  ]

  static let scale = LevelScale([
    .init("1", .level(.noBarrier), Label(nl: "geen belemmering", en: "no barrier")),
    .init(
      "2", .level(.supported),
      Label(nl: "belemmering, kan mits steun", en: "barrier, possible with support")),
    .init(
      "3", .level(.blocking),
      Label(nl: "belemmering, kan nu niet", en: "barrier, not possible now")),
    .init("4", .absent(.cannotTell), Label(nl: "nog niet in te schatten", en: "cannot tell yet")),
  ])

  /// A question whose answers are those of the profile field of the same name.
  static func field(
    _ name: String, _ nl: String, _ en: String, _ asking: Asking = .core,
    when condition: Condition? = nil
  ) -> Item {
    Item(name, Label(nl: nl, en: en), .shared, asking, when: condition, link: .field(name))
  }

  private static func own(
    _ id: String, _ nl: String, _ en: String, _ type: AnswerType, _ asking: Asking = .core
  ) -> Item {
    Item(id, Label(nl: nl, en: en), type, asking)
  }

  private static let registration = Section(
    "counsellors", Label(nl: "Consulenten", en: "Counsellors"),
    [field("filled-on", "Ingevuld op", "Filled in on"), field("location", "Locatie", "Location")]
      + ["vdab", "ocmw"].flatMap { organisation in
        [
          ("first-name", "Voornaam", "First name"), ("last-name", "Achternaam", "Last name"),
          ("function", "Functie", "Function"), ("email", "E-mail", "Email"),
          ("phone", "Telefoon", "Phone"), ("organisation", "Organisatie", "Organisation"),
        ].map { id, nl, en in
          own(
            "\(organisation).\(id)", "\(nl) (\(organisation.uppercased()))",
            "\(en) (\(organisation.uppercased()))", .note, .research)
        }
      })

  private static let client = Section(
    "client", Label(nl: "Cliënt", en: "Client"),
    [
      field("first-name", "Voornaam", "First name"),
      field("last-name", "Achternaam", "Last name"),
      Item(
        "sex", Label(nl: "Geslacht", en: "Sex"), .one(Option.list("m=man f=vrouw x")),
        link: .field("sex")),
      field("birth-date", "Geboortedatum", "Date of birth"),
      field("street", "Straat", "Street", .occasion),
      field("house-number", "Nummer", "House number", .occasion),
      field("box", "Bus", "Box", .occasion), field("postcode", "Postnummer", "Postcode", .occasion),
      field("commune", "Gemeente", "Commune"),
      field("national-number", "Rijksregisternummer", "National register number"),
      field("civil-status", "Burgerlijke staat", "Civil status"),
      field("nationality", "Nationaliteit", "Nationality"),
      field("previous-nationality", "Vorige nationaliteit", "Previous nationality", .occasion),
      field("earlier-nationality", "Nationaliteit daarvoor", "Nationality before that", .occasion),
      field("birth-country", "Geboorteland", "Country of birth"),
      field(
        "arrival", "Hoelang in België", "How long in Belgium",
        when: .lacks("birth-country", "BE")),
      field("birth-country-mother", "Geboorteland moeder", "Mother's country of birth", .research),
      field("birth-country-father", "Geboorteland vader", "Father's country of birth", .research),
      field(
        "birth-country-paternal-grandmother", "Geboorteland vaders moeder",
        "Father's mother's country of birth", .research),
      field(
        "birth-country-maternal-grandmother", "Geboorteland moeders moeder",
        "Mother's mother's country of birth", .research),
      field("residence", "Verblijf", "Residence"),
      field("driving-licence", "Rijbewijs", "Driving licence"),
      field(
        "driving-licence-kinds", "Welk rijbewijs", "Which licence",
        when: .yes("driving-licence")),
    ])

  private static let thresholds = Section(
    "thresholds", Label(nl: "Drempels", en: "Thresholds"),
    core.map { threshold in
      Item(
        threshold.code, threshold.label, .level(scale), .occasion, link: .threshold(threshold))
    } + [
      Item(
        "specifications", Label(nl: "Wat precies", en: "What exactly"), .shared, .occasion,
        link: .specifications),
      own("psychological-note", "Toelichting psychisch", "Note on psychological", .note, .occasion),
      field(
        "disability-grounds", "Gronden van de handicap", "Grounds of the disability", .occasion),
    ])

  private static let followUp = Section(
    "follow-up", Label(nl: "Opvolging", en: "Follow-up"),
    ["vdab", "ocmw"].flatMap { organisation in
      [
        own(
          "\(organisation).guided-before", "Al eerder begeleid (\(organisation.uppercased()))",
          "Guided before (\(organisation.uppercased()))", .flag, .occasion),
        own(
          "\(organisation).actions", "Acties (\(organisation.uppercased()))",
          "Actions (\(organisation.uppercased()))", .table(action), .occasion),
      ]
    })

  private static let action: [Item] = [
    own("action", "Actie", "Action", .text),
    own("starts", "Begin", "Starts", .day), own("planned-end", "Voorzien einde", "End", .day),
    own("planned-days", "Dagen voorzien", "Planned days", .count),
    own("own-management", "Eigen beheer", "Own management", .flag),
    own("partners", "Partners", "Partners", .text), own("aims", "Doelen", "Aims", .note),
    own("stopped-early", "Vroeger gestopt", "Stopped early", .flag),
    Item(
      "stop-reason", Label(nl: "Waarom gestopt", en: "Why stopped"), .note,
      when: .yes("stopped-early")),
    Item(
      "stopped-on", Label(nl: "Gestopt op", en: "Stopped on"), .day, when: .yes("stopped-early")),
    own("other", "Welke andere", "Which other", .note),
  ]
}
