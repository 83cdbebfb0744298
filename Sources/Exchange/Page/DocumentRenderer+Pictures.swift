import InstrumentKit
import Profile

/// The steps of a scale as signs that need no colour.
package enum StepSign {
  /// As long as the scale has steps, and filled as far as it goes.
  package static func bar(_ step: Int?, of count: Int) -> String {
    guard let step else { return String(repeating: "─", count: count) }
    let filled = step <= 0 ? 0 : min(count, step + 1)
    return String(repeating: "█", count: filled) + String(repeating: "·", count: count - filled)
  }

  /// One sign; digits where there are more than three steps.
  static func mark(_ step: Int?, of count: Int) -> Character {
    guard let step else { return " " }
    return count <= 3 ? ["·", "▒", "█"][min(max(0, step), 2)] : "\(min(step + 1, 9))".first ?? "?"
  }
}

extension DocumentRenderer {
  /// The name of each strip, and its marks beside it, as many on a line as there is room for.
  func lines(_ strips: [Document.Strip], _ scale: Document.Scale) -> String {
    let count = scale.steps.count
    let names = strips.map { ValueText.shown($0.name, breaks: " ") }
    let room = min(names.map { DisplayWidth.of($0) }.max() ?? 0, width / 3)
    let widest = strips.flatMap(\.marks).map { DisplayWidth.of($0.name) }.max() ?? 0
    let cell = count + 1 + widest + TableLayout.gap
    let perLine = max(1, (width - room - TableLayout.gap + TableLayout.gap) / cell)
    var text = ""
    for (name, strip) in zip(names, strips) {
      for (place, mark) in strip.marks.enumerated() {
        if place % perLine == 0 {
          let left = place == 0 ? DisplayWidth.truncated(name, to: room) : ""
          text += padded(left, to: room + TableLayout.gap)
        }
        let words = ValueText.shown(mark.name, breaks: " ")
        let entry = "\(StepSign.bar(mark.step, of: count)) \(words)"
        let isLast = place % perLine == perLine - 1 || place == strip.marks.count - 1
        text += isLast ? entry + "\n" : padded(entry, to: cell)
      }
    }
    let legend = scale.steps.indices.map { "\(StepSign.bar($0, of: count)) \(scale.steps[$0])" }
    return text + "\n"
      + (legend + ["\(StepSign.bar(nil, of: count)) \(scale.unknown)"])
      .joined(separator: "  ") + "\n"
  }

  /// A line each from the first day to the last; what it came to stands behind it.
  func lines(_ movement: Document.Movement) -> String {
    let count = movement.scale.steps.count
    let names = movement.lines.map { ValueText.shown($0.name, breaks: " ") }
    let room = min(names.map { DisplayWidth.of($0) }.max() ?? 0, width / 3)
    let words = (movement.scale.steps + [movement.scale.unknown]).map { DisplayWidth.of($0) }
    let length = max(21, width - room - (words.max() ?? 0) - 2 * TableLayout.gap)
    let span = Int(movement.to.number) - Int(movement.from.number)
    func day(_ place: Int) -> Day {
      movement.from.adding(days: span * place / max(1, length - 1))
    }
    let first = "\(movement.from)"
    var text = padded("", to: room + TableLayout.gap)
    text += padded(first, to: length - 10) + "\(movement.to)\n"
    for (name, line) in zip(names, movement.lines) {
      let signs = (0..<length).map { StepSign.mark(line.step(on: day($0)), of: count) }
      let end = Drawing.word(line.step(on: movement.to), movement.scale)
      text += padded(DisplayWidth.truncated(name, to: room), to: room + TableLayout.gap)
      text += String(signs) + "  " + end + "\n"
    }
    let legend = movement.scale.steps.enumerated().map { step, word in
      "\(StepSign.mark(step, of: count)) \(word)"
    }
    return text + "\n" + legend.joined(separator: "  ") + "\n"
  }
}
