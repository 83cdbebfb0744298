import InstrumentKit

private func listed(_ words: [String]) -> String {
  words.prefix(8).joined(separator: ", ") + (words.count > 8 ? ", …" : "")
}

extension QuestionnaireFault.Problem {
  var words: Label {
    let (nl, en) = pair
    return Label(nl: nl, en: en)
  }

  private var pair: (nl: String, en: String) {
    switch self {
    case .notJSON:
      ("hier is dit geen JSON; verbeter het bestand", "this is no JSON here; mend the file")
    case .notUTF8:
      ("geen geldige UTF-8; bewaar het als UTF-8", "not valid UTF-8; save it as UTF-8")
    case .tooLarge(let limit):
      (
        "groter dan \(limit) bytes; splits de vragenlijst",
        "larger than \(limit) bytes; split the questionnaire"
      )
    case .tooDeep(let limit):
      (
        "dieper dan \(limit) waarden in elkaar; maak het vlakker",
        "deeper than \(limit) values in one another; make it flatter"
      )
    case .tooMany(let limit):
      ("meer dan \(limit); laat er weg", "more than \(limit); leave some out")
    case .takenTwice:
      ("staat er al; geef een andere of schrap er een", "is there already; rename or remove one")
    case .missing: ("ontbreekt; vul het in", "is missing; fill it in")
    case .wrongType(let kind): QuestionnaireFault.Problem.wrong(kind)
    case .unknownMember(let near):
      (
        "dit element kent de standaard hier niet; "
          + (near.map { "bedoelde u \($0)?" } ?? "schrap het"),
        "the standard has no such element here; "
          + (near.map { "did you mean \($0)?" } ?? "remove it")
      )
    case .notOneOf(let known):
      ("kies uit \(listed(known))", "choose from \(listed(known))")
    case .notWhole:
      ("is geen geheel getal; rond het af", "is no whole number; round it")
    case .outOfRange(let range):
      (
        "kies een getal van \(range.lowerBound) tot \(range.upperBound)",
        "choose a number from \(range.lowerBound) to \(range.upperBound)"
      )
    case .unreadableText:
      (
        "geen tekst die op een regel te lezen is; schrijf hem anders",
        "no text that can be read on a line; write it otherwise"
      )
    case .noLabel(let tongue): QuestionnaireFault.Problem.noLabel(tongue)
    case .otherResource:
      ("is geen Questionnaire; geef er een", "is no Questionnaire; give one")
    case .notForPeople:
      (
        "is niet voor mensen bedoeld; alleen vragen over een persoon kunnen",
        "is not meant for people; only questions on a person can be used"
      )
    case .modifier:
      (
        "verandert de betekenis op een manier die hier niet bekend is; schrap het bewust",
        "changes the meaning in a way not known here; remove it knowingly"
      )
    case .unsupported(let what): what.pair
    case .unknownValueSet:
      ("die lijst zit niet in contained; voeg ze toe", "no such list is contained; add it")
    case .noOptions: ("heeft geen antwoorden; geef er", "has no options; give some")
    case .emptyGroup:
      ("de groep is leeg; vul of schrap ze", "the group is empty; fill or remove it")
    case .noQuestions: ("er zijn geen vragen; voeg er toe", "there are no questions; add some")
    case .unknownQuestion:
      ("er is geen vraag met deze linkId; verbeter hem", "no question has this linkId; mend it")
    case .questionInRows:
      (
        "die vraag wordt herhaald en heeft geen enkel antwoord; kies een andere",
        "that question is repeated and has no one answer; choose another"
      )
    case .questionLeftOut:
      (
        "die vraag wordt nooit gesteld; kies een andere",
        "that question is never asked; choose another"
      )
    case .cycle:
      (
        "de voorwaarden hangen in een kring aan elkaar; schrap er een",
        "the conditions hang on each other in a circle; remove one"
      )
    case .cannotCompare:
      (
        "zo is dit antwoord hier niet te vergelijken; gebruik exists, = of !=",
        "this answer cannot be compared so here; use exists, = or !="
      )
    case .notAnOption:
      ("is geen antwoord van deze vraag; kies er een", "is no option of this question; choose one")
    case .ambiguous:
      (
        "meer antwoorden hebben deze code, in verschillende systemen; noem het systeem: SYSTEEM|CODE in het koppelbestand, system in de vragenlijst",
        "several options have this code, in different systems; name the system: SYSTEM|CODE in the link file, system in the questionnaire"
      )
    case .twoWeights:
      (
        "telt elders voor iets anders; houd een gewicht over",
        "counts otherwise elsewhere; keep one weight"
      )
    case .twoValues:
      ("er mag er maar een zijn; schrap de rest", "only one is allowed; remove the rest")
    case .noUnit:
      ("de eenheid ontbreekt of verschilt; geef ze", "the unit is missing or another; give it")
    case .boundsCrossed:
      (
        "het minimum ligt boven het maximum; wissel ze",
        "the minimum is above the maximum; swap them"
      )
    case .notAnId:
      (
        "geeft geen naam voor het instrument; zet id in het koppelbestand",
        "gives no name for the instrument; put id in the link file"
      )
    case .noVersion:
      (
        "zonder versie zijn antwoorden niet te plaatsen; geef er een",
        "without a version answers cannot be placed; give one"
      )
    case .noLanguage:
      (
        "in welke taal de teksten staan is niet gezegd; zet \"language\": \"nl\" of \"en\" in de vragenlijst, of language: nl in het koppelbestand",
        "in which language the texts are is not said; put \"language\": \"nl\" or \"en\" in the questionnaire, or language: en in the link file"
      )
    case .form:
      (
        "de voorwaarde past niet bij de vraag waar ze naar kijkt; schrap ze",
        "the condition does not go with the question it looks at; remove it"
      )
    case .rule(let problem): QuestionnaireFault.Problem.rule(problem)
    case .unknownItem:
      (
        "de vragenlijst heeft geen vraag met deze linkId; verbeter hem",
        "the questionnaire has no question of this linkId; mend it"
      )
    case .notWeighted:
      (
        "geen van de antwoorden heeft een gewicht; schrap de vraag hier",
        "none of its options has a weight; remove the question here"
      )
    case .notMapped(let codes):
      (
        "niet gekoppeld: \(listed(codes)); geef een niveau of unmapped",
        "not mapped: \(listed(codes)); give a level or unmapped"
      )
    case .noLevel:
      ("geen enkel antwoord is een niveau; koppel er een", "no option is a level; map one")
    case .notAChoice:
      (
        "dit past niet bij het type van de vraag; verander het type",
        "this does not go with the question's type; change the type"
      )
    case .bandsOutOfOrder:
      (
        "de klassen lopen niet op; zet ze van laag naar hoog",
        "the bands do not rise; put them from low to high"
      )
    case .bandsTooShort(let most):
      (
        "de score kan tot \(most) gaan; laat upto hier weg",
        "the score can go up to \(most); leave out upto here"
      )
    case .notAMeasure(let known): ("kies uit \(listed(known))", "choose from \(listed(known))")
    case .notAnInput(let known):
      (
        "telt in geen score mee; kies uit \(listed(known))",
        "counts in no score; choose from \(listed(known))"
      )
    }
  }

