import InstrumentKit

extension QuestionnaireFault.Unsupported {
  var pair: (nl: String, en: String) {
    switch self {
    case .itemType(let type):
      (
        "vragen van type \(type) kunnen hier niet; vraag om een tekst of datum",
        "questions of type \(type) cannot be asked here; ask for a text or a date"
      )
    case .fraction:
      (
        "alleen gehele getallen; gebruik integer of maxDecimalPlaces 0",
        "whole numbers only; use integer or maxDecimalPlaces 0"
      )
    case .valueReference:
      (
        "antwoorden van dit type kunnen niet; gebruik valueCoding",
        "options of this type cannot be used; use valueCoding"
      )
    case .valueSetElsewhere:
      (
        "de lijst staat elders; neem ze op in contained",
        "the list is elsewhere; put it in contained"
      )
    case .valueSetFilter:
      (
        "de lijst moet haar codes zelf noemen; schrijf ze uit",
        "the list must name its codes itself; write them out"
      )
    case .rowsInRows:
      (
        "een herhaalde groep kan niet in een herhaalde groep; haal ze eruit",
        "a repeating group cannot be in a repeating group; take it out"
      )
    case .conditionInRows:
      (
        "in een herhaalde groep kan geen voorwaarde; zet ze op de groep",
        "a repeating group holds no conditions; put it on the group"
      )
    case .itemsUnder:
      (
        "onder deze vraag kunnen geen vragen hangen; zet ze ernaast",
        "no questions can hang under this one; put them beside it"
      )
    case .repeatedAnswer:
      (
        "alleen keuzes kunnen meer antwoorden hebben; maak er een groep van die herhaalt",
        "only choices can have several answers; make it a group that repeats"
      )
    case .extension(let name):
      (
        "\(name) verandert wat gevraagd wordt en is hier niet bekend; druk het uit met enableWhen of answerOption",
        "\(name) changes what is asked and is not known here; say it with enableWhen or answerOption"
      )
    }
  }
}
