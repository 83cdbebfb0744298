import Foundation
import InstrumentKit
import PluginHost
import Profile
import Store

/// A registration of the same day that holds what the operator may not read, and so would lose.
struct HiddenAnswers: Refusal {
  let day: Day

  var message: Message {
    Message(
      "E404",
      "de registratie van \(day) heeft antwoorden die u niet mag zien en die verloren zouden gaan",
      "the registration of \(day) has answers that you may not see and that would be lost",
      next: ("kies een andere dag: … on DATUM", "choose another day: … on DATE"))
  }
}

extension Interview {
  /// What the same person answered on the same day already: the new sheet takes its place, so
  /// nothing of it may be lost.
  mutating func takeUp(contributor: String?) throws {
    let day = sheet.day
    let mayRead = !session.policy.forbidden.contains(.notes)
    let all = try store.registrations(of: client, through: plugin.id, notes: mayRead)
    let own = session.policy.actor.organisation
    let kept = all.last {
      "\($0.on)" == day && $0.contributor == contributor && $0.organisation == own
    }
    guard let kept else { return }
    if kept.hasNotes {
      if !mayRead { throw HiddenAnswers(day: kept.on) }
      try store.logNotes(of: [client], through: plugin.id, actor: session.policy.actor)
    }
    try sheet.take(kept, plugin, hidden: hidden, client: client, reference: session.today)
    sheet.sealedNames = try store.identityNames(of: kept.number)
  }
}

extension AnswerSheet {
  /// Takes over what a registration says, but for what is sealed of the identity.
  ///
  /// - Throws: ``HiddenAnswers`` when it says something that the operator may not read.
  mutating func take(
    _ kept: Registration, _ plugin: LoadedPlugin, hidden: Set<String>, client: String,
    reference: Day
  ) throws {
    let items = plugin.form.items
    let says = kept.answers(through: plugin, plugin.scoresByLevel)
    if says.keys.contains(where: hidden.contains) { throw HiddenAnswers(day: kept.on) }
    answers.merge(says) { _, said in said }
    if let answered = kept.answered {
      let draft = try judged(plugin, client: client, reference: reference).draft
      let read = items.indices.count {
        items[$0].asking == .core && draft.applicable[$0] && draft.isAnswered($0)
      }
      sealedBefore = max(0, answered - read)
    }
  }
}

extension Item {
  /// Under which name its answers are kept.
  func keptName(in instrument: String) -> String {
    if case .field(let field)? = link { return field }
    return "\(instrument).\(id)"
  }
}

extension LoadedPlugin {
  /// The column of an item's newest answers; nil for what is sealed.
  func column(of item: Item) -> String? {
    if case .note = item.type { return nil }
    let name = item.keptName(in: id)
    return FieldCatalog.standard.field(name)?.home == .sealed ? nil : name
  }
}

extension LoadedPlugin {
  /// The items whose score is kept as its level alone: no two scores say the same, and no other
  /// item judges the threshold. Of any other item a level is no answer.
  var scoresByLevel: Set<String> {
    var items: [Threshold: [Item]] = [:]
    for item in form.items {
      if case .threshold(let threshold, _)? = item.link {
        items[threshold, default: []].append(item)
      }
    }
    return Set(
      items.values.compactMap { items in
        guard items.count == 1, case .level(let scale) = items[0].type else { return nil }
        let findings = Set(scale.steps.map(\.finding))
        let isTold = findings.count == scale.steps.count && !findings.contains(.silent)
        return isTold ? items[0].id : nil
      })
  }
}

extension Registration {
  /// All that it says, by the columns that a file would have; what did not apply then may apply
  /// again.
  ///
  /// - Parameter derivable: the items of which the level alone tells the score.
  func answers(through plugin: LoadedPlugin, _ derivable: Set<String>) -> [String: String] {
    var answers: [String: String] = [:]
    for item in plugin.form.items where item.id != "filled-on" {
      let aside = aside[item.keptName(in: plugin.id)]
      answers[item.id] = answer(to: item, of: plugin.id, derivable) ?? aside
      for (end, words) in ownWords(of: item, in: plugin.id) { answers[item.id + end] = words }
    }
    return answers
  }

  /// The words beside an item's options, by what follows its name in a file; none when notes were
  /// not opened.
  func ownWords(of item: Item, in instrument: String) -> [String: String] {
    let name = item.keptName(in: instrument)
    return Dictionary(
      uniqueKeysWithValues: item.wordsSuffixes.compactMap { end in
        notes?[name + end].map { (end, $0) }
      })
  }

  /// An answer as a file would have it, nil when there is none. A level's score is worked out again
  /// where only the level is kept.
  ///
  /// - Parameter derivable: the items of which that holds.
  func answer(to item: Item, of instrument: String, _ derivable: Set<String>) -> String? {
    let name = item.keptName(in: instrument)
    if let owner = item.actionsOwner {
      let columns = item.actionColumns
      let lines = actions(of: owner, in: name).map { told in
        RowCells.joined(columns.map { column in column.flatMap { told[$0] } ?? "" })
      }
      return lines.isEmpty ? nil : lines.joined(separator: ";")
    }
    switch (item.link, item.type) {
    case (.specifications?, _):
      let words = Specification.all.filter(specifications.contains)
      return words.isEmpty ? nil : words.map(\.code).joined(separator: ";")
    case (_, .table(let columns)):
      return rows[name].map { rows in
        rows.map { row in columns.map { row[$0.id] ?? "" }.joined(separator: ",") }
          .joined(separator: ";")
      }
    // What an open answer says is in the notes; beside the answers stands only that there is one.
    case (_, .note): return notes?[name]
    case (.threshold(let threshold, _)?, .level(let scale)):
      if let answer = answers[name] { return answer }
      guard derivable.contains(item.id) else { return nil }
      return finding(threshold).flatMap { finding in
        scale.steps.first { $0.finding == finding }?.code
      }
    default: return notes?[name] ?? answers[name]
    }
  }
}
