import Cohort
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// A referral for which no instrument has questions.
struct NoReferralForm: Worded {
  var message: Message {
    Message(
      "E368", "geen instrument vraagt naar doorverwijzingen",
      "no instrument asks about referrals",
      next: ("wat er is: instruments", "what there is: instruments"))
  }
}

/// Answers of a referral that do not go together.
struct StrayAnswers: Worded {
  let names: [String]
  let instrument: String

  var message: Message {
    let list = names.joined(separator: ", ")
    return Message(
      "E369", "dit past niet bij de andere antwoorden: \(list); niets is bewaard",
      "this does not go with the other answers: \(list); nothing was kept",
      next: (
        "bekijk de vragen: describe \(instrument)", "look at the items: describe \(instrument)"
      ))
  }
}

extension Session {
  /// Changes the store; when dry, says how many clients and answers that would touch.
  func change(_ verb: Verb, isDry: Bool, _ tell: (String) -> Void) throws {
    if !isDry { try policy.mustWrite() }
    switch verb {
    case .record(let verb): try record(verb, isDry: isDry, tell)
    case .assess(let verb): try assess(verb, isDry: isDry, tell)
    case .decide(let verb): try decide(verb, isDry: isDry, tell)
    case .refer(let verb): try refer(verb, isDry: isDry)
    case .importFile(let verb): try importFile(verb, isDry: isDry, tell)
    case .forget(let verb): try forget(verb, isDry: isDry)
    case .consent(let verb): try consent(verb, isDry: isDry)
    case .revise(let verb): try revise(verb, isDry: isDry, tell)
    case .merge(let verb): try merge(verb, isDry: isDry)
    }
  }

  /// Says what a change would touch, and that it did not.
  func wouldChange(_ nl: String, _ en: String) throws {
    try out.write(
      tongue == .nl
        ? "zou \(nl). Er is niets gewijzigd.\n" : "would \(en). Nothing was changed.\n")
  }

  /// The store, when something can be kept there of a client: the same for what is only tried.
  ///
  /// - Throws: `StoreError` when the client is not known, or was forgotten.
  func store(keepingOf client: String) throws -> Store {
    guard let store else { throw StoreError(.notAStore) }
    guard try store.knows(client: client) else { throw StoreError(.unknownClient) }
    try store.mustBeOpen(client)
    return store
  }

  private func record(_ verb: RecordVerb, isDry: Bool, _ tell: (String) -> Void) throws {
    let store = try store(keepingOf: verb.client)
    let known = try store.observations(of: verb.client).first {
      $0.threshold == verb.threshold && $0.finding.level != nil
    }
    let day = verb.on ?? today
    try mustBePlausible(day, of: verb.client, store)
    let code = Names.thresholds.codes[Int(verb.threshold.index)]
    if isDry {
      let before = known?.finding
      func words(_ tongue: Tongue, _ name: String, _ none: String) -> String {
        "\(name) \(before?.word(tongue) ?? none) → \(verb.finding.word(tongue))"
      }
      return try wouldChange(
        "1 cliënt wijzigen: \(words(.nl, code.nl, Names.notAssessed.nl))",
        "change 1 client: \(words(.en, code.en, Names.notAssessed.en))")
    }
    let number = try store.record(
      Store.Observation(
        client: verb.client, threshold: verb.threshold, finding: verb.finding,
        on: day, because: verb.because), actor: policy.actor)
    stays(.record)
    let now = verb.finding.word(tongue)
    try out.write(
      tongue == .nl
        ? "genoteerd: \(verb.client) \(code.nl) \(now), \(day)\n"
        : "recorded: \(verb.client) \(code.en) \(now), \(day)\n")
    try tellVoices(of: verb.client, tell, [number])
    // What is newer counts, also that a threshold does not apply; no other silence hides a level.
    guard let known, known.finding != verb.finding, verb.finding.level == nil,
      verb.finding != .absent(.notApplicable) || known.on > day
    else { return }
    let level = known.finding.word(tongue)
    tell(
      tongue == .nl
        ? "let op: het niveau van \(known.on) blijft gelden: \(level)\n"
        : "note: the level of \(known.on) stands: \(level)\n")
  }

