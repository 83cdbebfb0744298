import InstrumentKit
import Profile

extension Checker {
  /// What an entry may be corrected in hangs on its instrument, so that is told when it is done.
  mutating func checked(_ revise: SyntaxRevise) -> ReviseVerb? {
    let before = diagnostics.count
    let act: ReviseVerb.Act
    switch revise.verb {
    case .strike: act = .strike
    case .restore: act = .restore
    case .move: act = .move(to: revise.to.map { checked(client: $0) } ?? "")
    default:
      act = .correct(
        revise.settings.map { setting in
          (setting.name.text, setting.values.map { correction($0) })
        }, on: revise.on.flatMap { day($0) })
    }
    let because = interpolated(revise.because, revise.span)
    return diagnostics.count == before
      ? ReviseVerb(entry: revise.entry, act: act, because: because) : nil
  }

  /// A value as a file has it.
  private func correction(_ value: SyntaxValue) -> String {
    switch value.kind {
    case .word(let word): word
    case .text(let text): text
    case .day(let day): "\(day)"
    case .quarter(let quarter): "\(quarter)"
    case .span(let span): "\(span)"
    }
  }

  mutating func checked(_ merge: SyntaxMerge) -> MergeVerb {
    MergeVerb(
      client: checked(client: merge.client), into: merge.into.map { checked(client: $0) },
      because: interpolated(merge.because, merge.client.span) as String)
  }
}
