import Cohort
import Exchange
import InstrumentKit
import Profile
import Store

/// Sets the newest levels on two days beside each other, and says what became of each.
struct Comparer {
  enum Change: Int, CaseIterable {
    case better = 0, worse, same, firstSeen

    init(from old: Level?, to new: Level) {
      guard let old else {
        self = .firstSeen
        return
      }
      self = old == new ? .same : new.rawValue < old.rawValue ? .better : .worse
    }
  }

  struct Line {
    let threshold: Threshold
    let before: Observed?
    let after: Observed

    var change: Change {
      guard let new = after.finding.level else { return .firstSeen }
      return Change(from: before?.finding.level, to: new)
    }

    /// Whether another instrument, and so perhaps not the person, explains the difference.
    var changedSource: Bool { before.map { $0.source != after.source } ?? false }
  }

  let from: Day
  let to: Day

  /// - Parameter observed: everything that was ever observed of a client, newest first.
  func lines(_ observed: [Observed]) -> [Line] {
    func newest(_ threshold: Threshold, by day: Day) -> Observed? {
      observed.standing(threshold, on: day)
    }
    return Threshold.all.compactMap { threshold in
      newest(threshold, by: to).map {
        Line(threshold: threshold, before: newest(threshold, by: from), after: $0)
      }
    }
  }

  /// A row per client and threshold, for files and for further stages.
  func frame(_ clients: [(code: String, observed: [Observed])]) -> Frame {
    var words = WordPool()
    var cells = [[Int32]](repeating: [], count: 7)
    func level(_ observed: Observed?) -> Int32 {
      observed?.finding.level.map { Int32($0.rawValue) } ?? Cell.unknown.raw
    }
    for (code, observed) in clients {
      for line in lines(observed) {
        let row = [
          words.place(of: code), Int32(line.threshold.index), level(line.before),
          level(line.after), Int32(line.change.rawValue),
          line.before.map { words.place(of: $0.source ?? "record") } ?? Cell.unknown.raw,
          words.place(of: line.after.source ?? "record"),
        ]
        for (column, cell) in row.enumerated() { cells[column].append(cell) }
      }
    }
    let columns = [
      Column("client", .text, cells[0], pool: words.pool),
      Column("threshold", .code(Names.thresholds), cells[1]),
      Column("before", .level, cells[2]), Column("after", .level, cells[3]),
      Column("change", .code(Names.change), cells[4]),
      Column("source-before", .text, cells[5], pool: words.pool),
      Column("source-after", .text, cells[6], pool: words.pool),
    ]
    return Frame(columns: columns, rowCount: cells[0].count)
  }

  /// One client's two days to read.
  func document(_ client: String, _ observed: [Observed], _ tongue: Tongue) -> Document {
    let isDutch = tongue == .nl
    let lines = lines(observed)
    func word(_ code: CodeList.Code) -> String { isDutch ? code.nl : code.en }
    func level(_ observed: Observed?) -> String {
      guard let level = observed?.finding.level else {
        return "─── \(isDutch ? "onbekend" : "unknown")"
      }
      let bar = StepSign.bar(Int(level.rawValue) - 1, of: Names.levels.codes.count)
      return "\(bar) \(word(Names.levels.codes[Int(level.rawValue) - 1]))"
    }
    let rows = lines.map { line -> [String] in
      var remark = line.change == .same ? "" : word(Names.change.codes[line.change.rawValue])
      if let before = line.before, line.changedSource {
        let sources = [before, line.after].map {
          Names.told($0.source ?? "record", in: "source", tongue)
        }.joined(separator: " → ")
        remark += remark.isEmpty ? sources : " (\(sources))"
      }
      return [
        word(Names.thresholds.codes[Int(line.threshold.index)]), level(line.before),
        level(line.after), remark,
      ]
    }
    let title = "\(client) · \(from) → \(to)"
    guard !rows.isEmpty else {
      return Document([
        .heading(title),
        .paragraph(isDutch ? "Nog geen niveau bekend." : "No level is known yet."),
      ])
    }
    var counts = Change.allCases.map { change in
      let count = lines.filter { $0.change == change }.count
      return "\(count) \(word(Names.change.codes[change.rawValue]))"
    }
    let others = lines.filter { $0.changedSource && $0.change != .same }.count
    if others > 0 {
      let changes = Counted.change.text(others, tongue)
      counts.append(
        isDutch
          ? "\(changes) via een ander instrument" : "\(changes) through another instrument")
    }
    return Document([
      .heading(title),
      .table(
        .init(
          columns: [isDutch ? "drempel" : "threshold", "\(from)", "\(to)", ""], rows: rows)),
      .paragraph(counts.joined(separator: " · ")),
    ])
  }
}
