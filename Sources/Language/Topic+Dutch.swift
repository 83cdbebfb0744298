import InstrumentKit

extension Topic {
  /// The grammar and the examples in Dutch; a test runs each beside the English one.
  static let dutch: [Keyword: (shape: String, examples: [String])] = [
    .clients: (
      "cliënten [als op DATUM]",
      ["cliënten | eerste 3", "cliënten als op 2012-06-30 | tel per mobiliteit"]
    ),
    .client: ("cliënt CODE", ["cliënt T014 | toon cliënt, leeftijd, mobiliteit"]),
    .referrals: (
      "doorverwijzingen",
      [
        "doorverwijzingen | tel per opgevolgd",
        "doorverwijzingen waar beurt = 1 | tel per uitkering.bij-begin",
      ]
    ),
    .actions: ("acties", ["acties | tel per organisatie, actiegroep"]),
    .observations: (
      "vaststellingen", ["vaststellingen waar cliënt = T014 en drempel = mobiliteit"]
    ),
    .assessments: (
      "metingen", ["metingen | tel per instrument", "metingen waar volledig | tel per instrument"]
    ),
    .instruments: ("instrumenten", ["instrumenten | toon instrument, versie"]),
    .thresholds: ("drempels", ["drempels waar domein = \"housing\""]),
    .crosswalk: (
      "overgang INSTRUMENT INSTRUMENT", ["overgang mpsa intake | tel per verhouding, antwoord"]
    ),
    .decisions: ("beslissingen", ["beslissingen | tel per instrument, afwijking"]),
    .consents: ("toestemmingen", ["toestemmingen | tel per soort, toestand"]),
    .participations: ("deelnames", ["deelnames | tel per operatie, arbeidsstatuut"]),
    .audit: (
      "logboek [CLIËNT]",
      ["logboek waar handeling = import | tel per rol", "logboek T014 waar handeling = identiteit"]
    ),
    .codebook: (
      "codeboek",
      ["codeboek | tel per soort", "codeboek waar groep = gezondheid | toon naam, label-en"]
    ),
    .report: (
      "rapport NAAM [per DEEL] [periode PERIODE] [gemeente \"NAAM\" kwartaal KWARTAAL]",
      [
        "rapport proeflocaties waar tabel = \"registered\" | toon rij, aantal",
        "rapport overdrachten | publiceer", "rapport doelen",
        "rapport mpsa periode 2012 waar tabel = \"general\" | toon rij, aantal",
        "rapport dashboard gemeente \"Kortrijk\" kwartaal 2012Q4",
      ]
    ),
    .where: (
      "waar VOORWAARDE",
      [
        "cliënten waar mobiliteit >= mits-ondersteuning en leeftijd < 25 | tel",
        "cliënten waar kinderopvang is onbekend | tel",
        "cliënten waar ingevuld-op ouder-dan 6 maanden | tel",
      ]
    ),
    .score: (
      "scoor INSTRUMENT [aanvaard]",
      [
        "cliënten | scoor mpsa | toon cliënt, mpsa.blokkerend | sorteer mpsa.blokkerend aflopend"
          + " | eerste 3"
      ]
    ),
    .explain: (
      "verklaar INSTRUMENT",
      [
        "cliënt T042 | verklaar mpsa",
        "cliënten | verklaar intake | waar regel is bekend | tel per uitkomst, regel",
      ]
    ),
    .compare: (
      "vergelijk DATUM met DATUM",
      [
        "cliënt T014 | vergelijk 2012-01-01 met vandaag",
        "cliënten | vergelijk 2012-01-01 met vandaag | tel per verandering",
      ]
    ),
    .document: ("document INSTRUMENT", ["cliënt T042 | document mpsa"]),
    .suggest: (
      "stel-voor INSTRUMENT",
      ["cliënt T042 | stel-voor mpsa", "cliënten | stel-voor mpsa | tel per hoe"]
    ),
    .history: ("geschiedenis", ["cliënt T014 | geschiedenis | toon nummer, datum, soort, handeling, verandering"]),
    .correct: (
      "verbeter #NUMMER VRAAG = ANTWOORD, … [op DATUM] omdat \"TEKST\"",
      ["proef verbeter #1 mobiliteit = geen-belemmering omdat \"verkeerd getypt\""]
    ),
    .strike: (
      "schrap #NUMMER omdat \"TEKST\"", ["proef schrap #1 omdat \"van iemand anders\""]
    ),
    .restore: ("herstel #NUMMER [omdat \"TEKST\"]", []),
    .move: (
      "verplaats #NUMMER aan CLIËNT omdat \"TEKST\"",
      ["proef verplaats #1 aan T002 omdat \"bij de verkeerde genoteerd\""]
    ),
    .merge: (
      "voeg-samen CLIËNT bij CLIËNT omdat \"TEKST\"",
      ["proef voeg-samen T002 bij T001 omdat \"één persoon, twee codes\""]
    ),
    .unmerge: ("splits CLIËNT omdat \"TEKST\"", []),
    .chart: (
      "grafiek", ["cliënten | tel per locatie | grafiek", "cliënt T042 | grafiek"]
    ),
    .list: (
      "lijst NAAM [binnen [de voorbije | de komende] DUUR]",
      [
        "cliënten | lijst categorie05 | eerste 3", "cliënten | lijst geschorst",
        "cliënten | lijst art60-loopt-af binnen 6 maanden",
      ]
    ),
    .show: (
      "toon KOLOM [als NAAM], …", ["cliënten | toon cliënt, gemeente als stad | eerste 3"]
    ),
    .sort: (
      "sorteer KOLOM [aflopend], …", ["cliënten | sorteer leeftijd aflopend | eerste 3"]
    ),
    .first: ("eerste AANTAL", ["cliënten | eerste 3"]),
    .distinct: ("verschillende [KOLOM, …]", ["cliënten | verschillende locatie"]),
    .count: ("tel [per KOLOM, …]", ["cliënten | tel per geslacht", "cliënten | tel"]),
    .summarise: (
      "vat-samen FUNCTIE(KOLOM) [als NAAM], … [per KOLOM, …]",
      ["cliënten | vat-samen gemiddelde(leeftijd), max(leeftijd) per geslacht"]
    ),
    .publish: ("publiceer", ["cliënten | tel per locatie, geslacht | publiceer"]),
    .export: (
      "exporteer FORMAAT \"PAD\" [overschrijf] [verplicht] [excel]"
        + " [gedeïdentificeerd] [van INSTRUMENT, …] [periode PERIODE] [voor \"DOEL\"]",
      [
        "cliënten | toon cliënt, gemeente | eerste 2 | exporteer csv \"-\" voor \"hulp\"",
        "cliënten | eerste 2 | exporteer fhir \"bundle.json\" overschrijf van intake voor \"hulp\"",
        "cliënten | exporteer esf \"esf.csv\" overschrijf periode 2012 voor \"hulp\"",
      ]
    ),
    .within: (
      "KOLOM binnen [de voorbije | de komende] DUUR",
      [
        "cliënten waar ingevuld-op in de voorbije 3 maanden | tel",
        "acties waar voorzien-einde in de komende 3 maanden | tel",
      ]
    ),
    .let: (
      "stel NAAM = ZIN", ["stel jongeren = cliënten waar leeftijd < 25; jongeren | tel"]
    ),
    .param: (
      "parameter NAAM = WAARDE", ["parameter jongste = 25; cliënten waar leeftijd < jongste | tel"]
    ),
    .for: (
      "voor NAAM in (ZIN) { ZINNEN }",
      [
        "voor plaats in (cliënten | verschillende locatie)"
          + " { cliënten waar locatie = plaats | tel }"
      ]
    ),
    .run: ("voer-uit \"BESTAND\"", []),
    .assess: ("beoordeel CLIËNT met INSTRUMENT [enkel VRAAG, …] [op DATUM]", []),
    .resume: ("hervat", []),
    .decide: ("beslis CLIËNT met INSTRUMENT = CODE [op DATUM] [omdat \"TEKST\"]", []),
    .refer: (
      "verwijs CLIËNT met VELD = ANTWOORD, … [op DATUM]",
      ["proef verwijs T014 met richting = ocmw-naar-vdab, overdracht = tijdelijk-onderbroken"]
    ),
    .import: (
      "importeer \"BESTAND\" als INSTRUMENT [gedeeltelijk] [vervang [over-verbeteringen]]"
        + " [aanvaard-dubbels] [codering NAAM] [datums VORM]"
        + " [afgekeurd \"BESTAND\" [overschrijf]]", []
    ),
    .record: (
      "noteer CLIËNT DREMPEL = NIVEAU [op DATUM] [omdat \"TEKST\"]",
      ["proef noteer T033 mobiliteit = geen-belemmering omdat \"heeft nu een fiets\""]
    ),
    .dry: ("proef WIJZIGING", ["proef beslis T014 met icf = bemiddeling"]),
    .forget: ("vergeet CLIËNT [omdat \"TEKST\"]", ["proef vergeet T014"]),
    .consent: (
      "toestemming CLIËNT aan ORGANISATIE [geweigerd] voor \"DOEL\" van GEGEVENS, … [als GROND]"
        + " [vanaf DATUM] [tot DATUM] | ingetrokken [op DATUM]",
      [
        "proef toestemming T014 aan vdab voor \"begeleiding\" van gezondheid, justitie",
        "proef toestemming T014 aan ocmw geweigerd",
      ]
    ),
  ]

  /// How it is written, in the reader's language.
  package func shape(_ tongue: Tongue) -> String {
    tongue == .nl ? Topic.dutch[keyword]?.shape ?? shape : shape
  }

  package func examples(_ tongue: Tongue) -> [String] {
    tongue == .nl ? Topic.dutch[keyword]?.examples ?? examples : examples
  }
}
