/// In what a golden case does not come out as its instrument promises.
package struct GoldenMismatch: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case measure(String, expected: String, found: String)
    case unknownMeasure(String)
    /// The instrument reads no such input.
    case unknownInput(String)
    /// The value cannot be one of this input.
    case badValue(input: String, value: String)
    case badDay(String)
    /// The instrument leaves this measure as it was: every one is written for every subject.
    case notWritten(String)
    /// The same subject gave another value the second time.
    case notTheSame(String)
  }

  package let instrument: String
  package let version: String
  /// The name of the case, as the instrument gives it.
  package let caseName: String
  package let kind: Kind
}
