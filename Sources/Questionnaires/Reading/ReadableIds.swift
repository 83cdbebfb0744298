/// Makes ids that can stand in a sentence of identifiers that can be anything.
struct ReadableIds {
  private var taken: Set<String>
  /// The number that a word had last: thousands of items may come down to the same word.
  private var numbers: [String: Int] = [:]
  private let fallback: String

  init(reserved: Set<String> = [], fallback: String) {
    taken = Set(reserved.map { $0.lowercased() })
    self.fallback = fallback
  }

  /// Letters and digits, with `-` or `.` between them; numbered where it was given before.
  mutating func next(_ text: String, lowercased: Bool) -> String {
    var word = ReadableIds.word(lowercased ? text.lowercased() : text) ?? fallback
    // Names that end so have a meaning of their own in files.
    for end in [".other", ".actions"] where word.hasSuffix(end) {
      word = word.dropLast(end.count) + "-" + end.dropFirst()
    }
    let key = word.lowercased()
    var number = numbers[key] ?? 1
    var unique = number == 1 ? word : "\(word)-\(number)"
    while !taken.insert(unique.lowercased()).inserted {
      number += 1
      unique = "\(word)-\(number)"
    }
    numbers[key] = number
    return unique
  }

  /// Without dots, which names of items may have and those of sections may not.
  static func undotted(_ text: String) -> String {
    String(text.map { $0 == "." ? "-" : $0 })
  }

  /// The longest word, which leaves room for a number behind it.
  private static let longest = 56

  /// Nil when nothing is left of it.
  static func word(_ text: String) -> String? {
    var word = ""
    var gap: Character?
    for character in text where word.utf8.count < longest {
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      if isPlain {
        if let gap, !word.isEmpty { word.append(gap) }
        gap = nil
        word.append(character)
      } else if gap == nil {
        gap = character == "." ? "." : "-"
      }
    }
    return word.isEmpty ? nil : word
  }

  /// A kebab-case word of at most 32 letters, digits and dashes, as instruments are called.
  static func kebab(_ text: String) -> String? {
    var spaced = ""
    var previous: Character = "-"
    for character in text.prefix(64) {
      if character.isUppercase, previous.isLowercase { spaced.append("-") }
      spaced.append(character == "." ? "-" : character)
      previous = character
    }
    return word(spaced.lowercased()).flatMap { $0.utf8.count <= 32 ? $0 : nil }
  }
}
