import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// What somebody answers to a question.
package enum InterviewLine: Hashable, Sendable { case line(String), leaves }

/// Asks the items of an instrument one by one; every answer is on disk before the next is asked.
struct Interview {
  let session: Session
  let store: Store
  let plugin: LoadedPlugin
  let client: String
  let ask: (String) throws -> InterviewLine
  private(set) var sheet: AnswerSheet
  private let observed: [Observed]
  private let view: RowsView?
  /// The items that were asked, to go back to.
  private var path: [Int] = []

  enum Outcome { case finished, left }

  init(
    _ session: Session, _ store: Store, _ plugin: LoadedPlugin, client: String, day: Day,
    ask: @escaping (String) throws -> InterviewLine
  ) throws {
    (self.session, self.store, self.plugin, self.client, self.ask) =
      (session, store, plugin, client, ask)
    observed = try store.observations(of: client)
    if let draft = try store.draft(client: client, instrument: plugin.id) {
      sheet = try JSONDecoder().decode(AnswerSheet.self, from: draft)
    } else {
      sheet = AnswerSheet(day: "\(day)")
    }
    var view = try RowsView(.clients, try session.source(), today: day) { codes, _ in
      codes.map { _ in nil }
    }
    let row = try view.named("client", .text).pool?.placeInOrder(of: client)
    if let row { view.keep([Int32(row)]) }
    self.view = row == nil ? nil : view
    if sheet.answers.isEmpty { try takeUpToday() }
  }

  /// What was answered in this instrument for the same day already: the new sheet takes its place,
  /// so nothing of it may be lost.
  private mutating func takeUpToday() throws {
    let day = sheet.day
    guard observed.contains(where: { $0.source == plugin.id && "\($0.on)" == day }) else { return }
    for (place, item) in items.enumerated() where Interview.isAsked(item) {
      guard case .threshold(let threshold, _)? = item.link, case .level(let scale) = item.type
      else {
        sheet.answers[item.id] = try suggestion(place).answer
        continue
      }
      let earlier = observed.first {
        $0.threshold == threshold && $0.source == plugin.id && "\($0.on)" == day
      }
      sheet.answers[item.id] = scale.steps.first { $0.finding == earlier?.finding }?.code
    }
  }

  private var tongue: Tongue { session.tongue }
  private var isDutch: Bool { tongue == .nl }
  private var items: [Item] { plugin.form.items }

  private func say(_ line: String) throws { try session.out.write(line + "\n") }

  /// - Returns: whether all was asked; the draft is kept when somebody left.
  mutating func run() throws -> Outcome {
    if !sheet.answers.isEmpty {
      let count = sheet.answers.count
      try say(
        isDutch
          ? "\(sheet.day) hervat: \(Interview.count(count, tongue))"
          : "\(sheet.day) taken up: \(Interview.count(count, tongue))")
    }
    try say(
      "\(plugin.description.label.text(tongue)) \(plugin.version)   "
        + (isDutch
          ? "< terug  . overslaan  ? uitleg  Ctrl-D bewaren en weg"
          : "< back  . skip  ? explain  Ctrl-D save and leave"))
    while let place = try next(from: sheet.place) {
      sheet.place = place
      switch try asked(place) {
      case .left: return .left
      case .finished: continue
      }
    }
    return .finished
  }

  static func count(_ answers: Int, _ tongue: Tongue) -> String {
    switch tongue {
    case .nl: answers == 1 ? "1 antwoord" : "\(answers) antwoorden"
    case .en: answers == 1 ? "1 answer" : "\(answers) answers"
    }
  }

  /// The first item from a place on that is asked here and applies now.
  private func next(from place: Int) throws -> Int? {
    let applies = try sheet.judged(plugin, client: client, reference: session.today).draft
      .applicable
    return items.indices.first { $0 >= place && applies[$0] && Interview.isAsked(items[$0]) }
  }

  /// The day is the sheet's own; tables and lists of specifications have no one-line answer.
  private static func isAsked(_ item: Item) -> Bool {
    if item.id == "filled-on" { return false }
    if case .specifications? = item.link { return false }
    if case .table = item.type { return false }
    return true
  }

