import InstrumentKit
import Language
import PluginHost
import Profile
import Records
import Store

extension Session {
  /// Tells whoever answers or corrects what of it does not become what stands, or overrules what
  /// another said of that day.
  ///
  /// - Parameters:
  ///   - own: the entries that were just said.
  ///   - matters: what was said in them; nil for all.
  func tellVoices(
    of client: String, _ tell: (String) -> Void, _ own: Set<Int64>,
    only matters: Set<Voice.Matter>? = nil
  ) throws {
    guard let store else { return }
    let words = VoiceWords(tongue: tongue, plugins: plugins, policy: policy)
    let lines = try store.voices(of: client, own)
      .filter { voice in matters.map { $0.contains(voice.matter) } ?? true || voice.isByGroup }
      .compactMap { words.line($0, client) }
    for line in lines.prefix(VoiceWords.most) { tell(line) }
    let more = lines.count - VoiceWords.most
    if more > 0 {
      let answers = Counted.answer.text(more, tongue)
      tell(tongue == .nl ? "… en nog \(answers)\n" : "… and \(answers) more\n")
    }
  }
}

/// A voice in words: with values, where these may stand on a screen.
struct VoiceWords {
  /// So many are told one by one.
  static let most = 20

  let tongue: Tongue
  let plugins: [LoadedPlugin]
  let policy: Policy

  /// Nil of what this role may not read.
  func line(_ voice: Voice, _ client: String) -> String? {
    guard let (name, item) = named(voice.matter) else { return nil }
    func value(_ said: Voice.Said) -> String? {
      said.finding?.word(tongue) ?? item.flatMap { said.answer?.text(of: $0, tongue) }
    }
    let (own, other) = (voice.own, voice.other)
    let who = "#\(other.number)\(via(other))"
    let (mine, theirs) = (value(own), value(other))
    if voice.stands {
      let now = mine.map { tongue == .nl ? " is nu \($0)" : " is \($0) now" }
      let told =
        now ?? (tongue == .nl ? " is wat u nu zegt" : " is what you say now")
      let said = theirs ?? (tongue == .nl ? "iets anders" : "something else")
      return tongue == .nl
        ? "let op: \(name)\(told); \(who) zei dezelfde dag \(said)\n"
        : "note: \(name)\(told); \(who) said \(said) the same day\n"
    }
    let again = self.again(voice, client, mine)
    guard other.finding != nil || other.answer != nil else {
      return tongue == .nl
        ? "let op: \(name) is niet van toepassing, zoals \(who) van \(other.on) zegt\(again)\n"
        : "note: \(name) does not apply, as \(who) of \(other.on) says\(again)\n"
    }
    let stays = theirs ?? (tongue == .nl ? "wat het was" : "what it was")
    return tongue == .nl
      ? "let op: \(name) blijft \(stays), zoals \(who) van \(other.on) zegt\(again)\n"
      : "note: \(name) stays \(stays), as \(who) of \(other.on) says\(again)\n"
  }

  /// How to say it anew so that it stands; of a later day it is what is newer that counts.
  private func again(_ voice: Voice, _ client: String, _ mine: String?) -> String {
    guard voice.other.on == voice.own.on else { return "" }
    if case .level(let threshold) = voice.matter, let mine {
      let name = Names.thresholds.codes[Int(threshold.index)]
      return tongue == .nl
        ? "; zeg het zelf: noteer \(client) \(name.nl) = \(mine) op \(voice.own.on)"
        : "; say it yourself: record \(client) \(name.en) = \(mine) on \(voice.own.on)"
    }
    guard let source = voice.own.source else { return "" }
    return tongue == .nl
      ? "; zeg het van een latere dag: beoordeel \(client) met \(source)"
      : "; say it of a later day: assess \(client) with \(source)"
  }

  /// Through what it was said, and for which organisation where that was stated.
  private func via(_ said: Voice.Said) -> String {
    let through = Names.told(said.source ?? "record", in: "source", tongue)
    let stated = said.organisation.flatMap { $0 == "unstated" ? nil : $0 }
    return " (\(([through] + [stated].compactMap(\.self)).joined(separator: ", ")))"
  }

  /// What it is called, and the item that asks it where its answers may stand on a screen.
  private func named(_ matter: Voice.Matter) -> (name: String, item: Item?)? {
    switch matter {
    case .level(let threshold):
      let code = Names.thresholds.codes[Int(threshold.index)]
      return (tongue == .nl ? code.nl : code.en, nil)
    case .fact(let fact):
      for plugin in plugins {
        guard let item = plugin.form.items.first(where: { $0.keptName(in: plugin.id) == fact })
        else { continue }
        if policy.hidden(plugin).contains(item.id) { return nil }
        return (item.name(tongue), item.isSealed ? nil : item)
      }
      let field = FieldCatalog.standard.field(fact)
      return (tongue == .nl ? field?.dutch ?? fact : fact, nil)
    }
  }
}

extension Item {
  /// What its answer tells.
  func matters(in instrument: String) -> [Voice.Matter] {
    let fact = Voice.Matter.fact(keptName(in: instrument))
    if case .threshold(let threshold, _)? = link { return [.level(threshold), fact] }
    return [fact]
  }
}

extension Answer {
  /// As a screen has it; nil for words and silence.
  fileprivate func text(of item: Item, _ tongue: Tongue) -> String? {
    switch self {
    case .one(let value), .many(let value): item.told(Int(value)).text(tongue)
    case .words, .absent, .noLongerKnown: nil
    }
  }
}
