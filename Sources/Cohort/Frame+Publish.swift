import InstrumentKit
import Profile

extension Frame {
  /// Most cells of a table that can be published: rows times columns.
  package static let mostPublished = 10_000

  /// Counts by at most two columns, with small ones hidden and those that would give them away.
  ///
  /// Rows come in the order of their keys, for another order would tell which count is larger.
  /// - Parameter people: how many people are behind each row, where they are not the count.
  /// - Returns: nil when there are too many; the totals that must not stand beside the table.
  package func published(
    people behind: [Int]? = nil
  ) -> (frame: Frame, hidden: Int, totals: Int)? {
    guard let count = columns.last else { return nil }
    let keys = Array(columns.dropLast())
    let first = Places(keys.first, rowCount)
    let second = Places(keys.count > 1 ? keys[1] : nil, rowCount)
    let (height, width) = (first.values.count, second.values.count)
    guard height * width <= Frame.mostPublished else { return nil }
    var values = [Int](repeating: 0, count: height * width)
    var listed = [Bool](repeating: false, count: height * width)
    var people = behind.map { _ in [Int](repeating: 0, count: height * width) }
    for row in 0..<rowCount {
      let place = Int(first.places[row]) * width + Int(second.places[row])
      values[place] += count[row].value ?? 0
      listed[place] = true
      if let behind { people?[place] += behind[row] }
    }
    let small = SmallCells(rows: height, columns: width, values: values, people: people)
    // An empty cell that is hidden must be a row like others.
    let kept = values.indices.filter { listed[$0] || small.marks[$0] != .shown }
    var made = keys.enumerated().map { number, key in
      Column(
        key.name, key.type,
        kept.map { number == 0 ? first.values[$0 / width] : second.values[$0 % width] },
        pool: key.pool, decimals: key.decimals)
    }
    made.append(
      Column(
        count.name, count.type,
        kept.map { small.marks[$0] == .shown ? Int32(values[$0]) : Cell.unknown.raw }))
    made.append(
      Column(
        "hidden", .code(Names.hidden),
        kept.map {
          switch small.marks[$0] {
          case .shown: Cell.unknown.raw
          case .small: 0
          case .withOthers: 1
          }
        }))
    let frame = Frame(columns: made, rowCount: kept.count, leftOut: leftOut)
      .sorted(by: keys.map { (name: $0.name, descending: false) })
    let hidden = small.marks.count { $0 != .shown }
    return (frame, hidden, small.totals.count)
  }

  /// For formats of texts: what hides a count stands in its place, and not in a column of its own.
  package func withHiddenWords(_ tongue: Tongue) -> Frame {
    guard let place = columns.firstIndex(where: { $0.type == .code(Names.hidden) }), place > 0,
      columns[place - 1].type == .count
    else { return self }
    let (count, hidden) = (columns[place - 1], columns[place])
    var words = WordPool()
    let cells = (0..<rowCount).map { row -> Int32 in
      if let mark = hidden[row].value, Names.hidden.codes.indices.contains(mark) {
        let code = Names.hidden.codes[mark]
        return words.place(of: tongue == .nl ? code.nl : code.en)
      }
      return count[row].value.map { words.place(of: "\($0)") } ?? Cell.unknown.raw
    }
    var columns = columns
    columns[place - 1] = Column(count.name, .text, cells, pool: words.pool)
    columns.remove(at: place)
    return Frame(columns: columns, rowCount: rowCount, leftOut: leftOut)
  }

  /// The distinct values of a key and which of them each row has; one for all without a key.
  private struct Places {
    var places: [Int32]
    var values: [Int32] = []

    init(_ key: Column?, _ rows: Int) {
      places = [Int32](repeating: 0, count: rows)
      guard let key else {
        values = [0]
        return
      }
      var known: [Int32: Int32] = [:]
      for row in 0..<rows {
        // All kinds of not knowing are one group of a count.
        let raw = key[row].isKnown ? key.cells[row] : Cell.unknown.raw
        if known[raw] == nil {
          known[raw] = Int32(values.count)
          values.append(raw)
        }
        places[row] = known[raw] ?? 0
      }
    }
  }
}
