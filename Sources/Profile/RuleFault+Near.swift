import InstrumentKit

extension RuleFault {
  /// The name that stands where another should, and the nearest one that may stand there.
  ///
  /// - Parameter rules: the file in which it stands; without it only wrong keys are known.
  package func misnamed(in rules: Rules?) -> Misnamed? {
    switch problem {
    case .unknownKey(let key, let known): Misnamed(key, among: known)
    case .notOneOf(let known):
      rules?.root.text(line: line, column: column).map { Misnamed($0, among: known) }
    default: nil
    }
  }
}

/// A name that nothing has, and the nearest one that there is; nil where none is near enough.
package struct Misnamed: Hashable, Codable, Sendable {
  package let word: String
  package let near: String?

  package init(_ word: String, among known: [String]) {
    self.word = word
    near = Nearest.of(word, among: known)
  }
}

extension Rules.Node {
  /// The text that stands at a place.
  fileprivate func text(line: Int, column: Int) -> String? {
    switch value {
    case .text(let text): self.line == line && self.column == column ? text : nil
    case .list(let nodes): nodes.lazy.compactMap { $0.text(line: line, column: column) }.first
    case .map(let pairs):
      pairs.lazy.compactMap { $0.value.text(line: line, column: column) }.first
    @unknown default: nil
    }
  }
}
