import InstrumentKit

/// What reads differently once an older store is one of entries, and why; told before anything is
/// changed.
package struct MigrationReport: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case answer, level, specification, identity, referrals, actions, measurements
  }

  /// Why something reads differently.
  package enum Reason: Hashable, Sendable {
    /// A question on which it hangs says that it does not apply.
    case leading(String)
    /// What it belonged to was said anew as another thing.
    case group(String)
    /// A person said that it does not apply.
    case notApplicable
    /// A referral shows nothing of another.
    case newestReferral
    /// Its question did not apply by that entry alone; nothing else says so.
    case leftOpen
    /// Later entries say nothing of it.
    case silence
    /// Without a barrier nothing of it applies.
    case noBarrier
    /// A barrier came after there was none, and nobody said what it consists of.
    case laterBarrier
    /// What was told again is one thing.
    case toldAgain
    /// A measurement is a whole round.
    case rounds
    /// Of one day the entry that came last.
    case sameDay
  }

  /// One thing that reads differently; of an identity only its name is told.
  package struct Change: Hashable, Sendable {
    package let client: String
    package let kind: Kind
    package let name: String
    /// As a file has it; nil where there is none.
    package let before: String?
    package let after: String?
    package let reason: Reason
    /// The day of the entry that says so, where one does.
    package let on: Day?

    /// The same for who may not read the answer.
    package var withoutValues: Change {
      Change(
        client: client, kind: kind, name: name, before: nil, after: nil, reason: reason, on: on)
    }
  }

  /// The version of the schema that the store has.
  package let from: Int
  package let clientCount: Int
  /// In the order of codes.
  package internal(set) var changes: [Change] = []
  /// The clients with a barrier of which nobody said what it consists of: that was read as no.
  package internal(set) var unspecified = 0

  /// The codes of those of whom something reads differently, in their order.
  package var clients: [String] {
    changes.reduce(into: []) { if $0.last != $1.client { $0.append($1.client) } }
  }
}
