import Exchange
import InstrumentKit
import Language

extension RowFault: Worded {
  var message: Message {
    let (nl, en) = words
    let place = column.map { " \($0):" } ?? ""
    if line == 0, let column {
      // In a bundle the path tells where; it has no lines that people count.
      return Message(code, "\(column): \(nl)\(found.nl)", "\(column): \(en)\(found.en)")
    }
    return Message(
      code, "regel \(line):\(place) \(nl)\(found.nl)", "line \(line):\(place) \(en)\(found.en)")
  }

  /// The same to whoever has just typed it: there is one field and no line.
  var spoken: Label {
    let (nl, en) = words
    return Label(nl: nl, en: en)
  }

  private var code: String {
    RowFault.code(problem)
  }

  private static func code(_ problem: Problem) -> String {
    switch problem {
    case .inRow(_, let inner): code(inner)
    case .misread: "E512"
    case .response: "E524"
    case .missing: "E511"
    case .notACode: "E512"
    case .notADay, .bornLater, .filledLater: "E513"
    case .notYesNo: "E514"
    case .notANumber: "E515"
    case .notAClientCode, .isNationalNumber: "E516"
    case .notANationalNumber: "E517"
    case .tooLong: "E518"
    case .unknownSpecification, .unknownAction: "E519"
    case .endsEarlier: "E513"
    case .wrongFieldCount, .invalidText, .unclosedQuote: "E520"
    case .conflict: "E521"
    case .forgotten: "E522"
    case .unknownClient: "E523"
    }
  }

  /// What the value looks like; never the value.
  private var found: Label {
    switch (problem, valueClass) {
    case (.notACode, let found), (.notADay, let found), (.notYesNo, let found),
      (.notANumber, let found):
      switch found {
      case .empty: Label(nl: "", en: "")
      case .number: Label(nl: ", er staat een getal", en: ", found a number")
      case .day: Label(nl: ", er staat iets als een datum", en: ", found something like a date")
      case .word: Label(nl: ", er staat een ander woord", en: ", found another word")
      case .text: Label(nl: ", er staat tekst", en: ", found text")
      }
    default: Label(nl: "", en: "")
    }
  }

  private var words: (nl: String, en: String) { RowFault.words(problem) }

  private static func words(_ problem: Problem) -> (nl: String, en: String) {
    switch problem {
    case .inRow(let row, let inner):
      let (nl, en) = words(inner)
      return ("rij \(row): \(nl)", "row \(row): \(en)")
    case .misread(let misreading):
      return (
        "teken \(misreading.position): \(misreading.words.nl)",
        "character \(misreading.position): \(misreading.words.en)"
      )
    case .response(let problem): return problem.words
    case .missing: return ("ontbreekt", "is missing")
    case .notACode(let list):
      let shown = list.prefix(8).joined(separator: ", ") + (list.count > 8 ? ", …" : "")
      return ("verwacht een van \(shown)", "expected one of \(shown)")
    case .notADay:
      return ("verwacht een datum als 2012-06-30", "expected a date such as 2012-06-30")
    case .notYesNo:
      return ("verwacht ja of nee (in bestanden yes of no)", "expected yes or no (ja, nee)")
    case .notANumber(let range):
      return (
        "verwacht een getal van \(range.lowerBound) tot \(range.upperBound)",
        "expected a number from \(range.lowerBound) to \(range.upperBound)"
      )
    case .notAClientCode:
      return (
        "verwacht een cliëntcode: letters, cijfers, punt of streepje, hoogstens 32",
        "expected a client code: letters, digits, point or dash, at most 32"
      )
    case .isNationalNumber:
      return (
        "een rijksregisternummer mag geen cliëntcode zijn",
        "a national register number cannot be a client code"
      )
    case .notANationalNumber:
      return ("geen geldig rijksregisternummer", "not a valid national register number")
    case .bornLater:
      return ("geboren na de registratie", "born after the registration")
    case .filledLater:
      return ("later dan de peildag", "later than the reference date")
    case .tooLong(let limit):
      return ("langer dan \(limit) tekens", "longer than \(limit) characters")
    case .unknownSpecification:
      return ("onbekende specificatie", "unknown specification")
    case .unknownAction: return ("onbekende actie", "unknown action")
    case .endsEarlier: return ("eindigt voor het begint", "ends before it starts")
    case .wrongFieldCount(let expected, let found):
      return (
        "verwacht \(expected) velden, er zijn er \(found)",
        "expected \(expected) fields, found \(found)"
      )
    case .invalidText: return ("geen geldige UTF-8", "not valid UTF-8")
    case .unclosedQuote:
      return ("een aanhalingsteken staat verkeerd of open", "a quote is misplaced or left open")
    case .unknownClient:
      return ("de cliënt is nog niet bekend", "the client is not known yet")
    case .forgotten:
      return (
        "deze cliënt werd vergeten; wie terugkomt krijgt een nieuwe code",
        "this client was forgotten; who comes back gets a new code"
      )
    case .conflict:
      return (
        "dezelfde cliënt en dag met andere inhoud dan in de opslag; --replace vervangt",
        "same client and day with other content than in the store; --replace replaces"
      )
    }
  }
}

