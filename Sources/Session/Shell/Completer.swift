import InstrumentKit
import Language
import Profile

/// What can follow what is typed, by its place in the sentence.
package struct Completer {
  package struct Word: Hashable, Sendable {
    package let text: String
    package let about: String
  }

  private let session: Session

  package init(_ session: Session) { self.session = session }

  /// - Returns: how many scalars at the end the words replace, and the words in order.
  package func complete(_ typed: String) -> (replaces: Int, words: [Word]) {
    // Inside a text anything may stand.
    if typed.filter({ $0 == "\"" }).count % 2 == 1 { return (0, []) }
    let pieces = LexicalWords.of(typed)
    let last = pieces.last
    let stem = last?.kind == .word ? last?.text ?? "" : ""
    // A point at the end belongs to the name that is being typed.
    let whole = stem.isEmpty && typed.hasSuffix(".") ? Completer.lastWord(typed) : stem
    let before = pieces.dropLast(stem.isEmpty ? 0 : 1).filter {
      !$0.text.allSatisfy(\.isWhitespace)
    }
    let words = candidates(after: before.map(\.text), whole)
    let folded = Names.folded(whole)
    return (
      whole.unicodeScalars.count, words.filter { Names.folded($0.text).hasPrefix(folded) }
    )
  }

  private static func lastWord(_ typed: String) -> String {
    String(typed.reversed().prefix { $0.isLetter || $0.isNumber || "-._".contains($0) }.reversed())
  }

  private func candidates(after before: [String], _ stem: String) -> [Word] {
    let keywords = before.map { Keyword(word: $0) }
    guard let last = before.last else { return sources + commands }
    if last == "|" { return stages }
    if last == ";" { return sources }
    if before == ["help"] || before == ["describe"] { return names + sources + stages }
    if before == ["mode"] || before == ["last"] {
      return OutputMode.allCases.map { Word(text: $0.rawValue, about: "") }
    }
    switch Keyword(word: last) {
    case .score, .explain, .document, .crosswalk: return instruments
    case .with where keywords.first == .assess || keywords.first == .decide: return instruments
    case .export: return ["csv", "json", "ndjson"].map { Word(text: $0, about: "") }
    case .where, .and, .or, .not, .by, .show, .sort, .distinct: return names
    case .list: return lists
    case .only: return items(of: before)
    case .has, .in: return codes(of: before.dropLast().last)
    default: break
    }
    if ["=", "!=", "<", "<=", ">", ">="].contains(last) {
      return codes(of: before.dropLast().last)
    }
    if last == ",", keywords.first == .assess, keywords.contains(.only) {
      return items(of: before)
    }
    if last == "," || last == "(" {
      let stage = keywords.last {
        $0.map { Keyword.stages.contains($0) || $0 == .by || $0 == .in } ?? false
      }
      if stage == .in, let place = keywords.lastIndex(of: .in), place > 0 {
        return codes(of: before[place - 1])
      }
      return names
    }
    if keywords.count == 1, let first = keywords[0], Keyword.sources.contains(first) {
      return stages + [Word(text: "|", about: "")]
    }
    return [.and, .or, .by, .is, .has, .in, .between, .desc, .as].map(word)
  }

  private var tongue: Tongue { session.tongue }

  private func word(_ keyword: Keyword) -> Word {
    Word(text: keyword.word(tongue), about: Topic.of(keyword)?.summary.text(tongue) ?? "")
  }

  private var sources: [Word] {
    Keyword.sources.map(word) + [.let, .record, .assess, .decide, .resume].map(word)
      + session.schema.variables.keys.sorted().map { Word(text: $0, about: "") }
  }

  private var lists: [Word] {
    ReadyList.all.map {
      Word(text: tongue == .nl ? $0.dutch : $0.name, about: $0.about.text(tongue))
    }
  }

  /// What can be asked alone of the instrument that an interview is with.
  private func items(of before: [String]) -> [Word] {
    guard let with = before.firstIndex(where: { Keyword(word: $0) == .with }),
      before.indices.contains(with + 1),
      let instrument = session.schema.instrument(before[with + 1])
    else { return [] }
    return instrument.items.keys.sorted().map { Word(text: $0, about: "") }
  }

  private var commands: [Word] { ShellCommand.words.map { Word(text: $0, about: "") } }
  private var stages: [Word] { Keyword.stages.map(word) }

  private var instruments: [Word] {
    session.plugins.map {
      Word(text: $0.id, about: $0.instrument.description.label.text(tongue))
    }
  }

  /// Fields that may be seen, thresholds, and the measures of each instrument.
  private var names: [Word] {
    let fields = session.schema.catalog.fields.filter {
      !session.schema.forbidden.contains($0.group)
    }
    .map { Word(text: tongue == .nl ? $0.dutch : $0.name, about: $0.label.text(tongue)) }
    let taken = Set(fields.map(\.text))
    let thresholds = Threshold.all.map { threshold in
      let name = Names.thresholds.codes[Int(threshold.index)]
      return Word(text: tongue == .nl ? name.nl : name.en, about: threshold.label.text(tongue))
    }.filter { !taken.contains($0.text) }
    let measures = session.schema.instruments.flatMap { instrument in
      instrument.measures.filter { !$0.isForbidden }.map { measure in
        Word(
          text: "\(instrument.id).\(tongue == .nl ? measure.dutch : measure.name)",
          about: measure.label.text(tongue))
      }
    }
    return (fields + thresholds + measures).sorted { $0.text < $1.text }
  }

  /// The codes that a name can be compared with.
  private func codes(of name: String?) -> [Word] {
    guard let name else { return [] }
    let list: CodeList?
    if let field = session.schema.catalog.field(name) {
      if field.type == .flag { return [.yes, .no].map(word) }
      list = field.type.list
    } else {
      list = Names.thresholds.place(of: Names.folded(name)) != nil ? Names.levels : nil
    }
    return list?.codes.map { Word(text: tongue == .nl ? $0.nl : $0.en, about: "") } ?? []
  }
}

extension Session {
  /// What a session begins with, in one line.
  package var greeting: String {
    let count = (try? store?.clientCount()).flatMap { $0 }
    let clients = count.map { tongue == .nl ? "\($0) cliënten" : "\($0) clients" }
    let place = store.map { "\($0.name)\(clients.map { " (\($0))" } ?? "")" }
    let instruments =
      tongue == .nl ? "\(plugins.count) instrumenten" : "\(plugins.count) instruments"
    return ["Drempel 0.1", place, instruments, "help, quit"].compactMap(\.self)
      .joined(separator: " · ")
  }

  package var promptText: String { "\(store?.name ?? "drempel")> " }

  package var morePrompt: String {
    String(repeating: " ", count: max(0, promptText.count - 3)) + "…> "
  }
}
