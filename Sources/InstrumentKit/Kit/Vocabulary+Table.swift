// The shared words themselves: code, what it belongs to, Dutch, English.
// A place in these tables is a place in bit planes: append, never reorder.

extension Domain {
  static let table: [(code: String, nl: String, en: String)] = [
    ("health", "Medisch en psychisch", "Health"),
    ("housing", "Wonen", "Housing"),
    ("family", "Gezin", "Family"),
    ("network", "Ondersteuningsnetwerk", "Support network"),
    ("society", "Maatschappelijk functioneren", "Functioning in society"),
    ("career", "Werk en opleiding", "Work and education"),
    ("attitude", "Attitude", "Attitude"),
    ("practical", "Andere", "Other"),
  ]
}

extension Threshold {
  static let table: [(code: String, domain: String, nl: String, en: String)] = [
    ("illness", "health", "Ziekte of hospitalisatie", "Illness or hospitalisation"),
    ("pregnancy", "health", "Zwangerschap of bevallingsrust", "Pregnancy or maternity leave"),
    ("addiction", "health", "Verslaving", "Addiction"),
    ("psychological", "health", "Psychische belemmering", "Psychological barrier"),
    ("disability", "health", "Handicap", "Disability"),
    ("physical-capacity", "health", "Fysieke draagkracht", "Physical capacity"),
    ("cognition", "health", "Cognitie", "Cognition"),
    ("homelessness", "housing", "Dakloosheid", "Homelessness"),
    ("unfit-dwelling", "housing", "Ongezonde woning", "Unfit dwelling"),
    ("moving", "housing", "Verhuizing of uithuiszetting", "Moving or eviction"),
    ("transit-housing", "housing", "Doorgangswoning", "Transit housing"),
    ("relationships", "family", "Relatieproblemen", "Relationship problems"),
    ("parenting", "family", "Opvoeding van kinderen", "Raising children"),
    ("childcare", "family", "Kinderopvang", "Childcare"),
    ("care-duty", "family", "Zorgtaak thuis", "Care duty at home"),
    ("social-network", "network", "Sociaal of familiaal netwerk", "Social or family network"),
    ("work-network", "network", "Op werk gericht netwerk", "Work-minded network"),
    ("appearance", "society", "Op werk gericht voorkomen", "Work-minded appearance"),
    ("hygiene", "society", "Hygiëne", "Hygiene"),
    ("communication", "society", "Communicatieve vaardigheden", "Communication skills"),
    ("administration", "society", "Administratief organiseren", "Handling administration"),
    ("social-skills", "society", "Sociale vaardigheden", "Social skills"),
    ("self-reliance", "society", "Zelfredzaamheid", "Self-reliance"),
    ("career-history", "career", "(Studie)loopbaan", "Career and school history"),
    ("dutch", "career", "Kennis van het Nederlands", "Knowledge of Dutch"),
    ("literacy", "career", "Geletterdheid in Latijns schrift", "Literacy in Latin script"),
    ("work-permit", "career", "Arbeidskaart en verblijf", "Work permit and residence"),
    ("qualification", "career", "Diploma en gelijkschakeling", "Qualification and recognition"),
    ("job-goal", "career", "Jobdoelwit", "Job goal"),
    ("appointments", "attitude", "Afspraken nakomen", "Keeping appointments"),
    ("initiative", "attitude", "Eigen initiatief", "Own initiative"),
    (
      "flexibility", "attitude", "Flexibiliteit in werk of opleiding",
      "Flexibility in work or training"
    ),
    ("frustration", "attitude", "Frustratietolerantie", "Tolerance of frustration"),
    ("motivation", "attitude", "Motivatie", "Motivation"),
    ("mobility", "practical", "Mobiliteit", "Mobility"),
    (
      "self-knowledge", "practical", "Zelfkennis eigen situatie op de arbeidsmarkt",
      "Self-knowledge of the own labour-market situation"
    ),
    ("structure", "practical", "Structuur", "Structure"),
    ("finances", "practical", "Financiële situatie", "Financial situation"),
    ("justice", "practical", "Contact met justitie", "Contact with justice"),
    ("unemployment-trap", "practical", "Werkloosheidsval", "Unemployment trap"),
  ]
}

