import Questionnaires

extension ResponseFault.Problem {
  var words: (nl: String, en: String) {
    switch self {
    case .notJSON: ("hier is dit geen JSON", "this is no JSON here")
    case .tooLarge(let limit):
      (
        "groter dan \(limit) bytes; splits het bestand",
        "larger than \(limit) bytes; split the file"
      )
    case .otherResource:
      (
        "verwacht een QuestionnaireResponse of een Bundle ervan",
        "expected a QuestionnaireResponse or a Bundle of them"
      )
    case .wrongType: ("een waarde van een ander type", "a value of another type")
    case .missing: ("ontbreekt", "is missing")
    case .modifier:
      (
        "verandert de betekenis op een manier die hier niet bekend is",
        "changes the meaning in a way not known here"
      )
    case .otherQuestionnaire:
      ("antwoordt op een andere vragenlijst", "answers another questionnaire")
    case .otherVersion(let known):
      ("een andere versie dan \(known)", "another version than \(known)")
    case .notCompleted: ("verwacht completed of amended", "expected completed or amended")
    case .noSubject:
      (
        "noemt geen cliënt: identifier.value of reference Patient/CODE",
        "names no client: identifier.value or reference Patient/CODE"
      )
    case .otherClient:
      (
        "een antwoord met deze identifier is al van een andere cliënt overgenomen; kijk na van wie het is",
        "a response of this identifier was taken of another client; look whose it is"
      )
    case .notADay:
      ("verwacht een datum als 2012-06-30", "expected a date such as 2012-06-30")
    case .otherDay: ("een andere dag dan authored", "another day than authored")
    case .unknownLinkId:
      ("de vragenlijst heeft geen vraag met deze linkId", "the questionnaire has no such linkId")
    case .misplaced:
      ("staat niet waar de vragenlijst het zet", "stands not where the questionnaire puts it")
    case .takenTwice: ("staat er al", "is there already")
    case .oneAnswer: ("er mag maar één antwoord zijn", "only one answer is allowed")
    case .otherValue(let expected): ("verwacht \(expected)", "expected \(expected)")
    case .notAnOption:
      ("geen antwoord uit de lijst van de vraag", "no answer of the question's list")
    case .ambiguous:
      (
        "meer antwoorden hebben deze code, in verschillende systemen; noem het systeem",
        "several options have this code, in different systems; name the system"
      )
    case .notWhole: ("verwacht een geheel getal", "expected a whole number")
    case .otherUnit(let known): ("verwacht de eenheid \(known)", "expected the unit \(known)")
    case .tooLong(let limit):
      ("langer dan \(limit) tekens", "longer than \(limit) characters")
    case .cannotHold:
      (
        "in een rij kan een tekst geen ; of , of nieuwe regel hebben",
        "in a row a text cannot have ; or , or a new line"
      )
    }
  }
}
