import Exchange
import Foundation
import InstrumentKit
import Profile
import Store

extension Interview {
  /// Asks one item until it is answered, skipped or left.
  mutating func asked(_ place: Int) throws -> Outcome {
    let item = items[place]
    let isSpeaker = place == plugin.form.contributor
    let suggestion = try self.suggestion(place)
    let total = items.count { isAsked($0) }
    let number = items[...place].count { isAsked($0) }
    try say("\(number)/\(total)  \(item.label.text(tongue))")
    if case .table(let columns) = item.type { return try rows(place, columns) }
    try say(wrapped: try scale(of: place))
    if isSpecifications(item) { try list(specified(draft())) }
    for line in suggestion.lines { try say(wrapped: line) }
    while true {
      try session.out.flush()
      guard case .line(let typed) = try ask("  > ") else { return .left }
      switch typed.trimmingCharacters(in: .whitespaces) {
      case "." where isSpeaker, "<" where isSpeaker: try refuse(Interview.needed.text(tongue), item)
      case "" where isSpeaker && suggestion.answer == nil:
        try refuse(Interview.needed.text(tongue), item)
      case "<":
        sheet.place = path.popLast() ?? place
        return .finished
      case "?": try explain(item)
      case "!": return .thrownAway
      case ".":
        if sheet.answers.removeValue(forKey: item.id) != nil {
          try say(isDutch ? "       zonder antwoord" : "       without an answer")
        }
        return try settled(place)
      case "" where suggestion.answer == nil: return try settled(place)
      case let text:
        // What is offered is an answer as files have it, whatever the screen's language.
        let isOffered = text.isEmpty
        if try take(isOffered ? suggestion.answer ?? "" : text, item, isOffered ? nil : screen) {
          return try askedWords(item) ? try settled(place) : .left
        }
      }
    }
  }

  /// Keeps an answer that is one; says what is wrong with another.
  ///
  /// - Parameter words: the language of the words that it may have; nil for either.
  mutating func take(_ typed: String, _ item: Item, _ words: Tongue?) throws -> Bool {
    if typed.unicodeScalars.contains("\u{FFFD}") {
      try refuse(Interview.unreadable.text(tongue), item)
      return false
    }
    var changed = sheet
    let read =
      isSpecifications(item)
      ? Interview.codes(typed, of: specified(try draft()))
      : AnswerSheet.answer(typed, to: item, in: words)
    guard let answer = read else {
      // Where a code stops being one helps whoever wrote the whole of it.
      if typed.hasPrefix(item.id), let more = plugin.instrument.misreading(typed, of: item.id) {
        let position = more.position
        try say(
          isDutch
            ? "       teken \(position): \(more.words.nl)"
            : "       character \(position): \(more.words.en)")
      }
      try refuse(noAnswer(typed, item), item)
      return false
    }
    changed.answers[item.id] = answer
    let judged = try changed.judged(plugin, client: client, reference: session.today)
    if let fault = judged.faults.first {
      try refuse(fault.spoken.text(tongue), item)
      return false
    }
    let stray = RowWarning(kind: .optionNotApplicable, item: item.id)
    if judged.warnings.contains(stray) {
      try refuse(stray.words.text(tongue), item)
      return false
    }
    for warning in judged.warnings where warning.item == item.id && warning.isOfAStranger {
      try say(wrapped: warning.words.text(tongue))
    }
    sheet = changed
    return true
  }

  private static let unreadable = Label(
    nl: "hier staat een teken dat geen geldige UTF-8 was; typ het opnieuw",
    en: "there is a sign here that was not valid UTF-8; type it again")

  /// The language of the words that may be typed; a script may have those of either.
  var screen: Tongue? { session.isAnsweredFromFile ? nil : tongue }

  /// Why a word is no answer, and what would be.
  private func noAnswer(_ typed: String, _ item: Item) -> String {
    if isSpecifications(item) {
      return isDutch
        ? "kies een of meer codes hierboven, gescheiden door ;"
        : "choose one or more of the codes above, separated by ;"
    }
    // A word of the other language is known, and still not taken: this screen has another.
    if let meant = AnswerSheet.answer(typed, to: item, in: nil) {
      let words = item.words(of: meant, in: tongue)
      return isDutch ? "dat heet hier: \(words)" : "that is called here: \(words)"
    }
    let scale = Interview.scale(item, tongue)
    return
      (isDutch ? "dit antwoord past hier niet" : "that is no answer here")
      + (scale.isEmpty ? "" : (isDutch ? "; kies uit " : "; choose from ") + scale)
  }

