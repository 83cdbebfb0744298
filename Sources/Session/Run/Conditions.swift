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
  /// Whether the rows are those of a source, with all its columns at hand.
  var isOfRows = false
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
    case .within(let ref, let span, let side):
      let end = span.day(after: today, sign: side == .last ? -1 : 1)
      if side == .next { noteLater(ref) }
      return try column(ref).between(min(today, end).number, max(today, end).number)
    case .olderThan(let ref, let span):
      return try column(ref).compare(.less, span.day(after: today, sign: -1).number)
    case .names(let ref, let words):
      let list = try column(ref)
      for word in words { notes.look(for: word, in: list) }
      return list.names(words, whole: try whole(ref))
    case .overlaps(let ref, let mask): return try column(ref).overlaps(mask)
    case .isKnown(let ref):
      if case .level(let threshold) = ref.origin, let planes = try planes() {
        return planes.isKnown(threshold)
      }
      return try column(ref).isKnown()
    case .flag(let ref): return try column(ref).compare(.equal, 1)
    }
  }

  /// Which rows name all whom they are about, when the table still tells.
  private func whole(_ ref: ColumnRef) throws -> Column? {
    guard ref.name == AuditTable.clients else { return nil }
    return try? column(ColumnRef(name: AuditTable.namesEverybody, type: .flag, origin: .column))
  }

  /// Says so when days after today are asked for that no row can have.
  private func noteLater(_ ref: ColumnRef) {
    guard isOfRows, DaySide(of: ref.name) == .last else { return }
    let name = FieldCatalog.standard.field(ref.name)?.dutch ?? ref.name
    notes.add(
      Label(
        nl: "let op: \(name) ligt nooit na de peildag",
        en: "note: \(ref.name) is never after the day of reference"))
  }

  private func compare(_ ref: ColumnRef, _ sign: Operator, _ constant: Constant) throws -> Truth {
    if case .cell(let day) = constant, ref.type == .day, day > today.number,
      [.equal, .greater, .greaterOrEqual].contains(sign)
    {
      noteLater(ref)
    }
    switch constant {
    case .text(let text):
      let values = try column(ref)
      if sign == .equal { notes.look(for: text, in: values) }
      if sign == .equal || sign == .notEqual, let spellings = try spellings(of: text, in: values) {
        let found = values.among(texts: spellings)
        return sign == .equal ? found : found.negated()
      }
      return values.compare(Comparison(sign), text: text)
    case .today: return try compare(ref, sign, .cell(today.number))
    case .cell(let raw):
      if case .level(let threshold) = ref.origin,
        let level = UInt8(exactly: raw).flatMap(Level.init(rawValue:)), let planes = try planes()
      {
        return planes.compare(Comparison(sign), level, of: threshold)
      }
      let values = try column(ref)
      return ref.type == .decimal
        ? values.compare(Comparison(sign), decimal: Double(raw))
        : values.compare(Comparison(sign), raw)
    }
  }

  /// All names of a commune, for it is found by any of them; nil in every other column.
  ///
  /// - Throws: ``UnknownCommune`` for a word that is none, and that no row has.
  private func spellings(of text: String, in values: Column) throws -> [String]? {
    guard values.name == "commune", let pool = values.pool else { return nil }
    if Commune.named(text) == nil, pool.place(of: text) == nil {
      let folded = Names.folded(text)
      guard (0..<pool.count).contains(where: { Names.folded(pool[$0]) == folded }) else {
        throw UnknownCommune(name: text)
      }
    }
    return Commune.spellings(of: text)
  }

  private func among(_ ref: ColumnRef, _ constants: [Constant]) throws -> Truth {
    let texts = constants.compactMap { if case .text(let text) = $0 { text } else { nil } }
    if !texts.isEmpty {
      let values = try column(ref)
      for text in texts { notes.look(for: text, in: values) }
      return values.among(texts: try texts.flatMap { try spellings(of: $0, in: values) ?? [$0] })
    }
    let cells = constants.compactMap { constant -> Int32? in
      switch constant {
      case .cell(let raw): raw
      case .today: today.number
      case .text: nil
      }
    }
    let values = try column(ref)
    return ref.type == .decimal
      ? values.among(decimals: Set(cells.map(Double.init))) : values.among(Set(cells))
  }
}

