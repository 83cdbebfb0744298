import Foundation

/// The code blocks of an article, in order, with what a test is to do with each.
///
/// ```` ```sh ```` is run, ```` ```text ```` is what it shows. Every other block goes into a file: a
/// comment before it says which, and where in it.
struct Article {
  enum Step: Equatable {
    /// Commands, and the code with which the last of them ends.
    case run(String, code: Int32)
    /// What the commands before it show; `…` stands for anything.
    case shows(String)
    case writes(String, Edit, text: String)
  }

  enum Edit: Equatable {
    case whole
    case after(String)
    case insteadOf(String)
  }

  struct Fault: Error, Equatable {
    let line: Int
    let what: String
  }

  let steps: [Step]

  /// - Throws: ``Fault`` for a block of which nobody says what is to be done with it, so that none
  ///   is passed over in silence.
  init(_ text: String) throws {
    var steps: [Step] = []
    var order: String?
    var block: (language: String, lines: [String])?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let open = block {
        if line == "```" {
          let text = open.lines.map { $0 + "\n" }.joined()
          steps.append(try Article.step(open.language, text, order, line: number + 1))
          (block, order) = (nil, nil)
        } else {
          block?.lines.append(String(line))
        }
      } else if line.hasPrefix("```") {
        block = (String(line.dropFirst(3)), [])
      } else if let found = line.wholeMatch(of: /<!-- (.*) -->/) {
        order = String(found.1)
      } else if !line.isEmpty, let order {
        throw Fault(line: number + 1, what: "no block follows \(order)")
      }
    }
    if block != nil { throw Fault(line: 0, what: "the last block has no end") }
    self.steps = steps
  }

  private static func step(
    _ language: String, _ text: String, _ order: String?, line: Int
  ) throws -> Step {
    switch (language, order) {
    case ("sh", nil): return .run(text, code: 0)
    case ("text", nil): return .shows(text)
    case ("sh", let order?):
      guard let match = order.wholeMatch(of: /ends with ([0-9]+)/), let code = Int32(match.1) else {
        break
      }
      return .run(text, code: code)
    case (_, let order?):
      if let match = order.wholeMatch(of: /file: (\S+)/) {
        return .writes(String(match.1), .whole, text: text)
      }
      if let match = order.wholeMatch(of: /file: (\S+), after: (.+)/) {
        return .writes(String(match.1), .after(String(match.2)), text: text)
      }
      if let match = order.wholeMatch(of: /file: (\S+), instead of: (.+)/) {
        return .writes(String(match.1), .insteadOf(String(match.2)), text: text)
      }
    default: break
    }
    throw Fault(line: line, what: "nothing is said of the block before it: \(language)")
  }
}

extension Article.Edit {
  /// The text of a file as this changes it; nil unless exactly one line is meant.
  func applied(to old: String, _ text: String) -> String? {
    let needle: String
    switch self {
    case .whole: return text
    case .after(let word), .insteadOf(let word): needle = word
    }
    var lines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let places = lines.indices.filter { lines[$0].contains(needle) }
    guard places.count == 1, let place = places.first else { return nil }
    let new = String(text.dropLast())
    if case .after = self { lines.insert(new, at: place + 1) } else { lines[place] = new }
    return lines.joined(separator: "\n")
  }
}

/// Whether an output is as an article shows it, line by line; `…` stands for any text of one line,
/// and a line of `…` alone for any lines.
func isShown(_ expected: String, as found: String) throws -> Bool {
  func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { String($0.replacing(/\s+$/, with: "")) }
      .filter { !$0.isEmpty }
  }
  let pattern = lines(expected).map { line in
    line == "…"
      ? "(?:.*\n)*?"
      : NSRegularExpression.escapedPattern(for: line).replacing("…", with: ".*") + "\n"
  }
  let text = lines(found).map { $0 + "\n" }.joined()
  return try Regex("\(pattern.joined())").wholeMatch(in: text) != nil
}
