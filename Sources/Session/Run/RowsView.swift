import Cohort
import InstrumentKit
import Language
import Profile
import Store

/// The rows of a source that are still in, and every column that they can have.
struct RowsView {
  let kind: RowKind
  let source: any ColumnSource
  let today: Day
  /// Opens sealed words of some clients, and logs it.
  let openSealed: ([String], Field) throws -> [String?]
  /// Opens the purposes of some rows of consents, of these clients, and logs it.
  var openPurposes: ([Int32], [String]) throws -> [String?] = { rows, _ in rows.map { _ in nil } }
  /// Opens words of some rows of actions, of these clients, and logs it.
  var openActionWords: (ActionColumn, [Int32?], [String]) throws -> [String?] = { _, rows, _ in
    rows.map { _ in nil }
  }
  /// Places of the rows among all of their kind; nil for all.
  private(set) var rows: [Int32]?
  /// Measures of the rows, in their order.
  private var measures: [String: Column] = [:]
  let total: Int

  init(
    _ kind: RowKind, _ source: any ColumnSource, today: Day,
    sealed: @escaping ([String], Field) throws -> [String?]
  ) throws {
    self.kind = kind
    self.source = source
    self.today = today
    openSealed = sealed
    total = try source.rowCount(kind)
  }

  var count: Int { rows?.count ?? total }

  mutating func keep(_ kept: [Int32]) {
    if let rows { self.rows = kept.map { rows[Int($0)] } } else { rows = kept }
    measures = measures.mapValues { $0.gathered(kept) }
  }

  /// Keeps the rows of which something was known by the end of a day.
  mutating func keepKnown(by day: Day) throws {
    let days: [Column?]
    switch kind {
    case .clients:
      days = try ["filled-on", "levels-on"].map { try source.column($0, of: .clients) }
    case .observations, .assessments, .decisions, .consents:
      days = [try source.column("on", of: kind)]
    case .participations: days = [try source.column("entered-on", of: kind)]
    case .referrals, .actions, .origins, .duplicates: return
    }
    func isBy(_ column: Column?, _ row: Int32) -> Bool {
      column?[Int(row)].value.map { $0 <= Int(day.number) } ?? false
    }
    var kept = (0..<Int32(total)).filter { row in days.contains { isBy($0, row) } }
    if kept.count < total, kind == .clients {
      // Who said something else than a registration or a level is in the table too.
      let entered = try source.column("entered-on", of: .clients)
      kept = (0..<Int32(total)).filter { row in (days + [entered]).contains { isBy($0, row) } }
    }
    if kept.count < total { keep(kept) }
  }

  /// The rows of another kind that belong to these clients.
  func rows(of kind: RowKind) throws -> RowsView {
    var view = try RowsView(kind, source, today: today, sealed: openSealed)
    (view.openPurposes, view.openActionWords) = (openPurposes, openActionWords)
    guard let rows = try clientPlaces(), let places = try view.clientPlaces() else { return view }
    let kept = Set(rows)
    // A pair belongs to each of the two.
    let others =
      kind == .duplicates ? try view.source.column("other-row", of: kind)?.cells : nil
    view.keep(
      (0..<Int32(places.count)).filter { row in
        kept.contains(places[Int(row)]) || others.map { kept.contains($0[Int(row)]) } ?? false
      })
    return view
  }

  mutating func add(_ columns: [Column]) {
    for column in columns { measures[column.name] = column }
  }

  /// The levels of the clients of these rows.
  func planes(_ name: PlaneName = .levels) throws -> LevelPlanes {
    let planes = try source.planes(name)
    return try clientPlaces().map(planes.gathered) ?? planes
  }

  /// For each row its client's place; nil when the rows are all clients in order.
  func clientPlaces() throws -> [Int32]? {
    guard kind != .clients else { return rows }
    let all = try source.column("client-row", of: kind)?.cells ?? []
    return rows.map { rows in rows.map { all[Int($0)] } } ?? all
  }

  /// The values of a column; unknown in every row when nothing of it was ever recorded.
  func column(_ ref: ColumnRef) throws -> Column {
    switch ref.origin {
    case .level(let threshold): return try planes().column(threshold, name: ref.name)
    case .absence(let threshold): return try absences(threshold, ref)
    case .specification(let word): return try specifications(word, ref)
    case .column: return try named(ref.name, ref.type)
    }
  }