/// What somebody should know about an answer besides its rows.
final class Notes {
  private var told: [Label] = []
  /// How many clients' codes were looked for that no row has.
  private var strangers: Set<String> = []

  /// All that is to be told; the same thing is told once.
  var labels: [Label] {
    guard strangers.count > 0 else { return told }
    let note =
      strangers.count == 1
      ? Label(nl: "let op: geen rij heeft deze cliëntcode", en: "note: no row has this client code")
      : Label(
        nl: "let op: \(strangers.count) van deze cliëntcodes heeft geen enkele rij",
        en: "note: no row has \(strangers.count) of these client codes")
    return told + [note]
  }

  func add(_ label: Label) { if !told.contains(label) { told.append(label) } }

  /// A word that no row has may be a slip; a near one is offered of open words, and of others what
  /// was sought is not repeated.
  func look(for text: String, in column: Column) {
    guard let pool = column.pool, !has(text, column, pool) else { return }
    let field = FieldCatalog.standard.field(column.name)
    if let field, field.group != .open { return add(Notes.nobody(field, text)) }
    if column.type == .note { return }
    if column.name == "commune", let commune = Commune.named(text) {
      return look(for: commune, as: text, in: pool)
    }
    // A client's code is not repeated, and no other one is offered for it.
    if column.name == "client" {
      strangers.insert(text)
      return
    }
    // What a sentence named itself may hold anything, and what somebody typed anybody's name.
    guard field != nil || Notes.own.contains(column.name) else {
      return add(Label(nl: "let op: geen rij heeft deze waarde", en: "note: no row has this value"))
    }
    let near = pool.count <= 5000 ? Notes.near(text, pool) : nil
    func dutch(_ text: String) -> String { Names.told(text, in: column.name, .nl) }
    let offered = near.map { "; bedoelde u \"\(dutch($0))\"?" } ?? ""
    add(
      Label(
        nl: "let op: geen rij heeft \"\(dutch(text))\"\(offered)",
        en: "note: no row has \"\(text)\"\(near.map { "; did you mean \"\($0)\"?" } ?? "")"))
  }

  /// Texts that belong to rows themselves, and are words of the program.
  private static let own = Set(SourceKind.allCases.flatMap(\.own).map(\.name))
    .union(["measure", "rule", "item"]).subtracting(["purpose", "file", "client"])

  private func has(_ text: String, _ column: Column, _ pool: TextPool) -> Bool {
    if column.type != .words { return !column.places(of: text).isEmpty }
    return (0..<pool.count).contains { pool[$0].split(separator: " ").contains(Substring(text)) }
  }

  private static func near(_ text: String, _ pool: TextPool) -> String? {
    let known = (0..<pool.count).map { pool[$0] }
    let spelled = Dictionary(known.map { (Names.folded($0), $0) }) { first, _ in first }
    let folded = Names.folded(text)
    return spelled[folded]
      ?? Nearest.of(folded, among: Array(spelled.keys).sorted()).flatMap { spelled[$0] }
  }
}

extension Notes {
  /// A commune that no row has under any of its names; one that is gone says what it became.
  private func look(for commune: Commune, as text: String, in pool: TextPool) {
    let spellings = Set(Commune.spellings(of: text).map(Names.folded))
    if (0..<pool.count).contains(where: { spellings.contains(Names.folded(pool[$0])) }) { return }
    let now = commune.until.map { commune.whatBecame(on: $0.adding(days: 1)) }
    add(
      Label(
        nl: "let op: geen rij heeft \"\(text)\"\(now.map { "; \($0.nl)" } ?? "")",
        en: "note: no row has \"\(text)\"\(now.map { "; \($0.en)" } ?? "")"))
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
