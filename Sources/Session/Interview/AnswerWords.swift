import InstrumentKit
import Profile

/// The words by which the options of an item are answered.
struct AnswerWords {
  private struct Choice {
    let code: String
    /// The code where it may be typed.
    let codeWord: String?
    /// Labels and codes that people of the language read.
    let words: [String]
    let labels: [String]
  }

  private let choices: [Choice]

  /// - Parameter tongue: nil for a script, whose words are of either language.
  init(_ item: Item, _ tongue: Tongue?) {
    let options: [(code: String, label: Label)] =
      switch item.type {
      case .one(let options), .many(let options): options.map { ($0.code, $0.label) }
      case .level(let scale): scale.steps.map { ($0.code, $0.label) }
      default: []
      }
    var list: CodeList?
    if case .field(let field)? = item.link {
      list = FieldCatalog.standard.field(field)?.type.list
    }
    choices = options.map { code, label in
      let labels = Tongue.allCases.filter { tongue == nil || tongue == $0 }.map(label.text)
      var words = labels
      if let list, let place = list.place(of: code) {
        if tongue != .en { words.append(list.codes[place].nl) }
        if tongue != .nl { words.append(list.codes[place].en) }
      }
      // An English code is a word of the other screen; codes that are no words are of both.
      let own = AnswerWords.spoken(code)
      let isTaken = tongue != .nl || own != AnswerWords.spoken(label.en)
      return Choice(
        code: code, codeWord: isTaken ? own : nil, words: words.map(AnswerWords.spoken),
        labels: labels.map(AnswerWords.spoken))
    }
  }

  /// Small letters without accents; a hyphen is a space.
  static func spoken(_ text: String) -> String {
    Names.folded(text.trimmingSpaces()).replacing("-", with: " ")
  }

  /// The code that was meant: by a word, a number of the list, or the beginning of one label.
  func code(_ typed: String) -> String? {
    let word = AnswerWords.spoken(typed)
    if word.isEmpty { return nil }
    let found =
      choices.first { $0.codeWord == word } ?? choices.first { $0.words.contains(word) }
    if let found { return found.code }
    if let number = Int(word) {
      return choices.indices.contains(number - 1) ? choices[number - 1].code : nil
    }
    guard word.count >= 2 else { return nil }
    let begun = choices.filter { $0.labels.contains { $0.hasPrefix(word) } }
    return begun.count == 1 ? begun[0].code : nil
  }

  /// The answers of a line: between semicolons, or between commas where no label has one.
  static func parts(_ typed: String, _ words: AnswerWords) -> [String] {
    let parts = typed.split(separator: ";").map(String.init)
    return parts.flatMap { part in
      words.code(part) == nil ? part.split(separator: ",").map(String.init) : [part]
    }
  }
}
