import InstrumentKit
import Language
import PluginHost
import Profile
import Store

extension Session {
  /// Corrects, strikes, restores or moves one entry.
  func revise(_ verb: ReviseVerb, isDry: Bool, _ tell: (String) -> Void) throws {
    guard let store else { throw StoreError(.notAStore) }
    let entry = try store.entry(verb.entry, for: verb.deed, actor: policy.actor)
    if case .move(let client) = verb.act {
      try mustBePlausible(min(entry.on, today), of: client, try self.store(keepingOf: client))
    }
    let what = words(of: entry)
    var changed: Label?
    var matters: Set<Voice.Matter>?
    let because = verb.because ?? ""
    let changes: Bool
    switch verb.act {
    case .correct(let settings, let day):
      if let day, day > today { throw LaterDay() }
      let correction = Correction(
        session: self, store: store, entry: entry, settings: settings, day: day,
        because: verb.because)
      let ready = try correction.prepared()
      changed = Label(nl: ready.words(.nl), en: ready.words(.en))
      matters = ready.matters
      changes = try ready.commit(isDry)
    case .move(let client):
      changes = try store.move(
        entry.number, to: client, because: because, actor: policy.actor, isDry: isDry)
    case .strike:
      if !isDry { try store.strike(entry.number, because: because, actor: policy.actor) }
      changes = true
    case .restore:
      try store.restore(
        entry.number, because: verb.because, actor: policy.actor, isDry: isDry)
      changes = true
    }
    guard changes else { return try tellUnchanged(what) }
    if isDry {
      let label = verb.deedLabel
      return try wouldChange(
        "\(what.nl) \(label.nl)" + (changed.map { ": \($0.nl)" } ?? ""),
        "\(label.en) \(what.en)" + (changed.map { ": \($0.en)" } ?? ""))
    }
    stays(verb.keyword)
    let done = verb.deed.done
    try out.write(tongue == .nl ? "\(done.nl): \(what.nl)\n" : "\(done.en): \(what.en)\n")
    if case .correct = verb.act {
      try tellVoices(of: entry.code, tell, [entry.number], only: matters)
    }
  }

  /// Says that an entry says already what it was to say.
  private func tellUnchanged(_ what: Label) throws {
    try out.write(
      tongue == .nl
        ? "ongewijzigd: \(what.nl) zegt dat al\n" : "unchanged: \(what.en) says that already\n")
  }

  /// An entry as it is named in answers: its number, what it is, and of which day.
  func words(of entry: EntryHead) -> Label {
    let kind = entry.kind.label
    func text(_ tongue: Tongue) -> String {
      let what = entry.instrument ?? kind.text(tongue)
      return "#\(entry.number) \(what) \(entry.code) \(entry.on)"
    }
    return Label(nl: text(.nl), en: text(.en))
  }
}

extension Session {
  /// Makes two codes one person, or divides them again.
  func merge(_ verb: MergeVerb, isDry: Bool) throws {
    let store = try store(keepingOf: verb.client)
    guard let other = verb.into else { return try divide(verb, store, isDry: isDry) }
    _ = try self.store(keepingOf: other)
    let odds = try store.atOdds(
      verb.client, with: other,
      reader: policy.forbidden.contains(.identity) ? nil : policy.actor)
    let told = words(of: odds)
    if isDry {
      return try wouldChange(
        "\(verb.client) en \(other) één persoon maken, onder \(other)\(told.nl)",
        "make \(verb.client) and \(other) one person, under \(other)\(told.en)")
    }
    try store.merge(verb.client, into: other, because: verb.because, actor: policy.actor)
    stays(.merge)
    try out.write(
      tongue == .nl
        ? "samengevoegd: \(verb.client) bij \(other)\(told.nl)\n"
        : "merged: \(verb.client) into \(other)\(told.en)\n")
  }

  private func divide(_ verb: MergeVerb, _ store: Store, isDry: Bool) throws {
    if isDry {
      guard try store.isMerged(verb.client) else {
        throw StoreError(.notRevised(.isNotMerged))
      }
      return try wouldChange(
        "\(verb.client) weer een eigen persoon maken", "make \(verb.client) a person of its own")
    }
    let since = try store.unmerge(
      verb.client, because: verb.because, actor: policy.actor)
    stays(.unmerge)
    let numbers = since.map { "#\($0)" }.joined(separator: ", ")
    let left =
      since.isEmpty
      ? Label(nl: "", en: "")
      : Label(
        nl: "; sindsdien genoteerd, kijk na of het verplaatst moet worden: \(numbers)",
        en: "; entered since, see whether it is to be moved: \(numbers)")
    try out.write(
      tongue == .nl
        ? "gesplitst: \(verb.client)\(left.nl)\n" : "divided: \(verb.client)\(left.en)\n")
  }

  /// What two persons say otherwise; the values are in their histories.
  private func words(of odds: Store.AtOdds) -> Label {
    func names(_ tongue: Tongue) -> String {
      odds.fields.map { name in
        tongue == .nl ? FieldCatalog.standard.field(name)?.dutch ?? name : name
      }.joined(separator: ", ")
    }
    let differ = odds.fields.isEmpty
    let consents = odds.consents.mine > 0 && odds.consents.theirs > 0
    return Label(
      nl: (differ ? "" : "; anders bij beide: \(names(.nl))")
        + (consents ? "; beide hebben toestemmingen of bezwaren: de engste gelden" : ""),
      en: (differ ? "" : "; other in each: \(names(.en))")
        + (consents ? "; both have permissions or objections: the narrower hold" : ""))
  }
}

extension ReviseVerb {
  var deed: Deed {
    switch act {
    case .correct: .correct
    case .strike: .strike
    case .restore: .restore
    case .move: .move
    }
  }

  fileprivate var deedLabel: Label {
    switch act {
    case .correct: Label(nl: "verbeteren", en: "correct")
    case .strike: Label(nl: "schrappen", en: "strike")
    case .restore: Label(nl: "herstellen", en: "restore")
    case .move(let client):
      Label(nl: "aan \(client) toewijzen", en: "move to \(client):")
    }
  }
}