  private static func wrong(_ kind: QuestionnaireFault.Kind) -> (nl: String, en: String) {
    switch kind {
    case .object:
      (
        "hier hoort een object met de juiste velden",
        "an object with the right members belongs here"
      )
    case .list: ("hier hoort een lijst die niet leeg is", "a list that is not empty belongs here")
    case .text: ("hier hoort een tekst die niet leeg is", "a text that is not empty belongs here")
    case .flag: ("hier hoort true of false", "true or false belongs here")
    case .whole: ("hier hoort een geheel getal", "a whole number belongs here")
    }
  }

  private static func noLabel(_ tongue: Tongue) -> (nl: String, en: String) {
    tongue == .nl
      ? (
        "het Nederlands ontbreekt; geef een translation of een label in het koppelbestand",
        "the Dutch is missing; give a translation, or a label in the link file"
      )
      : (
        "het Engels ontbreekt; geef een translation of een label in het koppelbestand",
        "the English is missing; give a translation, or a label in the link file"
      )
  }

  private static func rule(_ problem: RuleFault.Problem) -> (nl: String, en: String) {
    switch problem {
    case .missing(let key): ("\(key) ontbreekt; vul het in", "\(key) is missing; fill it in")
    case .notAMap: ("hier horen sleutels met waarden", "keys with values belong here")
    case .notAList: ("hier hoort een lijst", "a list belongs here")
    case .notAText: ("hier hoort een tekst", "a text belongs here")
    case .emptyList: ("de lijst is leeg; vul ze", "the list is empty; fill it")
    case .notACode:
      ("schrijf een code als minimal of light-1", "write a code such as minimal or light-1")
    case .notANumber(let range):
      (
        "kies een geheel getal van \(range.lowerBound) tot \(range.upperBound)",
        "choose a whole number from \(range.lowerBound) to \(range.upperBound)"
      )
    case .wrongLength(let range):
      (
        "geef er \(range.lowerBound) tot \(range.upperBound)",
        "give \(range.lowerBound) to \(range.upperBound)"
      )
    case .notOneOf(let known): ("kies uit \(listed(known))", "choose from \(listed(known))")
    case .unknownKey(_, let known):
      (
        "deze sleutel bestaat niet; kies uit \(listed(known))",
        "there is no such key; choose from \(listed(known))"
      )
    case .takenTwice: ("staat er al; geef een andere", "is there already; give another")
    case .unreadable: ("dit is geen leesbare YAML", "this is no readable YAML")
    @unknown default: ("dit kan niet gebruikt worden", "this cannot be used")
    }
  }
}