  /// Asks one item until it is answered, skipped or left.
  private mutating func asked(_ place: Int) throws -> Outcome {
    let item = items[place]
    let suggestion = try self.suggestion(place)
    let total = items.count { Interview.isAsked($0) }
    let number = items[...place].count { Interview.isAsked($0) }
    try say("\(number)/\(total)  \(item.label.text(tongue))   \(Interview.scale(item, tongue))")
    for line in suggestion.lines { try say("       \(line)") }
    while true {
      try session.out.flush()
      guard case .line(let typed) = try ask("  > ") else { return .left }
      switch typed.trimmingCharacters(in: .whitespaces) {
      case "<":
        sheet.place = path.popLast() ?? place
        return .finished
      case "?": try explain(item)
      case ".":
        sheet.answers[item.id] = nil
        return try settled(place)
      case "" where suggestion.answer == nil: return try settled(place)
      case let text:
        if try take(text.isEmpty ? suggestion.answer ?? "" : text, item) {
          return try settled(place)
        }
      }
    }
  }

  /// Keeps an answer that is one; says what is wrong with another.
  private mutating func take(_ typed: String, _ item: Item) throws -> Bool {
    var changed = sheet
    guard let answer = AnswerSheet.answer(typed, to: item) else {
      try say(
        (isDutch
          ? "  dat is hier geen antwoord; kies uit " : "  that is no answer here; choose from ")
          + Interview.scale(item, tongue))
      return false
    }
    changed.answers[item.id] = answer
    let faults = try changed.judged(plugin, client: client, reference: session.today).faults
    if let fault = faults.first {
      try say("  " + fault.spoken.text(tongue))
      return false
    }
    sheet = changed
    return true
  }

  private mutating func settled(_ place: Int) throws -> Outcome {
    path.append(place)
    sheet.place = place + 1
    try store.saveDraft(
      try JSONEncoder().encode(sheet), client: client, instrument: plugin.id)
    return .finished
  }

  private func suggestion(_ place: Int) throws -> Suggestion {
    let item = items[place]
    if let answer = sheet.answers[item.id] { return .known(answer, of: item, tongue) }
    let known = try newest(item)
    if case .threshold? = item.link {
      return .level(place, of: plugin, observed, score: known, tongue)
    }
    return known.map { .known($0, of: item, tongue) } ?? .none
  }

  /// The newest answer that is known, as a file would have it; what is sealed is not looked at.
  private func newest(_ item: Item) throws -> String? {
    guard let view else { return nil }
    if case .note = item.type { return nil }
    let name: String
    if case .field(let field)? = item.link {
      name = field
    } else {
      name = "\(plugin.id).\(item.id)"
    }
    if FieldCatalog.standard.field(name)?.home == .sealed { return nil }
    guard let column = try view.source.column(name, of: .clients) else { return nil }
    return ColumnWords(try view.named(name, column.type), nil)[0]
  }

  /// The possible answers on one line.
  private static func scale(_ item: Item, _ tongue: Tongue) -> String {
    func list(_ options: [Option]) -> String {
      options.enumerated().map { "\($0 + 1) \($1.label.text(tongue))" }.joined(separator: " · ")
    }
    switch item.type {
    case .level(let scale):
      if let legend = scale.legend { return legend.text(tongue) }
      return scale.steps.map { "\($0.code) \($0.label.text(tongue))" }.joined(separator: " · ")
    case .one(let options): return list(options)
    case .many(let options):
      return list(options) + (tongue == .nl ? " (meerdere met ;)" : " (several with ;)")
    case .flag: return tongue == .nl ? "ja · nee" : "yes · no"
    case .day: return tongue == .nl ? "datum als 2012-06-30" : "date such as 2012-06-30"
    case .percent: return "0-100 %"
    case .number(let range): return "\(range.lowerBound)-\(range.upperBound)"
    default: return ""
    }
  }

  private func explain(_ item: Item) throws {
    try say("  \(item.id)")
    guard case .threshold(let threshold, let relation)? = item.link else { return }
    let code = Names.relation.codes[Names.relation.place(of: relation.rawValue) ?? 0]
    try say(
      isDutch
        ? "  drempel \(Names.thresholds.codes[Int(threshold.index)].nl), betekenis \(code.nl)"
        : "  threshold \(threshold.code), meaning \(code.en)")
    for word in threshold.specifications { try say("  · \(word.label.text(tongue))") }
  }
}
