import InstrumentKit

/// A fact as it stood when something began, or on a day: `benefit.at-start`, `uitkering.bij-begin`.
package enum AtStart: Hashable, Sendable {
  /// A field, when the row of a table began.
  case field(Field)
  /// The day on which the row began.
  case day
  /// A field at the end of a day that is told.
  case fieldOn(Field, Day)

  /// What stands behind the point, in English and in Dutch.
  package static let ending = (en: "at-start", nl: "bij-begin")
  private static let dayNames = (en: "day", nl: "dag")

  /// What a name means, in either language; nil for every other name.
  package init?(_ name: String) {
    let parts = Names.folded(name).split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    if parts[1] == Self.ending.en || parts[1] == Self.ending.nl {
      if parts[0] == Self.dayNames.en || parts[0] == Self.dayNames.nl {
        self = .day
      } else if let field = Self.field(parts[0]) {
        self = .field(field)
      } else {
        return nil
      }
    } else if parts[1].hasPrefix("at-"), let day = Day(iso: String(parts[1].dropFirst(3))),
      let field = Self.field(parts[0])
    {
      self = .fieldOn(field, day)
    } else {
      return nil
    }
  }

  /// Whether a name asks for what was so at the start, of whatever it is.
  package static func isAsked(_ name: String) -> Bool {
    let end = Names.folded(name).split(separator: ".", maxSplits: 1).dropFirst().first
    return end.map { $0 == ending.en || $0 == ending.nl } ?? false
  }

  /// What can have been otherwise: neither who somebody is nor what is counted from other answers.
  private static func field(_ name: String) -> Field? {
    guard let field = FieldCatalog.standard.field(name) else { return nil }
    let isLasting = ["filled-on", "sex", "birth-year"].contains(field.name)
    switch field.home {
    case .answer, .status, .referral: return isLasting ? nil : field
    case .derived: return field.name == "age" ? field : nil
    case .sealed: return nil
    }
  }

  /// The name of the column.
  package var name: String {
    switch self {
    case .field(let field): "\(field.name).\(Self.ending.en)"
    case .day: "\(Self.dayNames.en).\(Self.ending.en)"
    case .fieldOn(let field, let day): "\(field.name).at-\(day)"
    }
  }

  package var dutch: String {
    switch self {
    case .field(let field): "\(field.dutch).\(Self.ending.nl)"
    case .day: "\(Self.dayNames.nl).\(Self.ending.nl)"
    case .fieldOn: name
    }
  }

  package var field: Field? {
    switch self {
    case .field(let field), .fieldOn(let field, _): field
    case .day: nil
    }
  }

  package var type: FieldType { field?.type ?? .day }
}
