import InstrumentKit
import Profile

/// One row per distinct combination of values, in the order of those values.
package struct Grouping: Sendable {
  /// A column per key, with one row per group.
  package let keys: [Column]
  /// The group of each entry, and which row of the frame the entry is.
  package let groups: [Int32]
  package let rows: [Int32]
  package let groupCount: Int
}

extension Frame {
  /// Groups rows by columns; a list column puts a row in a group for each of its answers, and an
  /// empty list in the group of the missing value.
  package func grouped(by names: [String]) -> Grouping {
    let keys = names.compactMap(column).map(ListedColumn.init)
    var rows = [Int32](0..<Int32(rowCount))
    var values: [[Int32]] = []
    var isSpread = false
    for key in keys {
      guard key.isList else {
        // Until a list comes, entries are rows.
        values.append(isSpread ? key.values(rows) : key.column.cells)
        continue
      }
      isSpread = true
      let spread = key.spread(rows)
      values = values.map { earlier in spread.entries.map { earlier[Int($0)] } }
      rows = spread.entries.map { rows[Int($0)] }
      values.append(spread.values)
    }
    // Without keys all rows are one group, and no rows are one too.
    if keys.isEmpty {
      let groups = [Int32](repeating: 0, count: rows.count)
      return Grouping(keys: [], groups: groups, rows: rows, groupCount: 1)
    }
    values = zip(keys, values).map { $0.element($1).unified($1) }
    let codes = keys.enumerated().map { place, key in
      key.element(values[place]).ranked(values[place])
    }
    let (groups, firsts) = Frame.numbered(codes, count: rows.count)
    let columns = keys.enumerated().map { place, key in
      key.element(firsts.map { values[place][Int($0)] })
    }
    return Grouping(keys: columns, groups: groups, rows: rows, groupCount: firsts.count)
  }

  /// How many rows each combination has, with the columns and a last column `count`.
  package func counted(by names: [String]) -> (frame: Frame, answers: Int) {
    if names.isEmpty {
      let count = Column("count", .count, [Int32(rowCount)])
      return (Frame(columns: [count], rowCount: 1, leftOut: leftOut), rowCount)
    }
    let grouping = grouped(by: names)
    var counts = [Int32](repeating: 0, count: grouping.groupCount)
    for group in grouping.groups { counts[Int(group)] += 1 }
    let frame = Frame(
      columns: grouping.keys + [Column("count", .count, counts)], rowCount: grouping.groupCount,
      leftOut: leftOut)
    return (frame, grouping.rows.count)
  }

  /// Gives each combination of ranks a number in rising order, and an entry that has it.
  private static func numbered(
    _ codes: [(ranks: [Int32], count: Int)], count: Int
  ) -> (groups: [Int32], firsts: [Int32]) {
    var space = 1
    for code in codes {
      let (product, overflow) = space.multipliedReportingOverflow(by: code.count + 1)
      space = overflow ? Int.max : product
      if space > 1 << 21 { return sparselyNumbered(codes, count: count) }
    }
    var combined = [Int32](repeating: 0, count: count)
    for code in codes {
      let width = Int32(code.count + 1)
      for entry in 0..<count { combined[entry] = combined[entry] &* width &+ code.ranks[entry] }
    }
    var firstOf = [Int32](repeating: -1, count: max(space, 1))
    for entry in stride(from: count - 1, through: 0, by: -1) {
      firstOf[Int(combined[entry])] = Int32(entry)
    }
    var numberOf = [Int32](repeating: 0, count: firstOf.count)
    var firsts: [Int32] = []
    for (place, first) in firstOf.enumerated() where first >= 0 {
      numberOf[place] = Int32(firsts.count)
      firsts.append(first)
    }
    return (combined.map { numberOf[Int($0)] }, firsts)
  }

