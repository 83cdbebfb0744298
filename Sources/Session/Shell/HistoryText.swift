import Foundation
import InstrumentKit
import Language
import Profile

/// What of a sentence may stay on disk: words of the language, and nothing of a client.
package enum HistoryText {
  /// The sentence with all else replaced by placeholders; nil when it is no sentence.
  package static func redacted(_ sentence: String, _ schema: Schema) -> String? {
    if let line = ShellLine(sentence) { return redacted(line, schema) }
    let text = sentence.drop(while: \.isWhitespace)
    let whole = text.first == "|" ? "clients \(text)" : String(text)
    guard Completeness(of: whole) == .complete else { return nil }
    var redaction = Redaction(schema)
    return LexicalWords.of(sentence).map { redaction.kept($0) }.joined().trimmingSpaces()
  }

  /// A command of the shell stays when all that follows it is known; a path never is.
  private static func redacted(_ line: ShellLine, _ schema: Schema) -> String? {
    let word = line.command.word(.en)
    let isKept =
      switch line.command.argument {
      case .nothing: line.rest.isEmpty
      case .words: line.words.allSatisfy { isHelpWord($0, schema) }
      case .choice(let words): line.rest.isEmpty || words.contains(line.rest.lowercased())
      case .number(let range, or: let words):
        line.rest.isEmpty || words.contains(line.rest.lowercased())
          || Int(line.rest).map(range.contains) == true
      case .path: line.rest.isEmpty || ["off", "uit"].contains(line.rest.lowercased())
      }
    if isKept { return line.rest.isEmpty ? word : "\(word) \(line.words.joined(separator: " "))" }
    guard case .path = line.command.argument, let (_, purpose) = line.path else { return nil }
    return "\(word) ‹text›" + (purpose == nil ? "" : " for ‹text›")
  }

  private static func isHelpWord(_ word: String, _ schema: Schema) -> Bool {
    if Int(word) != nil { return false }
    return isKnown(word, schema) || ShellCommand(word: word) != nil
      || ["shell", "prompt", "keys", "toetsen"].contains(Names.folded(word))
  }

  /// On one line what was typed on several: without comments, and with `;` where a line end ended
  /// a sentence.
  package static func flat(_ sentence: String) -> String {
    var pieces = LexicalWords.of(sentence).map { piece in
      piece.kind == .symbol ? String(piece.text.prefix { $0 != "#" }) : piece.text
    }
    let whole = Completeness(of: pieces.joined())
    for place in pieces.indices where pieces[place] == "\n" {
      // A line end within a sentence cannot be told by its looks, so the parser tells.
      pieces[place] = "; "
      let before = pieces[..<place].last { !$0.allSatisfy(\.isWhitespace) }
      if before == "{" || Completeness(of: pieces.joined()) != whole || whole != .complete {
        pieces[place] = " "
      }
    }
    var flat = ""
    for piece in pieces {
      // A comment that is gone leaves the spaces before it.
      if piece == " " || piece == "; " { while flat.last == " " { flat.removeLast() } }
      flat += piece
    }
    return flat.trimmingSpaces()
  }

  static func isKnown(_ word: String, _ schema: Schema) -> Bool {
    if word.utf8.allSatisfy({ (48...57).contains($0) }) { return word.utf8.count <= 3 }
    if Keyword(word: word) != nil || schema.names(.en).contains(word)
      || schema.names(.nl).contains(word)
    {
      return true
    }
    let folded = Names.folded(word)
    let lists =
      schema.catalog.fields.compactMap(\.type.list) + [
        Names.levels, Names.absences, Names.action, Names.actionGroup, Names.organisation,
        Names.thresholds, Names.recipient, Names.sharedData, Names.legalGround,
      ]
    return lists.contains { $0.place(of: word) != nil } || schema.instrument(word) != nil
      || isPartOfThreshold(folded) || AtStart(folded) != nil
      || ExportRef.Format(rawValue: folded) != nil
      || SummaryFunction(word: folded) != nil || CalendarSpan.Unit(word: folded) != nil
      || ReportKind(word: folded) != nil || ReportWord.isOne(folded)
      || ReportRef.parts.place(of: folded) != nil || ReadyList.all.contains { $0.isCalled(folded) }
      || schema.instruments.contains { $0.items[folded] != nil }
      || SourceKind.allCases.contains { kind in
        kind.own.contains { $0.name == folded || Names.folded($0.dutch) == folded }
      }
  }

  /// `mobility.since` and the like; whatever else follows a point is not known.
  private static func isPartOfThreshold(_ folded: String) -> Bool {
    let parts = folded.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let place = Names.thresholds.place(of: parts[0]),
      let threshold = Threshold(index: place)
    else { return false }
    let own = [
      "level", "niveau", "absence", "reden", "since", "sinds", "source", "bron", "known", "bekend",
    ]
    return own.contains(parts[1])
      || threshold.specifications.contains {
        $0.code == "\(threshold.code).\(parts[1])"
          || Names.folded(Names.specifications[Int($0.index)]) == parts[1]
      }
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
    return ValueText.inSentence(answer) ?? "\"\""
  }
}

