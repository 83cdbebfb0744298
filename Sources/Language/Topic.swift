import InstrumentKit
import Profile

/// One word of the language: what it does, and sentences that show it.
///
/// Help shows them, completion reads the summaries, and tests run the examples on the demo store.
package struct Topic: Sendable {
  package let keyword: Keyword
  package let shape: String
  package let summary: Label
  package let examples: [String]
  /// What more there is to know.
  package var more: Label?

  private init(
    _ keyword: Keyword, _ shape: String, nl: String, en: String, _ examples: [String]
  ) {
    self.keyword = keyword
    self.shape = shape
    summary = Label(nl: nl, en: en)
    self.examples = examples
    more = Topic.more[keyword]
  }

  private static let more: [Keyword: Label] = [
    .where: Label(
      nl: """
        Vergelijk met = != < <= > >=, in (…, …), tussen … en …, heeft …, is bekend, is onbekend, \
        in de voorbije 3 maanden (help binnen), ouder-dan 13 weken. niet bindt sterker dan en, en sterker dan of; haakjes \
        groeperen.
        """,
      en: """
        Compare by = != < <= > >=, in (…, …), between … and …, has …, is known, is unknown, \
        within the last 3 months (help within), older-than 13 weeks. not binds tighter than and, and tighter than or; \
        brackets group.
        """),
    .thresholds: Label(
      nl:
        "Niveaus: geen-belemmering, mits-ondersteuning, niet-mogelijk; zonder niveau niet-beoordeeld.",
      en: "Levels: none, supported, blocking; without one not-assessed."),
    .run: Label(
      nl: """
        Een script is wat aan de prompt getypt wordt, in een bestand; # begint een opmerking, param \
        een waarde die --set geeft. drempel check BESTAND kijkt het na.
        """,
      en: """
        A script is what is typed at the prompt, in a file; # begins a comment, param a value that \
        --set gives. drempel check FILE looks it through.
        """),
    .participations: Label(
      nl: """
        Kolommen van het bestand: client, operation, entered-on, left-on, labour-status (unemployed, \
        inactive, employed), unemployed-since, education, in-education (was bij de instap in onderwijs \
        of opleiding: yes, no, refused, not-asked), disability, minority, rural, has-address, events \
        (2012-05-02,employment;2012-05-09,training; van één dag telt de laatste). Resultaten bij \
        vertrek: de toestand op de dag van vertrek en wat er in de 28 dagen erna gebeurt. EECR01 en 04 \
        tellen wie van toestand veranderde; EECR02 wie bij de instap niet in opleiding was: niet \
        gevraagd is open en wordt gemeld. Wie terugkomt houdt de eerste instap en krijgt het laatste \
        vertrek. Werkloos zonder begindatum is onvolledig. Elke lezing staat in een regelbestand: \
        drempel plugin rules esf toont het, een eigen staat in rules/esf.yaml. Wie vergeten wordt is \
        daarna onvolledig (geen leeftijd meer); wat al gerapporteerd was blijft als cijfers zonder \
        mensen in audit (figures), en een volgende uitvoer zegt wat verschilt.
        """,
      en: """
        Columns of the file: client, operation, entered-on, left-on, labour-status (unemployed, \
        inactive, employed), unemployed-since, education, in-education (was in education or training \
        on entering: yes, no, refused, not-asked), disability, minority, rural, has-address, events \
        (2012-05-02,employment;2012-05-09,training; of one day the last counts). Results on leaving: \
        the state of the day of leaving and what happens in the 28 days after it. EECR01 and 04 count \
        who changed; EECR02 who was not in training on entering: not asked is open, and told. Who \
        comes back keeps the first entry and gets the last leaving. Unemployed without a since-date \
        is incomplete. Each reading stands in a rules file: drempel plugin rules esf shows it, one of \
        your own is rules/esf.yaml. Who is forgotten is incomplete from then on (no age any more); \
        what was reported stays in audit (figures), as figures without people, and the next export \
        says what differs.
        """),
    .export: Label(
      nl: """
        "-" is standaarduitvoer; toestellen en pijpen worden nooit overschreven. overschrijf volgt een \
        link en laat rechten en groep zoals ze waren. Een nieuw bestand met identiteit is enkel voor u \
        leesbaar. ~/ is uw eigen map. \
        must (verplicht): het bestand moet er komen; zonder rijen faalt de zin (1). Zonder must wordt \
        een esf, spb of referral waar niets in staat niet gemaakt, gemeld, en eindigt het script met \
        4; een ouder bestand blijft liggen en wordt genoemd. period beperkt esf en spb: een balans \
        staat erin als ze in die periode een registratie kreeg, zoals ze op de laatste dag was. \
        gedeidentificeerd: andere namen, dagen van één mens samen verschoven, leeftijd in klassen \
        van vijf jaar, gemeente als provincie, in rijen en in groepen; landen, eigen woorden, en \
        sommen en gemiddelden van leeftijden vallen weg. De kleinste groep is die van alle rijen \
        achter het resultaat, ook van die er niet in staan, per kolom die erin staat. Wie twee \
        zulke bestanden naast elkaar legt, kan meer weten dan uit één.
        """,
      en: """
        "-" is standard output; devices and pipes are never written over. overwrite follows a link and \
        leaves rights and group as they were. A new file that holds identity is readable by you alone. \
        ~/ is your own folder. \
        must: the file has to come; without rows the sentence fails (1). Without must an esf, spb or \
        referral that has nothing in it is not made, which is told, and the script ends with 4; an \
        older file stays and is named. period limits esf and spb: a balance is in it when it had a \
        registration in that period, as it was on the last day. \
        de-identified: other names, the days of one person moved together, age in bands of five \
        years, commune as province, in rows and in groups; countries, own words, and sums and \
        means of ages are left out. The smallest group is that of all rows behind the result, of \
        those that are not in it too, by the columns that are in it. Whoever lays two such files \
        beside each other may learn more than from one.
        """),
    .report: Label(
      nl: """
        Van een dashboard zijn gemeenten die van het einde van het kwartaal: elke naam van vroeger of \
        nu, Nederlands of Frans, wordt gekend, en wat opging in een andere telt daar. Wie in geen gekende \
        gemeente woont, staat apart.
        """,
      en: """
        In a dashboard communes are those of the end of the quarter: every name of then or now, Dutch \
        or French, is known, and what went up in another counts there. Who lives in no known commune \
        stands apart.
        """),
    .within: Label(
      nl: """
        Zonder voorbije of komende geldt de kant waar de kolom ligt: een geboortedatum, ingevuld-op en \
        wat met sinds eindigt liggen achter, voorzien-einde ligt voor. Kan een kolom aan beide kanten \
        liggen, dan wordt gevraagd welke. Ook: binnen de laatste, binnen de volgende; ouder-dan 13 \
        weken is wat langer geleden is.
        """,
      en: """
        Without last or next it is the side on which the column lies: a birth date, filled-on and what \
        ends in since lie behind, planned-end lies ahead. Where a column can lie on both sides it is \
        asked which. Also: in the past, in the coming; older-than 13 weeks is what is longer ago.
        """),
    .audit: Label(
      nl: """
        Een regel kan over meer cliënten gaan: client = T014 en client heeft T014 vragen of T014 een van \
        hen is, zoals audit T014. Regels die niet iedereen noemen over wie ze gaan, tellen als onbekend.
        """,
      en: """
        An entry may be about several clients: client = T014 and client has T014 ask whether T014 is one \
        of them, as audit T014 does. Entries that do not name everybody whom they are about count as \
        unknown.
        """),
    .import: Label(
      nl: """
        Kolommen heten zoals in het programma, in het Nederlands of zoals de vraag luidt; codes en \
        ja of nee mogen Nederlands zijn (ja, waar, x). Wat geen UTF-8 is: codering windows-1252, \
        utf-16, iso-8859-15, cp850 of macintosh. Dagen zijn 2012-06-30; datums dmj leest \
        30/06/2012, 30-6-2012 en 30.6.2012, datums excel de dagnummers van een rekenblad. \
        afgekeurd "BESTAND" schrijft alle foute rijen met rejected-line, rejected-column en \
        rejected-because erachter; hersteld kan dat bestand zo weer binnen. Een bestand dat .tsv \
        heet heeft geen aanhalingstekens, en \\t, \\n, \\r en \\\\ voor tab, regeleinde en \
        backslash.
        """,
      en: """
        Columns are called as in the program, in Dutch, or as the question reads; codes and yes or \
        no may be Dutch (ja, waar, x). What is not UTF-8: encoding windows-1252, utf-16, \
        iso-8859-15, cp850 or macintosh. Days are 2012-06-30; dates dmy reads 30/06/2012, \
        30-6-2012 and 30.6.2012, dates excel the day numbers of a spreadsheet. rejected "FILE" \
        writes all bad rows with rejected-line, rejected-column and rejected-because behind them; \
        mended it can be imported as it is. A file called .tsv has no quotes, and \\t, \\n, \\r and \
        \\\\ for tab, line end and backslash.
        """),
    .publish: Label(
      nl: """
        Alleen per iets dat velen delen: geslacht, gemeente, een niveau, een code; leeftijd wordt \
        klassen van vijf jaar. Geweigerd: cliënt, namen, nummers, adressen, dagen, vrije getallen \
        en eigen woorden, ook onder een andere naam. Een groot aantal van weinig mensen wordt mee \
        verborgen; van onder 5 mensen in het geheel blijft niets. Wat niet beloofd kan worden: twee \
        tabellen over dezelfde mensen zijn van elkaar af te trekken. Publiceer er één, of leg ze \
        naast elkaar voor u dat doet.
        """,
      en: """
        Only by something that many share: sex, commune, a level, a code; age becomes bands of \
        five years. Refused: client, names, numbers, addresses, days, free numbers and own words, \
        under another name too. A large count of few people is hidden as well; of fewer than 5 \
        people in all nothing is left. What cannot be promised: two tables of the same people can \
        be subtracted. Publish one, or lay them beside each other before you do.
        """),
    .compare: Label(
      nl: "Een dag is 2012-06-30 of vandaag: de peildag.",
      en: "A day is 2012-06-30 or today: the day of reference."),
  ]

  package static func of(_ keyword: Keyword) -> Topic? { all.first { $0.keyword == keyword } }

  package static let sources: [Topic] = [
    Topic(
      .clients, "clients [as of DATE]", nl: "een rij per cliënt, met het nieuwste dat bekend is",
      en: "a row per client, with the newest that is known",
      ["clients | first 3", "clients as of 2012-06-30 | count by mobility"]),
    Topic(
      .client, "client CODE", nl: "één cliënt", en: "one client",
      ["client T014 | show client, age, mobility"]),
    Topic(
      .referrals, "referrals",
      nl: "een rij per registratie die zegt of er doorverwezen werd, opgevolgd of niet",
      en: "a row per registration whose referral was answered, followed up or not",
      ["referrals | count by followed-up"]),
    Topic(
      .actions, "actions", nl: "een rij per actie van VDAB of OCMW",
      en: "a row per action of VDAB or OCMW", ["actions | count by organisation, action-group"]),
    Topic(
      .observations, "observations", nl: "een rij per vastgesteld niveau, met datum en bron",
      en: "a row per observed level, with its date and source",
      ["observations where client = T014 and threshold = mobility"]),
    Topic(
      .assessments, "assessments", nl: "een rij per ingevuld instrument",
      en: "a row per instrument filled in", ["assessments | count by instrument"]),
    Topic(
      .instruments, "instruments", nl: "de instrumenten die geladen zijn",
      en: "the instruments that are loaded", ["instruments | show instrument, version"]),
    Topic(
      .thresholds, "thresholds", nl: "de gedeelde woordenschat",
      en: "the shared vocabulary", ["thresholds where domain = \"housing\""]),
    Topic(
      .crosswalk, "crosswalk INSTRUMENT INSTRUMENT",
      nl: "overzicht van wat tussen twee instrumenten overgaat, en van wat daarbij verloren gaat",
      en: "what two instruments take over from each other, and what is lost in it",
      ["crosswalk mpsa intake | count by relation, answer"]),
    Topic(
      .decisions, "decisions",
      nl: "een rij per beslissing, naast wat geadviseerd was",
      en: "a row per decision, beside what was advised",
      ["decisions | count by instrument, override"]),
    Topic(
      .consents, "consents",
      nl: "een rij per toestemming of bezwaar, met hoe het staat op de peildag",
      en: "a row per permission or objection, with how it stands on the day of reference",
      ["consents | count by kind, state"]),
    Topic(
      .participations, "participations",
      nl:
        "een rij per deelname aan een ESF-operatie; importeer \"BESTAND\" als deelnames neemt ze op",
      en:
        "a row per participation in an ESF operation; import \"FILE\" as participations takes them in",
      ["participations | count by operation, labour-status"]),
    Topic(
      .audit, "audit [CLIENT]",
      nl: "een rij per regel van het logboek, de nieuwste eerst; tijden in UTC",
      en: "a row per entry of the trail, the newest first; times in UTC",
      ["audit where verb = import | count by role", "audit T014 where verb = identity"]),
    Topic(
      .codebook, "codebook",
      nl: "een rij per veld, drempel, specificatie, vraag en uitkomst, met labels en codes",
      en: "a row per field, threshold, specification, item and measure, with labels and codes",
      ["codebook | count by kind", "codebook where group = health | show name, label-en"]),
    Topic(
      .report, "report NAME [by PART] [period PERIOD] [commune \"NAME\" quarter QUARTER]",
      nl: "tabellen die klaarstaan: "
        + ReportKind.allCases.map { $0.shape(.nl) }.joined(separator: "; "),
      en: "ready tables: " + ReportKind.allCases.map { $0.shape(.en) }.joined(separator: "; "),
      [
        "report trial where table = \"registered\" | show row, count",
        "report transfers | publish", "report targets",
        "report mpsa period 2012 where table = \"general\" | show row, count",
        "report dashboard commune \"Kortrijk\" quarter 2012Q4",
      ]),
  ]

  package static let stages: [Topic] = [
    Topic(
      .where, "where CONDITION",
      nl:
        "behoudt de rijen die voldoen; wat onbekend is, valt weg en wordt geteld; teksten zonder op hoofdletters, accenten of spaties errond te letten",
      en:
        "keeps the rows that fulfil it; what is unknown is left out and counted; texts whatever their case, accents and blanks around them",
      [
        "clients where mobility >= supported and age < 25 | count",
        "clients where childcare is unknown | count",
        "clients where filled-on older-than 6 months | count",
      ]),
    Topic(
      .score, "score INSTRUMENT [accepted]", nl: "berekent de uitkomsten van een instrument",
      en: "computes the measures of an instrument",
      ["clients | score mpsa | show client, mpsa.blocking | sort mpsa.blocking desc | first 3"]),
    Topic(
      .explain, "explain INSTRUMENT",
      nl: "zegt welke regel elke uitkomst bepaalde en op welke antwoorden die steunt",
      en: "says which rule decided each measure and on which answers that rests",
      [
        "client T042 | explain mpsa",
        "clients | explain intake | where rule is known | count by measure, rule",
      ]),
    Topic(
      .compare, "compare DATE with DATE",
      nl: "zet de niveaus van twee dagen naast elkaar; vandaag is de peildag",
      en: "sets the levels of two days beside each other; today is the day of reference",
      [
        "client T014 | compare 2012-01-01 with today",
        "clients | compare 2012-01-01 with today | count by change",
      ]),
    Topic(
      .document, "document INSTRUMENT",
      nl: "het eigen formulier van een instrument over elke cliënt, om te lezen of af te drukken",
      en: "an instrument's own form of each client, to read or to print",
      ["client T042 | document mpsa"]),
    Topic(
      .suggest, "suggest INSTRUMENT",
      nl: "wat een instrument nog moet vragen, met wat andere instrumenten erover zeggen",
      en: "what an instrument has still to ask, with what other instruments say to it",
      [
        "client T042 | suggest mpsa",
        "clients | suggest mpsa | count by how",
      ]),
    Topic(
      .chart, "chart",
      nl: "tekent aantallen als balken, en van cliënten de niveaus per domein en hoe ze bewogen",
      en: "draws counts as bars, and of clients the levels by domain and how they moved",
      ["clients | count by location | chart", "client T042 | chart"]),
    Topic(
      .list, "list NAME [within [the last | the next] TIME]",
      nl: "een lijst die klaarstaat: "
        + ReadyList.all.map(\.dutch).joined(separator: ", "),
      en: "a ready list: " + ReadyList.all.map(\.name).joined(separator: ", "),
      [
        "clients | list category05 | first 3", "clients | list suspended",
        "clients | list art60-ending within 6 months",
      ]),
    Topic(
      .show, "show COLUMN [as NAME], …", nl: "kiest de kolommen", en: "chooses the columns",
      ["clients | show client, commune as town | first 3"]),
    Topic(
      .sort, "sort COLUMN [desc], …", nl: "ordent; onbekend komt laatst",
      en: "orders; unknown comes last", ["clients | sort age desc | first 3"]),
    Topic(
      .first, "first NUMBER", nl: "behoudt de eerste rijen", en: "keeps the first rows",
      ["clients | first 3"]),
    Topic(
      .distinct, "distinct [COLUMN, …]", nl: "elke combinatie één keer",
      en: "each combination once", ["clients | distinct location"]),
    Topic(
      .count, "count [by COLUMN, …]", nl: "telt, per antwoord", en: "counts, per answer",
      ["clients | count by sex", "clients | count"]),
    Topic(
      .summarise, "summarise FUNCTION(COLUMN) [as NAME], … [by COLUMN, …]",
      nl: "vat bekende waarden samen en zegt op hoeveel dat steunt",
      en: "summarises known values and says on how many that rests",
      ["clients | summarise mean(age), max(age) by sex"]),
    Topic(
      .publish, "publish",
      nl: "verbergt aantallen onder 5 en wat ze zou verraden; na tel per één of twee kolommen",
      en: "hides counts under 5 and what would give them away; after count by one or two columns",
      ["clients | count by location, sex | publish"]),
    Topic(
      .export,
      "export FORMAT \"PATH\" [overwrite] [must] [excel] [de-identified] [of INSTRUMENT, …] [period PERIOD] [for \"PURPOSE\"]",
      nl: "schrijft een bestand, helemaal of niet, en logt het: "
        + ExportRef.Format.allCases.map(\.rawValue).joined(separator: ", "),
      en: "writes a file, whole or not at all, and logs it: "
        + ExportRef.Format.allCases.map(\.rawValue).joined(separator: ", "),
      [
        "clients | show client, commune | first 2 | export csv \"-\" for \"help\"",
        "clients | first 2 | export fhir \"bundle.json\" overwrite of intake for \"help\"",
        "clients | export esf \"esf.csv\" overwrite period 2012 for \"help\"",
      ]),
  ]

  /// Comparisons that need more words than a sign.
  package static let comparisons: [Topic] = [
    Topic(
      .within, "COLUMN within [the last | the next] TIME",
      nl: "een dag hoogstens zo ver voor of na de peildag, die dag zelf inbegrepen",
      en: "a day at most so far before or after the day of reference, that day included",
      [
        "clients where filled-on within the last 3 months | count",
        "actions where planned-end within the next 3 months | count",
        "cliënten waar ingevuld-op in de voorbije 13 weken | tel",
      ])
  ]

  package static let statements: [Topic] = [
    Topic(
      .let, "let NAME = SENTENCE", nl: "geeft een zin een naam", en: "names a sentence",
      ["let youth = clients where age < 25; youth | count"]),
    Topic(
      .param, "param NAME = VALUE",
      nl:
        "een waarde die --set NAAM=WAARDE kan vervangen; {NAAM} zet ze in een tekst, {{ en }} zijn accolades",
      en:
        "a value that --set NAME=VALUE can replace; {NAME} puts it into a text, {{ and }} are braces",
      ["param youngest = 25; clients where age < youngest | count"]),
    Topic(
      .for, "for NAME in (SENTENCE) { SENTENCES }",
      nl:
        "voert zinnen uit voor elke waarde van een kolom; in een bestandsnaam krijgt ze _ voor / en wat er niet in kan",
      en:
        "runs sentences for each value of a column; in a file name it gets _ for / and what cannot be in one",
      ["for place in (clients | distinct location) { clients where location = place | count }"]),
    Topic(
      .run, "run \"FILE\"", nl: "voert een ander script uit, dat vooraf nagekeken is",
      en: "runs another script, which was checked before", []),
    Topic(
      .assess, "assess CLIENT with INSTRUMENT [only ITEM, …] [on DATE]",
      nl: "stelt de vragen van een instrument één voor één; wat u al antwoordde, blijft bewaard",
      en: "asks the items of an instrument one by one; a draft survives everything", []),
    Topic(
      .resume, "resume", nl: "gaat verder met een gesprek dat onderbroken werd",
      en: "takes up an interview that was left", []),
    Topic(
      .decide, "decide CLIENT with INSTRUMENT = CODE [on DATE] [because \"TEXT\"]",
      nl:
        "houdt een beslissing bij naast het advies; afwijken vraagt een reden en kan soms maar in één richting",
      en: "keeps a decision beside the advice; to depart from it takes a reason and may go one way",
      []),
    Topic(
      .refer, "refer CLIENT with FIELD = ANSWER, … [on DATE]",
      nl:
        "registreert een doorverwijzing; verschillende antwoorden op één vraag staan tussen haakjes",
      en: "registers a referral; several answers to one question stand in brackets",
      ["dry refer T014 with direction = ocmw-to-vdab, transfer = temporary-paused"]),
    Topic(
      .import,
      "import \"FILE\" as INSTRUMENT [partial] [replace] [encoding NAME] [dates FORM] [rejected \"FILE\" [overwrite]]",
      nl:
        "neemt een bestand op (csv, tsv, json, fhir), alle rijen of geen; met proef ervoor verandert er niets",
      en:
        "takes in a file (csv, tsv, json, fhir), all rows or none; with dry before it nothing changes",
      []),
    Topic(
      .record, "record CLIENT THRESHOLD = LEVEL [on DATE] [because \"TEXT\"]",
      nl: "noteert één niveau; met proef ervoor verandert er niets",
      en: "records one level; with dry before it nothing changes",
      ["dry record T033 mobility = none because \"has a bicycle now\""]),
    Topic(
      .dry, "dry CHANGE",
      nl: "zegt hoeveel een wijziging zou raken, en raakt niets",
      en: "says how much a change would touch, and touches nothing",
      ["dry decide T014 with icf = mediation"]),
    Topic(
      .forget, "forget CLIENT [because \"TEXT\"]",
      nl:
        "vernietigt identiteit, notities en redenen van een cliënt voorgoed; wat telt, blijft onder de code",
      en:
        "destroys identity, notes and reasons of a client for good; what counts stays, under its code",
      ["dry forget T014"]),
    Topic(
      .consent,
      "consent CLIENT to ORGANISATION [refused] for \"PURPOSE\" of DATA, … [as GROUND] [from DATE] [until DATE] | withdrawn [on DATE]",
      nl:
        "houdt bij wat een cliënt toestaat of weigert; regels die daar rekening mee houden, volgen nog",
      en: "keeps what a client permits or objects to; rules that heed it will follow",
      [
        "dry consent T014 to vdab for \"guidance\" of health, justice",
        "dry consent T014 to ocmw refused",
      ]),
  ]

  package static let all = sources + stages + comparisons + statements
}

extension TypeWord {
  package func label(_ tongue: Tongue) -> String { label.text(tongue) }
}