  /// The same by sorting, for keys with too many combinations for a table.
  private static func sparselyNumbered(
    _ codes: [(ranks: [Int32], count: Int)], count: Int
  ) -> (groups: [Int32], firsts: [Int32]) {
    func order(_ left: Int32, _ right: Int32) -> Int {
      for code in codes {
        let (first, second) = (code.ranks[Int(left)], code.ranks[Int(right)])
        if first != second { return first < second ? -1 : 1 }
      }
      return 0
    }
    let sorted = (0..<Int32(count)).sorted { left, right in
      let difference = order(left, right)
      return difference == 0 ? left < right : difference < 0
    }
    var groups = [Int32](repeating: 0, count: count)
    var firsts: [Int32] = []
    for entry in sorted {
      if firsts.last.map({ order($0, entry) != 0 }) ?? true { firsts.append(entry) }
      groups[Int(entry)] = Int32(firsts.count - 1)
    }
    return (groups, firsts)
  }
}

extension Column {
  /// The type of one answer: of a list, that of its codes or words.
  package var elementType: FieldType { type.element }

  var isList: Bool { type.element != type }

  /// A rank for each value, in the order in which groups are shown; missing values rank last.
  func ranked(_ values: [Int32]) -> (ranks: [Int32], count: Int) {
    if let pool { return Column.ranked(values, holdsKeys ? pool.ranks() : pool.readingRanks()) }
    if type == .decimal { return Column.ranked(values, decimalRanks()) }
    var lowest = Int32.max
    var highest = Int32.min
    for value in values where Cell(raw: value).isKnown {
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    guard lowest <= highest else { return (values.map { _ in 0 }, 0) }
    let span = Int(highest) - Int(lowest) + 1
    return (
      values.map { Cell(raw: $0).isKnown ? $0 &- lowest : Int32(truncatingIfNeeded: span) }, span
    )
  }

  private static func ranked(
    _ values: [Int32], _ ranks: [Int32]
  ) -> (ranks: [Int32], count: Int) {
    (values.map { Cell(raw: $0).isKnown ? ranks[Int($0)] : Int32(ranks.count) }, ranks.count)
  }

  /// For each place of a number its rank among the numbers; the same number has one rank.
  func decimalRanks() -> [Int32] {
    let places = Dictionary(
      Set(decimals).sorted().enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { $1 })
    return decimals.map { places[$0] ?? 0 }
  }
}

/// A key of groups: its column, and how the rows of a list are spread over its answers.
struct ListedColumn {
  let column: Column
  /// For each text of a list of words the places of its words.
  private let words: [[Int32]]
  private let pool: TextPool?

  init(_ column: Column) {
    self.column = column
    guard column.type == .words, let texts = column.pool else {
      (words, pool) = ([], column.pool)
      return
    }
    var single = WordPool()
    words = (0..<texts.count).map { place in
      texts[place].split(separator: " ").map { single.place(of: String($0)) }
    }
    pool = single.pool
  }

  var isList: Bool { column.isList }

  func values(_ rows: [Int32]) -> [Int32] { rows.map { column.cells[Int($0)] } }

  /// A column of single answers with some of their values.
  func element(_ values: [Int32]) -> Column {
    Column(
      column.name, column.elementType, values, pool: pool, decimals: column.decimals,
      holdsKeys: column.holdsKeys)
  }

  /// One entry per answer of a list; an empty list gives one missing entry.
  func spread(_ rows: [Int32]) -> (entries: [Int32], values: [Int32]) {
    var entries: [Int32] = []
    var values: [Int32] = []
    for (entry, row) in rows.enumerated() {
      let answers = answers(column[Int(row)])
      for answer in answers.isEmpty ? [Cell.unknown.raw] : answers {
        entries.append(Int32(entry))
        values.append(answer)
      }
    }
    return (entries, values)
  }

  private func answers(_ cell: Cell) -> [Int32] {
    guard let value = cell.value else { return [] }
    if column.type == .words { return words.indices.contains(value) ? words[value] : [] }
    return (0..<30).filter { value >> $0 & 1 != 0 }.map { Int32($0) }
  }
}
