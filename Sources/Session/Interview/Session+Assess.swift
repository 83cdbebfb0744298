import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// An interview in a script, where nobody answers.
struct NobodyAnswers: Worded {
  var message: Message {
    Message(
      "E351", "hier antwoordt niemand", "nobody answers here",
      next: (
        "typ het aan de prompt, of zet de antwoorden eronder, elk op een regel met >",
        "type it at the prompt, or put the answers below it, each on a line with >"
      ))
  }
}

/// A script that gives fewer or more answers than there are questions.
struct OtherCount: Worded {
  let isShort: Bool

  var message: Message {
    isShort
      ? Message(
        "E356", "er zijn meer vragen dan antwoorden; de kladversie is bewaard",
        "there are more questions than answers; the draft is kept",
        next: ("een lege regel > aanvaardt of slaat over", "an empty line > accepts or skips"))
      : Message(
        "E356", "er zijn meer antwoorden dan vragen; de kladversie is bewaard",
        "there are more answers than questions; the draft is kept")
  }
}

/// An answer in a file that is none to its question.
struct WrongAnswer: Worded {
  let item: String

  var message: Message {
    Message(
      "E354", "het antwoord past niet bij de vraag \(item); de kladversie is bewaard",
      "the answer does not fit the question \(item); the draft is kept",
      next: ("verbeter het en geef de zin opnieuw", "mend it and give the sentence again"))
  }
}

/// A draft of an earlier day, where nobody can be asked on which day it counts.
struct OtherDraft: Worded {
  let day: String
  let today: Day

  var message: Message {
    Message(
      "E355", "er is een kladversie van \(day); op welke dag geldt ze?",
      "there is a draft of \(day); on which day does it count?",
      next: (
        "zeg het: beoordeel … op \(day), of op \(today)",
        "say so: assess … on \(day), or on \(today)"
      ))
  }
}

/// An interview that was left, where its instrument is to be written by another sentence.
struct UnfinishedInterview: Worded {
  let day: String

  var message: Message {
    Message(
      "E355", "er is een kladversie van \(day)", "there is a draft of \(day)",
      next: (
        "ga ermee verder met: hervat; met ! gooit u ze weg",
        "go on with it by: resume; there ! throws it away"
      ))
  }
}

/// A birth date after a registration that is there already.
struct BornAfterEarlier: Worded {
  var message: Message {
    Message(
      "E359", "geboren na een vroegere registratie van deze cliënt",
      "born after an earlier registration of this client",
      next: ("kijk de geboortedatum na", "look at the date of birth again"))
  }
}

/// A day of an entry that cannot be.
struct EarlierDay: Worded {
  /// Whether the client was not born then; else it is before 1900.
  let isBeforeBirth: Bool

  var message: Message {
    isBeforeBirth
      ? Message(
        "E358", "deze dag ligt voor de geboorte van de cliënt",
        "this day is before the client was born",
        next: ("geef een latere dag", "give a later day"))
      : Message(
        "E352", "deze dag ligt voor 1900", "this day is before 1900",
        next: ("geef een latere dag", "give a later day"))
  }
}

struct LaterDay: Worded {
  var message: Message {
    Message(
      "E353", "deze dag ligt na de peildag", "this day is after the day of reference",
      next: ("geef een eerdere dag", "give an earlier day"))
  }
}

extension Session {
  /// - Throws: ``LaterDay`` or ``EarlierDay`` for a day of which nothing can be entered of a client.
  func mustBePlausible(_ day: Day, of client: String, _ store: Store) throws {
    if day > today { throw LaterDay() }
    if day < Day.earliest { throw EarlierDay(isBeforeBirth: false) }
    if let born = try store.birthDay(of: client), day < born {
      throw EarlierDay(isBeforeBirth: true)
    }
  }

