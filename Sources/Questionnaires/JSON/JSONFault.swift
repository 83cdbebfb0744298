/// Why a text is no JSON that can be used, and where.
package struct JSONFault: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    case notJSON
    case notUTF8
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    /// A member that stands twice in one object.
    case takenTwice
  }

  /// As `$.item[2].linkId`: as far as was understood.
  package let path: String
  /// 1-based, in characters.
  package let line: Int
  package let column: Int
  package let problem: Problem
}
