import InstrumentKit
import Profile

/// Stretches of time before and after the day of reference.
extension Checker {
  /// A day's column and how far from the day of reference it may be.
  mutating func span(
    _ word: Word, _ value: SyntaxValue, _ scope: Scope
  ) -> (ColumnRef, CalendarSpan)? {
    guard let ref = resolve(word, scope) else { return nil }
    guard ref.type == .day else {
      note(.wrongType(name: word.text, type: TypeWord(ref.type), found: .span), value.span)
      return nil
    }
    return span(value, for: ref).map { (ref, $0) }
  }

  /// Without a word for it, the side on which the column lies.
  mutating func within(
    _ word: Word, _ horizon: SyntaxHorizon, _ scope: Scope
  ) -> CheckedCondition? {
    guard let (ref, span) = span(word, horizon.value, scope) else { return nil }
    let own = scope.renamed.contains(ref.name) ? nil : DaySide(of: ref.name)
    guard let side = horizon.side ?? own else {
      note(.whichSide(word.text), horizon.value.span)
      return nil
    }
    return .within(ref, span, side)
  }

  mutating func span(_ value: SyntaxValue, for ref: ColumnRef) -> CalendarSpan? {
    let value = known(value, for: ref)
    if case .span(let span) = value.kind { return span }
    note(.notASpan, value.span)
    return nil
  }
}
