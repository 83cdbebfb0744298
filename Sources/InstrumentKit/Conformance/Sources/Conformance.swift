import InstrumentKit

/// Whether an instrument does what hosts and people rely on.
public struct Conformance {
  /// What is known of the profile beside the kit: how fields are answered, by English name.
  public struct Fields: Sendable {
    public let shared: @Sendable (String) -> AnswerType?
    public let knows: @Sendable (String) -> Bool

    public init(
      shared: @escaping @Sendable (String) -> AnswerType?,
      knows: @escaping @Sendable (String) -> Bool
    ) {
      self.shared = shared
      self.knows = knows
    }
  }

  /// Scores rows of a batch; throws where that is done elsewhere and fails.
  public typealias Scoring = (
    Batch, Range<Int>, UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws -> Void
}
