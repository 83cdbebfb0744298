import InstrumentKit
import Profile

extension Topic {
  /// Sentences that are no queries.
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
      "import \"FILE\" as INSTRUMENT [partial] [replace [over-corrections]]"
        + " [accept-duplicates] [encoding NAME] [dates FORM] [rejected \"FILE\" [overwrite]]",
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
    Topic(
      .correct, "correct #NUMBER ITEM = ANSWER, … [on DATE] because \"TEXT\"",
      nl:
        "zegt een registratie, niveau of beslissing anders; ze behoudt nummer en plaats, en wat er stond blijft leesbaar",
      en:
        "says a registration, level or decision anew; it keeps its number and place, and what was there stays readable",
      ["dry correct #1 mobility = none because \"typed wrongly\""]),
    Topic(
      .strike, "strike #NUMBER because \"TEXT\"",
      nl: "zegt dat iets nooit zo was: het telt nergens meer",
      en: "says that something was never so: it counts nowhere any more",
      ["dry strike #1 because \"of somebody else\""]),
    Topic(
      .restore, "restore #NUMBER [because \"TEXT\"]",
      nl: "zegt dat iets wat geschrapt werd toch zo was",
      en: "says that something that was struck was so after all", []),
    Topic(
      .move, "move #NUMBER to CLIENT because \"TEXT\"",
      nl: "zegt dat iets over een andere cliënt gaat; alles wat het ooit zei gaat mee",
      en: "says that something is about another client; all that it ever said goes along",
      ["dry move #1 to T002 because \"entered for the wrong one\""]),
    Topic(
      .merge, "merge CLIENT into CLIENT because \"TEXT\"",
      nl: "zegt dat twee codes één persoon zijn: wat van beide genoteerd is, wordt samen gelezen",
      en: "says that two codes are one person: what was entered of both is read together",
      ["dry merge T002 into T001 because \"one person, two codes\""]),
    Topic(
      .unmerge, "unmerge CLIENT because \"TEXT\"",
      nl: "maakt van een samengevoegde code weer een eigen persoon",
      en: "makes a merged code a person of its own again", []),
  ]
}
