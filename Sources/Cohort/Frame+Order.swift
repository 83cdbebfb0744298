import InstrumentKit
import Profile

extension Frame {
  /// Rows in the order of some columns; unknown values last, ties as they stood.
  package func sorted(by keys: [(name: String, descending: Bool)]) -> Frame {
    let orders = keys.compactMap { key in
      column(key.name).map { ($0.sortKeys(), key.descending) }
    }
    let rows = (0..<Int32(rowCount)).sorted { left, right in
      for (keys, descending) in orders {
        let (first, second) = (keys[Int(left)], keys[Int(right)])
        if first == second { continue }
        if first == Double.infinity { return false }
        if second == Double.infinity { return true }
        return descending ? first > second : first < second
      }
      return left < right
    }
    return gathered(rows)
  }

  package func first(_ count: Int) -> Frame {
    gathered((0..<Int32(min(max(0, count), rowCount))).map { $0 })
  }

  /// The first row of each distinct combination of all columns, in the order of appearance.
  package func distinct() -> Frame {
    let one = Frame(
      columns: columns.map(\.spelledOnce), rowCount: rowCount, leftOut: leftOut)
    var seen: Set<[Int32]> = []
    var rows: [Int32] = []
    for row in 0..<rowCount where seen.insert(one.columns.map { $0.cells[row] }).inserted {
      rows.append(Int32(row))
    }
    return one.gathered(rows)
  }
}

extension Column {
  /// Numbers that sort as the values do; infinity for what is unknown.
  func sortKeys() -> [Double] {
    if type == .decimal { return cells.indices.map { number($0) ?? .infinity } }
    guard let pool else { return cells.map { Cell(raw: $0).value.map(Double.init) ?? .infinity } }
    let ranks = holdsKeys ? pool.ranks() : pool.readingRanks()
    return cells.map { Cell(raw: $0).value.map { Double(ranks[$0]) } ?? .infinity }
  }
}

/// What `summarise` computes over the known values of a column.
package enum Summary: String, CaseIterable, Sendable {
  case count, sum, min, max, mean, median
}

/// The known values of one group, as they are met one after another.
struct Gathered {
  private(set) var count = 0
  private var sum = 0
  private var least = Int32.max
  private var greatest = Int32.min
  /// Kept for the median only.
  private var values: [Int32] = []

  mutating func add(_ value: Int32, keeping: Bool) {
    count += 1
    sum += Int(value)
    least = min(least, value)
    greatest = max(greatest, value)
    if keeping { values.append(value) }
  }

  /// Nil when there are no values; the count and the sum of none are 0.
  func result(_ summary: Summary) -> Double? {
    switch summary {
    case .count: return Double(count)
    case .sum: return Double(sum)
    case .min: return count == 0 ? nil : Double(least)
    case .max: return count == 0 ? nil : Double(greatest)
    case .mean: return count == 0 ? nil : Double(sum) / Double(count)
    case .median:
      guard count > 0 else { return nil }
      let sorted = values.sorted()
      let middle = count / 2
      return count % 2 == 1
        ? Double(sorted[middle]) : (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2
    }
  }
}

extension Grouping {
  /// One summary of a column per group, and how many known values it rests on.
  package func summarised(
    _ column: Column, _ summary: Summary, name: String
  ) -> (values: Column, known: Column) {
    var found = [Gathered](repeating: Gathered(), count: groupCount)
    let keeps = summary == .median
    for (entry, group) in groups.enumerated() {
      let cell = column[Int(rows[entry])]
      if cell.isKnown { found[Int(group)].add(cell.raw, keeping: keeps) }
    }
    let known = Column("\(name).known", .count, found.map { Int32($0.count) })
    return (Grouping.column(name, column.type, summary, found.map { $0.result(summary) }), known)
  }

  /// Least, greatest and middle values keep the column's type; the rest are numbers.
  private static func column(
    _ name: String, _ type: FieldType, _ summary: Summary, _ results: [Double?]
  ) -> Column {
    switch summary {
    case .count:
      return Column(name, .count, results.map { Int32(clamping: Int($0 ?? 0)) })
    case .min, .max:
      return Column(name, type, results.map { $0.map { Int32($0) } ?? Cell.unknown.raw })
    case .sum, .mean, .median:
      // A sum can be more than 32 bits hold.
      let decimals = results.compactMap(\.self)
      var place: Int32 = -1
      let cells = results.map { value -> Int32 in
        guard value != nil else { return Cell.unknown.raw }
        place += 1
        return place
      }
      return Column(name, .decimal, cells, decimals: decimals)
    }
  }
}
