import InstrumentKit
import Profile

/// Texts in which `{name}` stands for what a name stands for.
///
/// A text is a template once, where it was typed; what is filled in is a value, and braces in it
/// are braces. `{{` and `}}` are braces too.
extension Checker {
  /// The text with its names filled in, as it is kept.
  mutating func interpolated(_ text: String, _ span: Span) -> String {
    ValueText.kept(filled(text, span) { value, _ in value.plain })
  }

  mutating func interpolated(_ text: String?, _ span: Span) -> String? {
    text.map { interpolated($0, span) }
  }

  /// A path with its names filled in, and whether a value was changed to fit into a file name.
  ///
  /// What an operator gives as a parameter may begin a path; whatever else is filled in is a part
  /// of one name, and neither leaves the folder nor hides in it.
  mutating func interpolated(path: String, _ span: Span) -> (path: String, isMended: Bool) {
    var isMended = false
    var isData = false
    let filled = filled(path, span) { value, isFirst in
      isData = isData || value.isData
      if isFirst, !value.isData { return value.plain }
      let name = ValueText.inFileName(value.plain)
      isMended = isMended || name != value.plain
      return name
    }
    // Standard output is meant by who types it, not by a value that looks like it.
    return filled == "-" && isData ? ("_", true) : (filled, isMended)
  }

  /// A value that was typed, with the names in its text filled in.
  mutating func expanded(_ value: SyntaxValue) -> SyntaxValue {
    guard case .text(let text) = value.kind else { return value }
    return SyntaxValue(kind: .text(interpolated(text, value.span)), span: value.span)
  }

  /// - Parameter insert: gives what stands for a value, and is told whether it stands first.
  private mutating func filled(
    _ text: String, _ span: Span, _ insert: (SyntaxValue, _ isFirst: Bool) -> String
  ) -> String {
    guard text.contains(where: { $0 == "{" || $0 == "}" }) else { return text }
    var result = ""
    var rest = Substring(text)
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      let sign = rest[brace]
      result += rest[..<brace]
      rest = rest[rest.index(after: brace)...]
      if rest.first == sign {
        result.append(sign)
        rest = rest.dropFirst()
      } else if sign == "{", let close = rest.firstIndex(of: "}") {
        let name = String(rest[..<close])
        if let value = schema.constants[Names.folded(name)] {
          result += insert(value, result.isEmpty)
        } else {
          note(.notDeclaredInText(name), span)
        }
        rest = rest[rest.index(after: close)...]
      } else {
        // One that opens or closes nothing is itself.
        result.append(sign)
      }
    }
    return result + rest
  }
}
