import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// Something that is said anew and is no question of what it corrects.
struct UnknownCorrection: Worded {
  let name: String
  let near: [String]

  var message: Message {
    let known = near.joined(separator: ", ")
    return Message(
      "E384", "\(name) wordt hier niet gevraagd", "\(name) is not asked here",
      next: near.isEmpty
        ? (
          "zie wat het zegt: cliënt CODE | geschiedenis", "see what it says: client CODE | history"
        )
        : ("wel: \(known)", "what is: \(known)"))
  }
}

/// An answer that is none to what it corrects.
struct WrongCorrection: Worded {
  let name: String

  var message: Message {
    Message(
      "E386", "dit is geen antwoord op \(name); niets is gewijzigd",
      "this is no answer to \(name); nothing was changed",
      next: ("bekijk de antwoorden: describe …", "look at the answers: describe …"))
  }
}

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
    let commit: () throws -> Void

    func words(_ tongue: Tongue) -> String {
      (names.map { $0.text(tongue) } + (day.map { ["\($0)"] } ?? [])).joined(separator: ", ")
    }
  }

  private var actor: Actor { session.policy.actor }

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
    var names: [Label] = []
    var blanked: Set<String> = []
    for (name, values) in settings {
      let item = try item(name, of: plugin)
      names.append(Label(nl: item.name(.nl), en: item.name(.en)))
      if values == [""] {
        sheet.answers[item.id] = nil
        blanked.insert(item.keptName(in: id))
        continue
      }
      let answers = values.map { AnswerSheet.answer($0, to: item, in: nil) ?? item.score(of: $0) }
      if answers.contains(nil) { throw WrongCorrection(name: name) }
      sheet.answers[item.id] = answers.compactMap(\.self).joined(separator: ";")
    }
    if let day { sheet.day = "\(day)" }
    var (draft, faults, _) = try sheet.judged(
      plugin, client: entry.code, reference: session.today)
    if let fault = faults.first { throw fault }
    draft.isPart = kept.answered == nil
    draft.sealedBefore = sheet.sealedBefore ?? 0
    draft.coveredIdentity = blanked
    let ready = draft
    return Ready(names: names, day: day) { [session, store, entry, because] in
      try session.keep(ready, plugin, store, .entry(entry.number, because: because))
    }
  }

  private func item(_ name: String, of plugin: LoadedPlugin) throws -> Item {
    let schema = Schema.InstrumentNames(plugin, session.policy)
    let ids = schema.items[Names.folded(name)] ?? []
    guard ids.count == 1, let item = plugin.form.items.first(where: { $0.id == ids[0] }) else {
      throw UnknownCorrection(
        name: name,
        near: Nearest.of(Names.folded(name), among: schema.items.keys.sorted()).map { [$0] } ?? [])
    }
    return item
  }

  private func level() throws -> Ready {
    let says = try said()
    guard let code = says.keys.first, let threshold = Threshold(code: code) else {
      throw StoreError(.damaged(what: "observation"))
    }
    let names = Names.thresholds.codes[Int(threshold.index)]
    var finding: Finding?
    for (name, values) in settings {
      guard Names.thresholds.place(of: Names.folded(name)) == Int(threshold.index) else {
        throw UnknownCorrection(name: name, near: [session.tongue == .nl ? names.nl : names.en])
      }
      finding = values.count == 1 ? Finding(word: values[0]) : nil
      if finding == nil { throw WrongCorrection(name: name) }
    }
    let given = finding
    return Ready(
      names: settings.isEmpty ? [] : [Label(nl: names.nl, en: names.en)], day: day
    ) { [store, entry, because, actor, day] in
      try store.correctLevel(entry.number, given, on: day, because: because, actor: actor)
    }
  }

  private func decision() throws -> Ready {
    var decided: (code: String, override: String)?
    for (name, values) in settings {
      guard ["decided", "beslist"].contains(Names.folded(name)) else {
        throw UnknownCorrection(name: name, near: ["decided"])
      }
      let says = try said()
      let advice = entry.instrument.flatMap { session.plugin($0) }?.advice
      guard values.count == 1, let advice, advice.order.contains(values[0]) else {
        throw WrongCorrection(name: name)
      }
      let advised = says["advised"].flatMap { $0 == "unknown" ? nil : $0 }
      decided = (values[0], Session.override(advised, values[0], advice))
    }
    return Ready(
      names: settings.map { Label(nl: $0.name, en: $0.name) }, day: day
    ) { [store, entry, because, actor, day, decided] in
      try store.correctDecision(
        entry.number, decided: decided, on: day, because: because, actor: actor)
    }
  }

  private func consent() throws -> Ready {
    var from = day
    var until: Day??
    for (name, values) in settings {
      let value = values.count == 1 ? values[0] : "–"
      switch Names.folded(name) {
      case "from", "vanaf":
        guard let day = Day(iso: value) else { throw WrongCorrection(name: name) }
        from = day
      case "until", "tot":
        guard value.isEmpty || Day(iso: value) != nil else { throw WrongCorrection(name: name) }
        until = .some(Day(iso: value))
      default: throw UnknownCorrection(name: name, near: ["from", "until"])
      }
    }
    return Ready(
      names: settings.map { Label(nl: $0.name, en: $0.name) }, day: day
    ) { [store, entry, because, actor, from, until] in
      try store.correctConsent(
        entry.number, from: from, until: until, because: because, actor: actor)
    }
  }

  private func participation() throws -> Ready {
    var entered = day
    for (name, values) in settings {
      guard ["entered-on", "ingestapt-op"].contains(Names.folded(name)) else {
        throw UnknownCorrection(name: name, near: ["entered-on"])
      }
      guard values.count == 1, let day = Day(iso: values[0]), day <= session.today else {
        throw WrongCorrection(name: name)
      }
      entered = day
    }
    guard let entered else { throw WrongCorrection(name: "entered-on") }
    return Ready(names: [], day: entered) { [store, entry, because, actor] in
      try store.correctParticipation(
        entry.number, enteredOn: entered, because: because, actor: actor)
    }
  }

  /// What the entry says now.
  private func said() throws -> [String: String] {
    let versions = try store.versions(of: entry.code, opens: false)
    return versions.last { $0.number == entry.number && $0.says != nil }?.says ?? [:]
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
