import InstrumentKit

/// Words of the program's own in columns of open texts: English in the store and in files, and in the
/// reader's language on a screen. A sentence may ask for them in both.
extension Names {
  /// What is said of the rules that came with the program; a maker's own are called as in its code.
  package static let rules = CodeList(
    "rule",
    """
    agreement-synthesis-plan=akkoord-synthese-plan bands=grenzen
    barrier-in-window=belemmering-in-de-periode committee=comité environment=omgeving
    followed-up=doorverwezen health-blocking=gezondheid-blokkeert helped-otherwise=anders-geholpen
    incapacity-66=ongeschikt-vanaf-66 incomplete=onvolledig judges-disagree=oordelen-verschillen
    lights=lichten moderate=matig no-rise-in-12-months=geen-stijging-in-12-maanden
    none-indicated=niets-wijst-erop not-ready=niet-klaar not-registered=niet-geregistreerd
    nothing-above-mild=niets-boven-licht offset=steun-ernaast open=open over-60=ouder-dan-60
    partial=gedeeltelijk previous-judgement=vorig-oordeel prorated=naar-verhouding
    registered=zoals-geregistreerd severe=ernstig sum=som target-group=doelgroep too-short=te-kort
    work-disability=arbeidsbeperking
    """)

  /// What the log says that somebody did.
  package static let deeds = CodeList(
    "verb",
    """
    assess=beoordeling backup=kopie backup-undone=kopie-mislukt consent=toestemming create=aanmaak
    decide=beslissing export-done=uitvoer-gedaan export-intended=uitvoer-gepland
    export-undone=uitvoer-mislukt forget=vergeten health=gezondheid identity=identiteit
    import=import ledger=grootboek login=aanmelding migrate=omzetting move=overgang notes=notities
    record=notitie refused=geweigerd restore=terugzetting transcript=verslag
    transcript-done=verslag-afgesloten words=woorden
    """)

  private static let domains = CodeList(
    "domain",
    """
    health=gezondheid housing=wonen family=gezin network=netwerk society=maatschappij
    career=loopbaan attitude=attitude practical=praktisch
    """)

  private static let sources = CodeList("source", "record=notitie")
  private static let unstated = CodeList("unstated", "unstated=niet-vermeld")

  private static let toldIn: [String: CodeList] = [
    "source": sources, "source-before": sources, "source-after": sources, "purpose": unstated,
    "organisation": unstated, "rule": rules, "verb": deeds, "domain": domains,
  ]

  private static func words(in column: String) -> CodeList? {
    toldIn[column.split(separator: ".").last.map(String.init) ?? column]
  }

  package static func isTold(_ column: String) -> Bool { words(in: column) != nil }

  /// A text of a column as people of one language read it.
  package static func told(_ text: String, in column: String, _ tongue: Tongue) -> String {
    guard tongue == .nl, let list = words(in: column), let place = list.place(of: text) else {
      return text
    }
    return list.codes[place].nl
  }

  /// The text of a column that is meant by a word of either language.
  package static func meant(_ text: String, in column: String) -> String {
    guard let list = words(in: column), let place = list.place(of: text) else { return text }
    return list.codes[place].en
  }
}
