import Foundation
import InstrumentKit
import PluginHost

extension PluginFault: Worded {
  var message: Message {
    let name = id ?? (path as NSString).lastPathComponent
    let (code, nl, en) = words
    return Message(code, "plugin \(name): \(nl) (\(path))", "plugin \(name): \(en) (\(path))")
  }

  private var words: (code: String, nl: String, en: String) {
    kind.words
  }
}

extension PluginFault.Kind {
  /// One line for the list of plugins, and for messages.
  package var words: (code: String, nl: String, en: String) {
    switch self {
    case .unreadable(let number):
      let reason = String(cString: strerror(number))
      return ("E601", "kan niet gelezen worden: \(reason)", "cannot be read: \(reason)")
    case .isLink:
      return ("E601", "is een verwijzing; geef het bestand zelf", "is a link; give the file itself")
    case .notALibrary(let reason): return reason.words
    case .noManifest: return ("E602", "heeft geen manifest", "has no manifest")
    case .badManifest:
      return ("E602", "heeft een onleesbaar manifest", "has an unreadable manifest")
    case .notApproved:
      return (
        "E603", "niet goedgekeurd; drempel plugin add BESTAND",
        "not approved; drempel plugin add FILE"
      )
    case .changed:
      return (
        "E603", "gewijzigd sinds de goedkeuring; drempel plugin add BESTAND",
        "changed since it was approved; drempel plugin add FILE"
      )
    case .wrongKit(let plugin, let host):
      return (
        "E604", "gebouwd voor kit \(plugin), dit programma heeft \(host); bouw de plugin opnieuw",
        "built for kit \(plugin), this program has \(host); build the plugin again"
      )
    case .wrongSwift(let plugin, let host):
      return (
        "E604", "gebouwd met Swift \(plugin), dit programma met \(host); bouw de plugin opnieuw",
        "built with Swift \(plugin), this program with \(host); build the plugin again"
      )
    case .quarantined:
      return (
        "E605", "crashte en is opzijgezet; drempel plugin release laat hem weer toe",
        "crashed and is set aside; drempel plugin release lets it back"
      )
    case .shadowed(let owner):
      return ("E606", "wordt al geleverd door \(owner)", "is already provided by \(owner)")
    case .notLoadable: return ("E607", "kan niet geladen worden", "cannot be loaded")
    case .noRegistration:
      return ("E607", "heeft geen drempel_plugin_register", "has no drempel_plugin_register")
    case .instruments(let count):
      return (
        "E608", "meldt \(count) instrumenten in plaats van één",
        "registers \(count) instruments instead of one"
      )
    case .notAsManifest(let what):
      return ("E608", "\(what) klopt niet met het manifest", "\(what) is not as in the manifest")
    case .form(let fault):
      let words = fault.problem.words
      return (
        "E609", "vraag \(fault.item) \(words.nl)", "item \(fault.item) \(words.en)"
      )
    case .unknownInput(let name):
      return (
        "E609", "leest \"\(name)\", dat niet bestaat", "reads \"\(name)\", which does not exist"
      )
    case .doubleMeasure(let name):
      return ("E609", "maat \(name) staat er twee keer", "measure \(name) is there twice")
    case .rules(let rules):
      let words = rules.fault.problem.words
      let line = rules.fault.line
      let column = rules.fault.column
      let file = rules.file ?? "rules"
      return (
        "E615", "\(file):\(line):\(column): \(words.nl)", "\(file):\(line):\(column): \(words.en)"
      )
    case .missingLabel(let name):
      return (
        "E609", "\(name) heeft geen label in beide talen", "\(name) has no label in both languages"
      )
    }
  }
}

extension FormFault.Problem {
  fileprivate var words: Label {
    switch self {
    case .takenTwice: Label(nl: "staat er twee keer", en: "is there twice")
    case .tooManyOptions: Label(nl: "heeft te veel antwoorden", en: "has too many answers")
    case .cyclicCondition: Label(nl: "hangt van zichzelf af", en: "depends on itself")
    case .typeMismatch:
      Label(
        nl: "heeft een voorwaarde die niet bij haar antwoorden past",
        en: "has a condition that does not fit its answers")
    case .unlinked:
      Label(
        nl: "deelt antwoorden van een veld, maar noemt er geen",
        en: "shares the answers of a field, but names none")
    case .unknownField(let name):
      Label(
        nl: "verwijst naar het veld \(name), dat niet bestaat",
        en: "is linked to the field \(name), which does not exist")
    case .otherOptions(let name):
      Label(
        nl: "heeft niet dezelfde antwoorden, in dezelfde volgorde, als het veld \(name)",
        en: "does not have the answers of the field \(name), in the same order")
    case .unknownItem(let name):
      Label(
        nl: "hangt af van \(name), die niet bestaat",
        en: "depends on \(name), which does not exist")
    case .unknownOption(let name):
      Label(
        nl: "hangt af van het antwoord \(name), dat niet bestaat",
        en: "depends on the answer \(name), which does not exist")
    @unknown default: Label(nl: "is niet bruikbaar", en: "cannot be used")
    }
  }
}

extension GoldenMismatch {
  /// One line of a check: which case, and in what it does not come out.
  package var words: Label {
    let words =
      switch kind {
      case .measure(let id, let expected, let found):
        Label(
          nl: "\(id) is \(found) in plaats van \(expected)",
          en: "\(id) is \(found) instead of \(expected)")
      case .unknownMeasure(let id):
        Label(nl: "er is geen maat \(id)", en: "there is no measure \(id)")
      case .unknownInput(let name):
        Label(
          nl: "het instrument leest \(name) niet", en: "the instrument does not read \(name)")
      case .badValue(let input, let value):
        Label(nl: "\(input) kan niet \(value) zijn", en: "\(input) cannot be \(value)")
      case .badDay(let text): Label(nl: "\(text) is geen dag", en: "\(text) is no day")
      case .notWritten(let id):
        Label(nl: "\(id) wordt niet geschreven", en: "\(id) is not written")
      case .notTheSame(let id):
        Label(nl: "\(id) is niet elke keer gelijk", en: "\(id) is not the same each time")
      }
    return Label(
      nl: "E610 \(instrument), geval \"\(caseName)\": \(words.nl)",
      en: "E610 \(instrument), case \"\(caseName)\": \(words.en)")
  }
}

extension PluginFault.NotALibrary {
  fileprivate var words: (code: String, nl: String, en: String) {
    switch self {
    case .notAFile: ("E602", "is geen gewoon bestand", "is no ordinary file")
    case .tooLarge: ("E602", "is te groot", "is too large")
    case .notELF, .otherKind: ("E602", "is geen bibliotheek", "is no library")
    case .otherMachine:
      ("E602", "is een bibliotheek voor een andere machine", "is a library for another machine")
    case .truncated: ("E602", "is afgekapt of beschadigd", "is cut off or damaged")
    }
  }
}

/// Short phrases that stand in no error.
enum Phrase {
  static let crashed = Label(
    nl: " crashte en is vanaf de volgende start opzijgezet",
    en: " crashed and is set aside from the next start on")
}
