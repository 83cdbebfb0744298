import InstrumentKit

extension Item {
  /// The options beside which own words stand.
  package var openOptions: [Option] {
    switch type {
    case .one(let options), .many(let options): options.filter(\.opensText)
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
    for code in chosen {
      parts.append(code)
      guard let option = open.first(where: { $0.code == code }),
        let said = words[wordsSuffix(option)] ?? (open.count > 1 ? nil : words[".other"])
      else { continue }
      // A semicolon parts answers.
      parts.append("“\(said.replacing(";", with: ",").replacing("\n", with: "”, “"))”")
    }
    return parts.joined(separator: ";")
  }
}
