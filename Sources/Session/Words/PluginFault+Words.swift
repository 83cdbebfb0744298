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
    case .remark(let remark): return (remark.code, remark.words.nl, remark.words.en)
    case .rules(let rules):
      let words = rules.fault.problem.words
      let line = rules.fault.line
      let column = rules.fault.column
      let file = rules.file ?? "rules"
      return (
        "E615", "\(file):\(line):\(column): \(words.nl)", "\(file):\(line):\(column): \(words.en)"
      )
    }
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
