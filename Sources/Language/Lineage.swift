import InstrumentKit
import Profile

/// From which fields the columns of a sentence come, whatever they are called in the end.
package struct Lineage: Sendable {
  /// By the name that a column has in the result.
  package private(set) var origins: [String: Set<String>] = [:]
  /// Whether rows are groups of people.
  package private(set) var isGrouped = false

  package init(_ query: Query) {
    var isFixed = false
    for stage in query.stages {
      switch stage {
      case .show(let columns), .distinct(let columns):
        if columns.isEmpty { continue }
        let earlier = origins
        origins = [:]
        for (column, title) in columns { origins[title] = earlier[column.name] ?? [column.name] }
        isFixed = true
      case .count(let columns): regroup(columns)
      case .summarise(let summaries, let by):
        let earlier = origins
        regroup(by)
        for summary in summaries {
          let name = summary.column.name
          origins[summary.title] = earlier[name] ?? [name]
        }
        isFixed = true
      default: break
      }
      if case .count = stage { isFixed = true }
    }
    if isFixed { return }
    for column in query.columns { origins[column.name] = [column.name] }
  }

  private mutating func regroup(_ columns: [ColumnRef]) {
    let earlier = origins
    origins = [:]
    for column in columns { origins[column.name] = earlier[column.name] ?? [column.name] }
    // Groups by client are people again.
    isGrouped = !origins.values.contains(["client"])
  }

  /// The fields that may not go out without a name on them: identity, notes, health details.
  package func closed(_ catalog: FieldCatalog) -> [String] {
    Set(origins.values.joined()).filter { name in
      catalog.field(name).map { $0.group != .open } ?? false
    }.sorted()
  }

  package func comes(_ column: String, from field: String) -> Bool {
    (origins[column] ?? [column]).contains(field)
  }
}