extension ImportPlan.HeaderFault: Worded {
  var message: Message {
    switch problem {
    case .unknownColumn:
      let near = Nearest.of(name, among: known)
      return Message(
        "E501", "kolom \(position) heet \"\(name)\": die kent het instrument niet",
        "column \(position) is called \"\(name)\": the instrument knows no such column",
        next: near.map { ("bedoelde u \($0)?", "did you mean \($0)?") })
    case .noHeader:
      return Message(
        "E504", "de eerste regel noemt geen kolommen die dit instrument kent",
        "the first line names no columns that this instrument knows",
        next: (
          "begin met een regel als client,filled-on,mobility",
          "begin with a line such as client,filled-on,mobility"
        ))
    case .tabs:
      return Message(
        "E504", "de velden staan tussen tabs", "the fields stand between tabs",
        next: ("bewaar het met , of ; als scheidingsteken", "save it with , or ; between them"))
    case .takenTwice:
      return Message(
        "E502", "kolom \(position), \"\(name)\", staat er twee keer",
        "column \(position), \"\(name)\", is there twice")
    case .noClient, .noFilledOn, .noKey:
      return Message(
        "E503", "de kolom \"\(name)\" ontbreekt", "the column \"\(name)\" is missing",
        next: ("zet ze in de eerste regel", "put it in the first line"))
    case .empty:
      return Message(
        "E504", "het bestand heeft geen eerste regel met kolommen",
        "the file has no first line of columns")
    }
  }
}

extension CSVFault: Worded {
  var message: Message {
    Message(
      "E505", "regel \(line) van het bestand is geen leesbare regel met kolommen",
      "line \(line) of the file is no readable line of columns")
  }
}

extension RowWarning {
  /// What is odd, without a line.
  package var words: Label {
    switch kind {
    case .notApplicable:
      Label(
        nl: "\(item): ingevuld hoewel de vraag niet gold; telt nergens mee",
        en: "\(item): answered though the question did not apply; counted in nothing")
    case .optionNotApplicable:
      Label(
        nl: "\(item): een antwoord dat niet past bij de andere antwoorden",
        en: "\(item): an answer that does not go with the other answers")
    case .numberDisagrees:
      Label(
        nl: "\(item): het rijksregisternummer zegt iets anders",
        en: "\(item): the national register number says otherwise")
    case .noSpecification:
      Label(
        nl: "\(item): niet-mogelijk, zonder te zeggen wat",
        en: "\(item): blocking, without saying what")
    case .reasonNotKept:
      Label(
        nl: "\(item): geen antwoord, en de reden daarvoor kan hier niet bewaard worden",
        en: "\(item): no answer, and the reason for that cannot be kept here")
    case .otherResource:
      Label(
        nl: "\(item): geen antwoord op een vragenlijst; niet overgenomen",
        en: "\(item): no response to a questionnaire; not taken")
    case .unknownCommune:
      Label(
        nl: "\(item): geen gekende gemeente; bewaard zoals het er staat",
        en: "\(item): no known commune; kept as it is")
    case .unknownCategory:
      Label(
        nl: "\(item): geen gekende categorie van VDAB; bewaard zoals het er staat",
        en: "\(item): no known category of VDAB; kept as it is")
    case .strayedSpecification:
      Label(
        nl: "\(item): gespecificeerd hoewel het geen drempel 3 of 4 is",
        en: "\(item): specified though it is not scored 3 or 4")
    }
  }
}
