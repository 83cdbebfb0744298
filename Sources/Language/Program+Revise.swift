import InstrumentKit

/// Something done to an entry after it was made.
package struct ReviseVerb: Sendable {
  package enum Act: Sendable {
    /// Names as they were typed, with answers as a file has them; an empty one takes it out.
    case correct([(name: String, values: [String])], on: Day?)
    case strike
    case restore
    case move(to: String)
  }

  package let entry: Int64
  package let act: Act
  package let because: String?
}

/// Two codes that are one person, or a code that is a person of its own again.
package struct MergeVerb: Sendable {
  package let client: String
  /// Nil when it is divided again.
  package let into: String?
  package let because: String
}

extension ReviseVerb {
  /// The word of what it does.
  package var keyword: Keyword {
    switch act {
    case .correct: .correct
    case .strike: .strike
    case .restore: .restore
    case .move: .move
    }
  }
}
