import Cohort
import InstrumentKit
import Language
import Profile

/// Evaluates a condition for all rows at once.
struct ConditionRunner {
  let count: Int
  /// The day of reference.
  let today: Day
  let column: (ColumnRef) throws -> Column
  /// Is told about words that no row has.
  var notes = Notes()
  /// Levels by row, nil when the table no longer has them.
  let planes: () throws -> LevelPlanes?

  func truth(_ condition: CheckedCondition) throws -> Truth {
    switch condition {
    case .all(let parts):
      return try parts.reduce(Truth(count: count, all: true)) { $0.and(try truth($1)) }
    case .any(let parts):
      return try parts.reduce(Truth(count: count, all: false)) { $0.or(try truth($1)) }
    case .not(let inner): return try truth(inner).negated()
    case .compare(let ref, let sign, let constant): return try compare(ref, sign, constant)
    case .compareColumns(let left, let sign, let right):
      return try column(left).compare(Comparison(sign), to: try column(right))
    case .among(let ref, let constants): return try among(ref, constants)
    case .between(let ref, let low, let high):
      return try compare(ref, .greaterOrEqual, low).and(compare(ref, .lessOrEqual, high))
    case .within(let ref, let span):
      let days = try column(ref)
      return days.compare(.greaterOrEqual, today.number)
        .and(days.compare(.lessOrEqual, span.day(after: today).number))
    case .olderThan(let ref, let span):
      return try column(ref).compare(.less, span.day(after: today, sign: -1).number)
    case .overlaps(let ref, let mask): return try column(ref).overlaps(mask)
    case .isKnown(let ref):
      if case .level(let threshold) = ref.origin, let planes = try planes() {
        return planes.isKnown(threshold)
      }
      return try column(ref).isKnown()
    case .flag(let ref): return try column(ref).compare(.equal, 1)
    }
  }

  private func compare(_ ref: ColumnRef, _ sign: Operator, _ constant: Constant) throws -> Truth {
    switch constant {
    case .text(let text):
      let values = try column(ref)
      if sign == .equal { notes.look(for: text, in: values) }
      return values.compare(Comparison(sign), text: text)
    case .today: return try compare(ref, sign, .cell(today.number))
    case .cell(let raw):
      if case .level(let threshold) = ref.origin, let level = Level(rawValue: UInt8(raw)),
        let planes = try planes()
      {
        return planes.compare(Comparison(sign), level, of: threshold)
      }
      let values = try column(ref)
      return ref.type == .decimal
        ? values.compare(Comparison(sign), decimal: Double(raw))
        : values.compare(Comparison(sign), raw)
    }
  }

  private func among(_ ref: ColumnRef, _ constants: [Constant]) throws -> Truth {
    let texts = constants.compactMap { if case .text(let text) = $0 { text } else { nil } }
    if !texts.isEmpty {
      let values = try column(ref)
      for text in texts { notes.look(for: text, in: values) }
      return values.among(texts: texts)
    }
    let cells = constants.compactMap { constant -> Int32? in
      switch constant {
      case .cell(let raw): raw
      case .today: today.number
      case .text: nil
      }
    }
    return try column(ref).among(Set(cells))
  }
}

/// What somebody should know about an answer besides its rows.
final class Notes {
  private(set) var labels: [Label] = []

  func add(_ label: Label) { labels.append(label) }

  /// A word that no row has may be a slip; only open fields are looked through for a near one, and
  /// of others what was sought is not repeated.
  func look(for text: String, in column: Column) {
    guard let pool = column.pool, pool.count <= 5000,
      let field = FieldCatalog.standard.field(column.name), column.places(of: text).isEmpty
    else { return }
    guard field.group == .open else {
      labels.append(Notes.nobody(field, text))
      return
    }
    let known = (0..<pool.count).map { pool[$0] }
    let spelled = Dictionary(known.map { (Names.folded($0), $0) }) { first, _ in first }
    let folded = Names.folded(text)
    let near =
      spelled[folded]
      ?? Nearest.of(folded, among: Array(spelled.keys).sorted())
      .flatMap { spelled[$0] }
    // A client's code is not repeated, and no other one is offered for it.
    guard column.name != "client" else {
      labels.append(
        Label(nl: "let op: geen rij heeft deze cliëntcode", en: "note: no row has this client code")
      )
      return
    }
    labels.append(
      Label(
        nl: "let op: geen rij heeft \"\(text)\"\(near.map { "; bedoelde u \"\($0)\"?" } ?? "")",
        en: "note: no row has \"\(text)\"\(near.map { "; did you mean \"\($0)\"?" } ?? "")"))
  }

  private static func nobody(_ field: Field, _ text: String) -> Label {
    if field.name == "national-number", NationalNumber.digits(text) == nil {
      return Label(
        nl: "let op: dit is geen rijksregisternummer: dat heeft elf cijfers",
        en: "note: this is no national register number: that has eleven digits")
    }
    return Label(
      nl: "let op: geen rij heeft dit als \(field.dutch)",
      en: "note: no row has this as \(field.name)")
  }
}

extension Comparison {
  init(_ sign: Operator) {
    switch sign {
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    }
  }
}