extension ReadyList {
  fileprivate func isCalled(_ folded: String) -> Bool {
    name == folded || Names.folded(dutch) == folded
  }
}

/// Goes through a sentence from left to right: a word may look known and yet stand where a
/// client's code or name stands.
private struct Redaction {
  private let schema: Schema
  /// What came before, without spaces.
  private var previous = ""
  /// The first words of this sentence, which say what it is.
  private var verb: Keyword?
  private var beforePrevious = ""
  /// The name that is compared now.
  private var subject = ""
  private var values = Values.none

  private enum Values { case none, one, list, pair }

  init(_ schema: Schema) { self.schema = schema }

  mutating func kept(_ token: LexicalWords.Token) -> String {
    let kept = replaced(token)
    if !token.text.allSatisfy(\.isWhitespace) || token.text.contains("\n") {
      beforePrevious = previous
      previous = token.text
    }
    return kept
  }

  private mutating func replaced(_ token: LexicalWords.Token) -> String {
    switch token.kind {
    case .text:
      settle()
      return "‹text›"
    case .date:
      settle()
      return "‹date›"
    case .symbol:
      note(token.text)
      // A comment can say anything about anybody.
      return String(token.text.prefix { $0 != "#" })
    case .word: return word(token.text)
    }
  }

  private mutating func note(_ symbol: String) {
    switch symbol {
    case ";", "\n", "{", "}": (verb, subject, values) = (nil, "", .none)
    case "|": (subject, values) = ("", .none)
    case "=" where verb == .let: verb = nil
    case "=", "!=", "<", "<=", ">", ">=": values = .one
    case "(" where Keyword(word: previous) == .in && verb != .for: values = .list
    case "(" where verb == .for: verb = nil
    case ")": values = .none
    default: break
    }
  }

  private static let aboutClients: Set<Keyword> = [
    .client, .record, .assess, .decide, .forget, .consent, .refer, .audit, .merge, .unmerge, .into,
  ]

  /// Whether what comes now begins a sentence, or the source of one.
  private static func begins(_ before: String) -> Bool {
    ["", ";", "\n", "{", "}", "=", "("].contains(before) || Keyword(word: before) == .dry
  }

  /// Whether a word goes on with a source whose client was not named.
  private static func follows(_ keyword: Keyword) -> Bool {
    keyword == .as || Keyword.stages.contains(keyword)
  }

  private mutating func word(_ word: String) -> String {
    let keyword = Keyword(word: word)
    if let last = Keyword(word: previous), Redaction.aboutClients.contains(last),
      Redaction.begins(beforePrevious), last != .audit || keyword.map(Redaction.follows) != true
    {
      return "‹client›"
    }
    if Redaction.begins(previous), values == .none { verb = keyword ?? verb }
    if values != .none, keyword != .and || values == .list { return value(word) }
    switch keyword {
    case .has: values = .one
    case .between: values = .pair
    case .in, .is, .not, .and, .or, .known, .unknown: break
    default: subject = word
    }
    if keyword == .or || keyword == .and && values != .pair { subject = "" }
    return HistoryText.isKnown(word, schema) ? word : "‹text›"
  }

  /// A value was read; a pair has another after `and`.
  private mutating func settle() {
    if values == .one || values == .pair && Keyword(word: previous) == .and { values = .none }
  }

  /// A word that a name is compared with: only what no client can be called by stays.
  private mutating func value(_ word: String) -> String {
    settle()
    if let field = schema.catalog.field(subject) {
      if field.name == "client" { return "‹client›" }
      if field.group == .identity || field.group == .notes { return "‹text›" }
      switch field.type {
      case .text, .note, .words: return "‹text›"
      case .code(let list), .codes(let list):
        return list.place(of: word) != nil ? word : "‹text›"
      case .level, .flag, .count, .percent, .decimal, .day, .quarter: break
      }
    } else if !isMeasured(subject) {
      return "‹text›"
    }
    return HistoryText.isKnown(word, schema) ? word : "‹text›"
  }

  /// Whether a name is known, so that it stands for no client.
  private func isMeasured(_ name: String) -> Bool {
    Int(name) == nil && (HistoryText.isKnown(name, schema) || verb == .param)
  }
}
