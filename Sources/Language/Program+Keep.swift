import InstrumentKit
import Profile

package struct ForgetVerb: Sendable {
  package let client: String
  package let because: String?
}

package struct ConsentVerb: Sendable {
  package enum Act: Sendable {
    /// Days that are not given are the day of reference.
    case give(data: [String], ground: String, purpose: String?, from: Day?, until: Day?)
    case withdraw(on: Day?)
  }

  package let client: String
  /// A code of `Names.recipient`.
  package let organisation: String
  package let kind: Consent.Kind
  package let act: Act
}
