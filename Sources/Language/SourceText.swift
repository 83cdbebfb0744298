/// The text of a program, by Unicode scalar.
package struct SourceText: Sendable {
  /// How people call it: a file's name, or nil at the prompt.
  package let name: String?
  package let scalars: [Unicode.Scalar]

  package init(_ text: String, name: String? = nil) {
    self.name = name
    scalars = Array(text.unicodeScalars)
  }

  /// Line and column of a place, both from 1; columns count scalars.
  package func position(of place: Int) -> (line: Int, column: Int) {
    var line = 1
    var start = 0
    for index in 0..<min(place, scalars.count) where scalars[index] == "\n" {
      line += 1
      start = index + 1
    }
    return (line, place - start + 1)
  }

  /// The scalars of the line that holds a place, and where it starts.
  func line(around place: Int) -> (start: Int, scalars: ArraySlice<Unicode.Scalar>) {
    let place = min(place, scalars.count)
    let start = (scalars[..<place].lastIndex(of: "\n") ?? -1) + 1
    let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
    return (start, scalars[start..<end])
  }

  package func text(_ span: Span) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[span.start..<min(span.end, scalars.count)])
    return String(text)
  }
}

/// A stretch of a text, in scalars.
package struct Span: Hashable, Sendable {
  package let start: Int
  package let end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  func through(_ other: Span) -> Span { Span(start, max(end, other.end)) }
}
