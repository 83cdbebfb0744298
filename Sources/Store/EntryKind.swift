import Seal

/// A kind of entry as the store keeps it.
package enum EntryKind: Int64, CaseIterable, Sendable {
  case registration = 1
  case level, decision, consent, participation

  /// A table with rows of an entry, and its column that says of which.
  struct Table {
    let name: String
    let key: String
  }

  /// Where its row is; what hangs on it comes after.
  var tables: [Table] {
    let parts = self == .registration ? ["status", "referral", "action"] : []
    return [Table(name: table, key: "id")] + parts.map { Table(name: $0, key: "assessment") }
  }

  var table: String {
    switch self {
    case .registration: "assessment"
    case .level: "observation"
    case .decision, .consent, .participation: "\(self)"
    }
  }

  /// The column of the day of which it speaks.
  var day: String {
    switch self {
    case .registration: "filled_on"
    case .level: "observed_on"
    case .decision: "decided_on"
    case .consent: "starts"
    case .participation: "entered_on"
    }
  }

  /// Its sealed columns; beside each stands its key.
  var boxes: [(column: String, kind: SealKind)] {
    switch self {
    case .registration: [("identity", .identity), ("notes", .notes)]
    case .level, .decision: [("because", .because)]
    case .consent: [("purpose", .purpose)]
    case .participation: []
    }
  }

  /// What makes two of one client the same; empty where there may be any number.
  var uniqueKey: [String] {
    switch self {
    case .registration: ["instrument", "filled_on", "part", "organisation"]
    case .participation: ["operation", "entered_on"]
    case .level, .decision, .consent: []
    }
  }
}

/// What is done to an entry after it was made.
package enum Deed: Int64, CaseIterable, Sendable {
  case correct = 1
  case strike, restore, move
  /// Corrected by a file that came again.
  case replace

  /// What the trail calls it: a backup is restored and answers are moved too.
  var trailVerb: String {
    switch self {
    case .restore, .move: "\(self)-entry"
    case .correct, .strike, .replace: "\(self)"
    }
  }
}
