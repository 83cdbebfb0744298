import Cohort
import InstrumentKit
import Profile
import Store

/// A client's levels as pictures: how they are by domain, and how they moved.
struct LevelPicture {
  /// The day that the picture is of.
  let today: Day
  let tongue: Tongue

  private var scale: Document.Scale {
    Document.Scale(Names.levels.codes.map(word), unknown: word(Names.notAssessed))
  }

  private func word(_ code: CodeList.Code) -> String { tongue == .nl ? code.nl : code.en }

  /// - Parameter observed: everything that was ever observed of the client, newest first.
  func document(_ client: String, _ observed: [Observed]) -> Document {
    let known = observed.filter { $0.finding.level != nil && $0.on <= today }
    let strips = Domain.all.map { domain in
      Document.Strip(
        domain.label.text(tongue),
        domain.thresholds.map { threshold in
          Document.Strip.Mark(
            word(Names.thresholds.codes[Int(threshold.index)]),
            LevelPicture.step(observed.standing(threshold, on: today)))
        })
    }
    var blocks: [Document.Block] = [.heading("\(client) · \(today)"), .strips(strips, scale)]
    let lines = moved(known)
    if let from = lines.compactMap(\.points.first?.on).min() {
      blocks.append(.movement(.init(from: from, to: today, scale: scale, lines: lines)))
    }
    return Document(blocks)
  }

  /// The thresholds whose level was not always the same, each from its first day on.
  private func moved(_ known: [Observed]) -> [Document.Movement.Line] {
    Threshold.all.compactMap { threshold in
      // The newest of a day is what the day ended with.
      var points: [Document.Movement.Point] = []
      for observed in known.reversed() where observed.threshold == threshold {
        if points.last?.on == observed.on { points.removeLast() }
        points.append(.init(observed.on, LevelPicture.step(observed)))
      }
      guard Set(points.map(\.step)).count > 1 else { return nil }
      return .init(word(Names.thresholds.codes[Int(threshold.index)]), points)
    }
  }

  /// A place on the scale of levels.
  private static func step(_ observed: Observed?) -> Int? {
    observed?.finding.level.map { Int($0.rawValue) - 1 }
  }

  /// A row per level that was ever observed, oldest first.
  func frame(_ clients: [(code: String, observed: [Observed])]) -> Frame {
    var words = WordPool()
    var cells = [[Int32]](repeating: [], count: 5)
    for (code, observed) in clients {
      for found in observed.reversed() where found.on <= today {
        guard let level = found.finding.level else { continue }
        let row = [
          words.place(of: code), Int32(found.threshold.index), found.on.number,
          Int32(level.rawValue), words.place(of: found.source ?? "record"),
        ]
        for (column, cell) in row.enumerated() { cells[column].append(cell) }
      }
    }
    let columns = [
      Column("client", .text, cells[0], pool: words.pool),
      Column("threshold", .code(Names.thresholds), cells[1]), Column("on", .day, cells[2]),
      Column("level", .level, cells[3]), Column("source", .text, cells[4], pool: words.pool),
    ]
    return Frame(columns: columns, rowCount: cells[0].count)
  }
}