  /// The possible answers on one line, without the options that do not apply now.
  private func scale(of place: Int) throws -> String {
    let draft = try draft()
    let hidden = draft.cells.withUnsafeBufferPointer {
      plugin.form.hiddenOptions(of: place, $0, applicable: draft.applicable)
    }
    return Interview.scale(items[place], tongue, hidden: hidden)
  }

  private static let needed = Label(
    nl: "dit antwoord is nodig: het zegt wiens antwoorden dit zijn",
    en: "this answer is needed: it says whose answers these are")

  /// Words under a question, in as many lines as they need.
  func say(wrapped words: String) throws {
    if words.isEmpty { return }
    let width = session.width() ?? 100
    if DisplayWidth.of(words) <= width - 7 { return try say("       \(words)") }
    for part in DocumentRenderer(width: width).wrapped(words, to: width - 7) {
      try say("       \(part)")
    }
  }

  /// Says what is wrong with an answer; one out of a file ends the interview, for what follows it
  /// would be taken for answers to other questions.
  func refuse(_ line: String, _ item: Item) throws {
    try say(wrapped: line)
    if session.isAnsweredFromFile { throw WrongAnswer(item: item.id) }
  }

  /// The specifications that can be named now.
  private func list(_ thresholds: [Threshold]) throws {
    for threshold in thresholds {
      try say("       \(threshold.label.text(tongue))")
      for word in threshold.specifications {
        try say("         \(Names.specification(word, tongue))  \(word.label.text(tongue))")
      }
    }
  }

  /// Codes of specifications, whole or by their last word; nil when one is none of them.
  static func codes(_ typed: String, of thresholds: [Threshold]) -> String? {
    let known = thresholds.flatMap(\.specifications)
    var codes: [String] = []
    for part in typed.split(whereSeparator: { $0 == ";" || $0 == "," }) {
      let word = Names.folded(part.trimmingCharacters(in: .whitespaces))
      let found = known.filter { specification in
        let dutch = Names.folded(Names.specification(specification, .nl))
        return specification.code == word || specification.code.hasSuffix(".\(word)")
          || dutch == word || dutch.hasSuffix(".\(word)")
      }
      guard found.count == 1 else { return nil }
      codes.append(found[0].code)
    }
    return codes.joined(separator: ";")
  }

  /// The possible answers on one line.
  static func scale(_ item: Item, _ tongue: Tongue, hidden: Set<Int> = []) -> String {
    func list(_ options: [Option]) -> String {
      options.enumerated().filter { !hidden.contains($0.offset) }.map { place, option in
        let words = option.label.text(tongue)
        return words.hasPrefix("\(place + 1) ") ? words : "\(place + 1) \(words)"
      }.joined(separator: " · ")
    }
    if case .specifications? = item.link {
      return tongue == .nl
        ? "een of meer codes, gescheiden door ;" : "one or more codes, separated by ;"
    }
    switch item.type {
    case .level(let scale):
      if let legend = scale.legend { return legend.text(tongue) }
      if scale.isToldInWords {
        return list(scale.steps.map { Option($0.code, $0.label) })
      }
      return scale.steps.map { "\($0.code) \($0.label.text(tongue))" }.joined(separator: " · ")
    case .one(let options): return list(options)
    case .many(let options):
      return list(options) + (tongue == .nl ? " (meerdere met ;)" : " (several with ;)")
    case .flag: return tongue == .nl ? "ja · nee" : "yes · no"
    case .day: return tongue == .nl ? "datum als 2012-06-30" : "date such as 2012-06-30"
    case .percent: return "0-100 %"
    case .number(let range) where range.lowerBound < 0:
      return "\(range.lowerBound) … \(range.upperBound)"
    case .number(let range): return "\(range.lowerBound)-\(range.upperBound)"
    default: return ""
    }
  }
}
