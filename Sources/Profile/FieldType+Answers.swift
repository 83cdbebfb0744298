import InstrumentKit

extension FieldType {
  /// How an item is answered that is linked to a field of this type; nil for computed ones.
  package var answers: AnswerType? {
    switch self {
    case .text: .text
    case .note: .note
    case .code(let list) where list == .countries: .country
    case .code(let list): .one(list.options)
    case .codes(let list): .many(list.options)
    case .flag: .flag
    case .count: .count
    case .percent: .percent
    case .day: .day
    case .level, .decimal, .quarter, .words: nil
    }
  }
}

extension CodeList {
  /// The codes as answers, labelled with their own words. What is in no list is said in words.
  package var options: [Option] {
    codes.map { code in
      Option(
        code.en,
        Names.spoken(code.en, of: self)
          ?? Label(nl: CodeList.words(code.nl), en: CodeList.words(code.en)),
        text: code.en == "other")
    }
  }

  private static func words(_ code: String) -> String {
    String(code.map { $0 == "-" ? " " : $0 })
  }
}
