import InstrumentKit
import Language
import Profile

/// The words that no instrument may have as its id: a sentence must never mean two things by one.
enum TakenName {
  /// What has this name already, nil when it is free.
  static func owner(of word: String) -> Label? {
    if Keyword(word: word) != nil {
      return Label(nl: "een woord van de taal", en: "a word of the language")
    }
    if Names.thresholds.place(of: word) != nil {
      return Label(nl: "een drempel", en: "a threshold")
    }
    return FieldCatalog.standard.field(word).map { _ in Label(nl: "een veld", en: "a field") }
  }
}