extension Specification {
  static let table: [(code: String, nl: String, en: String)] = [
    (
      "illness.unfit",
      "door ziekte of opname belemmerd of niet in staat",
      "hindered or unable through illness or admission"
    ),
    (
      "illness.diagnosed",
      "gediagnosticeerde ziekte met attest",
      "diagnosed illness with certificate"
    ),
    ("illness.complaints", "gezondheidsklachten", "health complaints"),
    ("disability.physical", "fysieke handicap", "physical disability"),
    ("disability.mental", "mentale handicap", "mental disability"),
    ("disability.work", "vastgestelde arbeidshandicap", "established work disability"),
    (
      "homelessness.no-address",
      "geen verblijfsadres of her en der",
      "no address or staying here and there"
    ),
    ("homelessness.shelter", "verblijft in onthaaltehuis", "stays in a shelter"),
    ("unfit-dwelling.serious", "ernstige woonproblemen", "serious housing problems"),
    ("unfit-dwelling.condemned", "onbewoonbaar verklaard", "declared uninhabitable"),
    ("moving.must-leave", "moet woning snel verlaten", "must leave the dwelling soon"),
    ("moving.often", "verhuist zeer vaak", "moves very often"),
    ("relationships.partner", "met partner", "with partner"),
    ("relationships.coparent", "met andere ouder", "with the other parent"),
    ("relationships.family", "binnen het gezin", "within the family"),
    ("relationships.others", "met derden", "with third parties"),
    ("relationships.violence", "huiselijk geweld", "domestic violence"),
    (
      "parenting.interaction",
      "moeilijke omgang ouder en kind",
      "difficult parent-child interaction"
    ),
    ("parenting.child-physical", "kind met fysieke beperking", "child with a physical limitation"),
    (
      "parenting.child-mental",
      "kind met psychische beperking",
      "child with a psychological limitation"
    ),
    ("parenting.single", "alleenstaande ouder", "single parent"),
    ("childcare.waiting", "op wachtlijst", "on a waiting list"),
    (
      "childcare.refuses",
      "weigert opvang te zoeken en onvoldoende mantelzorg",
      "refuses to seek care and has too little informal care"
    ),
    ("childcare.unaware", "kent opvangmogelijkheden niet", "does not know the options"),
    ("social-network.no-social", "geen sociaal netwerk", "no social network"),
    ("social-network.no-family", "geen familiaal netwerk", "no family network"),
    ("work-network.opposed", "familie wil niet dat cliënt werkt", "family opposes work"),
    ("work-network.jobless-home", "niemand thuis werkt", "nobody at home works"),
    ("work-network.few-workers", "weinig werkende vrienden", "few working friends"),
    ("appearance.hygiene", "te weinig verzorging voor werk", "too little care for work"),
    (
      "appearance.presentation",
      "presentatie past niet bij werk",
      "presentation does not suit work"
    ),
    ("communication.expression", "kan gedachten niet verwoorden", "cannot put thoughts into words"),
    ("communication.misunderstood", "boodschap komt niet over", "message is not understood"),
    ("communication.language", "zwak taalgebruik", "weak use of language"),
    ("communication.oral", "kan niet mondeling communiceren", "cannot communicate orally"),
    (
      "communication.written",
      "kan niet schriftelijk communiceren",
      "cannot communicate in writing"
    ),
    ("communication.illiterate", "analfabeet", "illiterate"),
    ("administration.dependent", "kan het niet zelfstandig", "cannot do it alone"),
    (
      "administration.insight",
      "kent verplichtingen onvoldoende",
      "knows too little of the obligations"
    ),
    (
      "administration.ex-self-employed",
      "ex-zelfstandige moet administratie nog in regel brengen",
      "former self-employed still has to put papers in order"
    ),
    ("social-skills.dealings", "moeizame omgang", "difficult dealings with others"),
    ("social-skills.rules", "houdt zich moeilijk aan regels", "finds rules hard to keep"),
    (
      "social-skills.politeness",
      "respecteert beleefdheidsregels niet",
      "does not respect rules of politeness"
    ),
    ("social-skills.assertiveness", "komt onvoldoende op voor zichzelf", "too little assertive"),
    ("social-skills.authority", "kan niet om met gezag", "cannot deal with authority"),
    ("career-history.inactive", "lange periodes van inactiviteit", "long periods of inactivity"),
    ("career-history.no-choices", "nooit bewuste keuzes", "never made deliberate choices"),
    (
      "career-history.supported-jobs",
      "jobs enkel na intense begeleiding",
      "jobs only after intensive guidance"
    ),
    (
      "career-history.unclear",
      "verleden niet duidelijk te krijgen",
      "history cannot be made clear"
    ),
    ("appointments.no-show", "blijft weg zonder verwittiging", "stays away without notice"),
    ("appointments.cancels", "blijft weg maar verwittigt", "stays away but gives notice"),
    ("appointments.documents", "brengt documenten niet binnen", "does not bring documents"),
    ("appointments.plan", "volgt stappenplan of GPMI niet", "does not follow the plan"),
    ("initiative.no-steps", "onderneemt geen stappen", "takes no steps"),
    ("initiative.hard-steps", "zet moeilijk eigen stappen", "finds own steps hard"),
    (
      "initiative.no-follow-up",
      "vraagt geen nieuwe afspraak",
      "does not ask for a new appointment"
    ),
    ("flexibility.fixed-goal", "houdt vast aan beperkt jobdoelwit", "clings to a narrow job goal"),
    ("frustration.gives-up", "geeft snel op", "gives up quickly"),
    ("frustration.frustrated", "gefrustreerd bij solliciteren", "frustrated when applying"),
    (
      "motivation.no-change",
      "wil situatie niet veranderen",
      "does not want to change the situation"
    ),
    ("motivation.passive", "zoekt niet actief", "does not search actively"),
    (
      "mobility.unwilling",
      "wil niet met openbaar vervoer en onvoldoende eigen vervoer",
      "will not use public transport and has too little of their own"
    ),
    (
      "mobility.unknowing",
      "kent openbaar vervoer niet",
      "does not know how to use public transport"
    ),
    ("mobility.no-means", "geen middelen voor openbaar vervoer", "cannot afford public transport"),
    ("mobility.no-access", "geen openbaar vervoer in de buurt", "no public transport nearby"),
    (
      "mobility.unclear",
      "onduidelijk of cliënt zich wil of kan verplaatsen",
      "unclear whether the client will or can travel"
    ),
    ("self-knowledge.goal", "onrealistisch jobdoelwit", "unrealistic job goal"),
    ("self-knowledge.wage", "onrealistische looneis", "unrealistic wage demand"),
    (
      "self-knowledge.workplace",
      "onrealistisch beeld van werkplek",
      "unrealistic view of the workplace"
    ),
    (
      "self-knowledge.expectations",
      "schat verwachtingen werkgever slecht in",
      "misjudges what employers expect"
    ),
    ("self-knowledge.overestimates", "overschat zichzelf", "overestimates own abilities"),
    ("structure.daily", "geen regelmaat", "no daily regularity"),
    ("structure.household", "huishouden niet georganiseerd", "household not organised"),
    ("finances.debt", "schulden", "debts"),
    ("finances.mediation", "in schuldbemiddeling", "in debt mediation"),
    ("finances.basic-needs", "basisbehoeften niet gedekt", "basic needs not covered"),
    ("justice.prison", "in gevangenis geweest", "has been in prison"),
    ("justice.from-prison", "solliciteert vanuit gevangenis", "applies from prison"),
    ("justice.convicted", "veroordeeld", "convicted"),
    (
      "justice.conduct",
      "kan geen getuigschrift van goed zedelijk gedrag voorleggen",
      "cannot show a certificate of good conduct"
    ),
    ("justice.current", "actuele problemen met het gerecht", "current problems with the courts"),
    ("unemployment-trap.risk", "kans op werkloosheidsval", "risk of an unemployment trap"),
  ]
}
