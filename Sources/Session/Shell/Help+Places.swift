import InstrumentKit
import Language
import Profile

/// What stands in capitals where the language is described, and where it is explained.
extension Help {
  private static let places: [String: Keyword] = {
    let words: [(Keyword, String)] = [
      (.client, "client cliënt code"), (.instruments, "instrument"), (.compare, "date datum"),
      (.where, "condition voorwaarde"), (.thresholds, "threshold drempel level niveau"),
      (.show, "column kolom name naam"), (.summarise, "function functie"),
      (.export, "format formaat path pad"), (.assess, "item vraag"),
      (.refer, "field veld answer antwoord"),
      (.consent, "organisation organisatie data gegevens ground grond purpose doel"),
      (.dry, "change wijziging"), (.let, "sentence sentences zin zinnen"),
      (.param, "value waarde"),
      (.report, "part deel period periode quarter kwartaal commune gemeente"),
      (.list, "time duur"), (.first, "number aantal"), (.import, "file bestand form vorm"),
      (.record, "text tekst"),
    ]
    var places: [String: Keyword] = [:]
    for (keyword, names) in words {
      for name in names.split(separator: " ") { places[Names.folded(String(name))] = keyword }
    }
    return places
  }()

  /// Words in capitals stand for something; in small letters they may be something else.
  static func place(_ name: String, _ tongue: Tongue) -> Document? {
    guard name == name.uppercased(), name.contains(where: \.isLetter) else {
      return format(name, tongue)
    }
    let word = Names.folded(name)
    if let keyword = places[word] { return sentence(keyword, tongue) }
    if ["word", "woord"].contains(word) { return overview(tongue) }
    if ["store", "opslag"].contains(word) {
      return ShellCommand(word: ShellCommand.Name.open.rawValue).map { command($0, tongue) }
    }
    return format(name, tongue)
  }

  private static func format(_ name: String, _ tongue: Tongue) -> Document? {
    ExportRef.Format(rawValue: name.lowercased()).flatMap { _ in sentence(.export, tongue) }
  }

  static func sentence(_ keyword: Keyword, _ tongue: Tongue) -> Document? {
    Topic.of(keyword).map { topic($0, tongue) }
  }
}
