import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// What somebody answers to a question.
package enum InterviewLine: Hashable, Sendable {
  case line(String)
  case leaves
  /// A script that was pasted has no answer more: a sentence came instead.
  case ends
}

/// Asks the items of an instrument one by one; every answer is on disk before the next is asked.
struct Interview {
  let session: Session
  let store: Store
  let plugin: LoadedPlugin
  let client: String
  /// Whether nothing of it is kept, not even a draft.
  let isDry: Bool
  let ask: (String) throws -> InterviewLine
  var sheet: AnswerSheet
  let observed: [Observed]
  /// The items that the operator may not read, and so is not asked.
  let hidden: Set<String>
  let view: RowsView?
  /// The items that were asked, to go back to.
  var path: [Int] = []

  enum Outcome { case finished, left, thrownAway }

  init(
    _ session: Session, _ store: Store, _ plugin: LoadedPlugin, client: String, only: [String],
    day: Day?, isDry: Bool = false,
    ask: @escaping (String) throws -> InterviewLine
  ) throws {
    (self.session, self.store, self.plugin, self.client, self.ask) =
      (session, store, plugin, client, ask)
    observed = try store.observations(of: client)
    self.isDry = isDry
    let draft = try session.sheet(of: client, plugin)
    let counted = day ?? draft.flatMap { Day(iso: $0.day) } ?? session.today
    sheet = draft ?? AnswerSheet(day: "\(counted)")
    if draft == nil, !only.isEmpty { sheet.only = Set(only) }
    var view = try RowsView(.clients, try session.source(), today: counted) { codes, _ in
      codes.map { _ in nil }
    }
    let row = try view.named("client", .text).pool?.placeInOrder(of: client)
    if let row { view.keep([Int32(row)]) }
    self.view = row == nil ? nil : view
    hidden = session.policy.hidden(plugin)
    // Where several speak on one day it is first asked who does.
    if sheet.answers.isEmpty, plugin.form.contributor == nil { try takeUp(contributor: nil) }
    if sheet.day != "\(counted)" { try move(to: counted) }
  }

  /// The answers of a draft count on another day: what was kept of that day is not lost by it.
  private mutating func move(to day: Day) throws {
    let own = sheet.answers
    sheet.day = "\(day)"
    let speaker = plugin.form.contributor.map { items[$0].id }
    if speaker == nil || own[speaker ?? ""] != nil {
      try takeUp(contributor: speaker.flatMap { own[$0] })
    }
    sheet.answers.merge(own) { _, own in own }
    try saveDraft()
  }

  var tongue: Tongue { session.tongue }
  var isDutch: Bool { tongue == .nl }
  var items: [Item] { plugin.form.items }

  func say(_ line: String) throws { try session.out.write(line + "\n") }

  /// - Returns: whether all was asked; the draft is kept when somebody left.
  mutating func run() throws -> Outcome {
    if !sheet.answers.isEmpty {
      let count = sheet.answers.count
      try say(
        isDutch
          ? "\(client) \(sheet.day) hervat: \(Counted.answer.text(count, tongue))"
          : "\(client) \(sheet.day) taken up: \(Counted.answer.text(count, tongue))")
      // What was asked before can be gone back to.
      path = items.indices.filter { $0 < sheet.place && isAsked(items[$0]) }
    }
    try say("\(client) · \(plugin.description.label.text(tongue)) \(plugin.version)")
    try say(
      "       "
        + (isDutch
          ? "< terug  . overslaan  ? uitleg  ! weggooien  Ctrl-D bewaren en stoppen"
          : "< back  . skip  ? explain  ! throw away  Ctrl-D save and leave"))
    while let place = try next(from: sheet.place) {
      if place != plugin.form.contributor { sheet.place = place }
      switch try asked(place) {
      case .left: return .left
      case .thrownAway: return .thrownAway
      case .finished: continue
      }
    }
    return .finished
  }

  /// The first item from a place on that is asked here and applies now.
  private func next(from place: Int) throws -> Int? {
    // Who speaks is asked first, and once: it says whose answers of the day these are.
    if let first = plugin.form.contributor, sheet.answers[items[first].id] == nil { return first }
    let draft = try self.draft()
    return items.indices.first {
      $0 >= place && $0 != plugin.form.contributor && draft.applicable[$0] && isAsked(items[$0])
        && (!isSpecifications(items[$0]) || !specified(draft).isEmpty)
    }
  }

  /// What the answers so far say.
  func draft() throws -> RegistrationDraft {
    try sheet.judged(plugin, client: client, reference: session.today).draft
  }

  /// The item that says who speaks, asked whatever else is.
  private var speaks: Item? { plugin.form.contributor.map { items[$0] } }

  /// The day is the sheet's own.
  func isAsked(_ item: Item) -> Bool {
    // A few questions are those and no others.
    if let only = sheet.only, !only.contains(item.id), item.id != speaks?.id { return false }
    return item.id != "filled-on" && !hidden.contains(item.id)
  }

  func isSpecifications(_ item: Item) -> Bool {
    if case .specifications? = item.link { true } else { false }
  }

  /// The thresholds of which is asked what hinders: those that block or cannot be told.
  func specified(_ draft: RegistrationDraft) -> [Threshold] {
    Threshold.all.filter { threshold in
      !threshold.specifications.isEmpty
        && (draft.levels[threshold] == .blocking
          || (draft.levels[threshold] == nil && draft.absences[threshold] == .cannotTell))
    }
  }

  mutating func settled(_ place: Int) throws -> Outcome {
    if place == plugin.form.contributor {
      try takeUp(contributor: sheet.answers[items[place].id])
    } else {
      path.append(place)
      sheet.place = place + 1
    }
    try saveDraft()
    return .finished
  }

  func saveDraft() throws {
    if isDry { return }
    try store.saveDraft(
      try JSONEncoder().encode(sheet), client: client, instrument: plugin.id)
  }

  /// What is to be kept, and what is odd about it.
  ///
  /// - Throws: `RowFault` when an answer is none.
  func judged() throws -> (draft: RegistrationDraft, warnings: [RowWarning]) {
    var (draft, faults, warnings) = try sheet.judged(
      plugin, client: client, reference: session.today)
    if let fault = faults.first { throw fault }
    // A few questions say nothing on how complete the whole is, unless the rest was answered too.
    draft.isPart = sheet.only != nil && sheet.sealedBefore == nil
    draft.sealedBefore = sheet.sealedLeft(plugin)
    return (draft, warnings)
  }

  func suggestion(_ place: Int) throws -> Suggestion {
    let item = items[place]
    if let answer = sheet.answers[item.id] { return .known(answer, of: item, tongue) }
    let known = try newest(item)
    var found = known.map { Suggestion.known($0, of: item, tongue) } ?? .none
    if case .threshold? = item.link {
      found = .level(place, of: plugin, observed, score: known, tongue)
    }
    // What the form proposes counts for less than anything that is known of the client.
    if found.lines.isEmpty, let initial = item.initial {
      return .proposed(initial, of: item, tongue)
    }
    return found
  }

  /// The newest answer that is known, as a file would have it; what is sealed is not looked at.
  private func newest(_ item: Item) throws -> String? {
    guard let view, let name = plugin.column(of: item),
      let column = try view.source.column(name, of: .clients)
    else { return nil }
    return ColumnWords(try view.named(name, column.type), nil)[0]
  }
}
