import Profile

/// On which side of the day of reference a stretch of time lies.
package enum DaySide: Hashable, Sendable {
  case last, next

  /// The side on which all days of a column lie; nil when they can lie on both, as the days of
  /// measures can.
  ///
  /// Nobody is born, and nothing is registered, after the day of reference.
  package init?(of name: String) {
    switch name {
    case "birth-date", "filled-on", "on", "entered-on", "withdrawn-on", "told-on":
      self = .last
    case "planned-end": self = .next
    default:
      let isField = FieldCatalog.standard.field(name)?.type == .day
      let isOfThreshold =
        name.hasSuffix(".since") && Scope.threshold(String(name.dropLast(6))) != nil
      guard isOfThreshold || (isField && name.hasSuffix("-since")) else { return nil }
      self = .last
    }
  }
}
