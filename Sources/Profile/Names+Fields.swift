import InstrumentKit

extension Names {
  /// The fields of the profile: English name, Dutch name, type, who sees it, where it is kept.
  static let fields: [Field] = [
    field(
      "client", "cliënt", .text, .open, .derived,
      "Cliëntcode", "Client code"),
    field(
      "age", "leeftijd", .count, .open, .derived,
      "Leeftijd op de peildag", "Age on the reference date"),
    field(
      "blocking", "blokkerend", .count, .open, .derived,
      "Aantal drempels die werk nu niet mogelijk maken", "Thresholds that rule out work now"),
    field(
      "supported", "ondersteund", .count, .open, .derived,
      "Aantal drempels met werk mits ondersteuning", "Thresholds with work possible if supported"),
    field(
      "unassessed", "onbeoordeeld", .count, .open, .derived,
      "Aantal nog niet beoordeelde kerndrempels", "Core thresholds not yet assessed"),
    field(
      "location", "locatie", .text, .open, .answer,
      "Proeflocatie of werkwinkel", "Trial location or job shop"),
    field(
      "filled-on", "ingevuld-op", .day, .open, .answer,
      "Dag van de registratie", "Day of the registration"),
    field(
      "sex", "geslacht", .code(Names.sex), .open, .answer,
      "Geslacht", "Sex"),
    field(
      "birth-year", "geboortejaar", .count, .open, .answer,
      "Geboortejaar", "Year of birth"),
    field(
      "birth-date", "geboortedatum", .day, .identity, .sealed,
      "Geboortedatum", "Date of birth"),
    field(
      "first-name", "voornaam", .note, .identity, .sealed,
      "Voornaam", "First name"),
    field(
      "last-name", "achternaam", .note, .identity, .sealed,
      "Achternaam", "Last name"),
    field(
      "national-number", "rijksregisternummer", .note, .identity, .sealed,
      "Rijksregisternummer", "National register number"),
    field(
      "street", "straat", .note, .identity, .sealed,
      "Straat", "Street"),
    field(
      "house-number", "huisnummer", .note, .identity, .sealed,
      "Huisnummer", "House number"),
    field(
      "box", "bus", .note, .identity, .sealed,
      "Bus", "Box"),
    field(
      "postcode", "postnummer", .note, .identity, .sealed,
      "Postnummer", "Postcode"),
    field(
      "commune", "gemeente", .text, .open, .answer,
      "Gemeente", "Commune"),
    field(
      "civil-status", "burgerlijke-staat", .code(Names.civilStatus), .open, .answer,
      "Burgerlijke staat", "Civil status"),
    field(
      "nationality", "nationaliteit", .country, .open, .answer,
      "Huidige nationaliteit", "Present nationality"),
    field(
      "previous-nationality", "vorige-nationaliteit", .country, .open, .answer,
      "Vorige nationaliteit", "Previous nationality"),
    field(
      "earlier-nationality", "vroegere-nationaliteit", .country, .open, .answer,
      "Nationaliteit daarvoor", "Nationality before that"),
    field(
      "birth-country", "geboorteland", .country, .open, .answer,
      "Geboorteland", "Country of birth"),
    field(
      "arrival", "aankomst", .code(Names.span), .open, .answer,
      "Hoelang al in België", "Time since arrival in Belgium"),
    field(
      "birth-country-mother", "geboorteland-moeder", .country, .open, .answer,
      "Geboorteland van de moeder", "Mother's country of birth"),
    field(
      "birth-country-father", "geboorteland-vader", .country, .open, .answer,
      "Geboorteland van de vader", "Father's country of birth"),
    field(
      "birth-country-paternal-grandmother", "geboorteland-grootmoeder-vader", .country, .open,
      .answer,
      "Geboorteland van vaders moeder", "Father's mother's country of birth"),
    field(
      "birth-country-maternal-grandmother", "geboorteland-grootmoeder-moeder", .country, .open,
      .answer,
      "Geboorteland van moeders moeder", "Mother's mother's country of birth"),
    field(
      "residence", "verblijf", .code(Names.residence), .open, .answer,
      "Register van verblijf", "Register of residence"),
    field(
      "driving-licence", "rijbewijs", .flag, .open, .answer,
      "Heeft een rijbewijs", "Has a driving licence"),
    field(
      "driving-licence-kinds", "rijbewijs-soorten", .codes(Names.licenceKinds), .open, .answer,
      "Soorten rijbewijs", "Kinds of driving licence"),
    field(
      "followed-up", "opgevolgd", .flag, .open, .referral,
      "Doorverwezen binnen de samenwerking", "Referred within the cooperation"),
    field(
      "not-followed-reason", "reden-niet-opgevolgd", .codes(Names.notFollowedReason), .open,
      .referral,
      "Waarom niet doorverwezen", "Why not referred"),
    field(
      "direction", "richting", .code(Names.direction), .open, .referral,
      "Van wie naar wie", "From whom to whom"),
    field(
      "stream", "stroom", .codes(Names.stream), .open, .referral,
      "Cliëntstroom", "Client stream"),
    field(
      "reason-status", "reden-statuut", .codes(Names.reasonStatus), .open, .referral,
      "Reden in het statuut", "Reason in the status"),
    field(
      "reason-client", "reden-cliënt", .codes(Names.reasonClient), .open, .referral,
      "Reden bij de cliënt", "Reason with the client"),
    field(
      "training-ready", "opleiding-klaar", .codes(Names.trainingNeed), .open, .referral,
      "Klaar voor deze opleiding", "Ready for this training"),
    field(
      "training-not-ready", "opleiding-niet-klaar", .codes(Names.trainingNeed), .open, .referral,
      "Nog niet klaar voor deze opleiding", "Not ready for this training"),
    field(
      "reason-organisation", "reden-organisatie", .codes(Names.reasonOrganisation), .open,
      .referral,
      "Reden bij de organisatie", "Reason with the organisation"),
    field(
      "reason-other", "reden-andere", .note, .notes, .sealed,
      "Andere reden", "Other reason"),
    field(
      "transfer", "overdracht", .code(Names.transfer), .open, .referral,
      "Overdracht", "Transfer"),
    field(
      "decision", "beslissing", .code(Names.decision), .open, .referral,
      "Hoe beslist werd", "How it was decided"),
    field(
      "vdab-registered", "vdab-ingeschreven", .flag, .open, .status,
      "Ingeschreven bij VDAB", "Registered with VDAB"),
    field(
      "vdab-as", "vdab-als", .code(Names.vdabAs), .open, .status,
      "Ingeschreven als", "Registered as"),
    field(
      "vdab-category", "vdab-categorie", .text, .open, .status,
      "Categorie bij VDAB", "VDAB category"),
    field(
      "vdab-since", "vdab-sinds", .day, .open, .status,
      "Ingeschreven sinds", "Registered since"),
    field(
      "unemployed-since", "werkloos-sinds", .day, .open, .status,
      "Werkloos sinds", "Unemployed since"),
    field(
      "employed", "aan-het-werk", .flag, .open, .status,
      "Is aan het werk", "Is at work"),
    field(
      "employment", "tewerkstelling", .code(Names.employment), .open, .status,
      "Circuit van tewerkstelling", "Circuit of employment"),
    field(
      "wage-as", "loon-als", .code(Names.wageAs), .open, .status,
      "Loon als", "Wage as"),
    field(
      "benefit", "uitkering", .codes(Names.benefit), .open, .status,
      "Uitkering", "Benefit"),
    field(
      "living-wage-since", "leefloon-sinds", .day, .open, .status,
      "Leefloon sinds", "Integration income since"),
    field(
      "equivalent-since", "equivalent-sinds", .day, .open, .status,
      "Equivalent leefloon sinds", "Equivalent integration income since"),
    field(
      "diploma", "diploma", .code(Names.diploma), .open, .answer,
      "Hoogste diploma", "Highest diploma"),
    field(
      "diploma-belgian", "diploma-belgisch", .flag, .open, .answer,
      "Diploma is Belgisch", "Diploma is Belgian"),
    field(
      "diploma-recognised", "diploma-erkend", .flag, .open, .answer,
      "Diploma is gelijkgeschakeld", "Diploma is recognised"),
    field(
      "diploma-level-set", "diploma-niveau-bepaald", .flag, .open, .answer,
      "Niveau van het diploma is bepaald", "Level of the diploma is stated"),
    field(
      "diploma-level", "diploma-niveau", .code(Names.diploma), .open, .answer,
      "Bepaald niveau", "Stated level"),
    field(
      "training-12m", "opleiding-12m", .flag, .open, .answer,
      "Opleiding in de laatste 12 maanden", "Training in the last 12 months"),
    field(
      "training-kind", "opleiding-soort", .codes(Names.trainingKind), .open, .answer,
      "Soort opleiding", "Kind of training"),
    field(
      "training-provider", "opleiding-aanbieder", .codes(Names.trainingProvider), .open, .answer,
      "Wie de opleiding gaf", "Who gave the training"),
    field(
      "job-goal", "jobdoelwit", .flag, .open, .answer,
      "Heeft een jobdoelwit", "Has a job goal"),
    field(
      "job-goal-text", "jobdoelwit-tekst", .note, .notes, .sealed,
      "Welk jobdoelwit", "Which job goal"),
    field(
      "job-goal-realistic", "jobdoelwit-realistisch", .flag, .open, .answer,
      "Jobdoelwit is realistisch", "Job goal is realistic"),
    field(
      "job-goal-shared", "jobdoelwit-gedeeld", .flag, .open, .answer,
      "Jobdoelwit wordt gedeeld", "Job goal is shared"),
    field(
      "job-goal-clarify", "jobdoelwit-uitklaren", .flag, .open, .answer,
      "Jobdoelwit moet uitgeklaard worden", "Job goal is to be clarified"),
    field(
      "experience-12m", "ervaring-12m", .flag, .open, .answer,
      "Werkervaring in de laatste 12 maanden", "Work experience in the last 12 months"),
    field(
      "experience-text", "ervaring-tekst", .note, .notes, .sealed,
      "Welke ervaring", "Which experience"),
    field(
      "jobs", "jobs", .code(Names.jobs), .open, .answer,
      "Aantal jobs", "Number of jobs"),
    field(
      "experience-where", "ervaring-waar", .code(Names.experienceWhere), .open, .answer,
      "Waar ervaring opgedaan", "Where experience was gained"),
    field(
      "worked-share", "gewerkt-aandeel", .percent, .open, .answer,
      "Gewerkt deel van de tijd", "Share of time worked"),
    field(
      "experience-in-line", "ervaring-aansluitend", .flag, .open, .answer,
      "Ervaring sluit aan bij jobdoelwit", "Experience in line with job goal"),
    field(
      "inactivity-5y", "inactiviteit-5j", .code(Names.span), .open, .answer,
      "Hoelang inactief in de laatste vijf jaar", "How long inactive in the last five years"),
    field(
      "work-permit", "arbeidskaart", .code(Names.workPermit), .open, .answer,
      "Arbeidskaart", "Work permit"),
    field(
      "permit-requested", "arbeidskaart-aangevraagd", .flag, .open, .answer,
      "Arbeidskaart aangevraagd", "Work permit requested"),
    field(
      "dutch-native-or-working", "nederlands-moeder-of-voertaal", .flag, .open, .answer,
      "Nederlands is moeder- of voertaal", "Dutch is native or working language"),
    field(
      "dutch-level", "nederlands-niveau", .code(Names.dutchLevel), .open, .answer,
      "Niveau Nederlands", "Level of Dutch"),
    field(
      "latin-reading", "latijns-lezen", .flag, .open, .answer,
      "Leest Latijns schrift", "Reads Latin script"),
    field(
      "latin-writing", "latijns-schrijven", .flag, .open, .answer,
      "Schrijft Latijns schrift", "Writes Latin script"),
    field(
      "disability-grounds", "handicap-gronden", .codes(Names.disabilityGrounds), .health, .answer,
      "Gronden van de arbeidshandicap", "Grounds of the work disability"),
  ]

  private static func field(
    _ name: String, _ dutch: String, _ type: FieldType, _ group: Field.Group, _ home: Field.Home,
    _ nl: String, _ en: String
  ) -> Field {
    Field(
      name: name, dutch: dutch, type: type, group: group, home: home, label: Label(nl: nl, en: en))
  }
}
