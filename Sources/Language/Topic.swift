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

  init(
    _ keyword: Keyword, _ shape: String, nl: String, en: String, _ examples: [String]
  ) {
    self.keyword = keyword
    self.shape = shape
    summary = Label(nl: nl, en: en)
    self.examples = examples
    more = Topic.more[keyword]
  }

  package static func of(_ keyword: Keyword) -> Topic? { all.first { $0.keyword == keyword } }

  package static let sources: [Topic] = [
    Topic(
      .clients, "clients [as of DATE] [as known on DATE | as known at NUMBER]",
      nl: "een rij per cliënt, met het nieuwste dat bekend is",
      en: "a row per client, with the newest that is known",
      ["clients | first 3", "clients as of 2012-06-30 | count by mobility"]),
    Topic(
      .client, "client CODE", nl: "één cliënt", en: "one client",
      ["client T014 | show client, age, mobility"]),
    Topic(
      .referrals, "referrals",
      nl: "een rij per doorverwijzing, en per keer dat gezegd werd dat er geen is",
      en: "a row per referral, and per time that it was said that there is none",
      [
        "referrals | count by followed-up", "referrals where turn = 1 | count by benefit.at-start",
      ]),
    Topic(
      .actions, "actions", nl: "een rij per actie van VDAB of OCMW",
      en: "a row per action of VDAB or OCMW", ["actions | count by organisation, action-group"]),
    Topic(
      .observations, "observations", nl: "een rij per vastgesteld niveau, met datum en bron",
      en: "a row per observed level, with its date and source",
      ["observations where client = T014 and threshold = mobility"]),
    Topic(
      .assessments, "assessments",
      nl: "een rij per bezoek met een instrument; volledig = ja: het maakte een meting af",
      en: "a row per visit with an instrument; whole = yes: it made a measurement whole",
      ["assessments | count by instrument", "assessments where whole | count by instrument"]),
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
      .history, "history",
      nl: "elke versie van wat genoteerd werd, de nieuwste eerst: wat, wie, wanneer en waarom",
      en: "each version of what was entered, the newest first: what, who, when and why",
      ["client T014 | history | show entry, on, kind, deed, change"]),
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
      ])
  ]

  package static let all = sources + stages + comparisons + statements
}

extension TypeWord {
  package func label(_ tongue: Tongue) -> String { label.text(tongue) }
}
