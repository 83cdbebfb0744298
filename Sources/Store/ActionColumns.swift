import Cohort
import InstrumentKit
import Profile

/// The columns of actions while they are filled.
struct ActionColumns {
  /// Columns that always are there.
  private static let always: [(name: String, type: FieldType)] = [
    ("client-row", .count), ("action", .code(Names.action)),
    ("action-group", .code(Names.actionGroup)), ("organisation", .code(Names.organisation)),
    ("told-on", .day), ("starts", .day), ("planned-end", .day),
  ]
  /// What seldom is told: columns that are there when somebody tells it.
  private static let seldom: [(name: String, type: FieldType)] = [
    ("partner", .text), ("days", .count), ("own-management", .flag), ("stopped-early", .flag),
    ("ended", .day),
  ]

  /// Under which name lies where open words of an action are, by the id of its row.
  static func place(of words: ActionColumn) -> String { "\(words.rawValue)-at" }

  private var cells: [String: [Int32]] = [:]
  private var partners = WordPool()
  private(set) var count = 0

  /// What else an action tells, by column.
  mutating func more(_ kept: KeptAction, partner: String?, id: Int64) -> [String: Int32] {
    guard kept.tellsMore else { return [:] }
    var more: [String: Int32] = [:]
    more["partner"] = partner.map { partners.place(of: $0) }
    more["days"] = kept.plannedDays
    more["own-management"] = kept.ownManagement.map { $0 ? 1 : 0 }
    more["stopped-early"] = kept.stoppedEarly.map { $0 ? 1 : 0 }
    more["ended"] = kept.stoppedOn
    for words in ActionColumn.sealed where kept.words & words.bit != 0 {
      more[ActionColumns.place(of: words)] = Int32(truncatingIfNeeded: id)
    }
    return more
  }

  mutating func add(_ told: ActionLives.Told) {
    for (name, raw) in [
      ("client-row", told.client), ("action", told.row.action),
      ("action-group", told.row.group), ("organisation", told.row.owner), ("told-on", told.on),
      ("starts", told.starts ?? Cell.unknown.raw),
      ("planned-end", told.plannedEnd ?? Cell.unknown.raw),
    ] { cells[name, default: []].append(raw) }
    for (name, raw) in told.more {
      let known = cells[name]?.count ?? 0
      let gap = [Int32](repeating: Cell.unknown.raw, count: count - known)
      cells[name, default: []] += gap + [raw]
    }
    count += 1
  }

  var columns: [String: Column] {
    var columns: [String: Column] = [:]
    for (name, type) in ActionColumns.always {
      columns[name] = Column(name, type, cells[name] ?? [])
    }
    let words = ActionColumn.sealed.map { (ActionColumns.place(of: $0), FieldType.count) }
    for (name, type) in ActionColumns.seldom + words {
      guard let known = cells[name] else { continue }
      let gap = [Int32](repeating: Cell.unknown.raw, count: count - known.count)
      columns[name] = Column(
        name, type, known + gap, pool: type == .text ? partners.pool : nil)
    }
    return columns
  }
}
