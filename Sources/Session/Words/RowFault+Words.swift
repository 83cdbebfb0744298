import Exchange
import InstrumentKit
import Language
import Profile

extension RowFault: Worded {
  var message: Message {
    let (nl, en) = words
    let place = column.map { " \($0):" } ?? ""
    if line == 0, let column {
      // In a bundle the path tells where; it has no lines that people count.
      return Message(code, "\(column): \(nl)\(found.nl)", "\(column): \(en)\(found.en)")
    }
    let lines = lastLine > line ? "\(line)-\(lastLine)" : "\(line)"
    return Message(
      code, "regel \(lines):\(place) \(nl)\(found.nl)\(swallowed.nl)",
      "line \(lines):\(place) \(en)\(found.en)\(swallowed.en)")
  }

  /// What is wrong, beside the row itself.
  var reason: Label {
    let (nl, en) = words
    return Label(nl: nl + found.nl + swallowed.nl, en: en + found.en + swallowed.en)
  }

  /// The same to whoever has just typed it: there is one field and no line.
  var spoken: Label {
    let (nl, en) =
      if case .otherDayForm = problem { RowFault.words(.notADay) } else { words }
    return Label(nl: nl, en: en)
  }

  /// What an open quote took in.
  private var swallowed: Label {
    guard case .unclosedQuote = problem, lastLine > line else { return Label(nl: "", en: "") }
    let lines = lastLine - line
    return Label(
      nl: "; \(lines == 1 ? "1 regel zit" : "\(lines) regels zitten") erin",
      en: "; it took in \(lines == 1 ? "1 line" : "\(lines) lines")")
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
    case .notACode, .severalScores, .noScore, .levelAndReason: "E512"
    case .otherDayForm, .notADay, .bornLater, .filledLater, .longAgo,
      .bornAfterEarlier:
      "E513"
    case .notYesNo: "E514"
    case .notANumber: "E515"
    case .notAClientCode, .isNationalNumber: "E516"
    case .notANationalNumber, .powerOfTen: "E517"
    case .tooLong: "E518"
    case .unknownSpecification, .unknownAction: "E519"
    case .endsEarlier, .beforeBirth, .beforeEntering, .afterEntering: "E513"
    case .wrongFieldCount, .invalidText, .nul, .unclosedQuote, .withoutName: "E520"
    case .conflict, .repeated, .revised: "E521"
    case .forgotten: "E522"
    case .numberTaken, .numberRepeated: "E525"
    case .unknownClient: "E523"
    }
  }

  /// What the value looks like; never the value.
  private var found: Label {
    switch (problem, valueClass) {
    case (.notACode, let found), (.notADay, let found), (.notYesNo, let found),
      (.notANumber, let found):
      switch found {
      case .number where problem.isAboutRange:
        Label(nl: ", dit getal ligt erbuiten", en: ", this number lies outside")
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

  /// A day that is written otherwise than was said: how, and the way out.
  private static func words(_ form: DayForm) -> (nl: String, en: String) {
    switch form {
    case .iso: words(.notADay)
    case .dmy:
      (
        "dag, maand, jaar: zeg datums dmj (--dates dmy) als dat overal zo is, of schrijf 2012-06-30",
        "day, month, year: say dates dmy (--dates dmy) if it is so everywhere, or write 2012-06-30"
      )
    case .excel:
      (
        "het dagnummer van een rekenblad: zeg datums excel (--dates excel), of schrijf 2012-06-30",
        "the day number of a spreadsheet: say dates excel (--dates excel), or write 2012-06-30"
      )
    }
  }

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
    case .otherDayForm(let form): return words(form)
    case .notYesNo:
      return ("verwacht ja of nee (in bestanden yes of no)", "expected yes or no (ja, nee)")
    case .severalScores(let codes):
      let shown = codes.prefix(8).joined(separator: ", ") + (codes.count > 8 ? ", …" : "")
      return (
        "meer dan een score zegt dit: kies uit \(shown)",
        "more than one score says this: choose from \(shown)"
      )
    case .noScore:
      return (
        "dit instrument heeft geen score voor deze reden; laat ze leeg",
        "this instrument has no score for this reason; leave it empty"
      )
    case .levelAndReason:
      return (
        "er staat een niveau, en een reden waarom er geen is",
        "there is a level, and a reason why there is none"
      )
    case .withoutName:
      return (
        "er staat iets in een kolom zonder naam", "something stands in a column without a name"
      )
    case .powerOfTen:
      return (
        "een rekenblad heeft er een macht van tien van gemaakt; maak er tekst van en neem het over van de bron",
        "a spreadsheet made a power of ten of it; make it text and take it from its source again"
      )
    case .repeated(let line):
      return (
        "zelfde cliënt en dag als regel \(line) van dit bestand, met andere inhoud",
        "same client and day as line \(line) of this file, with other content"
      )
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
    case .longAgo: return ("voor 1900", "before 1900")
    case .bornAfterEarlier:
      return ("geboren na een vroegere registratie", "born after an earlier registration")
    case .tooLong(let limit):
      return (
        "langer dan \(Counted.letter.text(limit, .nl))",
        "longer than \(Counted.letter.text(limit, .en))"
      )
    case .unknownSpecification:
      return ("onbekende specificatie", "unknown specification")
    case .unknownAction: return ("onbekende actie", "unknown action")
    case .endsEarlier: return ("eindigt voor het begint", "ends before it starts")
    case .beforeBirth:
      return ("voor de geboorte van de cliënt", "before the client was born")
    case .beforeEntering: return ("voor de dag van instap", "before the day of entering")
    case .afterEntering: return ("na de dag van instap", "after the day of entering")
    case .wrongFieldCount(let expected, let found):
      return (
        "verwacht \(Counted.field.text(expected, .nl)), gevonden: \(found)",
        "expected \(Counted.field.text(expected, .en)), found \(found)"
      )
    case .invalidText: return ("geen geldige UTF-8", "not valid UTF-8")
    case .nul:
      return ("een NUL-teken hoort in geen tekst", "a NUL character belongs in no text")
    case .unclosedQuote:
      return ("een aanhalingsteken staat verkeerd of open", "a quote is misplaced or left open")
    case .unknownClient:
      return ("de cliënt is nog niet bekend", "the client is not known yet")
    case .forgotten:
      return (
        "deze cliënt werd vergeten; wie terugkomt krijgt een nieuwe code",
        "this client was forgotten; who comes back gets a new code"
      )
    case .numberTaken(let client):
      return (
        "het rijksregisternummer is dat van \(client); is het dezelfde persoon, gebruik die code; "
          + "aanvaard-dubbels (--accept-duplicates) neemt het toch",
        "the national register number is \(client)'s; for the same person use that code; "
          + "accept-duplicates (--accept-duplicates) takes it all the same"
      )
    case .numberRepeated(let line):
      return (
        "het rijksregisternummer staat ook op regel \(line), bij een andere cliënt; "
          + "aanvaard-dubbels (--accept-duplicates) neemt het toch",
        "the national register number is on line \(line) too, of another client; "
          + "accept-duplicates (--accept-duplicates) takes it all the same"
      )
    case .revised(let deed):
      let done = deed.done
      return (
        "deze registratie werd sindsdien \(done.nl); vervang over-verbeteringen "
          + "(--replace --over-corrections) neemt ze toch",
        "this registration was \(done.en) since; replace over-corrections "
          + "(--replace --over-corrections) takes it all the same"
      )
    case .conflict:
      return (
        "dezelfde cliënt en dag met andere inhoud dan in de opslag; --replace vervangt",
        "same client and day with other content than in the store; --replace replaces"
      )
    }
  }
}
