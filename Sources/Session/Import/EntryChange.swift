import InstrumentKit
import PluginHost
import Profile
import Store

/// What a file changes in one entry.
package struct EntryChange: Sendable {
  /// One answer: from what to what, where that may stand on a screen.
  struct Answer: Sendable {
    let name: Label
    let from: Label
    let to: Label
    let isSealed: Bool
  }

  let client: String
  let on: Day
  let answers: [Answer]

  /// So many clients are told of, unless all are asked for.
  static let toldClients = 20

  func words(_ tongue: Tongue, hidden: Set<String>) -> String {
    let parts = answers.map { answer in
      let name = answer.name.text(tongue)
      if answer.isSealed || hidden.contains(answer.name.en) { return name }
      return "\(name) \(answer.from.text(tongue)) → \(answer.to.text(tongue))"
    }
    return "\(client) \(on): \(parts.joined(separator: "; "))"
  }

  /// What two registrations through one instrument say otherwise, in the order of its form.
  static func answers(
    from: RegistrationDraft, to: RegistrationDraft, of plugin: LoadedPlugin
  ) -> [Answer] {
    var found: [Answer] = []
    if from.filledOn != to.filledOn {
      let days = [from, to].map {
        Label(nl: "\(Day(number: $0.filledOn))", en: "\(Day(number: $0.filledOn))")
      }
      found.append(
        Answer(
          name: Label(nl: "ingevuld-op", en: "filled-on"), from: days[0], to: days[1],
          isSealed: false))
    }
    for (place, item) in plugin.form.items.enumerated() where item.id != "filled-on" {
      let (old, new) = (from.said(place, item), to.said(place, item))
      let name = Label(nl: item.name(.nl), en: item.name(.en))
      if old != new {
        found.append(
          Answer(
            name: name, from: old.words(item), to: new.words(item),
            isSealed: item.isSealed || old.text == new.text))
      }
      if from.ownWords(place) != to.ownWords(place) {
        let none = Label(nl: "–", en: "–")
        found.append(
          Answer(
            name: Label(nl: "\(name.nl).andere", en: "\(name.en).other"), from: none, to: none,
            isSealed: true))
      }
    }
    for word in Specification.all {
      let (old, new) = (from.specifications.contains(word), to.specifications.contains(word))
      if old == new { continue }
      let yes = Label(nl: "ja", en: "yes")
      let none = Label(nl: "–", en: "–")
      found.append(
        Answer(
          name: word.names, from: old ? yes : none,
          to: new ? yes : none, isSealed: false))
    }
    return found
  }
}

/// An answer as a file would have it; empty when there is none.
private struct Said: Hashable {
  let text: String
  /// Words that stand on no screen.
  var sealed: [[String]] = []

  func words(_ item: Item) -> Label {
    if text.isEmpty { return Label(nl: "–", en: "–") }
    if case .level(let scale) = item.type, let step = scale.steps.first(where: { $0.code == text })
    {
      // Several scores may say one level.
      let isOnly = scale.steps.count { $0.finding == step.finding } == 1
      if isOnly, step.finding != .silent {
        return Label(nl: step.finding.word(.nl), en: step.finding.word(.en))
      }
    }
    return item.told(text)
  }
}

extension Item {
  /// An answer as a screen has it.
  func told(_ value: Int) -> Label { told(text(of: value)) }

  fileprivate func told(_ text: String) -> Label {
    let list: CodeList? =
      switch (link, type) {
      case (_, .flag): Names.told
      case (.field(let name)?, _): FieldCatalog.standard.field(name)?.type.list
      default: nil
      }
    let dutch = text.split(separator: ";").map { part in
      list?.place(of: String(part)).map { list?.codes[$0].nl ?? "" } ?? String(part)
    }
    return Label(nl: dutch.joined(separator: ";"), en: text)
  }
}

extension Item {
  /// Whether its answers are sealed, and so stand on no screen unasked.
  var isSealed: Bool {
    if case .field(let name)? = link { return FieldCatalog.standard.field(name)?.home == .sealed }
    if case .note = type { return true }
    if case .table = type { return actionsOwner == nil }
    return false
  }
}

extension Specification {
  /// Its names in sentences.
  fileprivate var names: Label {
    let threshold = Threshold.all.first { $0.specifications.contains(self) }
    let dutch = threshold.map { Names.thresholds.codes[Int($0.index)].nl } ?? ""
    return Label(nl: "\(dutch).\(Names.specifications[Int(index)])", en: code)
  }
}

extension RegistrationDraft {
  fileprivate func ownWords(_ place: Int) -> [String: [UInt8]] {
    let own = besides.filter { $0.place == place }.map { ($0.option ?? "", $0.bytes) }
    return Dictionary(own) { _, last in last }
  }

  fileprivate func said(_ place: Int, _ item: Item) -> Said {
    if case .field("national-number")? = item.link { return Said(text: number?.digits ?? "") }
    if item.actionsOwner != nil {
      let own = actions.filter { $0.place == place }
      return Said(
        text: own.map(\.told).joined(separator: ";"),
        sealed: own.map { $0.words.map { "\($0.column) \($0.bytes)" } })
    }
    if case .table = item.type {
      let cells = table.filter { $0.place == place }.sorted {
        ($0.row, $0.column) < ($1.row, $1.column)
      }
      return Said(
        text: cells.map { "\($0.row) \($0.column) \($0.raw) \($0.text ?? [])" }
          .joined(separator: ";"))
    }
    if let text = texts.last(where: { $0.place == place }) {
      return Said(text: String(decoding: text.bytes, as: UTF8.self))
    }
    guard let value = Cell(raw: cells[place]).value else { return Said(text: "") }
    return Said(text: item.text(of: value))
  }
}

extension Item {
  /// An answer as a file would have it.
  fileprivate func text(of value: Int) -> String {
    switch type {
    case .one(let options): options.indices.contains(value) ? options[value].code : ""
    case .many(let options):
      options.indices.filter { value >> $0 & 1 != 0 }.map { options[$0].code }
        .joined(separator: ";")
    case .country: Country.codes.indices.contains(value) ? Country.codes[value] : ""
    case .level(let scale): scale.steps.indices.contains(value) ? scale.steps[value].code : ""
    case .flag: value == 0 ? "no" : "yes"
    case .day: "\(Day(number: Int32(truncatingIfNeeded: value)))"
    default: "\(value)"
    }
  }
}

extension RegistrationDraft.Action {
  /// What is told of it, but for sealed words.
  fileprivate var told: String {
    let days = [starts, plannedEnd, stoppedOn].map { day in
      day.map { "\(Day(number: $0))" } ?? ""
    }
    let others = [
      plannedDays.map { "\($0)" }, partners, ownManagement.map { $0 ? "yes" : "no" },
      stoppedEarly.map { $0 ? "yes" : "no" },
    ].map { $0 ?? "" }
    var cells = [Names.action.codes[Int(action)].en] + days + others
    while cells.last == "" { cells.removeLast() }
    return cells.joined(separator: ",")
  }
}
