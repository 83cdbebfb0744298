import InstrumentKit
import Profile

extension Checker {
  mutating func checked(_ condition: SyntaxCondition, _ scope: Scope) -> CheckedCondition? {
    switch condition {
    case .all(let parts): return checked(parts, scope).map { .all($0) }
    case .any(let parts): return checked(parts, scope).map { .any($0) }
    case .not(let inner): return checked(inner, scope).map { .not($0) }
    case .bare(let word):
      guard let ref = resolve(word, scope) else { return nil }
      guard ref.type == .flag else {
        note(.notYesNo(word.text, type: TypeWord(ref.type)), word.span)
        return nil
      }
      return .flag(ref)
    case .isKnown(let word, let isKnown):
      guard let ref = resolve(word, scope) else { return nil }
      return isKnown ? .isKnown(ref) : .not(.isKnown(ref))
    case .compare(let word, let sign, let value, let span):
      return compare(word, sign, value, span, scope)
    case .among(let word, let values): return among(word, values, scope)
    case .has(let word, let value):
      guard let ref = resolve(word, scope) else { return nil }
      if ref.type == .words {
        return constant(known(value, for: ref), for: ref).map { .names(ref, $0.texts) }
      }
      guard case .codes(let list) = ref.type else {
        note(.notAList(word.text), word.span)
        return nil
      }
      return code(known(value, for: ref), of: list, ref).map { .overlaps(ref, 1 << $0) }
    case .within(let word, let horizon): return within(word, horizon, scope)
    case .olderThan(let word, let value):
      return span(word, value, scope).map { .olderThan($0, $1) }
    case .between(let word, let low, let high):
      guard let ref = resolve(word, scope) else { return nil }
      guard isOrdered(ref, word), let low = constant(known(low, for: ref), for: ref),
        let high = constant(known(high, for: ref), for: ref)
      else { return nil }
      if case .cell(let from) = low, case .cell(let to) = high, from > to {
        note(.turned, word.span)
        return nil
      }
      return .between(ref, low, high)
    }
  }

  private mutating func checked(_ parts: [SyntaxCondition], _ scope: Scope) -> [CheckedCondition]? {
    let found = parts.map { checked($0, scope) }
    let whole = found.compactMap(\.self)
    return whole.count == parts.count ? whole : nil
  }

  private mutating func compare(
    _ word: Word, _ sign: Operator, _ value: SyntaxValue, _ span: Span, _ scope: Scope
  ) -> CheckedCondition? {
    guard let ref = resolve(word, scope) else { return nil }
    let value = known(value, for: ref)
    // `= unknown` is a question of its own, whatever the type.
    if case .word(let text) = value.kind, Keyword(word: text) == .unknown {
      note(.notAssessedCompared(ref.name), value.span)
      return nil
    }
    if case .codes = ref.type {
      note(.listCompared(word.text, with: value.text), word.span.through(span))
      return nil
    }
    if sign.isOrder, !isOrdered(ref, word) { return nil }
    // Of the clients of an entry = asks whether one is among them.
    if ref.type == .words {
      let found = constant(value, for: ref).map { CheckedCondition.names(ref, $0.texts) }
      return sign == .equal ? found : found.map { .not($0) }
    }
    // A word that is no code of the left side may be a column of the same type.
    if case .word(let text) = value.kind, !isConstant(text, for: ref),
      case .column(let other) = scope.resolve(
        Word(text: text, span: value.span), schema)
    {
      guard other.type == ref.type || (other.type.isNumber && ref.type.isNumber) else {
        if case .code = ref.type, case .code = other.type {
          note(.otherList(ref.name, other.name), value.span)
          return nil
        }
        note(
          .wrongType(name: word.text, type: TypeWord(ref.type), found: TypeWord(other.type)),
          value.span)
        return nil
      }
      return .compareColumns(ref, sign, other)
    }
    return constant(value, for: ref).map { .compare(ref, sign, $0) }
  }

  private mutating func among(_ word: Word, _ values: [SyntaxValue], _ scope: Scope)
    -> CheckedCondition?
  {
    guard let ref = resolve(word, scope) else { return nil }
    let values = values.map { known($0, for: ref) }
    if case .codes(let list) = ref.type {
      let places = values.compactMap { code($0, of: list, ref) }
      guard places.count == values.count else { return nil }
      return .overlaps(ref, places.reduce(0) { $0 | 1 << $1 })
    }
    let constants = values.compactMap { constant($0, for: ref) }
    guard constants.count == values.count else { return nil }
    return ref.type == .words
      ? .names(ref, constants.flatMap(\.texts)) : .among(ref, constants)
  }

  /// Texts and closed lists without a rank can be equal, not less.
  private mutating func isOrdered(_ ref: ColumnRef, _ word: Word) -> Bool {
    switch ref.type {
    case .level, .count, .percent, .decimal, .day, .quarter, .text: return true
    case .code, .codes, .flag, .note, .words:
      note(.notOrdered(word.text), word.span)
      return false
    }
  }

