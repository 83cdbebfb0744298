import InstrumentKit

extension Item {
  /// The options beside which own words stand.
  package var openOptions: [Option] {
    switch type {
    case .one(let options), .many(let options): options.filter(\.opensText)
    case .country: [Option("other", Label(nl: "andere", en: "other"), text: true)]
    default: []
    }
  }

  /// The column of the words beside an option, after the item's own name: of a single open option
  /// `.other`, of several `.other.CODE`.
  package func wordsSuffix(_ option: Option) -> String {
    openOptions.count > 1 ? ".other.\(option.code)" : ".other"
  }

  /// An answer in codes with the words that stand beside its options, for people: `other, “…”`.
  ///
  /// - Parameter words: own words by what follows the item's name.
  package func answer(_ codes: String, with words: [String: String]) -> String {
    let chosen = codes.split(separator: ";").map(String.init)
    let open = openOptions
    var parts: [String] = []
    var left = words
    func say(_ end: String) {
      guard let said = left.removeValue(forKey: end) else { return }
      // A semicolon parts answers.
      parts.append("“\(said.replacing(";", with: ",").replacing("\n", with: "”, “"))”")
    }
    for code in chosen {
      parts.append(code)
      if let option = open.first(where: { $0.code == code }) { say(wordsSuffix(option)) }
    }
    // Words that belong to no option of today were said all the same.
    for end in left.keys.sorted() { say(end) }
    return parts.joined(separator: ";")
  }

  /// Under what, after the item's name, words beside its options can stand.
  package var wordsSuffixes: [String] {
    Set([".other"] + openOptions.map(wordsSuffix)).sorted()
  }
}
