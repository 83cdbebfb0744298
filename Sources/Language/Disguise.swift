import InstrumentKit
import Profile

/// What becomes of a column where nobody may be recognised.
package enum Disguise: Hashable, Sendable {
  case same
  /// Another name, the same for one person in every file of a store.
  case pseudonym
  /// The province of a commune.
  case region
  /// Five years of age.
  case band
  /// As many days earlier or later as all days of that person.
  case moved
  case leftOut
}

extension Lineage {
  /// The same for every shape of a table: what a column holds decides, and where that came from.
  package func disguise(of column: String, _ type: FieldType) -> Disguise {
    if counts.contains(column) { return .same }
    let origins = origins(of: column)
    if origins.contains("client") { return type == .text || type == .words ? .pseudonym : .leftOut }
    if type.list == .countries || !origins.isDisjoint(with: ["birth-year", "number"]) {
      return .leftOut
    }
    if origins.contains("commune") { return type == .text ? .region : .leftOut }
    if origins.contains("age") { return type == .count ? .band : .leftOut }
    switch type {
    case .day: return .moved
    case .text: return origins.allSatisfy(Lineage.isClosed) ? .same : .leftOut
    case .note, .words, .quarter: return .leftOut
    case .code, .codes, .level, .flag, .count, .percent, .decimal: return .same
    }
  }

  /// Texts that are words of the program, and never somebody's own.
  private static func isClosed(_ origin: String) -> Bool {
    closedTexts.contains(origin) || origin.hasSuffix(".source")
  }

  private static let closedTexts: Set<String> = [
    "instrument", "version", "measure", "rule", "item", "source", "source-before", "source-after",
    "advised", "decided", "organisation", "contributor", "verb",
  ]

  /// What becomes of a key of a published table; ``Disguise/leftOut`` is one that is refused, for
  /// it tells people apart.
  package func publishing(_ key: ColumnRef, _ catalog: FieldCatalog) -> Disguise {
    if counts.contains(key.name) { return .leftOut }
    let origins = origins(of: key.name)
    let isOpen = origins.allSatisfy { catalog.field($0).map { $0.group == .open } ?? true }
    if !isOpen || origins.contains("client") { return .leftOut }
    switch key.type {
    case .text:
      let isShared = origins.allSatisfy {
        Lineage.isClosed($0) || Lineage.sharedTexts.contains($0)
      }
      return isShared ? .same : .leftOut
    case .count:
      if origins == ["age"] { return .band }
      return origins.isSubset(of: ["blocking", "supported", "unassessed"]) ? .same : .leftOut
    case .day, .note, .words, .percent, .decimal: return .leftOut
    case .code, .codes, .level, .flag, .quarter: return .same
    }
  }

  /// Texts that many people share.
  private static let sharedTexts: Set<String> = [
    "location", "commune", "vdab-category", "operation", "domain",
  ]
}

extension Stage {
  /// Whether several rows become one.
  package var merges: Bool {
    switch self {
    case .distinct, .count, .summarise: true
    case .keep, .rows, .score, .explain, .document, .suggest, .chart, .history, .compare, .show,
      .sort,
      .first, .publish, .export:
      false
    }
  }
}

extension CheckedCondition {
  /// The columns that it asks about.
  var columns: [ColumnRef] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.columns)
    case .not(let inner): inner.columns
    case .compareColumns(let left, _, let right): [left, right]
    case .compare(let ref, _, _), .among(let ref, _), .between(let ref, _, _),
      .within(let ref, _, _), .olderThan(let ref, _), .names(let ref, _), .overlaps(let ref, _),
      .isKnown(let ref), .flag(let ref):
      [ref]
    }
  }
}
