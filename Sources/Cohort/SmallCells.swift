/// Which counts of a table must be hidden so that none under the limit can be found out.
///
/// A table has cells in rows and columns, and totals that a reader may know from elsewhere; totals
/// under the limit are taken for hidden by the same rule. A reader is told of a hidden cell that it
/// is under 5, or only that it is hidden; the first is then 1 to 4 and the second taken for 5 or
/// more. A cell is safe when other numbers that differ in it fit everything that is shown.
package struct SmallCells {
  package enum Mark: Hashable, Sendable {
    case shown, small, withOthers
  }

  /// Counts under this are small.
  package static let limit = 5

  package let rows: Int
  package let columns: Int
  /// What becomes of each cell, row by row.
  package private(set) var marks: [Mark]
  /// Totals that must not be published beside the table: of rows, then of columns, then of all.
  package private(set) var totals: Set<Int> = []

  private var edges: [Edge] = []
  /// The numbers at each place: rows and their total, then columns and theirs.
  private var at: [[Int]]
  private var count: Int { rows * columns }

  /// A number of the table between its row and its column.
  private struct Edge {
    let row: Int
    let column: Int
    let value: Int
    /// A total moves against its parts.
    let isTotal: Bool
    var isHidden = false
    var low = 0
    var high = Int.max

    /// Whether the number can move; downward a cell falls and a total rises.
    func isFree(upward: Bool) -> Bool { upward == isTotal ? value > low : value < high }

    /// The same once it is hidden.
    var hidden: Edge {
      if isHidden { return self }
      var edge = self
      edge.isHidden = true
      if value < SmallCells.limit { edge.high = SmallCells.limit - 1 } else { edge.low = limit }
      return edge
    }
  }

  /// - Parameters:
  ///   - values: the counts, row by row; 0 where there are none.
  ///   - people: how many people each count is of, where one may be counted more than once; of few
  ///     people a large count is hidden too.
  package init(rows: Int, columns: Int, values: [Int], people: [Int]? = nil) {
    self.rows = rows
    self.columns = columns
    marks = values.map { $0 > 0 && $0 < SmallCells.limit ? .small : .shown }
    at = [[Int]](repeating: [], count: rows + columns + 2)
    var ofRows = [Int](repeating: 0, count: rows)
    var ofColumns = [Int](repeating: 0, count: columns)
    for (place, value) in values.enumerated() {
      ofRows[place / columns] += value
      ofColumns[place % columns] += value
      add(place / columns, place % columns, value)
    }
    // A list has no totals on its other side: there each number would be its own.
    for row in 0..<rows {
      add(row, columns, ofRows[row], isTotal: true, isAbsent: columns == 1)
    }
    for column in 0..<columns {
      add(rows, column, ofColumns[column], isTotal: true, isAbsent: rows == 1)
    }
    add(rows, columns, ofRows.reduce(0, +))
    for (place, people) in (people ?? []).enumerated()
    where marks[place] == .shown && (1..<SmallCells.limit).contains(people) {
      edges[place] = edges[place].hidden
      marks[place] = .withOthers
    }
    protect()
  }

  private mutating func add(
    _ row: Int, _ column: Int, _ value: Int, isTotal: Bool = false, isAbsent: Bool = false
  ) {
    var edge = Edge(row: row, column: rows + 1 + column, value: value, isTotal: isTotal)
    if isAbsent {
      edge.isHidden = true
    } else if value > 0, value < SmallCells.limit {
      (edge.isHidden, edge.low, edge.high) = (true, 1, SmallCells.limit - 1)
    }
    at[edge.row].append(edges.count)
    at[edge.column].append(edges.count)
    edges.append(edge)
  }

  /// Hides until every hidden cell could be another number.
  private mutating func protect() {
    var queue = (0..<count).filter { edges[$0].isHidden }
    while let edge = queue.popLast() {
      if isSafe(edge) { continue }
      if cheapest(around: edge) == nil {
        // What is told of it pins it down, so only that it is hidden is told.
        (edges[edge].low, edges[edge].high) = (0, Int.max)
        marks[edge] = .withOthers
      }
      for step in cheapest(around: edge) ?? Array(edges.indices) where !edges[step].isHidden {
        edges[step] = edges[step].hidden
        if step >= count {
          totals.insert(step - count)
        } else {
          marks[step] = edges[step].value < SmallCells.limit ? .small : .withOthers
          queue.append(step)
        }
      }
    }
  }
}

extension SmallCells {
  /// How dear it is to hide one more: small ones first, empty ones late, totals last.
  private func price(_ edge: Int) -> Int {
    if edges[edge].isHidden { return 0 }
    if edge >= count { return 1_000_000_000_000 + edges[edge].value }
    return edges[edge].value == 0 ? 1_000_000_000 : 1 + edges[edge].value
  }

  /// The numbers at a place that can move on from there, and where to.
  private func steps(from place: Int, _ body: (_ edge: Int, _ next: Int) -> Void) {
    for edge in at[place] {
      let upward = edges[edge].row == place
      if edges[edge].hidden.isFree(upward: upward) {
        body(edge, upward ? edges[edge].column : edges[edge].row)
      }
    }
  }

  /// The two ways round: where each starts, and where it must come out.
  private func ends(_ edge: Int) -> [(start: Int, goal: Int)] {
    let own = edges[edge]
    var ends: [(start: Int, goal: Int)] = []
    if own.isFree(upward: true) { ends.append((own.column, own.row)) }
    if own.isFree(upward: false) { ends.append((own.row, own.column)) }
    return ends
  }

  /// Whether hidden numbers can move round by one so that this one does and every sum stays.
  private func isSafe(_ edge: Int) -> Bool {
    ends(edge).contains { start, goal in
      var seen = [Bool](repeating: false, count: at.count)
      var waiting = [start]
      seen[start] = true
      while let place = waiting.popLast(), !seen[goal] {
        steps(from: place) { other, next in
          guard other != edge, edges[other].isHidden, !seen[next] else { return }
          seen[next] = true
          waiting.append(next)
        }
      }
      return seen[goal]
    }
  }

  /// The cheapest way round, whether hidden or not: Dijkstra's over rows and columns.
  private func cheapest(around edge: Int) -> [Int]? {
    let ways = ends(edge).compactMap { start, goal -> (cost: Int, path: [Int])? in
      var cost = [Int](repeating: Int.max, count: at.count)
      var came = [Int](repeating: -1, count: at.count)
      var open: Set<Int> = [start]
      cost[start] = 0
      while let place = open.min(by: { (cost[$0], $0) < (cost[$1], $1) }), place != goal {
        open.remove(place)
        steps(from: place) { other, next in
          guard other != edge, cost[place] + price(other) < cost[next] else { return }
          cost[next] = cost[place] + price(other)
          came[next] = other
          open.insert(next)
        }
      }
      guard cost[goal] < Int.max else { return nil }
      var path: [Int] = []
      var place = goal
      while place != start {
        path.append(came[place])
        let step = edges[came[place]]
        place = step.row == place ? step.column : step.row
      }
      return (cost[goal], path)
    }
    return ways.min { $0.cost < $1.cost }?.path
  }
}
