import InstrumentKit

/// A fact about a client beyond thresholds, shared by all instruments.
package struct Field: Hashable, Sendable {
  /// Who may see it only when it is asked for by name.
  package enum Group: String, Sendable {
    case open, identity, notes, health
  }

  /// Which record of the store keeps it.
  package enum Home: String, Sendable {
    /// Computed from others when asked.
    case derived
    /// Sealed under the client's own key.
    case sealed
    /// One registration's answer; the client shows the newest known one.
    case answer
    /// True for a time: registration as jobseeker, employment, benefit.
    case status
    /// Part of one referral between organisations.
    case referral
  }

  package let name: String
  package let dutch: String
  package let type: FieldType
  package let group: Group
  package let home: Home
  package let label: Label

  /// Whether it is asked of a referral; why in other words, too.
  package var isOfReferral: Bool { home == .referral || name == "reason-other" }
}

/// All fields, and the names under which they are found.
package struct FieldCatalog: Sendable {
  package let fields: [Field]
  private let places: [String: Int]

  package init(_ fields: [Field]) {
    self.fields = fields
    var places: [String: Int] = [:]
    for (place, field) in fields.enumerated() {
      places[Names.folded(field.name)] = place
      places[Names.folded(field.dutch)] = place
    }
    self.places = places
  }

  /// The field with this Dutch or English name (accents are optional), nil when there is none.
  package func field(_ name: String) -> Field? { place(of: name).map { fields[$0] } }

  package func place(of name: String) -> Int? { places[Names.folded(name)] }

  package static let standard = FieldCatalog(Names.fields)
}
