import InstrumentKit
import Profile

extension Diagnostic {
  /// E1xx the text, E2xx types, E4xx policy, E6xx plugins.
  package var code: String {
    switch kind {
    case .unknownName, .unknownMeasure, .unknownItem: "E101"
    case .expected: "E102"
    case .unclosedText: "E103"
    case .unknownStage, .unknownFormat, .unknownFunction: "E104"
    case .unknownSource: "E105"
    case .strangeCharacter, .notUTF8: "E106"
    case .noSuchDay: "E107"
    case .tooDeep: "E108"
    case .nameTaken: "E110"
    case .doubleColumn: "E111"
    case .notShown, .notScored: "E112"
    case .afterExport, .noClients: "E113"
    case .badClient: "E114"
    case .unknownThreshold: "E115"
    case .noAdvice: "E116"
    case .notDeclared, .notDeclaredInText: "E117"
    case .noParameter: "E123"
    case .wrongSetting: "E124"
    case .turned: "E125"
    case .otherValues: "E211"
    case .nothingToDraw: "E118"
    case .endsBefore: "E213"
    case .unknownList: "E119"
    case .notOfReferral: "E120"
    case .unneeded: "E121"
    case .onlyOfBundles: "E128"
    case .noHorizon: "E122"
    case .unknownReport: "E131"
    case .notOfReport: "E132"
    case .missingOfReport: "E133"
    case .needsFile: "E126"
    case .notPublishable: "E127"
    case .notPublished: "E414"
    case .askedTooLate: "E134"
    case .notASpan: "E212"
    case .whichSide: "E222"
    case .beyond: "E232"
    case .otherList: "E242"
    case .notAPeriod: "E214"
    case .wrongType: "E201"
    case .wrongCode: "E202"
    case .listCompared: "E203"
    case .notAssessedCompared: "E205"
    case .notAList: "E206"
    case .notOrdered: "E207"
    case .meanOfLevel, .notSummable: "E208"
    case .listSorted: "E209"
    case .notYesNo: "E210"
    case .forbidden: "E401"
    case .notDeIdentified: "E408"
    case .unknownInstrument: "E611"
    }
  }

