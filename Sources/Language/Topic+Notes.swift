import InstrumentKit

extension Topic {
  /// What more there is to know of a word than its summary.
  /// What a field at the start is.
  package static let atStart = Label(
    nl: """
      uitkering.bij-begin is de uitkering zoals die was op het einde van de dag van het begin, naar alles \
      wat nu bekend is; zo ook andere velden, en dag.bij-begin. Het begin is van een cliënt de dag van de \
      eerste doorverwijzing, en zonder doorverwijzing die van de eerste registratie; van een \
      doorverwijzing haar dag; van een actie haar begin, of de dag waarop zij voor het eerst verteld werd. \
      Wat die dag niet bekend was, komt van een sinds-datum die zo ver teruggaat, anders van het eerste \
      antwoord in de dagen erna (28, of wat rules/at-start.yaml zegt), en is anders onbekend. Wat over een doorverwijzing gaat, is van de \
      eerste, en bij een actie van die waarbij zij hoort.
      """,
    en: """
      benefit.at-start is the benefit as it was at the end of the day of the start, by all that is known \
      now; so are other fields, and day.at-start. The start is, of a client, the day of the first \
      referral, and without a referral that of the first registration; of a referral its day; of an \
      action its beginning, or the day on which it was first told of. What was not known on that day \
      comes of a since-date that reaches back so far, else of the first answer in the days after it \
      (28, or what rules/at-start.yaml says), and is else unknown. What is about a referral is of the first, and with an action of the one that \
      it belongs to.
      """)

