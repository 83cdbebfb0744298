import InstrumentKit

extension Problem {
  /// The fact in words, with what mends it; all words of this package stand here.
  var remark: Remark {
    switch self {
    case .form(let fault):
      let (words, mend) = fault.problem.words
      return Remark(
        "E609", at: "item \(fault.item)",
        Label(nl: "vraag \(fault.item) \(words.nl)", en: "item \(fault.item) \(words.en)"),
        remedy: mend)
    case .unusableForm:
      return .told(
        "E609", "form", "het formulier is niet bruikbaar", "the form cannot be used",
        "bouw de plugin opnieuw met de kit van dit programma",
        "build the plugin again with the kit of this program")
    case .unknownInput(let name):
      return .told(
        "E609", "input \(name)", "leest \"\(name)\", dat niet bestaat",
        "reads \"\(name)\", which does not exist", "noem een vraag of een veld dat er is",
        "name an item or a field that is there")
    case .doubleMeasure(let id):
      return .told(
        "E609", "measure \(id)", "uitkomst \(id) staat er twee keer",
        "measure \(id) is there twice",
        "geef een van beide een andere naam", "give one of them another name")
    case .missingLabel(let name):
      return .told(
        "E609", name, "\(name) heeft geen label in beide talen",
        "\(name) has no label in both languages",
        "schrijf het label in het Nederlands en het Engels",
        "write the label in Dutch and in English")
    case .tooManyCodes(let id):
      return .told(
        "E609", "measure \(id)", "vraag \(id) heeft te veel antwoorden",
        "item \(id) has too many answers", "houd het bij 30 codes, of splits de uitkomst",
        "keep to 30 codes, or split the measure")
    case .badID(let owner, let id):
      return .told(
        "E620", "\(owner) \(id)", "de naam \"\(id)\" (\(owner)) is niet kebab-case",
        "the name \"\(id)\" (\(owner)) is not kebab-case",
        "gebruik kleine letters en cijfers, met streepjes ertussen",
        "use small letters and digits, with hyphens between words")
    case .doubleCode(let owner, let code):
      return .told(
        "E621", owner, "de code \(code) staat er twee keer (\(owner))",
        "the code \(code) is there twice (\(owner))", "geef elk antwoord een eigen code",
        "give each answer a code of its own")
    case .badCode(let owner, let code):
      return .told(
        "E622", owner, "\"\(code)\" kan geen code zijn (\(owner))",
        "\"\(code)\" cannot be a code (\(owner))",
        "geen spaties of puntkomma's, en geen woord voor een ontbrekend antwoord",
        "no spaces or semicolons, and no word for a missing answer")
    case .badVersion(let version):
      return .told(
        "E623", "instrument", "\"\(version)\" kan geen versie zijn",
        "\"\(version)\" cannot be a version", "gebruik letters, cijfers, punten en streepjes: 1.0",
        "use letters, digits, points and hyphens: 1.0")
    case .adviceMeasure(let id):
      return .told(
        "E624", "advice", "het advies verwijst naar \(id), geen uitkomst met codes of ja en nee",
        "the advice points to \(id), which is no measure of codes or yes and no",
        "noem een uitkomst die er is", "name a measure that is there")
    case .adviceCode(let code):
      return .told(
        "E624", "advice",
        "het advies ordent \"\(code)\" één keer te veel of zonder dat de uitkomst het heeft",
        "the advice orders \"\(code)\" once too often, or the measure does not have it",
        "noem elke code die beslist kan worden één keer", "name each code that can be decided once")
    case .migrationChain(let from, let to):
      return .told(
        "E625", "migration \(from)", "de overgang van \(from) naar \(to) sluit niet aan",
        "the migration from \(from) to \(to) does not lead on",
        "laat elke overgang naar de volgende leiden, en de laatste naar deze versie",
        "let each migration lead to the next, and the last to this version")
    case .migrationItem(let item, let from):
      return .told(
        "E625", .advice, "migration \(from)",
        "de overgang van \(from) brengt antwoorden naar \(item), die er niet is",
        "the migration from \(from) brings answers to \(item), which is not there",
        "noem een vraag van deze versie, of laat de antwoorden vallen",
        "name an item of this version, or drop the answers")
    case .unlinkedLevel(let item):
      return .told(
        "E626", "item \(item)", "vraag \(item) scoort niveaus, maar zegt niet van welke drempel",
        "item \(item) scores levels, but does not say of which threshold",
        "koppel ze met .threshold, of verklaar ze met .own eigen aan het instrument",
        "link it with .threshold, or declare with .own that it is the instrument's own")
    case .levelWithoutScores(let item):
      return .told(
        "E626", "item \(item)",
        "vraag \(item) is gekoppeld aan een drempel, maar heeft geen scores",
        "item \(item) is linked to a threshold, but has no scores",
        "maak er .level van, met wat elke score betekent",
        "make it .level, with what each score means")
    case .unorderedLevels(let item, let code):
      return .told(
        "E627", "item \(item)", "de scores van vraag \(item) keren om bij \(code)",
        "the scores of item \(item) turn round at \(code)",
        "zet ze van licht naar zwaar of van zwaar naar licht",
        "list them from light to heavy or from heavy to light")
    case .emptyList, .alike, .tableInTable, .unknownRole, .neverAsked: return useless
    case .uncheckedFields(let names):
      let list = names.joined(separator: ", ")
      return .told(
        "E628", .advice, "fields", "velden van het profiel zijn hier niet nagekeken: \(list)",
        "fields of the profile were not checked here: \(list)",
        "drempel plugin check kijkt ze na", "drempel plugin check checks them")
    case .noCases:
      return .told(
        "E629", "cases", "er is geen enkel gouden geval", "there is no golden case at all",
        "geef voor elke grens van elke regel een geval met zijn uitkomst",
        "give a case with its outcome for every border of every rule")
    case .golden(let name, let mismatch):
      let words = mismatch.words
      return Remark(
        "E610", at: "case \"\(name)\"",
        Label(nl: "geval \"\(name)\": \(words.nl)", en: "case \"\(name)\": \(words.en)"),
        remedy: Label(
          nl: "verbeter het geval of de regel; een van beide is fout",
          en: "mend the case or the rule; one of them is wrong"))
    case .scored(let scored): return scored.remark
    }
  }

  /// The second number of the kit that knows the rule: who built for an earlier one could not.
  var since: Int {
    switch self {
    case .badID, .doubleCode, .badCode, .badVersion, .adviceMeasure, .adviceCode, .migrationChain,
      .unlinkedLevel, .levelWithoutScores, .unorderedLevels:
      2
    case .emptyList, .alike, .tableInTable, .unknownRole, .neverAsked: 3
    default: 0
    }
  }
}

extension Remark {
  /// A fault in few words: Dutch, English, and in both what mends it.
  static func told(
    _ code: String, _ place: String, _ nl: String, _ en: String, _ mendNl: String, _ mendEn: String
  ) -> Remark {
    told(code, .fault, place, nl, en, mendNl, mendEn)
  }

  static func told(
    _ code: String, _ severity: Severity, _ place: String, _ nl: String, _ en: String,
    _ mendNl: String, _ mendEn: String
  ) -> Remark {
    Remark(
      code, severity, at: place, Label(nl: nl, en: en), remedy: Label(nl: mendNl, en: mendEn))
  }
}
