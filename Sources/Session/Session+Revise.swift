import InstrumentKit
import Language
import PluginHost
import Profile
import Store

extension Session {
  /// Corrects, strikes, restores or moves one entry.
  func revise(_ verb: ReviseVerb, isDry: Bool) throws {
    guard let store else { throw StoreError(.notAStore) }
    let entry = try store.entry(verb.entry, for: verb.deed, actor: policy.actor)
    if case .move(let client) = verb.act { _ = try self.store(keepingOf: client) }
    let what = words(of: entry)
    if case .correct(let settings, let day) = verb.act {
      if let day, day > today { throw LaterDay() }
      let correction = Correction(
        session: self, store: store, entry: entry, settings: settings, day: day,
        because: verb.because)
      let changed = try correction.prepared()
      if isDry {
        return try wouldChange(
          "\(what.nl) verbeteren: \(changed.words(.nl))",
          "correct \(what.en): \(changed.words(.en))")
      }
      try changed.commit()
    } else {
      if isDry {
        let label = verb.deedLabel
        return try wouldChange("\(what.nl) \(label.nl)", "\(label.en) \(what.en)")
      }
      let because = verb.because ?? ""
      switch verb.act {
      case .strike: try store.strike(entry.number, because: because, actor: policy.actor)
      case .restore:
        try store.restore(entry.number, because: verb.because, actor: policy.actor)
      case .move(let client):
        try store.move(entry.number, to: client, because: because, actor: policy.actor)
      case .correct: break
      }
    }
    stays(verb.keyword)
    forgetColumns()
    let done = verb.deed.done
    try out.write(tongue == .nl ? "\(done.nl): \(what.nl)\n" : "\(done.en): \(what.en)\n")
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
