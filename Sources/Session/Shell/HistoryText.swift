import Foundation
import InstrumentKit
import Language
import Profile

/// What of a sentence may stay on disk: words of the language, and nothing of a client.
package enum HistoryText {
  /// The sentence with all else replaced by placeholders; nil when it is no sentence.
  package static func redacted(_ sentence: String, _ schema: Schema) -> String? {
    if let command = ShellCommand(sentence) {
      guard let word = command.word else { return sentence }
      let isKept =
        isKnown(word, schema) || Tongue(rawValue: word) != nil
        || OutputMode(rawValue: word) != nil || ["on", "off", ""].contains(word)
      return isKept ? sentence : nil
    }
    let text = sentence.drop(while: \.isWhitespace)
    let whole = text.first == "|" ? "clients \(text)" : String(text)
    guard Completeness(of: whole) == .complete else { return nil }
    let tokens = LexicalWords.of(sentence)
    var redacted = ""
    var previous = ""
    for token in tokens {
      redacted += kept(token, after: previous, schema)
      if !token.text.allSatisfy(\.isWhitespace) { previous = token.text }
    }
    return redacted.trimmingCharacters(in: .whitespaces)
  }

  private static func kept(
    _ token: LexicalWords.Token, after previous: String, _ schema: Schema
  ) -> String {
    switch token.kind {
    case .text: return "‹text›"
    case .date: return "‹date›"
    // A comment can say anything about anybody.
    case .symbol: return String(token.text.prefix { $0 != "#" })
    case .word:
      if [.client, .record, .assess, .decide, .refer].contains(Keyword(word: previous)) {
        return "‹client›"
      }
      return isKnown(token.text, schema) ? token.text : "‹text›"
    }
  }

  private static func isKnown(_ word: String, _ schema: Schema) -> Bool {
    if word.utf8.allSatisfy({ (48...57).contains($0) }) { return word.utf8.count <= 3 }
    if Keyword(word: word) != nil || schema.names(.en).contains(word)
      || schema.names(.nl).contains(word)
    {
      return true
    }
    let folded = Names.folded(word)
    let parts = folded.split(separator: ".").map(String.init)
    let lists =
      schema.catalog.fields.compactMap(\.type.list) + [
        Names.levels, Names.absences, Names.action, Names.actionGroup, Names.organisation,
        Names.thresholds,
      ]
    return lists.contains { $0.place(of: word) != nil } || schema.instrument(word) != nil
      || Names.thresholds.place(of: parts.first ?? "") != nil
      || ["csv", "json", "ndjson"].contains(folded)
      || SummaryFunction(word: folded) != nil
  }

  package static func firstPlaceholder(in text: String) -> Range<String.Index>? {
    guard let start = text.firstIndex(of: "‹"), let end = text[start...].firstIndex(of: "›") else {
      return nil
    }
    return start..<text.index(after: end)
  }

  /// What was answered, in quotes where a text stood.
  package static func filled(_ placeholder: String, _ answer: String) -> String {
    guard placeholder == "‹text›", !answer.hasPrefix("\"") else { return answer }
    return "\"\(answer.filter { $0 != "\"" })\""
  }
}
