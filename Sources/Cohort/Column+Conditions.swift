import InstrumentKit
import Profile

/// How two values are compared.
package enum Comparison: Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  @inlinable package func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

/// Conditions on one column; a missing value answers unknown.
extension Column {
  package func isKnown() -> Truth {
    cells.withUnsafeBufferPointer { cells in
      Truth(count: cells.count) { Cell(raw: cells[$0]).isKnown ? 1 : 0 }
    }
  }

  /// Compares numbers, days, codes by place, or yes/no.
  package func compare(_ comparison: Comparison, _ value: Int32) -> Truth {
    switch comparison {
    case .equal: known { $0 == value }
    case .notEqual: known { $0 != value }
    case .less: known { $0 < value }
    case .lessOrEqual: known { $0 <= value }
    case .greater: known { $0 > value }
    case .greaterOrEqual: known { $0 >= value }
    }
  }

  /// Both ends included.
  package func between(_ low: Int32, _ high: Int32) -> Truth { known { $0 >= low && $0 <= high } }

  package func among(_ values: Set<Int32>) -> Truth { known { values.contains($0) } }

  /// Whether the list holds any of the answers in a mask.
  package func overlaps(_ mask: Int32) -> Truth { known { $0 & mask != 0 } }

  /// Compares the texts behind the cells as people do; keys by their bytes.
  package func compare(_ comparison: Comparison, text: String) -> Truth {
    guard let pool else { return Truth(count: cells.count) { _ in 2 } }
    if holdsKeys, comparison == .equal || comparison == .notEqual {
      let wanted = ValueText.kept(text)
      return compare(
        comparison, Int32(pool.placeInOrder(of: wanted) ?? pool.place(of: wanted) ?? -1))
    }
    let wanted = compared(text)
    let answers = (0..<pool.count).map { comparison.holds(compared(pool[$0]), wanted) }
    return known { answers[Int($0)] }
  }

  /// The form in which a text of this column is compared.
  private func compared(_ text: String) -> String {
    holdsKeys ? text : ValueText.compared(text, of: name)
  }

  /// The places of all texts that are this one to people.
  package func places(of text: String) -> [Int] {
    guard let pool else { return [] }
    let wanted = compared(ValueText.kept(text))
    return (0..<pool.count).filter { compared(pool[$0]) == wanted }
  }

  /// Compares numbers with a fraction.
  package func compare(_ comparison: Comparison, decimal: Double) -> Truth {
    Truth(count: cells.count) { row in
      number(row).map { comparison.holds($0, decimal) ? 1 : 0 } ?? 2
    }
  }

  /// The number in a row of a column of numbers, with its fraction.
  package func number(_ row: Int) -> Double? {
    guard let value = self[row].value else { return nil }
    if type != .decimal { return Double(value) }
    return decimals.indices.contains(value) ? decimals[value] : nil
  }

  package func among(decimals: Set<Double>) -> Truth {
    Truth(count: cells.count) { row in number(row).map { decimals.contains($0) ? 1 : 0 } ?? 2 }
  }

  package func among(texts: [String]) -> Truth {
    guard let pool else { return Truth(count: cells.count) { _ in 2 } }
    let wanted = Set(texts.map { compared(ValueText.kept($0)) })
    let answers = (0..<pool.count).map { wanted.contains(compared(pool[$0])) }
    return known { answers[Int($0)] }
  }

  /// Whether a list of words holds any of some.
  ///
  /// - Parameter whole: which rows say all that belongs to them; of another row that does not hold
  ///   the word it is not known.
  package func names(_ texts: [String], whole: Column?) -> Truth {
    guard let pool else { return Truth(count: cells.count) { _ in 2 } }
    let wanted = Set(texts.map { Substring($0) })
    let holds = (0..<pool.count).map { place in
      pool[place].split(separator: " ").contains(where: wanted.contains)
    }
    return Truth(count: cells.count) { row in
      if let place = self[row].value, holds[place] { return 1 }
      return whole.map { $0[row].value == 1 } ?? true ? 0 : 2
    }
  }

