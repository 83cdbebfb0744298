import InstrumentKit
import PluginHost
import Profile

extension NameRefused: Worded {
  static let code = "E617"

  var message: Message {
    Message(
      NameRefused.code, words.nl, words.en, next: (NameRefused.remedy.nl, NameRefused.remedy.en))
  }

  var words: Label {
    switch reason {
    case .noId:
      Label(
        nl:
          "\"\(name)\" kan geen naam van een instrument zijn\(better.map { "; \"\($0)\" wel" } ?? "")",
        en:
          "\"\(name)\" cannot be the name of an instrument\(better.map { "; \"\($0)\" can" } ?? "")"
      )
    case .taken(let by):
      Label(
        nl: "de naam \"\(name)\" is al van \(by.nl)", en: "the name \"\(name)\" is that of \(by.en)"
      )
    case .hidesAType(let type):
      Label(
        nl: "\"\(name)\" zou het type \(type) verbergen, dat instrumenten zelf gebruiken",
        en: "\"\(name)\" would hide the type \(type), which instruments use themselves")
    }
  }

  /// The same word as a name could be; nil where that is none either, or not free.
  private var better: String? {
    let word = Names.folded(name).map { $0 == " " || $0 == "_" ? "-" : $0 }
    guard let better = PluginName(String(word)), TakenName.owner(of: better.id) == nil else {
      return nil
    }
    return better.id
  }

  static let remedy = Label(
    nl: "kies een ander kort woord: kleine letters en cijfers, met koppeltekens, als travel-time",
    en: "choose another short word: small letters and digits, with hyphens, as travel-time")
}

extension TemplateFault: Worded {
  var message: Message {
    switch self {
    case .notAFolder(let path):
      Message(
        "E618", "\(path) is geen map; niets is geschreven",
        "\(path) is no folder; nothing was written", next: TemplateFault.elsewhere)
    case .notEmpty(let path):
      Message(
        "E618", "de map \(path) is niet leeg; niets is geschreven",
        "the folder \(path) is not empty; nothing was written", next: TemplateFault.elsewhere)
    case .notWritten(let path, let reason):
      Message(
        "E618", "in \(path) kan niet geschreven worden: \(reason)",
        "\(path) cannot be written: \(reason)", next: TemplateFault.elsewhere)
    case .noKit(let searched):
      Message(
        "E619",
        "de bronnen van de kit zijn niet gevonden; gezocht in \(searched.joined(separator: ", "))",
        "the sources of the kit were not found; looked in \(searched.joined(separator: ", "))",
        next: TemplateFault.theKit)
    case .notTheKit(let path):
      Message(
        "E619", "in \(path) ligt de kit niet", "\(path) does not hold the kit",
        next: TemplateFault.theKit)
    }
  }

  private static let elsewhere = (
    nl: "geef een map die nog niet bestaat: drempel plugin new NAAM MAP",
    en: "give a folder that does not exist yet: drempel plugin new NAME FOLDER"
  )
  private static let theKit = (
    nl: "geef de map InstrumentKit van de bronnen of het archief: --kit MAP",
    en: "give the folder InstrumentKit of the sources or the archive: --kit FOLDER"
  )
}