  /// What is wrong, in words.
  package var words: Label {
    switch kind {
    case .strangeCharacter(let scalar):
      let shown = ValueText.picture(of: scalar) ?? "\(scalar)"
      return Label(
        nl: "het teken \(shown) hoort hier niet", en: "the character \(shown) does not belong here")
    case .notUTF8:
      return Label(
        nl: "dit teken staat voor bytes die geen geldige UTF-8 zijn",
        en: "this sign stands for bytes that are not valid UTF-8")
    case .unclosedText:
      return Label(nl: "deze tekst is niet gesloten met \"", en: "this text is not closed with \"")
    case .noSuchDay: return Label(nl: "deze dag bestaat niet", en: "there is no such day")
    case .tooDeep(let depth):
      return Label(nl: "meer dan \(depth) haakjes diep", en: "more than \(depth) brackets deep")
    case .expected(let expected, let isEnd, _):
      let label = expected.label
      return isEnd
        ? Label(nl: "hier ontbreekt \(label.nl)", en: "\(label.en) is missing here")
        : Label(nl: "verwacht \(label.nl)", en: "expected \(label.en)")
    case .unknownStage(let word):
      return Label(nl: "\"\(word)\" is geen stap", en: "\"\(word)\" is no stage")
    case .unknownSource(let word):
      return Label(nl: "\"\(word)\" is geen bron", en: "\"\(word)\" is no source")
    case .unknownName(let word):
      return Label(
        nl: "geen veld, drempel of uitkomst heet \"\(word)\"",
        en: "no field, threshold or measure is called \"\(word)\"")
    case .notShown(let word):
      return Label(
        nl: "deze tabel heeft geen kolom \"\(word)\"", en: "this table has no column \"\(word)\"")
    case .unknownInstrument(let word, _, let near) where !near.isEmpty:
      return Label(
        nl: "geen instrument heet \"\(word)\"", en: "no instrument is called \"\(word)\"")
    case .unknownInstrument(let word, let searched, _):
      let folders = searched.joined(separator: ", ")
      return Label(
        nl: "geen plugin levert het instrument \"\(word)\"; gezocht in \(folders)",
        en: "no plugin provides the instrument \"\(word)\"; looked in \(folders)")
    case .unknownMeasure(let word, let instrument):
      return Label(
        nl: "\(instrument) heeft geen uitkomst \"\(word)\"",
        en: "\(instrument) has no measure \"\(word)\"")
    case .notScored(let instrument):
      return Label(
        nl: "\(instrument) is hier nog niet gescoord", en: "\(instrument) is not scored yet here")
    case .unknownFormat(let word):
      return Label(nl: "\"\(word)\" is geen formaat", en: "\"\(word)\" is no format")
    case .needsFile(let format):
      return Label(
        nl: "\(format.rawValue) kan niet naar de standaarduitvoer: geef een bestandsnaam",
        en: "\(format.rawValue) cannot go to standard output: give a file name")
    case .notDeIdentified(let name):
      return Label(
        nl:
          "\"\(FieldCatalog.standard.field(name)?.dutch ?? name)\" kan niet gedeïdentificeerd weg",
        en: "\"\(name)\" cannot go into a de-identified file")
    case .notPublishable:
      return Label(
        nl: "publiceer komt na tel per één of twee kolommen, of meteen na een rapport",
        en: "publish comes after count by one or two columns, or right after a report")
    case .notPublished(let names):
      let dutch = names.map { name in
        FieldCatalog.standard.field(name)?.dutch
          ?? SourceKind.allCases.flatMap(\.own).first { $0.name == name }?.dutch
          ?? (ReportRef.parts.place(of: name).map { ReportRef.parts.codes[$0].nl } ?? name)
      }
      let (nl, en) = (dutch.joined(separator: ", "), names.joined(separator: ", "))
      return Label(
        nl: "een tabel per \(nl) wijst mensen aan en wordt niet gepubliceerd",
        en: "a table by \(en) points at people and is not published")
    case .askedTooLate(let name):
      return Label(
        nl:
          "na het tellen is \"\(FieldCatalog.standard.field(name)?.dutch ?? name)\" er enkel vergroofd",
        en: "after counting \"\(name)\" is there in coarse form only")
    case .onlyOfBundles(let format):
      return Label(
        nl: "alleen een fhir-bundel is van instrumenten, een \(format.rawValue)-bestand niet",
        en: "only a fhir bundle is of instruments, a \(format.rawValue) file is not")
    case .unknownFunction(let word):
      return Label(nl: "\"\(word)\" vat niets samen", en: "\"\(word)\" summarises nothing")
    case .nameTaken(let word):
      return Label(nl: "de naam \"\(word)\" is al in gebruik", en: "the name \"\(word)\" is taken")
    case .doubleColumn(let word):
      return Label(
        nl: "de kolom \"\(word)\" staat er twee keer", en: "the column \"\(word)\" is there twice")
    default: return typeWords
    }
  }

