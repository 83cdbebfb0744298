import InstrumentKit

/// One thing that an instrument should do otherwise: where, what, and how to mend it.
public struct Remark: Hashable, Codable, Sendable {
  public enum Severity: String, Codable, Sendable {
    /// It cannot be used like this.
    case fault
    /// It can be used; a maker should know.
    case advice
  }

  /// As in messages, `E609`.
  public let code: String
  public let severity: Severity
  /// The part of the instrument: `item mobility`, `measure total`, `case "over sixty"`.
  public let place: String
  public let words: Label
  public let remedy: Label

  public init(
    _ code: String, _ severity: Severity = .fault, at place: String, _ words: Label,
    remedy: Label
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.words = words
    self.remedy = remedy
  }
}

extension Remark {
  /// The same finding for a maker who could not know the rule.
  var advising: Remark { Remark(code, .advice, at: place, words, remedy: remedy) }
}