  /// Registers a referral: the answers of one form about it, kept as an interview keeps them.
  private func refer(_ verb: ReferVerb, isDry: Bool) throws {
    func item(of field: String, _ plugin: LoadedPlugin) -> Item? {
      plugin.form.items.first { if case .field(field)? = $0.link { true } else { false } }
    }
    guard let plugin = plugins.first(where: { item(of: "followed-up", $0) != nil }) else {
      throw NoReferralForm()
    }
    try ready(plugin)
    let store = try store(keepingOf: verb.client)
    let day = verb.on ?? today
    try mustBePlausible(day, of: verb.client, store)
    if let draft = try sheet(of: verb.client, plugin) { throw UnfinishedInterview(day: draft.day) }
    var given = verb.answers
    if given["followed-up"] == nil { given["followed-up"] = "yes" }
    var interview = try Interview(
      self, store, plugin, client: verb.client, only: [], day: day, isDry: isDry,
      ask: { _ in .leaves })
    var asked: Set<String> = []
    for (field, answer) in given {
      guard let item = item(of: field, plugin) else { continue }
      interview.sheet.answers[item.id] = answer
      asked.insert(item.id)
    }
    interview.sheet.only = asked
    let judged = try interview.judged()
    let stray = judged.warnings.filter {
      [.notApplicable, .optionNotApplicable].contains($0.kind) && asked.contains($0.item)
    }
    if !stray.isEmpty { throw StrayAnswers(names: stray.map(\.item), instrument: plugin.id) }
    if isDry {
      let count = Counted.answer.label(asked.count)
      return try wouldChange(
        "1 doorverwijzing van 1 cliënt registreren (\(count.nl))",
        "register 1 referral of 1 client (\(count.en))")
    }
    if try keep(judged.draft, plugin, store).isSame {
      return try out.write(
        tongue == .nl
          ? "ongewijzigd: \(verb.client) \(day)\n" : "unchanged: \(verb.client) \(day)\n")
    }
    stays(.refer)
    try out.write(
      tongue == .nl
        ? "doorverwezen: \(verb.client) \(day)\n" : "referred: \(verb.client) \(day)\n")
  }

  /// What became of what one person answered.
  struct Kept {
    /// Whether the registration that it would take the place of says all of it already.
    var isSame = false
    /// The day of a referral that stands though the answers say that there is none.
    var referral: Day?
  }

  /// Undoes what was only tried, or changes nothing.
  private struct OnlyTried: Error {}

  /// Writes what one person answered as a registration.
  @discardableResult
  func keep(
    _ draft: RegistrationDraft, _ plugin: LoadedPlugin, _ store: Store,
    _ replacing: Replacing = .byPerson, isDry: Bool = false
  ) throws -> Kept {
    var kept = Kept()
    let job = Store.ImportJob(
      instrument: plugin.id, version: plugin.version, form: plugin.form, replacing: replacing,
      actor: policy.actor, client: draft.client, keepsHistory: plugin.readsHistory)
    do {
      try store.importing(job) { writer in
        let outcome = try writer.write(try writer.sealer.prepare(draft))
        try outcome.mustBeTaken()
        if case .same = outcome { kept.isSame = true }
        if isDry || kept.isSame { throw OnlyTried() }
        kept.referral = writer.standingReferral
        return (1, nil)
      }
    } catch is OnlyTried {
      // All that it was to tell is whether something changes.
    }
    return kept
  }

  private func importFile(
    _ verb: ImportVerb, isDry: Bool, _ tell: (String) -> Void
  ) throws {
    do {
      let report = try importing(
        verb.path, as: verb.instrument, verb.form, isDry: isDry)
      tell(report.text(tongue))
      if isDry {
        let count = Counted.registration.label(report.written)
        return try wouldChange("\(count.nl) schrijven", "write \(count.en)")
      }
      if report.written > 0 { stays(.import) }
      try out.write("\(try countLine())\n")
    } catch let refused as ImportRefused {
      tell(refused.report.listing(tongue))
      throw refused
    }
  }
}
