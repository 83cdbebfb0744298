import InstrumentKit

/// Who acts, for which organisation, in which role and why.
package struct Actor: Hashable, Sendable {
  package let name: String
  package let organisation: String
  package let role: String
  package let purpose: String

  package init(name: String, organisation: String, role: String, purpose: String) {
    self.name = name
    self.organisation = organisation
    self.role = role
    self.purpose = purpose
  }
}
