import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// A decision that departs from the advice without saying why.
struct UnexplainedOverride: Worded {
  let advised: String
  let decided: String

  var message: Message {
    Message(
      "E361", "het advies is \(advised); \(decided) wijkt daarvan af zonder reden",
      "the advice is \(advised); \(decided) departs from it without a reason",
      next: ("voeg toe: omdat \"…\"", "add: because \"…\""))
  }
}

/// A decision that departs from the advice in the direction that the instrument does not allow.
struct ForbiddenOverride: Refusal {
  let advised: String
  let decided: String
  let allowed: String

  var message: Message {
    Message(
      "E403",
      "het advies is \(advised); dit instrument laat een beslissing \(decided) niet toe, enkel \(allowed == "up" ? "meer" : "minder") dan het advies",
      "the advice is \(advised); this instrument does not allow to decide \(decided), only \(allowed == "up" ? "more" : "less") than was advised"
    )
  }
}

extension Session {
  /// Keeps what a person decided, beside what the instrument advises as this is entered.
  func decide(_ verb: DecideVerb, isDry: Bool, _ tell: (String) -> Void) throws {
    guard let plugin = plugin(verb.instrument), let advice = plugin.advice else { return }
    try ready(plugin)
    let store = try store(keepingOf: verb.client)
    let day = verb.on ?? today
    try mustBePlausible(day, of: verb.client, store)
    let advised = try self.advised(verb.client, plugin, advice)
    let override = try Session.judged(
      advised, verb.code, advice, isExplained: verb.because?.isEmpty == false)
    let kind = Names.override.codes[Names.override.place(of: override) ?? 0]
    if isDry {
      return try wouldChange(
        "1 beslissing over 1 cliënt bewaren (afwijking: \(kind.nl))",
        "keep 1 decision about 1 client (override: \(kind.en))")
    }
    try store.keep(
      Store.Decision(
        client: verb.client, instrument: plugin.id, version: plugin.version, advised: advised,
        decided: verb.code, override: override, on: day, because: verb.because),
      actor: policy.actor)
    stays(.decide)
    let known = advised ?? (tongue == .nl ? "onbekend" : "unknown")
    try out.write(
      tongue == .nl
        ? "beslist: \(verb.client) \(plugin.id) \(verb.code) (advies \(known), afwijking \(kind.nl))\n"
        : "decided: \(verb.client) \(plugin.id) \(verb.code) (advice \(known), override \(kind.en))\n"
    )
  }

  /// The advice of today for one client, nil when the instrument cannot tell or advises no
  /// course that can be decided.
  private func advised(
    _ client: String, _ plugin: LoadedPlugin, _ advice: Advice
  ) throws -> String? {
    var view = try RowsView(.clients, try source(), today: today) { codes, _ in
      codes.map { _ in nil }
    }
    guard let row = try view.named("client", .text).pool?.placeInOrder(of: client) else {
      return nil
    }
    view.keep([Int32(row)])
    // The advice is the instrument's, whoever asks for it.
    let scorer = Scorer(plugin: plugin, acceptedOnly: false, hidden: [])
    let column = try scorer.columns(view).first { $0.name == "\(plugin.id).\(advice.measure)" }
    guard let column, let value = ColumnWords(column, nil)[0] else { return nil }
    return advice.order.contains(value) ? value : nil
  }

  /// How a decision stands to the advice, as a code of `Names.override`.
  ///
  /// - Throws: ``ForbiddenOverride`` or ``UnexplainedOverride``.
  static func judged(
    _ advised: String?, _ decided: String, _ advice: Advice, isExplained: Bool
  ) throws -> String {
    let override = override(advised, decided, advice)
    guard override == "up" || override == "down" else { return override }
    guard advice.overrides == .both || advice.overrides.rawValue == override else {
      throw ForbiddenOverride(
        advised: advised ?? "–", decided: decided, allowed: advice.overrides.rawValue)
    }
    guard isExplained else {
      throw UnexplainedOverride(advised: advised ?? "–", decided: decided)
    }
    return override
  }

  private static func override(
    _ advised: String?, _ decided: String, _ advice: Advice
  ) -> String {
    guard let advised, let from = advice.order.firstIndex(of: advised),
      let to = advice.order.firstIndex(of: decided)
    else { return "unadvised" }
    return to == from ? "none" : to > from ? "up" : "down"
  }
}