  private var typeWords: Label {
    switch kind {
    case .wrongCode(let word, let list, _, let owner):
      let nl =
        owner.map { "; die code hoort bij \(FieldCatalog.standard.field($0)?.dutch ?? $0)" } ?? ""
      let en = owner.map { "; that code belongs to \($0)" } ?? ""
      let own = SourceKind.allCases.flatMap(\.own).first { $0.type.list?.name == list }
      let dutch =
        list == "level"
        ? "niveau"
        : list == "by" ? "per" : own?.dutch ?? FieldCatalog.standard.field(list)?.dutch ?? list
      return Label(
        nl: "\"\(word)\" is geen code van \(dutch)\(nl)",
        en: "\"\(word)\" is no code of \(list)\(en)")
    case .wrongType(let name, let type, let found):
      return Label(
        nl: "\"\(name)\" is een \(type.label.nl), hier vergeleken met een \(found.label.nl)",
        en: "\"\(name)\" is a \(type.label.en), compared here with a \(found.label.en)")
    case .notAssessedCompared(let name):
      return Label(
        nl: "een ontbrekend niveau van \"\(name)\" is met niets te vergelijken",
        en: "a missing level of \"\(name)\" compares with nothing")
    case .listCompared(let name, _):
      return Label(
        nl: "\"\(name)\" is een lijst van antwoorden", en: "\"\(name)\" is a list of answers")
    case .notAList(let name):
      return Label(nl: "\"\(name)\" is geen lijst", en: "\"\(name)\" is no list")
    case .notOrdered(let name):
      return Label(
        nl: "de codes van \"\(name)\" hebben geen volgorde",
        en: "the codes of \"\(name)\" have no order")
    case .listSorted(let name):
      return Label(
        nl: "op de lijst \"\(name)\" kan niet gesorteerd worden",
        en: "a table cannot be sorted by the list \"\(name)\"")
    case .meanOfLevel(let name):
      return Label(
        nl: "niveaus zijn te tellen, niet te middelen: \"\(name)\"",
        en: "levels are counted, never averaged: \"\(name)\"")
    case .notSummable(let name):
      return Label(nl: "\"\(name)\" is geen getal", en: "\"\(name)\" is no number")
    case .notYesNo(let name, let type):
      return Label(
        nl: "\"\(name)\" is een \(type.label.nl) en op zich geen voorwaarde",
        en: "\"\(name)\" is a \(type.label.en), by itself no condition")
    case .afterExport:
      return Label(nl: "na export komt niets meer", en: "nothing comes after export")
    case .noClients:
      return Label(
        nl: "hier zijn geen cliënten meer, maar alleen een tabel van hen",
        en: "here are no clients any more, only a table of them")
    case .badClient(let word):
      return Label(
        nl: "\"\(word)\" kan geen cliëntcode zijn", en: "\"\(word)\" cannot be a client code")
    case .unknownThreshold(let word):
      return Label(nl: "geen drempel heet \"\(word)\"", en: "no threshold is called \"\(word)\"")
    case .forbidden(let name):
      return Label(nl: "u mag \"\(name)\" niet zien", en: "you may not see \"\(name)\"")
    case .unknownItem(let name, let id, let near):
      let hint = near.map { Label(nl: "; bedoelde u \($0)?", en: "; did you mean \($0)?") }
      return Label(
        nl: "\(id) vraagt niets dat \"\(name)\" heet\(hint?.nl ?? "")",
        en: "\(id) asks nothing called \"\(name)\"\(hint?.en ?? "")")
    case .noParameter(let name, _):
      return Label(
        nl: "--set \(name): dit script heeft geen parameter die zo heet",
        en: "--set \(name): this script has no parameter of that name")
    case .wrongSetting(let name, let type):
      return Label(
        nl: "--set \(name): de waarde is geen \(type.label.nl)",
        en: "--set \(name): the value is no \(type.label.en)")
    case .turned:
      return Label(
        nl: "de eerste waarde ligt na de tweede: zo is er niets tussen",
        en: "the first value is after the second: nothing is between them")
    case .notDeclared(let name), .notDeclaredInText(let name):
      return Label(
        nl: "geen parameter of lus heet \"\(name)\"",
        en: "no parameter or loop is called \"\(name)\"")
    case .otherValues(let name, let field):
      return Label(
        nl: "\"\(name)\" heeft andere waarden dan \(field)",
        en: "\"\(name)\" has other values than \(field)")
    case .nothingToDraw:
      return Label(
        nl: "een grafiek tekent aantallen: eerst tel per …",
        en: "a chart draws counts: count by … first")
    case .endsBefore:
      return Label(
        nl: "de laatste dag ligt voor de eerste", en: "the last day is before the first")
    case .unknownList(let name):
      return Label(nl: "geen lijst heet \"\(name)\"", en: "no list is called \"\(name)\"")
    case .notASpan:
      return Label(
        nl: "hier hoort een tijdsduur, zoals 3 maanden",
        en: "a stretch of time belongs here, such as 3 months")
    case .whichSide(let name):
      return Label(
        nl: "\"\(name)\" kan achter en voor de peildag liggen: welke kant is bedoeld?",
        en: "\"\(name)\" can lie before and after the day of reference: which side is meant?")
    case .beyond(let name, let most):
      return Label(
        nl: "\"\(name)\" is nooit zo groot: hoogstens \(most)",
        en: "\"\(name)\" is never so large: at most \(most)")
    case .otherList(let name, let other):
      return Label(
        nl: "\"\(name)\" en \"\(other)\" hebben andere codes: ze zijn nooit gelijk",
        en: "\"\(name)\" and \"\(other)\" have other codes: they are never equal")
    case .noHorizon(let name):
      return Label(
        nl: "de lijst \"\(name)\" kijkt niet vooruit: laat binnen … weg",
        en: "the list \"\(name)\" does not look ahead: leave within … out")
    case .unneeded(let word):
      return Label(
        nl: "\"\(word.dutch)\" hoort hier niet: laat het weg",
        en: "\"\(word.english)\" does not belong here: leave it out")
    case .notOfReferral(let name):
      return Label(
        nl: "een doorverwijzing heeft geen veld \"\(name)\"",
        en: "a referral has no field \"\(name)\"")
    case .unknownReport(let name):
      return Label(nl: "geen rapport heet \"\(name)\"", en: "no report is called \"\(name)\"")
    case .notOfReport(let word, let kind):
      return Label(
        nl: "\"\(word.word(.nl))\" hoort niet bij rapport \(kind.dutch), of staat er twee keer",
        en: "\"\(word.rawValue)\" is not for report \(kind.rawValue), or is there twice")
    case .missingOfReport(let word, let kind):
      return Label(
        nl: "rapport \(kind.dutch) vraagt \(word.word(.nl)) …",
        en: "report \(kind.rawValue) needs \(word.rawValue) …")
    case .notAPeriod(let quarterOnly):
      return quarterOnly
        ? Label(
          nl: "hier hoort een kwartaal, zoals 2012Q3", en: "a quarter belongs here, such as 2012Q3")
        : Label(
          nl: "hier hoort een periode: 2012Q3, 2012, of 2012-01-01 tot 2012-06-30",
          en: "a period belongs here: 2012Q3, 2012, or 2012-01-01 to 2012-06-30")
    case .noAdvice(let id):
      return Label(
        nl: "\(id) adviseert niets waarover beslist wordt",
        en: "\(id) advises nothing that is decided upon")
    default: return Label(nl: "", en: "")
    }
  }
}

