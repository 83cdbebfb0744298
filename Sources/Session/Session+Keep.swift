import Foundation
import InstrumentKit
import Language
import Profile
import Seal
import Store

/// A role that may not have a client forgotten.
struct MayNotForget: Refusal {
  var message: Message {
    Message(
      "E405", "deze rol mag geen cliënt laten vergeten",
      "this role may not have a client forgotten",
      next: ("vraag het een leidinggevende of beheerder", "ask a lead or an administrator"))
  }
}

/// A permission that would end before it begins.
struct EndsBefore: Worded {
  var message: Message {
    Message(
      "E373", "de laatste dag ligt voor de eerste, de peildag",
      "the last day is before the first, the day of reference",
      next: ("geef ook de eerste: vanaf …", "give the first too: from …"))
  }
}

extension Session {
  /// Destroys what is sealed of a client, and says what stays and where it still is.
  func forget(_ verb: ForgetVerb, isDry: Bool) throws {
    guard let store else { throw StoreError(.notAStore) }
    guard policy.mayForget else { throw MayNotForget() }
    let words = ForgetWords(client: verb.client, tongue: tongue)
    if isDry {
      return try out.write(words.dry(try store.forgetting(verb.client)))
    }
    let (found, isFinished) = try store.forget(
      verb.client, list: forgottenList(of: store.id),
      ageBorders: { try Session.esfRules(settings.places).ageBorders },
      actor: policy.actor(purpose: verb.because))
    stays(.forget)
    var lines = words.done(found)
    lines += words.held(try store.backups(on: clockDay))
    if !isFinished { lines += words.unfinished }
    try out.write(lines)
  }

  /// Keeps what a client permits or objects to, or ends it.
  func consent(_ verb: ConsentVerb, isDry: Bool) throws {
    guard let store else { throw StoreError(.notAStore) }
    let isDutch = tongue == .nl
    let kind = Names.consentKind.codes[verb.kind == .permission ? 0 : 1]
    let organisation = Names.recipient.codes[Names.recipient.place(of: verb.organisation) ?? 0]
    let what =
      isDutch
      ? "\(kind.nl) van \(verb.client) aan \(organisation.nl)"
      : "\(kind.en) of \(verb.client) to \(organisation.en)"
    switch verb.act {
    case .withdraw(let on):
      let day = on ?? today
      try mustBePlausible(day, of: verb.client, store)
      let count =
        isDry
        ? try store.standing(verb.kind, of: verb.client, to: verb.organisation, on: day)
        : try store.withdraw(
          verb.kind, of: verb.client, to: verb.organisation, on: day, actor: policy.actor)
      if !isDry { stays(.consent) }
      try out.write(
        isDutch
          ? "\(isDry ? "zou intrekken" : "ingetrokken"): \(what), \(count), op \(day)\n"
          : "\(isDry ? "would withdraw" : "withdrawn"): \(what), \(count), on \(day)\n")
    case .give(let data, let ground, let purpose, let from, let until):
      let store = try self.store(keepingOf: verb.client)
      let first = from ?? today
      // A permission may begin later than it is given.
      try mustBePlausible(min(first, today), of: verb.client, store)
      if let until, until < first { throw EndsBefore() }
      let consent = Consent(
        client: verb.client, kind: verb.kind, organisation: verb.organisation, data: data,
        ground: ground, from: first, until: until)
      if !isDry {
        try store.keep(consent, purpose: purpose, recorded: today, actor: policy.actor)
        stays(.consent)
      }
      let groups = data.compactMap { Names.sharedData.place(of: $0) }
        .map { Names.sharedData.codes[$0] }
      let end = until.map { isDutch ? " tot \($0)" : " until \($0)" } ?? ""
      try out.write(
        isDutch
          ? "\(isDry ? "zou noteren" : "genoteerd"): \(what), \(groups.map(\.nl).joined(separator: ", ")), vanaf \(first)\(end)\n"
          : "\(isDry ? "would record" : "recorded"): \(what), \(groups.map(\.en).joined(separator: ", ")), from \(first)\(end)\n"
      )
    }
    if isDry {
      try out.write(isDutch ? "Er is niets gewijzigd.\n" : "Nothing was changed.\n")
    }
  }

}

/// What forgetting a client does, in words.
struct ForgetWords {
  let client: String
  let tongue: Tongue

  private var isDutch: Bool { tongue == .nl }

  func dry(_ found: Store.Forgetting) -> String {
    let stays = self.stays(found)
    if found.isDone, found.isNothing { return already + stays }
    return isDutch
      ? "zou 1 cliënt vergeten: \(client), \(parts(found)).\n\(stays)Er is niets gewijzigd.\n"
      : "would forget 1 client: \(client), \(parts(found)).\n\(stays)Nothing was changed.\n"
  }

  func done(_ found: Store.Forgetting) -> String {
    let stays = self.stays(found)
    if found.isDone, found.isNothing { return already + stays }
    return isDutch
      ? "vergeten: \(client); vernietigd: \(parts(found))\n\(stays)"
      : "forgotten: \(client); destroyed: \(parts(found))\n\(stays)"
  }

  private var already: String {
    isDutch ? "\(client) was al vergeten\n" : "\(client) was forgotten already\n"
  }

  /// What there is to destroy, and how much.
  private func parts(_ found: Store.Forgetting) -> String {
    var parts: [String] = []
    if found.hasIdentity { parts.append(isDutch ? "identiteit" : "identity") }
    for (number, noun) in [
      (found.notes, Counted.note), (found.reasons, .reason), (found.drafts, .draft),
    ] where number > 0 { parts.append(noun.text(number, tongue)) }
    if parts.isEmpty {
      return isDutch ? "niets, want er was niets" : "nothing, for there was nothing"
    }
    return parts.joined(separator: ", ")
  }

  private func stays(_ found: Store.Forgetting) -> String {
    let registrations = Counted.registration.text(found.registrations, tongue)
    let levels = Counted.singleLevel.text(found.observations, tongue)
    let participations = Counted.participation.text(found.participations, tongue)
    let groups =
      found.participations == 0
      ? ""
      : isDutch
        ? "\(participations) in ESF, met enkel nog de leeftijdsgroep bij de instap: cijfers blijven gelijk\n"
        : "\(participations) in ESF, with only the group of ages on entering: figures stay the same\n"
    return
      (isDutch
      ? "blijft, onder de code: \(registrations), \(levels); leeftijd en geboortedatum worden onbekend\n"
      : "stays, under the code: \(registrations), \(levels); age and birth date become unknown\n")
      + groups
  }

  /// Where it still is, and until when.
  func held(_ backups: [Backup]) -> String {
    guard let last = backups.map(\.until).max() else {
      return isDutch
        ? "geen bekende kopie bevat het nog\n" : "no backup that is known of still holds it\n"
    }
    let copies = Counted.backup.text(backups.count, tongue)
    let until = isDutch ? "tot" : "until"
    let lines = backups.map { "  \($0.path) \(until) \($0.until)\n" }.joined()
    return
      (isDutch
      ? "staat nog in \(copies), de laatste tot \(last):\n"
      : "still in \(copies), the last until \(last):\n") + lines
  }

  var unfinished: String {
    isDutch
      ? "een ander programma is bezig of de schijf is vol: wat op de schijf rest gaat weg bij de volgende start\n"
      : "another program is busy or the disk is full: what is left on the disk goes at the next start\n"
  }
}
