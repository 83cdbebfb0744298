import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// Says one entry anew: what is wrong is told before anything is written.
struct Correction {
  let session: Session
  let store: Store
  let entry: EntryHead
  let settings: [(name: String, values: [String])]
  let day: Day?
  let because: String?

  /// What is ready to be written.
  struct Ready {
    /// The names of what is said anew, in two languages.
    let names: [Label]
    let day: Day?
    /// What is said anew; nil where all of it is, for it is of another day.
    var matters: Set<Voice.Matter>?
    /// Writes it, or only tries; false when the entry says all of that already.
    let commit: (_ isDry: Bool) throws -> Bool

    func words(_ tongue: Tongue) -> String {
      (names.map { $0.text(tongue) } + (day.map { ["\($0)"] } ?? [])).joined(separator: ", ")
    }
  }

  var actor: Actor { session.policy.actor }

  func prepared() throws -> Ready {
    // A permission may begin later than it is given.
    if let day {
      let last = entry.kind == .consent ? min(day, session.today) : day
      try session.mustBePlausible(last, of: entry.code, store)
    }
    return switch entry.kind {
    case .registration: try registration()
    case .level: try level()
    case .decision: try decision()
    case .consent: try consent()
    case .participation: try participation()
    }
  }

  private func registration() throws -> Ready {
    guard let id = entry.instrument, let plugin = session.plugin(id) else {
      throw session.missing(entry.instrument ?? "")
    }
    try session.ready(plugin)
    if session.policy.forbidden.contains(.notes) { throw HiddenAnswers(day: entry.on) }
    let all = try store.registrations(of: entry.code, through: id, notes: true)
    guard let kept = all.first(where: { $0.number == entry.number }) else {
      throw StoreError(.notRevised(.unknownEntry))
    }
    if kept.hasNotes { try store.logNotes(of: [entry.code], through: id, actor: actor) }
    var sheet = AnswerSheet(day: "\(kept.on)")
    try sheet.take(
      kept, plugin, hidden: session.policy.hidden(plugin), client: entry.code,
      reference: session.today)
    sheet.sealedNames = try store.identityNames(of: entry.number)
    var names: [Label] = []
    var blanked: Set<String> = []
    var matters: Set<Voice.Matter> = []
    for (name, values) in settings {
      let item = try item(name, of: plugin)
      names.append(Label(nl: item.name(.nl), en: item.name(.en)))
      matters.formUnion(item.matters(in: id))
      if values == [""] {
        sheet.answers[item.id] = nil
        sheet.takenOut = (sheet.takenOut ?? []).union([item.id])
        blanked.insert(item.keptName(in: id))
        continue
      }
      let answers = values.map { AnswerSheet.answer($0, to: item, in: nil) ?? item.score(of: $0) }
      if let wrong = answers.firstIndex(of: nil) {
        throw WrongCorrection(name, values[wrong], to: item, of: plugin)
      }
      sheet.answers[item.id] = answers.compactMap(\.self).joined(separator: ";")
    }
    if let day { sheet.day = "\(day)" }
    var (draft, faults, _) = try sheet.judged(
      plugin, client: entry.code, reference: session.today)
    if let fault = faults.first { throw fault }
    draft.isPart = kept.answered == nil
    draft.sealedBefore = sheet.sealedLeft(plugin)
    draft.coveredIdentity = blanked
    let ready = draft
    return Ready(names: names, day: day, matters: day == nil ? matters : nil) {
      [session, store, entry, because] isDry in
      // Where nothing can be written nothing can be tried either.
      if isDry, store.isReadOnly { return true }
      let kept = try session.keep(
        ready, plugin, store, .entry(entry.number, because: because), isDry: isDry)
      return !kept.isSame
    }
  }

  private func item(_ name: String, of plugin: LoadedPlugin) throws -> Item {
    let schema = Schema.InstrumentNames(plugin, session.policy)
    let ids = schema.items[Names.folded(name)] ?? []
    guard ids.count == 1, let item = plugin.form.items.first(where: { $0.id == ids[0] }) else {
      throw UnknownCorrection(
        name: name, known: schema.items.keys.sorted().map { CodeList.Code(en: $0, nl: $0) })
    }
    return item
  }
}

extension Item {
  /// The score that says the level of this word, where one alone does.
  fileprivate func score(of word: String) -> String? {
    guard case .level(let scale) = type, let finding = Finding(word: word) else { return nil }
    let steps = scale.steps.filter { $0.finding == finding }
    return steps.count == 1 ? steps[0].code : nil
  }
}