extension Diagnostic.Expected {
  var label: Label {
    switch self {
    case .name, .item, .list, .referralField: Label(nl: "een naam", en: "a name")
    case .source: Label(nl: "een bron, zoals cliënten", en: "a source, such as clients")
    case .stage: Label(nl: "een stap, zoals waar of toon", en: "a stage, such as where or show")
    case .instrument: Label(nl: "een instrument", en: "an instrument")
    case .number: Label(nl: "een getal", en: "a number")
    case .symbol(let symbol): Label(nl: "\"\(symbol)\"", en: "\"\(symbol)\"")
    case .keyword(let keyword): Label(nl: "\"\(keyword.dutch)\"", en: "\"\(keyword.english)\"")
    case .day: Label(nl: "een datum als 2012-06-30", en: "a date such as 2012-06-30")
    case .text, .purpose: Label(nl: "een tekst tussen aanhalingstekens", en: "a text in quotes")
    case .path: Label(nl: "een bestandsnaam tussen aanhalingstekens", en: "a file name in quotes")
    case .format: Label(nl: "een formaat", en: "a format")
    case .function: Label(nl: "een functie zoals som", en: "a function such as sum")
    case .condition: Label(nl: "een voorwaarde", en: "a condition")
    case .knownOrUnknown: Label(nl: "bekend of onbekend", en: "known or unknown")
    case .value, .decision, .ground: Label(nl: "een waarde", en: "a value")
    case .barOrEnd:
      Label(nl: "een streep | of het einde van de zin", en: "a bar | or the end of the sentence")
    case .client: Label(nl: "een cliëntcode", en: "a client code")
    case .entry:
      Label(nl: "een nummer, zoals #1203", en: "a number, such as #1203")
    case .threshold: Label(nl: "een drempel", en: "a threshold")
    case .level: Label(nl: "een niveau", en: "a level")
    case .change:
      Label(
        nl: "iets dat wijzigt, zoals noteer of importeer",
        en: "something that changes, such as record or import")
    case .data: Label(nl: "welke gegevens (van …)", en: "which data (of …)")
    case .extra: Label(nl: "notities of gezondheid", en: "notes or health")
    case .report: Label(nl: "een rapport, zoals mpsa", en: "a report, such as mpsa")
    case .reportWord(let word): Label(nl: "\"\(word.word(.nl))\"", en: "\"\(word.rawValue)\"")
    case .part: Label(nl: "alles, centrum of consulent", en: "all, centre or counsellor")
    case .commune:
      Label(nl: "een gemeente tussen aanhalingstekens", en: "a commune in quotes")
    case .organisation: Label(nl: "een organisatie", en: "an organisation")
    }
  }
}
