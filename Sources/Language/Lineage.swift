import InstrumentKit
import Profile

/// From which fields the columns of a sentence come, whatever they are called in the end.
package struct Lineage: Sendable {
  /// By the name that a column has in the result.
  package private(set) var origins: [String: Set<String>] = [:]
  /// The columns that count rows, and nothing else.
  package private(set) var counts: Set<String> = []
  /// Whether rows are groups of people.
  package private(set) var isGrouped = false
  private var isFixed = false

  /// Of no stage yet.
  package init() {}

  package init(_ query: Query) {
    self.init(query.stages)
    if isFixed { return }
    for column in query.columns { origins[column.name] = [Lineage.source(of: column.name)] }
  }

  package init(_ stages: [Stage]) {
    for stage in stages { pass(stage) }
  }

  /// Follows the columns through one more stage.
  package mutating func pass(_ stage: Stage) {
    switch stage {
    case .show(let columns), .distinct(let columns):
      if columns.isEmpty { return }
      let (earlier, counted) = (origins, counts)
      (origins, counts) = ([:], [])
      for (column, title) in columns {
        origins[title] = earlier[column.name] ?? [Lineage.source(of: column.name)]
        if counted.contains(column.name) { counts.insert(title) }
      }
      isFixed = true
    case .count(let columns):
      regroup(columns)
      counts.insert("count")
    case .summarise(let summaries, let by):
      let earlier = origins
      regroup(by)
      for summary in summaries {
        let name = summary.column.name
        origins[summary.title] = earlier[name] ?? [Lineage.source(of: name)]
        counts.insert("\(summary.title).known")
        if summary.function == .count { counts.insert(summary.title) }
      }
    case .keep, .rows, .score, .explain, .document, .suggest, .chart, .history, .compare, .sort,
      .first,
      .publish, .export:
      return
    }
  }

  private mutating func regroup(_ columns: [ColumnRef]) {
    let earlier = origins
    origins = [:]
    for column in columns {
      origins[column.name] = earlier[column.name] ?? [Lineage.source(of: column.name)]
    }
    counts.formIntersection(columns.map(\.name))
    // Groups by client are people again.
    isGrouped = !origins.values.contains(["client"])
    isFixed = true
  }

  /// The fields that may not go out without a name on them: identity, notes, health details.
  package func closed(_ catalog: FieldCatalog) -> [String] {
    Set(origins.values.joined()).filter { name in
      catalog.field(name).map { $0.group != .open } ?? false
    }.sorted()
  }

  /// The fields behind a column.
  package func origins(of column: String) -> Set<String> {
    origins[column] ?? [Lineage.source(of: column)]
  }

  /// What a field was at the start is that field's, too.
  private static func source(of column: String) -> String {
    AtStart(column)?.field?.name ?? column
  }

  package func comes(_ column: String, from field: String) -> Bool {
    origins(of: column).contains(field)
  }
}
