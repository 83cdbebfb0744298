import InstrumentKit
import Language
import Profile
import Store

/// Corrections of what is no registration.
extension Correction {
  func level() throws -> Ready {
    let says = try said()
    guard let code = says.keys.first, let threshold = Threshold(code: code) else {
      throw StoreError(.damaged(what: "observation"))
    }
    let names = Names.thresholds.codes[Int(threshold.index)]
    var finding: Finding?
    for (name, values) in settings {
      guard Names.thresholds.place(of: Names.folded(name)) == Int(threshold.index) else {
        throw UnknownCorrection(name: name, known: [names])
      }
      finding = values.count == 1 ? Finding(word: values[0]) : nil
      if finding == nil {
        throw WrongCorrection(
          name, values[0], among: Names.levels.codes + Names.absences.codes, see: names)
      }
    }
    let given = finding
    return Ready(
      names: settings.isEmpty ? [] : [Label(nl: names.nl, en: names.en)], day: day
    ) { [store, entry, because, actor, day] isDry in
      try store.correctLevel(
        entry.number, given, on: day, because: because, actor: actor, isDry: isDry)
    }
  }

  /// Judged as a decision is, by what was advised when it was entered.
  func decision() throws -> Ready {
    let own = CodeList.Code(en: "decided", nl: "beslist")
    var decided: (code: String, override: String)?
    for (name, values) in settings {
      guard [own.en, own.nl].contains(Names.folded(name)) else {
        throw UnknownCorrection(name: name, known: [own])
      }
      let says = try said()
      let plugin = entry.instrument.flatMap { session.plugin($0) }
      guard let plugin, let advice = plugin.advice else {
        throw session.missing(entry.instrument ?? "")
      }
      let codes = Schema.InstrumentNames(plugin, session.policy).decisions?.codes ?? []
      guard values.count == 1, let code = codes.first(where: { $0.isSaid(by: values[0]) }) else {
        throw WrongCorrection(
          name, values[0], among: codes, see: CodeList.Code(en: plugin.id, nl: plugin.id))
      }
      let advised = says["advised"].flatMap { $0 == "unknown" ? nil : $0 }
      decided = (
        code.en, try Session.judged(advised, code.en, advice, isExplained: because != nil)
      )
    }
    return Ready(
      names: settings.map { Label(nl: $0.name, en: $0.name) }, day: day
    ) { [store, entry, because, actor, day, decided] isDry in
      try store.correctDecision(
        entry.number, decided: decided, on: day, because: because, actor: actor, isDry: isDry)
    }
  }

  func consent() throws -> Ready {
    let own = SourceKind.consents.own.filter { ["data", "from", "until"].contains($0.name) }
      .map { CodeList.Code(en: $0.name, nl: $0.dutch) }
    var from = day
    var until: Day??
    var data: [String]?
    for (name, values) in settings {
      let value = values.count == 1 ? values[0] : "–"
      switch own.first(where: { $0.isSaid(by: name) })?.en {
      case "from":
        guard let day = Day(iso: value) else { throw WrongCorrection(noDay: name) }
        from = day
      case "until":
        guard value.isEmpty || Day(iso: value) != nil else { throw WrongCorrection(noDay: name) }
        until = .some(Day(iso: value))
      case "data":
        let codes = Names.sharedData.codes
        let places = values.map { word in codes.firstIndex { $0.isSaid(by: word) } }
        if let wrong = places.firstIndex(of: nil) {
          throw WrongCorrection(name, values[wrong], among: codes)
        }
        data = Set(places.compactMap(\.self)).sorted().map { codes[$0].en }
      default: throw UnknownCorrection(name: name, known: own)
      }
    }
    let says = try said()
    let ends = until ?? says["until"].flatMap { Day(iso: $0) }
    if let first = from ?? says["from"].flatMap({ Day(iso: $0) }), let ends, ends < first {
      throw EndsBefore()
    }
    return Ready(
      names: settings.map { Label(nl: $0.name, en: $0.name) }, day: day
    ) { [store, entry, because, actor, data, from, until] isDry in
      try store.correctConsent(
        entry.number, data: data, from: from, until: until, because: because, actor: actor,
        isDry: isDry)
    }
  }

  func participation() throws -> Ready {
    guard var kept = try store.participation(entry.number) else {
      throw StoreError(.notRevised(.unknownEntry))
    }
    let names = Participation.columns
    if let day { kept.enteredOn = day }
    for (name, values) in settings {
      let value = values.joined(separator: ";")
      guard let own = names.first(where: { $0.isSaid(by: name) }) else {
        throw UnknownCorrection(name: name, known: names)
      }
      if let fact = Participation.Fact(rawValue: own.en) {
        do { try kept.say(fact, value) } catch { throw WrongCorrection(name, value, error) }
      } else if own.en == "operation" {
        if let problem = Participation.fault(inOperation: value) {
          throw WrongCorrection(name, problem)
        }
        kept.operation = value
      } else {
        guard let day = Day(iso: value) else { throw WrongCorrection(noDay: name) }
        kept.enteredOn = day
      }
    }
    let born = try store.birthDay(of: entry.code)
    if let (column, problem) = kept.implausible(born: born, reference: session.today).first {
      throw WrongCorrection(column, problem)
    }
    let corrected = kept
    return Ready(
      names: settings.map { Label(nl: $0.name, en: $0.name) }, day: day
    ) { [store, entry, because, actor] isDry in
      try store.correctParticipation(
        entry.number, as: corrected, because: because, actor: actor, isDry: isDry)
    }
  }

  /// What the entry says now.
  private func said() throws -> [String: String] {
    let versions = try store.versions(of: entry.code, opens: false)
    return versions.last { $0.number == entry.number && $0.says != nil }?.says ?? [:]
  }
}

extension CodeList.Code {
  /// Whether a word of either language means it.
  func isSaid(by word: String) -> Bool {
    [en, Names.folded(nl)].contains(Names.folded(word))
  }
}
