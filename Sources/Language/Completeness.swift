/// Whether a text at the prompt is a sentence already.
package enum Completeness: Hashable, Sendable {
  case complete, incomplete, wrong

  /// Decided by the parser itself.
  package init(of text: String) {
    var parser = Parser(SourceText(text))
    _ = parser.program()
    if parser.diagnostics.isEmpty {
      self = .complete
    } else {
      self = parser.wantsMore && parser.diagnostics.count == 1 ? .incomplete : .wrong
    }
  }
}