  func isConstant(_ text: String, for ref: ColumnRef) -> Bool {
    switch ref.type {
    case .code(let list), .codes(let list): Checker.place(text, in: list) != nil
    case .level:
      Checker.place(text, in: Names.levels) != nil || Keyword(word: text) == .notAssessed
        || Checker.place(text, in: Names.absences) != nil || text.isDigits
    case .flag: Keyword(word: text) == .yes || Keyword(word: text) == .no
    default: text.isDigits
    }
  }

  /// The place of a code in a list, by its Dutch or English word.
  static func place(_ word: String, in list: CodeList) -> Int? {
    if let place = list.place(of: word) { return place }
    let folded = Names.folded(word)
    return list.codes.firstIndex { Names.folded($0.en) == folded || Names.folded($0.nl) == folded }
  }

  mutating func code(_ value: SyntaxValue, of list: CodeList, _ ref: ColumnRef) -> Int? {
    let text: String
    switch value.kind {
    case .word(let word), .text(let word): text = word
    case .day, .quarter, .span:
      note(.wrongType(name: ref.name, type: TypeWord(ref.type), found: TypeWord(value)), value.span)
      return nil
    }
    if let place = Checker.place(text, in: list) { return place }
    if let origin = value.origin {
      note(.otherValues(origin, than: ref.name), value.span)
      return nil
    }
    note(
      .wrongCode(text, list: ref.name, codes: list.codes, belongsTo: owner(of: text)),
      value.span)
    return nil
  }

  /// The field whose list does have a code.
  private func owner(of code: String) -> String? {
    if Checker.place(code, in: Names.levels) != nil { return "level" }
    return schema.catalog.fields.first {
      $0.type.list.map { $0 != .countries && $0.place(of: code) != nil } ?? false
    }?.name
  }

  mutating func constant(_ value: SyntaxValue, for ref: ColumnRef) -> Constant? {
    func refuse() -> Constant? {
      note(.wrongType(name: ref.name, type: TypeWord(ref.type), found: TypeWord(value)), value.span)
      return nil
    }
    switch (ref.type, value.kind) {
    case (.code(let list), _): return code(value, of: list, ref).map { .cell(Int32($0)) }
    case (.text, .text(let text)), (.note, .text(let text)), (.words, .text(let text)):
      let text = value.origin == nil ? interpolated(text, value.span) : text
      return .text(Names.meant(text, in: ref.name))
    case (.text, .word(let text)), (.note, .word(let text)), (.words, .word(let text)):
      return .text(Names.meant(text, in: ref.name))
    case (.day, .day(let day)): return .cell(day.number)
    case (.day, .word(let word)) where Keyword(word: word) == .today: return .today
    case (.quarter, .quarter(let quarter)): return .cell(quarter.number)
    case (.level, .word(let word)): return level(word, value, ref)
    case (.flag, .word(let word)):
      switch Keyword(word: word) {
      case .yes: return .cell(1)
      case .no: return .cell(0)
      default: return refuse()
      }
    case (.count, .word(let word)), (.percent, .word(let word)), (.decimal, .word(let word)):
      return number(word, value.span, ref) ?? (word.isDigits ? nil : refuse())
    default: return refuse()
    }
  }

  /// A number that the column could have; one beyond what it can is told, for no row ever has it.
  private mutating func number(_ word: String, _ span: Span, _ ref: ColumnRef) -> Constant? {
    guard word.isDigits else { return nil }
    let most = ref.type == .percent ? 100 : Int32.max
    // The lowest numbers are no numbers but the reasons why there is none.
    if let number = Int32(word), number <= most, Cell(raw: number).isKnown { return .cell(number) }
    note(.beyond(ref.name, most: Int(most)), span)
    return nil
  }

  private mutating func level(_ word: String, _ value: SyntaxValue, _ ref: ColumnRef) -> Constant? {
    if let place = Checker.place(word, in: Names.levels) { return .cell(Int32(place + 1)) }
    if Keyword(word: word) == .notAssessed || Checker.place(word, in: Names.absences) != nil {
      note(.notAssessedCompared(ref.name), value.span)
    } else if word.isDigits {
      note(.wrongType(name: ref.name, type: .level, found: .number), value.span)
    } else {
      note(
        .wrongCode(
          word, list: "level", codes: Names.levels.codes, belongsTo: owner(of: word)),
        value.span)
    }
    return nil
  }
}

extension String {
  /// Whether it is a number, however large.
  var isDigits: Bool {
    let digits = utf8.first == UInt8(ascii: "-") ? utf8.dropFirst() : utf8[...]
    return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
  }
}

extension TypeWord {
  init(_ value: SyntaxValue) {
    switch value.kind {
    case .word(let word): self = word.isDigits ? .number : .code
    case .text: self = .text
    case .day: self = .day
    case .quarter: self = .quarter
    case .span: self = .span
    }
  }
}