  static let more: [Keyword: Label] = [
    .referrals: Label(
      nl: "beurt is de hoeveelste doorverwijzing van de cliënt in die richting. \(atStart.nl)",
      en: "turn is the how manieth referral of the client in that direction. \(atStart.en)"),
    .actions: atStart,
    .where: Label(
      nl: """
        Vergelijk met = != < <= > >=, in (…, …), tussen … en …, heeft …, is bekend, is onbekend, \
        in de voorbije 3 maanden (hulp binnen), ouder-dan 13 weken. niet bindt sterker dan en, en sterker dan of; haakjes \
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
        drempel plugin rules esf toont het, een eigen staat in rules/esf.yaml. Van wie vergeten \
        wordt blijft per deelname enkel de leeftijdsgroep bij de instap, tussen twee grenzen van die \
        regels: de cijfers blijven zoals ze waren. Wat gerapporteerd is staat als cijfers zonder mensen \
        in audit (figures), en een volgende uitvoer zegt wat verschilt.
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
        your own is rules/esf.yaml. Of somebody who is forgotten \
        each participation keeps the group of ages on entering, between two borders of those rules, and \
        nothing finer: figures stay as they were. What was reported is in audit (figures), as figures \
        without people, and the next export says what differs.
        """),
    .forget: Label(
      nl: """
        Van een deelname aan ESF blijft de leeftijdsgroep bij de instap, anders zouden cijfers \
        veranderen die al gerapporteerd zijn; de geboortedatum niet.
        """,
      en: """
        Of a participation in ESF the group of ages on entering stays, or figures would change that \
        were reported already; the day of birth does not.
        """),
    .export: Label(
      nl: """
        "-" is standaarduitvoer; toestellen en pijpen worden nooit overschreven. overschrijf volgt een \
        link en laat rechten en groep zoals ze waren; in een lus vervangt geen waarde het bestand van een \
        andere. Een nieuw bestand met identiteit, of met notities of gezondheid die u noemt, is enkel \
        voor u leesbaar; elk ander volgt umask. ~/ is uw eigen map. \
        verplicht: het bestand moet er komen; zonder rijen faalt de zin (1). Zonder verplicht wordt \
        een esf, spb of referral waar niets in staat niet gemaakt, gemeld, en eindigt het script met \
        4; een ouder bestand blijft liggen en wordt genoemd. periode beperkt esf en spb: een balans \
        staat erin als ze in die periode een registratie kreeg, zoals ze op de laatste dag was. \
        gedeidentificeerd: andere namen, dagen van één mens samen verschoven, leeftijd in klassen \
        van vijf jaar, gemeente als provincie, in rijen en in groepen; landen, eigen woorden, en \
        sommen en gemiddelden van leeftijden vallen weg. De kleinste groep is die van alle rijen \
        achter het resultaat, ook van die er niet in staan, per kolom die erin staat. Wie twee \
        zulke bestanden naast elkaar legt, kan meer weten dan uit één.
        """,
      en: """
        "-" is standard output; devices and pipes are never written over. overwrite follows a link and \
        leaves rights and group as they were; in a loop no value replaces the file of another. A new \
        file that holds identity, or notes or health that you name, is readable by you alone; every \
        other follows umask. \
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
        nu, Nederlands of Frans, is bekend, en wat opging in een andere telt daar. Wie in geen bekende \
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
        utf-16, iso-8859-15, cp850 of macintosh. vervang verbetert wat er al is door de kolommen van \
        het bestand en laat de rest zoals het was; een lege cel neemt het antwoord weg. Wat iemand \
        sindsdien verbeterde, verplaatste of schrapte blijft zo, tenzij met over-verbeteringen. Dagen zijn 2012-06-30; datums dmj leest \
        30/06/2012, 30-6-2012 en 30.6.2012, datums excel de dagnummers van een rekenblad. \
        afgekeurd "BESTAND" schrijft alle foute rijen met rejected-line, rejected-column en \
        rejected-because erachter; hersteld kan dat bestand zo weer binnen. Een bestand dat .tsv \
        heet heeft geen aanhalingstekens, en \\t, \\n, \\r en \\\\ voor tab, regeleinde en \
        backslash.
        """,
      en: """
        Columns are called as in the program, in Dutch, or as the question reads; codes and yes or \
        no may be Dutch (ja, waar, x). What is not UTF-8: encoding windows-1252, utf-16, \
        iso-8859-15, cp850 or macintosh. replace corrects what is there by the file's columns and \
        leaves the rest as it was; a blank cell takes the answer out. What somebody corrected, moved \
        or struck since stays, unless with over-corrections. Days are 2012-06-30; dates dmy reads 30/06/2012, \
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
    .document: Label(
      nl: """
        In een formulier staat wat in dat instrument geantwoord is. Wat een ander instrument zei, staat \
        erbij met zijn naam en dag (mpsa: niet-mogelijk (2012-06-06)), en nooit als antwoord van hier. \
        Eigen woorden naast een antwoord staan erachter, voor wie notities mag lezen.
        """,
      en: """
        In a form stands what was answered in that instrument. What another instrument said stands \
        beside it with its name and day (mpsa: blocking (2012-06-06)), and never as an answer given \
        here. Own words beside an answer stand behind it, for whoever may read notes.
        """),
    .explain: Label(
      nl: """
        Een antwoord met eigen woorden ernaast staat er met die woorden, voor wie notities mag lezen; \
        dat lezen komt in audit.
        """,
      en: """
        An answer that has own words beside it stands there with these, for whoever may read notes; \
        that they were read stands in audit.
        """),
    .assess: Label(
      nl: """
        Na een antwoord dat niet in de lijst staat (andere, ook een land) vraagt het interview eigen \
        woorden, voor elk antwoord apart. In een bestand staan ze in VRAAG.other, of in \
        VRAAG.other.CODE waar meer antwoorden eigen woorden hebben. Ze zijn verzegeld zoals notities. \
        Uit FHIR komen ze binnen als valueString van een open-choice; meer teksten blijven alle staan.
        """,
      en: """
        After an answer that is in no list (other, of countries too) the interview asks for own words, \
        for each answer apart. In a file they stand in ITEM.other, or in ITEM.other.CODE where more \
        answers have own words. They are sealed as notes are. From FHIR they come in as the \
        valueString of an open-choice; of several texts all are kept.
        """),
    .compare: Label(
      nl: "Een dag is 2012-06-30 of vandaag: de peildag.",
      en: "A day is 2012-06-30 or today: the day of reference."),
  ]
}
