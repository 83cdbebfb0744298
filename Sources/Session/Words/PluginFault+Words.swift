import Conformance
import Foundation
import InstrumentKit
import PluginHost

extension PluginFault: Worded {
  var message: Message {
    let name = id ?? (path as NSString).lastPathComponent
    let (code, nl, en) = words
    let when = moment.words
    return Message(
      code, "plugin \(name): \(nl) (\(path))\(when.nl)", "plugin \(name): \(en) (\(path))\(when.en)"
    )
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
    case .unwritable(let number):
      let reason = String(cString: strerror(number))
      return ("E601", "kan niet geschreven worden: \(reason)", "cannot be written: \(reason)")
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
    case .nameTaken(let id, let owner):
      let words = NameRefused(name: id, reason: .taken(owner)).words
      return (NameRefused.code, words.nl, words.en)
    case .notLoadable(let words):
      // The loader names the file by the number under which it was opened.
      let why = words.split(separator: ": ", maxSplits: 1).last.map { " (\($0.prefix(160)))" } ?? ""
      return ("E607", "kan niet geladen worden\(why)", "cannot be loaded\(why)")
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
    case .crashed(_, let phase):
      return phase == .load
        ? ("E640", "crashte bij het laden", "crashed while it was loaded")
        : (
          "E640", "crashte bij het antwoorden; dat antwoord ontbreekt",
          "crashed while it answered; that answer is missing"
        )
    case .tooSlow(let seconds, let phase):
      let time = Int(seconds)
      return phase == .load
        ? ("E641", "was na \(time) s niet geladen", "was not loaded after \(time) s")
        : (
          "E641", "gaf na \(time) s geen antwoord; dat antwoord ontbreekt",
          "gave no answer within \(time) s; that answer is missing"
        )
    case .tooMuchMemory(let megabytes):
      return (
        "E642", "vroeg meer geheugen dan de \(megabytes) MB die het mag hebben",
        "asked for more memory than the \(megabytes) MB it may have"
      )
    case .forbidden(let what, let path):
      switch what {
      case .file:
        return ("E643", "probeerde \(path) te openen", "tried to open \(path)")
      case .network:
        return ("E643", "probeerde een netwerkverbinding", "tried to use the network")
      case .other:
        return (
          "E643", "probeerde bestanden te wijzigen of een proces te starten",
          "tried to change files or start a process"
        )
      }
    case .threw:
      return (
        "E648", "gaf een eigen fout bij het overnemen van zijn regels",
        "threw an error of its own while it took its rules"
      )
    case .unconfined:
      return (
        "E654", "kan op deze machine niet afgezonderd draaien: seccomp ontbreekt",
        "cannot run isolated on this machine: it has no seccomp"
      )
    case .wrongReply:
      return ("E644", "gaf geen bruikbaar antwoord", "gave no answer that can be read")
    case .outside(let breach, let count):
      let words = Remark.outside(breach, of: count)
      return (words.code, words.words.nl, words.words.en)
    case .overwrites:
      let words = Remark.overwriting
      return (words.code, words.words.nl, words.words.en)
    case .disagrees:
      return (
        "E645", "geeft in het programma andere uitkomsten dan afgezonderd",
        "gives other results in-process than isolated"
      )
    case .rules(let rules):
      let words = rules.words
      let line = rules.fault.line
      let column = rules.fault.column
      let file = rules.file ?? "rules"
      return (
        "E615", "\(file):\(line):\(column): \(words.nl)", "\(file):\(line):\(column): \(words.en)"
      )
    }
  }
}

extension PluginFault.Kind {
  /// What to do about it.
  var remedy: Label {
    switch self {
    case .unreadable, .isLink:
      Label(nl: "geef een bestand dat u mag lezen", en: "give a file that you may read")
    case .unwritable:
      Label(nl: "geef u schrijfrecht op die map", en: "let yourself write in that folder")
    case .notALibrary(.notAFile), .notALibrary(.tooLarge), .notALibrary(.notELF),
      .notALibrary(.otherKind):
      Label(
        nl: "geef lib….so, of BESTAND.json met BESTAND.yaml ernaast",
        en: "give lib….so, or FILE.json with FILE.yaml beside it")
    case .notAsManifest:
      Label(
        nl: "zet in Entry.c de id, de versie en de aantallen die het instrument heeft",
        en: "give in Entry.c the id, the version and the numbers that the instrument has")
    case .notALibrary, .noManifest, .notLoadable, .noRegistration, .instruments:
      Label(
        nl: "bouw de plugin opnieuw; zie drempel plugin new voor een die werkt",
        en: "build the plugin again; see drempel plugin new for one that works")
    case .badManifest:
      Label(
        nl: "kijk het bestand Entry.c na: id, versie, aantallen",
        en: "look at the file Entry.c: id, version, numbers")
    case .notApproved, .changed:
      Label(nl: "drempel plugin add BESTAND", en: "drempel plugin add FILE")
    case .wrongKit, .wrongSwift:
      Label(
        nl: "bouw de plugin opnieuw met de kit en de Swift van dit programma",
        en: "build the plugin again with this program's kit and Swift")
    case .quarantined:
      Label(nl: "drempel plugin release NAAM", en: "drempel plugin release NAME")
    case .shadowed:
      Label(
        nl: "kies een andere id, of verwijder de andere plugin",
        en: "choose another id, or remove the other plugin")
    case .nameTaken: NameRefused.remedy
    case .remark(let remark): remark.remedy
    case .rules:
      Label(nl: "herstel de regels op die plaats", en: "mend the rules at that place")
    case .unconfined:
      Label(
        nl: "wie de plugin vertrouwt: drempel plugin isolate NAAM --off",
        en: "for who trusts the plugin: drempel plugin isolate NAME --off")
    case .threw:
      Label(
        nl: "gooi in following enkel een RuleFault, met de plaats",
        en: "throw nothing but a RuleFault in following, with the place")
    case .crashed, .wrongReply:
      Label(
        nl: "zoek de fout met de tests van de plugin", en: "find the fault with the plugin's tests")
    case .tooSlow:
      Label(nl: "zoek een lus die niet eindigt", en: "look for a loop that does not end")
    case .tooMuchMemory:
      Label(nl: "houd niets bij tussen personen", en: "keep nothing from one person to the next")
    case .forbidden:
      Label(
        nl: "lees enkel wat de invoer geeft; regels van een site komen langs rules",
        en: "read only what the inputs give; a site's rules come through rules")
    case .outside(let breach, let count): Remark.outside(breach, of: count).remedy
    case .overwrites: Remark.overwriting.remedy
    case .disagrees:
      Label(
        nl: "houd niets bij tussen personen, en lees geen geheugen buiten de invoer",
        en: "keep nothing from one person to the next, and read no memory beside the inputs")
    }
  }
}

extension PluginFault.NotALibrary {
  fileprivate var words: (code: String, nl: String, en: String) {
    switch self {
    case .notAFile: ("E602", "is geen gewoon bestand", "is no ordinary file")
    case .tooLarge: ("E602", "is te groot", "is too large")
    case .notELF, .otherKind:
      (
        "E602", "is geen bibliotheek, en geen vragenlijst (.json)",
        "is no library, nor a questionnaire (.json)"
      )
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
