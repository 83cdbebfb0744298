/// Whether a text at the prompt is a sentence already.
package enum Completeness: Hashable, Sendable {
  case complete, incomplete, wrong

  /// Decided by the parser itself.
  package init(of text: String) {
    // A line that ends where more is needed swallows the next only where a line may end so.
    var parser = Parser(SourceText(text + "\n"))
    _ = parser.program()
    if parser.diagnostics.isEmpty {
      self = .complete
    } else {
      self = parser.wantsMore && parser.diagnostics.count == 1 ? .incomplete : .wrong
    }
  }
}