  func named(_ name: String, _ type: FieldType) throws -> Column {
    if let measure = measures[name] { return measure }
    if let own = try own(name) { return rows.map(own.gathered) ?? own }
    if let derived = try derived(name) { return derived }
    if let field = FieldCatalog.standard.field(name), field.home == .sealed, name != "birth-date" {
      return try sealed(field)
    }
    guard let column = try source.column(name, of: .clients) else {
      let pool: TextPool? = type == .text ? TextPool() : nil
      return Column(
        name, type, [Int32](repeating: Cell.unknown.raw, count: count), pool: pool)
    }
    return try clientPlaces().map(column.gathered) ?? column
  }

  /// What belongs to the rows themselves rather than to their clients.
  private func own(_ name: String) throws -> Column? {
    guard kind != .clients, name != "client-row" else { return nil }
    if kind == .consents, let made = try consents(name) { return made }
    if kind == .actions, let words = ActionColumn(rawValue: name), words.bit != 0 {
      return try actionWords(words)
    }
    if let column = try source.column(name, of: kind) { return column }
    let isReferral = FieldCatalog.standard.field(name)?.home == .referral
    if kind == .actions, let type = SourceKind.actions.own.first(where: { $0.name == name })?.type {
      let pool: TextPool? = type == .text ? TextPool() : nil
      return Column(name, type, [Int32](repeating: Cell.unknown.raw, count: total), pool: pool)
    }
    guard kind == .referrals, isReferral, let type = FieldCatalog.standard.field(name)?.type else {
      return nil
    }
    return Column(name, type, [Int32](repeating: Cell.unknown.raw, count: total))
  }

  private func derived(_ name: String) throws -> Column? {
    switch name {
    case "age":
      let born = try named("birth-date", .day)
      return Column("age", .count, ages(born.cells))
    case "age.at-start":
      let born = try named("birth-date", .day)
      let began = try named(AtStart.day.name, .day)
      return Column(
        name, .count,
        zip(born.cells, began.cells).map { born, began in
          let isKnown = Cell(raw: born).isKnown && Cell(raw: began).isKnown && born <= began
          let age = isKnown ? Day(number: born).age(on: Day(number: began)) : nil
          return age.map(Int32.init) ?? Cell.unknown.raw
        })
    case "blocking": return try planes().counts(of: .blocking, in: everything, name: name)
    case "supported": return try planes().counts(of: .supported, in: everything, name: name)
    case "unassessed": return try planes().counts(of: nil, in: .core, name: name)
    default: return nil
    }
  }

  /// Few days are anybody's birth day, so each is worked out once.
  private func ages(_ born: [Int32]) -> [Int32] {
    let first = born.lazy.filter { Cell(raw: $0).isKnown }.min() ?? today.number
    guard first <= today.number else {
      return [Int32](repeating: Cell.unknown.raw, count: born.count)
    }
    let table = (first...today.number).map { Int32(Day(number: $0).age(on: today) ?? 0) }
    return born.map { raw in
      Cell(raw: raw).isKnown && raw <= today.number ? table[Int(raw - first)] : Cell.unknown.raw
    }
  }

  private var everything: ThresholdSet { ThresholdSet(Threshold.all) }

  /// Why there is no level, or none that is newer than the one that stands.
  private func absences(_ threshold: Threshold, _ ref: ColumnRef) throws -> Column {
    let levels = try planes()
    let reasons = try planes(.absences)
    let cells = levels.low.indices.map { row -> Int32 in
      let reason = AbsenceRecord(low: reasons.low[row], high: reasons.high[row])[threshold]
      if reason == .notAsked, levels[row][threshold] != nil { return Cell.unknown.raw }
      return Int32(reason.rawValue)
    }
    return Column(ref.name, ref.type, cells)
  }

  private func specifications(_ word: Specification, _ ref: ColumnRef) throws -> Column {
    let sets = try planes(.specifications)
    let specified = try planes(.specified)
    let bit = word.threshold.map { ThresholdSet($0).bits } ?? 0
    let cells = sets.low.indices.map { row -> Int32 in
      if SpecificationSet(low: sets.low[row], high: sets.high[row]).contains(word) { return 1 }
      return (specified.low[row] | specified.high[row]) & bit != 0 ? 0 : Cell.unknown.raw
    }
    return Column(ref.name, ref.type, cells)
  }

  private func sealed(_ field: Field) throws -> Column {
    let clients = try named("client", .text)
    let codes = clients.cells.map { clients.pool?[Int($0)] ?? "" }
    var words = WordPool()
    let cells = try openSealed(codes, field).map { word in
      word.map { words.place(of: $0) } ?? Cell.unknown.raw
    }
    return Column(field.name, .text, cells, pool: words.pool)
  }
}