  /// Compares two columns of the same type, row by row.
  package func compare(_ comparison: Comparison, to other: Column) -> Truth {
    if pool != nil || other.pool != nil { return compareTexts(comparison, to: other) }
    if type == .decimal || other.type == .decimal {
      return Truth(count: cells.count) { row in
        guard let left = number(row), let right = other.number(row) else { return 2 }
        return comparison.holds(left, right) ? 1 : 0
      }
    }
    return cells.withUnsafeBufferPointer { left in
      other.cells.withUnsafeBufferPointer { right in
        Truth(count: left.count) { row in
          guard Cell(raw: left[row]).isKnown, Cell(raw: right[row]).isKnown else { return 2 }
          return comparison.holds(left[row], right[row]) ? 1 : 0
        }
      }
    }
  }

  private func compareTexts(_ comparison: Comparison, to other: Column) -> Truth {
    Truth(count: cells.count) { row in
      guard let left = self[row].value, let right = other[row].value, let pool,
        let otherPool = other.pool
      else { return 2 }
      return comparison.holds(compared(pool[left]), other.compared(otherPool[right])) ? 1 : 0
    }
  }

  @inline(__always) private func known(_ holds: (Int32) -> Bool) -> Truth {
    cells.withUnsafeBufferPointer { cells in
      Truth(count: cells.count) { row in
        let raw = cells[row]
        return Cell(raw: raw).isKnown ? (holds(raw) ? 1 : 0) : 2
      }
    }
  }
}

/// Conditions on one threshold, as bit operations on the planes.
extension LevelPlanes {
  package func isKnown(_ threshold: Threshold) -> Truth {
    bits(threshold) { low, high in (low | high, 0) }
  }

  package func compare(_ comparison: Comparison, _ level: Level, of threshold: Threshold) -> Truth {
    // The answer for each of the three levels, for 64 rows at once.
    let holds = Level.allCases.map { comparison.holds($0, level) ? ~UInt64(0) : 0 }
    let (none, supported, blocking) = (holds[0], holds[1], holds[2])
    return bits(threshold) { low, high in
      (
        (low & ~high & none) | (high & ~low & supported) | (high & low & blocking), ~(low | high)
      )
    }
  }

  package func among(_ levels: Set<Level>, of threshold: Threshold) -> Truth {
    levels.reduce(Truth(count: low.count, all: false).and(isKnown(threshold))) { truth, level in
      truth.or(compare(.equal, level, of: threshold))
    }
  }

  /// The level of one threshold as a column of places in the list of levels.
  package func column(_ threshold: Threshold, name: String) -> Column {
    var cells = [Int32](repeating: Cell.unknown.raw, count: low.count)
    for row in cells.indices {
      if let level = self[row][threshold] { cells[row] = Int32(level.rawValue) }
    }
    return Column(name, .level, cells)
  }

  /// How many of some thresholds have a level, for each row.
  package func counts(of level: Level?, in set: ThresholdSet, name: String) -> Column {
    var cells = [Int32](repeating: 0, count: low.count)
    for row in cells.indices {
      let record = self[row]
      let found =
        level.map { record.thresholds(at: $0).intersection(set) }
        ?? set.subtracting(record.assessed)
      cells[row] = Int32(found.count)
    }
    return Column(name, .count, cells)
  }

  /// Asks with the two bits of a threshold, 64 rows a word.
  private func bits(
    _ threshold: Threshold, _ answer: (UInt64, UInt64) -> (yes: UInt64, unknown: UInt64)
  ) -> Truth {
    let shift = UInt64(threshold.index)
    return low.withUnsafeBufferPointer { lows in
      high.withUnsafeBufferPointer { highs in
        Truth(
          count: lows.count,
          words: { rows in
            answer(
              LevelPlanes.column(of: lows, rows, shift), LevelPlanes.column(of: highs, rows, shift))
          })
      }
    }
  }

  /// One bit of each of up to 64 rows, the first row lowest.
  @inline(__always) private static func column(
    of plane: UnsafeBufferPointer<UInt64>, _ rows: Range<Int>, _ shift: UInt64
  ) -> UInt64 {
    var column: UInt64 = 0
    for bit in 0..<rows.count {
      column |= (plane[rows.lowerBound + bit] >> shift & 1) << UInt64(bit)
    }
    return column
  }
}
