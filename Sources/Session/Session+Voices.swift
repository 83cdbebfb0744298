import InstrumentKit
import Language
import Profile
import Store

extension Session {
  /// Tells whoever answers or corrects where their level does not become what stands, or overrules
  /// another's of that day.
  ///
  /// - Parameter isOwn: whether an observation is of what was just said.
  func tellVoices(
    of client: String, _ tell: (String) -> Void, isOwn: (Observed) -> Bool
  ) throws {
    guard let store else { return }
    let observed = try store.observations(of: client)
    for own in observed where isOwn(own) && own.finding.level != nil {
      let standing = observed.standing(own.threshold)
      if let standing, standing.number != own.number {
        if standing.finding != own.finding { tell(notStanding(own, standing, client)) }
      } else if let other = observed.first(where: { $0.isOverruled(by: own) }) {
        tell(overruled(own, other))
      }
    }
  }

  private func notStanding(_ own: Observed, _ standing: Observed, _ client: String) -> String {
    let name = Names.thresholds.codes[Int(own.threshold.index)]
    let (said, level) = (own.finding.word(tongue), standing.finding.word(tongue))
    let (who, day) = (standing.voice(tongue), standing.on)
    return tongue == .nl
      ? "let op: \(name.nl) blijft \(level), zoals #\(standing.number)\(who) van \(day) zegt; "
        + "zeg het zelf: noteer \(client) \(name.nl) = \(said) op \(day)\n"
      : "note: \(name.en) stays \(level), as #\(standing.number)\(who) of \(day) says; "
        + "say it yourself: record \(client) \(name.en) = \(said) on \(day)\n"
  }

  private func overruled(_ own: Observed, _ other: Observed) -> String {
    let name = Names.thresholds.codes[Int(own.threshold.index)]
    let (said, level) = (own.finding.word(tongue), other.finding.word(tongue))
    let who = other.voice(tongue)
    return tongue == .nl
      ? "let op: \(name.nl) is nu \(said); #\(other.number)\(who) zei dezelfde dag \(level)\n"
      : "note: \(name.en) is \(said) now; #\(other.number)\(who) said \(level) the same day\n"
  }
}

extension Observed {
  /// Through what it was said, and for which organisation where that was stated.
  fileprivate func voice(_ tongue: Tongue) -> String {
    let through = Names.told(source ?? "record", in: "source", tongue)
    let stated = organisation.flatMap { $0 == "unstated" ? nil : $0 }
    return " (\(([through] + [stated].compactMap(\.self)).joined(separator: ", ")))"
  }

  /// Whether another entry of the same day says another level and stands.
  fileprivate func isOverruled(by own: Observed) -> Bool {
    threshold == own.threshold && on == own.on && number < own.number && finding.level != nil
      && finding != own.finding
  }
}
