import Exchange
import Foundation
import InstrumentKit
import Language
import Profile

/// What can follow what is typed: whatever the parser looks for at that place.
package struct Completer {
  package struct Word: Hashable, Sendable {
    package let text: String
    package let about: String

    init(_ text: String, _ about: String = "") {
      self.text = text
      self.about = about
    }
  }

  private let session: Session

  package init(_ session: Session) { self.session = session }

  /// - Returns: how many scalars at the end the words replace, and the words in order.
  package func complete(_ typed: String) -> (replaces: Int, words: [Word]) {
    if let quote = Completer.openQuote(in: typed) {
      return texts(after: String(typed[..<quote]), String(typed[quote...]))
    }
    let stem = Completer.stem(of: typed)
    let folded = Names.folded(stem)
    let words = candidates(after: String(typed.dropLast(stem.count))).filter { word in
      stem.isEmpty || Names.folded(word.text).hasPrefix(folded)
    }
    return (stem.unicodeScalars.count, words)
  }

  /// Where a text begins that is not closed yet.
  private static func openQuote(in typed: String) -> String.Index? {
    var quote: String.Index?
    for place in typed.indices where typed[place] == "\"" { quote = quote == nil ? place : nil }
    return quote
  }

  /// The word that is being typed; a point or a hyphen at its end belongs to it.
  private static func stem(of typed: String) -> String {
    String(typed.reversed().prefix { $0.isLetter || $0.isNumber || "-._".contains($0) }.reversed())
  }

  private func candidates(after before: String) -> [Word] {
    let parts = before.split(whereSeparator: \.isWhitespace).map(String.init)
    if parts.count == 1, let command = ShellCommand(word: parts[0]) {
      return words(after: command)
    }
    let place = Place(atEndOf: before, session.schema)
    let isStart = before.allSatisfy(\.isWhitespace)
    var seen: Set<String> = []
    return
      (place.wanted.flatMap { words($0, place) }
      + (isStart ? commands : []))
      .filter { seen.insert($0.text).inserted }
  }

  private func words(_ wanted: Place.Wanted, _ place: Place) -> [Word] {
    switch wanted {
    case .keyword(let keyword): [word(keyword)]
    case .symbol(let symbol): [Word(symbol)]
    case .expected(let expected): words(expected, place)
    }
  }

  private func words(_ expected: Diagnostic.Expected, _ place: Place) -> [Word] {
    switch expected {
    case .source: sources + place.variables.map { Word($0) }
    case .stage: Keyword.stages.map(word)
    case .instrument: instruments
    case .name, .condition: names(at: place)
    case .referralField: fields(FieldCatalog.standard.fields.filter(\.isOfReferral))
    case .threshold: thresholds()
    case .level: codes(Names.levels) + codes(Names.absences)
    case .value: values(of: place.subject) + place.constants.map { Word($0) }
    case .decision: codes(place.instrument.flatMap { session.schema.instrument($0)?.decisions })
    case .organisation: codes(Names.recipient)
    case .data: codes(Names.sharedData)
    case .ground: codes(Names.legalGround)
    case .item: items(of: place.instrument)
    case .list:
      ReadyList.all.map { Word(tongue == .nl ? $0.dutch : $0.name, $0.about.text(tongue)) }
    case .extra: codes(ExportRef.extras)
    case .report: ReportKind.allCases.map { Word($0.word(tongue), $0.title.text(tongue)) }
    case .reportWord(let word): [Word(word.word(tongue))]
    case .part: codes(ReportRef.parts)
    case .day: place.constants.map { Word($0) }
    case .format: ExportRef.Format.allCases.map { Word($0.rawValue) }
    case .function: SummaryFunction.allCases.map { Word($0.word(tongue)) }
    default: []
    }
  }

  private var tongue: Tongue { session.tongue }

  private func word(_ keyword: Keyword) -> Word {
    Word(keyword.word(tongue), Topic.of(keyword)?.summary.text(tongue) ?? "")
  }

  private func named(_ code: CodeList.Code) -> String { tongue == .nl ? code.nl : code.en }

  private func codes(_ list: CodeList?) -> [Word] { list?.codes.map { Word(named($0)) } ?? [] }

  /// What can be asked alone of an instrument.
  private func items(of instrument: String?) -> [Word] {
    guard let plugin = instrument.flatMap(session.plugin) else { return [] }
    let sections = plugin.sections.map { section in
      let name = tongue == .nl ? FieldType.kebab(section.label.nl) : section.id
      return Word(String(name.drop { $0.isNumber || $0 == "-" }), section.label.text(tongue))
    }
    let items = plugin.form.items.map { item in
      Word(tongue == .nl ? item.dutchName ?? item.id : item.id, item.label.text(tongue))
    }
    return (sections + items).sorted { $0.text < $1.text }
  }

  /// Those that this operator may ask.
  private var sources: [Word] {
    Keyword.sources.filter { keyword in
      SourceKind(rawValue: keyword.english).map {
        !session.schema.forbiddenSources.contains($0)
      } ?? true
    }.map(word)
  }

  private var commands: [Word] {
    ShellCommand.all.map { Word($0.word(tongue), $0.summary.text(tongue)) }
  }

  private func words(after command: ShellCommand) -> [Word] {
    guard case .words = command.argument else { return command.choices(tongue).map { Word($0) } }
    return fields() + thresholds() + measures(of: session.schema.instruments.map(\.id))
      + instruments + Keyword.allCases.filter { Topic.of($0) != nil }.map(word)
  }

  private var instruments: [Word] {
    session.plugins.map { Word($0.id, $0.instrument.description.label.text(tongue)) }
  }

  /// What can be named at a place: the columns of its table, or all that its rows can show.
  private func names(at place: Place) -> [Word] {
    if let columns = place.columns {
      return columns.map { Word(session.schema.heading($0, tongue)) }
    }
    let own = place.own.map { Word(tongue == .nl ? $0.dutch : $0.name) }
    guard place.hasClients else { return own }
    let words = fields() + thresholds() + measures(of: place.scored)
    return own + words.sorted { $0.text < $1.text }
  }

  /// Those that this operator may see.
  private func fields(_ fields: [Field] = FieldCatalog.standard.fields) -> [Word] {
    fields.filter { !session.schema.forbidden.contains($0.group) }
      .map { Word(tongue == .nl ? $0.dutch : $0.name, $0.label.text(tongue)) }
  }

  /// Those that no field shares its name with.
  private func thresholds() -> [Word] {
    Threshold.all.compactMap { threshold in
      let name = named(Names.thresholds.codes[Int(threshold.index)])
      guard session.schema.catalog.field(name) == nil else { return nil }
      return Word(name, threshold.label.text(tongue))
    }
  }

  private func measures(of instruments: [String]) -> [Word] {
    instruments.compactMap(session.schema.instrument).flatMap { instrument in
      instrument.measures.filter { !$0.isForbidden }.map {
        Word("\(instrument.id).\(tongue == .nl ? $0.dutch : $0.name)", $0.label.text(tongue))
      }
    }
  }

  /// The codes that something can be compared with; of an open text, those that are known.
  private func values(of subject: ColumnRef?) -> [Word] {
    guard let subject else { return [] }
    switch subject.type {
    case .code(let list), .codes(let list): return list == .countries ? [] : codes(list)
    case .level: return codes(Names.levels)
    case .flag: return [.yes, .no].map(word)
    case .text: return known(subject)
    default: return []
    }
  }

  /// More different texts than this are no list to choose from.
  private static let mostTexts = 400

  /// The texts that an open field of the profile has; a client's code is none of them.
  private func known(_ subject: ColumnRef) -> [Word] {
    guard let field = FieldCatalog.standard.field(subject.name), field.group == .open,
      field.home != .derived,
      let pool = try? session.source().column(field.name, of: .clients)?.pool,
      pool.count <= Completer.mostTexts
    else { return [] }
    return (0..<pool.count).map { pool[$0] }.filter { !$0.isEmpty }.sorted()
      .compactMap { ValueText.inSentence($0).map { Word($0) } }
  }

  /// Inside a text: the known texts of a field, or the names of files.
  private func texts(after before: String, _ typed: String) -> (replaces: Int, words: [Word]) {
    let place = Place(atEndOf: before, session.schema)
    var words: [Word] = []
    if place.wants(.value), let subject = place.subject, case .text = subject.type {
      words = known(subject)
    } else if place.wants(.path) {
      words = Completer.files(String(typed.dropFirst()))
    }
    let folded = Names.folded(typed)
    return (typed.unicodeScalars.count, words.filter { Names.folded($0.text).hasPrefix(folded) })
  }

  /// What is in the folder whose path is being typed; hidden files are left out.
  private static func files(_ typed: String) -> [Word] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let place = folder.isEmpty ? "." : folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().compactMap { name in
      let url = URL(fileURLWithPath: "\(place)/\(name)")
      let isFolder = (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
      guard let path = ValueText.inSentence("\(folder)\(name)") else { return nil }
      // A folder goes on.
      return Word(isFolder ? "\(path.dropLast())/" : path)
    }
  }
}

extension Session {
  /// What a session begins with, in one line.
  package var greeting: String {
    let count = (try? store?.clientCount()).flatMap { $0 }
    let clients = count.map { Counted.client.text($0, tongue) }
    // Ages and terms are reckoned from this day, so it is said when it is not today.
    let facts = [clients, fixedDate.map { "\($0)" }].compactMap(\.self).joined(separator: ", ")
    let place = store.map { "\($0.name)\(facts.isEmpty ? "" : " (\(facts))")" }
    let instruments = Counted.instrument.text(plugins.count, tongue)
    let ways = tongue == .nl ? "hulp, stop" : "help, quit"
    return ["Drempel 0.1", place, instruments, ways].compactMap(\.self)
      .joined(separator: " · ")
  }

  package var promptText: String { "\(place)> " }

  package var morePrompt: String {
    String(repeating: " ", count: max(0, promptWidth - 3)) + "…> "
  }
}
