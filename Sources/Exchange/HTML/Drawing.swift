import InstrumentKit
import Profile

/// Boxes, lines and words of one picture, in whole units of its own grid.
struct Drawing {
  struct Rect {
    let kind: String
    let x, y, w, h: Int

    var values: [String: Any] { ["kind": kind, "x": x, "y": y, "w": w, "h": h] }
  }

  struct Line {
    let kind: String
    let points: [(x: Int, y: Int)]

    var values: [String: Any] {
      ["kind": kind, "points": points.map { "\($0.x),\($0.y)" }.joined(separator: " ")]
    }
  }

  struct Words {
    let kind: String
    let x, y: Int
    let text: String
    let isEnd: Bool

    var values: [String: Any] { ["kind": kind, "x": x, "y": y, "text": text, "end": isEnd] }
  }

  /// What is drawn; the table says the same in words.
  enum Subject {
    case bars([Document.Bar])
    case strips([Document.Strip], Document.Scale)
    case movement(Document.Movement)
  }

  let width = 720
  var height = 0
  var rects: [Rect] = []
  var lines: [Line] = []
  var texts: [Words] = []
  let subject: Subject

  init(_ subject: Subject) { self.subject = subject }

  /// About as wide as a letter of the pictures is on average.
  static let letter = 8

  mutating func add(_ text: String, x: Int, y: Int, kind: String = "plain", isEnd: Bool = false) {
    texts.append(Words(kind: kind, x: x, y: y, text: text, isEnd: isEnd))
  }

  /// The text, or as much of it as there is room for.
  static func cut(_ text: String, _ room: Int) -> String {
    DisplayWidth.truncated(
      ValueText.shown(text, breaks: " "), to: max(1, room / letter))
  }

  static func width(of text: String) -> Int {
    DisplayWidth.of(ValueText.shown(text, breaks: " ")) * letter
  }

  /// The steps of a scale as boxes, as many full as ``StepSign`` fills; a dashed line for unknown.
  mutating func addSteps(_ step: Int?, of count: Int, x: Int, y: Int) {
    guard let step else {
      return lines.append(
        Line(kind: "none", points: [(x, y - 5), (x + count * 12 - 3, y - 5)]))
    }
    let full = step == 0 ? 0 : min(count, step + 1)
    for place in 0..<count {
      rects.append(
        Rect(kind: place < full ? "full" : "open", x: x + place * 12, y: y - 9, w: 9, h: 9))
    }
  }

  /// What each number of boxes stands for.
  mutating func addLegend(_ scale: Document.Scale, y: Int) -> Int {
    var x = 0
    var y = y
    let steps = scale.steps.indices.map { (step: Int?.some($0), word: scale.steps[$0]) }
    for entry in steps + [(step: nil, word: scale.unknown)] {
      let room = scale.steps.count * 12 + 6 + Drawing.width(of: entry.word) + 18
      if x > 0, x + room > width {
        x = 0
        y += 20
      }
      addSteps(entry.step, of: scale.steps.count, x: x, y: y)
      add(entry.word, x: x + scale.steps.count * 12 + 6, y: y, kind: "soft")
      x += room
    }
    return y
  }

  func kind(_ tongue: Tongue) -> String {
    switch subject {
    case .bars: tongue == .nl ? "Staven" : "Bars"
    case .strips: tongue == .nl ? "Niveaus per domein" : "Levels by domain"
    case .movement: tongue == .nl ? "Niveaus in de tijd" : "Levels over time"
    }
  }

  /// All that the picture shows.
  func table(_ tongue: Tongue) -> Document.Table {
    let isDutch = tongue == .nl
    switch subject {
    case .bars(let bars):
      return Document.Table(
        columns: isDutch ? ["naam", "aantal"] : ["name", "count"], numeric: [1],
        rows: bars.map { [$0.name, "\($0.count)"] })
    case .strips(let strips, let scale):
      return Document.Table(
        columns: isDutch ? ["domein", "naam", "niveau"] : ["domain", "name", "level"],
        rows: strips.flatMap { strip in
          strip.marks.map { [strip.name, $0.name, Drawing.word($0.step, scale)] }
        })
    case .movement(let movement):
      return Document.Table(
        columns: isDutch ? ["naam", "vanaf", "niveau"] : ["name", "from", "level"],
        rows: movement.lines.flatMap { line in
          line.points.map { [line.name, "\($0.on)", Drawing.word($0.step, movement.scale)] }
        })
    }
  }

  static func word(_ step: Int?, _ scale: Document.Scale) -> String {
    step.flatMap { scale.steps.indices.contains($0) ? scale.steps[$0] : nil } ?? scale.unknown
  }
}
