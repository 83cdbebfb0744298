import InstrumentKit

/// Something that somebody put into a store. It is never changed: a correction is a newer version,
/// which keeps its number and its place.
package struct Entry: Hashable, Sendable {
  /// What an entry is of.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case registration, level, life, consent, decision, note
  }

  /// One version: what the entry says from one link of the ledger on.
  package struct Version: Hashable, Sendable {
    /// The place of its link in the ledger; later ones are greater.
    package let link: Int
    package let by: String
    package let because: String?
    package let client: String
    package let on: Day
    /// What it says; nil for "was never so".
    package let statement: Statement?

    package init(
      link: Int, by: String, because: String? = nil, client: String, on: Day,
      statement: Statement?
    ) {
      self.link = link
      self.by = by
      self.because = because
      self.client = client
      self.on = on
      self.statement = statement
    }

    package var isStruck: Bool { statement == nil }
  }

  package let number: Int
  package let kind: Kind
  package let organisation: String
  package let contributor: String?
  /// Oldest first; never empty.
  package private(set) var versions: [Version]

  package init(
    number: Int, kind: Kind, organisation: String, contributor: String? = nil, first: Version
  ) {
    self.number = number
    self.kind = kind
    self.organisation = organisation
    self.contributor = contributor
    versions = [first]
  }

  /// The newest version that the ledger held at a link; nil before the first.
  package func version(at link: Int? = nil) -> Version? {
    guard let link else { return versions.last }
    return versions.last { $0.link <= link }
  }

  mutating func add(_ version: Version) { versions.append(version) }
}
