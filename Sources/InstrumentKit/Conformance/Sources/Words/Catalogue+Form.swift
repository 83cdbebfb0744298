import InstrumentKit

extension FormFault.Problem {
  /// What is wrong with an item, to stand after its name, and what mends it.
  var words: (Label, remedy: Label) {
    switch self {
    case .takenTwice:
      (
        Label(nl: "staat er twee keer", en: "is there twice"),
        Label(nl: "geef elke vraag een eigen naam", en: "give each item a name of its own")
      )
    case .tooManyOptions:
      (
        Label(nl: "heeft te veel antwoorden", en: "has too many answers"),
        Label(
          nl: "houd het bij 30 antwoorden, of splits de vraag",
          en: "keep to 30 answers, or split the item")
      )
    case .cyclicCondition:
      (
        Label(nl: "hangt van zichzelf af", en: "depends on itself"),
        Label(
          nl: "laat voorwaarden enkel naar andere vragen verwijzen, nooit in een kring",
          en: "let conditions look at other items only, never in a circle")
      )
    case .typeMismatch:
      (
        Label(
          nl: "heeft een voorwaarde die niet bij haar antwoorden past",
          en: "has a condition that does not fit its answers"),
        Label(
          nl: "gebruik .has voor lijsten, .yes en .no voor ja en nee, .number voor getallen",
          en: "use .has for lists, .yes and .no for yes and no, .number for numbers")
      )
    case .unlinked:
      (
        Label(
          nl: "deelt antwoorden van een veld, maar noemt er geen",
          en: "shares the answers of a field, but names none"),
        Label(nl: "koppel de vraag met .field", en: "link the item with .field")
      )
    case .unknownField(let name):
      (
        Label(
          nl: "verwijst naar het veld \(name), dat niet bestaat",
          en: "is linked to the field \(name), which does not exist"),
        Label(
          nl: "neem een naam uit de lijst van velden", en: "take a name from the list of fields")
      )
    case .otherOptions(let name):
      (
        Label(
          nl: "heeft niet dezelfde antwoorden, in dezelfde volgorde, als het veld \(name)",
          en: "does not have the answers of the field \(name), in the same order"),
        Label(
          nl: "maak de vraag .shared, of neem de codes van het veld over",
          en: "make the item .shared, or take over the codes of the field")
      )
    case .unknownItem(let name):
      (
        Label(
          nl: "hangt af van \(name), die niet bestaat",
          en: "depends on \(name), which does not exist"),
        Label(nl: "noem een vraag van dit formulier", en: "name an item of this form")
      )
    case .unknownOption(let name):
      (
        Label(
          nl: "hangt af van het antwoord \(name), dat niet bestaat",
          en: "depends on the answer \(name), which does not exist"),
        Label(nl: "noem een antwoord van die vraag", en: "name an answer of that item")
      )
    case .unknownThreshold:
      (
        Label(
          nl: "verwijst naar een drempel die de woordenlijst niet heeft",
          en: "is linked to a threshold that the vocabulary does not have"),
        Label(nl: "noem een drempel bij zijn naam", en: "name a threshold by its name")
      )
    @unknown default:
      (
        Label(nl: "is niet bruikbaar", en: "cannot be used"),
        Label(nl: "kijk de vraag na", en: "look at the item again")
      )
    }
  }
}
