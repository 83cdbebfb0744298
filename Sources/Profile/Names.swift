import Foundation
import InstrumentKit

/// Every Dutch and English name of fields, thresholds, levels and codes, in one place.
///
/// Keywords of the language stand in the same manner in `Keyword` of the room Language.
package enum Names {
  /// The form under which names and values are compared: lower case, without accents, however
  /// these were typed, and without blanks around it.
  package static func folded(_ name: String) -> String {
    if name.utf8.allSatisfy({ (0x21..<0x7F).contains($0) && !(65...90).contains($0) }) {
      return name
    }
    let kept = ValueText.kept(name).lowercased()
    if kept.utf8.allSatisfy({ $0 < 0x80 }) { return kept }
    var folded = String.UnicodeScalarView()
    for scalar in kept.decomposedStringWithCanonicalMapping.unicodeScalars
    where !(0x300...0x36F).contains(scalar.value) {
      folded.append(scalar)
    }
    return String(folded)
  }

  /// The categories in which VDAB registers people; what each means changes with its rules.
  package static let vdabCategories: Set<String> = [
    "00", "02", "03", "05", "06", "07", "10", "11", "14", "18", "19", "30", "80", "82", "90", "93",
  ]

  package static let levels = CodeList(
    "level", "none=geen-belemmering supported=mits-ondersteuning blocking=niet-mogelijk")

  /// The word for a missing level, as a code in files and on screen.
  package static let notAssessed = CodeList.Code(en: "not-assessed", nl: "niet-beoordeeld")

  /// What became of a level between two days.
  package static let change = CodeList(
    "change", "better=beter worse=slechter same=gelijk first-seen=eerst-gezien")

  /// What to do with an item that is open: take over the one answer that is meant, choose among
  /// several, or ask.
  package static let suggestion = CodeList(
    "suggestion", "accept=aanvaard choose=kies ask=vraag")

  /// How the meanings of two instruments' items stand to each other.
  package static let relation = CodeList(
    "relation",
    """
    equivalent=gelijkwaardig narrower=enger broader=ruimer overlapping=overlappend none=geen
    """)

  /// What two clients have alike who may be one person.
  package static let likeness = CodeList(
    "likeness", "same-number=zelfde-nummer same-name=zelfde-naam near-name=bijna-zelfde-naam")

  /// How a decision stands to what was advised.
  package static let override = CodeList(
    "override", "none=geen up=omhoog down=omlaag unadvised=zonder-advies")

  /// In which role an operator works.
  package static let roles = CodeList(
    "role",
    """
    counsellor=consulent lead=leidinggevende exporter=exporteur physician=arts
    psychologist=psycholoog specialised-assessment=arbeidsonderzoek care-partner=zorgpartner
    admin=beheerder
    """)

  /// What an answer in one instrument does in another.
  package static let carried = CodeList(
    "answer", "proposed=voorgesteld offered=aangeboden nothing=niets")

  /// What a row of the codebook is about.
  package static let entries = CodeList(
    "kind",
    "field=veld threshold=drempel specification=specificatie item=vraag measure=uitkomst|maat")

  /// Who sees a field only when it is asked for by name.
  package static let groups = CodeList(
    "group", "open=open identity=identiteit notes=notities health=gezondheid")

  /// Five years of age each: as fine as an age may be where nobody is named.
  package static let ageBands: CodeList = {
    let middle = stride(from: 15, to: 85, by: 5).map { age in
      CodeList.Code(en: "\(age)-to-\(age + 4)", nl: "\(age)-tot-\(age + 4)")
    }
    return CodeList(
      "age-band",
      [.init(en: "under-15", nl: "onder-15")] + middle + [.init(en: "from-85", nl: "vanaf-85")])
  }()

  /// What a column of ages is called once it holds bands.
  package static func banded(_ column: String) -> String {
    column == "age" ? "age-band" : column
  }

  /// Why a published count is not shown: it is small, or it would give away one that is.
  package static let hidden = CodeList(
    "hidden", [.init(en: "<5", nl: "<5"), .init(en: "hidden", nl: "verborgen")])

  package static let absences = CodeList(
    "absence",
    """
    not-asked=niet-gevraagd cannot-tell=kan-niet-zeggen declined=geweigerd
    not-applicable=niet-van-toepassing
    """)

  /// The Dutch name of each threshold, in the order of the vocabulary.
  package static let thresholds = CodeList(
    "threshold",
    """
    illness=ziekte pregnancy=zwangerschap addiction=verslaving psychological=psychisch
    disability=handicap physical-capacity=fysieke-draagkracht cognition=cognitie
    homelessness=dakloosheid unfit-dwelling=ongezonde-woning moving=verhuizing
    transit-housing=doorgangswoning relationships=relatieproblemen parenting=opvoeding
    childcare=kinderopvang care-duty=zorgtaak social-network=sociaal-netwerk
    work-network=werknetwerk appearance=voorkomen hygiene=hygiëne communication=communicatie
    administration=administratie social-skills=sociale-vaardigheden
    self-reliance=zelfredzaamheid career-history=loopbaan dutch=nederlands
    literacy=geletterdheid work-permit=arbeidskaart qualification=kwalificatie
    job-goal=jobdoelwit appointments=afspraken initiative=initiatief flexibility=flexibiliteit
    frustration=frustratietolerantie motivation=motivatie mobility=mobiliteit
    self-knowledge=zelfkennis structure=structuur finances=financiën justice=justitie
    unemployment-trap=werkloosheidsval
    """)

  /// The name of a specification: its threshold and its own word.
  package static func specification(_ word: Specification, _ tongue: Tongue) -> String {
    guard tongue == .nl else { return word.code }
    let threshold = thresholds.place(of: String(word.code.prefix { $0 != "." }))
    let name = threshold.map { thresholds.codes[$0].nl } ?? ""
    return "\(name).\(specifications[Int(word.index)])"
  }

  /// The last word of each specification in Dutch, in the order of the vocabulary.
  package static let specifications: [String] = """
    belemmerd gediagnosticeerd klachten fysiek mentaal arbeidshandicap geen-adres opvang ernstig
    onbewoonbaar moet-weg vaak partner andere-ouder gezin derden geweld omgang kind-fysiek
    kind-psychisch alleenstaand wachtlijst weigert onbekend geen-sociaal geen-familiaal verzet
    niemand-werkt weinig-werkenden verzorging presentatie verwoorden onbegrepen taalgebruik
    mondeling schriftelijk analfabeet onzelfstandig inzicht ex-zelfstandige omgang regels
    beleefdheid assertiviteit gezag inactief geen-keuzes begeleide-jobs onduidelijk wegblijven
    afzeggen documenten stappenplan geen-stappen moeilijke-stappen geen-opvolging vast-doel
    geeft-op gefrustreerd geen-verandering passief onwillig onwetend geen-middelen
    geen-bereik onduidelijk doel loon werkplek verwachtingen overschat dagritme huishouden schuld
    bemiddeling basisbehoeften gevangenis uit-gevangenis veroordeeld gedrag actueel risico
    """.split { $0 == " " || $0 == "\n" }.map(String.init)
}