  /// Interviews one client, keeps the registration, and shows what came out and what changed.
  func assess(_ verb: AssessVerb, isDry: Bool, _ tell: (String) -> Void) throws {
    guard let store else { throw StoreError(.notAStore) }
    var unused = 0
    // Another interview of the same session may be answered by a person.
    let wasFromFile = isAnsweredFromFile
    defer { isAnsweredFromFile = wasFromFile }
    guard let ask = asking(verb, left: { unused = $0 }) else { throw NobodyAnswers() }
    guard let plugin = plugin(verb.instrument) else { return }
    try ready(plugin)
    if let on = verb.on { try mustBePlausible(on, of: verb.client, store) }
    let draft = try sheet(of: verb.client, plugin)
    try store.mustBeOpen(verb.client)
    if draft == nil { try begins(verb.client, store, ask) }
    let counted = try verb.on.map { CountedDay.on($0) } ?? counted(draft, ask)
    guard case .on(let day) = counted else {
      if case .thrownAway = counted { return try throwAway(verb, isDry: isDry) }
      return try tellKept(draft?.answers.count ?? 0)
    }
    try mustBePlausible(day, of: verb.client, store)
    let before = try store.observations(of: verb.client).filter { $0.source == plugin.id }.map(\.on)
    var interview = try Interview(
      self, store, plugin, client: verb.client, only: verb.only, day: day, isDry: isDry,
      ask: ask)
    // What was said stands on the screen, also when an answer ended it.
    defer { try? out.flush() }
    let outcome = try interview.run()
    if case .thrownAway = outcome { return try throwAway(verb, isDry: isDry) }
    guard case .finished = outcome else {
      if isDry { return }
      if try store.draft(client: verb.client, instrument: plugin.id) == nil {
        return try out.write(
          tongue == .nl
            ? "niets beantwoord: niets is bewaard\n" : "nothing answered: nothing was kept\n")
      }
      return try tellKept(interview.sheet.answers.count)
    }
    if unused > 0 { throw OtherCount(isShort: false) }
    let judged = try interview.judged()
    let count = Counted.answer.text(interview.sheet.answers.count, tongue)
    if isDry {
      return try wouldChange("\(count) van 1 cliënt bewaren", "keep \(count) of 1 client")
    }
    let kept = try keep(judged.draft, plugin, store)
    if !kept.isSame { stays(.assess) }
    store.removeDraft(client: verb.client, instrument: plugin.id)
    let what =
      kept.isSame
      ? Label(nl: "ongewijzigd", en: "unchanged") : Label(nl: "bewaard", en: "saved")
    try out.write("\(what.text(tongue)) · \(count)\n\n")
    if let referral = kept.referral { tell(Session.stands(referral).text(tongue) + "\n") }
    let own = try store.registrations(of: verb.client, through: plugin.id, notes: false)
      .filter { "\($0.on)" == interview.sheet.day && $0.organisation == policy.actor.organisation }
      .map(\.number)
    let asked = interview.sheet.only.map { only in
      Set(plugin.form.items.filter { only.contains($0.id) }.flatMap { $0.matters(in: plugin.id) })
    }
    try tellVoices(of: verb.client, tell, Set(own), only: asked)
    answer("client \(verb.client) | explain \(plugin.id)", tell)
    // Answers may be of a day long past: what they are compared with came before them.
    if let before = before.first(where: { "\($0)" < interview.sheet.day }) {
      try out.write("\n")
      answer("client \(verb.client) | compare \(before) with \(interview.sheet.day)", tell)
    }
  }

  private static func stands(_ referral: Day) -> Label {
    Label(
      nl: "let op: opgevolgd nee beëindigt geen doorverwijzing; die van \(referral) blijft staan",
      en: "note: followed-up no ends no referral; that of \(referral) stands")
  }

  /// The answers of an interview that was left; nil when there is none.
  func sheet(of client: String, _ plugin: LoadedPlugin) throws -> AnswerSheet? {
    try store?.draft(client: client, instrument: plugin.id).map {
      try JSONDecoder().decode(AnswerSheet.self, from: $0)
    }
  }

  /// A code that is not known is either mistyped or a new client's.
  ///
  /// - Throws: `StoreError` when it was mistyped.
  private func begins(
    _ client: String, _ store: Store, _ ask: (String) throws -> InterviewLine
  ) throws {
    if try store.knows(client: client) { return }
    let near = try store.codes(near: client).joined(separator: ", ")
    if !near.isEmpty {
      try out.write(
        tongue == .nl
          ? "\(near) is al bekend; bedoelt u die code, laat dan een lege regel\n"
          : "\(near) is known already; if that is meant, leave an empty line\n")
    }
    try out.write(
      tongue == .nl
        ? "\(client) is nog niet bekend; is dit een nieuwe cliënt? Typ de code dan nog eens\n"
        : "\(client) is not known yet; is this a new client? Then type the code again\n")
    try out.flush()
    guard case .line(let typed) = try ask("  > "),
      typed.trimmingCharacters(in: .whitespaces) == client
    else { throw StoreError(.unknownClient) }
  }

  /// The lines of a script answer first; without any, whoever is there.
  private func asking(
    _ verb: AssessVerb, left tell: @escaping (Int) -> Void
  ) -> ((String) throws -> InterviewLine)? {
    // A script that begins with a new client can run again: the code is then known.
    let isKnown = (try? store?.knows(client: verb.client)) == true
    if verb.answers.isEmpty {
      guard let ask else { return nil }
      var isFirst = true
      return { prompt in
        var line = try ask(prompt)
        if isFirst, isKnown, line == .line(verb.client) { line = try ask(prompt) }
        isFirst = false
        if line == .ends { throw OtherCount(isShort: true) }
        return line
      }
    }
    isAnsweredFromFile = true
    var left = verb.answers[...]
    if left.first == verb.client, isKnown { left.removeFirst() }
    tell(left.count)
    return { [self] prompt in
      guard let answer = left.popFirst() else { throw OtherCount(isShort: true) }
      tell(left.count)
      try out.write("\(prompt)\(answer)\n")
      return .line(answer)
    }
  }

  /// Takes up the one interview that was left, or tells which there are.
  func resume(_ tell: (String) -> Void) throws {
    guard let store else { throw StoreError(.notAStore) }
    let drafts = try store.drafts()
    if drafts.count == 1, let draft = drafts.first {
      return try assess(
        AssessVerb(client: draft.client, instrument: draft.instrument, on: nil), isDry: false, tell)
    }
    if drafts.isEmpty {
      return try out.write(
        tongue == .nl ? "er is geen onderbroken gesprek\n" : "no interview was left\n")
    }
    let verb = Keyword.assess.word(tongue)
    let with = Keyword.with.word(tongue)
    for draft in drafts { try out.write("\(verb) \(draft.client) \(with) \(draft.instrument)\n") }
  }
}
