import Exchange
import InstrumentKit
import Language
import Profile

extension Session {
  /// The same operator and plugins at work on another store; this one stays as it is.
  ///
  /// - Throws: what opening a store throws.
  func reopened(at path: String) throws -> Session {
    var other = settings
    other.store = path
    // A key file that was named is that of the first store.
    other.keyFile = nil
    (other.tongue, other.mode) = (tongue, mode)
    let session = try Session(other, out: out, like: self)
    session.showsTiming = showsTiming
    session.width = width
    session.isCancelled = isCancelled
    session.ask = ask
    session.isAnsweredFromFile = isAnsweredFromFile
    // Only reading cannot be undone, by another store neither.
    if policy.isSafe { session.policy.makeSafe() }
    return session
  }

  /// What a prompt names: the store, and who works why when that was said and there is room.
  var place: String {
    func short(_ text: String) -> String {
      DisplayWidth.truncated(ValueText.shown(text), to: 20)
    }
    let name = short(store?.name ?? "drempel")
    let said = [settings.operatorName, settings.purpose].compactMap(\.self).map(short)
    // That plugins run which nobody approved is said whatever the room.
    let warned =
      settings.places.isDeveloper ? [tongue == .nl ? "ontwikkelaar" : "developer"] : []
    func named(_ words: [String]) -> String {
      words.isEmpty ? name : "\(name)(\(words.joined(separator: ", ")))"
    }
    let whole = named(warned + said)
    return DisplayWidth.of(whole) <= (width() ?? 80) / 2 ? whole : named(warned)
  }

  /// Whether words are explained that may be a command of the command line too.
  package func explains(_ words: [String]) -> Bool { Help.topic(words, tongue) != nil }

  /// How much of a wrong line is shown: what the window holds, and more where there is none.
  var excerptWidth: Int { width() ?? Diagnostic.longest }

  /// In places of a terminal.
  var promptWidth: Int { DisplayWidth.of(promptText) }

  /// Who works here, in which role and why.
  package var whoWorks: String {
    let actor = policy.actor
    let who = ValueText.shown(actor.name)
    let why = ValueText.shown(actor.purpose)
    let isStated = settings.purpose != nil
    let roleWord = Names.roles.codes.first { $0.en == actor.role }?.nl ?? actor.role
    return tongue == .nl
      ? "\(who), rol \(roleWord), doel \(isStated ? why : "niet opgegeven")"
      : "\(who), role \(actor.role), purpose \(isStated ? why : "not given")"
  }
}
