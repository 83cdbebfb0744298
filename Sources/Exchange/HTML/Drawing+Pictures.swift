import InstrumentKit

extension Drawing {
  /// A bar per count; the number stands behind it.
  static func bars(_ bars: [Document.Bar]) -> Drawing {
    var drawing = Drawing(.bars(bars))
    let room = min(260, max(60, bars.map { width(of: $0.name) }.max() ?? 0))
    let digits = bars.map { width(of: "\($0.count)") }.max() ?? 0
    let length = drawing.width - room - digits - 24
    let largest = max(1, bars.map(\.count).max() ?? 1)
    for (place, bar) in bars.enumerated() {
      let y = 18 + place * 24
      drawing.add(cut(bar.name, room), x: room, y: y, isEnd: true)
      let count = Double(max(0, bar.count))
      let size = bar.count > 0 ? max(2, Int(count / Double(largest) * Double(length))) : 0
      if size > 0 {
        drawing.rects.append(Rect(kind: "full", x: room + 10, y: y - 12, w: size, h: 16))
      }
      drawing.add("\(bar.count)", x: room + 16 + size, y: y)
    }
    drawing.height = bars.count * 24 + 8
    return drawing
  }

  /// The marks of each domain under its name, as many beside each other as there is room for.
  static func strips(_ strips: [Document.Strip], _ scale: Document.Scale) -> Drawing {
    var drawing = Drawing(.strips(strips, scale))
    let steps = scale.steps.count * 12 + 6
    let widest = strips.flatMap(\.marks).map { width(of: $0.name) }.max() ?? 0
    let cell = min(drawing.width, steps + widest + 16)
    let perLine = max(1, drawing.width / cell)
    var y = 0
    for strip in strips where !strip.marks.isEmpty {
      y += 22
      drawing.add(cut(strip.name, drawing.width), x: 0, y: y, kind: "bold")
      for (place, mark) in strip.marks.enumerated() {
        if place % perLine == 0 { y += 20 }
        let x = place % perLine * cell
        drawing.addSteps(mark.step, of: scale.steps.count, x: x, y: y)
        drawing.add(cut(mark.name, cell - steps), x: x + steps, y: y)
      }
      y += 6
    }
    y = drawing.addLegend(scale, y: y + 24)
    drawing.height = y + 10
    return drawing
  }

  /// A lane per line: as high as the level was, from its first day to the last.
  static func movement(_ movement: Document.Movement) -> Drawing {
    var drawing = Drawing(.movement(movement))
    let scale = movement.scale
    let names = min(200, movement.lines.map { width(of: $0.name) }.max() ?? 0)
    let words = min(180, (scale.steps + [scale.unknown]).map { width(of: $0) }.max() ?? 0)
    let left = names + 12
    let right = drawing.width - words - 12
    let span = max(1, Int(movement.to.number) - Int(movement.from.number))
    func x(_ number: Int32) -> Int {
      left + (Int(number) - Int(movement.from.number)) * (right - left) / span
    }
    drawing.add("\(movement.from)", x: left, y: 14, kind: "soft")
    drawing.add("\(movement.to)", x: right, y: 14, kind: "soft", isEnd: true)
    var y = 20
    for line in movement.lines {
      let floor = y + 30
      func height(_ step: Int) -> Int { floor - step * 22 / max(1, scale.steps.count - 1) }
      drawing.lines.append(Line(kind: "open", points: [(left, floor + 4), (right, floor + 4)]))
      drawing.add(cut(line.name, names), x: 0, y: floor)
      drawing.add(cut(word(line.step(on: movement.to), scale), words), x: right + 10, y: floor)
      var path: [(x: Int, y: Int)] = []
      for (place, point) in line.points.enumerated() where point.on <= movement.to {
        let start = x(max(point.on, movement.from).number)
        let isLast = place == line.points.count - 1
        let next = isLast ? movement.to : min(line.points[place + 1].on, movement.to)
        guard let step = point.step else {
          drawing.flush(&path)
          drawing.lines.append(
            Line(kind: "none", points: [(start, floor), (x(next.number), floor)]))
          continue
        }
        path += [(start, height(step)), (x(next.number), height(step))]
      }
      drawing.flush(&path)
      y += 42
    }
    if let low = scale.steps.first, let high = scale.steps.last, scale.steps.count > 1 {
      y += 18
      drawing.add("▁ \(low)   ▔ \(high)   ┄ \(scale.unknown)", x: left, y: y, kind: "soft")
    }
    drawing.height = y + 8
    return drawing
  }

  private mutating func flush(_ path: inout [(x: Int, y: Int)]) {
    if !path.isEmpty { lines.append(Line(kind: "path", points: path)) }
    path = []
  }
}
